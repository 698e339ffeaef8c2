"""處理中 beside the replies: 非本部門責任, 同意此結論, and what HR settles between the departments (C10, C14)."""

from workflow import events as ev
from workflow import facts
from workflow.answering import answering_department
from workflow.case import Case
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import FREED, Duty, DutyKind, Ending
from workflow.filing import needed
from workflow.handover import known_departments
from workflow.refusals import Refusal
from workflow.replying import end_reply, stand_in
from workflow.rounds import conclude_round
from workflow.values import Duration, Kind


def disclaim(course: Course, do: Do) -> None:
    """非本部門責任 with a reason, once; its clock stops. Of a product case the last open one may not."""
    department = answering_department(course.case, do, course.world)
    stand_in(course, department)
    duty = _open_reply(course, department)
    if course.case.claim_of(department) is not None:
        raise Refusal("disclaimed_before")
    if course.case.kind is Kind.PRODUCT and _is_last(course.case, duty):
        raise Refusal("last_department")
    course.happens(ev.Disclaimed, department=department, reason=needed(do.text))
    end_reply(course, duty, Ending.DISCLAIMED)
    if course.case.kind is Kind.SERVICE:
        course.open(DutyKind.SETTLE_CLAIM, course.world.begins, department=department)
    conclude_round(course)


def concur(course: Course, do: Do) -> None:
    """同意此結論: agree with the ruling of another department (`departments` names it)."""
    department = answering_department(course.case, do, course.world)
    stand_in(course, department)
    duty = _open_reply(course, department)
    ruling_of = do.departments[0] if do.departments else _only_ruling(course.case)
    if ruling_of == department or course.case.ruling_of(ruling_of) is None:
        raise Refusal("no_ruling")
    course.happens(ev.Concurred, department=department, ruling_of=ruling_of)
    end_reply(course, duty, Ending.CONCURRED)
    conclude_round(course)


def reassign(course: Course, do: Do) -> None:
    """改派: the duty goes to other departments, whose clocks start now."""
    claim = _open_claim(course, do)
    moved_to = known_departments(course, do.departments)
    if claim.department in moved_to:
        raise Refusal("moved_to_itself", department=course.world.department(claim.department).name)
    course.happens(ev.ClaimSettled, department=claim.department, moved_to=moved_to, reason=do.text)
    course.end(claim)
    for department in moved_to:
        duty = course.case.duty(DutyKind.REPLY, department)
        if duty is None or not duty.is_open:
            course.open(DutyKind.REPLY, course.world.begins, department=department)
    conclude_round(course)


def excuse(course: Course, do: Do) -> None:
    """免除: the department owes nothing more; not the last one."""
    claim = _open_claim(course, do)
    others = [d for d in course.case.replies() if d.department != claim.department]
    if not others or all(d.ending in FREED for d in others):
        raise Refusal("last_department")
    course.happens(ev.ClaimSettled, department=claim.department, reason=do.text)
    course.end(claim)
    duty = course.case.duty(DutyKind.REPLY, claim.department)
    assert duty is not None
    course.happens(ev.DutyEnded, key=duty.key, ending=Ending.EXCUSED, late=duty.ended_late)
    conclude_round(course)


def reject_claim(course: Course, do: Do) -> None:
    """駁回: the reply is owed again, for the remaining time, at least 30 minutes; one given meanwhile is that reply."""
    claim = _open_claim(course, do)
    course.happens(ev.ClaimSettled, department=claim.department, rejected=True, reason=needed(do.text))
    course.end(claim)
    duty = course.case.duty(DutyKind.REPLY, claim.department)
    assert duty is not None
    ruling = course.case.ruling_of(claim.department)
    if ruling is None:
        left = _remaining(course, duty)
        course.open(DutyKind.REPLY, course.world.begins, department=claim.department, limit=left)
    elif not duty.is_open:
        answered = {"at": ruling.at, "by": ruling.by, "late": duty.ended_late}
        course.add(ev.DutyEnded(**answered, key=duty.key, ending=Ending.DONE))
    conclude_round(course)


def adjudicate(course: Course, do: Do) -> None:
    """裁定: who is responsible, where the rulings do not agree."""
    duty = course.case.duty(DutyKind.ADJUDICATE)
    if duty is None or not duty.is_open:
        raise Refusal("nothing_to_adjudicate", **_last(course, "Adjudicated"))
    responsible = known_departments(course, do.departments)
    course.happens(ev.Adjudicated, responsible=responsible, reason=do.text)
    course.end(duty)
    course.end_all(DutyKind.NAME_RESPONSIBLE)
    conclude_round(course)


def conclude(course: Course, do: Do) -> None:
    """以現有回覆結論 by HR after a miss: the missing duties close unanswered, fines stay."""
    case = course.case
    if not case.round_rulings():
        raise Refusal("no_ruling")
    if not any(duty.missed_at for duty in case.replies()):
        raise Refusal("nothing_missed", act=do.act)
    course.happens(ev.Concluded, reason=needed(do.text))
    course.end_all(DutyKind.REPLY, Ending.UNANSWERED)
    for kind in (DutyKind.SETTLE_CLAIM, DutyKind.NAME_RESPONSIBLE):
        course.end_all(kind)
    conclude_round(course)


# Private functions


def _open_reply(course: Course, department: str) -> Duty:
    duty = course.case.duty(DutyKind.REPLY, department)
    if duty is None or not duty.is_open:
        done = facts.done(duty, course.world.directory) if duty else {}
        raise Refusal("not_owed", department=department, **done)
    return duty


def _last(course: Course, what: str) -> facts.Facts:
    """Who was first, and when, where somebody was."""
    entry = next((one for one in reversed(course.case.timeline) if one.what == what), None)
    if entry is None or entry.by is None:
        return {}
    return {"by": course.world.person(entry.by).name, "at": entry.at.isoformat()}


def _is_last(case: Case, duty: Duty) -> bool:
    others = [d for d in case.open_duties(DutyKind.REPLY) if d.key != duty.key]
    return not others and not case.round_rulings()


def _only_ruling(case: Case) -> str:
    rulings = case.round_rulings()
    if not rulings:
        raise Refusal("no_ruling")
    if len(rulings) != 1:
        raise Refusal("which_ruling", departments=[ruling.department for ruling in rulings])
    return rulings[0].department


def _open_claim(course: Course, do: Do) -> Duty:
    found = [
        duty
        for duty in course.case.open_duties(DutyKind.SETTLE_CLAIM)
        if do.department in {"", duty.department}
    ]
    if not found:
        raise Refusal("nothing_claimed", **_last(course, "ClaimSettled"))
    return found[0]


def _remaining(course: Course, duty: Duty) -> Duration:
    ended = duty.ended_at or course.world.at
    left = course.world.calendar.working_seconds(ended, duty.due_at, pauses=duty.pauses)
    return Duration(seconds=max(int(left), 1800))
