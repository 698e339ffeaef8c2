"""Whether the chats were read without a gap: counts failing polls, records outages, and tells when one is over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.alarms import Alarm, Alarms
from bot.clock import Clock
from storage.company import Poll
from workflow.commands import RecordOutage, Stimulus
from workflow.desk import Desk

_log = structlog.stdlib.get_logger()

OUTAGE: Final = timedelta(minutes=2)
_LONGEST_PAUSE_SECONDS: Final = 30.0


@dataclass
class Trouble:
    """A stretch of failing polls."""

    since: datetime
    error: str
    count: int = 0


class Watch:
    """The gap between two successful polls.

    A long poll lasts less than a minute, so on the machine's clock a longer gap means that we were not there: the network
    failed, the process was stopped, the machine slept. A steered clock may jump while a poll hangs; that is no gap, and
    one poll that fails after a jump makes none of it.
    """

    def __init__(
        self,
        desk: Desk,
        alarms: Alarms,
        *,
        clock: Clock,
        first_pause: float = 1.0,
        on_gap: Callable[[], None] = lambda: None,
    ) -> None:
        self._desk, self._alarms, self._clock, self._on_gap = desk, alarms, clock, on_gap
        self.first_pause = first_pause
        self.last: Poll | None = None
        self.trouble: Trouble | None = None
        self._is_new = True

    def failed(self, error: str, now: datetime) -> float:
        """Note a failed poll; return how many real seconds to wait before the next: 1, 2, 4 … 30."""
        if self.trouble is None:
            self.trouble = Trouble(now, error)
            _log.warning("the chats cannot be read", error=error)
        self.trouble.count += 1
        return min(_LONGEST_PAUSE_SECONDS, self.first_pause * 2.0 ** (self.trouble.count - 1))

    def stalled(self, error: str, now: datetime) -> None:
        """Note that what is read cannot be kept: until it can, nobody is heard."""
        self.trouble = self.trouble or Trouble(now, error)

    async def succeeded(self, now: datetime) -> None:
        """Note that Telegram was read again, before anything that was read is handled."""
        trouble, self.trouble = self.trouble, None
        since = self._unwatched_since(now, trouble)
        if trouble is not None:
            _log.info("connected again", after=trouble.error, polls=trouble.count)
        if since is not None:
            _log.warning("the chats could not be read", since=since.isoformat(), until=now.isoformat())
            await self._desk.perform(RecordOutage(since=since, until=now), Stimulus(now=now, at=now))
            self._on_gap()
        # A poll that failed once is only logged.
        if since is not None or (trouble is not None and trouble.count > 1):
            await self._tell_over(since or (trouble.since if trouble else now), now, trouble)

    def read(self, poll: Poll) -> None:
        """Note the poll up to which everything is kept."""
        self.last = poll
        self._is_new = False

    def _unwatched_since(self, now: datetime, trouble: Trouble | None) -> datetime | None:
        since = self.last.telegram_at if self.last else now
        if self._clock.is_steered and not self._is_new:
            since = max(since, trouble.since if trouble else now)
        return since if now - since > OUTAGE else None

    async def _tell_over(self, since: datetime, until: datetime, trouble: Trouble | None) -> None:
        facts = {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "error": trouble.error if trouble else "",
        }
        await self._alarms.tell(Alarm.OUTAGE_OVER, cause=since.isoformat(), **facts)
