"""Texts cut short where even the smallest type leaves them no room, each with a word on where the rest stands."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

REST: Final = "…（詳見群組記錄）"
_ROOMS: Final = (2400, 1600, 1100, 800, 600, 450, 330, 240, 170, 120, 80, 50, 30)
_LINE: Final = 40
"""What a line end takes, in characters."""
_MOST: Final = 12_000
"""More characters than a page of the smallest type holds."""
SQUEEZED: Final = "squeezed"
WHOLE: Final = frozenset({"mark", "number", "case", "digest", "kind"})
"""Neither cut nor broken into lines: they say what the page is."""


def ever_shorter(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the data whole, then with all texts cut to less and less; at the very last the page is to be `squeezed`.

    What is far too much for any page is not even tried: setting it takes longest.
    """
    shorter = [data, *(_within(room, data) for room in _ROOMS)]
    yield from ({**one, SQUEEZED: False} for one in shorter if _length(one) <= _MOST)
    yield {**shorter[-1], SQUEEZED: True}


# Private functions


def _within(room: int, value: Any) -> Any:
    match value:
        case str():
            return _cut(value, room)
        case Mapping():
            return {key: one if key in WHOLE else _within(room, one) for key, one in value.items()}
        case list():
            return [_within(room, one) for one in value]
    return value


def _cut(text: str, room: int) -> str:
    """Return the text, or the beginning of it that there is room for, and `REST`."""
    for place, character in enumerate(text):
        room -= _LINE if character == "\n" else 1
        if room < 0:
            return text[:place].rstrip() + REST
    return text


def _length(value: Any) -> int:
    match value:
        case str():
            return len(value) + value.count("\n") * _LINE
        case Mapping():
            return sum(map(_length, value.values()))
        case list():
            return sum(map(_length, value))
    return 0
