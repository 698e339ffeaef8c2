"""Lists to take away: cases, duties, fines and rulings of a period, with names instead of numbers."""

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection
from typing import Any, Final, NamedTuple

from storage.moments import moment, stamp
from storage.streams import case_of

Cell = str | int | datetime | None


class Extract(StrEnum):
    """What can be taken away."""

    CASES = "cases"  # filed in the period
    DUTIES = "duties"  # due in it
    FINES = "fines"  # issued in it
    RULINGS = "rulings"  # given in it


class Listing(NamedTuple):
    """Columns by name and rows; `…_at` are moments in UTC, departments and states stand by their identifiers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def extract(conn: Connection, what: Extract, since: datetime, until: datetime) -> Listing:
    """Return what belongs to `since` (included) to `until` (not included), the oldest first."""
    period = {"since": stamp(since), "until": stamp(until)}
    if what is Extract.RULINGS:
        return Listing(_RULING, tuple(_rulings(conn, period)))
    found = conn.execute(_QUERIES[what], period)
    columns = tuple(column[0] for column in found.description)
    return Listing(columns, tuple(_read(columns, row) for row in found))


# Private functions

_QUERIES: Final = {
    Extract.CASES: """SELECT cases.name AS "case", kind, phase, outcome, round, people.name AS complainant,
      cases.department, customer, brand, target, settlement, filed_at, posted_at, accepted_at, handed_over_at, closed_at
    FROM cases JOIN people ON people.id = cases.complainant
    WHERE filed_at >= :since AND filed_at < :until ORDER BY cases.id""",
    Extract.DUTIES: """SELECT case_name AS "case", kind AS duty, round, duty_list.department, people.name AS person,
      starts_at, due_at, ended_at, ending, missed_at, late
    FROM duty_list LEFT JOIN people ON people.id = duty_list.person
    WHERE due_at >= :since AND due_at < :until ORDER BY due_at, case_id, duty""",
    Extract.FINES: """SELECT number, case_name AS "case", round, fine_list.department, people.name AS person, amount,
      status, due_at, issued_at
    FROM fine_list LEFT JOIN people ON people.id = fine_list.person
    WHERE issued_at >= :since AND issued_at < :until ORDER BY issued_at, number""",
}
_RULING: Final = ("case", "department", "person", "given_at", "finding", "opinion", "plan", "responsible")
_RULED: Final = """SELECT stream, body FROM journal
  WHERE type = 'Ruled' AND recorded_at >= :since AND recorded_at < :until ORDER BY id"""


def _rulings(conn: Connection, period: dict[str, int]) -> Iterator[tuple[Cell, ...]]:
    for stream, body in conn.execute(_RULED, period):
        ruling = json.loads(body)
        yield (
            _name(conn, "cases", case_of(stream)),
            ruling["department"],
            _name(conn, "people", ruling["by"]),
            datetime.fromisoformat(ruling["at"]),
            ruling["finding"],
            ruling["opinion"],
            ruling["plan"],
            " ".join(ruling["responsible"] or ()),
        )


def _name(conn: Connection, table: str, row_id: int | None) -> str | None:
    found = conn.execute(f"SELECT name FROM {table} WHERE id = ?", (row_id,)).fetchone()  # noqa: S608 # ours
    return found[0] if found else None


def _read(columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Cell, ...]:
    return tuple(
        moment(value) if column.endswith("_at") else value for column, value in zip(columns, row, strict=True)
    )
