"""Shares of a freight as people type them (70%, 七成, 910 元, 全部): each is read exactly or not at all, never guessed."""

import re
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from forms.folding import clean, fold
from forms.money import MoneyProblem, split_money
from forms.numerals import NUMERAL, number

WHOLE: Final = 100
LONGEST: Final = 120
"""Characters of one item; what is longer tells a story."""


class ShareProblem(StrEnum):
    """Why what stands beside a department is no share."""

    UNCLEAR = "share_unclear"
    NO_PERCENT = "no_percent"  # a number, but not a whole percent of 1 to 100


class ShareRead(NamedTuple):
    """A department as typed, and its share: whole percent, or an amount in fen; nothing stood there if all are None."""

    name: str
    percent: int | None = None
    fen: int | None = None
    problem: ShareProblem | None = None

    @property
    def is_bare(self) -> bool:
        return self.percent is None and self.fen is None and self.problem is None


def split_shares(text: str) -> tuple[str, ...]:
    """Return the items of a 承擔部門 value, one for each department: 物流部 70%、生產部 30."""
    return tuple(item.strip() for item in _BETWEEN.split(text) if item.strip())


def read_share(item: str) -> ShareRead:
    """Return the department an item begins with and its share; whatever else is said there makes it unclear.

    An item that is nothing but a name, or says 平均, is bare; whether such a department exists is the caller's to know.
    """
    typed = " ".join(clean(item).split())
    found = _SHARE.fullmatch(fold(typed)) if len(typed) <= LONGEST else None
    if found is None:
        return ShareRead(typed, problem=ShareProblem.UNCLEAR)
    name = typed[found.start("name") : found.end("name")].strip()
    return _measured(name, found)


# Private functions

_BETWEEN: Final = re.compile(
    r"[、，;；\n]+|,(?![0-9]{3}(?![0-9]))|(?<=[%％])\s*(?=[^\s)）(（承负負出付])|(?<=[0-9０-９])\s+(?=[^\s%％0-9０-９元圆圓块塊成)）])"
)
"""Between items; a comma that groups the digits of an amount (1,200) is none."""
_BEARS: Final = r"(?:应|须|需)?(?:承担|[负負]担|[负負]责|分担|分摊|承付|支付|占|出|付)"
_N: Final = f"{NUMERAL}{{1,6}}"
_SHARE: Final = re.compile(
    rf"""(?:[由和及与跟]\s?)?+
    (?P<name>\S.*?)
    [\s:=(]*+(?:{_BEARS}[\s:=(]*+)?+
    (?:(?P<alone>-?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)\s?%?
     |(?P<tenths>{_N}(?:\.[0-9])?)\s?成(?P<half>{NUMERAL}|半)?
     |(?P<parts>百|{_N})分之(?P<of>{_N}|百)
     |(?P<over>[0-9]{{1,6}})\s?/\s?(?P<under>[0-9]{{1,6}})
     |(?P<all>全部|全额|全数)
     |(?P<middle>一半|半数)
     |(?P<equally>平均|平分|均分|均摊)
     |(?P<money>(?:人民币|rmb|[¥￥])?\s?[0-9][0-9,.]*\s?(?:元|圆|块钱|块)?[整正]?)
    )?
    \s*+\)?\s*+(?:{_BEARS})?+""",
    re.VERBOSE | re.IGNORECASE,
)


def _measured(name: str, found: re.Match[str]) -> ShareRead:
    if found["money"]:
        return _amount(name, found["money"])
    part = _part(found)
    if part is None:
        said = any(found[group] for group in ("tenths", "parts", "over"))
        return ShareRead(name, problem=ShareProblem.UNCLEAR if said else None)
    percent = part * WHOLE
    if percent.denominator != 1 or not 0 < percent <= WHOLE:
        return ShareRead(name, problem=ShareProblem.NO_PERCENT)
    return ShareRead(name, percent=int(percent))


def _part(found: re.Match[str]) -> Fraction | None:
    """Return what part of the whole is meant, None if nothing, or nothing that is a number."""
    if found["alone"]:
        return Fraction(found["alone"]) / WHOLE
    if found["tenths"]:
        return _tenths(found["tenths"], found["half"] or "0")
    if found["parts"]:
        return _fraction(_counted(found["of"]), _counted(found["parts"]))
    if found["over"]:
        return _fraction(int(found["over"]), int(found["under"]))
    return Fraction(1) if found["all"] else Fraction(1, 2) if found["middle"] else None


def _tenths(tenths: str, half: str) -> Fraction | None:
    whole = Fraction(tenths) if re.fullmatch(r"[0-9.]+", tenths) else _counted(tenths)
    rest = 5 if half == "半" else _counted(half)
    is_clear = whole is not None and rest is not None and ("." not in tenths or half == "0")
    return Fraction(whole or 0) / 10 + Fraction(rest or 0) / 100 if is_clear else None


def _fraction(over: int | None, under: int | None) -> Fraction | None:
    return Fraction(over, under) if over is not None and under else None


def _counted(numerals: str) -> int | None:
    return WHOLE if numerals == "百" else number(numerals)


def _amount(name: str, typed: str) -> ShareRead:
    fen, rest = split_money(typed)
    if rest or isinstance(fen, MoneyProblem):
        return ShareRead(name, problem=ShareProblem.UNCLEAR)
    return ShareRead(name, fen=fen)
