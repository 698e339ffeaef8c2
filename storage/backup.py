"""Dated copies of the database, made while it is in use, and the way back."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage import journal
from storage.schema import check_version

_SIDE_FILES = ("", "-wal", "-shm")


class BadCopy(Exception):
    """The copy is damaged, or its journal was tampered with; it is not restored."""


async def backup(source: Path, folder: Path, *, now: datetime, keep: int = 14) -> Path:
    """Copy the database into `<folder>/<name>-<UTC time>.db` and drop the oldest beyond `keep`; return the copy.

    The copy is one moment of the database, whoever writes meanwhile, and has its name only once it is whole.
    """
    return await asyncio.to_thread(_backup, source, folder, now, keep)


def restore(copy: Path, target: Path, *, now: datetime) -> Path | None:
    """Put a copy in place of the database; return where the old one lies now, None if there was none.

    Hold the `ProcessLock` meanwhile. Raises `BadCopy` and changes nothing if the copy is not sound.
    """
    check(copy)
    whole = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(copy, whole)
    whole.chmod(0o600)
    replaced = _set_aside(target, f"{target.name}.replaced-{_dated(now)}") if target.exists() else None
    whole.replace(target)
    return replaced


def check(copy: Path) -> None:
    """Raise `BadCopy` unless a copy is sound and its journal is as it was written."""
    try:
        with closing(_reader(copy)) as conn:
            check_version(conn)
            complaints = [text for (text,) in conn.execute("PRAGMA integrity_check") if text != "ok"]
            broken = journal.verify(conn)
    except sqlite3.DatabaseError as error:
        raise BadCopy(f"{copy}: {error}") from error
    if complaints or broken is not None:
        raise BadCopy(f"{copy}: {complaints or f'journal row {broken} is not as it was written'}")


# Private functions


def _backup(source: Path, folder: Path, now: datetime, keep: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy = folder / f"{source.stem}-{_dated(now)}.db"
    partial = copy.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    with closing(_reader(source)) as conn:
        conn.execute("VACUUM INTO ?", (str(partial),))
    partial.replace(copy)
    for old in sorted(folder.glob(f"{source.stem}-*.db"))[:-keep]:
        old.unlink()
    return copy


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _set_aside(target: Path, name: str) -> Path:
    # The write-ahead log goes with its database: a new one must not meet the old one's log.
    for suffix in _SIDE_FILES:
        file = target.with_name(target.name + suffix)
        if file.exists():
            file.rename(target.with_name(name + suffix))
    return target.with_name(name)


def _dated(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
