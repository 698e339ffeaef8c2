"""What people type behind /fund: a wish, an amount, the number of an entry, a month."""

import re
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from forms.english_dates import month_in_figures
from forms.folding import clean, fold
from forms.money import MoneyProblem, split_money
from forms.numbers import leading_number, read_number

EARLIEST_YEAR: Final = 2020
LONGEST_WORDS: Final = 200
"""Characters of what was bought, or of a reason."""


class FundWish(StrEnum):
    """What is wanted of the fruit fund."""

    LOOK = "look"
    ENTRY = "entry"
    SPEND = "spend"
    UNDO = "undo"
    STATEMENT = "statement"
    EXPORTS = "exports"
    UNKNOWN = "unknown"


class SpendingRead(NamedTuple):
    """A spending as typed: fen, or what is wrong with the amount, and what it was for."""

    amount: int | MoneyProblem
    what: str


class CorrectionRead(NamedTuple):
    """A correction as typed; `number` is empty where none was recognised."""

    number: str
    reason: str


def read_wish(text: str) -> tuple[FundWish, str]:
    """Return what is wanted, and the words behind it; of an entry its number."""
    number = read_entry(text)
    if number:
        return FundWish.ENTRY, number
    word, rest = _first_word(clean(text).strip())
    if not word:
        return FundWish.LOOK, ""
    return _WISHES.get(fold(word).lower(), FundWish.UNKNOWN), rest.strip()


def read_entry(text: str) -> str:
    """Return the number of an entry or a fine, as typed where it is no whole one; nothing for other words."""
    typed = fold(clean(text)).strip().upper()
    if not typed.startswith(("E", "F")):
        return ""
    return read_number(text) or (typed if _LIKE_A_NUMBER.fullmatch(typed) else "")


def read_spending(text: str) -> SpendingRead:
    """Read `120 西瓜`; the amount comes first."""
    amount, what = split_money(text)
    return SpendingRead(amount, _words(what))


def read_correction(text: str) -> CorrectionRead:
    """Read `E-20261123-001 重複登記`."""
    cleaned = clean(text).strip()
    number, rest = leading_number(cleaned)
    if not number.startswith("E"):
        return CorrectionRead("", _words(cleaned))
    return CorrectionRead(number, _words(rest))


def read_month(text: str, today: date) -> date | None:
    """Return the first day of a month typed as 2026-11, 2026年11月, 202611, 11月, Nov 2026 or nothing (last month).

    None: not a month, or one that has not begun.
    """
    folded = month_in_figures(fold(clean(text)).strip())
    if not folded or folded in _LAST_MONTH:
        return _first_of(today.year, today.month - 1) if today.month > 1 else date(today.year - 1, 12, 1)
    found = _MONTH.fullmatch(folded)
    if found is None:
        return None
    month = int(found["month"])
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    first = _first_of(year, month)
    return first if first and first <= today else None


# Private functions

_WISHES: Final = {
    **dict.fromkeys(("spend", "支出", "花费", "花費"), FundWish.SPEND),
    **dict.fromkeys(("undo", "correct", "更正", "冲销", "沖銷"), FundWish.UNDO),
    **dict.fromkeys(("statement", "月结", "月結", "月报", "報表", "报表"), FundWish.STATEMENT),
    **dict.fromkeys(("exports", "汇出", "匯出", "导出"), FundWish.EXPORTS),
}
_LIKE_A_NUMBER: Final = re.compile(r"[EF]-?[0-9][0-9-]{,30}")
_MONTH: Final = re.compile(r"(?:(?P<year>[0-9]{4})\s*[-/.年]?\s*)?(?P<month>[0-9]{1,2})\s*月?")


_LAST_MONTH: Final = frozenset(("上月", "上个月", "last month"))


def _first_word(text: str) -> tuple[str, str]:
    """Part the first word from the rest, also 支出120西瓜, where nobody types a blank."""
    found = re.match(r"[^\W\d_]+(?=[\s\d¥￥-])|\S+", text)
    word = found.group() if found else ""
    return word, text[len(word) :]


def _words(text: str) -> str:
    return " ".join(text.split())[:LONGEST_WORDS]


def _first_of(year: int, month: int) -> date | None:
    return date(year, month, 1) if year >= EARLIEST_YEAR and 1 <= month <= 12 else None
