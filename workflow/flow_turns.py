"""Whose turn it is on the flow form (C19-C25, Q26-Q34).

`keep_up` runs after every command on the case. It makes the form anew when what it shows has changed, and sees to it
that exactly those owe something now whose turn it is: so no change of the case can leave a form half signed.
"""

from datetime import date, datetime, time, timedelta

from workflow import events as ev
from workflow import signers
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.closing import close_if_settled
from workflow.course import Course
from workflow.duties import OF_FLOW, DutyKind, Ending
from workflow.flow import Step
from workflow.flow_form import departments, is_current, ruling_section
from workflow.phases import Phase
from workflow.signing import digest
from workflow.wallclock import instant
from workflow.who import hr_department

RUNNING = frozenset({Phase.NOTIFYING, Phase.ACKNOWLEDGING, Phase.SETTLING})
CUT_OFF = timedelta(minutes=30)  # before closing time: what comes later belongs to the next day's list (Q29)
NOON = time(12)  # Q30


def keep_up(course: Course) -> None:
    """Bring the flow form in line with the case."""
    case = course.case
    if _is_wanted(case):
        _compile(course)
    elif _is_without_point(case):
        course.follows(ev.FlowDropped)
    _ask(course)
    close_if_settled(course)


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
