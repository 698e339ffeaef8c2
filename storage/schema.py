"""Numbered migrations: those that a file lacks are applied in one transaction together with the record of them."""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from sqlite3 import Connection
from typing import NamedTuple

_RECORDS = """
CREATE TABLE IF NOT EXISTS migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT"""


class SchemaMismatch(Exception):
    """The file was written by another version of the program."""


class Migration(NamedTuple):
    number: int
    name: str
    script: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Return the migrations in order; `0001_initial.sql` has the number 1."""
    found = [entry for entry in files("storage.migrations").iterdir() if entry.name.endswith(".sql")]
    scripts = sorted((entry.name, entry.read_text("utf-8")) for entry in found)
    return tuple(Migration(int(name[:4]), name.removesuffix(".sql"), text) for name, text in scripts)


def version(conn: Connection) -> int:
    """Return the number of the last migration applied, 0 for an empty file."""
    if not conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").fetchone():
        return 0
    (last,) = conn.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
    return int(last)


def migrate(conn: Connection) -> None:
    """Apply the migrations that are missing, all or none; raise `SchemaMismatch` if the file is newer than the program."""
    known, found = migrations(), version(conn)
    _refuse_newer(found, known[-1].number)
    if found < len(known):
        apply(conn, known[found:])


def check_version(conn: Connection) -> None:
    """Raise `SchemaMismatch` unless every migration is applied: a reader does not write."""
    found, wanted = version(conn), migrations()[-1].number
    _refuse_newer(found, wanted)
    if found < wanted:
        raise SchemaMismatch(
            f"the database has version {found} of {wanted}; start the bot once to bring it up to date"
        )


def check_known(conn: Connection) -> None:
    """Raise `SchemaMismatch` unless the file is ours and no newer than the program: the bot can bring it up to date."""
    found = version(conn)
    if found == 0:
        raise SchemaMismatch("this file is no database of the bot")
    _refuse_newer(found, migrations()[-1].number)


def statements(script: str) -> Iterator[str]:
    """Split a script; `executescript` would commit the open transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _refuse_newer(found: int, known: int) -> None:
    if found > known:
        raise SchemaMismatch(f"the database has version {found}, this program knows {known}")


def apply(conn: Connection, missing: Iterable[Migration]) -> None:
    """Apply migrations in one transaction: the disk is waited for once, and nothing is ever half brought up to date."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute(_RECORDS)
        for migration in missing:
            _apply_one(conn, migration)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _apply_one(conn: Connection, migration: Migration) -> None:
    for statement in statements(migration.script):
        conn.execute(statement)
    conn.execute("INSERT INTO migrations VALUES (?, ?)", (migration.number, migration.name))
