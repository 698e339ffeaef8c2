"""What goes wrong with the file itself, by SQLite's result codes: what may pass, and what does not."""

import sqlite3
from enum import StrEnum
from sqlite3 import Connection
from typing import Final, Protocol


class Fault(StrEnum):
    """Why nothing can be written at the moment; trying again loses nothing."""

    FULL = "full"
    READ_ONLY = "read_only"
    FAILING = "failing"  # the disk or the folder does not answer as it should
    BUSY = "busy"  # another program holds the file


class Damaged(sqlite3.DatabaseError):
    """The file is not as it was written."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


class Patience(Protocol):
    """Whoever decides how long a fault of the disk is waited out."""

    async def wait(self, error: sqlite3.OperationalError) -> None:
        """Return when it is time to try again; raise the error if that is of no use."""

    async def over(self) -> None:
        """Note that writing works, again or still."""

    def hopeless(self, error: sqlite3.DatabaseError) -> None:
        """Note that the file is damaged: nothing will be read or written any more."""


_PASSING: Final = {
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_IOERR: Fault.FAILING,
    sqlite3.SQLITE_CANTOPEN: Fault.FAILING,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
}
_QUICKLY_READ: Final = 64 << 20
"""Bytes; checking takes about a second for 100 MB."""
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def fault_of(error: sqlite3.Error) -> Fault | None:
    """Return which fault of the disk an error is, None if it is none that may pass.

    A file that was moved away under us does not come back, and what is written into it reaches nobody.
    """
    moved = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED
    return None if moved else _PASSING.get(_kind(error))


def is_damage(error: BaseException) -> bool:
    """Tell whether the file is damaged, or no database."""
    return isinstance(error, sqlite3.DatabaseError) and _kind(error) in _DAMAGE


def check_sound(conn: Connection) -> None:
    """Raise `Damaged` if the file is; one too large to be read within a second is taken as it is, and fails where it is met.

    `tousu doctor` and `tousu restore` read any file from end to end.
    """
    (pages,), (page_size,) = (
        conn.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    if pages * page_size > _QUICKLY_READ:
        return
    (found,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Damaged(found)


def _kind(error: sqlite3.Error) -> int:
    # Errors of the module itself have no code; the low byte is the kind, the rest the circumstances.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
