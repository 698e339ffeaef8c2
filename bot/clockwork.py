"""The clockwork: each second it looks which duties are due, and reminds or judges. It keeps nothing in memory that counts.

A miss is judged only when it is certain that whatever was done in time has been read and handled (design section 3).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.alarms import Alarms
from bot.clock import Clock
from bot.count import Count
from bot.due_duties import AT_ONCE, DueDuties
from bot.following_up import FollowingUp, due_enquiries
from bot.intake import JUDGE_GRACE, Intake
from bot.relieving import Relieving
from bot.reporting import Reporting
from bot.telegram_time import TelegramTime
from storage import agenda, cases, staff
from storage.books import Books, Ledger
from storage.cases import DueRow
from storage.enquiries import EnquiryRow
from workflow.desk import Desk
from workflow.values import Absence

_log = structlog.stdlib.get_logger()

_HOUR: Final = timedelta(hours=1)


class _Due(NamedTuple):
    """What has fallen due; the first moment at which something will, or has a little while ago; and when it next will."""

    duties: Sequence[DueRow]
    enquiries: Sequence[EnquiryRow]
    absences: Sequence[Absence]
    expected_at: datetime | None
    next_at: datetime | None


class Clockwork:
    """Reminds and judges."""

    def __init__(  # noqa: PLR0913  whatever the clock moves, each part named once
        self,
        ledger: Ledger,
        desk: Desk,
        intake: Intake,
        reporting: Reporting,
        alarms: Alarms,
        *,
        relieving: Relieving,
        is_heard: Callable[[], Awaitable[bool]],
        clock: Clock,
        time: TelegramTime,
    ) -> None:
        self._ledger, self._intake, self._reporting = ledger, intake, reporting
        self._clock, self._time = clock, time
        self.duties = DueDuties(ledger, desk, alarms, gate=intake.gate, is_heard=is_heard, now=time.now)
        self._enquiries, self._relieving = FollowingUp(desk, alarms), relieving
        self._woken = asyncio.Event()
        self._stopping = False
        self._seen_version = clock.version
        self._next_at: datetime | None = None
        self._ticked = Count()

    async def run(self) -> None:
        """Tick until `stop`: each second, and at once when woken or when a steered clock reaches the next moment."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        manners = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler.add_job(self._wake_here, IntervalTrigger(seconds=1, timezone="UTC"), **manners)
        scheduler.start()
        try:
            while not self._stopping:
                self._woken.clear()
                with self._ticked.another():
                    has_acted = await self.tick()
                if not has_acted:
                    await self._sleep()
        finally:
            scheduler.shutdown(wait=False)
        await self._reporting.stop()

    def wake(self) -> None:
        """Tick now."""
        self._woken.set()

    def stop(self) -> None:
        """End `run` after the present tick."""
        self._stopping = True
        self._woken.set()

    async def settled(self) -> None:
        """Return after a whole tick that begins from now on, and the reports it may have begun."""
        self.wake()
        await self._ticked.next_whole()
        await self._reporting.stop()

    async def tick(self) -> bool:
        """Do what is due; return whether anything was."""
        self._seen_version = self._clock.version
        now, until = self._time.now(), self._read_until()
        due = await self._ledger.read(lambda books: _due(books, now, until))
        turns_at = self._relieving.next_moment(due.absences, now)
        self._next_at = min((at for at in (due.next_at, turns_at) if at), default=None)
        acted = await self.duties.look_after(due.duties, until)
        acted |= await self._enquiries.look_after(due.enquiries, now)
        acted |= await self._relieving.look_after(due.absences, now)
        self._reporting.look(now)
        if due.expected_at is not None:
            self._intake.expect(due.expected_at)
        return acted

    # Private

    async def _wake_here(self) -> None:
        # A coroutine: APScheduler calls plain functions in a thread, where an Event must not be set.
        self.wake()

    async def _sleep(self) -> None:
        if not self._clock.is_steered:
            await self._woken.wait()
            return
        waits = [
            asyncio.create_task(wait)
            for wait in (self._woken.wait(), self._clock.changed(self._seen_version), self._until_next())
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _until_next(self) -> None:
        now = self._time.now()
        moments = (self._next_at, self._reporting.next_moment(now))
        await self._time.sleep_until(min((moment for moment in moments if moment), default=now + _HOUR))

    def _read_until(self) -> datetime | None:
        """Return the moment up to which Telegram has surely been read, None if that is not known."""
        reading = self._intake.reading
        return reading.started_at - JUDGE_GRACE if reading is not None and reading.is_complete else None


def _due(books: Books, now: datetime, until: datetime | None) -> _Due:
    """Read all that a tick needs at once: it comes each second, and nearly always finds nothing."""
    expected = agenda.next_due(books.conn, now - JUDGE_GRACE)
    is_past = expected is not None and expected <= now
    return _Due(
        cases.due(books.conn, now, limit=AT_ONCE),
        due_enquiries(books, now, until),
        staff.turning(books.conn, now),
        expected,
        agenda.next_due(books.conn, now) if is_past else expected,
    )
