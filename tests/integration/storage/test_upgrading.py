"""A company's data survives every upgrade: databases of the earlier versions, as they were written then."""

import gzip
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from storage import journal
from storage.backup import before_migration, check
from storage.rebuild import PROJECTIONS, rebuild
from storage.schema import migrations, version
from tests.company import at, product_form
from tests.integration.storage.office import Office, opened, rows
from tests.integration.storage.recording import FOLDER, record

RECORDED = sorted(FOLDER.glob("*.sql.gz"))
NIGHT = at("03:00", "2026-11-24")
Rows = list[tuple[Any, ...]]


@pytest.fixture(params=RECORDED, ids=lambda file: file.name[:4])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as that version of the program left it."""
    path = tmp_path / "tousu.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(gzip.decompress(request.param.read_bytes()).decode())
        assert version(conn) == int(request.param.name[:4])
    return path


def columns(conn: Connection) -> dict[str, list[str]]:
    """Return the columns of each table; the index of the search, and what is fed to it, is made again."""
    named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
    tables = conn.execute(f"{named} AND name NOT IN ('search', 'case_texts') AND name NOT GLOB 'search_*'")
    return {name: [row[1] for row in conn.execute(f"PRAGMA table_info({name})")] for (name,) in tables}


def contents(conn: Connection, known: dict[str, list[str]]) -> dict[str, Rows]:
    """Return what stands in those columns of those tables."""
    return {
        table: sorted(conn.execute(f"SELECT {', '.join(names)} FROM {table}"), key=repr)
        for table, names in known.items()
        if table != "migrations"
    }


def projections(conn: Connection) -> dict[str, Rows]:
    return {table: rows(conn, table) for table in PROJECTIONS}


def looked_at(path: Path) -> tuple[dict[str, list[str]], dict[str, Rows]]:
    with closing(sqlite3.connect(path)) as conn:
        known = columns(conn)
        return known, contents(conn, known)


async def test_every_row_is_there_after_the_upgrade_and_the_journal_is_as_it_was_written(old: Path) -> None:
    known, before = looked_at(old)
    async with opened(old) as database:
        assert await database.read(version) == migrations()[-1].number
        assert await database.read(lambda conn: contents(conn, known)) == before
        assert await database.read(journal.verify) is None


async def test_what_follows_from_the_old_journal_is_what_stood_in_the_old_tables(old: Path) -> None:
    async with opened(old) as database:
        live = await database.read(projections)
        await database.transact(rebuild)
        assert await database.read(projections) == live


async def test_the_company_goes_on_where_it_was(old: Path) -> None:
    async with opened(old) as database:
        office = Office(database)
        office.messages = 500
        done = await office.judge(3, at("16:00"))
        assert [type(event).__name__ for event in done.events][:1] == ["DutyMissed"]
        case = await office.posted(product_form(), day="2026-11-24")
        assert await office.sql("SELECT name FROM cases WHERE id = ?", case) == [("P-20261124-001",)]
        assert await office.read(journal.verify) is None


async def test_the_older_database_is_copied_before_the_first_step_and_the_copy_opens_again(old: Path) -> None:
    with closing(sqlite3.connect(old)) as conn:
        found = version(conn)
    copy = await before_migration(old, now=NIGHT)
    if found == migrations()[-1].number:
        assert copy is None
        return
    assert copy == old.parent / "backups" / f"tousu-version-{found}-20261123T190000Z.db"
    check(copy)
    assert looked_at(copy) == looked_at(old)


async def test_a_new_database_needs_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "tousu.db"
    assert await before_migration(path, now=NIGHT) is None
    async with opened(path):
        assert await before_migration(path, now=NIGHT + timedelta(days=1)) is None
    assert not (tmp_path / "backups").exists()


async def test_the_present_version_can_be_written_down(tmp_path: Path) -> None:
    file = await record(tmp_path)
    assert file.name == f"{migrations()[-1].number:04}.sql.gz"


def test_the_versions_from_the_first_on_are_written_down() -> None:
    numbers = [int(file.name[:4]) for file in RECORDED]
    assert numbers == list(range(1, len(numbers) + 1))
