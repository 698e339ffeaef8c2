"""What a trial found, and all of it as a page of Markdown."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """One trial: figures by name, what is wrong, and the seconds it took."""

    title: str
    claim: str
    figures: Mapping[str, object]
    wrong: Sequence[str]
    seconds: float


def as_text(parts: Sequence[Part], *, seed: int) -> str:
    """Return the report."""
    total = sum(part.seconds for part in parts)
    head = f"# Chaos report\n\nSeed {seed} (`make chaos SEED={seed}`), {total:.0f} seconds.\n"
    return "\n".join([head, *(_section(part) for part in parts)])


def _section(part: Part) -> str:
    rows = [f"| {name} | {_told(value)} |" for name, value in part.figures.items()]
    found = [f"- {line}" for line in part.wrong] or ["Nothing wrong was found."]
    lines = [f"## {part.title}", "", part.claim, "", "| | |", "|---|---|", *rows, "", *found, ""]
    return "\n".join(lines)


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {count}" for name, count in sorted(value.items()))
    return str(value)
