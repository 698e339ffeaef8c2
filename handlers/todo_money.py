"""/todo, money: fines she owes, refunds that HR owes, vouchers stopped in the hands of who draws or pays the money."""

from collections.abc import Iterator

from handlers.lookups import Asked
from storage import cases, vouchers
from storage.cases import FineRow
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


def stopped(asked: Asked) -> Iterator[Facts]:
    """Vouchers that an appeal or another round has stopped, of whoever drew them up or had been asked to pay."""
    for row in vouchers.open_vouchers(asked.books.conn):
        case = cases.get(asked.books.conn, row.case_id)
        if row.status not in UNPAID or case is None or case.phase not in OPEN_AGAIN:
            continue
        voucher = asked.books.case(row.case_id).vouchers[row.number]
        if asked.is_private and _holds(voucher, asked):
            about = {"amount": row.amount, "is_returned": row.status is VoucherStatus.RETURNED}
            yield {"voucher": row.number, "case": row.case_name, **about}


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


def _holds(voucher: FreightVoucher, asked: Asked) -> bool:
    is_ready = voucher.status is VoucherStatus.PAYING
    return voucher.drafted_by == asked.person.id or (is_ready and belongs_to(asked, Role.PAY))
