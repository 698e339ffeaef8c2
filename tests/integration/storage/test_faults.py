"""Which errors of SQLite may pass, and which mean that the file is not what it was."""

import sqlite3
from pathlib import Path

import pytest

from storage.database import Database
from storage.faults import Damaged, Fault, check_sound, fault_of, is_damage


def error(code: int | None) -> sqlite3.OperationalError:
    made = sqlite3.OperationalError("as the disk would have it")
    if code is not None:
        made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (sqlite3.SQLITE_FULL, Fault.FULL),
        (sqlite3.SQLITE_READONLY, Fault.READ_ONLY),
        (sqlite3.SQLITE_READONLY_DIRECTORY, Fault.READ_ONLY),
        (sqlite3.SQLITE_IOERR, Fault.FAILING),
        (sqlite3.SQLITE_IOERR_FSYNC, Fault.FAILING),
        (sqlite3.SQLITE_CANTOPEN, Fault.FAILING),
        (sqlite3.SQLITE_BUSY, Fault.BUSY),
        (sqlite3.SQLITE_READONLY_DBMOVED, None),  # nobody reads what is written into it
        (sqlite3.SQLITE_CORRUPT, None),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, None),
        (None, None),  # of the module, not of the file
    ],
)
def test_what_may_pass_is_told_from_what_does_not(code: int | None, fault: Fault | None) -> None:
    assert fault_of(error(code)) is fault


@pytest.mark.parametrize(
    ("found", "damage"),
    [
        (error(sqlite3.SQLITE_CORRUPT), True),
        (error(sqlite3.SQLITE_CORRUPT_INDEX), True),
        (error(sqlite3.SQLITE_NOTADB), True),
        (Damaged("page 7"), True),
        (error(sqlite3.SQLITE_FULL), False),
        (error(None), False),
        (OSError(sqlite3.SQLITE_CORRUPT), False),
    ],
)
def test_damage_is_told_from_everything_else(found: BaseException, *, damage: bool) -> None:
    assert is_damage(found) is damage


def tear(path: Path) -> None:
    """Two pages in the middle are lost."""
    torn = bytearray(path.read_bytes())
    torn[4096 : 4096 * 3] = bytes(4096 * 2)
    path.write_bytes(torn)


async def test_a_sound_file_is_said_to_be_and_a_torn_page_is_found(database: Database, path: Path) -> None:
    await database.read(check_sound)
    await database.close()
    tear(path)
    conn = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError) as found:
        check_sound(conn)
    conn.close()
    assert is_damage(found.value)
