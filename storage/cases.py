"""Questions about cases, their duties and their fines, as lists and the clockwork ask them."""

from collections.abc import Collection
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, scalar, scalar_moment, select
from workflow.duties import DutyKind, duty_key
from workflow.fines import FineStatus
from workflow.phases import Outcome, Phase
from workflow.values import Kind


class CaseRow(NamedTuple):
    """A case in lists; people know it by `name`; `department` is the complainant's when the form was filed."""

    id: int
    name: str
    draft: str
    number: str
    kind: Kind
    phase: Phase
    outcome: Outcome | None
    round: int
    complainant: int
    department: str
    customer: str
    brand: str
    target: str
    filed_at: datetime
    posted_at: datetime | None
    closed_at: datetime | None


class DueRow(NamedTuple):
    """A duty the clockwork has to look at: to remind, and if `awaits_judgement` to judge at `due_at`."""

    case_id: int
    kind: DutyKind
    round: int
    department: str
    subject: str
    next_at: datetime
    due_at: datetime
    awaits_judgement: bool

    @property
    def key(self) -> str:
        return duty_key(self.kind, self.round, self.department, self.subject)


class DutyRow(NamedTuple):
    """An open duty in lists."""

    case_id: int
    case_name: str
    kind: DutyKind
    round: int
    department: str
    subject: str
    person: int | None
    starts_at: datetime
    due_at: datetime
    missed_at: datetime | None

    @property
    def key(self) -> str:
        return duty_key(self.kind, self.round, self.department, self.subject)


class FineRow(NamedTuple):
    """A fine in lists."""

    number: str
    case_id: int
    case_name: str
    department: str
    person: int | None
    amount: int
    status: FineStatus
    issued_at: datetime


def next_id(conn: Connection) -> int:
    """Return the id a new case will have."""
    return (scalar(conn, "SELECT max(id) FROM cases") or 0) + 1


# The clockwork's questions


def due(conn: Connection, now: datetime, limit: int = 100) -> tuple[DueRow, ...]:
    """Return the duties to look at by now, the longest waiting first."""
    return select(
        conn, DueRow, "FROM duties WHERE next_at <= ? ORDER BY next_at LIMIT ?", (stamp(now), limit)
    )


