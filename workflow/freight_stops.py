"""A voucher stopped before it was paid: whoever holds the money, or signed, hears it at once; and when it goes on."""

from workflow import freight_notices, freight_who
from workflow import voucher_events as vev
from workflow.case import Case
from workflow.commands import Do
from workflow.freight_notices import shown
from workflow.messages import Said, to_person
from workflow.notices import Notice
from workflow.phases import SETTLED_IN, Act
from workflow.values import Person
from workflow.vouchers import DESK, UNPAID, FreightVoucher, VoucherStatus
from workflow.world import World

WAITING = UNPAID - {VoucherStatus.RETURNED}


def appealed(case: Case, world: World) -> Said:
    """Nothing is signed or paid until the appeal is answered; the requests of those asked have no point so long."""
    for voucher in case.open_vouchers():
        if voucher.status in WAITING:
            yield _told(world.person(voucher.drafted_by), voucher, case, world)
        if voucher.status is VoucherStatus.PAYING:
            for person in freight_who.cashiers(case, world):
                yield _told(person, voucher, case, world, is_cashier=True)


def upheld(case: Case, world: World) -> Said:
    """What was ready to be paid is so again: the drafter may draw the money."""
    for voucher in case.open_vouchers():
        if voucher.status is VoucherStatus.PAYING:
            told = {**shown(voucher, world), "what": vev.VoucherSigned.__name__, "by": None}
            yield to_person(world.person(voucher.drafted_by), "voucher_told", case, world, **told)


def returned(event: vev.VoucherReturned, case: Case, world: World) -> Said:
    """Whoever signed, or was to pay, hears that the signatures are void; the drafter, if she cannot mend it yet."""
    voucher = case.vouchers[event.number]
    if case.phase not in SETTLED_IN:
        yield _told(world.person(voucher.drafted_by), voucher, case, world)
    yield from _voided(event, case, world)


def revised(event: vev.VoucherRevised, case: Case, world: World) -> Said:
    """The drafter sees what she sent on; whoever signed what it was, or was to pay it, hears that this is void."""
    yield from freight_notices.drafted(event, case, world)
    yield from _voided(event, case, world, is_revised=True)


# Private functions


def _voided(event: vev.VoucherReturned | vev.VoucherRevised, case: Case, world: World, **how: object) -> Said:
    """Tell the cashiers who had been asked to pay, and the signers who are not asked to sign anew in the same breath."""
    voucher = case.vouchers[event.number]
    is_payable = any(one.office == DESK for one in voucher.voided)
    cashiers = freight_who.cashiers(case, world) if is_payable else ()
    signers = dict.fromkeys(world.person(one.by) for one in voucher.voided)
    knowing = {event.by, voucher.drafted_by, *(one.id for one in _asked_anew(voucher, case, world))}
    for person in dict.fromkeys((*cashiers, *signers)):
        if person.id not in knowing:
            yield _told(
                person, voucher, case, world,
                is_cashier=person in cashiers, is_signer=person in signers, **how,
            )  # fmt: skip


def _asked_anew(voucher: FreightVoucher, case: Case, world: World) -> tuple[Person, ...]:
    do = Do(case=case.id, act=Act.SIGN_VOUCHER, voucher=voucher.number)
    return freight_who.awaited(case, world, do) if case.phase in SETTLED_IN else ()


def _told(
    person: Person,
    voucher: FreightVoucher,
    case: Case,
    world: World,
    *,
    is_cashier: bool = False,
    **how: object,
) -> Notice:
    told = {**shown(voucher, world), "is_cashier": is_cashier, **how}
    return to_person(person, "voucher_stopped", case, world, **told)
