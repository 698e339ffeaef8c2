"""Freight vouchers and their shares: written as their case changes, read for lists."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import insert, select, update
from workflow.vouchers import FreightVoucher, VoucherStatus


class VoucherRow(NamedTuple):
    """A voucher in lists; money is whole fen."""

    number: str
    case_id: int
    case_name: str
    status: VoucherStatus
    amount: int
    balance: int
    drafted_at: datetime
    changed_at: datetime


class ShareRow(NamedTuple):
    """What one department bears of a voucher."""

    department: str
    percent: int
    amount: int
    kept_at: datetime | None


def keep(conn: Connection, case_id: int, before: FreightVoucher | None, after: FreightVoucher) -> None:
    """Bring the rows of a voucher up to date."""
    if before is after:
        return
    if before is None:
        insert(conn, "vouchers", _row(case_id, after))
    else:
        update(conn, "vouchers", "number = :number", _row(case_id, before), _row(case_id, after))
        conn.execute("DELETE FROM voucher_shares WHERE number = ?", (after.number,))
    for share in _shares(after):
        insert(conn, "voucher_shares", share)


def open_vouchers(conn: Connection) -> tuple[VoucherRow, ...]:
    """Return the vouchers that are neither written off nor cancelled, the oldest first."""
    still_open = (
        "FROM voucher_list WHERE status NOT IN ('written_off', 'cancelled') ORDER BY drafted_at, number"
    )
    return select(conn, VoucherRow, still_open)


def shares(conn: Connection, number: str) -> tuple[ShareRow, ...]:
    """Return who bears a voucher."""
    return select(conn, ShareRow, "FROM voucher_shares WHERE number = ? ORDER BY department", (number,))


# Private functions


def _row(case_id: int, voucher: FreightVoucher) -> dict[str, object]:
    return {
        "number": voucher.number,
        "case_id": case_id,
        "status": voucher.status,
        "revision": voucher.revision,
        "amount": voucher.freight.amount,
        "balance": voucher.balance,
        "drafted_by": voucher.drafted_by,
        "drafted_at": stamp(voucher.drafted_at),
        "changed_at": stamp(voucher.changed_at),
        "paid_at": stamp(voucher.paid_at),
    }


def _shares(voucher: FreightVoucher) -> list[dict[str, object]]:
    portions = voucher.freight.portions()
    kept = {one.department: one.at for one in voucher.kept}
    return [
        {
            "number": voucher.number,
            "department": one.department,
            "percent": one.percent,
            "amount": portions[one.department],
            "kept_at": stamp(kept.get(one.department)),
        }
        for one in voucher.freight.bearings
    ]
