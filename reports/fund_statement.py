"""The facts of the fruit fund's monthly statement: opening balance, every entry, closing balance, and the fines behind them."""

from datetime import datetime

from reports.scope import Scope
from reports.stages import Facts
from storage import fund, staff
from storage.fund import Entry, StatedFine
from workflow.fund import EntryKind


def fund_statement(scope: Scope) -> Facts:
    """Return the statement of a month, or of as much of it as there is; amounts are fen, moments ISO in local time."""
    opening = fund.standing(scope.conn, scope.since).balance
    names = {person.id: person.name for person in staff.people(scope.conn)}
    entries = fund.entries(scope.conn, scope.since, scope.until)
    moved = fund.moved(entries)
    fines = [_fine(one, scope, names) for one in fund.stated_fines(scope.conn, scope.since, scope.until)]
    return {
        "company": scope.company,
        "month": f"{scope.calendar.local(scope.since):%Y-%m}",
        "until": scope.moment(scope.until),
        "opening": opening,
        "came_in": moved.paid,
        "given_back": moved.refunded,
        "spent": moved.spent,
        "closing": opening + moved.balance,
        "owed_back": sum(one["amount"] for one in fines if one["status"] == "refund_owed"),
        "outstanding": sum(
            one["amount"] for one in fines if one["status"] in {"issued", "objected", "upheld"}
        ),
        "lines": [_line(entry, scope, names) for entry in entries],
        "fines": fines,
    }


def is_blank(statement: Facts) -> bool:
    """Tell whether there is nothing to state: no entry, no balance, no fine."""
    return not (statement["lines"] or statement["opening"] or statement["fines"])


# Private functions


def _line(entry: Entry, scope: Scope, names: dict[int, str]) -> Facts:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": scope.moment(entry.at),
        "by": _name(entry.by, names),
        "what": entry.what,
        "corrects": entry.corrects or "",
        "is_spending": entry.kind in {EntryKind.SPENDING, EntryKind.CORRECTION},
        "came_in": max(entry.amount, 0),
        "went_out": max(-entry.amount, 0),
    }


def _fine(one: StatedFine, scope: Scope, names: dict[int, str]) -> Facts:
    return {
        "number": one.number,
        "case": one.case_name,
        "department": scope.name(one.department),
        "person": _name(one.person, names),
        "amount": one.amount,
        "issued_at": scope.moment(one.issued_at),
        "status": one.status,
        "reason": one.reason,
        "paid_at": _moment(one.paid_at, scope),
        "paid_by": _name(one.paid_by, names),
        "refunded_at": _moment(one.refunded_at, scope),
        "refunded_by": _name(one.refunded_by, names),
        "came_in": one.amount if _within(one.paid_at, scope) else 0,
        "went_out": one.amount if _within(one.refunded_at, scope) else 0,
    }


def _within(at: datetime | None, scope: Scope) -> bool:
    return at is not None and scope.since <= at < scope.until


def _moment(at: datetime | None, scope: Scope) -> str | None:
    return scope.moment(at) if at else None


def _name(person: int | None, names: dict[int, str]) -> str:
    return "" if person is None else names.get(person, str(person))
