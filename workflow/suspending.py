"""暫停計時 by HR: the clocks of all or some departments stand still from-to, for a reason everybody is told.

Only time to come is suspended, so nothing that was judged is touched.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from workflow import events as ev
from workflow import facts
from workflow.company_commands import ClockCommand, EndSuspension, Reckon, ShowSuspensions, Suspend
from workflow.course import Course
from workflow.errands import Errand
from workflow.names import plain
from workflow.notices import Button, Notice
from workflow.outcomes import Outcome
from workflow.pausing import paused
from workflow.refusals import Refusal
from workflow.staff_notices import hr_actor, to_actor
from workflow.values import Suspension
from workflow.world import World

LONGEST = timedelta(days=31)
JUST_NOW = timedelta(minutes=1)
"""Who types a time to the minute means this minute, too."""


def decide(command: ClockCommand, world: World) -> Outcome:
    """Decide about the clocks; only HR does."""
    hr_actor(world)
    return _DECIDE[type(command)](command, world)


def reckon(course: Course, _command: Reckon) -> None:
    """Move what is owed and not judged to where its working time ends now."""
    for duty in course.case.open_duties():
        if duty.missed_at is None:
            moved = paused(duty, course.world.pauses(duty.department, duty.person), course.world.calendar)
            if moved is not duty:
                course.follows(ev.DutyMoved, key=duty.key, duty=moved)


# Private functions


def _show(_command: ShowSuspensions, world: World) -> Outcome:
    coming = [one for one in world.suspensions if one.ends_at > world.at]
    buttons = tuple(
        Button(errand=Errand.END_SUSPENSION, subject=one.id, label=str(number))
        for number, one in enumerate(coming, start=1)
    )
    told = [_told(one, world) for one in coming]
    return Outcome(notices=(to_actor("suspensions", world, buttons=buttons, suspensions=told),))


def _suspend(command: Suspend, world: World) -> Outcome:
    _check(command, world)
    suspension = Suspension(
        id=max((one.id for one in world.suspensions), default=0) + 1,
        starts_at=max(command.starts_at, world.at),
        ends_at=command.ends_at,
        departments=command.departments,
        reason=command.reason,
    )
    overlapping = [one for one in world.suspensions if _overlap(one, suspension)]
    return _announced("suspended", suspension, world, overlaps=[_told(one, world) for one in overlapping])


def _end(command: EndSuspension, world: World) -> Outcome:
    known = next((one for one in world.suspensions if one.id == command.suspension), None)
    if known is None or known.ends_at <= max(world.at, known.starts_at):
        raise Refusal("suspension_over")
    ended = known.model_copy(update={"ends_at": max(world.at, known.starts_at)})
    return _announced("suspension_ended", ended, world)


def _overlap(one: Suspension, other: Suspension) -> bool:
    """Whether the same clock stands still by both at some moment; no departments are all of them."""
    is_shared = not one.departments or not other.departments or set(one.departments) & set(other.departments)
    return bool(is_shared) and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _announced(
    name: str, suspension: Suspension, world: World, *, overlaps: Sequence[facts.Facts] = ()
) -> Outcome:
    told = {**_told(suspension, world), "by": facts.by(world.stimulus.actor, world)}
    event = ev.SuspensionSet(at=world.at, by=world.stimulus.actor, suspension=suspension)
    return Outcome(
        (event,),
        (Notice(name=name, facts=told), to_actor("suspension_set", world, overlaps=overlaps, **told)),
    )


def _check(command: Suspend, world: World) -> None:
    if command.ends_at <= command.starts_at:
        raise Refusal("suspend_backwards")
    if command.ends_at <= world.at or command.starts_at < world.at - JUST_NOW:
        raise Refusal("suspend_past", now=world.at.isoformat())
    if command.ends_at - command.starts_at > LONGEST:
        raise Refusal("suspend_long", days=LONGEST.days)
    if not plain(command.reason):
        raise Refusal("suspend_reason")


def _told(suspension: Suspension, world: World) -> facts.Facts:
    return {
        "departments": facts.names(suspension.departments, world),
        "starts_at": facts.moment(suspension.starts_at),
        "ends_at": facts.moment(suspension.ends_at),
        "called_off": suspension.ends_at <= suspension.starts_at,
        "reason": suspension.reason,
        "day": facts.moment(world.at),
    }


_DECIDE: dict[type[ClockCommand], Callable[[Any, World], Outcome]] = {
    ShowSuspensions: _show,
    Suspend: _suspend,
    EndSuspension: _end,
}
