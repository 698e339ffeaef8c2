"""The token of a bot that runs, fails and is examined: it is nowhere but where it was given."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from sandbox import Clock, World, serve
from tests.integration.bot.office import ADMIN, MONDAY, config_for, eventually, populate
from tests.integration.operating.company import ROOT


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_neither_log_nor_files_nor_chats_ever_hold_the_token(tmp_path: Path) -> None:
    """At the most talkative level, with a line that breaks in every way it can."""
    world = World(clock=Clock(MONDAY))
    async with serve(world) as server:
        config = config_for(tmp_path, server, world.group.id, **{"level: INFO": "level: DEBUG"})
        people = populate(world, config)
        world.faults.drop("getMe")
        world.faults.server_error("setMyCommands", 500)
        world.faults.garbage("getUpdates")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            stderr=asyncio.subprocess.PIPE,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TOUSU_TOKEN": world.token, "TOUSU_TEST_CLOCK": "1"},
        )
        await eventually(lambda: world.poll_generation, seconds=30)
        world.faults.server_error("sendMessage", 502)
        world.post(people[ADMIN], people[ADMIN], "/whoami")
        world.inject({"message": {"strange": True}})
        await eventually(lambda: world.from_bot(people[ADMIN]), seconds=30)
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 30)
    secret = world.token.partition(":")[2]
    assert process.returncode == 0, log.decode()
    assert b"cannot reach Telegram yet" in log
    assert secret not in log.decode()
    assert secret.encode() not in await asyncio.to_thread(everything_in, tmp_path)
    assert not any(secret in message.text for person in people.values() for message in world.from_bot(person))
