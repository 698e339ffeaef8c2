"""How each event changes its voucher; nothing here decides."""

from functools import singledispatch
from typing import Any

from workflow import voucher_events as vev
from workflow.vouchers import FreightVoucher, Kept


def voucher_after(event: vev.VoucherEvent, before: FreightVoucher | None) -> FreightVoucher:
    """Return the voucher after the event; only a new one has nothing before it."""
    if isinstance(event, vev.VoucherDrafted):
        return _drafted(event)
    assert before is not None
    return before.model_copy(update={"changed_at": event.at, **_changes(event, before)})


# Private functions


def _drafted(event: vev.VoucherDrafted) -> FreightVoucher:
    assert event.by is not None
    return FreightVoucher(
        number=event.number,
        revision=1,
        freight=event.freight,
        drafted_by=event.by,
        drafted_at=event.at,
        changed_at=event.at,
    )


@singledispatch
def _changes(event: vev.VoucherEvent, _voucher: FreightVoucher) -> dict[str, Any]:
    raise TypeError(f"a voucher knows no {type(event).__name__}")


@_changes.register
def _(event: vev.VoucherRevised, voucher: FreightVoucher) -> dict[str, Any]:
    wrote = voucher.revised_by if event.by is None else (*voucher.revised_by, event.by)
    written = {"revision": event.revision, "freight": event.freight, "revised_by": wrote}
    return {**written, **_void(voucher), "returned": "", "outdated": None}


@_changes.register
def _(event: vev.VoucherSigned, voucher: FreightVoucher) -> dict[str, Any]:
    return {"signatures": (*voucher.signatures, event.signature)}


@_changes.register
def _(event: vev.VoucherReturned, voucher: FreightVoucher) -> dict[str, Any]:
    return {**_void(voucher), "returned": event.reason, "outdated": event.responsible}


@_changes.register
def _(event: vev.VoucherPaid, _voucher: FreightVoucher) -> dict[str, Any]:
    return {"paid_by": event.by, "paid_at": event.at, "receipt": event.receipt}


@_changes.register
def _(event: vev.ShareKept, voucher: FreightVoucher) -> dict[str, Any]:
    return {"kept": (*voucher.kept, Kept(department=event.department, by=event.by, at=event.at))}


@_changes.register
def _(event: vev.VoucherWrittenOff, _voucher: FreightVoucher) -> dict[str, Any]:
    return {"written_off_by": event.by, "written_off_at": event.at}


@_changes.register
def _(event: vev.VoucherCancelled, _voucher: FreightVoucher) -> dict[str, Any]:
    return {"cancelled_at": event.at}


def _void(voucher: FreightVoucher) -> dict[str, Any]:
    return {"signatures": (), "voided": voucher.signatures}