def next_due(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which a duty has to be looked at."""
    return scalar_moment(conn, "SELECT min(next_at) FROM duties WHERE next_at > ?", (stamp(after),))


# Finding cases


def get(conn: Connection, case_id: int) -> CaseRow | None:
    """Return one case."""
    return first(conn, CaseRow, "FROM cases WHERE id = ?", (case_id,))


def find_case(conn: Connection, name: str) -> CaseRow | None:
    """Return the case with this number or draft number."""
    numbered = "FROM cases WHERE number = ? AND number <> ''"
    return first(conn, CaseRow, numbered, (name,)) or first(
        conn, CaseRow, "FROM cases WHERE draft = ?", (name,)
    )


def find_numbered(conn: Connection, name: str) -> int | None:
    """Return the case with this number or draft number, or that of the fine or the voucher with it; none of it is read through."""
    row = find_case(conn, name)
    if row is not None:
        return row.id
    fined = (
        "SELECT case_id FROM fines WHERE number = ? UNION ALL SELECT case_id FROM vouchers WHERE number = ?"
    )
    found: int | None = scalar(conn, fined, (name, name))
    return found


def case_by_source(conn: Connection, chat_id: int, message_id: int) -> CaseRow | None:
    """Return the case whose form was typed as this message."""
    typed = "FROM cases WHERE source_chat = ? AND source_message = ? ORDER BY id DESC LIMIT 1"
    return first(conn, CaseRow, typed, (chat_id, message_id))


def used_values(conn: Connection, column: str, author: int, *, limit: int, longest: int) -> tuple[str, ...]:
    """Return the customers or brands of a person's forms, those used last first; `column` is one of the two."""
    assert column in {"customer", "brand"}
    theirs = f"""SELECT {column} FROM cases
      WHERE (complainant = ? OR author = ?) AND {column} <> '' AND length({column}) <= ?
      GROUP BY {column} ORDER BY max(id) DESC LIMIT ?"""  # noqa: S608 # one of two names of ours
    return tuple(value for (value,) in conn.execute(theirs, (author, author, longest, limit)))


def open_cases(conn: Connection, limit: int = 100) -> tuple[CaseRow, ...]:
    """Return the open cases, the oldest first; drafts included."""
    return select(conn, CaseRow, "FROM cases WHERE phase <> 'closed' ORDER BY id LIMIT ?", (limit,))


def cases_of(
    conn: Connection, complainant: int, limit: int = 20, skip: int = 0, *, posted: bool = False
) -> tuple[CaseRow, ...]:
    """Return a person's complaints, the newest first, but for so many of them; of those `posted` only, if asked."""
    theirs = "FROM cases WHERE complainant = ? AND (posted_at IS NOT NULL OR NOT ?) ORDER BY id DESC LIMIT ? OFFSET ?"
    return select(conn, CaseRow, theirs, (complainant, posted, limit, skip))


def sent_back(conn: Connection, person: int) -> tuple[CaseRow, ...]:
    """Return the drafts that wait for a person to mend them, the oldest first."""
    theirs = """FROM cases WHERE phase <> 'closed' AND phase = 'draft' AND (author = ?1 OR complainant = ?1)
      AND NOT EXISTS (SELECT 1 FROM duties WHERE case_id = cases.id AND kind = 'approve' AND ending IS NULL)
      ORDER BY id"""
    return select(conn, CaseRow, theirs, (person,))


def count_of(conn: Connection, complainant: int, *, posted: bool = False) -> int:
    """Count a person's complaints."""
    theirs = "SELECT count(*) FROM cases WHERE complainant = ? AND (posted_at IS NOT NULL OR NOT ?)"
    return int(scalar(conn, theirs, (complainant, posted)))


# Duties and fines


def duties_of_department(conn: Connection, department: str) -> tuple[DutyRow, ...]:
    """Return what a department owes, the most urgent first."""
    owed = "FROM duty_list WHERE department = ? AND ending IS NULL ORDER BY due_at"
    return select(conn, DutyRow, owed, (department,))


def with_open_duties(conn: Connection, kinds: Collection[DutyKind] = tuple(DutyKind)) -> tuple[int, ...]:
    """Return the cases in which anything is owed, or anything of some kinds, in order."""
    places = ", ".join("?" * len(kinds))
    owing = (
        f"SELECT DISTINCT case_id FROM duties WHERE ending IS NULL AND kind IN ({places}) ORDER BY case_id"  # noqa: S608  only places
    )
    return tuple(case_id for (case_id,) in conn.execute(owing, tuple(kinds)))


def duties_of_person(conn: Connection, person: int) -> tuple[DutyRow, ...]:
    """Return what a person owes by name, the most urgent first."""
    owed = "FROM duty_list WHERE person = ? AND ending IS NULL ORDER BY due_at"
    return select(conn, DutyRow, owed, (person,))


def missed_duties(conn: Connection, kinds: Collection[DutyKind]) -> tuple[DutyRow, ...]:
    """Return what was missed of some kinds and is still owed, the most urgent first."""
    places = ", ".join("?" * len(kinds))
    missed = f"FROM duty_list WHERE ending IS NULL AND missed_at IS NOT NULL AND kind IN ({places}) ORDER BY due_at"
    return select(conn, DutyRow, missed, tuple(kinds))


def fines_of_person(conn: Connection, person: int) -> tuple[FineRow, ...]:
    """Return a person's fines, the newest first."""
    return select(conn, FineRow, "FROM fine_list WHERE person = ? ORDER BY issued_at DESC", (person,))


def unsettled_fines(conn: Connection) -> tuple[FineRow, ...]:
    """Return the fines held for HR or not yet paid, the oldest first."""
    unsettled = "FROM fine_list WHERE status IN ('held', 'issued', 'objected', 'upheld') ORDER BY issued_at"
    return select(conn, FineRow, unsettled)


def refunds_owed(conn: Connection) -> tuple[FineRow, ...]:
    """Return the fines whose money has to be given back, by number."""
    return select(conn, FineRow, "FROM fine_list WHERE status = 'refund_owed' ORDER BY number")


def find_fine(conn: Connection, number: str) -> FineRow | None:
    """Return the fine with this number."""
    return first(conn, FineRow, "FROM fine_list WHERE number = ?", (number,))


def in_doubt_since(conn: Connection, moment: datetime) -> tuple[int, ...]:
    """Return the cases with fines, held or not yet come to nothing, or a complainant's window, due since a moment."""
    found = """SELECT case_id FROM fines WHERE due_at >= ?
      AND status IN ('held', 'issued', 'objected', 'upheld', 'paid')
      UNION SELECT case_id FROM duties WHERE kind = 'acknowledge' AND due_at >= ? ORDER BY case_id"""
    return tuple(case_id for (case_id,) in conn.execute(found, (stamp(moment),) * 2))


def fines_touched(conn: Connection, at: datetime) -> tuple[FineRow, ...]:
    """Return the standing fines that a reply sent at a moment would have averted: it lies in their duty's time."""
    found = """FROM fine_list WHERE status IN ('held', 'issued', 'objected', 'upheld', 'paid') AND EXISTS (
      SELECT 1 FROM duties WHERE duties.case_id = fine_list.case_id AND kind = 'reply' AND late = 1
      AND duties.round = fine_list.round AND duties.department = fine_list.department
      AND ? BETWEEN starts_at AND duties.due_at) ORDER BY number"""
    return select(conn, FineRow, found, (stamp(at),))
