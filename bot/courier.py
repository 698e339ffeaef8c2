"""Brings what the desk has said into the chats: in order, paced, each message once, and cards as they ought to look."""

import asyncio
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any, Final

import structlog
from telegram import Message
from telegram.error import TelegramError

from bot.count import Count
from bot.fates import interpret
from bot.lanes import Errand, Lanes, Room
from bot.mishaps import Mishaps
from bot.pacing import GROUP, Pace
from bot.press import note_printed
from bot.rendering import Rendered, Renderer
from bot.rooms import Rooms
from bot.sending import Sender
from bot.telegram_time import TelegramTime
from forms.printing import PrintingFailed
from storage import recent_calls
from storage.books import Books, Ledger
from storage.company import Chat
from storage.outbox import GROUP as GROUP_LANE
from storage.outbox import NotInState
from workflow.commands import Reach, Stimulus
from workflow.desk import Desk

_log = structlog.stdlib.get_logger()

_LOOK_AGAIN: Final = timedelta(minutes=5)
"""The queues are read this often even if nobody calls and nothing in them waits for its moment: to be safe."""
_SOON: Final = timedelta(seconds=2)
"""What a private chat's turn may take."""
_SPARE: Final = 6
"""Calls a minute that edits and digests leave to what must not wait."""


class Courier:
    """The sending loop; at most one call a chat is on its way."""

    def __init__(  # noqa: PLR0913  the whole way out, each part named once
        self,
        ledger: Ledger,
        desk: Desk,
        *,
        lanes: Lanes,
        renderer: Renderer,
        sender: Sender,
        rooms: Rooms,
        mishaps: Mishaps,
        pace: Pace,
        time: TelegramTime,
    ) -> None:
        self._ledger, self._desk = ledger, desk
        self._lanes, self._renderer, self._sender = lanes, renderer, sender
        self._rooms, self._mishaps, self._pace, self._time = rooms, mishaps, pace, time
        self._woken = asyncio.Event()
        self._stopping = False
        self._running: dict[str, asyncio.Task[None]] = {}
        self._looks = Count()
        self._next_at: datetime | None = None
        self.carried = 0

    def wake(self) -> None:
        """Look at the queues."""
        self._woken.set()

    def stop(self) -> None:
        """Start nothing more; `run` ends when what is on its way has arrived."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Send until `stop`."""
        loop = asyncio.get_running_loop()
        await self._mishaps.doubt_interrupted()
        await self._rooms.keep_up()
        await self._remember_pace()
        while not self._stopping:
            self._woken.clear()
            began = loop.time()
            with self._looks.another():
                await self._look()
            # In a storm of notices the queues are long, and looking at them must leave time for making more.
            await asyncio.sleep(loop.time() - began)
            await self._sleep()
        await asyncio.gather(*self._running.values())

    async def settled(self) -> None:
        """Return once nothing is on its way and nothing can go within a moment."""
        while True:
            self.wake()
            await self._looks.next_whole()
            if self._running:
                await asyncio.wait(self._running.values(), return_when=asyncio.FIRST_COMPLETED)
            elif self._next_at is not None and self._is_soon(self._next_at):
                await self._time.sleep_until(self._next_at)
            else:
                return

    def _is_soon(self, moment: datetime) -> bool:
        return self._time.is_running and moment - self._time.now() < _SOON

    async def _remember_pace(self) -> None:
        """Count what an earlier process said to the group within the last minute: Telegram counts it too."""
        since = self._time.now() - GROUP.span
        for call in await self._ledger.database.read(lambda conn: recent_calls.since(conn, since)):
            self._pace.end(call.chat_id, call.at)

    # Choosing

    async def _look(self) -> None:
        """Start what can go, and note when to look again."""
        now = self._time.now()
        waits = await self._start_ready(now)
        self._next_at = min([*waits, *self._mishaps.moments_after(now), now + _LOOK_AGAIN])

    async def _start_ready(self, now: datetime) -> list[datetime]:
        """Start what can go now; return the moments at which more may."""
        errands, more_at = await self._ledger.transact(lambda books: self._ready(books, now))
        waits = [free_at for errand in errands if (free_at := await self._start(errand, now)) is not None]
        return [*waits, *more_at]

    def _ready(self, books: Books, now: datetime) -> tuple[tuple[Errand, ...], list[datetime]]:
        """Return what can go, and moments at which more may: by the group's pace, or since it was put back."""
        room, room_at = self._room(self._lanes.group(books).chat_id, now)
        errands = self._lanes.ready(books, now, busy=self._running, room=room)
        back_at = None if errands else self._lanes.next_moment(books, now)
        return errands, [moment for moment in (room_at, back_at) if moment]

    def _room(self, group_id: int, now: datetime) -> tuple[Room, datetime | None]:
        """Return what the group's pace leaves room for, and when for more; full, its queue is not even looked at."""
        urgent_at = self._pace.free_at(group_id, now)
        if urgent_at > now:
            return Room.NOTHING, urgent_at
        any_at = self._pace.free_at(group_id, now, spare=_SPARE)
        return (Room.URGENT, any_at) if any_at > now else (Room.ANYTHING, None)

    async def _sleep(self) -> None:
        waits: list[asyncio.Task[Any]] = [asyncio.create_task(self._woken.wait())]
        if self._next_at is not None:
            waits.append(asyncio.create_task(self._time.sleep_until(self._next_at)))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _start(self, errand: Errand, now: datetime) -> datetime | None:
        """Send an errand on its way, or return when it may go."""
        if errand.chat is None:
            await self._mishaps.unreachable(errand)
            self._woken.set()
            return None
        spare = _SPARE if errand.parcel.can_wait else 0
        free_at = self._pace.free_at(errand.chat.chat_id, now, spare=spare)
        if free_at > now:
            return free_at
        rendered = await self._rendered(errand)
        if rendered is not None:
            self._pace.begin(now)
            self._running[errand.lane] = asyncio.create_task(self._carry(errand, rendered), name=errand.lane)
        else:
            self._woken.set()
        return None

    async def _rendered(self, errand: Errand) -> Rendered | None:
        """Return what to send, None if there is nothing to do: it shows that already, or it has no words."""
        parcel = errand.parcel
        try:
            rendered = parcel.rendered(self._renderer)
        except Exception as error:  # noqa: BLE001  one message without words must not silence the others
            _log.exception("cannot be put into words", notice=parcel.name, case=parcel.case_id)
            await self._mishaps.bury(errand, repr(error))
            return None
        if parcel.shows(rendered):
            await self._ledger.database.transact(lambda conn: parcel.mark_shown(conn, rendered))
            return None
        return rendered

    # Carrying

    async def _carry(self, errand: Errand, rendered: Rendered) -> None:
        try:
            await self._deliver(errand, rendered)
        except Exception as error:  # noqa: BLE001  one lane must not stop the others
            # The row stays `sending`, and is doubted at the next start.
            _log.exception("a mistake of ours while sending", notice=errand.parcel.name, lane=errand.lane)
            await self._mishaps.lost(errand, repr(error))
        finally:
            if errand.chat is not None:
                self._pace.end(errand.chat.chat_id, self._time.now())
            self.carried += 1
            self._running.pop(errand.lane, None)
            self._woken.set()

    async def _deliver(self, errand: Errand, rendered: Rendered) -> None:
        parcel = errand.parcel
        try:
            rendered = await self._sender.prepare(rendered)
            chat = await self._rooms.room_for(errand)
            errand = errand._replace(chat=chat)
            await self._ledger.database.transact(lambda conn: self._begin(conn, errand, rendered, chat))
            message = await parcel.deliver(self._sender, chat, rendered)
        except TelegramError as error:
            await self._mishaps.met(errand, rendered, interpret(error))
            return
        except (OSError, PrintingFailed) as error:  # its picture or file
            await self._mishaps.bury(errand, repr(error))
            return
        except (
            NotInState
        ) as done:  # since the queue was looked at: a question answered, a copy found, the time over
            _log.info("no longer to be sent", notice=parcel.name, reason=str(done))
            return
        await self._arrived(errand, rendered, message)
        if parcel.is_edit:
            await self._rooms.keep_up()
        await self._mishaps.over(errand)

    def _begin(self, conn: Connection, errand: Errand, rendered: Rendered, chat: Chat) -> None:
        errand.parcel.mark_sending(conn)
        note_printed(conn, rendered, at=self._time.now())
        if errand.lane == GROUP_LANE:
            recent_calls.note(conn, chat.chat_id, self._time.now(), span=GROUP.span)

    async def _arrived(self, errand: Errand, rendered: Rendered, message: Message | None) -> None:
        """Mark the row; where clocks hang on it, the mark is part of the command's transaction."""
        parcel = errand.parcel
        step = None if message is None else parcel.delivered(message, now=self._time.now())
        if step is not None:
            await self._desk.perform(*step)

        def mark(conn: Connection) -> None:
            if step is None and message is not None:
                parcel.mark_sent(conn, message)
            parcel.mark_shown(conn, rendered)

        await self._ledger.database.transact(mark)
        if errand.person is not None and not errand.person.reachable:
            await self._reached(errand.person.id)

    async def _reached(self, person_id: int) -> None:
        now = self._time.now()
        await self._desk.perform(Reach(person=person_id, reachable=True), Stimulus(now=now, at=now))
