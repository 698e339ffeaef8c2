"""The flow form of a case about money or goods: made at the ruling, signed, decided, executed (C17-C25, Q26-Q34).

`keep_up` runs after every command on the case. It makes the form anew when what it shows has changed, and sees to it
that exactly those owe something now whose turn it is: so no change of the case can leave a form half signed.
"""

from datetime import date, datetime, time, timedelta

from workflow import events as ev
from workflow import signers
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.closing import close_if_settled
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import OF_FLOW, DutyKind, Ending
from workflow.filing import needed
from workflow.flow import Flow, Step, decision_section, opinion_section
from workflow.flow_form import departments, is_current, ruling_section
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.signing import Section, Signature, digest
from workflow.values import Person, Verdict
from workflow.wallclock import instant
from workflow.who import hr_department

RUNNING = frozenset({Phase.NOTIFYING, Phase.ACKNOWLEDGING, Phase.SETTLING})
CUT_OFF = timedelta(minutes=30)  # before closing time: what comes later belongs to the next day's list (Q29)
NOON = time(12)  # Q30
VERDICTS = {Act.AGREE: Verdict.AGREE, Act.AMEND: Verdict.AMEND, Act.SEND_BACK: Verdict.SEND_BACK}


def keep_up(course: Course) -> None:
    """Bring the flow form in line with the case."""
    case = course.case
    if _is_wanted(case):
        _compile(course)
    elif _is_without_point(case):
        course.follows(ev.FlowDropped)
    _ask(course)
    close_if_settled(course)


def sign(course: Course, do: Do) -> None:
    """簽名 by the head of a responsible department, for every one that is his to sign (C20)."""
    _sign(course, do)


def disagree(course: Course, do: Do) -> None:
    """不同意 with a reason: signing too, the form goes on (Q31)."""
    _sign(course, do, reason=needed(do.text))


def forward(course: Course, do: Do) -> None:
    """照轉: on the next working day HR may go on without those who have not signed, with a reason (Q31)."""
    flow = _as_shown(course, do)
    waiting = course.case.open_duties(DutyKind.SIGN)
    until = max((duty.due_at for duty in waiting), default=course.world.at)
    if course.world.at < until:
        raise Refusal("heads_have_time", until=until.isoformat())
    course.happens(ev.FlowForwarded, departments=flow.unsigned, reason=needed(do.text))
    course.end_all(DutyKind.SIGN, Ending.UNANSWERED)
    course.end_all(DutyKind.FORWARD, Ending.DONE)


def write_opinion(course: Course, do: Do) -> None:
    """綜合處理意見, typed; until 王總 has decided it may be written anew, and he is asked again (C22)."""
    flow, text = _as_shown(course, do), needed(do.text)
    signature = _signature(course, _vice_president(course), _ruling(course), opinion_section(text))
    course.happens(ev.OpinionSigned, text=text, signature=signature)
    _opinion_given(course, flow)


def sign_opinion(course: Course, do: Do) -> None:
    """簽名 by the vice president under an opinion that stands: amended by 王總, or older than the ruling."""
    flow = _as_shown(course, do)
    if not flow.opinion or flow.opinion_signature is not None or flow.verdict is Verdict.SEND_BACK:
        raise Refusal("opinion_missing")
    signature = _signature(course, _vice_president(course), _ruling(course), flow.opinion_section)
    course.happens(ev.OpinionSigned, signature=signature)
    _opinion_given(course, flow)


def decide(course: Course, do: Do) -> None:
    """同意, 修改 or 退回 by 王總 or his assistant (C24, Q33-Q34)."""
    flow, verdict = _as_shown(course, do), VERDICTS[do.act]
    text = "" if verdict is Verdict.AGREE else needed(do.text)
    amended = text if verdict is Verdict.AMEND else flow.amended
    sections = (opinion_section(flow.opinion, amended), decision_section(verdict, text))
    office = signers.decider_for(course.case, course.world)
    signature = _signature(course, office, _ruling(course), *sections)
    course.happens(ev.FlowDecided, verdict=verdict, text=text, signature=signature)
    course.end_all(DutyKind.DECIDE, Ending.DONE)


def execute(course: Course, do: Do) -> None:
    """打單部 records that it did what was decided (C25)."""
    _as_shown(course, do)
    course.happens(ev.FlowExecuted, text=needed(do.text))
    course.end_all(DutyKind.EXECUTE, Ending.DONE)


def cut_off(day: date, calendar: Calendar) -> datetime | None:
    """The moment up to which a form belongs to a day's list; None where there is no work that day (Q29)."""
    closing = calendar.closing(day)
    return closing - CUT_OFF if closing is not None else None


def working_day_of(moment: datetime, calendar: Calendar) -> date:
    """The day on whose list a form stands: what comes after the cut-off belongs to the next working day."""
    day = calendar.local(moment).date()
    until = cut_off(day, calendar)
    return day if until is not None and moment < until else calendar.next_working_day(day)


# Private functions: making it


def _is_wanted(case: Case) -> bool:
    """Whether the form has to be made, or made anew; cases older than the flow form are settled offline."""
    flow = case.flow
    is_offline = bool(case.settled_note or case.open_duties(DutyKind.SETTLE))
    if not case.settlement or case.phase not in RUNNING or is_offline:
        return False
    return flow is None or flow.dropped or (flow.step is not Step.DONE and not is_current(case))


def _is_without_point(case: Case) -> bool:
    flow = case.flow
    return flow is not None and not flow.dropped and not case.settlement and flow.step is not Step.DONE


