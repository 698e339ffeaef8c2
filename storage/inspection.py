"""Looking at a database from outside, reading only: is it sound, and what does it say of people and group."""

import sqlite3
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from storage import company, journal, schema, staff
from storage.backup import reader
from storage.company import Chat, Poll
from storage.rows import scalar
from workflow.values import Person


class Records(NamedTuple):
    """What it says."""

    people: tuple[Person, ...]
    group: Chat | None
    last_poll: Poll | None


class Inspection(NamedTuple):
    """What was found; `records` only of a database of the `wanted` version, `broken_at` a row of the journal."""

    version: int
    wanted: int
    damage: tuple[str, ...] = ()
    broken_at: int | None = None
    events: int = 0
    records: Records | None = None


def inspect(path: Path) -> Inspection | None:
    """Look at a database, whether the bot runs or not; return None if there is none. It may be damaged beyond reading."""
    if not path.exists():
        return None
    wanted = schema.migrations()[-1].number
    try:
        with closing(reader(path)) as conn:
            return _inspected(conn, wanted)
    except sqlite3.DatabaseError as error:
        return Inspection(0, wanted, damage=(str(error),))


# Private functions


def _inspected(conn: Connection, wanted: int) -> Inspection:
    conn.execute("BEGIN")  # one picture of it, whoever writes meanwhile
    found = Inspection(schema.version(conn), wanted)
    damage = tuple(text for (text,) in conn.execute("PRAGMA integrity_check") if text != "ok")
    if damage or found.version == 0:
        return found._replace(damage=damage)
    return found._replace(
        broken_at=journal.verify(conn),
        events=scalar(conn, "SELECT count(*) FROM journal"),
        records=_records(conn) if found.version == wanted else None,
    )


def _records(conn: Connection) -> Records:
    return Records(staff.people(conn), company.chat(conn), company.last_poll(conn))
