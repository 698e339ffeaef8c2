"""What has fallen due in cases: misses are judged, then reminders sent, a handful of cases in one transaction.

When a thousand duties fall due in the same minute, nine tenths of the time would otherwise go into their commits; and a
handful is soon done, so that nobody's press waits long behind it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

import structlog

from bot.alarms import Alarm, Alarms
from bot.raw_updates import sent_at
from storage import cases, inbox, staff
from storage.books import Books, Ledger
from storage.cases import DueRow
from storage.unclear import unclear_between
from workflow.commands import Judge, Remind, Stimulus
from workflow.desk import Answer, Demand, Desk

_log = structlog.stdlib.get_logger()

AT_ONCE: Final = 1000
"""Duties looked at in one tick; the rest a second later."""
_TOGETHER: Final = 25
"""Cases in one transaction: it takes some 50 ms."""
_TRY_AGAIN: Final = timedelta(minutes=1)


class Owed(NamedTuple):
    """What is due in one case, as it was read."""

    case_id: int
    rows: tuple[DueRow, ...]


Work = Callable[[Sequence[Owed]], Awaitable[bool]]
"""Judges or reminds in one transaction; tells whether something came of it."""


class DueDuties:
    """Judges and reminds; `gate` is held by whoever brings updates into the inbox.

    `is_heard` tells whether it is known how the group is heard; until then nothing is judged.
    """

    def __init__(
        self,
        ledger: Ledger,
        desk: Desk,
        alarms: Alarms,
        *,
        gate: asyncio.Lock,
        is_heard: Callable[[], Awaitable[bool]],
        now: Callable[[], datetime],
    ) -> None:
        self._ledger, self._desk, self._alarms = ledger, desk, alarms
        self._gate, self._is_heard, self._now = gate, is_heard, now
        self._fruitless: dict[DueRow, datetime] = {}

    async def look_after(self, rows: Iterable[DueRow], until: datetime | None) -> bool:
        """Judge what fell due by `until`, up to which Telegram has been read (None: not known), and remind of the rest.

        A case to be reminded of is judged the next time. Returns whether something came of it.
        """
        now = self._now()
        fresh = [row for row in rows if self._fruitless.get(row, now) <= now]
        reminders = _by_case(row for row in fresh if _is_reminder(row))
        first = {owed.case_id for owed in reminders}
        rest = [row for row in fresh if row.case_id not in first]
        has_judged = until is not None and await self._judge_missed(rest, until)
        has_reminded = await self._by_handfuls(reminders, self._remind)
        return has_judged or has_reminded

    # Private

    async def _judge_missed(self, rows: Iterable[DueRow], until: datetime) -> bool:
        missed = _by_case(row for row in rows if row.awaits_judgement and row.due_at <= until)
        if not missed or not await self._is_heard():
            return False
        return await self._by_handfuls(missed, partial(self._judge, until=until))

    async def _by_handfuls(self, owed: Sequence[Owed], work: Work) -> bool:
        handfuls = (owed[start : start + _TOGETHER] for start in range(0, len(owed), _TOGETHER))
        return any([await self._all_or_each(some, work) for some in handfuls])

    async def _all_or_each(self, owed: Sequence[Owed], work: Work) -> bool:
        """Do all in one transaction; where that fails each has its own, so that a broken case stops no other's clock."""
        try:
            return await work(owed)
        except Exception as failure:  # noqa: BLE001  whatever it is, the case it concerns is told to people
            if len(owed) > 1:
                return any([await self._all_or_each([one], work) for one in owed])
            _log.error("clockwork failed", case=owed[0].case_id, exc_info=failure)
            await self._put_off(owed[0], repr(failure))
            return False

    async def _judge(self, owed: Sequence[Owed], *, until: datetime) -> bool:
        """Judge, unless an update waits: a press counts if it has reached the inbox before the judgement is committed."""
        async with self._gate:
            now = self._now()
            commands = await self._ledger.read(lambda books: _weigh(books, owed, until=until, now=now))
            return bool(commands) and await self._perform(commands, owed)

    async def _remind(self, owed: Sequence[Owed]) -> bool:
        return await self._perform([Remind(case=one.case_id) for one in owed], owed)

    async def _perform(self, commands: Sequence[Remind | Judge], owed: Sequence[Owed]) -> bool:
        now = self._now()
        demands = [Demand(command, Stimulus(now=now, at=now)) for command in commands]
        answers = await self._desk.perform_all(demands)
        return any([await self._came_to(answer, one) for answer, one in zip(answers, owed, strict=True)])

    async def _came_to(self, answer: Answer, owed: Owed) -> bool:
        """Tell whether something came of it; what brings nothing is tried again only after a while."""
        if answer.events or not await self._are_due(owed.rows):
            return True
        await self._put_off(owed, "nothing came of it")
        return False

    async def _put_off(self, owed: Owed, error: str) -> None:
        now = self._now()
        waiting = {row: moment for row, moment in self._fruitless.items() if moment > now}
        self._fruitless = waiting | dict.fromkeys(owed.rows, now + _TRY_AGAIN)
        keys = ",".join(f"{row.key}@{row.next_at.isoformat()}" for row in owed.rows)
        cause = f"{owed.case_id}/{keys}"
        await self._alarms.tell(Alarm.DUTY_STUCK, cause=cause, case=owed.case_id, error=error)

    async def _are_due(self, rows: Collection[DueRow]) -> bool:
        """Tell whether any of them is due still: one may have been done while we looked."""
        now = self._now()
        due = await self._ledger.read(lambda books: cases.due(books.conn, now, limit=AT_ONCE))
        return not set(due).isdisjoint(rows)


# Private functions


def _by_case(rows: Iterable[DueRow]) -> list[Owed]:
    return [Owed(case, tuple(some)) for case, some in groupby(sorted(rows), key=attrgetter("case_id"))]


def _is_reminder(row: DueRow) -> bool:
    return not row.awaits_judgement or row.next_at < row.due_at


def _weigh(books: Books, owed: Iterable[Owed], *, until: datetime, now: datetime) -> list[Judge]:
    """Return the judgements to be made; none at all while an update waits to be handled."""
    if inbox.oldest_undone(books.conn) is not None:
        return []
    return [_weighed(books, one.case_id, until=until, now=now) for one in owed]


def _weighed(books: Books, case_id: int, *, until: datetime, now: datetime) -> Judge:
    """Gather what makes a miss doubtful."""
    duties = books.case(case_id).duties.values()
    since = min((duty.starts_at for duty in duties if duty.awaits_judgement), default=now)
    failed = inbox.failed_between(books.conn, since, now)
    return Judge(
        case=case_id,
        until=until,
        unread=tuple(sent_at(row.body) or row.received_at for row in failed),
        unclear=unclear_between(books.conn, case_id, since, now),
        placed=staff.heads_placed_since(books.conn, books.directory().people, since),
    )
