"""Texts made to fit where even the smallest type leaves them no room.

First all are run on: a line end becomes 「／」. Then what the records of the case hold in full (the complaint and its
replies) is cut, with a word on where the rest stands. What was written on the page itself stands nowhere else: it is
never cut within the room its writer was granted (`workflow.page_room`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from forms.printing.glyphs import BREAK, breakable
from workflow.page_room import WORDS_ON_FORM

REST: Final = "…（詳見群組記錄）"
LINE_END: Final = "／"
SQUEEZED: Final = "squeezed"
WHOLE: Final = frozenset({"mark", "number", "case", "digest", "kind"})
"""Neither cut nor broken into lines: they say what the page is."""
_ON_RECORD: Final = frozenset({"form", "replies", "changed_ruling"})
_ROOMS: Final = (2400, 1600, 1100, 800, 600, 450, 330, 240, 170, 120, 80, 50, 30)
_LINE: Final = 40
"""What a line end takes, in characters."""
_MOST: Final = 12_000
"""More characters than a page of the smallest type holds."""


def ever_shorter(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the data whole, run on, then cut to less and less; at the very last the page is to be `squeezed`.

    What is far too much for any page is not even tried: setting it takes longest.
    """
    run_on = {key: _run_on(one) if key not in WHOLE else one for key, one in data.items()}
    shorter = [data, run_on, *(_within(room, run_on) for room in _ROOMS)]
    yield from ({**one, SQUEEZED: False} for one in shorter if _length(one) <= _MOST)
    yield {**shorter[-1], SQUEEZED: True}


# Private functions


def _run_on(value: Any) -> Any:
    match value:
        case str():
            return breakable(value.replace("\n", LINE_END))
        case Mapping():
            return {key: one if key in WHOLE else _run_on(one) for key, one in value.items()}
        case list():
            return [_run_on(one) for one in value]
    return value


def _within(room: int, data: Mapping[str, Any]) -> Mapping[str, Any]:
    written = max(room, WORDS_ON_FORM)
    return {
        key: one if key in WHOLE else _cut_all(one, room if key in _ON_RECORD else written)
        for key, one in data.items()
    }


def _cut_all(value: Any, room: int) -> Any:
    match value:
        case str():
            return _cut(value, room)
        case Mapping():
            return {key: one if key in WHOLE else _cut_all(one, room) for key, one in value.items()}
        case list():
            return [_cut_all(one, room) for one in value]
    return value


def _cut(text: str, room: int) -> str:
    """Return the text, or the beginning of it that there is room for, and `REST`; a place to break takes none."""
    for place, character in enumerate(text):
        room -= character != BREAK
        if room < 0:
            return text[:place].rstrip() + REST
    return text


def _length(value: Any) -> int:
    match value:
        case str():
            return len(value) - value.count(BREAK) + value.count("\n") * _LINE
        case Mapping():
            return sum(map(_length, value.values()))
        case list():
            return sum(map(_length, value))
    return 0
