"""Fetches updates: each batch is committed to the inbox before the next getUpdates tells Telegram that it arrived.

Raw JSON throughout, so that an update the library cannot read stops nothing. A poll that returned short of its limit
says up to which moment the chats have been read; only that lets the clockwork judge what fell due before.
"""

import asyncio
import json
import math
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

import structlog
from anyio import CancelScope
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.count import Count
from bot.fates import interpret
from bot.line import LIMIT, Line
from bot.operator_words import CONFLICT, UNKNOWN_TOKEN
from bot.telegram_time import TelegramTime
from bot.watch import Watch
from storage import agenda, company, inbox
from storage.company import Poll
from storage.database import Database
from storage.inbox import RawUpdate

_log = structlog.stdlib.get_logger()

JUDGE_GRACE: Final = timedelta(seconds=5)
"""Telegram may deliver what was sent at the last moment this much later (design, Judging a miss)."""
LONGEST_POLL_SECONDS: Final = 50

_CONFLICTS: Final = 5
_IDS_MAY_BEGIN_ANEW: Final = timedelta(days=6)
"""Short of the week without updates after which Telegram goes on at a random id."""
_WHOLE_SECOND: Final = timedelta(seconds=1)
"""Telegram counts the length of a poll in whole seconds."""


Updates = Sequence[dict[str, Any]]


class Fatal(Exception):
    """The process cannot go on."""


class Reading(NamedTuple):
    """A successful poll: Telegram's time at its start and end, and whether it brought everything there was."""

    started_at: datetime
    ended_at: datetime
    is_complete: bool


class Intake:
    """The poll loop."""

    def __init__(
        self,
        line: Line,
        database: Database,
        watch: Watch,
        *,
        clock: Clock,
        time: TelegramTime,
        on_read: Callable[[], None],
    ) -> None:
        self._line, self._database, self._watch = line, database, watch
        self._clock, self._time, self._on_read = clock, time, on_read
        self._poked = asyncio.Event()
        self._stopping = False
        self._polls = Count()
        self._offset = 0
        self._heard_at: datetime | None = None
        self._ends_at: datetime | None = None
        self._conflicts = 0
        self.gate = asyncio.Lock()
        """Held while updates enter the inbox; who holds it knows that none does."""
        self.reading: Reading | None = None

    # What others ask of it

    async def run(self) -> None:
        """Poll until `stop`; raise `Fatal` where that is of no use."""
        self._watch.last = await self._database.read(company.last_poll)
        while not self._stopping:
            version = self._clock.version
            jumped = asyncio.create_task(self._poke_on_change(version))
            try:
                await self._poll()
            finally:
                jumped.cancel()

    def stop(self) -> None:
        """End `run` at once; what Telegram has sent and was not committed, it sends again."""
        self._stopping = True
        self._poked.set()

    def expect(self, moment: datetime) -> None:
        """Take care that a poll begins soon after `moment`, if the present one would go on beyond it."""
        if self._ends_at is not None and moment + JUDGE_GRACE + _WHOLE_SECOND < self._ends_at:
            self._poked.set()

    async def read_now(self) -> Reading:
        """Poll once more without waiting for news, and return how that went."""
        self._poked.set()
        await self._polls.next_whole()
        assert self.reading is not None
        return self.reading

    # One poll

    async def _poll(self) -> None:
        self._poked.clear()
        number = self._polls.begin()
        seconds = await self._patience()
        started = self._clock.now(), self._time.now()
        self._ends_at = started[1] + timedelta(seconds=seconds)
        try:
            updates = await self._unless_poked(self._line.fetch(self._offset, seconds=seconds))
        except TelegramError as error:
            await self._failed(error)
            return
        if updates is not None:
            await self._keep(updates, *started)
            self._polls.end(number)

    async def _patience(self) -> int:
        """Return how long to wait for news: until a poll that begins then can settle the next judgement."""
        if self.reading is None or self._polls.is_awaited:
            return 0
        since = self.reading.started_at - JUDGE_GRACE
        moment = await self._database.read(lambda conn: agenda.next_due(conn, since))
        if moment is None:
            return LONGEST_POLL_SECONDS
        left = (moment + JUDGE_GRACE - self._time.now()).total_seconds()
        return max(0, min(LONGEST_POLL_SECONDS, math.ceil(left)))

    async def _unless_poked(self, fetching: Coroutine[Any, Any, Updates]) -> Updates | None:
        # A scope, not Task.cancel: that one cuts through the closing of an answer that arrives just then, and the
        # connection stays taken for ever.
        scope = CancelScope()
        fetch = asyncio.create_task(_within(scope, fetching))
        poke = asyncio.create_task(self._poked.wait())
        try:
            await asyncio.wait({fetch, poke}, return_when=asyncio.FIRST_COMPLETED)
            return fetch.result() if fetch.done() else None
        finally:
            poke.cancel()
            scope.cancel()
            await asyncio.gather(fetch, return_exceptions=True)  # one poll at a time

    async def _keep(self, updates: Updates, started: datetime, telegram_started: datetime) -> None:
        ended = self._time.now()
        await self._watch.succeeded(ended)
        offset = max([self._offset, *(update["update_id"] + 1 for update in updates)])
        poll = Poll(started, self._clock.now(), ended, offset)
        async with self.gate:
            await self._database.transact(lambda conn: _commit(conn, updates, poll))
        self._confirm(offset, ended if updates else None)
        self._watch.read(poll)
        self._conflicts = 0
        # Our clock may have been set since the last answer: of two readings of the start, the earlier one is safe.
        begun = min(telegram_started, started + self._time.offset)
        self.reading = Reading(begun, ended, len(updates) < LIMIT)
        self._on_read()

    def _confirm(self, offset: int, heard_at: datetime | None) -> None:
        """Have the next poll confirm what is committed now; after a quiet week ids may begin anew, anywhere."""
        self._heard_at = heard_at or self._heard_at or self._time.now()
        self._offset = 0 if self._time.now() - self._heard_at > _IDS_MAY_BEGIN_ANEW else offset

    async def _poke_on_change(self, version: int) -> None:
        await self._clock.changed(version)
        self._poked.set()

    # Failures

    async def _failed(self, error: TelegramError) -> None:
        failure = interpret(error)
        self._refuse_hopeless(error)
        pause = self._watch.failed(failure.text, self._time.now())
        pause = failure.retry_after if isinstance(error, RetryAfter) else pause
        # Real seconds: it is the real network that has to recover.
        self._poked.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(0 if self._stopping else pause):
                await self._poked.wait()

    def _refuse_hopeless(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            raise Fatal(UNKNOWN_TOKEN) from error
        self._conflicts = self._conflicts + 1 if isinstance(error, Conflict) else 0
        if self._conflicts >= _CONFLICTS:
            raise Fatal(CONFLICT) from error


async def _within(scope: CancelScope, work: Coroutine[Any, Any, Updates]) -> Updates | None:
    """Return what the work brings, None if the scope was cancelled first."""
    with scope:
        return await work
    return None


def _commit(conn: Connection, updates: Updates, poll: Poll) -> None:
    raw = (RawUpdate(update["update_id"], _body(update)) for update in updates)
    inbox.add_batch(conn, raw, received_at=poll.telegram_at)
    company.record_poll(conn, poll)


def _body(update: dict[str, Any]) -> str:
    """Return an update as text: readable, unless half a character in it has no other form than its escape."""
    text = json.dumps(update, ensure_ascii=False)
    return text if _is_encodable(text) else json.dumps(update)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
