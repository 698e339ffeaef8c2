"""The fruit fund's book: every entry, and what the fines of each department and person amount to; money is whole fen."""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, insert, scalar, select
from workflow.evidence import Evidence
from workflow.fines import FineStatus
from workflow.fund import EntryKind, Fund, Spending
from workflow.fund_events import FundCorrected, FundSpent


class Entry(NamedTuple):
    """A line of the book; `amount` is what it adds to the balance, `what` the spending or the reason."""

    number: str
    kind: EntryKind
    at: datetime
    by: int | None
    amount: int
    what: str
    corrects: str | None


class FinedSums(NamedTuple):
    """The fines of a department and the person who pays: how many ever stood or were paid, and the fen of them."""

    department: str
    person: int | None
    fines: int
    paid: int  # and not owed or given back
    owed: int
    owed_back: int  # paid, waived since and not given back yet: still in the fund


class FineChange(NamedTuple):
    """What became of a fine, and why."""

    status: FineStatus
    at: datetime
    by: int | None
    reason: str


class StatedFine(NamedTuple):
    """A fine as it stood at the end of a period, and when it was paid and given back."""

    number: str
    case_name: str
    department: str
    person: int | None
    amount: int
    issued_at: datetime
    status: FineStatus
    reason: str
    paid_at: datetime | None
    paid_by: int | None
    refunded_at: datetime | None
    refunded_by: int | None


def standing(conn: Connection, until: datetime | None = None) -> Fund:
    """Return the fund as it stands, or stood just before a moment (`owed_back` always as it is now)."""
    sums = first(conn, _Sums, _SUMS, {"until": stamp(until) if until else _EVER})
    assert sums is not None
    return Fund(**sums._asdict())


def spending(conn: Connection, number: str) -> Spending | None:
    """Return the spending with this number; None for anything else, a correction included."""
    found = first(conn, _Spent, _SPENT, (number,))
    return Spending(**found._asdict()) if found else None


def find_entry(conn: Connection, number: str) -> Entry | None:
    """Return the spending or correction with this number."""
    return first(conn, Entry, f"{_ENTERED} WHERE number = ?", (number,))


def correction_of(conn: Connection, number: str) -> Entry | None:
    """Return the entry that took a spending back."""
    return first(conn, Entry, f"{_ENTERED} WHERE corrects = ?", (number,))


def receipt_of(conn: Connection, entry: Entry) -> Evidence | None:
    """Return the picture or file a spending was entered with: only the journal keeps it, written at that moment."""
    kept: str | None = scalar(conn, _RECEIPT, (stamp(entry.at), entry.number))
    return Evidence.model_validate_json(kept) if kept else None


def fine_changes(conn: Connection, number: str) -> tuple[FineChange, ...]:
    """Return what became of a fine, in order."""
    return select(conn, FineChange, "FROM fine_changes WHERE number = ? ORDER BY nth", (number,))


def booked(conn: Connection, fine: str) -> tuple[Entry, ...]:
    """Return the lines of the book about a fine: its payment, and what was given back of it."""
    return select(conn, Entry, f"FROM fund_book WHERE number = ? {_ORDER}", (fine,))


def moved(entries: Iterable[Entry]) -> Fund:
    """Return what some lines of the book amount to by themselves."""
    sums = dict.fromkeys(EntryKind, 0)
    for entry in entries:
        sums[entry.kind] += entry.amount
    spent = -sums[EntryKind.SPENDING] - sums[EntryKind.CORRECTION]
    return Fund(paid=sums[EntryKind.PAYMENT], refunded=-sums[EntryKind.REFUND], spent=spent)


def entries(conn: Connection, since: datetime, until: datetime) -> tuple[Entry, ...]:
    """Return the lines of the book in a period, in the order of the book."""
    within = f"FROM fund_book WHERE at >= ? AND at < ? {_ORDER}"
    return select(conn, Entry, within, (stamp(since), stamp(until)))


def last_entries(conn: Connection, count: int) -> tuple[Entry, ...]:
    """Return the newest lines of the book, the newest first."""
    newest = "FROM fund_book ORDER BY at DESC, kind = 'refund' DESC, kind = 'payment', number DESC LIMIT ?"
    return select(conn, Entry, newest, (count,))


def fined_sums(conn: Connection) -> tuple[FinedSums, ...]:
    """Return the fines by department and person, who owes most first; reads through all fines."""
    return select(conn, FinedSums, _FINED)


