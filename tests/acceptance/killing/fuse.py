"""Ends the process at a counted await of the penalty path: tick, judgement, commit, letter, send, delivery, mark.

Lives in the bot's process and outside its code: the tasks of the clockwork and the courier are counted each time they
go on after an await, from the first tick at or after a moment. Real time decides nothing, so the same count is (but for
the order in which Telegram's answers come) the same place.
"""

import asyncio
import os
import signal
from collections.abc import Coroutine, Generator
from datetime import datetime
from pathlib import Path
from types import CoroutineType
from typing import Any, NamedTuple

from bot.app import Bot

ROOT = Path(__file__).parents[3]
OURS = {ROOT / "bot", ROOT / "storage", ROOT / "workflow"}
COUNTED = {"Clockwork.run", "Courier.run", "Courier._carry"}


class Fuse(NamedTuple):
    """Where to end: the `count`th await that is over, not before `moment`; `told` is the file that says which it was."""

    count: int
    moment: datetime
    told: Path

    @classmethod
    def read(cls, text: str) -> "Fuse":
        """Read what `str` gives."""
        count, moment, told = text.split(" ", 2)
        return cls(int(count), datetime.fromisoformat(moment), Path(told))

    def __str__(self) -> str:
        return f"{self.count} {self.moment.isoformat()} {self.told}"


def lay(fuse: Fuse) -> None:
    """Have the next bot of this process end there."""
    run = Bot.run_until_stopped

    async def run_counted(bot: Bot) -> None:
        counter = _Counter(fuse, bot)
        asyncio.get_running_loop().set_task_factory(counter.task)
        await run(bot)

    Bot.run_until_stopped = run_counted  # type: ignore[method-assign]


class _Counter:
    """Counts what the penalty path has come through."""

    def __init__(self, fuse: Fuse, bot: Bot) -> None:
        self._fuse, self._bot = fuse, bot
        self._count = 0
        self._has_begun = False

    def task(self, loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
        """Make a task whose awaits are counted if it is one of ours (a task factory)."""
        is_ours = getattr(work, "__qualname__", "") in COUNTED
        return asyncio.Task(_Counted(work, self) if is_ours else work, loop=loop, **more)

    def goes_on(self, work: "CoroutineType[Any, Any, Any]") -> None:
        """Count an await that is over; end the process if it was the last one."""
        is_tick = work.__qualname__ == "Clockwork.run"
        self._has_begun = self._has_begun or (is_tick and self._bot.time.now() >= self._fuse.moment)
        self._count += self._has_begun
        if self._count == self._fuse.count:
            self._fuse.told.write_text(_place(work), "utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


class _Counted(Coroutine[Any, Any, Any]):
    """A coroutine that tells each time it goes on."""

    def __init__(self, work: "CoroutineType[Any, Any, Any]", counter: _Counter) -> None:
        self._work, self._counter = work, counter

    def send(self, value: Any) -> Any:
        self._counter.goes_on(self._work)
        return self._work.send(value)

    def throw(self, *error: Any) -> Any:
        return self._work.throw(*error)

    def close(self) -> None:
        self._work.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._work.__await__()


def _place(work: Any) -> str:
    """Return which task it is, and the innermost of our functions that waits."""
    outermost = innermost = work.__qualname__
    while isinstance(work, CoroutineType):
        if Path(work.cr_code.co_filename).parent in OURS:
            innermost = work.__qualname__
        work = work.cr_await
    return f"{outermost}: {innermost}"
