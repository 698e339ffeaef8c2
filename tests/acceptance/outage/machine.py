"""A machine the bot runs on, without threads, files or real time: it can be switched off, and put to sleep."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, copy_context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any, TypeVar, cast

from telegram.ext import ExtBot

import handlers
from bot.clock import SystemClock
from bot.config import Config
from bot.connection import connect
from bot.parts import Outside, Parts
from bot.sending import Aside
from bot.stall import Stall
from bot.telegram_time import TelegramTime
from storage import company
from storage.books import Books
from storage.database import Database
from storage.memory import Memory
from storage.schema import migrate
from storage.seeding import seed_people
from tests.acceptance.outage.wire import DirectLine, DirectRequest, Wire
from texts import Texts

T = TypeVar("T")
_LIFE: ContextVar["Life | None"] = ContextVar("life", default=None)
TICK = timedelta(minutes=2)
"""The real one looks each second; each poll wakes it too, and one ends at each due moment."""


class Stumbled(RuntimeError):
    """Something nobody has thought of went wrong, this once."""


class MachineClock(SystemClock):
    """The machine's clock: it runs with the loop, goes on while the machine sleeps, and may be wrong."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._start + timedelta(seconds=asyncio.get_running_loop().time())

    def slept(self, length: timedelta) -> None:
        """The loop stood still so long."""
        self._start += length


class Life:
    """One run of the bot, from its start to the moment it is cut off."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self.tasks: set[asyncio.Task[Any]] = set()
        self.is_over = False
        self.stumbles = 0  # works that fail while an update is handled
        self.fuse: int | None = None  # works until the power goes
        self.burns_only_handling = False  # of those, count only what is done while an update is handled
        self.seconds_a_work = 0.0  # that each takes while an update is handled
        self.blown = asyncio.Event()
        self.handles: Callable[[], bool] = lambda: False

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Stand for the thread of `storage.database`: what is begun is done to its end."""
        await asyncio.sleep(0)
        await self._burn()
        if self.seconds_a_work and self.handles():
            await asyncio.sleep(self.seconds_a_work)
        if self.stumbles and self.handles():
            self.stumbles -= 1
            raise Stumbled("this once")
        result = work(self.conn)
        await asyncio.sleep(0)  # it comes back in a later turn, as from a thread
        await self._burn()
        return result

    async def _burn(self) -> None:
        """Go out where the fuse ends, before a work or after it."""
        if self.fuse is not None and (self.handles() or not self.burns_only_handling):
            self.fuse -= 1
            if self.fuse < 0:
                self.is_over = True
                self.blown.set()
        if self.is_over:
            await asyncio.Event().wait()

    async def close(self) -> None:
        """The file outlives it."""

    async def end(self) -> None:
        """Cut it off where it stands."""
        self.is_over = True
        while left := [task for task in self.tasks if not task.done()]:
            for task in left:
                task.cancel()
            await asyncio.wait(left)


class Ticks:
    """Stands for APScheduler, which reads real time."""

    def __init__(self, **_: Any) -> None:
        self._jobs: list[Callable[[], Coroutine[Any, Any, None]]] = []
        self._task: asyncio.Task[None] | None = None

    def add_job(self, job: Callable[[], Coroutine[Any, Any, None]], *_: Any, **__: Any) -> None:
        self._jobs.append(job)

    def start(self) -> None:
        self._task = asyncio.create_task(self._tick())

    def shutdown(self, **_: Any) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK.total_seconds())
            for job in self._jobs:
                await job()


class Machine:
    """The bot's side of a schedule."""

    def __init__(
        self, config: Config, wire: Wire, texts: Texts, *, furnished: Connection, skew: timedelta
    ) -> None:
        self._config, self._wire, self._texts = config, wire, texts
        self.conn = _opened()
        furnished.backup(self.conn)
        self.clock = MachineClock(wire.world.clock.now() + skew)
        self.life: Life | None = None
        self.parts: Parts | None = None
        self.deaths: list[str] = []
        self.cut_at: list[datetime] = []

    async def start(self) -> None:
        """Start the bot; it begins as soon as Telegram can be reached."""
        assert self.life is None
        life = self.life = Life(self.conn)
        task = copy_context().run(self._in, life)
        life.tasks.add(task)

    async def kill(self) -> None:
        """Cut the power."""
        life, self.life, self.parts = self.life, None, None
        if life is not None:
            self.cut_at.append(self._wire.world.clock.now())
            await life.end()

    def sleeps(self, length: timedelta) -> None:
        """Close the lid for a while: nothing runs, both clocks go on."""
        self.clock.slept(length)
        self._wire.world.clock.jump(by=length)

    # Private

    def _in(self, life: Life) -> asyncio.Task[None]:
        _LIFE.set(life)
        return asyncio.get_running_loop().create_task(self._live(life), name="bot")

    async def _live(self, life: Life) -> None:
        try:
            await self._run(life)
        except Exception as error:  # noqa: BLE001  whatever ends the process is a finding
            self.deaths.append(repr(error))

    async def _run(self, life: Life) -> None:
        parts = self.parts = self._put_together(life)
        handlers.register(parts.application)
        life.handles = lambda: parts.wiring.row is not None and _task_name() == "Dispatcher"
        await connect(parts.application)
        parts.wiring.bot_username = parts.application.bot.username
        loops = (parts.intake, parts.clockwork, parts.dispatcher, parts.courier)
        await asyncio.gather(*(asyncio.create_task(loop.run(), name=type(loop).__name__) for loop in loops))

    def _put_together(self, life: Life) -> Parts:
        time = TelegramTime(self.clock)
        request = DirectRequest(self._wire)
        telegram: ExtBot[None] = ExtBot(
            self._wire.world.token, base_url="direct:/", request=request, get_updates_request=request
        )
        stall = Stall(lambda *_: None, now=time.now)
        parts = Parts(
            Outside(
                config=self._config,
                database=Database(cast("Any", life), Path("nowhere.db"), patience=stall),
                telegram=telegram,
                line=cast("Any", DirectLine(self._wire, time)),
                clock=self.clock,
                time=time,
                aside=Aside(telegram),
                texts=self._texts,
                stall=stall,
                reports=nothing_to_report,
            )
        )
        parts.heed_stalls()
        return parts


def born(loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
    """Make a task (a task factory) and note to which life it belongs."""
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **more)
    life = _LIFE.get()
    if life is not None:
        life.tasks.add(task)
        task.add_done_callback(life.tasks.discard)
    return task


def furnished(config: Config, *, now: datetime) -> Connection:
    """Return an empty office: the tables, the people, the group."""
    conn = _opened()
    migrate(conn)
    departments, people = config.directory_seed()
    conn.execute("BEGIN")
    books = Books(conn, Memory(tuple(departments), 1))
    seed_people(books, [one.model_copy(update={"reachable": True}) for one in people], now=now)
    books.close()
    company.set_chat(conn, config.telegram.group_id)
    conn.execute("COMMIT")
    return conn


async def nothing_to_report(*_: object) -> None:
    """There is a quiet office behind these cases."""


def _task_name() -> str:
    task = asyncio.current_task()
    return task.get_name() if task else ""


def _opened() -> Connection:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    for manner in ("foreign_keys", "recursive_triggers"):
        conn.execute(f"PRAGMA {manner} = ON")
    return conn
