"""A file that is not as it was written: the bot does not start on it, and every command names the way back."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli_manners import UNUSABLE_FILE
from storage.database import Database
from tests.integration.operating.company import TOKEN, company_in, tousu, with_cases

Harm = Callable[[bytearray], None]
PAGE = 4096
NOWHERE = "http://127.0.0.1:9"
"""A Telegram that cannot be reached: nobody can be told."""


def header(image: bytearray) -> None:
    image[3] ^= 0xFF


def pages(image: bytearray) -> None:
    """Flip every bit of each second page but the first, as a failing disk might."""
    for start in range(PAGE, len(image), 2 * PAGE):
        for place in range(start, min(start + 64, len(image))):
            image[place] ^= 0xFF


def end(image: bytearray) -> None:
    del image[len(image) // 2 :]


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A company with complaints, everything in one file."""
    nowhere = {"group_id:": f"base_url: {NOWHERE}\n  group_id:"}
    with_cases(company_in(tmp_path, **nowhere).storage.path, count=5)
    return tmp_path


def harmed(path: Path, harm: Harm) -> None:
    image = bytearray(path.read_bytes())
    harm(image)
    path.write_bytes(image)


@pytest.mark.parametrize("harm", [header, pages, end])
@pytest.mark.parametrize("command", ["run", "rebuild", "backup", "replay"])
def test_no_command_works_on_a_damaged_file_and_each_names_the_way_back(
    company: Path, harm: Harm, command: str
) -> None:
    tousu(company, "backup")
    harmed(company / "tousu.db", harm)
    before = (company / "tousu.db").read_bytes()
    done = tousu(company, command, TOUSU_TOKEN=TOKEN)
    assert done.returncode == (UNUSABLE_FILE if command == "run" else 1)
    assert "tousu restore" in done.stderr
    assert (company / "tousu.db").read_bytes() == before


@pytest.mark.parametrize("harm", [header, pages, end])
def test_doctor_says_the_same_and_the_copy_brings_everything_back(company: Path, harm: Harm) -> None:
    tousu(company, "backup")
    harmed(company / "tousu.db", harm)
    found = tousu(company, "doctor", "--offline")
    assert found.returncode == 1
    assert "tousu restore" in found.stdout
    (copy,) = (company / "backups").iterdir()
    assert tousu(company, "restore", copy).returncode == 0
    assert tousu(company, "replay", "--quiet").returncode == 0


async def _two_commits(path: Path) -> tuple[bytes, bytes]:
    """Return database and log as they are after two commits."""
    database = await Database.open(path)
    await database.transact(lambda conn: conn.execute("INSERT INTO chats VALUES ('one', 1, NULL)"))
    await database.transact(lambda conn: conn.execute("INSERT INTO chats VALUES ('two', 2, NULL)"))
    images = await asyncio.to_thread(lambda: (path.read_bytes(), _log(path).read_bytes()))
    await database.close()
    return images


async def _chats(path: Path) -> int:
    database = await Database.open(path)
    try:
        return int(await database.read(lambda conn: conn.execute("SELECT count(*) FROM chats").fetchone()[0]))
    finally:
        await database.close()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def last_bytes(image: bytearray) -> None:
    del image[-9:]


@pytest.mark.parametrize(("harm", "kept"), [(header, 0), (last_bytes, 1)])
def test_a_damaged_log_costs_what_stood_in_it_from_there_on_and_nothing_else(
    company: Path, harm: Harm, kept: int
) -> None:
    path = company / "tousu.db"
    with closing(sqlite3.connect(path)) as conn:
        (before,) = conn.execute("SELECT count(*) FROM journal").fetchone()
    image, log = asyncio.run(_two_commits(path))
    path.write_bytes(image)
    _log(path).write_bytes(log)
    harmed(_log(path), harm)
    assert asyncio.run(_chats(path)) == kept
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM journal").fetchone() == (before,)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(company: Path) -> None:
    (company / "backups").write_text("no folder")
    done = tousu(company, "backup")
    assert done.returncode == 1
    assert "寫不進去" in done.stderr
