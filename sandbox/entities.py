"""Text with entities, counted the way Telegram counts: in UTF-16 code units."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

Entity = dict[str, Any]

MAX_ENTITIES: Final = 100
PLAIN_STYLES: Final = ("bold", "italic", "underline", "strikethrough", "spoiler")
_MONOSPACE: Final = frozenset({"pre", "code"})
# The order of entities that cover the same text: the outer one first.
_ORDER: Final = (
    "blockquote",
    "expandable_blockquote",
    "pre",
    "code",
    "text_link",
    "text_mention",
    "date_time",
)
_DETECTED: Final = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")),
    ("url", re.compile(r"(?<![\w@])https?://[^\s<>\"'，。；！？、）」]+")),
)


@dataclass(frozen=True)
class Styled:
    """A text and the entities that style it."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, entity: Entity) -> str:
    """Return the part of `text` that `entity` covers."""
    units = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return units[start : start + 2 * entity["length"]].decode("utf-16-le")


def styled(text: str, entities: Iterable[Entity] = ()) -> Styled:
    """Return what Telegram stores: trimmed, its entities merged and in order, links and commands found."""
    kept, entities = _trimmed(text, list(entities))
    entities = _merged(entities)
    found = [entity for entity in _detected(kept) if not any(_overlap(entity, other) for other in entities)]
    return Styled(kept, tuple(sorted([*entities, *found], key=_place)[:MAX_ENTITIES]))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip()
    dropped = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(kept)
    moved = [_clipped(entity, -dropped, end) for entity in entities]
    return kept, [entity for entity in moved if entity["length"] > 0]


def _clipped(entity: Entity, by: int, end: int) -> Entity:
    start = min(max(entity["offset"] + by, 0), end)
    stop = min(max(entity["offset"] + entity["length"] + by, 0), end)
    return {**entity, "offset": start, "length": stop - start}


def _merged(entities: list[Entity]) -> list[Entity]:
    """Join touching pieces of one style; nothing is styled inside monospace."""
    fixed = [entity for entity in entities if entity["type"] not in PLAIN_STYLES]
    monospace = _units(entity for entity in fixed if entity["type"] in _MONOSPACE)
    for style in PLAIN_STYLES:
        covered = _units(entity for entity in entities if entity["type"] == style) - monospace
        fixed += [{"type": style, "offset": start, "length": length} for start, length in _runs(covered)]
    return fixed


def _units(entities: Iterable[Entity]) -> set[int]:
    return {
        unit for entity in entities for unit in range(entity["offset"], entity["offset"] + entity["length"])
    }


def _runs(units: set[int]) -> list[tuple[int, int]]:
    runs: list[list[int]] = []
    for unit in sorted(units):
        if runs and unit == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([unit, 1])
    return [(start, length) for start, length in runs]


def _detected(text: str) -> list[Entity]:
    found: list[Entity] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
            found.append({"type": kind, "offset": offset, "length": length})
    return [entity for i, entity in enumerate(found) if not any(_overlap(entity, e) for e in found[i + 1 :])]


def _overlap(one: Entity, other: Entity) -> bool:
    if other["type"] in PLAIN_STYLES or other["type"].endswith("blockquote"):
        return False
    starts_before_end = one["offset"] < other["offset"] + other["length"]
    return bool(starts_before_end and other["offset"] < one["offset"] + one["length"])


def _place(entity: Entity) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _rank(entity["type"], (*_ORDER, *PLAIN_STYLES))


def _rank(kind: str, order: Sequence[str]) -> int:
    return order.index(kind) if kind in order else len(order)
