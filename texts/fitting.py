"""Telegram's limits: how long a message is, and facts made shorter until it fits. Nothing rendered is ever cut."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
ALERT_UNITS = 200
"""Telegram's limits, counted in UTF-16 code units after the markup is read."""

ELLIPSIS = "…"
_MARKUP = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"\s+")
_JOINERS = "\u200d\ufe0e\ufe0f"
_SENTENCE = re.compile(r"[。\n]|\. ")
_WHOLE = frozenset({"prefilled"})
"""Facts that are of use only when whole: they are left out rather than cut."""


class Shortened(str):
    """A text of which the end is missing; a template can test for it: `is abridged`."""

    __slots__ = ()


class Room(NamedTuple):
    """How long a text of the facts, and how many items of a list, may be."""

    units: int | None = None
    items: int | None = None


# Moments, numbers and keys are shorter than the smallest room, so they are never cut.
ROOMS = (
    *(Room(), Room(3000), Room(2000), Room(1200), Room(700), Room(400), Room(200)),
    *(Room(120, 40), Room(60, 20), Room(40, 10), Room(40, 5), Room(40, 2)),
)


def utf16_length(text: str) -> int:
    """Count UTF-16 code units, as Telegram does."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def plain(html: str) -> str:
    """Return the text of our HTML as Telegram shows it."""
    return unescape(_MARKUP.sub("", html))


def shorten(text: str, units: int) -> str:
    """Return at most `units` code units of the text, with an ellipsis where something is missing."""
    if utf16_length(text) <= units:
        return text
    kept, left = [], units - 1
    for letter in text:
        left -= utf16_length(letter)
        if left < 0:
            break
        kept.append(letter)
    return Shortened("".join(kept).rstrip().rstrip(_JOINERS) + ELLIPSIS)


def abridged(value: object) -> bool:
    """Tell whether something is missing at the end of a text, or of one among several."""
    if isinstance(value, Mapping):
        return any(map(abridged, value.values()))
    return isinstance(value, Shortened)


def one_line(text: str) -> str:
    """Return the text with every run of blanks and line ends as one blank."""
    return _BLANKS.sub(" ", text).strip()


def upto_sentence(text: str, units: int) -> str:
    """Return the whole sentences at the beginning that fit; if the first does not, as much of it as does."""
    if utf16_length(text) <= units:
        return text
    beginning = shorten(text, units).removesuffix(ELLIPSIS)
    ends = [match.end() for match in _SENTENCE.finditer(beginning)]
    return beginning[: ends[-1]].rstrip() if ends else shorten(text, units)


def attempts(facts: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], Room]]:
    """Yield the facts with less and less room; the template is rendered anew with each."""
    for room in ROOMS:
        yield {key: _within(room, key, value) for key, value in facts.items()}, room


# Private functions


def _within(room: Room, key: str, value: Any) -> Any:
    match value:
        case str() if room.units is not None:
            return _short_enough(value, key, room.units)
        case Mapping():
            return {name: _within(room, name, one) for name, one in value.items()}
        case list() | tuple():
            return [_within(room, key, one) for one in value]
    return value


def _short_enough(text: str, key: str, units: int) -> str:
    if key in _WHOLE:
        return text if utf16_length(text) <= units else ""
    return shorten(text, units)
