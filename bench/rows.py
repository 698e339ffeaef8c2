"""The lines of the table of budgets, and the table."""

from collections.abc import Sequence
from typing import Final, NamedTuple

Line = tuple[str, ...]
HEAD: Final[Line] = ("what", "budget", "measured", "of budget", "", "how")


class Row(NamedTuple):
    """What was measured against its budget, both in the same unit; `how` says of what the figure was made."""

    what: str
    budget: float
    measured: float
    unit: str
    how: str

    @property
    def is_met(self) -> bool:
        return self.measured <= self.budget

    def cells(self) -> tuple[str, ...]:
        """Return the line in words."""
        return (
            self.what,
            f"{_number(self.budget)} {self.unit}",
            f"{_number(self.measured)} {self.unit}",
            f"{self.measured / self.budget:.0%}",
            "met" if self.is_met else "MISSED",
            self.how,
        )


def as_text(table: Sequence[Line]) -> str:
    """Return a table, its head first, for a terminal."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(_line(cells, widths) for cells in table)


def as_markdown(table: Sequence[Line]) -> str:
    """Return a table, its head first, for a page."""
    head, *lines = table
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *lines))


# Private functions


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 1000 else f"{value:.0f}"
