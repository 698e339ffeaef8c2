"""A real disk that is really full, under the bot as a process of its own; it takes the right to mount one."""

import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.cli_manners import UNUSABLE_FILE
from tests.acceptance.killing.process import BotProcess, bot_process
from tests.integration.bot.office import ADMIN, LI, Office, eventually, office
from tests.integration.operating.company import TOKEN, company_in, tousu, with_cases

SIZE = "4m"
STALLED, WORKS = "寫不進去：", "寫不進去，現已恢復"
LONG = "東方五金" * 900
NOBODY_THERE = {"telegram:\n": 'telegram:\n  base_url: "http://127.0.0.1:9/bot"\n'}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tousu-test", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
async def here(disk: Path) -> AsyncIterator[Office]:
    async with office(disk) as office_on_it:
        yield office_on_it


@pytest.fixture
async def process(here: Office, tmp_path: Path, disk: Path) -> AsyncIterator[BotProcess]:
    async with bot_process(disk / "config.yaml", tmp_path / "log", token=here.world.token) as process:
        await process.start()
        yield process


def fill(disk: Path) -> Path:
    """Write until nothing more can be written."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def told(here: Office, words: str) -> list[str]:
    return [text for text in here.private_texts(ADMIN) if words in text]


async def asked(here: Office) -> None:
    """Somebody asks; the bot has answered once his questions are read."""
    here.world.post(here.person(LI), here.person(LI), "/whoami")
    answers = len(here.private_texts(LI))
    await eventually(lambda: len(here.private_texts(LI)) > answers, seconds=30)


async def test_the_bot_waits_for_room_is_killed_waits_again_and_loses_nothing(
    disk: Path, here: Office, process: BotProcess
) -> None:
    await asked(here)
    filler = fill(disk)
    for _ in range(20):
        here.world.post(here.person(LI), here.world.group, LONG)  # chatter, more than there is room for
    here.world.post(here.person(LI), here.person(LI), "/whoami")
    answers = len(here.private_texts(LI))
    await eventually(lambda: told(here, STALLED), seconds=30)
    waiting = len(here.world.updates)
    assert waiting

    process.kill()
    await process.ended()
    await process.start()  # on a full disk
    await eventually(lambda: len(told(here, STALLED)) == 2, seconds=30)
    assert len(here.world.updates) == waiting
    assert len(here.private_texts(LI)) == answers
    assert not here.group_texts()

    filler.unlink()
    await eventually(lambda: len(here.private_texts(LI)) > answers, seconds=60)
    await eventually(lambda: told(here, WORKS), seconds=30)
    await asked(here)
    await process.stops()


@pytest.mark.parametrize("command", ["run", "backup", "rebuild", "export", "verify", "replay"])
def test_a_read_only_disk_is_told_in_a_sentence(disk: Path, tmp_path: Path, command: str) -> None:
    with_cases(company_in(disk, **NOBODY_THERE).storage.path)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    more = ("cases", "--of", "2026-11", "--output", tmp_path / "cases.csv") if command == "export" else ()
    done = tousu(disk, command, *more, TOUSU_TOKEN=TOKEN)
    assert done.returncode == (UNUSABLE_FILE if command == "run" else 1)
    assert "寫不進去" in done.stderr
    assert not (tmp_path / "cases.csv").exists()
