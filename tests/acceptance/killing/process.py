"""The bot as a process of its own: started, killed with SIGKILL, started again, stopped in the end."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parents[3]
RUN = "from bot.__main__ import main; main()"
SECONDS = 20.0  # of real time that a start or an end may take


class BotProcess:
    """One bot at a time, by its pid; between two of them the database is all that is left."""

    def __init__(self, nursery: Process, config: Path, log: Path) -> None:
        self._nursery, self._config, self.log = nursery, config, log
        self._pid: int | None = None

    async def start(self, fuse: str = "") -> None:
        """Start the bot, with a fuse (`tests.acceptance.killing.fuse`) if one is given."""
        assert self._pid is None
        assert self._nursery.stdin is not None
        self._nursery.stdin.write(f"{self._config}\t{fuse}\n".encode())
        self._pid = await self._hear()

    def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)

    async def stops(self) -> None:
        """Have it stop as an operator does, in good order."""
        self._signal(signal.SIGTERM)
        assert await self.ended() == 0, self.last_words()

    async def ended(self) -> int:
        """Wait for its end; return its exit code, negative if a signal ended it."""
        code = await self._hear()
        self._pid = None
        return code

    async def cleared_away(self) -> None:
        """Leave nothing running."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                self.kill()

    def last_words(self) -> str:
        """Return the end of what it has logged."""
        return self.log.read_text("utf-8", "replace")[-4000:]

    def _signal(self, number: int) -> None:
        assert self._pid is not None
        os.kill(self._pid, number)

    async def _hear(self) -> int:
        assert self._nursery.stdout is not None
        async with asyncio.timeout(SECONDS):
            return int(await self._nursery.stdout.readline())


@asynccontextmanager
async def bot_process(config: Path, log: Path, *, token: str) -> AsyncIterator[BotProcess]:
    """Keep a nursery open, and see to it that it and its bot are gone in the end."""
    with log.open("ab") as words:
        nursery = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.acceptance.killing.nursery",
            cwd=ROOT,
            env=_environment(token),
            stdin=PIPE,
            stdout=PIPE,
            stderr=words,
        )
        process = BotProcess(nursery, config, log)
        try:
            yield process
        finally:
            await process.cleared_away()
            nursery.kill()
            await nursery.wait()


async def whole_life(config: Path, words: BinaryIO, *, token: str) -> Process:
    """Start a bot exactly as `tousu run` does, with nothing loaded beforehand."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, "run", "--config", str(config),
        cwd=ROOT, env=_environment(token), stdin=DEVNULL, stdout=words, stderr=words,
    )  # fmt: skip


def _environment(token: str) -> dict[str, str]:
    return os.environ | {"TOUSU_TOKEN": token, "TOUSU_TEST_CLOCK": "1", "PYTHONUNBUFFERED": "1"}
