"""The schema is what the migrations add up to, and knows the same names as the regulation."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum
from importlib.resources import files

import pytest

from storage.schema import migrate, migrations, statements, version
from workflow.duties import DutyKind, Ending
from workflow.fines import STANDING, FineStatus
from workflow.phases import Outcome, Phase
from workflow.values import Kind, Position
from workflow.vouchers import OVER, VoucherStatus

Schema = dict[str, str]


@pytest.fixture
def migrated() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn)
        yield conn


def schema(conn: sqlite3.Connection) -> Schema:
    found = conn.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {name: re.sub(r"\s+", " ", sql) for name, sql in found}


def test_the_schema_file_equals_all_migrations_applied(migrated: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(files("storage").joinpath("schema.sql").read_text("utf-8"))
        assert schema(conn) == schema(migrated)


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_migrating_again_changes_nothing(migrated: sqlite3.Connection) -> None:
    before = schema(migrated)
    migrate(migrated)
    assert schema(migrated) == before
    assert version(migrated) == len(migrations())


def test_a_script_is_split_at_the_end_of_its_statements() -> None:
    trigger = "CREATE TRIGGER t BEFORE UPDATE ON x\nBEGIN\n  SELECT 1;\nEND;\n"
    assert list(statements(f"-- about; this\nSELECT 1;\n{trigger}")) == [
        "-- about; this\nSELECT 1;\n",
        trigger,
    ]


def test_every_table_of_ours_is_strict(migrated: sqlite3.Connection) -> None:
    loose = [
        name
        for name, sql in schema(migrated).items()
        if sql.startswith("CREATE TABLE") and "STRICT" not in sql and not name.startswith("search_")
    ]
    assert loose == ["sqlite_sequence"]


@pytest.mark.parametrize(
    ("table", "column", "names"),
    [
        ("cases", "kind", Kind),
        ("cases", "phase", Phase),
        ("cases", "outcome", Outcome),
        ("duties", "kind", DutyKind),
        ("duties", "ending", Ending),
        ("fines", "status", FineStatus),
        ("vouchers", "status", VoucherStatus),
        ("people", "position", Position),
    ],
)
def test_a_check_names_what_the_regulation_names(
    migrated: sqlite3.Connection, table: str, column: str, names: type[StrEnum]
) -> None:
    found = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", schema(migrated)[table])
    assert found
    assert re.findall(r"'(\w+)'", found[1]) == list(names)


def test_the_index_of_unsettled_fines_holds_what_is_held_or_owed(migrated: sqlite3.Connection) -> None:
    indexed = set(re.findall(r"'(\w+)'", schema(migrated)["fines_unsettled"]))
    assert indexed == {FineStatus.HELD, *STANDING} - {FineStatus.PAID}


def test_the_index_of_open_vouchers_leaves_out_those_that_are_over(migrated: sqlite3.Connection) -> None:
    assert set(re.findall(r"'(\w+)'", schema(migrated)["vouchers_open"])) == OVER
