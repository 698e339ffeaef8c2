"""The lines of a message, and the bullets and numbers that people put before what they write."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

NUMBER = r"[(\[【]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])(?:[)\]】.、]|\ufe0f?\u20e3)"
"""The pattern of an item's number: 1、 (1) 一、 a) and the like."""

_BULLETS = frozenset("*·•‧・※#>_") | {"\ufe0f", "\u20e3"}
_BULLET_CATEGORIES = frozenset({"So", "Sm", "Sk", "Pd", "No"})
_LEADING_NUMBER = re.compile(rf"{NUMBER}|[0-9]{{1,2}}(?= )")


class Line(NamedTuple):
    """One line of the text; `lead` is where its bullets and numbers end."""

    start: int
    lead: int
    end: int


def lines_in(folded: str) -> Iterator[Line]:
    """Yield the lines of a folded text."""
    start = 0
    for row in folded.split("\n"):
        end = start + len(row)
        yield Line(start, skip_bullets(folded, start, end), end)
        start = end + 1


def skip_bullets(folded: str, start: int, end: int) -> int:
    """Return where a line's text begins behind blanks, '>', bullets, emoji and numbers."""
    while start < end:
        number = _LEADING_NUMBER.match(folded, start, end)
        if number:
            start = number.end()
        elif folded[start] == " " or is_bullet(folded[start]):
            start += 1
        else:
            break
    return start


def is_bullet(char: str) -> bool:
    """Tell what people put before an item: a dash, a dot, an emoji, a circled number (①, ⑴, ㈠)."""
    return char in _BULLETS or unicodedata.category(char) in _BULLET_CATEGORIES
