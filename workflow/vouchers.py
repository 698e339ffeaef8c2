"""支出證明: the freight of a return, who bears it, and how far it has come (C34-C41); money is whole fen."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from workflow.signing import Section, Signature, digest
from workflow.values import Value

WHOLE = 100  # percent
MOST_FEN = 1_000_000_000  # ten million yuan
LONGEST_NAME = 60
LONGEST_REASON = 300
DESK = "desk"
"""The office of 打單部's signature (C37); those of the bearing heads are `head_office(department)`."""


class VoucherStatus(StrEnum):
    """Where a voucher stands, in the order of an ordinary one."""

    SIGNING = "signing"  # 待責任部門負責人簽名 (C36)
    COUNTERSIGNING = "countersigning"  # 待打單部簽名 (C37)
    RETURNED = "returned"  # 已退回, 待跟單員修改
    PAYING = "paying"  # 待付款 (C38)
    KEEPING = "keeping"  # 已付款, 待兌現 (C40)
    WRITING_OFF = "writing_off"  # 已兌現, 待銷帳 (C41)
    WRITTEN_OFF = "written_off"  # 已銷帳
    CANCELLED = "cancelled"  # 已作廢


OVER = frozenset({VoucherStatus.WRITTEN_OFF, VoucherStatus.CANCELLED})
UNPAID = frozenset(
    {VoucherStatus.SIGNING, VoucherStatus.COUNTERSIGNING, VoucherStatus.RETURNED, VoucherStatus.PAYING}
)


class Bearing(Value):
    """What part of a freight a department bears, in whole percent (Q37)."""

    department: str
    percent: int = Field(ge=1, le=WHOLE)


class FreightWish(Value):
    """A freight as the drafter typed it; without bearings the responsible departments bear it equally.

    `amount` is None where it could not be read, which is a mistake of its own.
    """

    amount: int | None
    carrier: str
    payee: str
    reason: str
    bearings: tuple[Bearing, ...] = ()


class Freight(Value):
    """What a voucher says and its signatures stand over; `amount` in fen."""

    amount: int = Field(gt=0, le=MOST_FEN)
    carrier: str = Field(min_length=1, max_length=LONGEST_NAME)
    payee: str = Field(min_length=1, max_length=LONGEST_NAME)
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    bearings: tuple[Bearing, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if sum(one.percent for one in self.bearings) != WHOLE:
            raise ValueError("the shares of a freight sum to 100 percent")
        if len({one.department for one in self.bearings}) < len(self.bearings):
            raise ValueError("a department bears one share of a freight")
        return self

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(one.department for one in self.bearings)

    def portions(self) -> dict[str, int]:
        """Return what each department bears, in fen; they sum to the amount exactly."""
        fen = apportioned(self.amount, [one.percent for one in self.bearings])
        return dict(zip(self.departments, fen, strict=True))


class Kept(Value):
    """兌現: a department has borne its share, as HR saw it (C40)."""

    department: str
    by: int | None
    at: AwareDatetime


class FreightVoucher(Value):
    """One voucher; `revision` counts what its signatures had to be collected anew for."""

    number: str
    revision: int
    freight: Freight
    drafted_by: int
    drafted_at: AwareDatetime
    changed_at: AwareDatetime
    revised_by: tuple[int, ...] = ()
    signatures: tuple[Signature, ...] = ()
    returned: str = ""  # why a signer, or Finance, gave it back
    outdated: tuple[str, ...] | None = None  # given back because these are responsible now
    voided: tuple[Signature, ...] = ()  # what the last change of it, or giving it back, made void
    paid_by: int | None = None
    paid_at: AwareDatetime | None = None
    receipt: str = ""  # what Finance wrote of the payment
    kept: tuple[Kept, ...] = ()
    written_off_by: int | None = None
    written_off_at: AwareDatetime | None = None
    cancelled_at: AwareDatetime | None = None

    @property
    def status(self) -> VoucherStatus:
        """Where it stands; it follows from what has happened to it."""
        if self.cancelled_at:
            return VoucherStatus.CANCELLED
        if self.written_off_at:
            return VoucherStatus.WRITTEN_OFF
        if self.paid_at:
            return VoucherStatus.KEEPING if self.unkept() else VoucherStatus.WRITING_OFF
        return self._signing_status()

    @property
    def is_open(self) -> bool:
        return self.status not in OVER

    @property
    def is_returned(self) -> bool:
        return bool(self.returned) or self.outdated is not None

    @property
    def balance(self) -> int:
        """The fen that were paid and not yet borne by a department; nothing before payment."""
        portions = self.freight.portions()
        return sum(portions[department] for department in self.unkept()) if self.paid_at else 0

    @property
    def writers(self) -> frozenset[int]:
        """Who drafted it or changed it since: they sign nothing on it."""
        return frozenset({self.drafted_by, *self.revised_by})

    @property
    def desk_signature(self) -> Signature | None:
        return self.signature_of(DESK)

    def section(self) -> Section:
        """Return what its signers are shown."""
        return {
            "number": self.number,
            "revision": self.revision,
            **self.freight.model_dump(mode="json", exclude={"bearings"}),
            "shares": [[one.department, one.percent] for one in self.freight.bearings],
        }

    def digest(self) -> str:
        return digest(self.section())

    def signature_of(self, office: str) -> Signature | None:
        """Return the signature of an office, if it stands over the voucher as it is now."""
        stands = (one for one in self.signatures if one.office == office and one.digest == self.digest())
        return next(stands, None)

    def unsigned(self) -> tuple[str, ...]:
        """Return the bearing departments whose head has not signed."""
        return tuple(one for one in self.freight.departments if not self.signature_of(head_office(one)))

    def unkept(self) -> tuple[str, ...]:
        """Return the bearing departments that have not borne their share."""
        kept = {one.department for one in self.kept}
        return tuple(one for one in self.freight.departments if one not in kept)

    def _signing_status(self) -> VoucherStatus:
        if self.is_returned:
            return VoucherStatus.RETURNED
        if self.unsigned():
            return VoucherStatus.SIGNING
        return VoucherStatus.PAYING if self.desk_signature else VoucherStatus.COUNTERSIGNING


def head_office(department: str) -> str:
    """Return the office for which the head of a bearing department signs."""
    return f"head/{department}"


def apportioned(amount: int, percents: Iterable[int]) -> tuple[int, ...]:
    """Split an amount by percents that sum to 100; what rounding leaves goes to the largest remainders."""
    shares = [divmod(amount * percent, WHOLE) for percent in percents]
    left = amount - sum(whole for whole, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda nth: -shares[nth][1])
    topped_up = frozenset(by_remainder[:left])
    return tuple(whole + (nth in topped_up) for nth, (whole, _) in enumerate(shares))


def equal_bearings(departments: tuple[str, ...]) -> tuple[Bearing, ...]:
    """Return equal shares of the departments, in whole percent (34, 33, 33)."""
    each, left = divmod(WHOLE, len(departments))
    return tuple(
        Bearing(department=department, percent=each + (nth < left))
        for nth, department in enumerate(departments)
    )
