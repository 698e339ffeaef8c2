"""處理中: replies, 非本部門責任, 同意此結論, and what HR settles between the departments (C10-C11, C14-C15, Q07-Q08)."""

from workflow import events as ev
from workflow.case import Case
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import Duty, DutyKind, Ending
from workflow.filing import needed
from workflow.handover import known_departments
from workflow.judging import late_found
from workflow.phases import Phase
from workflow.refusals import Refusal
from workflow.rounds import conclude_round
from workflow.values import Duration, Kind

FILLED = ("finding", "opinion", "plan")


def reply(course: Course, do: Do) -> None:
    """處理回覆 (P) or 處理方案 (S), also over several messages: the last part's time counts (Q07)."""
    department = replying_department(course, do)
    if course.case.phase is Phase.CLOSED:
        _turned_up(course, department, do)
        return
    part = _joined(course, department, do)
    if not _is_filled(part, course.case.kind):
        _keep_part(course, part, do)
        return
    if course.case.ruling_of(department) is not None:
        course.happens(ev.Supplemented, text=_words(do))
        return
    _rule(course, part, _named(course, do))


def name_responsible(course: Course, do: Do) -> None:
    """Say which departments are responsible, where the reply left it open."""
    department = replying_department(course, do)
    ruling = course.case.ruling_of(department)
    if ruling is None or ruling.responsible is not None:
        raise Refusal("nothing_to_name")
    responsible = known_departments(course, do.departments)
    course.happens(ev.ResponsibleNamed, department=department, responsible=responsible)
    _release(course, department, responsible)
    conclude_round(course)


def disclaim(course: Course, do: Do) -> None:
    """非本部門責任 with a reason, once; its clock stops. Of a product case the last open one may not."""
    department = replying_department(course, do)
    duty = _open_reply(course, department)
    if course.case.claim_of(department) is not None:
        raise Refusal("disclaimed_before")
    if course.case.kind is Kind.PRODUCT and _is_last(course.case, duty):
        raise Refusal("last_department")
    course.happens(ev.Disclaimed, department=department, reason=needed(do.text))
    _end_reply(course, duty, Ending.DISCLAIMED)
    if course.case.kind is Kind.SERVICE:
        course.open(DutyKind.SETTLE_CLAIM, course.world.at, department=department)
    conclude_round(course)


def concur(course: Course, do: Do) -> None:
    """同意此結論: agree with the ruling of another department (`departments` names it)."""
    department = replying_department(course, do)
    duty = _open_reply(course, department)
    ruling_of = do.departments[0] if do.departments else _only_ruling(course.case)
    if ruling_of == department or course.case.ruling_of(ruling_of) is None:
        raise Refusal("no_ruling")
    course.happens(ev.Concurred, department=department, ruling_of=ruling_of)
    _end_reply(course, duty, Ending.CONCURRED)
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
        _open_if_new(course, department)
    conclude_round(course)


def excuse(course: Course, do: Do) -> None:
    """免除: the department owes nothing more; not the last one."""
    claim = _open_claim(course, do)
    others = [d for d in course.case.replies() if d.department != claim.department]
    if not others or all(d.ending is Ending.DISCLAIMED for d in others):
        raise Refusal("last_department")
    course.happens(ev.ClaimSettled, department=claim.department, reason=do.text)
    course.end(claim)
    conclude_round(course)


def reject_claim(course: Course, do: Do) -> None:
    """駁回: the reply is owed again, for the remaining time, at least 30 minutes."""
    claim = _open_claim(course, do)
    course.happens(ev.ClaimSettled, department=claim.department, rejected=True, reason=needed(do.text))
    course.end(claim)
    duty = course.case.duty(DutyKind.REPLY, claim.department)
    assert duty is not None
    course.open(DutyKind.REPLY, course.world.at, department=claim.department, limit=_remaining(course, duty))


def adjudicate(course: Course, do: Do) -> None:
    """裁定: who is responsible, where the rulings do not agree."""
    duty = course.case.duty(DutyKind.ADJUDICATE)
    if duty is None or not duty.is_open:
        raise Refusal("nothing_to_adjudicate")
    responsible = known_departments(course, do.departments)
    course.happens(ev.Adjudicated, responsible=responsible, reason=do.text)
    course.end(duty)
    conclude_round(course)


def conclude(course: Course, do: Do) -> None:
    """以現有回覆結論 by HR after a miss: the missing duties close unanswered, fines stay."""
    case = course.case
    if not case.round_rulings():
        raise Refusal("no_ruling")
    if not any(duty.missed_at for duty in case.replies()):
        raise Refusal("nothing_missed")
    course.happens(ev.Concluded, reason=needed(do.text))
    course.end_all(DutyKind.REPLY, Ending.UNANSWERED)
    course.end_all(DutyKind.SETTLE_CLAIM, Ending.CANCELLED)
    conclude_round(course)


