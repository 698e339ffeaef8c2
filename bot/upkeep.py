"""Looking after the database: checking the journal, rebuilding what follows from it, copying and restoring it."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from bot.config import Config
from bot.operator_words import DIFFERS_IN_DATABASE, NOT_IN_DATABASE
from storage import backup as backups
from storage import journal, staff
from storage import rebuild as rebuilding
from storage.database import Database
from storage.lock import ProcessLock
from workflow.values import Person


class Finding(NamedTuple):
    """What `verify` found: the first row that is not as it was written, if any."""

    events: int
    last_hash: str
    broken_at: int | None


async def verify(path: Path) -> Finding:
    """Check the journal, reading only; raise `FileNotFoundError` if there is no database."""
    async with reading(path) as database:
        return await database.read(_verify)


async def rebuild(path: Path, *, now: datetime) -> int:
    """Make the projections again from the journal; return how many cases it has."""
    _require(path)
    with ProcessLock(path):
        await backups.before_migration(path, now=now)
        database = await Database.open(path)
        try:
            return await database.transact(rebuilding.rebuild)
        finally:
            await database.close()


async def copy(path: Path, *, now: datetime) -> Path:
    """Copy the database into the folder `backups` beside it; return the copy."""
    _require(path)
    return await backups.backup(path, backups.copies_beside(path), now=now)


def restore(copy: Path, path: Path, *, now: datetime) -> Path | None:
    """Put a copy in place of the database; return where the old one lies now. Raises `AlreadyRunning`, `BadCopy`."""
    with ProcessLock(path):
        return backups.restore(copy, path, now=now)


async def differences(config: Config) -> tuple[str, ...]:
    """Tell where the people of the configuration are not those of the database, which wins; nothing before the first start."""
    path = config.storage.path
    if not path.exists():
        return ()
    async with reading(path) as database:
        enrolled = await database.read(staff.people)
    return compared(config, enrolled)


def compared(config: Config, enrolled: Iterable[Person]) -> tuple[str, ...]:
    """Tell where the people of the configuration are not those enrolled."""
    _, configured = config.directory_seed()
    return tuple(_compared(configured, {person.name: person for person in enrolled}))


@asynccontextmanager
async def reading(path: Path) -> AsyncIterator[Database]:
    """Lend the database, to be read only; raise `FileNotFoundError` if there is none."""
    _require(path)
    database = await Database.open(path, read_only=True)
    try:
        yield database
    finally:
        await database.close()


# Private functions


def _require(path: Path) -> None:
    if not path.exists():
        raise FileNotFoundError(path)


def _verify(conn: Connection) -> Finding:
    (count,) = conn.execute("SELECT count(*) FROM journal").fetchone()
    newest = conn.execute("SELECT hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    return Finding(count, newest[0] if newest else journal.GENESIS, journal.verify(conn))


def _compared(configured: tuple[Person, ...], by_name: dict[str, Person]) -> Iterator[str]:
    for person in configured:
        known = by_name.get(person.name)
        if known is None:
            yield NOT_IN_DATABASE.format(name=person.name)
        elif _essentials(known) != _essentials(person):
            yield DIFFERS_IN_DATABASE.format(name=person.name)


def _essentials(person: Person) -> tuple[object, ...]:
    return person.department, person.position, person.telegram_id
