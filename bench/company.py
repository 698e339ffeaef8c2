"""The sample company for measurements: its settings, and the bot as a process of its own against a sandbox."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import yaml

from bot import config as configuration
from bot.config import Config
from sandbox import Clock, Person, World, serve
from sandbox.clock import DEFAULT_START

ROOT: Final = Path(__file__).resolve().parents[1]
CONFIG: Final = ROOT / "config.yaml"
RUN: Final = "from bot.__main__ import main; main()"

COMPLAINANT: Final = "李小明"
MANAGER: Final = "陳經理"
ACCEPTING: Final = "王五"


class BotProcess:
    """The bot in its own process, the people of its company, and the world they meet in."""

    def __init__(self, world: World, people: dict[str, Person], process: Process) -> None:
        self.world, self.people, self.process = world, people, process

    def cpu_seconds(self) -> float:
        """Return the processor time the bot has used so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self) -> int:
        """Return how much memory the bot holds now (Linux)."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
        (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmRSS:"))
        return 1024 * int(kilobytes)


def settings() -> Config:
    """Return the configuration of the sample company."""
    return configuration.load(CONFIG)


@asynccontextmanager
async def bot_process(
    database: Path, *, follows_clock: bool = True, now: datetime = DEFAULT_START, greets: bool = True
) -> AsyncIterator[BotProcess]:
    """Run the bot as `tousu run` does, on that database (made if need be), beside a sandbox where it is `now`.

    `follows_clock`: it obeys the world's jumps; `greets`: it has greeted everybody privately before anything else.
    """
    config = settings()
    world = World(group_id=config.telegram.group_id, clock=Clock(now))
    people = _people(world, config)
    async with serve(world) as server:
        settled = _settled(database, server.base_url)
        environment = os.environ | {"TOUSU_TOKEN": world.token, "TOUSU_TEST_CLOCK": str(int(follows_clock))}
        async with own_process(
            "-c", RUN, "run", "--config", str(settled), environment=environment
        ) as process:
            bot = BotProcess(world, people, process)
            if greets:
                await _introduce(bot)
            yield bot


@asynccontextmanager
async def own_process(*arguments: str, environment: Mapping[str, str]) -> AsyncIterator[Process]:
    """Run Python in a process of its own, and end it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments), cwd=ROOT, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


# Private functions


def _people(world: World, config: Config) -> dict[str, Person]:
    _, people = config.directory_seed()
    return {one.name: world.add_person(one.telegram_id or 0, one.name) for one in people}


def _settled(database: Path, base_url: str) -> Path:
    """Write the company's configuration for this sandbox."""
    text: dict[str, Any] = yaml.safe_load(CONFIG.read_text("utf-8"))
    text["telegram"] |= {"base_url": base_url}
    text["storage"] = {"path": database.name}
    path = database.with_suffix(".yaml")
    path.write_text(yaml.safe_dump(text, allow_unicode=True), "utf-8")
    return path


async def _introduce(bot: BotProcess) -> None:
    for person in bot.people.values():
        bot.world.start(person)
    last = list(bot.people.values())[-1]
    await bot.world.wait_for(lambda: bot.world.from_bot(last), seconds=60, what="the bot to greet everybody")
