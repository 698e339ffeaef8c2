"""The table of the weekly chart: for each department and stage what was done in time of what fell due."""

from typing import Final

from reports.sheet import (
    FAINT,
    KEPT,
    KEPT_INK,
    LATE,
    LATE_INK,
    MARGIN,
    MOSTLY_LATE,
    MOSTLY_LATE_INK,
    QUIET,
    WIDTH,
    Sheet,
)
from reports.stages import STAGES, Facts

_PADDING: Final = 28
_HEAD: Final = 132
_FOOT: Final = 20
_ROW: Final = 60
_TIGHT_ROW: Final = 50
_MANY: Final = 10
"""From so many departments on, the rows are tighter: Telegram makes tall pictures smaller."""

_NAMES: Final = 268
_GAP: Final = 8
_STAGE: Final = (WIDTH - 2 * (MARGIN + _PADDING) - _NAMES) / len(STAGES)


def table_height(rows: list[Facts]) -> float:
    """Return how high the panel will be."""
    return _HEAD + max(1, len(rows)) * _row_height(rows) + _FOOT


def draw_table(sheet: Sheet, top: float, rows: list[Facts]) -> None:
    """Draw the panel at the height `top`."""
    sheet.panel(MARGIN, top, WIDTH - 2 * MARGIN, table_height(rows))
    sheet.text(MARGIN + _PADDING, top + 46, sheet.said.words["table"]["title"], size=32)
    if not rows:
        nothing = sheet.said.words["table"]["nothing"]
        sheet.text(WIDTH / 2, top + _HEAD, nothing, size=30, colour=QUIET, align="center")
        return
    _headings(sheet, top + 102)
    height = _row_height(rows)
    for place, row in enumerate(rows):
        _row(sheet, top + _HEAD + place * height, height, row)


# Private functions


def _row_height(rows: list[Facts]) -> float:
    return _TIGHT_ROW if len(rows) > _MANY else _ROW


def _headings(sheet: Sheet, y: float) -> None:
    sheet.text(MARGIN + _PADDING, y, sheet.said.words["table"]["department"], size=24, colour=QUIET)
    for place, stage in enumerate(STAGES):
        name = sheet.said.words["table"][stage]
        sheet.text(_middle(place), y, name, size=24, colour=QUIET, align="center", width=_STAGE - _GAP)


def _row(sheet: Sheet, top: float, height: float, row: Facts) -> None:
    middle = top + height / 2
    sheet.text(MARGIN + _PADDING, middle, row["department"], size=28, width=_NAMES - 2 * _GAP)
    for place, stage in enumerate(STAGES):
        fill, ink = _colours(**row[stage])
        if fill:
            left = _middle(place) - _STAGE / 2 + _GAP / 2
            sheet.panel(left, top + _GAP / 2, _STAGE - _GAP, height - _GAP, colour=fill)
        sheet.text(
            _middle(place),
            middle,
            _score(sheet.said.words["table"], **row[stage]),
            size=26,
            colour=ink,
            align="center",
            width=_STAGE - 2 * _GAP,
            smallest=0,
        )


def _middle(place: int) -> float:
    return MARGIN + _PADDING + _NAMES + (place + 0.5) * _STAGE


def _score(words: dict[str, str], *, done: int, due: int) -> str:
    pattern = "none" if not due else "kept" if done == due else "late"
    return words[pattern].format(done=done, due=due, late=due - done)


def _colours(*, done: int, due: int) -> tuple[str, str]:
    """Return a cell's fill (none if nothing was due) and ink: the later, the darker."""
    if not due:
        return "", FAINT
    if done == due:
        return KEPT, KEPT_INK
    return (LATE, LATE_INK) if 2 * done > due else (MOSTLY_LATE, MOSTLY_LATE_INK)
