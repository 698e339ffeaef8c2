"""Stories are told on a stage: the sandbox, the unchanged bot, the sample company, and a clock that stands still.

`stage` tells each story twice: undisturbed, and again (`make stories`) with the bot stopped or killed, in turns, at every
act; people must see the same. `calm` tells it once. No story ends with an update that the bot could not handle, unless it
is marked `stumbles`.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from zoneinfo import ZoneInfo

import pytest

import bot
from bot.config import load
from bot.demo.stage import Stage, staged
from forms.printing import Order, Printed
from forms.printing.press import print_paper

ROOT = Path(bot.__file__).parents[1]
CONFIG = load(ROOT / "config.yaml")
MONDAY = datetime(2026, 11, 23, 9, 55, tzinfo=ZoneInfo(CONFIG.timezone))
SENDS = ("sendMessage", "sendPhoto", "sendDocument", "editMessageText")
OURS = str(ROOT / "bot")
OF_THE_WORLD = ("clock.py", "stage.py")  # tasks of theirs outlive the bot


class Disturbed(Stage):
    """After every act the bot is gone: stopped and started, or killed, before it takes the act in or before it speaks."""

    acts = 0

    async def acted(self) -> None:
        self.acts += 1
        if self.acts % 2:
            await self.process.stop()
            await self.process.start()
        else:
            await self._dies(unheard=self.acts % 4 == 0)
        await self.settle()

    async def _dies(self, *, unheard: bool) -> None:
        for method in SENDS:
            self.world.faults.hang(method, times=None)
        if not unheard:
            await self.bot.parts.intake.read_now()
            await self.bot.parts.dispatcher.settled()
        await kill(self)
        self.world.faults.clear()
        await self.process.start()


async def kill(stage: Stage) -> None:
    """End the bot where it stands, as a power cut would; the database does no more than it was told."""
    for task in asyncio.all_tasks():
        if _belongs_to_bot(task):
            task.cancel()
    with suppress(asyncio.CancelledError):
        await stage.process.ended()


@pytest.fixture(scope="session", autouse=True)
def one_press() -> Iterator[None]:
    """Pages are printed as always, but in a thread: a process for each would be most of the time of a story."""

    async def print_here(order: Order) -> Printed:
        return await asyncio.to_thread(print_paper, order)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.press.print_aside", print_here)
        yield


@pytest.fixture(
    params=[
        pytest.param(Stage, id="undisturbed"),
        pytest.param(Disturbed, id="disturbed", marks=pytest.mark.again),
    ]
)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with _told(request, tmp_path, request.param) as here:
        yield here


@pytest.fixture
async def calm(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with _told(request, tmp_path, Stage) as here:
        yield here


# Private functions


@asynccontextmanager
async def _told(request: pytest.FixtureRequest, folder: Path, kind: type[Stage]) -> AsyncIterator[Stage]:
    async with staged(CONFIG, folder, start=MONDAY, rate=0, acquainted=True, stage_type=kind) as here:
        yield here
        if request.node.get_closest_marker("stumbles") is None:
            assert await here.ask(_stumbles) == []


def _stumbles(conn: Connection) -> list[str]:
    return [
        notice for (notice,) in conn.execute("SELECT notice FROM outbox WHERE name = 'alarm_update_failed'")
    ]


def _belongs_to_bot(task: asyncio.Task[object]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    file = Path(code.co_filename) if code else Path()
    return file.is_relative_to(OURS) and file.name not in OF_THE_WORLD
