"""Moving a duty for suspensions: every moment of it goes to where the same working time has been counted."""

from collections.abc import Sequence
from datetime import datetime

from workflow.calendar import Calendar
from workflow.duties import Duty
from workflow.values import Duration, Pause


def paused(duty: Duty, pauses: Sequence[Pause], calendar: Calendar) -> Duty:
    """Return the duty as it is with these pauses instead of those it knew; the same duty if nothing moves.

    Time that was counted stays counted: a pause takes nothing back that lies before its start.
    """
    near = tuple(pause for pause in pauses if pause.ends_at > duty.starts_at)
    line = _Line(duty, near, calendar)
    due_at = line.moved(duty.due_at)
    if due_at == duty.due_at:
        return duty
    return duty.model_copy(
        update={
            "due_at": due_at,
            "half_at": line.moved(duty.half_at),
            "reminders": tuple(line.moved(moment) for moment in duty.reminders),
            "pauses": tuple(pause for pause in near if pause.starts_at < due_at),
            "certain": duty.certain and calendar.is_certain(duty.starts_at, due_at),
        }
    )


class _Line:
    """The working time of a duty, counted with the pauses it knew and with the new ones."""

    def __init__(self, duty: Duty, pauses: Sequence[Pause], calendar: Calendar) -> None:
        self._start, self._before, self._after = duty.starts_at, duty.pauses, pauses
        self._calendar = calendar

    def moved(self, moment: datetime) -> datetime:
        """Return when as much working time has passed as had at the moment."""
        count = self._calendar.working_seconds
        counted = count(self._start, moment, pauses=self._before)
        if counted == count(self._start, moment, pauses=self._after):
            return moment
        # Whole seconds: the moment was rounded up to its minute, and is so again.
        return self._calendar.add(self._start, Duration(seconds=int(counted)), pauses=self._after)
