"""處理回覆 and 處理方案: what counts as a reply, for which round, and what it does to the others (C11, C15, Q07-Q08)."""

from datetime import datetime

from workflow import events as ev
from workflow.answering import answering_department
from workflow.case import Case
from workflow.closing import is_decided, let_stand
from workflow.commands import OWN_DEPARTMENT, Do
from workflow.course import Course
from workflow.duties import Duty, DutyKind, Ending
from workflow.handover import known_departments
from workflow.judging import late_found, speaks_against_miss
from workflow.phases import Phase
from workflow.refusals import Refusal
from workflow.rounds import conclude_round, is_unsettled
from workflow.values import Kind

FILLED = ("finding", "opinion", "plan")
OVERTAKEN = frozenset({Ending.RELEASED, Ending.UNANSWERED})
"""How a duty ends without a word of the department itself."""
ROUND_OVER = frozenset({Phase.NOTIFYING, Phase.ACKNOWLEDGING})


def reply(course: Course, do: Do) -> None:
    """A reply, also over several messages: the time of the part sent last counts (Q07).

    What comes when nothing is asked any more is put on record; sent in time, it still takes back a miss.
    """
    department = answering_department(course.case, do, course.world)
    stand_in(course, department)
    do = _with_own(do, department)
    duty = _duty_answered(course, department)
    part = _joined(course, department, do)
    if not _is_asked(course, duty, part) or _has_answered(course.case, duty):
        _turned_up(course, duty, do)
    elif _is_filled(part, course.case.kind):
        _rule(course, duty, part)
    else:
        _keep_part(course, part, do)


def name_responsible(course: Course, do: Do) -> None:
    """Say which departments are responsible, where the reply left it open and 王總 has not decided upon it."""
    if is_decided(course.case):
        raise Refusal("settlement_decided")
    department = answering_department(course.case, do, course.world)
    stand_in(course, department)
    ruling = course.case.ruling_of(department)
    if ruling is None or ruling.responsible is not None:
        raise Refusal("nothing_to_name")
    _name(course, department, known_departments(course, _with_own(do, department).departments))


def stand_in(course: Course, department: str) -> None:
    """Let what the actor does count as a deputy's where he answers for another department than his own."""
    actor, world = course.world.actor, course.world
    if actor is None or actor.department == department:
        return
    principals = world.directory.principals_of(actor, world.at)
    course.stands_for = next(
        (one.id for one in principals if one.department == department), course.stands_for
    )


def end_reply(course: Course, duty: Duty, ending: Ending, at: datetime | None = None) -> None:
    """End a reply duty, and take a miss back if the act was in time."""
    late_found(course, duty, at or course.world.at)
    course.end(duty, ending, at=at)


# Private functions


def _with_own(do: Do, department: str) -> Do:
    """The act with 「本部門」 as the department that is answered for."""
    named = (department if name == OWN_DEPARTMENT else name for name in do.departments)
    return do.model_copy(update={"departments": tuple(dict.fromkeys(named))})


def _is_asked(course: Course, duty: Duty, part: ev.PartGiven) -> bool:
    """Whether a ruling is asked for, or was when it was sent: one that is read late is no less a ruling."""
    if duty.round != course.case.round:
        return False
    if course.case.phase is Phase.HANDLING:
        return True
    is_filled = _is_filled(part, course.case.kind)
    return is_filled and _was_overtaken(duty, part) and not _is_beyond(course.case)


def _has_answered(case: Case, duty: Duty) -> bool:
    """Whether its ruling is in; one that HR asked again afterwards (改派) has yet to answer that."""
    return case.ruling_of(duty.department) is not None and not duty.is_open


def _was_overtaken(duty: Duty, part: ev.PartGiven) -> bool:
    """Whether the duty ended without a word of its department, after this had been sent."""
    return duty.ending in OVERTAKEN and duty.ended_at is not None and part.at < duty.ended_at


def _duty_answered(course: Course, department: str) -> Duty:
    """The duty of the round in which the message was written: one of round one does not answer round two."""
    duties = [
        d for d in course.case.duties.values() if (d.kind, d.department) == (DutyKind.REPLY, department)
    ]
    begun = [duty for duty in duties if duty.starts_at <= course.world.at]
    return max(begun, default=duties[0], key=lambda duty: duty.round)


def _joined(course: Course, department: str, do: Do) -> ev.PartGiven:
    """The reply so far: what was said before and what is said now; its time is that of the part sent last.

    A message that is a whole reply needs no other part, also if it is read after one that was sent later.
    """
    old = course.case.parts.get(department)
    needs_old = old is not None and not _is_filled(do, course.case.kind)
    kept = {name: getattr(old, name, "") for name in FILLED}
    new = {name: getattr(do, name).strip() or kept[name] for name in kept}
    named = known_departments(course, do.departments) if do.departments else ()
    return ev.PartGiven(
        at=max(course.world.at, old.at) if old and needs_old else course.world.at,
        by=course.world.stimulus.actor,
        stands_for=course.stands_for,
        department=department,
        responsible=named or (old.responsible if old else ()),
        **new,
    )


