"""A disk that is full, a file that is damaged: nothing is lost, nothing is built on sand, administrators hear of it."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.alarms import Alarm
from bot.app import Bot
from bot.stall import Stall
from handlers.context import Context, TousuApplication
from tests.integration.bot.office import ADMIN, LI, MONDAY, Office, echo, eventually, office, standing_in

LONG = "東方五金" * 900
STALLED, WORKS, DAMAGED = "寫不進去：磁碟已滿", "寫不進去，現已恢復", "資料庫檔案損壞"
NOT_STARTED = "沒有啟動：資料庫打不開或寫不進去"
AMPLE = 1_000_000


async def limit(bot: Bot, pages: int) -> None:
    """Have SQLite refuse to let the file grow beyond so many pages, as a full disk would; 1: beyond what it has."""
    pragma = f"PRAGMA max_page_count = {pages}"
    await bot.database.read(lambda conn: conn.execute(pragma).fetchone())


async def fill(bot: Bot) -> None:
    bot.stall.first_pause = 0.01
    await limit(bot, 1)


def told(here: Office, words: str) -> list[str]:
    return [text for text in here.private_texts(ADMIN) if words in text]


async def inbox_rows(conn_of: Bot) -> list[tuple[Any, ...]]:
    query = "SELECT state, attempts FROM inbox ORDER BY id"
    return await conn_of.database.read(lambda conn: conn.execute(query).fetchall())


async def test_on_a_full_disk_updates_stay_at_telegram_until_there_is_room(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        await here.settled()
        await fill(bot)
        here.world.post(here.person(LI), here.world.group, f"echo {LONG}")
        await eventually(lambda: told(here, STALLED))
        assert len(here.world.updates) == 1
        assert here.group_texts() == []
        await limit(bot, AMPLE)
        await here.settled()
        assert here.group_texts() == [LONG]
        assert not here.world.updates
        assert len(told(here, WORKS)) == 1


async def test_administrators_hear_at_a_start_that_the_file_is_damaged_and_the_bot_ends(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here:
        async with here.open() as bot:
            await here.settled()
            path = bot.database.path
        path.write_bytes(b"no database any more" * 500)
        with pytest.raises(sqlite3.DatabaseError):
            async with here.idle():
                pass
        assert len(told(here, DAMAGED)) == 1


async def test_administrators_hear_at_a_start_that_the_folder_cannot_be_used(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        (tmp_path / "file").write_text("where the folder should be")
        storage = here.config.storage.model_copy(update={"path": tmp_path / "file" / "tousu.db"})
        here.config = here.config.model_copy(update={"storage": storage})
        with pytest.raises(OSError, match="file"):
            async with here.idle():
                pass
        assert len(told(here, NOT_STARTED)) == 1


async def test_a_file_that_cannot_be_used_ends_the_bot_even_if_nobody_can_be_told(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        here.world.faults.drop("getMe", times=None)
        here.config.storage.path.write_bytes(b"no database" * 500)
        with pytest.raises(sqlite3.DatabaseError):
            async with here.idle():
                pass
        assert not told(here, DAMAGED)


async def test_a_row_that_cannot_be_written_waits_and_no_attempt_is_held_against_it(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        async with here.open(register=_filling(here)) as bot:
            here.world.post(here.person(LI), here.world.group, f"echo {LONG}")
            await eventually(lambda: told(here, STALLED))
            assert await inbox_rows(bot) == [("new", 0)]
            await limit(bot, AMPLE)
            await eventually(here.group_texts)
            assert await inbox_rows(bot) == [("done", 0)]
        assert here.group_texts() == [LONG]


async def test_a_stop_on_a_full_disk_ends_in_good_order_and_the_next_start_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app._LAST_SENDS_SECONDS", 0.1)
    async with office(tmp_path) as here:
        async with here.open() as bot:
            await here.settled()
            await fill(bot)
            here.world.post(here.person(LI), here.world.group, f"echo {LONG}")
            await eventually(lambda: told(here, STALLED))
        async with here.open():
            await here.settled()
            assert here.group_texts() == [LONG]


async def test_administrators_hear_of_it_at_once_and_then_once_an_hour() -> None:
    heard: list[Alarm] = []
    now = MONDAY
    stall = Stall(lambda alarm, _: heard.append(alarm), now=lambda: now, first_pause=0)
    for minutes, times in ((0, 1), (1, 1), (59, 1), (60, 2), (90, 2), (121, 3)):
        now = MONDAY + timedelta(minutes=minutes)
        await stall.wait(_full())
        await stall.over()  # a disk at its limit fills up and empties again and again
        assert heard == [Alarm.DISK_STALLED] * times


async def test_a_file_damaged_under_the_running_bot_stops_it_and_nothing_is_given_up(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.idle() as bot:
        running = asyncio.create_task(bot.run_until_stopped())
        await bot.settled()
        await bot.database.transact(_scribble)
        here.world.post(here.person(LI), here.world.group, "echo lost?")
        with pytest.raises(sqlite3.DatabaseError, match="malformed"):
            await asyncio.wait_for(running, 10)
        assert len(here.world.updates) == 1
        assert len(told(here, DAMAGED)) == 1
        assert "tousu restore" in told(here, DAMAGED)[0]


# Private functions


def _scribble(conn: Connection) -> None:
    """Leave the inbox a root page that is none, as a flipped bit might."""
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'inbox'")
    conn.execute("PRAGMA writable_schema = RESET")


def _filling(here: Office) -> Any:
    """Register handlers of which the first finds the disk full."""

    async def fill_and_echo(update: Update, context: Context) -> None:
        assert here.bot is not None
        await fill(here.bot)
        await echo(update, context)

    def register(application: TousuApplication) -> None:
        application.add_handler(MessageHandler(filters.Regex("^echo "), fill_and_echo))
        standing_in(application)

    return register


def _full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error
