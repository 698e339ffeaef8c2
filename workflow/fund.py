"""The fruit fund 水果基金 (C27, Q14): what came in and went out, and what its entries are; money is whole fen, never a float."""

from enum import StrEnum

from workflow.values import Value


class EntryKind(StrEnum):
    """What moves the balance."""

    PAYMENT = "payment"  # 罰款已繳
    REFUND = "refund"  # 罰款已退還
    SPENDING = "spending"  # 支出
    CORRECTION = "correction"  # 更正: a spending that was not


class Spending(Value):
    """A spending as it stands; `corrected_by` is the number of the entry that took it back, "" if none did."""

    number: str
    amount: int
    what: str
    corrected_by: str = ""


class Fund(Value):
    """The fund at a moment; `owed_back` is in it still, but belongs to people whose fines came to nothing."""

    paid: int = 0
    refunded: int = 0
    spent: int = 0  # less what was corrected
    owed_back: int = 0
    spending: Spending | None = None  # the one a command names

    @property
    def balance(self) -> int:
        """What is in the fund."""
        return self.paid - self.refunded - self.spent

    @property
    def available(self) -> int:
        """What may be spent."""
        return max(0, self.balance - self.owed_back)