def replying_department(course: Course, do: Do) -> str:
    """Return the department the actor answers for: the one named, else hers, one that still owes first."""
    duties = sorted(course.case.replies(), key=lambda duty: not duty.is_open)
    mine = [d.department for d in duties if do.department in {"", d.department} and _acts_for(course, d)]
    if not mine:
        raise Refusal("not_asked")
    return mine[0]


# Private functions


def _acts_for(course: Course, duty: Duty) -> bool:
    actor = course.world.actor
    return actor is not None and course.world.directory.acts_for(actor, duty.department, course.world.at)


def _joined(course: Course, department: str, do: Do) -> ev.PartGiven:
    old = course.case.parts.get(department)
    kept = {name: getattr(old, name, "") for name in FILLED}
    new = {name: getattr(do, name).strip() or kept[name] for name in kept}
    return ev.PartGiven(at=course.world.at, by=course.world.stimulus.actor, department=department, **new)


def _is_filled(part: ev.PartGiven, kind: Kind) -> bool:
    return bool(part.plan) if kind is Kind.SERVICE else bool(part.finding and part.opinion)


def _keep_part(course: Course, part: ev.PartGiven, do: Do) -> None:
    if not any(getattr(do, name).strip() for name in FILLED):
        raise Refusal("reply_unfilled", kind=course.case.kind)
    course.add(part)


def _named(course: Course, do: Do) -> tuple[str, ...] | None:
    return known_departments(course, do.departments) if do.departments else None


def _rule(course: Course, part: ev.PartGiven, responsible: tuple[str, ...] | None) -> None:
    filled = part.model_dump(include={"department", *FILLED})
    course.happens(ev.Ruled, **filled, responsible=responsible)
    duty = course.case.duty(DutyKind.REPLY, part.department)
    assert duty is not None
    _end_reply(course, duty, Ending.DONE)
    if responsible is not None:
        _release(course, part.department, responsible)
    conclude_round(course)


def _end_reply(course: Course, duty: Duty, ending: Ending) -> None:
    late_found(course, duty)
    course.end(duty, ending)


def _release(course: Course, department: str, responsible: tuple[str, ...]) -> None:
    """Naming oneself releases all not named; a department named that is no party owes a reply from now."""
    if department in responsible:
        for duty in course.case.replies():
            if duty.department not in responsible:
                _release_one(course, duty)
    for name in responsible:
        _open_if_new(course, name)


def _release_one(course: Course, duty: Duty) -> None:
    """Also what was done late: had the ruling been seen in time, nothing would have been missed."""
    if duty.is_open:
        _end_reply(course, duty, Ending.RELEASED)
    elif course.world.at <= duty.due_at:
        late_found(course, duty)


def _turned_up(course: Course, department: str, do: Do) -> None:
    """A closed case takes only a reply in time that was missed: it still revokes the fine."""
    duty = course.case.duty(DutyKind.REPLY, department)
    filled = _is_filled(_joined(course, department, do), course.case.kind)
    if duty is None or duty.missed_at is None or course.world.at > duty.due_at or not filled:
        raise Refusal("wrong_phase", phase=course.case.phase, act=do.act)
    late_found(course, duty)
    course.happens(ev.Supplemented, text=_words(do))


def _open_if_new(course: Course, department: str) -> None:
    if department not in {duty.department for duty in course.case.replies()}:
        course.open(DutyKind.REPLY, course.world.at, department=department)


def _open_reply(course: Course, department: str) -> Duty:
    duty = course.case.duty(DutyKind.REPLY, department)
    if duty is None or not duty.is_open:
        raise Refusal("not_owed", department=department)
    return duty


def _is_last(case: Case, duty: Duty) -> bool:
    others = [d for d in case.open_duties(DutyKind.REPLY) if d.key != duty.key]
    return not others and not case.round_rulings()


def _only_ruling(case: Case) -> str:
    rulings = case.round_rulings()
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
        raise Refusal("nothing_claimed")
    return found[0]


def _remaining(course: Course, duty: Duty) -> Duration:
    ended = duty.ended_at or course.world.at
    left = course.world.calendar.working_seconds(ended, duty.due_at) if ended < duty.due_at else 0
    return Duration(seconds=max(int(left), 1800))


def _words(do: Do) -> str:
    return "\n".join(text for text in (do.finding, do.opinion, do.plan, do.text) if text)
