"""The projections of a case: its row, its duties and its fines; and the questions asked of them."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, insert, scalar, scalar_moment, select, update
from workflow.case import Case
from workflow.duties import Duty, DutyKind
from workflow.fines import Fine, FineStatus
from workflow.phases import Outcome, Phase
from workflow.values import Kind, ProductForm


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
    next_at: datetime
    due_at: datetime
    awaits_judgement: bool

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.round}/{self.department}"


class DutyRow(NamedTuple):
    """An open duty in lists."""

    case_id: int
    case_name: str
    kind: DutyKind
    round: int
    department: str
    person: int | None
    starts_at: datetime
    due_at: datetime
    missed_at: datetime | None

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.round}/{self.department}"


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


def keep(conn: Connection, before: Case, after: Case, *, department: str) -> None:
    """Bring the rows of a case up to date, writing only what differs; `department` counts for a new case only."""
    if before.version:
        update(conn, "cases", "id = :id", _case_row(before), _case_row(after))
    else:
        insert(conn, "cases", {**_case_row(after), **_filing_row(after), "department": department})
    for key, duty in after.duties.items():
        _keep_duty(conn, after.id, before.duties.get(key), duty)
    for number, fine in after.fines.items():
        _keep_fine(conn, after.id, before.fines.get(number), fine)


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


def case_by_source(conn: Connection, chat_id: int, message_id: int) -> CaseRow | None:
    """Return the case whose form was typed as this message."""
    typed = "FROM cases WHERE source_chat = ? AND source_message = ? ORDER BY id DESC LIMIT 1"
    return first(conn, CaseRow, typed, (chat_id, message_id))


def open_cases(conn: Connection, limit: int = 100) -> tuple[CaseRow, ...]:
    """Return the open cases, the oldest first; drafts included."""
    return select(conn, CaseRow, "FROM cases WHERE phase <> 'closed' ORDER BY id LIMIT ?", (limit,))


def cases_of(conn: Connection, complainant: int, limit: int = 20) -> tuple[CaseRow, ...]:
    """Return a person's complaints, the newest first."""
    theirs = "FROM cases WHERE complainant = ? ORDER BY id DESC LIMIT ?"
    return select(conn, CaseRow, theirs, (complainant, limit))


def search(conn: Connection, text: str, limit: int = 20) -> tuple[CaseRow, ...]:
    """Return the cases with the text in number, customer, brand or target, the newest first.

    Reads backwards through all cases until the limit is reached: not for hot paths.
    """
    written = "lower(number || ' ' || draft || ' ' || customer || ' ' || brand || ' ' || target)"
    found = f"FROM cases WHERE instr({written}, lower(?)) ORDER BY id DESC LIMIT ?"
    return select(conn, CaseRow, found, (text, limit))


# Duties and fines


def duties_of_department(conn: Connection, department: str) -> tuple[DutyRow, ...]:
    """Return what a department owes, the most urgent first."""
    owed = "FROM duty_list WHERE department = ? AND ending IS NULL ORDER BY due_at"
    return select(conn, DutyRow, owed, (department,))


def duties_of_person(conn: Connection, person: int) -> tuple[DutyRow, ...]:
    """Return what a person owes by name, the most urgent first."""
    owed = "FROM duty_list WHERE person = ? AND ending IS NULL ORDER BY due_at"
    return select(conn, DutyRow, owed, (person,))


def fines_of_person(conn: Connection, person: int) -> tuple[FineRow, ...]:
    """Return a person's fines, the newest first."""
    return select(conn, FineRow, "FROM fine_list WHERE person = ? ORDER BY issued_at DESC", (person,))


def unsettled_fines(conn: Connection) -> tuple[FineRow, ...]:
    """Return the fines held for HR or not yet paid, the oldest first."""
    unsettled = "FROM fine_list WHERE status IN ('held', 'issued', 'objected', 'upheld') ORDER BY issued_at"
    return select(conn, FineRow, unsettled)


def find_fine(conn: Connection, number: str) -> FineRow | None:
    """Return the fine with this number."""
    return first(conn, FineRow, "FROM fine_list WHERE number = ?", (number,))


# Private functions

_DUTY_KEY = "case_id = :case_id AND kind = :kind AND round = :round AND department = :department"


def _keep_duty(conn: Connection, case_id: int, before: Duty | None, after: Duty) -> None:
    if before is None:
        insert(conn, "duties", _duty_row(case_id, after))
    elif before is not after:
        update(conn, "duties", _DUTY_KEY, _duty_row(case_id, before), _duty_row(case_id, after))


def _keep_fine(conn: Connection, case_id: int, before: Fine | None, after: Fine) -> None:
    if before is None:
        insert(conn, "fines", _fine_row(case_id, after))
    elif before is not after:
        update(conn, "fines", "number = :number", _fine_row(case_id, before), _fine_row(case_id, after))


def _case_row(case: Case) -> dict[str, object]:
    form = case.form
    assert form is not None
    product = form if isinstance(form, ProductForm) else None
    return {
        "id": case.id,
        "name": case.name,
        "number": case.number,
        "kind": form.kind,
        "phase": case.phase,
        "outcome": case.outcome,
        "round": case.round,
        "customer": product.customer if product else "",
        "brand": product.brand if product else "",
        "target": "" if form.kind is Kind.PRODUCT else form.target,
        "settlement": case.settlement,
        "posted_at": stamp(case.posted_at),
        "accepted_at": stamp(case.accepted_at),
        "handed_over_at": stamp(case.handed_over_at),
        "closed_at": stamp(case.closed_at),
        "version": case.version,
    }


def _filing_row(case: Case) -> dict[str, object]:
    chat_id, message_id = case.source
    return {
        "draft": case.draft,
        "author": case.author,
        "complainant": case.complainant,
        "source_chat": chat_id,
        "source_message": message_id,
        "filed_at": stamp(case.filed_at),
    }


def _duty_row(case_id: int, duty: Duty) -> dict[str, object]:
    return {
        "case_id": case_id,
        "kind": duty.kind,
        "round": duty.round,
        "department": duty.department,
        "person": duty.person,
        "starts_at": stamp(duty.starts_at),
        "due_at": stamp(duty.due_at),
        "next_at": stamp(duty.next_at),
        "awaits_judgement": duty.awaits_judgement,
        "ended_at": stamp(duty.ended_at),
        "ending": duty.ending,
        "missed_at": stamp(duty.missed_at),
        "late": duty.is_late,
    }


def _fine_row(case_id: int, fine: Fine) -> dict[str, object]:
    return {
        "number": fine.number,
        "notice": fine.notice,
        "case_id": case_id,
        "round": fine.round,
        "department": fine.department,
        "person": fine.person,
        "amount": fine.amount,
        "status": fine.status,
        "due_at": stamp(fine.due_at),
        "issued_at": stamp(fine.issued_at),
    }
