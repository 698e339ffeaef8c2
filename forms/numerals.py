"""Numbers as people write them in dates: 23, ２３ (once folded), 二十三, 廿三, 二〇二六."""

import re

NUMERAL = "[0-9〇零○一二两三四五六七八九十廿卅百]"
"""One character of a number, for use in other patterns."""

_DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
} | {str(digit): digit for digit in range(10)}  # fmt: skip
_COUNTED = re.compile(
    "(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?"
)
_SHORT_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_LONGEST = 12


def number(text: str) -> int | None:
    """Return the number a run of numerals stands for, None if it stands for none (十十, 2百, a huge one)."""
    if not text or len(text) > _LONGEST:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _counted(text.translate(_SHORT_TENS))


def _counted(text: str) -> int | None:
    found = _COUNTED.fullmatch(text)
    if not found:
        return None
    hundreds, tens, ten, ones = found.groups()
    value = 100 * _DIGITS.get(hundreds, 0) + _DIGITS.get(ones, 0)
    return value + (10 * _DIGITS.get(tens, 1) if ten else 0)
