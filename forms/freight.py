"""Read a freight as 跟單員 types it: 金額, 承運, 收款人, 事由 and 承擔部門 with shares, behind labels like the form's."""

from typing import Final

from forms.labels import FREIGHT, Slot
from forms.messages import counted
from forms.money import MoneyProblem, read_money
from forms.scanning import Page
from forms.sections import cut, values_of
from forms.shares import split_shares
from forms.vocabulary import Vocabulary
from workflow.values import Value


class FreightReading(Value):
    """What was typed; a label left out or left blank is an empty string, `amount` in fen or why it is none."""

    amount: int | MoneyProblem | None
    typed_amount: str = ""
    carrier: str = ""
    payee: str = ""
    reason: str = ""
    bearings: str = ""

    @property
    def shares(self) -> tuple[str, ...]:
        """What is said of each department, one item each; `forms.shares` reads them."""
        return split_shares(self.bearings)


def read_freight(text: str) -> FreightReading:
    """Read a labelled freight, by the same rules for labels and values as a form; never raises."""
    page = Page(counted(text))
    values = values_of(page, cut(page, page.labels(_VOCABULARY)))
    typed = values.get(Slot.AMOUNT, "")
    return FreightReading(
        amount=read_money(typed) if typed else None,
        typed_amount=typed,
        carrier=_one_line(values.get(Slot.CARRIER, "")),
        payee=_one_line(values.get(Slot.PAYEE, "")),
        reason=values.get(Slot.CAUSE, ""),
        bearings=values.get(Slot.BEARINGS, ""),
    )


# Private functions

_VOCABULARY: Final = Vocabulary(
    names=FREIGHT, bare=frozenset(name for names in FREIGHT.values() for name in names)
)


def _one_line(value: str) -> str:
    return " ".join(value.split())
