"""Handles the rows of the inbox, one at a time and in order of arrival; a row is done in the transaction of its effects."""

import asyncio
import json
from collections.abc import Callable
from sqlite3 import Connection
from typing import Final

import structlog
from telegram import Update

from bot.alarms import SORRY, Alarm, Alarms, say_once
from bot.raw_updates import place_of, sent_at
from handlers.context import TousuApplication
from storage import cases, inbox
from storage.database import Database
from storage.inbox import InboxRow
from workflow.notices import Notice, Urgency

_log = structlog.stdlib.get_logger()

_PAUSE_SECONDS: Final = 0.2
"""Before a row that failed is tried again: what was in its way may be gone by then."""


class Dispatcher:
    """The serial loop between inbox and handlers."""

    def __init__(
        self,
        application: TousuApplication,
        database: Database,
        alarms: Alarms,
        *,
        on_handled: Callable[[], None] = lambda: None,
    ) -> None:
        self._application = application
        self._database = database
        self._alarms = alarms
        self._on_handled = on_handled
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._stopping = False
        self.handled = 0

    def wake(self) -> None:
        """Look for new rows."""
        self._idle.clear()
        self._woken.set()

    async def settled(self) -> None:
        """Return once no row waits."""
        self.wake()
        await self._idle.wait()

    def stop(self) -> None:
        """End `run` after the current row."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Handle rows until `stop`."""
        await self._blame_interrupted()
        while not self._stopping:
            self._woken.clear()
            row = await self._database.read(inbox.oldest_undone)
            if row is None:
                if not self._woken.is_set():
                    self._idle.set()
                await self._woken.wait()
            else:
                await self.handle(row)
                self.handled += 1
                self._on_handled()

    async def handle(self, row: InboxRow) -> None:
        """Handle one row; afterwards it is done, failed, or waits for another attempt."""
        update = await self._parse(row)
        if update is None:
            return
        shared = self._application.bot_data
        shared.row, shared.failure = row, None
        await self._application.process_update(update)
        shared.row = None
        if shared.failure is None:
            await self._database.transact(lambda conn: _finish_chatter(conn, row))
        else:
            await self._failed(row, shared.failure)

    async def _parse(self, row: InboxRow) -> Update | None:
        try:
            return Update.de_json(json.loads(row.body), self._application.bot)
        except Exception as error:  # noqa: BLE001  whatever the library trips over, this update must not stop the next
            _log.warning("unreadable update", update_id=row.update_id, error=repr(error))
            await self._give_up_unread(row, repr(error))
            return None

    async def _give_up_unread(self, row: InboxRow, error: str) -> None:
        def work(conn: Connection) -> None:
            inbox.mark_failed(conn, row.id, error)
            facts = {"update_id": row.update_id, "error": error, "fines": _fines_in_doubt(conn, row)}
            self._alarms.queue(conn, Alarm.UPDATE_UNREADABLE, cause=str(row.id), **facts)

        await self._database.transact(work)
        self._alarms.on_queued()

    async def _failed(self, row: InboxRow, failure: BaseException) -> None:
        _log.error("update failed", update_id=row.update_id, row=row.id, exc_info=failure)
        await self._count_attempt(row, repr(failure))
        await asyncio.sleep(_PAUSE_SECONDS)

    async def _blame_interrupted(self) -> None:
        """Count an attempt against the row that was running when the last process ended."""
        row = await self._database.read(inbox.oldest_undone)
        if row is not None:
            await self._count_attempt(row, "")

    async def _count_attempt(self, row: InboxRow, error: str) -> None:
        def work(conn: Connection) -> None:
            oldest = inbox.oldest_undone(conn)
            if oldest is None or oldest.id != row.id:  # its effects are committed; what failed came after
                self._tell_admins(conn, row, error)
                return
            given_up = inbox.count_attempt(conn, error=error)
            if given_up is not None:
                self._tell_admins(conn, given_up, given_up.error)
                self._tell_sender(conn, given_up)

        await self._database.transact(work)
        self._alarms.on_queued()

    def _tell_admins(self, conn: Connection, row: InboxRow, error: str) -> None:
        fines = _fines_in_doubt(conn, row)
        facts = {"update_id": row.update_id, "error": error, "attempts": row.attempts, "fines": fines}
        self._alarms.queue(conn, Alarm.UPDATE_FAILED, cause=str(row.id), **facts)

    def _tell_sender(self, conn: Connection, row: InboxRow) -> None:
        place = place_of(row.body)
        if place is not None:
            where = {"chat_id": place.chat_id, "reply_to": place.message_id}
            sorry = Notice(name=SORRY, urgency=Urgency.ANSWER, fallback=False, **where)
            say_once(conn, [sorry], cause=f"inbox/{row.id}/failed", now=row.received_at)


def _fines_in_doubt(conn: Connection, row: InboxRow) -> list[dict[str, str]]:
    """Name the fines that a lost message may speak against: Telegram brought it after they had been judged."""
    at = sent_at(row.body) or row.received_at
    return [{"number": fine.number, "case": fine.case_name} for fine in cases.fines_touched(conn, at)]


def _finish_chatter(conn: Connection, row: InboxRow) -> None:
    """Mark a row done that no command has marked."""
    current = inbox.get(conn, row.id)
    if current is not None and current.state == "new":
        inbox.mark_done(conn, row.id)
