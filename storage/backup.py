"""Dated copies of the database, made while it is in use, and the way back."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage import journal
from storage.schema import check_known, migrations, version

_DATE = "%Y%m%dT%H%M%SZ"
_DATE_LENGTH = len("20261123T190000Z")
_ANY_DATE = "[0-9]" * 8 + "T" + "[0-9]" * 6 + "Z"
_SIDE_FILES = ("", "-wal", "-shm")


class BadCopy(Exception):
    """The copy is damaged, or its journal was tampered with; it is not restored."""


async def backup(source: Path, folder: Path, *, now: datetime, keep: int = 14) -> Path:
    """Copy the database into `<folder>/<name>-<UTC time>.db` and drop the oldest beyond `keep`; return the copy.

    The copy is one moment of the database, whoever writes meanwhile, and has its name only once it is whole.
    """
    return await asyncio.to_thread(_backup, source, folder, now, keep)


def copies_beside(source: Path) -> Path:
    """Return the folder in which the bot keeps the copies of its database."""
    return source.parent / "backups"


async def before_migration(source: Path, *, now: datetime) -> Path | None:
    """Copy a database of an older version before it is brought up to date; return the copy, None if there is no need.

    It is named after the version it has, and rotated with none: it is the way back to the older program.
    """
    return await asyncio.to_thread(_before_migration, source, now)


def restore(copy: Path, target: Path, *, now: datetime) -> Path | None:
    """Put a copy in place of the database; return where the old one lies now, None if there was none.

    Hold the `ProcessLock` meanwhile. Raises `BadCopy` and changes nothing if the copy is not sound.
    """
    check(copy)
    whole = target.with_name(f"{target.name}.restoring")
    _write_whole(copy, whole)
    replaced = _set_aside(target, f"{target.name}.replaced-{_dated(now)}") if target.exists() else None
    whole.replace(target)
    return replaced


def check(copy: Path) -> None:
    """Raise `BadCopy` unless a copy is sound and its journal is as it was written; an older schema is fine.

    Raises `SchemaMismatch` for a file that is none of ours, or newer than the program.
    """
    try:
        with closing(reader(copy)) as conn:
            check_known(conn)
            complaints = [text for (text,) in conn.execute("PRAGMA integrity_check") if text != "ok"]
            broken = journal.verify(conn)
    except sqlite3.DatabaseError as error:
        raise BadCopy(f"{copy}: {error}") from error
    if complaints or broken is not None:
        raise BadCopy(f"{copy}: {complaints or f'journal row {broken} is not as it was written'}")


def copies_of(source: Path, folder: Path) -> list[Path]:
    """Return the copies of a database in a folder, the oldest first."""
    return sorted(folder.glob(f"{source.stem}-{_ANY_DATE}.db"))


def made_at(copy: Path) -> datetime:
    """Return when a copy was made; its name says so."""
    return datetime.strptime(copy.stem[-_DATE_LENGTH:], _DATE).replace(tzinfo=UTC)


def reader(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, whoever uses the database meanwhile."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


# Private functions


def _backup(source: Path, folder: Path, now: datetime, keep: int) -> Path:
    copy = _copied(source, folder / f"{source.stem}-{_dated(now)}.db")
    for old in copies_of(source, folder)[:-keep]:
        old.unlink()
    return copy


def _before_migration(source: Path, now: datetime) -> Path | None:
    if not source.exists():
        return None
    with closing(reader(source)) as conn:
        found = version(conn)
    if not 0 < found < migrations()[-1].number:
        return None
    return _copied(source, copies_beside(source) / f"{source.stem}-version-{found}-{_dated(now)}.db")


def _copied(source: Path, copy: Path) -> Path:
    copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = copy.with_suffix(".partial")
    try:
        _write_whole(source, partial)
        partial.replace(copy)
    except BaseException:
        partial.unlink(missing_ok=True)  # on a full disk it would take what room there is left
        raise
    return copy


def _write_whole(source: Path, target: Path) -> None:
    """Write one moment of a database as one file, what still stands in its write-ahead log included."""
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with closing(reader(source)) as conn:
        conn.execute("VACUUM INTO ?", (str(target),))


def _set_aside(target: Path, name: str) -> Path:
    # The write-ahead log goes with its database: a new one must not meet the old one's log.
    for suffix in _SIDE_FILES:
        file = target.with_name(target.name + suffix)
        if file.exists():
            file.rename(target.with_name(name + suffix))
    return target.with_name(name)


def _dated(now: datetime) -> str:
    return now.astimezone(UTC).strftime(_DATE)
