"""Looks when an absence begins and ends: whoever has to act from then on is asked for what waits in the cases."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.alarms import Alarm, Alarms
from workflow.calendar import Calendar
from workflow.commands import Stimulus
from workflow.desk import Desk
from workflow.relieving import turns_at
from workflow.staff_commands import Relieve
from workflow.values import Absence

_log = structlog.stdlib.get_logger()

_TRY_AGAIN: Final = timedelta(minutes=1)


class Relieving:
    """Hands over to deputies and back."""

    def __init__(self, desk: Desk, alarms: Alarms, calendar: Calendar) -> None:
        self._desk, self._alarms, self._calendar = desk, alarms, calendar
        self._not_before: dict[Absence, datetime] = {}

    async def look_after(self, absences: Iterable[Absence], now: datetime) -> bool:
        """Hand over and back where it is time; return whether anything was."""
        due = [one for one in absences if (at := self._at(one)) is not None and at <= now]
        return any([await self._relieve(one, now) for one in due])

    def next_moment(self, absences: Iterable[Absence], now: datetime) -> datetime | None:
        """Return the first moment after now at which one of the absences begins or ends."""
        moments = (self._at(one) for one in absences)
        return min((at for at in moments if at is not None and at > now), default=None)

    # Private

    def _at(self, absence: Absence) -> datetime | None:
        at = turns_at(absence, self._calendar)
        return None if at is None else max(at, self._not_before.get(absence, at))

    async def _relieve(self, absence: Absence, now: datetime) -> bool:
        command = Relieve(person=absence.person, registered_at=absence.registered_at)
        try:
            answer = await self._desk.perform(command, Stimulus(now=now, at=now))
        except Exception as error:  # noqa: BLE001  one broken case must not stop the clocks of all others
            _log.error("absence not handed over", person=absence.person, exc_info=error)
            self._not_before[absence] = now + _TRY_AGAIN
            cause = f"absence/{absence.person}/{absence.registered_at.isoformat()}"
            await self._alarms.tell(Alarm.DUTY_STUCK, cause=cause, case="/away", error=repr(error))
            return False
        self._not_before.pop(absence, None)
        return bool(answer.events)
