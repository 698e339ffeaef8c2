"""Amounts of money as people type them (120, 120.50元, ￥1,200.5, １２０ 塊): whole fen come out, never a float."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from forms.folding import clean, fold
from forms.numerals import NUMERAL, number

LARGEST_FEN: Final = 10_000_000_00
"""Ten million yuan: more than this is a slip of the finger."""


class MoneyProblem(StrEnum):
    """Why what was typed is no amount."""

    UNCLEAR = "unclear"
    NOT_POSITIVE = "not_positive"  # zero or less
    TOO_FINE = "too_fine"  # more than two decimals
    TOO_LARGE = "too_large"


def read_money(text: str) -> int | MoneyProblem:
    """Return the fen of a text that is an amount and nothing else."""
    amount, rest = split_money(text)
    return MoneyProblem.UNCLEAR if rest else amount


def split_money(text: str) -> tuple[int | MoneyProblem, str]:
    """Return the fen of the amount a text begins with, and what stands behind it as it was typed."""
    cleaned = clean(text).strip()
    found = _AMOUNT.match(fold(cleaned))
    if found is None:
        return MoneyProblem.UNCLEAR, cleaned
    return _fen(found), cleaned[found.end() :].strip()


def suggested(text: str) -> str:
    """Return how to write the amount that a text beginning with no clear one may mean (12萬: 120,000), "" if none is likely.

    It is shown to whoever typed it and never taken: what was meant is hers to say.
    """
    found = _IN_WORDS.match(fold(clean(text)).strip())
    yuan = _in_words(found) if found else None
    if yuan is None or not 0 < yuan * 100 <= LARGEST_FEN or yuan * 100 != int(yuan * 100):
        return ""
    return f"{yuan:,.0f}" if yuan == int(yuan) else f"{yuan:,.2f}"


# Private functions

_TIMES: Final = {
    "": 1,
    "百": 100,
    "佰": 100,
    "千": 1_000,
    "仟": 1_000,
    "k": 1_000,
    "万": 10_000,
    "萬": 10_000,
}
_IN_WORDS: Final = re.compile(
    rf"""[¥￥]?\s*
    (?:(?P<count>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]{{1,4}})?|[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?)|(?P<words>{NUMERAL}{{1,9}}+))
    \s*(?P<times>[百佰千仟k万萬]?+)
    (?:\s*(?:元|圆|圓|块钱|块|塊)(?:(?P<jiao>[0-9])[角毛](?:(?P<fen>[0-9])分)?+)?+)?+
    (?=\s*$|\s+(?!{NUMERAL})[^\W万萬亿億兆角毛美歐欧港臺台日澳])     # nothing that could change it""",
    re.VERBOSE | re.IGNORECASE,
)
"""One number with a multiplier, in words, or with 角: what may mean several (12萬5, 一千二百) is none."""


def _in_words(found: re.Match[str]) -> Decimal | None:
    counted = number(found["words"]) if found["words"] else Decimal(found["count"].replace(",", ""))
    if counted is None or not (found["words"] or found["times"] or found["jiao"]):
        return None
    return counted * _TIMES[found["times"].lower()] + Decimal(f"0.{found['jiao'] or 0}{found['fen'] or 0}")


_AMOUNT: Final = re.compile(
    r"""(?:人民[币幣]|rmb|cny)?\s*[¥￥]?\s*
    (?P<minus>-\s*)?[¥￥]?
    (?P<yuan>[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.(?P<decimals>[0-9]++))?+
    (?![0-9.,])                             # 1,20 and 1.2.3 are no amounts
    (?P<unit>\s*(?:人民[币幣]元?|元|圆|圓|块钱|块|塊|rmb|cny|yuan))?+(?:\s*[整正])?+
    (?![%/~*+_-])                           # 5 %, 6/2, 100-120
    (?(unit)
      (?![0-9.,元圆圓块塊角毛])(?!\s*[0-9]+\s*[角毛分])
    |                                       # without 元 a number may mean something else
      (?!['’a-z角毛分萬万億亿千仟百佰十拾兆斤個个箱盒袋包瓶顆颗粒份件次人天年月日號号點点桶公克兩两:])
      (?!\s*[0-9.萬万億亿兆]|\s*(?:[美歐欧日]元|[美澳]金|[港臺台日][币幣圓]|usd|hkd|eur))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Where what stands behind an amount could change it, it is none: 12萬, 1e5, 5美元, 3個, 1 200, 120元5角."""
_CENTS: Final = 2
_LONGEST: Final = 15
"""Digits of an amount; nobody types more, and huge numbers cost time."""


def _fen(found: re.Match[str]) -> int | MoneyProblem:
    digits, decimals = found["yuan"].replace(",", ""), found["decimals"] or ""
    if len(decimals) > _CENTS:
        return MoneyProblem.TOO_FINE
    if len(digits) > _LONGEST:
        return MoneyProblem.TOO_LARGE
    fen = int(Decimal(f"{digits}.{decimals or 0}") * 100)
    if found["minus"] or fen == 0:
        return MoneyProblem.NOT_POSITIVE
    return fen if fen <= LARGEST_FEN else MoneyProblem.TOO_LARGE
