"""Databases as years leave them: closed cases by the million beside thousands of open ones, as they stand in every table."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from random import Random
from sqlite3 import Connection
from typing import Final

from bench import said
from bot.config import Config
from storage import finding, journal
from storage.database import Database
from storage.schema import statements
from storage.seeding import seed_people
from storage.streams import case_stream
from tests.company import at, person
from tests.integration.storage.office import Office
from workflow.case import Case
from workflow.evolving import replay
from workflow.passages import Passages, passages

ARCHIVE: Final = Path(__file__).with_name("archive.sql")
COPIES: Final = Path(__file__).with_name("copies.sql")
FIRST_OLD: Final = 1_000_001
"""The archived cases are numbered from here, so there is room for a million others before them."""
_SENTENCES: Final = 4
_HASTE: Final = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000")


async def office_of(database: Database, config: Config) -> Office:
    """Return the desk of a configured company, with its people enrolled; updates are numbered on from the last one."""
    departments, people = config.directory_seed()
    office = Office(database, config.rules(), departments=departments, calendar=config.calendar())
    await office.books(lambda books: seed_people(books, people, now=at("08:00")))
    ((last,),) = await office.sql("SELECT coalesce(max(update_id), 0) FROM inbox")
    office.messages = max(office.messages, last)
    return office


def archive(path: Path, cases: int) -> None:
    """Write closed cases as they would stand in every table, without living through them."""
    with closing(_hasty(path)) as conn:
        _run(conn, ARCHIVE, cases=cases, complainant=person("李小明").id)
        chance = Random(7)  # always the same texts
        written = (said.passages(nth, chance, sentences=_SENTENCES) for nth in range(cases))
        _index(conn, enumerate(written, start=FIRST_OLD))
    _settle(path)


def multiply(path: Path, case: int, *, copies: range) -> None:
    """Write copies of an open case under the numbers of that range."""
    with closing(_hasty(path)) as conn:
        (number,) = conn.execute("SELECT number FROM cases WHERE id = ?", (case,)).fetchone()
        _run(conn, COPIES, case=case, number=number, first=copies[0], last=copies[-1])
        written = passages(replay(Case(id=case), journal.load(conn, case_stream(case))))
        _index(conn, ((copy, written) for copy in copies))
    _settle(path)


# Private functions


def _hasty(path: Path) -> Connection:
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in _HASTE:
        conn.execute(f"PRAGMA {pragma}")
    return conn


def _run(conn: Connection, script: Path, **values: object) -> None:
    conn.execute("BEGIN")
    for statement in statements(script.read_text("utf-8")):
        conn.execute(statement, values)
    conn.execute("COMMIT")


def _index(conn: Connection, found: Iterable[tuple[int, Passages]]) -> None:
    """Enter what can be found in cases, as their filing would have."""
    conn.execute("BEGIN")
    for case_id, written in found:
        finding.enter(conn, case_id, written)
    conn.execute("COMMIT")


def _settle(path: Path) -> None:
    """Wait until all of it is on the disk: a commit measured meanwhile would wait for gigabytes of ours."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
