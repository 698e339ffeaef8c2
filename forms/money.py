"""Amounts of money as people type them (120, 120.50元, ￥1,200.5, １２０ 塊): whole fen come out, never a float."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from forms.folding import clean, fold

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


# Private functions

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
