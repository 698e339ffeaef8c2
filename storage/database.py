"""The one held connection: whole transactions as synchronous functions in SQLite's own thread."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Self, TypeVar

import aiosqlite

from storage import finding
from storage.faults import Fault, Patience, check_sound, fault_of, is_damage
from storage.schema import check_version, migrate

T = TypeVar("T")

_BUSY_SECONDS = 5.0
_MANNERS = ("foreign_keys = ON", "recursive_triggers = ON")  # the latter: REPLACE fires delete triggers
_WRITING = ("journal_mode = WAL", "synchronous = FULL")
"""FULL: a commit survives a power failure, not only a crash; it costs 0.1 to 0.4 ms."""
_OF_READERS = frozenset(Fault) - {Fault.READ_ONLY}
"""What a reader may wait out; that it cannot write is no fault of the disk."""

_AT_START = _OF_READERS
"""A full disk is waited out even then; a folder that may not be written is a mistake somebody is making just now."""


class Database:
    """A database file, open until `close`.

    `transact` and `read` hand the whole transaction over in one hop. There is one worker thread, so transactions are
    serial; and since nobody awaits inside one, a cancelled caller leaves none open: what was handed over is done to its
    end, or undone if it raises. Never call them from within `work`.

    With `patience`, a transaction that the disk does not take is tried again until it does: `work` may run more than once.
    """

    def __init__(self, worker: "_Worker", path: Path, patience: Patience | None) -> None:
        self._worker = worker
        self._patience = patience
        self._damage: BaseException | None = None
        self.path = path

    @classmethod
    async def open(cls, path: Path, *, read_only: bool = False, patience: Patience | None = None) -> Self:
        """Open the file, made and migrated if need be; raise `SchemaMismatch` where that is impossible."""
        while True:
            try:
                return await cls._opened(path, read_only=read_only, patience=patience)
            except sqlite3.OperationalError as error:
                if patience is None or fault_of(error) not in _AT_START:
                    raise
                await patience.wait(error)

    @classmethod
    async def _opened(cls, path: Path, *, read_only: bool, patience: Patience | None) -> Self:
        if not read_only:
            _make_private(path)
        worker = _Worker(partial(_connect, path, read_only=read_only), iter_chunk_size=64)
        await worker.start()
        try:
            await worker.run(check_version if read_only else _bring_up_to_date)
        except BaseException:
            await worker.close()
            raise
        return cls(worker, path, patience)

    async def close(self) -> None:
        """Finish what was handed over, then close; without this the process never exits."""
        await self._worker.close()

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction, committed when it returns and rolled back when it raises."""
        result = await self._enduring(partial(_in_transaction, work), waitable=frozenset(Fault))
        if self._patience is not None:
            await self._patience.over()
        return result

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one unchanging picture of the database; an attempt to write raises."""
        return await self._enduring(partial(_in_snapshot, work), waitable=_OF_READERS)

    # Private

    async def _enduring(self, transaction: Callable[[Connection], T], *, waitable: frozenset[Fault]) -> T:
        while True:
            try:
                return await self._sound(transaction)
            except sqlite3.OperationalError as error:
                if self._patience is None or fault_of(error) not in waitable:
                    raise
                await self._patience.wait(error)

    async def _sound(self, transaction: Callable[[Connection], T]) -> T:
        """Run it, unless the file was found damaged before: what is half there must not be built upon."""
        if self._damage is not None:
            raise self._damage
        try:
            return await self._worker.run(transaction)
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                self._found_damaged(error)
            raise

    def _found_damaged(self, error: sqlite3.DatabaseError) -> None:
        self._damage = error
        if self._patience is not None:
            self._patience.hopeless(error)


class _Worker(aiosqlite.Connection):
    """aiosqlite runs one statement a call; this is the only place that knows how it hands work to its thread."""

    async def start(self) -> None:
        try:
            await self
        except BaseException:
            # It has told its thread to end, but would leave it to answer an event loop that may be gone by then.
            await asyncio.to_thread(self._thread.join)
            raise

    async def run(self, work: Callable[[Connection], T]) -> T:
        result: T = await self._execute(partial(_without_stop_iteration, work), self._conn)  # type: ignore[no-untyped-call]
        return result


def _without_stop_iteration(work: Callable[[Connection], T], conn: Connection) -> T:
    # A future refuses to hold a StopIteration, and its awaiter would then wait for ever.
    try:
        return work(conn)
    except StopIteration as stop:
        raise RuntimeError("an iterator ended early within a transaction") from stop


def _in_transaction(work: Callable[[Connection], T], conn: Connection) -> T:
    conn.execute("BEGIN IMMEDIATE")
    try:
        result = work(conn)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    return result


def _in_snapshot(work: Callable[[Connection], T], conn: Connection) -> T:
    conn.execute("PRAGMA query_only = ON")
    conn.execute("BEGIN")
    try:
        return work(conn)
    finally:
        conn.execute("ROLLBACK")
        conn.execute("PRAGMA query_only = OFF")


def _bring_up_to_date(conn: Connection) -> None:
    check_sound(conn)
    migrate(conn)
    if not finding.is_complete(conn):
        _in_transaction(finding.complete, conn)


def _connect(path: Path, *, read_only: bool) -> Connection:
    mode = "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    options: dict[str, Any] = {"isolation_level": None, "timeout": _BUSY_SECONDS, "cached_statements": 256}
    conn: Connection = sqlite3.connect(uri, uri=True, **options)
    for pragma in _MANNERS if read_only else _MANNERS + _WRITING:
        conn.execute(f"PRAGMA {pragma}")
    return conn


def _make_private(path: Path) -> None:
    """Make the file readable by its owner alone; SQLite gives the files beside it the same mode."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)
