"""Values that may be a slip: they are taken as they stand, but who typed them is asked (是否…), the same in a paste and in /new."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

from forms.dates import find_day
from forms.english_dates import in_our_words
from forms.folding import fold
from forms.labels import Slot
from forms.numerals import NUMERAL
from workflow.names import plain


class Doubt(StrEnum):
    """Why a value may not be what was meant."""

    LOOKS_LIKE_DATE = "looks_like_date"
    NO_NUMBER = "no_number"
    SAYS_NOTHING = "says_nothing"


def doubt(field: str, value: str, *, now: datetime) -> Doubt | None:
    """Return what speaks against a value that is readable as it stands, None for nearly all."""
    if field in _NO_DATES and _is_date(value, now):
        return Doubt.LOOKS_LIKE_DATE
    if field in _NO_DATES and plain(value) in _NOTHING:
        return Doubt.SAYS_NOTHING
    if field == Slot.SPEC_QUANTITY and not _NUMBER.search(fold(value)):
        return Doubt.NO_NUMBER
    return None


def doubts(fields: Mapping[str, str], *, now: datetime) -> dict[str, Doubt]:
    """Return the doubtful ones among the values of a form."""
    return {field: found for field, value in fields.items() if (found := doubt(field, value, now=now))}


# Private functions

_NO_DATES: Final = frozenset({Slot.CUSTOMER, Slot.BRAND, Slot.SPEC_QUANTITY, Slot.DEFECT, Slot.DEMAND})
_NOTHING: Final = frozenset(
    {
        *map(
            plain, ("沒", "無", "沒有", "暫無", "不知道", "不清楚", "不詳", "未知", "不記得", "略", "沒什麼")
        ),
        *("none", "no", "na", "nothing", "unknown", "nil"),
    }
)
_NUMBER: Final = re.compile(rf"{NUMERAL}|半")
_LONGEST_DATE: Final = 30
_AROUND_DATE: Final = frozenset({"", "日", "号"})


def _is_date(value: str, now: datetime) -> bool:
    """Tell a value that is a date and nothing else."""
    folded = in_our_words(fold(value)).strip()
    found = find_day(folded, now.date()) if len(folded) <= _LONGEST_DATE else None
    return found is not None and plain(folded[: found.start] + folded[found.end :]) in _AROUND_DATE
