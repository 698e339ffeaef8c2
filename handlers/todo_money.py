"""/todo, money: fines she owes, refunds that HR owes, and vouchers: stopped, ready to be drawn, or to be borne."""

from collections.abc import Iterable, Iterator

from handlers.lookups import Asked
from storage import cases, vouchers
from storage.cases import FineRow
from storage.vouchers import VoucherRow
from workflow import facts
from workflow.entitlement import OPEN_AGAIN
from workflow.facts import Facts
from workflow.fines import OWED, FineStatus
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Role
from workflow.vouchers import UNPAID, FreightVoucher, VoucherStatus

REFUNDS = 5
"""Refunds that have a button."""


def owed_fines(asked: Asked) -> list[Facts]:
    """The fines the person has to pay, the oldest first; not those she objects to, and nobody else's business."""
    fines = cases.fines_of_person(asked.books.conn, asked.person.id) if asked.is_private else ()
    return [fine_facts(one, asked) for one in reversed(fines) if one.status in OWED - {FineStatus.OBJECTED}]


def refunds(asked: Asked) -> list[FineRow]:
    """What HR has to give back."""
    keeps = asked.is_private and belongs_to(asked, Role.HR)
    return list(cases.refunds_owed(asked.books.conn)) if keeps else []


def refund_buttons(rows: list[FineRow]) -> Iterator[tuple[Button, ...]]:
    """已退還, with the number beside it: one press records it."""
    for one in rows[:REFUNDS]:
        yield (Button(act=Act.MARK_REFUNDED, case=one.case_id, fine=one.number, label=one.number),)


def open_vouchers(asked: Asked) -> tuple[VoucherRow, ...]:
    """The vouchers that are open; what is owed on them is said privately."""
    return vouchers.open_vouchers(asked.books.conn) if asked.is_private else ()


def stopped(rows: Iterable[VoucherRow], asked: Asked) -> Iterator[Facts]:
    """Vouchers that an appeal or another round has stopped, of whoever drew them up or had been asked to pay."""
    for row in rows:
        if row.status in UNPAID and _is_open_again(row, asked) and _holds(_voucher(row, asked), asked):
            yield _line(row) | {"is_returned": row.status is VoucherStatus.RETURNED}


def to_draw(rows: Iterable[VoucherRow], asked: Asked) -> Iterator[Facts]:
    """Vouchers signed by all: whoever drew them up may fetch the money (C38)."""
    for row in rows:
        is_ready = row.status is VoucherStatus.PAYING and not _is_open_again(row, asked)
        if is_ready and _voucher(row, asked).drafted_by == asked.person.id:
            yield _line(row)


def to_bear(rows: Iterable[VoucherRow], asked: Asked) -> Iterator[Facts]:
    """Shares of what is paid that the departments she heads have not borne yet; HR records them (C40)."""
    for row in rows:
        for share in vouchers.shares(asked.books.conn, row.number) if _is_kept(row) else ():
            is_hers = asked.scene.directory.head(share.department) == asked.person
            if is_hers and share.kept_at is None:
                name = asked.scene.department(share.department).name
                yield _line(row) | {"amount": share.amount, "department": name}


def belongs_to(asked: Asked, role: Role) -> bool:
    """Tell whether the person acts for a department with the role."""
    directory = asked.scene.directory
    return any(directory.acts_for(asked.person, one.id, asked.at) for one in directory.with_role(role))


def fine_facts(fine: FineRow, asked: Asked) -> Facts:
    """A fine of a list; money is whole yuan."""
    return {
        "number": fine.number,
        "case": fine.case_name,
        "department": asked.scene.department(fine.department).name,
        "person": facts.by(fine.person, asked.scene),
        "amount": fine.amount,
        "status": fine.status,
    }


# Private functions


def _line(row: VoucherRow) -> Facts:
    return {"voucher": row.number, "case": row.case_name, "amount": row.amount}


def _is_kept(row: VoucherRow) -> bool:
    return row.status is VoucherStatus.KEEPING


def _is_open_again(row: VoucherRow, asked: Asked) -> bool:
    case = cases.get(asked.books.conn, row.case_id)
    return case is not None and case.phase in OPEN_AGAIN


def _voucher(row: VoucherRow, asked: Asked) -> FreightVoucher:
    return asked.books.case(row.case_id).vouchers[row.number]


def _holds(voucher: FreightVoucher, asked: Asked) -> bool:
    is_ready = voucher.status is VoucherStatus.PAYING
    return voucher.drafted_by == asked.person.id or (is_ready and belongs_to(asked, Role.PAY))
