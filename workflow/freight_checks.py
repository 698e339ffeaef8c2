"""May this be done to this voucher now? It must fit the voucher as it stands, and be about what was shown."""

from datetime import datetime

from workflow import freight_who
from workflow.case import Case
from workflow.commands import Do
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.vouchers import UNPAID, Freight, FreightVoucher, VoucherStatus, head_office
from workflow.world import World

FITTING: dict[Act, frozenset[VoucherStatus]] = {
    Act.EDIT_VOUCHER: UNPAID,
    Act.CANCEL_VOUCHER: UNPAID,
    Act.SIGN_VOUCHER: frozenset({VoucherStatus.SIGNING}),
    Act.COUNTERSIGN_VOUCHER: frozenset({VoucherStatus.COUNTERSIGNING}),
    Act.RETURN_VOUCHER: UNPAID - {VoucherStatus.RETURNED},
    Act.PAY_VOUCHER: frozenset({VoucherStatus.PAYING}),
    Act.KEEP_SHARE: frozenset({VoucherStatus.KEEPING}),
    Act.WRITE_OFF_VOUCHER: frozenset({VoucherStatus.WRITING_OFF}),
}
BOUND_TO_REVISION = frozenset(
    {Act.EDIT_VOUCHER, Act.SIGN_VOUCHER, Act.COUNTERSIGN_VOUCHER, Act.RETURN_VOUCHER, Act.PAY_VOUCHER}
)
"""What somebody does because of what she was shown: refused once it was changed."""


def check_draft(case: Case) -> None:
    """Raise Refusal unless a return is at stake and the responsible departments are fixed."""
    if not case.settlement or not case.responsible():
        raise Refusal("freight_not_ready", settlement=case.settlement, responsible=bool(case.responsible()))


def check_twin(case: Case, freight: Freight) -> None:
    """Raise Refusal where a voucher that stands says the same: what is sent twice is not paid twice."""
    standing = (one for one in case.vouchers.values() if one.status is not VoucherStatus.CANCELLED)
    twin = next((one for one in standing if one.freight == freight), None)
    if twin is not None:
        raise Refusal("voucher_twin", voucher=twin.number)


def check_voucher(case: Case, do: Do, world: World) -> FreightVoucher:
    """Return the voucher if the act fits it as it is now and was shown; else Refusal, naming who was first."""
    voucher = case.vouchers.get(do.voucher)
    if voucher is None:
        raise Refusal("voucher_unknown", voucher=do.voucher)
    _refuse_repetition(voucher, do, world)
    if voucher.status not in FITTING[do.act]:
        raise _out_of_turn(case, voucher, do, world)
    if do.act in BOUND_TO_REVISION and do.revision != voucher.revision:
        raise Refusal("voucher_changed", voucher=voucher.number, revision=voucher.revision)
    if do.act is Act.COUNTERSIGN_VOUCHER and world.stimulus.actor in freight_who.signers(voucher):
        raise Refusal("two_persons", voucher=voucher.number)
    return voucher


# Private functions


def _refuse_repetition(voucher: FreightVoucher, do: Do, world: World) -> None:
    """A second press: who was first, and when."""
    first = _done_before(voucher, do, world)
    if first is not None:
        by, at = first
        own = {"own": True} if by is not None and by == world.stimulus.actor else {}
        told = {"by": world.person(by).name if by is not None else "", "at": at.isoformat(), **own}
        if do.act is Act.KEEP_SHARE:
            raise Refusal("share_kept", department=_named(do, world), **told)
        raise Refusal("already_done", act=do.act, **told)


def _named(do: Do, world: World) -> str:
    return world.department(do.department).name if do.department else ""


def _out_of_turn(case: Case, voucher: FreightVoucher, do: Do, world: World) -> Refusal:
    told = {"voucher": voucher.number, "status": voucher.status, "act": do.act}
    waits = freight_who.awaited(case, world, do.model_copy(update={"department": ""}))
    unkept = voucher.unkept() if voucher.status is VoucherStatus.KEEPING else ()
    return Refusal(
        "voucher_status",
        **told,
        people=[one.name for one in waits],
        departments=[world.department(one).name for one in unkept],
        balance=voucher.balance,
    )


_Done = tuple[int | None, datetime]


def _done_before(voucher: FreightVoucher, do: Do, world: World) -> _Done | None:
    match do.act:
        case Act.SIGN_VOUCHER:
            return _signed_before(voucher, do, world)
        case Act.COUNTERSIGN_VOUCHER if voucher.desk_signature:
            return voucher.desk_signature.by, voucher.desk_signature.at
        case Act.PAY_VOUCHER if voucher.paid_at:
            return voucher.paid_by, voucher.paid_at
        case Act.KEEP_SHARE:
            return next(((one.by, one.at) for one in voucher.kept if one.department == do.department), None)
        case Act.WRITE_OFF_VOUCHER if voucher.written_off_at:
            return voucher.written_off_by, voucher.written_off_at
    return None


def _signed_before(voucher: FreightVoucher, do: Do, world: World) -> _Done | None:
    """For the department named; without one, the actor's own signature."""
    offices = [head_office(one) for one in voucher.freight.departments if do.department in {"", one}]
    given = [one for office in offices if (one := voucher.signature_of(office))]
    own = [one for one in given if do.department or one.by == world.stimulus.actor]
    return (own[-1].by, own[-1].at) if own and (do.department or len(given) == len(offices)) else None
