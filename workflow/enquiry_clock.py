"""When the answer to an enquiry is due, and when who owes it is reminded; suspensions move both (V02, M28, X06)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from workflow.enquiries import LIMIT, REMIND_AT_SHARE, Enquiry
from workflow.enquiry_commands import ReckonEnquiry
from workflow.enquiry_events import EnquiryMoved
from workflow.outcomes import Outcome
from workflow.values import Duration, Pause
from workflow.world import World

A_MINUTE = 60


class Times(NamedTuple):
    """The due time, the reminder before it, and the suspensions in between."""

    due_at: datetime
    remind_at: datetime
    pauses: tuple[Pause, ...]


def times(opened_at: datetime, department: str, world: World) -> Times:
    """Return the times of an enquiry that a department owes the answer to since it was opened."""
    pauses = tuple(one for one in world.pauses(department, None) if one.ends_at > opened_at)
    due_at = world.calendar.add(opened_at, LIMIT, pauses=pauses)
    counted = tuple(one for one in pauses if one.starts_at < due_at)
    return Times(due_at, _early(opened_at, due_at, counted, world), counted)


def reckon(_command: ReckonEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    """Move what is not overdue to where its time ends now."""
    now = times(enquiry.opened_at, enquiry.department, world)
    if not enquiry.is_open or enquiry.overdue or now.due_at == enquiry.due_at:
        return Outcome()
    was_reminded = enquiry.next_at == enquiry.due_at
    next_at = now.due_at if was_reminded else min(now.remind_at, now.due_at)
    moved = EnquiryMoved(
        at=world.now, enquiry=enquiry.id, due_at=now.due_at, next_at=next_at, pauses=now.pauses
    )
    return Outcome((moved,))


# Private functions


def _early(opened_at: datetime, due_at: datetime, pauses: Sequence[Pause], world: World) -> datetime:
    seconds = world.calendar.working_seconds(opened_at, due_at, pauses=pauses) * REMIND_AT_SHARE
    return world.calendar.add(opened_at, Duration(seconds=max(A_MINUTE, int(seconds))), pauses=pauses)
