"""A window in which somebody may speak up does not end on words that were never brought to the bot (ADR 4)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from workflow.duties import Duty
from workflow.values import Duration, Pause
from workflow.world import World

FAIR: Final = Duration(working_days=1)
"""What is left of a window, at least, from when the group is heard again."""
_FORGOTTEN_AFTER: Final = timedelta(hours=24)
"""Telegram keeps no longer what nobody fetches; after a shorter outage everything said is read, with its own date."""


def lengthened(duty: Duty, world: World) -> Duty:
    """Return the window as long as it must be for what was not heard in it; the same where it is long enough."""
    pauses = world.pauses(duty.department, duty.person)
    least = tuple(one for one in (FAIR, duty.limit) if one is not None)
    due_at = heard_until(duty.starts_at, duty.due_at, world, least=least, pauses=pauses)
    if due_at == duty.due_at:
        return duty
    return duty.model_copy(
        update={
            "due_at": due_at,
            "lengthened_from": duty.lengthened_from or duty.due_at,
            "pauses": tuple(p for p in pauses if p.ends_at > duty.starts_at and p.starts_at < due_at),
            "certain": duty.certain and world.calendar.is_certain(duty.starts_at, due_at),
        }
    )


def heard_until(
    start: datetime,
    end: datetime,
    world: World,
    *,
    least: Sequence[Duration] = (FAIR,),
    pauses: Sequence[Pause] = (),
) -> datetime:
    """Return when a window from `start` to `end` is over; while the group is not heard, the earliest moment it may be.

    The shortest of `least` is left of it from when the group is heard again.
    """
    heard_again = max(_unheard(start, end, world), default=None)
    if heard_again is None:
        return end
    return max(end, min(world.calendar.add(heard_again, one, pauses=pauses) for one in least))


def is_heard(world: World) -> bool:
    """Tell whether the group is heard now."""
    return all(stretch.ends_at is not None for stretch in world.deafness)


# Private functions


def _unheard(start: datetime, end: datetime, world: World) -> Iterator[datetime]:
    """The ends of what was not heard in the window; of what lasts, now."""
    yield from (one.ends_at or world.now for one in world.deafness if one.touches(start, end))
    for outage in world.outages:
        is_lost = outage.ends_at - outage.starts_at > _FORGOTTEN_AFTER
        if is_lost and outage.starts_at < end and outage.ends_at > start:
            yield outage.ends_at
