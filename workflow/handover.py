"""受理, 補正, 公布 and 分流: what the receiving department owes (C08-C09, C12-C13, Q19)."""

from collections.abc import Iterable
from datetime import datetime

from workflow import events as ev
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import Duty, DutyKind, Ending
from workflow.filing import needed
from workflow.phases import Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import Duration, Role

HANDOVERS = (DutyKind.PUBLISH, DutyKind.ROUTE)


def accept(course: Course, _do: Do) -> None:
    """受理; a late one is legal."""
    duty = course.case.duty(DutyKind.ACCEPT)
    if duty is None or not duty.is_open:
        raise Refusal("wrong_phase", phase=course.case.phase)
    _accept(course)
    if course.case.phase is Phase.ACCEPTING:
        course.enter(Phase.HANDING_OVER)


def ask_completion(course: Course, do: Do) -> None:
    """補正, once: the hand-over's time stands still until the complainant has answered."""
    if course.case.completion_asked:
        raise Refusal("completion_asked_before")
    _accept(course)
    course.happens(ev.CompletionAsked, reason=needed(do.text))
    for kind in HANDOVERS:
        course.end_all(kind, Ending.CANCELLED)
    course.open(DutyKind.COMPLETE, course.world.begins, person=course.case.complainant)
    course.enter(Phase.COMPLETING)


def complete(course: Course, do: Do) -> None:
    """補充 by the complainant: the rest of the 30 minutes runs on."""
    course.happens(ev.Completed, text=needed(do.text))
    _run_on(course)


def resume(course: Course, _do: Do) -> None:
    """續辦 by HR, when the complainant stayed silent for three working days."""
    _silence_needed(course)
    _run_on(course)


def take_as_withdrawn(course: Course, do: Do) -> None:
    """作撤回 by HR, when the complainant stayed silent for three working days."""
    _silence_needed(course)
    course.happens(ev.Withdrawn, reason=needed(do.text))
    course.end_all()
    course.enter(Phase.CLOSED, Outcome.WITHDRAWN)


def publish(course: Course, do: Do) -> None:
    """公布工藝流程 (C09): hands the case to the departments, or is put on record late."""
    duty = course.case.duty(DutyKind.PUBLISH)
    if duty is None or not duty.is_open:
        raise Refusal("wrong_phase", phase=course.case.phase)
    text = needed(do.text)
    _accept(course)
    course.happens(ev.Published, text=text)
    course.end(duty)
    if course.case.phase in {Phase.ACCEPTING, Phase.HANDING_OVER}:
        start = min(course.world.at, duty.due_at)
        hand_over(course, investigators(course), starts_at=start, late=course.world.at > duty.due_at)


def route(course: Course, do: Do) -> None:
    """分流 to one or more departments (C13, Q23); each has its own clock from now."""
    departments = known_departments(course, do.departments)
    _accept(course)
    course.happens(ev.Routed, departments=departments)
    course.end(course.case.duty(DutyKind.ROUTE))
    hand_over(course, departments, starts_at=course.world.at)


def hand_over(course: Course, departments: Iterable[str], *, starts_at: datetime, late: bool = False) -> None:
    """Open the departments' reply duties (Q03)."""
    course.follows(ev.HandedOver, at=starts_at, late=late)
    for department in departments:
        course.open(DutyKind.REPLY, starts_at, department=department, late_start=late)
    course.enter(Phase.HANDLING)


def investigators(course: Course) -> tuple[str, ...]:
    """生產部, 採購部, 物流部 (C10)."""
    return tuple(d.id for d in course.world.directory.with_role(Role.INVESTIGATE))


def known_departments(course: Course, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the departments' ids once each; raise Refusal if one is unknown, or none is named."""
    known = {d.id for d in course.world.directory.departments}
    if not names or not known.issuperset(names):
        raise Refusal("departments_unknown", names=[name for name in names if name not in known])
    return tuple(dict.fromkeys(names))


# Private functions


def _accept(course: Course) -> None:
    duty = course.case.duty(DutyKind.ACCEPT)
    if duty is not None and duty.is_open:
        course.happens(ev.Accepted)
        course.end(duty)


def _run_on(course: Course) -> None:
    course.end(course.case.duty(DutyKind.COMPLETE))
    for kind in HANDOVERS:
        duty = course.case.duty(kind)
        if duty is not None and duty.ending is Ending.CANCELLED:
            course.open(
                kind,
                course.world.begins,
                department=duty.department,
                limit=_rest(course, duty),
                missed_at=duty.missed_at,
            )
    course.enter(Phase.HANDING_OVER)


def _rest(course: Course, duty: Duty) -> Duration:
    assert duty.ended_at is not None
    left = course.world.calendar.working_seconds(duty.ended_at, duty.due_at, pauses=duty.pauses)
    return Duration(seconds=max(int(left), 60))


def _silence_needed(course: Course) -> None:
    duty = course.case.duty(DutyKind.COMPLETE)
    if duty is None or duty.missed_at is None:
        raise Refusal("complainant_has_time", due_at=duty.due_at.isoformat() if duty else "")
