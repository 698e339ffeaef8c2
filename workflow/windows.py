"""The complainant's window in a group that was not heard: it stays open, and what closed in silence opens again (ADR 4)."""

from workflow import events as ev
from workflow import facts
from workflow.case import Case
from workflow.closing import is_decided
from workflow.course import Course
from workflow.duties import Duty, DutyKind
from workflow.messages import Said, to_authors
from workflow.notices import Button
from workflow.phases import Act, Outcome, Phase
from workflow.unheard import is_heard, lengthened
from workflow.world import World

_STILL_OPEN = {"ended_at": None, "ended_by": None, "ended_for": None, "ending": None, "ended_late": False}


def reconsider(course: Course) -> None:
    """Lengthen the window by what is known now of the group, or open it again if it ended in silence."""
    duty = course.case.duty(DutyKind.ACKNOWLEDGE)
    longer = lengthened(duty, course.world) if duty is not None else None
    if duty is None or longer is None or longer is duty:
        return
    if duty.is_open and is_heard(course.world):
        course.follows(ev.WindowLengthened, key=duty.key, duty=longer)
    elif _closed_in_silence(course.case, duty):
        reopened = longer.model_copy(update=_STILL_OPEN)
        course.follows(ev.WindowReopened, key=duty.key, duty=reopened)
        course.enter(Phase.ACKNOWLEDGING)


def told(event: ev.WindowLengthened | ev.WindowReopened, case: Case, world: World) -> Said:
    """Tell the complainant until when, and how she can be heard; what is open again is put before her once more."""
    if isinstance(event, ev.WindowLengthened) and event.still:
        return
    is_reopened = isinstance(event, ev.WindowReopened)
    buttons = () if is_reopened else (Button(act=Act.ACKNOWLEDGE), Button(act=Act.APPEAL, ask=True))
    yield from to_authors(
        "window_lengthened", case, world, buttons=buttons, until=facts.moment(event.duty.due_at),
        before=facts.moment(event.duty.lengthened_from), deaf=facts.deafness(world.deafness, event.duty),
        lasts=not is_heard(world), reopened=is_reopened,
    )  # fmt: skip


# Private functions


def _closed_in_silence(case: Case, duty: Duty) -> bool:
    """Whether nobody said anything, and 王總 has not decided on the strength of it."""
    is_over = not duty.is_open and case.agreed is Outcome.UNOPPOSED
    return is_over and case.phase in {Phase.SETTLING, Phase.CLOSED} and not is_decided(case)
