"""The process as a whole: opens and connects, runs its loops, and stops them in the right order."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from sqlite3 import Connection
from types import TracebackType
from typing import Any, Final, Self

import structlog
from telegram.error import TelegramError

import handlers
from bot.alarms import Alarm
from bot.clock import Clock, SystemClock
from bot.config import Config
from bot.connection import connect, introduce, set_menus, telegram_bot
from bot.fates import interpret
from bot.line import Line
from bot.parts import Outside, Parts
from bot.sending import Aside
from bot.stall import Stall
from bot.telegram_time import TelegramTime
from handlers.context import Reports, TousuApplication
from handlers.menus import show_own_menus
from storage import company
from storage.backup import before_migration
from storage.books import Books
from storage.database import Database
from storage.faults import is_damage
from storage.lock import ProcessLock
from storage.seeding import seed_people
from texts import Texts

_log = structlog.stdlib.get_logger()

_LAST_SENDS_SECONDS: Final = 10.0


class Bot:
    """The running process; `async with` holds the database and its lock, `run_until_stopped` does the work."""

    def __init__(
        self,
        config: Config,
        *,
        token: str,
        clock: Clock | None = None,
        register: Callable[[TousuApplication], None] | None = None,
        reports: Reports | None = None,
    ) -> None:
        self.config = config
        self.clock = clock or SystemClock()
        self.time = TelegramTime(self.clock)
        self.telegram = telegram_bot(config, token)
        self.line = Line(config.telegram.base_url, token, self.time)
        self.aside = Aside(self.telegram)
        self.texts = Texts(language=config.language, zone=config.timezone, folder=config.texts.folder)
        self.stall = Stall(self._shout, now=self.time.now)
        self._register = register or handlers.register
        self._reports = reports
        self._stack = AsyncExitStack()
        self._stopped = asyncio.Event()
        self._ready = asyncio.Event()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            try:
                await self._open(stack)
            except (OSError, sqlite3.DatabaseError) as error:
                await self._tell_why_not(error)
                raise
            stack.push_async_callback(self.telegram.shutdown)
            stack.push_async_callback(self.line.close)
            await self._put_together()
            await self._serve_health(stack)
            self._stack = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def run_until_stopped(self) -> None:
        """Work until `request_stop`; raise what made it impossible to go on."""
        self._stack.push_async_callback(self.parts.application.shutdown)
        self._stack.push_async_callback(self.parts.aside.close)
        connected = await self._unless_stopped(self._connect())
        if not connected:
            return
        loops = [asyncio.create_task(part.run(), name=type(part).__name__) for part in self._loops]
        self.parts.aside.beside(self.parts.find_out())
        self._ready.set()
        stopped = asyncio.create_task(self._stopped.wait())
        damaged = asyncio.create_task(self.stall.damaged.wait())
        try:
            await asyncio.wait({stopped, damaged, *loops}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ready.clear()
            stopped.cancel()
            damaged.cancel()
            await self._wind_up()
            outcomes = await self._ended(loops)
        if self.stall.damage is not None:
            raise self.stall.damage
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    def request_stop(self) -> None:
        """Have `run_until_stopped` end: what is being handled or sent is finished first."""
        self._stopped.set()

    async def settled(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109  (callers think in one number)
        """Return once nothing is left to do at this moment of the clock: all read, handled, judged and sent."""
        async with asyncio.timeout(timeout):
            await self._ready.wait()
            await self.clock.refresh()
            while not await self._was_quiet():
                pass

    # Private

    @property
    def _loops(self) -> tuple[Any, ...]:
        parts = self.parts
        return (parts.intake, parts.clockwork, parts.dispatcher, parts.courier, parts.copier)

    async def _open(self, stack: AsyncExitStack) -> None:
        path = self.config.storage.path
        stack.enter_context(ProcessLock(path))
        await before_migration(path, now=self.time.now())
        self.database = await Database.open(path, patience=self.stall)
        stack.push_async_callback(self.database.close)

    async def _tell_why_not(self, error: Exception) -> None:
        """Have the administrators hear of a file that cannot be used, if the line works: a log is seldom read."""
        try:
            await self.telegram.initialize()
        except TelegramError as deaf:
            _log.warning("nobody could be told", error=interpret(deaf).text)
            return
        alarm = Alarm.DATABASE_DAMAGED if is_damage(error) else Alarm.NOT_STARTED
        self._shout(alarm, {"error": str(error)})
        await self.aside.settle(seconds=_LAST_SENDS_SECONDS)
        await self.telegram.shutdown()

    def _shout(self, alarm: Alarm, facts: dict[str, Any]) -> None:
        """Tell the administrators past the outbox, when the outbox is what fails."""
        html = self.texts.render(alarm, facts)
        for admin in self.config.telegram.admin_ids:
            self.aside.tell(admin, html)

    async def _put_together(self) -> None:
        self.parts = Parts(
            Outside(
                config=self.config,
                database=self.database,
                telegram=self.telegram,
                line=self.line,
                clock=self.clock,
                time=self.time,
                aside=self.aside,
                texts=self.texts,
                stall=self.stall,
                reports=self._reports,
            )
        )
        self._register(self.parts.application)
        self.parts.heed_stalls()
        await self.parts.ledger.transact(self._furnish)

    async def _serve_health(self, stack: AsyncExitStack) -> None:
        port = self.config.health.port
        if port is not None:
            # Here and not above: a web server that nobody asks would only take memory.
            from bot.health import Health, serving  # noqa: PLC0415

            await stack.enter_async_context(serving(Health(self.database, self.clock), port))

    def _furnish(self, books: Books) -> None:
        """Give an empty database its people and its group."""
        _, people = self.config.directory_seed()
        if seed_people(books, people, now=self.time.now()):
            _log.info("enrolled the people of the configuration", people=len(people))
        _keep_group(books.conn, self.config.telegram.group_id, self.config.telegram.topic)

    async def _connect(self) -> None:
        await connect(self.parts.application)
        self.parts.wiring.bot_username = self.telegram.username
        group = await self.parts.ledger.read(self.parts.lanes.group)
        self.parts.aside.beside(self._present())
        show_own_menus(await self.parts.ledger.read(lambda books: books.directory()), self.parts.wiring)
        await self.parts.roll_call.take()
        _log.info("connected", bot=self.telegram.username, group=group.chat_id)

    async def _present(self) -> None:
        """Show menus and descriptions: two dozen calls one after the other, which no complaint should wait for."""
        await set_menus(self.telegram, self.parts.texts)
        await introduce(self.telegram, self.parts.texts)

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do the work, unless we are stopped first; return whether it was done."""
        doing = asyncio.create_task(work)
        stopped = asyncio.create_task(self._stopped.wait())
        await asyncio.wait({doing, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not doing.done():
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            return False
        await doing
        return True

    async def _wind_up(self) -> None:
        """Polling off, clock off; the row and the sends on their way are finished; the outbox waits for the next start."""
        for part in self._loops:
            part.stop()

    async def _ended(self, loops: list[asyncio.Task[None]]) -> list[BaseException | None]:
        _, late = await asyncio.wait(loops, timeout=_LAST_SENDS_SECONDS)
        await self.parts.aside.settle(seconds=1.0)
        for loop in late:
            _log.warning("cut short", loop=loop.get_name())
            loop.cancel()
        return await asyncio.gather(*loops, return_exceptions=True)

    async def _was_quiet(self) -> bool:
        """Go round once, and tell whether there was nothing to do."""
        before = self._work_done()
        await self.parts.intake.read_now()
        await self.parts.dispatcher.settled()
        await self.parts.clockwork.settled()
        await self.parts.copier.settled()
        await self.parts.courier.settled()
        await self.parts.aside.settle()
        return self._work_done() == before

    def _work_done(self) -> tuple[int, int, int]:
        return self.parts.desk.performed, self.parts.dispatcher.handled, self.parts.courier.carried


def _keep_group(conn: Connection, configured: int, topic: int | None) -> None:
    """Keep where the group is; a topic that was gone is tried once more at each start, it may have been opened again."""
    kept = company.chat(conn)
    if kept is not None and kept.chat_id != configured:
        _log.warning("the group has moved since it was configured", configured=configured, now=kept.chat_id)
    company.set_chat(conn, kept.chat_id if kept else configured, topic)
