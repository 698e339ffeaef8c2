"""A piece of a text around the words that were looked for, cut into parts: those that were meant, and those between."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workflow.facts import Facts
from workflow.names import plain

ROUND: Final = 18
"""Letters before the first word found."""
LONGEST: Final = 60
MOST: Final = 2
"""Passages shown of a case."""


def snippets(passages: Iterable[str], words: Sequence[str]) -> list[list[Facts]]:
    """Return where the (folded) words stand: of few passages the piece around the first of them, as parts."""
    texts, left, shown = list(passages), list(words), list[str]()
    while len(shown) < MOST and (best := _best(texts, left)):
        shown.append(best)
        left = [word for word in left if word not in _folded(best)[0]]
    return [_piece(text, words) for text in shown or texts[:1]]


# Private functions

_Span = tuple[int, int]
_BLANKS: Final = re.compile(r"\s+")


def _best(texts: Sequence[str], words: Sequence[str]) -> str:
    """The text with most of the words; none if they stand nowhere."""
    best = max(texts, key=lambda text: len(_hits(text, words)), default="")
    return best if _hits(best, words) else ""


def _piece(text: str, words: Sequence[str]) -> list[Facts]:
    hits = _hits(text, words)
    start = max(0, hits[0][0] - ROUND) if hits else 0
    end = min(len(text), start + LONGEST)
    return _parts(text, [(max(a, start), min(b, end)) for a, b in hits if a < end], start, end)


def _hits(text: str, words: Sequence[str]) -> list[_Span]:
    """Where the words stand in the text as it was written; the first time each, in order, none within another."""
    letters, places = _folded(text)
    found = sorted(
        (places[at], places[at + len(word) - 1] + 1) for word in words if (at := letters.find(word)) >= 0
    )
    return [span for nth, span in enumerate(found) if nth == 0 or span[0] >= found[nth - 1][1]]


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and the place of each of its letters in the written one."""
    folded = [(letter, at) for at, written in enumerate(text) for letter in plain(written)]
    return "".join(letter for letter, _ in folded), [at for _, at in folded]


def _parts(text: str, hits: Iterable[_Span], start: int, end: int) -> list[Facts]:
    cuts: list[tuple[str, bool]] = [("…", False)] if start else []
    for a, b in hits:
        cuts += [(text[start:a], False), (text[a:b], True)]
        start = b
    cuts += [(text[start:end], False), ("…" if end < len(text) else "", False)]
    return [{"text": _BLANKS.sub(" ", part), "hit": hit} for part, hit in cuts if part]
