"""The clockwork: each second it looks which duties are due, and reminds or judges. It keeps nothing in memory that counts.

A miss is judged only when it is certain that whatever was done in time has been read and handled (design section 3).
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.alarms import Alarm, Alarms
from bot.clock import Clock
from bot.count import Count
from bot.following_up import FollowingUp, due_enquiries
from bot.intake import JUDGE_GRACE, Intake
from bot.raw_updates import sent_at
from bot.reporting import Reporting
from bot.telegram_time import TelegramTime
from storage import agenda, cases, inbox
from storage.books import Books, Ledger
from storage.cases import DueRow
from storage.enquiries import EnquiryRow
from storage.unclear import unclear_between
from workflow.commands import Judge, Remind, Stimulus
from workflow.desk import Desk

_log = structlog.stdlib.get_logger()

_AT_ONCE: Final = 1000
"""Duties looked at in one tick; the rest a second later."""
_TRY_AGAIN: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)


class _Due(NamedTuple):
    """What has fallen due, and the first moment at which something will, or has a little while ago."""

    duties: Sequence[DueRow]
    enquiries: Sequence[EnquiryRow]
    next_at: datetime | None


class Clockwork:
    """Reminds and judges."""

    def __init__(
        self,
        ledger: Ledger,
        desk: Desk,
        intake: Intake,
        reporting: Reporting,
        alarms: Alarms,
        *,
        clock: Clock,
        time: TelegramTime,
    ) -> None:
        self._ledger, self._desk, self._intake = ledger, desk, intake
        self._reporting, self._alarms = reporting, alarms
        self._clock, self._time = clock, time
        self._enquiries = FollowingUp(desk, alarms)
        self._woken = asyncio.Event()
        self._stopping = False
        self._fruitless: dict[DueRow, datetime] = {}
        self._seen_version = clock.version
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
        by_case = groupby(sorted(due.duties), key=lambda row: row.case_id)
        acted = [await self._look_after(case_id, tuple(group), until) for case_id, group in by_case]
        acted.append(await self._enquiries.look_after(due.enquiries, now))
        self._reporting.look(now)
        if due.next_at is not None:
            self._intake.expect(due.next_at)
        return any(acted)

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
        moments = (await self._next_due(now), self._reporting.next_moment(now))
        await self._time.sleep_until(min((moment for moment in moments if moment), default=now + _HOUR))

    async def _next_due(self, since: datetime) -> datetime | None:
        return await self._ledger.read(lambda books: agenda.next_due(books.conn, since))

    def _read_until(self) -> datetime | None:
        """Return the moment up to which Telegram has surely been read, None if that is not known."""
        reading = self._intake.reading
        return reading.started_at - JUDGE_GRACE if reading is not None and reading.is_complete else None

    async def _look_after(self, case_id: int, rows: tuple[DueRow, ...], until: datetime | None) -> bool:
        """Remind or judge in one case; return whether something came of it."""
        now = self._time.now()
        fresh = [row for row in rows if self._fruitless.get(row, now) <= now]
        reminders = [row for row in fresh if not row.awaits_judgement or row.next_at < row.due_at]
        missed = [row for row in fresh if row.awaits_judgement and until is not None and row.due_at <= until]
        if reminders:
            return await self._perform(Remind(case=case_id), reminders)
        return await self._judge(case_id, missed, until) if missed and until is not None else False

    async def _judge(self, case_id: int, missed: list[DueRow], until: datetime) -> bool:
        """Judge, unless an update waits: a press counts if it has reached the inbox before the judgement is committed."""
        async with self._intake.gate:
            now = self._time.now()
            judgement = await self._ledger.read(lambda books: _weigh(books, case_id, until=until, now=now))
            return await self._perform(judgement, missed) if judgement is not None else False

    async def _perform(self, command: Remind | Judge, rows: Iterable[DueRow]) -> bool:
        """Perform it; what brings nothing, or fails, is tried again only after a while."""
        now, error = self._time.now(), "nothing came of it"
        try:
            answer = await self._desk.perform(command, Stimulus(now=now, at=now))
            if answer.events or not await self._are_due(rows, now):
                return True
        except Exception as failure:  # noqa: BLE001  one broken case must not stop the clocks of the others
            error = repr(failure)
            _log.error(
                "clockwork failed", case=command.case, command=type(command).__name__, exc_info=failure
            )
        waiting = {row: moment for row, moment in self._fruitless.items() if moment > now}
        self._fruitless = waiting | dict.fromkeys(rows, now + _TRY_AGAIN)
        keys = ",".join(f"{row.key}@{row.next_at.isoformat()}" for row in rows)
        await self._alarms.tell(
            Alarm.DUTY_STUCK, cause=f"{command.case}/{keys}", case=command.case, error=error
        )
        return False

    async def _are_due(self, rows: Iterable[DueRow], now: datetime) -> bool:
        """Tell whether any of them is due still: one may have been done while we looked."""
        due = await self._ledger.read(lambda books: cases.due(books.conn, now, limit=_AT_ONCE))
        return not set(due).isdisjoint(rows)


def _due(books: Books, now: datetime, until: datetime | None) -> _Due:
    """Read all that a tick needs at once: it comes each second, and nearly always finds nothing."""
    return _Due(
        cases.due(books.conn, now, limit=_AT_ONCE),
        due_enquiries(books, now, until),
        agenda.next_due(books.conn, now - JUDGE_GRACE),
    )


def _weigh(books: Books, case_id: int, *, until: datetime, now: datetime) -> Judge | None:
    """Gather what makes a miss doubtful; return None while an update waits to be handled."""
    if inbox.oldest_undone(books.conn) is not None:
        return None
    duties = books.case(case_id).duties.values()
    since = min((duty.starts_at for duty in duties if duty.awaits_judgement), default=now)
    failed = inbox.failed_between(books.conn, since, now)
    return Judge(
        case=case_id,
        until=until,
        unread=tuple(sent_at(row.body) or row.received_at for row in failed),
        unclear=unclear_between(books.conn, case_id, since, now),
    )
