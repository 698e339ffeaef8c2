"""Which characters the installed type can show, and what is printed for the others."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path as simplified
from pylopdf_fonts_zh_tw import sans_path as traditional

_LINES: Final = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANK_LINES: Final = re.compile(r"\n\s*\n")
_INVISIBLE: Final = re.compile("[\u00ad\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff]")
"""What only joins or varies its neighbours: nothing is lost without it."""
_UNBROKEN: Final = re.compile(r"[!-~\u00a0-\u024f]{16,}")
_UNBROKEN_SIGNS: Final = re.compile(
    r"[^\s\u200b!-~\u00a0-\u024f\u3041-\u30fa\u3400-\u4db5\u4e00-\u9fef]{40,}"
)
"""So many signs in a row leave any cell if a line is not to begin, or to end, with one of them."""
_ANY_RUN: Final = re.compile(r"[^\s\u200b\u3041-\u30fa\u3400-\u4db5\u4e00-\u9fef]{8,}")
BREAK: Final = "\u200b"
"""A place where a long word may be broken; it takes no room."""


def font_folders() -> list[Path]:
    """Return the folders of the type, which is installed with us: traditional, and simplified behind it."""
    return [Path(path()).parent for path in (traditional, simplified)]


def printable(text: str) -> str:
    """Return a text as it can be set: every character is seen, blank lines are not, and long words can be broken."""
    lines = _BLANK_LINES.sub("\n", _LINES.sub("\n", text.replace("\t", " "))).strip()
    shown = "".join(map(_shown, _INVISIBLE.sub("", lines)))
    return _UNBROKEN_SIGNS.sub(_broken, _UNBROKEN.sub(_broken, shown))


def breakable(text: str) -> str:
    """Return a printable text with places to break in all but words of people and short ones, for narrow cells."""
    return _ANY_RUN.sub(_broken, text)


# Private functions


def _broken(run: re.Match[str]) -> str:
    return BREAK.join(run[0])


def _shown(character: str) -> str:
    known = character == "\n" or ord(character) in _known()
    return character if known else f"〔U+{ord(character):04X}〕"


@cache
def _known() -> frozenset[int]:
    """Return what at least one of the two has."""
    characters: set[int] = set()
    for path in (traditional, simplified):
        with TTFont(path(), lazy=True) as font:
            characters.update(font.getBestCmap())
    return frozenset(characters)
