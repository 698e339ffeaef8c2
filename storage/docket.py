"""What is open: narrowed down, the overdue first, page by page."""

import json
from sqlite3 import Connection
from typing import NamedTuple

from storage.cases import CaseRow
from storage.rows import select
from workflow.marks import Mark
from workflow.values import Kind


class Wanted(NamedTuple):
    """Which open cases; `owing` departments owe something in them (overdue, if `overdue`), `person` has to do with them.

    `marks`: all of which a case has. `drafts`: those that are not posted yet as well; `only_drafts`: nothing but those.
    """

    kind: Kind | None = None
    overdue: bool = False
    owing: tuple[str, ...] = ()
    person: int | None = None
    drafts: bool = False
    only_drafts: bool = False
    marks: tuple[Mark, ...] = ()


class Count(NamedTuple):
    """How many cases there are, how many of them are overdue, and how many are not posted."""

    cases: int
    overdue: int
    drafts: int


def page(conn: Connection, wanted: Wanted, *, start: int, length: int) -> tuple[CaseRow, ...]:
    """Return open cases: the overdue first, then the urgent, then those that are due first."""
    where, values = _conditions(wanted)
    listed = f"""FROM cases WHERE {where}
      ORDER BY {_OVERDUE} DESC, {_marked(Mark.URGENT)} DESC,
        (SELECT min(due_at) FROM duties WHERE case_id = cases.id AND ending IS NULL), id
      LIMIT :length OFFSET :start"""  # noqa: S608 # conditions of ours
    return select(conn, CaseRow, listed, {**values, "start": start, "length": length})


def count(conn: Connection, wanted: Wanted) -> Count:
    """Count the cases of all pages."""
    where, values = _conditions(wanted)
    counted = f"SELECT count(*), total({_OVERDUE}), total(posted_at IS NULL) FROM cases WHERE {where}"  # noqa: S608 # ours
    return Count(*map(int, conn.execute(counted, values).fetchone()))


# Private functions

_OWED = "SELECT 1 FROM duties WHERE case_id = cases.id AND ending IS NULL"
_OVERDUE = f"EXISTS ({_OWED} AND missed_at IS NOT NULL)"
_THEIRS = """(department IN (SELECT value FROM json_each(:owing))
  OR person IN (SELECT id FROM people WHERE department IN (SELECT value FROM json_each(:owing))))"""
_HERS = f"(complainant = :person OR author = :person OR EXISTS ({_OWED} AND person = :person))"


def _marked(mark: Mark) -> str:
    return f"EXISTS (SELECT 1 FROM marks WHERE case_id = cases.id AND mark = '{mark}')"  # noqa: S608 # ours


def _conditions(wanted: Wanted) -> tuple[str, dict[str, object]]:
    """The condition as our own SQL, and what stands in it."""
    missed = " AND missed_at IS NOT NULL" if wanted.overdue else ""
    conditions = {
        "phase <> 'closed'": True,
        "posted_at IS NOT NULL": not (wanted.drafts or wanted.only_drafts),
        "posted_at IS NULL": wanted.only_drafts,
        "kind = :kind": wanted.kind is not None,
        f"EXISTS ({_OWED}{missed} AND {_THEIRS})": bool(wanted.owing),
        _OVERDUE: wanted.overdue and not wanted.owing,
        _HERS: wanted.person is not None,
        **{_marked(mark): True for mark in wanted.marks},
    }
    values: dict[str, object] = {
        "kind": wanted.kind,
        "owing": json.dumps(wanted.owing),
        "person": wanted.person,
    }
    return " AND ".join(condition for condition, holds in conditions.items() if holds), values
