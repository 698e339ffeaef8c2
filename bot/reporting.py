"""Hands out the summaries and charts of the calendar, each period once (`reports.periods` says which are due)."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Final

import structlog

from bot.alarms import Alarm, Alarms
from bot.telegram_time import TelegramTime
from reports.flow_list import FLOW_LIST, due_list, lists_nothing, next_cut_off
from reports.periods import (
    DAILY_SUMMARY,
    FUND_STATEMENT,
    STATEMENT_AT,
    UPKEEP,
    WEEKLY_CHART,
    Due,
    Schedule,
    due_periods,
    due_statement,
    due_upkeep,
)
from reports.stats import is_before_all
from reports.summary import is_empty
from reports.voucher_list import VOUCHER_LIST
from storage import company
from storage.database import Database
from storage.vitals import vitals
from workflow.calendar import Calendar
from workflow.commands import PostReport, Stimulus
from workflow.desk import Desk
from workflow.values import Role

_log = structlog.stdlib.get_logger()

_TRIES: Final = 3
_PAUSE: Final = timedelta(minutes=5)
_LISTS: Final = (FLOW_LIST, VOUCHER_LIST)
_KINDS: Final = (DAILY_SUMMARY, WEEKLY_CHART, *_LISTS, FUND_STATEMENT, UPKEEP)
_PRIVATE: Final = {FLOW_LIST: (Role.HR,), VOUCHER_LIST: (Role.PAY, Role.HR), FUND_STATEMENT: (Role.HR,)}
"""Reports that do not go to the group, but to the people of the departments with a role."""

Reports = Callable[[str, datetime, datetime], Awaitable[Mapping[str, Any] | None]]
"""Gives the facts of a kind of report from `since` to `until`; None if there is nothing to tell."""
Upkeep = Callable[[datetime], Awaitable[Path]]
"""What is done once a day beside the summary: forgetting old updates, and the backup, which it returns."""


class Reporting:
    """Works beside the clockwork, so that a chart being drawn holds up no reminder."""

    def __init__(
        self,
        database: Database,
        desk: Desk,
        alarms: Alarms,
        *,
        schedule: Schedule,
        calendar: Calendar,
        reports: Reports,
        upkeep: Upkeep,
        time: TelegramTime,
    ) -> None:
        self._database, self._desk, self._alarms = database, desk, alarms
        self._schedule, self._calendar = schedule, calendar
        self._reports, self._upkeep, self._time = reports, upkeep, time
        self._up_since = time.now()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0
        self._not_before: datetime | None = None

    @property
    def is_busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def look(self, now: datetime) -> None:
        """Begin to hand out what is due, if it is time to look."""
        if not self.is_busy and (self._not_before is None or now >= self._not_before):
            self._task = asyncio.create_task(self._hand_out_all(now), name="reports")

    def next_moment(self, now: datetime) -> datetime:
        """Return the next time of day at which a report may be due."""
        times = (self._schedule.daily_summary, self._schedule.weekly_chart.at, STATEMENT_AT)
        return min(*(self._next(at, now) for at in times), next_cut_off(now, self._calendar))

    async def stop(self) -> None:
        """Wait for the report being made."""
        if self._task is not None:
            await asyncio.wait({self._task})

    # Private

    def _next(self, at: time, now: datetime) -> datetime:
        local = self._calendar.local(now)
        today = datetime.combine(local.date(), at, self._calendar.zone)
        return (
            today if today > local else datetime.combine(local.date() + timedelta(days=1), at, local.tzinfo)
        )

    async def _hand_out_all(self, now: datetime) -> None:
        last = await self._database.read(_last_posted)
        lists = [due for kind in _LISTS for due in due_list(kind, last[kind], now, self._calendar)]
        statements = due_statement(last, now, self._calendar)
        periods = due_periods(self._schedule, last, now, self._calendar)
        upkeep = due_upkeep(self._schedule, last, now, self._calendar)
        for due in (*lists, *periods, *upkeep, *statements):
            if not await self._hand_out(due):
                return
        self._failures, self._not_before = 0, self.next_moment(now)

    async def _hand_out(self, due: Due) -> bool:
        """Hand one report out; return False if it failed and is to be tried again."""
        try:
            await self._post(due, await self._facts(due) if due.show else None)
        except Exception as error:  # noqa: BLE001  a report that fails must not stop the clocks of complaints
            return await self._failed(due, error)
        return True

    async def _facts(self, due: Due) -> Mapping[str, Any] | None:
        """Return what a report tells, None if it tells nothing; upkeep is done, and then only noted."""
        if due.kind == UPKEEP:
            await self._round_off(due)
            return None
        facts = await self._reports(due.kind, due.period.since, due.period.until)
        return None if facts is not None and _is_idle(due, dict(facts)) else facts

    async def _post(self, due: Due, facts: Mapping[str, Any] | None) -> None:
        now = self._time.now()
        show = {"facts": dict(facts or {}), "show": facts is not None}
        roles = _PRIVATE.get(due.kind, ())
        command = PostReport(kind=due.kind, period=due.period.id, roles=roles, **show)
        await self._desk.perform(command, Stimulus(now=now, at=now))

    async def _round_off(self, due: Due) -> None:
        """With the day's summary the administrators hear how the bot is, and the hash that makes the day evidence."""
        period = due.period
        copy = await self._kept_up(period.id)
        found = await self._database.read(lambda conn: vitals(conn, period.since, period.until))
        about = {"period": period.id, "up_since": self._up_since.isoformat(), "copy": copy}
        await self._alarms.tell(Alarm.HEARTBEAT, cause=period.id, **about, **found._asdict())

    async def _kept_up(self, period: str) -> str | None:
        """Do the day's upkeep; return the name of the copy, None if there is none and the administrators know."""
        try:
            return (await self._upkeep(self._time.now())).name
        except (OSError, sqlite3.Error) as error:
            _log.exception("no copy of the database", period=period)
            await self._alarms.tell(Alarm.BACKUP_FAILED, cause=period, period=period, error=str(error))
            return None

    async def _failed(self, due: Due, error: Exception) -> bool:
        """Try again later; after the third time mark the period without a post and go on."""
        _log.error("report failed", kind=due.kind, period=due.period.id, exc_info=error)
        facts = {"kind": due.kind, "period": due.period.id, "error": repr(error)}
        await self._alarms.tell(Alarm.REPORT_FAILED, cause=f"{due.kind}/{due.period.id}", **facts)
        self._failures += 1
        if self._failures < _TRIES:
            self._not_before = self._time.now() + _PAUSE
            return False
        self._failures = 0
        await self._mark_unless_posted(due)
        return True

    async def _mark_unless_posted(self, due: Due) -> None:
        posted = await self._database.read(lambda conn: company.report_posted(conn, due.kind, due.period.id))
        if not posted:
            await self._post(due, None)


def _is_idle(due: Due, facts: dict[str, Any]) -> bool:
    if due.kind == FLOW_LIST:
        return lists_nothing(facts)
    if due.kind == VOUCHER_LIST:
        return not facts["vouchers"]
    if due.kind == WEEKLY_CHART:
        return is_before_all(facts)
    return due.day_off and is_empty(facts)


def _last_posted(conn: Connection) -> dict[str, str | None]:
    return {kind: company.last_report(conn, kind) for kind in _KINDS}