def stated_fines(conn: Connection, since: datetime, until: datetime) -> tuple[StatedFine, ...]:
    """Return the fines that changed in a period, or whose money was owed, either way, at its end; by number."""
    return select(conn, StatedFine, _STATED, {"since": stamp(since), "until": stamp(until)})


def project_spent(conn: Connection, event: FundSpent) -> None:
    """Enter a spending."""
    _enter(conn, event, EntryKind.SPENDING, event.what)


def project_corrected(conn: Connection, event: FundCorrected) -> None:
    """Enter a correction; a second one of the same spending raises IntegrityError."""
    _enter(conn, event, EntryKind.CORRECTION, event.reason, corrects=event.corrects)


# Private functions

_EVER = 2**62
_ORDER = "ORDER BY at, kind = 'refund', kind <> 'payment', number"
"""Within a moment what is paid in, then what is spent and corrected, in turn, then what is given back."""

_ENTERED = """FROM (
  SELECT number, kind, at, by, iif(kind = 'spending', -amount, amount) AS amount, what, corrects FROM fund_spending)"""

_RECEIPT = """SELECT body -> '$.receipt' FROM journal
  WHERE recorded_at = ? AND type = 'FundSpent' AND body ->> '$.number' = ? AND body ->> '$.receipt' IS NOT NULL"""

_SUMS = """FROM (
  SELECT coalesce(sum(iif(kind = 'payment', amount, 0)), 0) AS paid,
    coalesce(-sum(iif(kind = 'refund', amount, 0)), 0) AS refunded,
    coalesce(-sum(iif(kind IN ('spending', 'correction'), amount, 0)), 0) AS spent,
    (SELECT coalesce(100 * sum(amount), 0) FROM fines WHERE status = 'refund_owed') AS owed_back
  FROM fund_book WHERE at < :until)"""

_SPENT = """FROM (
  SELECT number, amount, what,
    coalesce((SELECT other.number FROM fund_spending AS other WHERE other.corrects = fund_spending.number), '')
      AS corrected_by
  FROM fund_spending WHERE number = ? AND kind = 'spending')"""

_FINED = """FROM (
  SELECT department, person, sum(status <> 'refund_owed') AS fines,
    100 * sum(iif(status = 'paid', amount, 0)) AS paid,
    100 * sum(iif(status IN ('issued', 'objected', 'upheld'), amount, 0)) AS owed,
    100 * sum(iif(status = 'refund_owed', amount, 0)) AS owed_back
  FROM fines WHERE status IN ('issued', 'objected', 'upheld', 'paid', 'refund_owed')
  GROUP BY department, person ORDER BY owed DESC, paid DESC, department, person)"""


_STATED = """FROM (
  SELECT fine_list.number, case_name, department, person, 100 * fine_list.amount AS amount, issued_at,
    (SELECT status FROM fine_changes WHERE number = fine_list.number AND at < :until ORDER BY nth DESC LIMIT 1)
      AS status,
    coalesce((SELECT reason FROM fine_changes WHERE number = fine_list.number AND at < :until AND reason <> ''
      ORDER BY nth DESC LIMIT 1), '') AS reason,
    paid.at AS paid_at, paid.by AS paid_by, refunded.at AS refunded_at, refunded.by AS refunded_by
  FROM fine_list
  LEFT JOIN fine_changes AS paid
    ON paid.number = fine_list.number AND paid.status = 'paid' AND paid.at < :until
  LEFT JOIN fine_changes AS refunded
    ON refunded.number = fine_list.number AND refunded.status = 'refunded' AND refunded.at < :until
  WHERE fine_list.number IN (
    SELECT number FROM fines WHERE status IN ('issued', 'objected', 'upheld')
    UNION SELECT number FROM fines WHERE status = 'refund_owed'
    UNION SELECT number FROM fine_changes WHERE at >= :since))
  WHERE status IN ('issued', 'objected', 'upheld', 'refund_owed')
    OR (status NOT IN ('held', 'dropped')
      AND number IN (SELECT number FROM fine_changes WHERE at >= :since AND at < :until))
  ORDER BY number"""


class _Sums(NamedTuple):
    paid: int
    refunded: int
    spent: int
    owed_back: int


class _Spent(NamedTuple):
    number: str
    amount: int
    what: str
    corrected_by: str


def _enter(
    conn: Connection,
    event: FundSpent | FundCorrected,
    kind: EntryKind,
    what: str,
    *,
    corrects: str | None = None,
) -> None:
    row = {"number": event.number, "kind": kind, "amount": event.amount, "what": what, "corrects": corrects}
    insert(conn, "fund_spending", {**row, "at": stamp(event.at), "by": event.by})
