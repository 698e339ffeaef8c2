"""When nothing can be written: wait, try again, and tell the administrators past the outbox, which is in the same file.

Meanwhile nothing is confirmed to Telegram, judged or sent: updates wait there, and the group hears nothing.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot.alarms import Alarm
from storage.faults import fault_of

_log = structlog.stdlib.get_logger()

_LONGEST_PAUSE_SECONDS: Final = 30.0
_TOLD_AGAIN: Final = timedelta(hours=1)
"""However often the disk fills up and empties, the administrators hear of it no more often."""

Shout = Callable[[Alarm, dict[str, Any]], None]
"""Says an alarm to every administrator at once; it may be lost."""


async def _nobody(_since: datetime) -> None: ...


class Stall:
    """The patience of the running bot (`storage.faults.Patience`)."""

    def __init__(self, shout: Shout, *, now: Callable[[], datetime], first_pause: float = 1.0) -> None:
        self._shout, self._now = shout, now
        self.first_pause = first_pause
        self.on_begun: Callable[[str], None] = lambda _: None
        self.on_over: Callable[[datetime], Awaitable[object]] = _nobody
        self.damaged = asyncio.Event()
        self.damage: sqlite3.DatabaseError | None = None
        self._since: datetime | None = None
        self._told_at: datetime | None = None
        self._pause = first_pause

    async def wait(self, error: sqlite3.OperationalError) -> None:
        """Wait 1, 2, 4 … 30 real seconds; the administrators are told at once, and each hour that it lasts."""
        if self._since is None:
            self._begin(error)
        self._tell(self._since or self._now(), error)
        await asyncio.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)

    async def over(self) -> None:
        """Go on; who was told of the trouble is told of its end."""
        if self._since is None:
            return
        since, self._since = self._since, None
        _log.warning("the database can be written again", since=since.isoformat())
        if self._told_at is not None and self._told_at >= since:
            await self.on_over(since)

    def hopeless(self, error: sqlite3.DatabaseError) -> None:
        """End the process: on a damaged file nothing may be built."""
        _log.error("the database is damaged", error=str(error))
        self.damage = error
        self.damaged.set()
        self._shout(Alarm.DATABASE_DAMAGED, {"error": str(error)})

    # Private

    def _begin(self, error: sqlite3.OperationalError) -> None:
        _log.error("the database cannot be written, trying again until it can", error=str(error))
        self._since = self._now()
        self._pause = self.first_pause
        self.on_begun(str(error))

    def _tell(self, since: datetime, error: sqlite3.OperationalError) -> None:
        if self._told_at is None or self._now() - self._told_at >= _TOLD_AGAIN:
            self._told_at = self._now()
            facts = {"since": since.isoformat(), "fault": fault_of(error), "error": str(error)}
            self._shout(Alarm.DISK_STALLED, facts)
