"""What is open: narrowed down, what is late of the reader's first, then the overdue, page by page.

A case is as late as what keeps it (`workflow/precedence.py`): a formality that it went past makes none overdue.
"""

import json
from sqlite3 import Connection
from typing import NamedTuple

from storage.cases import CaseRow
from storage.rows import select
from workflow.marks import Mark
from workflow.precedence import LEFT_BEHIND
from workflow.values import Kind


class Wanted(NamedTuple):
    """Which open cases; `owing` departments owe something in them (overdue, if `overdue`), `person` has to do with them.

    `reader`, of the department `own`: whose duties come first. `marks`: all of which a case has. `drafts`: those that are not posted yet as well; `only_drafts`: nothing but those.
    """

    kind: Kind | None = None
    overdue: bool = False
    owing: tuple[str, ...] = ()
    person: int | None = None
    drafts: bool = False
    only_drafts: bool = False
    marks: tuple[Mark, ...] = ()
    reader: int | None = None
    own: str = ""


class Count(NamedTuple):
    """How many cases there are, how many of them are overdue, and how many are not posted."""

    cases: int
    overdue: int
    drafts: int


def page(conn: Connection, wanted: Wanted, *, start: int, length: int) -> tuple[CaseRow, ...]:
    """Return open cases: late for the reader, then the overdue, then the urgent, then those that are due first."""
    where, values = _conditions(wanted)
    listed = f"""FROM cases WHERE {where}
      ORDER BY EXISTS ({_OWED} AND missed_at IS NOT NULL AND {_MINE}) DESC, {_first("missed_at IS NOT NULL", wanted)} DESC,
        {_marked(Mark.URGENT)} DESC, {_first("due_at", wanted)}, id
      LIMIT :length OFFSET :start"""  # conditions of ours
    return select(conn, CaseRow, listed, {**values, "start": start, "length": length})


def count(conn: Connection, wanted: Wanted) -> Count:
    """Count the cases of all pages."""
    where, values = _conditions(wanted)
    late = _first("missed_at IS NOT NULL", wanted)
    counted = (
        f"SELECT count(*), total(coalesce({late}, 0)), total(posted_at IS NULL) FROM cases WHERE {where}"  # noqa: S608 # ours
    )
    return Count(*map(int, conn.execute(counted, values).fetchone()))


# Private functions

_OWED = "SELECT 1 FROM duties WHERE case_id = cases.id AND ending IS NULL"
_BEHIND = " OR ".join(
    f"(kind = '{kind}' AND cases.phase IN ({', '.join(map(repr, map(str, phases)))}))"
    for kind, phases in LEFT_BEHIND.items()
)
_THEIRS = """(department IN (SELECT value FROM json_each(:owing))
  OR person IN (SELECT id FROM people WHERE department IN (SELECT value FROM json_each(:owing))))"""
_MINE = "(person = :reader OR (person IS NULL AND department = :own))"
_HERS = f"(complainant = :person OR author = :person OR EXISTS ({_OWED} AND person = :person))"


def _first(what: str, wanted: Wanted) -> str:
    """Something of the duty that a case is told to wait for: of those that are meant, else of all."""
    meant = _THEIRS if wanted.owing else "1"
    return f"""(SELECT {what} FROM (
      SELECT missed_at, due_at, {meant} AS is_meant, {_BEHIND} AS is_behind FROM duties
        WHERE case_id = cases.id AND ending IS NULL AND kind <> 'review_fine')
      ORDER BY is_meant DESC, is_behind, missed_at IS NULL, due_at LIMIT 1)"""  # noqa: S608 # ours


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
        _first("missed_at IS NOT NULL", wanted): wanted.overdue and not wanted.owing,
        _HERS: wanted.person is not None,
        **{_marked(mark): True for mark in wanted.marks},
    }
    values: dict[str, object] = {
        "kind": wanted.kind,
        "owing": json.dumps(wanted.owing),
        "person": wanted.person,
        "reader": wanted.reader,
        "own": wanted.own,
    }
    return " AND ".join(condition for condition, holds in conditions.items() if holds), values
