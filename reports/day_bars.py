"""The bars of the weekly chart: complaints by day and kind."""

from typing import Final

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from reports.sheet import BLUE, CARD, FAINT, INK, MARGIN, QUIET, SKY, WIDTH, Sheet, write
from reports.stages import Facts

HEIGHT: Final = 460
KINDS: Final = (("product", BLUE, CARD), ("service", SKY, INK))
"""Each kind with its colour and that of the number on it."""

_PADDING: Final = 28
_PLOT: Final = 268
_BAR: Final = 0.62
_LABEL: Final = 26


def draw_bars(sheet: Sheet, top: float, days: list[Facts]) -> None:
    """Draw the panel at the height `top`."""
    sheet.panel(MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT)
    sheet.text(MARGIN + _PADDING, top + 46, sheet.said.words["bars"]["title"], size=32)
    _legend(sheet, top + 46)
    axes = sheet.axes(MARGIN + _PADDING, top + 90, WIDTH - 2 * (MARGIN + _PADDING), _PLOT)
    axes.set(xlim=(-0.5, len(days) - 0.5), ylim=(0, _ceiling(days)))
    _bars(axes, days, nothing=sheet.said.words["bars"]["nothing"])
    axes.axhline(0, color=FAINT, linewidth=1.2, clip_on=False)
    _dates(sheet, top + 90 + _PLOT, days)


# Private functions


def _legend(sheet: Sheet, y: float) -> None:
    right: float = WIDTH - MARGIN - _PADDING
    for kind, colour, _ in reversed(KINDS):
        name = sheet.text(right, y, sheet.said.words["bars"][kind], size=_LABEL, colour=QUIET, align="right")
        right -= sheet.width_of(name) + 34
        sheet.panel(right, y - 11, 22, 22, colour=colour)
        right -= 34


def _ceiling(days: list[Facts]) -> float:
    return max(1.15 * max(_total(day) for day in days), 1)


def _total(day: Facts) -> int:
    return sum(day[kind] for kind, _, _ in KINDS)


def _bars(axes: Axes, days: list[Facts], *, nothing: str) -> None:
    base = [0 for _ in days]
    for kind, colour, ink in KINDS:
        counts = [day[kind] for day in days]
        bars = axes.bar(range(len(days)), counts, _BAR, bottom=base, color=colour, label=kind)
        for bar in bars:
            _number(axes, bar, ink)
        base = [low + count for low, count in zip(base, counts, strict=True)]
    _totals(axes, base, nothing)


def _number(axes: Axes, bar: Rectangle, ink: str) -> None:
    """Write the count into a bar that is high enough for it."""
    count, low = round(bar.get_height()), bar.get_y()
    if count / axes.get_ylim()[1] * _PLOT >= 1.2 * _LABEL:
        x = bar.get_x() + bar.get_width() / 2
        write(axes, x, low + count / 2, str(count), size=_LABEL, colour=ink, align="center")


def _totals(axes: Axes, totals: list[int], nothing: str) -> None:
    lift = 22 / _PLOT * axes.get_ylim()[1]
    for place, total in enumerate(totals):
        colour = INK if total else FAINT
        write(axes, place, total + lift, str(total), size=30, colour=colour, align="center")
    if not any(totals):
        middle = (len(totals) - 1) / 2
        write(axes, middle, 0.5, nothing, size=30, colour=QUIET, align="center")


def _dates(sheet: Sheet, y: float, days: list[Facts]) -> None:
    left, width = MARGIN + _PADDING, WIDTH - 2 * (MARGIN + _PADDING)
    for place, day in enumerate(days):
        x = left + (place + 0.5) / len(days) * width
        sheet.text(x, y + 32, sheet.said.weekday(day["weekday"]), size=28, align="center")
        sheet.text(x, y + 68, sheet.said.short_day(day["day"]), size=24, colour=QUIET, align="center")
