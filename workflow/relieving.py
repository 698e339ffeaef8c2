"""Who stands in takes over when an absence begins, and hands back when it ends: each is asked then for what waits (Q31).

`Reseat` follows in the cases (`following.py`). At night and on holidays it waits for the working day: nobody signs before.
"""

from datetime import datetime

from workflow.calendar import Calendar
from workflow.events import AbsenceRegistered
from workflow.outcomes import Outcome
from workflow.staff_commands import Relieve
from workflow.values import Absence
from workflow.world import World


def turns_at(absence: Absence, calendar: Calendar) -> datetime | None:
    """Return when the next of the two is to be asked; None where there is no more to ask.

    An absence that nobody accepted, that was cancelled or is over before the next working hour changes nothing.
    """
    if absence.accepted_at is None or absence.handed_back_at is not None:
        return None
    if absence.handed_over_at is not None:
        return calendar.next_opening(absence.ends_at)
    begins = calendar.next_opening(absence.starts_at)
    return begins if begins < absence.ends_at else None


def relieve(command: Relieve, world: World) -> Outcome:
    """Note that an absence has begun, or is over; nothing where it is not time, or was noted before."""
    known = world.directory.absence(command.person, command.registered_at)
    if known is None or not _is_time(known, world):
        return Outcome()
    noted = "handed_over_at" if known.handed_over_at is None else "handed_back_at"
    changed = known.model_copy(update={noted: world.at})
    return Outcome((AbsenceRegistered(at=world.at, by=None, absence=changed),))


# Private functions


def _is_time(absence: Absence, world: World) -> bool:
    moment = turns_at(absence, world.calendar)
    is_missed = absence.handed_over_at is None and absence.ends_at <= world.at
    return moment is not None and moment <= world.at and not is_missed