def _is_filled(part: ev.PartGiven | Do, kind: Kind) -> bool:
    return (
        bool(part.plan.strip())
        if kind is Kind.SERVICE
        else bool(part.finding.strip() and part.opinion.strip())
    )


def _keep_part(course: Course, part: ev.PartGiven, do: Do) -> None:
    if not any(getattr(do, name).strip() for name in FILLED):
        raise Refusal("reply_unfilled", kind=course.case.kind)
    course.add(part)


def _rule(course: Course, duty: Duty, part: ev.PartGiven) -> None:
    said = part.model_dump(include={"at", "by", "stands_for", "department", *FILLED})
    course.add(ev.Ruled(**said, responsible=part.responsible or None))
    end_reply(course, duty, Ending.DONE, part.at)
    if _was_overtaken(duty, part):
        course.add(ev.DutyEnded(at=part.at, by=part.by, key=duty.key, ending=Ending.DONE))
    _release(course, part.department, part.responsible, part.at)
    if not part.responsible and course.case.kind is Kind.PRODUCT:  # HR passes a plan on in minutes (C16)
        course.open(DutyKind.NAME_RESPONSIBLE, course.world.begins, department=part.department)
    _go_on(course)


def _release(course: Course, department: str, responsible: tuple[str, ...], at: datetime) -> None:
    """Naming oneself releases all not named; a department named that is no party owes a reply from now."""
    if department in responsible:
        for duty in course.case.replies():
            if duty.department not in responsible:
                _release_one(course, duty, at)
    parties = {duty.department for duty in course.case.replies()}
    for name in responsible:
        if name not in parties:  # nobody could know of it before it was handled
            course.open(DutyKind.REPLY, course.world.begins, department=name)


def _release_one(course: Course, duty: Duty, at: datetime) -> None:
    """Also what was done late: had the ruling been seen in time, nothing would have been missed."""
    if duty.is_open:
        end_reply(course, duty, Ending.RELEASED, at)
    elif at <= duty.due_at:
        late_found(course, duty, at)


def _turned_up(course: Course, duty: Duty, do: Do) -> None:
    """Nothing is asked: it goes on record, a reply in time takes back the miss, a name left open is taken."""
    is_filled = _is_filled(do, course.case.kind)
    takes_back = is_filled and speaks_against_miss(course, duty, course.world.at)
    if course.case.phase is Phase.CLOSED and not takes_back:
        raise Refusal("wrong_phase", phase=course.case.phase, act=do.act)
    if takes_back:
        late_found(course, duty, course.world.at)
        _take_back_with(course, duty, do.departments)
    course.happens(ev.Supplemented, text=_words(do))
    ruling = course.case.ruling_of(duty.department)
    if do.departments and ruling is not None and ruling.responsible is None and not _is_beyond(course.case):
        _name(course, duty.department, known_departments(course, do.departments))


def _take_back_with(course: Course, duty: Duty, responsible: tuple[str, ...]) -> None:
    """A ruling in time that took the responsibility would have released the others in time."""
    if duty.department in responsible:
        for other in course.case.duties.values():
            same_round = (other.kind, other.round) == (duty.kind, duty.round)
            if same_round and other.department not in responsible and course.world.at <= other.due_at:
                late_found(course, other, course.world.at)


def _is_beyond(case: Case) -> bool:
    return is_decided(case) or (case.phase is not Phase.HANDLING and case.phase not in ROUND_OVER)


def _name(course: Course, department: str, responsible: tuple[str, ...]) -> None:
    """A name given afterwards counts like one given at once, from the time of the ruling on."""
    ruling = course.case.ruling_of(department)
    assert ruling is not None
    course.happens(ev.ResponsibleNamed, department=department, responsible=responsible)
    course.end(course.case.duty(DutyKind.NAME_RESPONSIBLE, department))
    _release(course, department, responsible, ruling.at)
    _go_on(course)


def _go_on(course: Course) -> None:
    """End the round, or take it up again where what was said unsettles it; an appeal that is begun stands then."""
    if course.case.phase in ROUND_OVER and is_unsettled(course.case):
        if course.case.appeal_begun is not None:
            let_stand(course, course.case.appeal_begun)
            return
        course.end_all(DutyKind.NOTIFY)
        course.end_all(DutyKind.ACKNOWLEDGE)
        course.enter(Phase.HANDLING)
    conclude_round(course)


def _words(do: Do) -> str:
    return "\n".join(text for text in (do.finding, do.opinion, do.plan, do.text) if text)