def _compile(course: Course) -> None:
    for duty in course.case.open_duties():
        if duty.kind in OF_FLOW:
            course.end(duty, Ending.CANCELLED)
    made_of = digest(ruling_section(course.case))
    course.follows(ev.FlowCompiled, departments=departments(course.case), digest=made_of)


# Private functions: whose turn it is


def _ask(course: Course) -> None:
    wanted = _wanted(course)
    for duty in course.case.open_duties():
        if duty.kind in OF_FLOW and (duty.kind, duty.department) not in wanted:
            course.end(duty, Ending.DONE if duty.kind is DutyKind.FORWARD and wanted else Ending.CANCELLED)
    owed = {(duty.kind, duty.department): duty for duty in course.case.open_duties()}
    for kind, department in wanted:
        if (kind, department) not in owed:
            _open(course, kind, department)
        elif (holder := _holder(course, kind, department)) not in {None, owed[kind, department].person}:
            course.follows(ev.DutyPassedOn, key=owed[kind, department].key, person=holder)


def _wanted(course: Course) -> list[tuple[DutyKind, str]]:
    case, flow = course.case, course.case.flow
    if flow is None or flow.dropped or case.phase not in RUNNING:
        return []
    hr, desk = hr_department(case, course.world), signers.executing_department(course.world)
    waiting_for: dict[Step, list[tuple[DutyKind, str]]] = {
        Step.SIGNING: [
            *((DutyKind.SIGN, department) for department in flow.unsigned),
            (DutyKind.FORWARD, hr.id if hr else ""),
        ],
        Step.OPINION: [(DutyKind.OPINE, "")],
        Step.DECISION: [(DutyKind.DECIDE, "")],
        Step.EXECUTION: [(DutyKind.EXECUTE, desk.id if desk else "")],
        Step.DONE: [],
    }
    return waiting_for[flow.step]


def _open(course: Course, kind: DutyKind, department: str) -> None:
    begins = course.world.begins
    due_at = _due_at(kind, begins, course.world.calendar)
    course.open(kind, begins, department=department, person=_holder(course, kind, department), due_at=due_at)


def _holder(course: Course, kind: DutyKind, department: str) -> int | None:
    """Who is to do it by name, as posts are held now."""
    case, world = course.case, course.world
    person = {
        DutyKind.SIGN: lambda: signers.head_for(department, case, world),
        DutyKind.OPINE: lambda: next(iter(signers.opinion_writers(case, world)), None),
        DutyKind.DECIDE: lambda: next(iter(signers.deciders(case, world)), None),
    }.get(kind, lambda: None)()
    return person.id if person else None


def _due_at(kind: DutyKind, starts_at: datetime, calendar: Calendar) -> datetime | None:
    """The heads have until the next morning, HR until that noon (C21, Q30); nobody else has a limit."""
    if kind not in {DutyKind.SIGN, DutyKind.FORWARD}:
        return None
    morning = calendar.next_working_day(working_day_of(starts_at, calendar))
    opening = calendar.next_opening(instant(datetime.combine(morning, time()), zone=calendar.zone))
    noon = instant(datetime.combine(morning, NOON), zone=calendar.zone)
    return opening if kind is DutyKind.SIGN else max(opening, noon)


# Private functions: signing it


def _as_shown(course: Course, do: Do) -> Flow:
    """The form, if it is still what the actor was shown."""
    flow = course.case.flow
    if flow is None or do.revision != flow.revision or not is_current(course.case):
        raise Refusal("form_changed")
    return flow


def _sign(course: Course, do: Do, reason: str = "") -> None:
    flow = _as_shown(course, do)
    mine = [d for d in flow.unsigned if do.department in {"", d} and _signs_for(course, d)]
    if not mine:
        raise _signed_before(course, flow, do)
    for department in mine:
        office = signers.head_for(department, course.case, course.world)
        signature = _signature(course, office, _ruling(course), department=department)
        signature = signature.model_copy(update={"agrees": not reason, "reason": reason})
        course.happens(ev.FlowSigned, department=department, signature=signature)
        course.end(course.case.duty(DutyKind.SIGN, department))


def _signed_before(course: Course, flow: Flow, do: Do) -> Refusal:
    signed = [s for d, s in flow.heads.items() if do.department in {"", d} and _signs_for(course, d)]
    by, at = (course.world.person(signed[-1].by).name, signed[-1].at.isoformat()) if signed else ("", "")
    return Refusal("form_not_here", act=do.act, step=flow.step, phase=course.case.phase, by=by, at=at)


def _signs_for(course: Course, department: str) -> bool:
    actor = course.world.actor
    entitled = signers.heads(course.case, course.world, Do(case=0, act=Act.SIGN_FORM, department=department))
    return actor is not None and actor in entitled


def _opinion_given(course: Course, before: Flow) -> None:
    """Who was to decide about another opinion is asked about this one."""
    course.end_all(DutyKind.OPINE, Ending.DONE)
    if course.case.flow != before:
        course.end_all(DutyKind.DECIDE, Ending.CANCELLED)


def _vice_president(course: Course) -> Person | None:
    return signers.vice_president_for(course.case, course.world)


def _ruling(course: Course) -> Section:
    return ruling_section(course.case)


def _signature(course: Course, holder: Person | None, *sections: Section, department: str = "") -> Signature:
    """The actor's signature; 代 unless she holds the post herself (Q34)."""
    actor = course.world.actor
    assert actor is not None
    return Signature(
        office=f"head/{department}" if department else (holder.position if holder else actor.position),
        by=actor.id,
        at=course.world.at,
        digest=digest(*sections),
        stands_in=holder is None or holder.id != actor.id,
    )
