"""Read a freight as 跟單員 types it: 金額, 承運, 收款人, 事由 and 承擔部門 with shares, behind labels like the form's."""

import re
from typing import Final, NamedTuple

from forms.folding import fold
from forms.labels import FREIGHT, Slot
from forms.messages import counted
from forms.money import MoneyProblem, read_money
from forms.scanning import Page
from forms.sections import cut, values_of
from forms.vocabulary import Vocabulary
from workflow.values import Value


class ShareRead(NamedTuple):
    """A department as typed and its percent; None: none stood beside it, "" is no name at all."""

    name: str
    percent: int | None


class FreightReading(Value):
    """What was typed; a label left out or left blank is an empty string, `amount` in fen or why it is none."""

    amount: int | MoneyProblem | None
    typed_amount: str = ""
    carrier: str = ""
    payee: str = ""
    reason: str = ""
    bearings: str = ""

    @property
    def shares(self) -> tuple[ShareRead, ...]:
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


def split_shares(text: str) -> tuple[ShareRead, ...]:
    """Return the shares in a 承擔部門 value: 物流部 70%、生產部 30; one without a number has no percent."""
    return tuple(_share(item) for item in _BETWEEN.split(text) if item.strip())


# Private functions

_VOCABULARY: Final = Vocabulary(
    names=FREIGHT, bare=frozenset(name for names in FREIGHT.values() for name in names)
)
_BETWEEN: Final = re.compile(r"[、,，;；\n]+|(?<=[%％])\s*(?=\S)|(?<=[0-9０-９])\s+(?=[^\s%％0-9０-９])")
_SHARE: Final = re.compile(r"(?P<name>.*?)[\s:(]*(?P<percent>-?[0-9]{1,6}(?:\.[0-9]{1,6})?)\s*%?\s*\)?\s*")
_NO_PERCENT: Final = 0
"""Stands for a percent that is no whole number: no share has it."""


def _share(item: str) -> ShareRead:
    found = _SHARE.fullmatch(fold(item))
    if found is None:
        return ShareRead(item.strip(), None)
    name = item[: found.end("name")].strip()
    return ShareRead(name, _whole(found["percent"]))


def _whole(percent: str) -> int:
    whole, _, decimals = percent.partition(".")
    return _NO_PERCENT if decimals.strip("0") else int(whole)


def _one_line(value: str) -> str:
    return " ".join(value.split())
