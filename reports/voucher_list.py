"""The ageing list of open freight vouchers, every working day to 財務部 and 人力資源部 (Q38, C40-C41)."""

from collections.abc import Iterator
from typing import Final

from reports.scope import Scope
from reports.stages import Facts
from storage import journal
from storage.moments import stamp
from storage.streams import case_stream
from workflow.case import Case
from workflow.evolving import replay
from workflow.vouchers import FreightVoucher, VoucherStatus

VOUCHER_LIST: Final = "voucher_list"


def voucher_list(scope: Scope) -> Facts:
    """Return the facts of `voucher_list`, as of the cut-off: the open vouchers, the oldest first.

    `days` since it was drafted, `idle` days since anything was done to it; money is whole fen, `unpaid` what is still to
    be paid and `unborne` what was paid and is not borne by its department yet.
    """
    vouchers = sorted(_open(scope), key=lambda one: (one[1].drafted_at, one[1].number))
    return {
        "day": scope.period.id,
        "until": scope.moment(scope.until),
        "vouchers": [_line(case, voucher, scope) for case, voucher in vouchers],
        "unpaid": sum(voucher.freight.amount for _, voucher in vouchers if voucher.paid_at is None),
        "unborne": sum(voucher.balance for _, voucher in vouchers),
    }


# Private functions

_CONCERNED: Final = """SELECT DISTINCT case_id FROM vouchers
  WHERE drafted_at < :until AND (status NOT IN ('written_off', 'cancelled') OR changed_at >= :until)"""


def _open(scope: Scope) -> Iterator[tuple[Case, FreightVoucher]]:
    for (case_id,) in scope.conn.execute(_CONCERNED, {"until": stamp(scope.until)}).fetchall():
        events = journal.load(scope.conn, case_stream(case_id))
        case = replay(Case(id=case_id), tuple(event for event in events if event.at < scope.until))
        yield from ((case, voucher) for voucher in case.open_vouchers())


def _line(case: Case, voucher: FreightVoucher, scope: Scope) -> Facts:
    today = scope.calendar.local(scope.until).date()
    waiting = _WAITING.get(voucher.status, lambda _: ())(voucher)
    return {
        "number": voucher.number,
        "case": case.name,
        "amount": voucher.freight.amount,
        "balance": voucher.balance,
        "status": voucher.status,
        "departments": [scope.name(department) for department in waiting],
        "days": (today - scope.calendar.local(voucher.drafted_at).date()).days,
        "idle": (today - scope.calendar.local(voucher.changed_at).date()).days,
    }


_WAITING: Final = {
    VoucherStatus.SIGNING: FreightVoucher.unsigned,
    VoucherStatus.KEEPING: FreightVoucher.unkept,
}
