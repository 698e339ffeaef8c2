"""Transactions are whole or not at all, whatever happens to those who wait for them."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from storage.database import Database
from storage.schema import Migration, SchemaMismatch, apply, version
from tests.integration.storage.office import opened

Work = Callable[[Connection], None]


def keys(conn: Connection) -> set[str]:
    return {key for (key,) in conn.execute("SELECT key FROM chats")}


def write(key: str, *, error: BaseException | None = None, started: threading.Event | None = None) -> Work:
    """Return work that writes, takes its time, and then perhaps fails."""

    def work(conn: Connection) -> None:
        conn.execute("INSERT INTO chats VALUES (?, ?, NULL)", (key, hash(key)))
        if started:
            started.set()
        time.sleep(0.03)
        if error:
            raise error

    return work


async def test_two_tasks_do_not_mix_when_one_rolls_back(database: Database) -> None:
    results = await asyncio.gather(
        database.transact(write("lost", error=ValueError())),
        database.transact(write("kept")),
        database.transact(write("lost too", error=KeyError())),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [ValueError, type(None), KeyError]
    assert await database.read(keys) == {"kept"}


async def test_a_cancelled_caller_leaves_a_whole_transaction_behind(database: Database) -> None:
    started = threading.Event()
    caller = asyncio.create_task(database.transact(write("whole", started=started)))
    await asyncio.to_thread(started.wait, 5)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await database.transact(write("next"))
    assert await database.read(keys) == {"whole", "next"}


async def test_a_cancelled_caller_leaves_nothing_of_a_failing_transaction(database: Database) -> None:
    started = threading.Event()
    caller = asyncio.create_task(database.transact(write("gone", error=ValueError(), started=started)))
    await asyncio.to_thread(started.wait, 5)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await database.read(keys) == set()


async def test_what_was_handed_over_before_close_is_done(path: Path) -> None:
    database = await Database.open(path)
    waiting = [asyncio.create_task(database.transact(write(key))) for key in ("a", "b", "c")]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*waiting)
    async with opened(path, read_only=True) as reopened:
        assert await reopened.read(keys) == {"a", "b", "c"}


async def test_a_failing_statement_undoes_those_before_it(database: Database) -> None:
    def work(conn: Connection) -> None:
        conn.execute("INSERT INTO chats VALUES ('first', 1, NULL)")
        conn.execute("INSERT INTO chats VALUES ('second', 1, NULL)")

    with pytest.raises(sqlite3.IntegrityError):
        await database.transact(work)
    assert await database.read(keys) == set()


async def test_an_iterator_that_ends_early_is_an_error_and_no_hang(database: Database) -> None:
    with pytest.raises(RuntimeError, match="iterator ended early"):
        await asyncio.wait_for(database.transact(lambda _: next(iter(()))), timeout=5)
    assert await database.read(keys) == set()


async def test_reading_cannot_write_and_does_not_hinder_the_next_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(write("sneaked in"))
    await database.transact(write("allowed"))
    assert await database.read(keys) == {"allowed"}


KILLED = """
import asyncio, sys, time
from pathlib import Path
from storage.database import Database

def work(conn):
    conn.execute("INSERT INTO chats VALUES ('torn', 2, NULL)")
    print("in the middle", flush=True)
    time.sleep(60)

async def main():
    database = await Database.open(Path(sys.argv[1]))
    await database.transact(lambda conn: conn.execute("INSERT INTO chats VALUES ('whole', 1, NULL)"))
    await database.transact(work)

asyncio.run(main())
"""


def kill_in_the_middle(path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        process.kill()
    assert told == b"in the middle\n"


async def test_a_process_killed_in_the_middle_leaves_only_what_was_committed(path: Path) -> None:
    await asyncio.to_thread(kill_in_the_middle, path)
    async with opened(path) as database:
        assert await database.read(keys) == {"whole"}
        await database.transact(write("life goes on"))


async def test_a_closed_database_lets_the_process_end(path: Path) -> None:
    before = set(threading.enumerate())
    database = await Database.open(path)
    (worker,) = set(threading.enumerate()) - before
    await database.close()
    await database.close()
    worker.join(timeout=5)
    assert not worker.is_alive()


async def test_the_connection_is_durable_and_minds_foreign_keys(database: Database) -> None:
    def pragmas(conn: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        return [conn.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    full = 2
    assert await database.read(pragmas) == ["wal", full, 1, 1]
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await database.transact(
            lambda conn: conn.execute(
                "INSERT INTO absences (person, deputy, starts_at, ends_at, registered_at) VALUES (1, 2, 0, 0, 0)"
            )
        )


async def test_nobody_else_may_read_the_files(path: Path, database: Database) -> None:
    await database.transact(write("secret"))
    files = list(path.parent.glob("tousu.db*"))
    assert {file.name for file in files} == {"tousu.db", "tousu.db-wal", "tousu.db-shm"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_a_reader_reads_beside_the_writer_and_cannot_write(path: Path, database: Database) -> None:
    await database.transact(write("seen"))
    async with opened(path, read_only=True) as reader:
        assert await reader.read(keys) == {"seen"}
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            await reader.transact(write("not me"))
        await database.transact(write("later"))
        assert await reader.read(keys) == {"seen", "later"}


async def test_a_reader_creates_no_file(path: Path) -> None:
    path.parent.mkdir()  # a moment
    with pytest.raises(sqlite3.OperationalError):
        await Database.open(path, read_only=True)
    assert list(path.parent.iterdir()) == []  # a moment


async def test_a_reader_refuses_an_older_file(path: Path) -> None:
    path.parent.mkdir()  # a moment
    sqlite3.connect(path).close()
    with pytest.raises(SchemaMismatch, match="version 0 of"):
        await Database.open(path, read_only=True)


async def test_nobody_opens_a_file_of_a_newer_program(path: Path) -> None:
    async with opened(path) as database:
        await database.transact(lambda conn: conn.execute("INSERT INTO migrations VALUES (9999, 'future')"))
    for read_only in (True, False):
        with pytest.raises(SchemaMismatch, match="9999"):
            await Database.open(path, read_only=read_only)


def test_a_migration_that_fails_leaves_neither_tables_nor_record_nor_those_before_it(path: Path) -> None:
    path.parent.mkdir()
    conn = sqlite3.connect(path, isolation_level=None)
    whole = Migration(1, "0001_whole", "CREATE TABLE first (id INTEGER);\n")
    half = Migration(2, "0002_half", "CREATE TABLE kept (id INTEGER);\nCREATE TABLE broken (;\n")
    with pytest.raises(sqlite3.OperationalError):
        apply(conn, [whole, half])
    assert version(conn) == 0
    assert conn.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    conn.close()
