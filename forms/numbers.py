"""The numbers of cases, drafts, enquiries, fines, vouchers and entries as people type them (p20261124001, Ｐ－20261124－1)."""

import re
from typing import Final, NamedTuple

from forms.folding import clean, fold


class NumberRead(NamedTuple):
    """A number spelt as the bot spells it, and what stands behind it as it was typed; both empty where there is none."""

    number: str
    rest: str


def read_number(text: str) -> str:
    """Return the number that the whole text is, spelt as the bot spells it; "" for anything else."""
    number, rest = leading_number(text)
    return "" if rest else number


def leading_number(text: str) -> NumberRead:
    """Return the number that a text begins with, whichever its letter."""
    cleaned = clean(text).strip()
    found = _NUMBER.match(fold(cleaned))
    if found is None:
        return NumberRead("", "")
    letter, day, nth = found.groups()
    return NumberRead(f"{letter.upper()}-{day}-{int(nth):03d}", cleaned[found.end() :].strip())


def number_in(text: str) -> str:
    """Return the first number that stands in a text, whatever is said around it (「P-20261124-001 謝謝」); "" if none."""
    folded = fold(clean(text))
    starts = (found.start() for found in _BEGINS.finditer(folded))
    return next(
        (one.number for one in (leading_number(folded[start:]) for start in starts) if one.number), ""
    )


# Private functions

_BEGINS: Final = re.compile(r"(?<![A-Z0-9])[CDEFPSV](?=[-\s]*[0-9])", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"([CDEFPSV])[-\s]*([0-9]{8})[-\s]*([0-9]{1,3}|[1-9][0-9]{3,5})(?![0-9])\s*[:,;。]?", re.IGNORECASE
)
"""Its parts may be joined, parted by blanks, and the last one lack its zeros; with more of them than the bot writes it is no number."""
