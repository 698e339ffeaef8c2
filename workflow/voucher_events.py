"""What can happen to a freight voucher (C35-C41); `workflow.events` lists them with the others."""

from workflow.event import Event
from workflow.signing import Signature
from workflow.vouchers import Freight


class VoucherEvent(Event):
    """Something about the voucher of that number."""

    number: str


class VoucherDrafted(VoucherEvent):
    freight: Freight


class VoucherRevised(VoucherEvent):
    """The drafter changed it: every signature is void."""

    revision: int
    freight: Freight


class VoucherSigned(VoucherEvent):
    signature: Signature


class VoucherReturned(VoucherEvent):
    """Given back to the drafter, by a signer or Finance for a reason, or because others are responsible now."""

    reason: str
    responsible: tuple[str, ...] | None = None


class VoucherPaid(VoucherEvent):
    """Finance paid and booked it (C38-C39); `receipt` is what it wrote of it."""

    receipt: str = ""


class ShareKept(VoucherEvent):
    """A department has borne its share (C40)."""

    department: str


class VoucherWrittenOff(VoucherEvent):
    """銷帳 (C41)."""


class VoucherCancelled(VoucherEvent):
    """作廢, before payment."""

    reason: str
