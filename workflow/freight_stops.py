"""A voucher stopped before it was paid: whoever holds the money hears it at once, and when it goes on."""

from workflow import freight_who
from workflow import voucher_events as vev
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.freight_notices import shown
from workflow.messages import Said, to_person
from workflow.phases import SETTLED_IN
from workflow.vouchers import UNPAID, FreightVoucher, VoucherStatus
from workflow.world import World

WAITING = UNPAID - {VoucherStatus.RETURNED}


def appealed(case: Case, world: World) -> Said:
    """Nothing is signed or paid until the appeal is answered; the requests of those asked have no point so long."""
    for voucher in case.open_vouchers():
        if voucher.status in WAITING:
            yield from _tell(voucher, case, world, drafter=True, cashiers=_was_payable(voucher, case))


def upheld(case: Case, world: World) -> Said:
    """What was ready to be paid is so again: the drafter may draw the money."""
    for voucher in case.open_vouchers():
        if voucher.status is VoucherStatus.PAYING:
            told = {**shown(voucher, world), "what": vev.VoucherSigned.__name__, "by": None}
            yield to_person(world.person(voucher.drafted_by), "voucher_told", case, world, **told)


def returned(event: vev.VoucherReturned, case: Case, world: World) -> Said:
    """Finance, if it had been asked to pay, hears that the signatures are void; the drafter, if she cannot mend it yet."""
    voucher = case.vouchers[event.number]
    by_finance = any(one.id == event.by for one in freight_who.cashiers(case, world))
    yield from _tell(
        voucher,
        case,
        world,
        drafter=case.phase not in SETTLED_IN,
        cashiers=_was_payable(voucher, case) and not by_finance,
    )


# Private functions


def _was_payable(voucher: FreightVoucher, case: Case) -> bool:
    """Whether Finance has been asked to pay it."""
    return any(
        one.kind is DutyKind.VOUCHER_PAY and one.subject == voucher.number for one in case.duties.values()
    )


def _tell(voucher: FreightVoucher, case: Case, world: World, *, drafter: bool, cashiers: bool) -> Said:
    told = shown(voucher, world)
    if drafter:
        yield to_person(
            world.person(voucher.drafted_by), "voucher_stopped", case, world, is_cashier=False, **told
        )
    for person in freight_who.cashiers(case, world) if cashiers else ():
        yield to_person(person, "voucher_stopped", case, world, is_cashier=True, **told)
