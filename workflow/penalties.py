"""What becomes of a fine: 處罰, 不處罰, 豁免, 異議 and its judgement, 已繳, 已退還 (C27, Q11, Q13-Q14)."""

from datetime import datetime

from workflow.case import Case
from workflow.commands import Do
from workflow.course import THREE_DAYS, Course
from workflow.duties import DutyKind, Ending
from workflow.events import FineChanged, FineRetained
from workflow.filing import needed
from workflow.fines import STANDING, Fine, FineStatus, Ground
from workflow.phases import RULED, Act
from workflow.refusals import Refusal
from workflow.unheard import heard_until
from workflow.who import fining_department
from workflow.world import World


def confirm_fine(course: Course, do: Do) -> None:
    """處罰: a held fine is issued."""
    fine = _fine(course, do, FineStatus.HELD)
    if fine.person is None:
        raise Refusal("nobody_to_fine", fine=fine.number)
    until = course.world.calendar.add(course.world.now, THREE_DAYS)
    course.happens(
        FineChanged,
        number=fine.number,
        status=FineStatus.ISSUED,
        reason=do.text.strip(),
        objection_until=until,
    )


def drop_fine(course: Course, do: Do) -> None:
    """不處罰: a held fine comes to nothing."""
    _becomes(course, _fine(course, do, FineStatus.HELD), FineStatus.DROPPED, do.text)


def waive(course: Course, do: Do) -> None:
    """豁免 with a reason; after payment the money is owed back."""
    fine = _fine(course, do, *STANDING)
    status = FineStatus.REFUND_OWED if fine.status is FineStatus.PAID else FineStatus.WAIVED
    _becomes(course, fine, status, needed(do.text))


def object_(course: Course, do: Do) -> None:
    """異議 by the fined person within three working days; what she adds until it is judged stands below her first words."""
    if added := _added_reason(course, do):
        _becomes(course, course.case.fines[do.fine], FineStatus.OBJECTED, added)
        return
    fine = _fine(course, do, FineStatus.ISSUED)
    until = _objection_until(fine, course.world)
    if until is not None and course.world.at > until:
        raise Refusal("objection_too_late", until=until.isoformat())
    _becomes(course, fine, FineStatus.OBJECTED, needed(do.text))


def keep_fine(course: Course, do: Do) -> None:
    """維持處罰."""
    _becomes(course, _fine(course, do, FineStatus.OBJECTED), FineStatus.UPHELD, needed(do.text))


def lift_fine(course: Course, do: Do) -> None:
    """撤銷處罰."""
    _becomes(course, _fine(course, do, FineStatus.OBJECTED), FineStatus.LIFTED, needed(do.text))


def mark_paid(course: Course, do: Do) -> None:
    """已繳."""
    _becomes(course, _fine(course, do, FineStatus.ISSUED, FineStatus.UPHELD), FineStatus.PAID, do.text)


def mark_refunded(course: Course, do: Do) -> None:
    """已退還: the person has the money back."""
    _becomes(course, _fine(course, do, FineStatus.REFUND_OWED), FineStatus.REFUNDED, do.text)


def retain_fine(course: Course, do: Do) -> None:
    """維持, with a reason, though the ruling names others: the question is closed."""
    fine = _fine(course, do, *STANDING)
    check_review(course.case, fine, course.world)
    course.happens(FineRetained, number=fine.number, reason=needed(do.text))


def rescind_fine(course: Course, do: Do) -> None:
    """撤銷, as the ruling names others; after payment the money is owed back."""
    fine = _fine(course, do, *STANDING)
    check_review(course.case, fine, course.world)
    status = FineStatus.REFUND_OWED if fine.status is FineStatus.PAID else FineStatus.LIFTED
    _becomes(course, fine, status, do.text, ground=Ground.RULING)


def is_blameless(case: Case, fine: Fine) -> bool:
    """Tell whether the ruling of its round finds the fined department not responsible (design, Fines)."""
    responsible = case.responsible()
    return bool(responsible) and fine.round == case.round and fine.department not in responsible


def keep_up(course: Course) -> None:
    """Have HR owe a review of each fine that the ruling speaks against, until it decides or the ruling is another."""
    for number in tuple(course.case.fines):
        fine = course.case.fines[number]
        owed = next((d for d in course.case.open_duties(DutyKind.REVIEW_FINE) if d.subject == number), None)
        if owed is None and awaits_review(course.case, fine):
            office = fining_department(course.case, fine, course.world)
            about = {"department": office.id if office else "", "subject": number}
            course.open(DutyKind.REVIEW_FINE, course.world.begins, **about)
        elif owed is not None and not awaits_review(course.case, fine):
            course.end(owed, Ending.CANCELLED if is_open_to_review(fine) else Ending.DONE)


def awaits_review(case: Case, fine: Fine) -> bool:
    """Tell whether it is open whether the fine stands in spite of the ruling (design, Fines)."""
    return case.phase in RULED and is_open_to_review(fine) and is_blameless(case, fine)


def is_open_to_review(fine: Fine) -> bool:
    """Tell whether the fine stands and nobody has said yet that it is to stand whatever the ruling says."""
    return fine.status in STANDING and fine.kept_at is None


def check_review(case: Case, fine: Fine, world: World) -> None:
    """Raise Refusal unless it is still open whether the fine stands in spite of the ruling."""
    if fine.kept_at is not None and fine.kept_by is not None:
        name = world.person(fine.kept_by).name
        raise Refusal("fine_retained", fine=fine.number, by=name, at=fine.kept_at.isoformat())
    if not is_blameless(case, fine):
        raise Refusal("fine_not_reviewed", fine=fine.number)


def told_status(fine: Fine, act: Act, world: World) -> dict[str, object]:
    """Return what a refusal says of a fine that stands elsewhere by now: how, and who brought it there and when."""
    told: dict[str, object] = {"fine": fine.number, "status": fine.status, "act": act}
    if fine.changed_at is None or fine.changed_by is None:
        return told
    return told | {"by": world.person(fine.changed_by).name, "at": fine.changed_at.isoformat()}


# Private functions


def _added_reason(course: Course, do: Do) -> str:
    """The reason of an objection of hers that waits for its judge, with new words of hers; nothing otherwise."""
    fine, words = course.case.fines.get(do.fine), do.text.strip()
    is_hers = (
        fine is not None
        and fine.status is FineStatus.OBJECTED
        and fine.changed_by == course.world.stimulus.actor
    )
    if fine is None or not is_hers or not words or words in fine.objected_reason:
        return ""
    return f"{fine.objected_reason}\n{words}"


def _objection_until(fine: Fine, world: World) -> datetime | None:
    """Until when; of what was said meanwhile in a group that was not heard nobody knows."""
    until = fine.objection_until
    return None if until is None else heard_until(fine.changed_at or fine.issued_at, until, world)


def _fine(course: Course, do: Do, *allowed: FineStatus) -> Fine:
    fine = course.case.fines.get(do.fine)
    if fine is None:
        raise Refusal("fine_unknown", fine=do.fine)
    if fine.status not in allowed:
        raise Refusal("fine_status", **told_status(fine, do.act, course.world))
    return fine


def _becomes(course: Course, fine: Fine, status: FineStatus, reason: str, **more: Ground) -> None:
    course.happens(FineChanged, number=fine.number, status=status, reason=reason.strip(), **more)
