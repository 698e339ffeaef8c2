"""The weekly chart, drawn. `python -m reports.drawing FILE LANGUAGE` reads its facts as JSON and writes the PNG into the file.

matplotlib takes a second to import and tens of megabytes to hold, so only a process of its own does (`reports.chart`).
"""

import json
import sys
from pathlib import Path
from typing import Final

from reports.day_bars import HEIGHT as BARS_HEIGHT
from reports.day_bars import draw_bars
from reports.sheet import INK, LATE_INK, MARGIN, QUIET, WIDTH, Sheet
from reports.stage_table import draw_table, table_height
from reports.stages import STAGES, Facts
from reports.wording import LANGUAGE, wording

_HEADER: Final = 160
_TITLE: Final = 52
_TILES: Final = 136
_GAP: Final = 24
_FOOTER: Final = 84


def weekly_chart(facts: Facts, language: str = LANGUAGE) -> Sheet:
    """Draw the chart of the facts of `weekly_chart`, worded in a language."""
    rows, days = facts["departments"], facts["days"]
    bars_top = _HEADER + _TILES + _GAP
    table_top = bars_top + BARS_HEIGHT + _GAP
    bottom = table_top + table_height(rows)
    sheet = Sheet(bottom + _FOOTER, wording(language))
    _header(sheet, facts)
    _tiles(sheet, facts)
    draw_bars(sheet, bars_top, days)
    draw_table(sheet, table_top, rows)
    _footnote(sheet, bottom, facts)
    return sheet


def main(target: Path, language: str) -> None:
    """Draw the facts that stand in the standard input."""
    weekly_chart(json.load(sys.stdin), language).save(target)


# Private functions


def _header(sheet: Sheet, facts: Facts) -> None:
    width = WIDTH - 2 * MARGIN
    title = sheet.text(MARGIN, 64, sheet.said.words["title"], size=_TITLE)
    room = width - sheet.width_of(title)
    company = sheet.text(MARGIN, 64, facts["company"], size=_TITLE, width=room, smallest=1)
    title.set_x(MARGIN + sheet.width_of(company))
    sheet.text(MARGIN, 122, sheet.said.week(facts), size=28, colour=QUIET, width=width)


def _tiles(sheet: Sheet, facts: Facts) -> None:
    tiles = (
        ("opened", str(sum(facts["opened"].values())), INK),
        ("closed", str(facts["closed"]), INK),
        ("open", str(facts["open"]), INK),
        ("on_time", *_on_time(facts)),
    )
    width = (WIDTH - 2 * MARGIN - (len(tiles) - 1) * _GAP) / len(tiles)
    for place, (name, number, colour) in enumerate(tiles):
        left = MARGIN + place * (width + _GAP)
        sheet.panel(left, _HEADER, width, _TILES)
        sheet.text(left + width / 2, _HEADER + 54, number, size=56, colour=colour, align="center")
        sheet.text(
            left + width / 2,
            _HEADER + 108,
            sheet.said.words["tiles"][name],
            size=26,
            colour=QUIET,
            align="center",
        )


def _on_time(facts: Facts) -> tuple[str, str]:
    done, due = (sum(facts["on_time"][stage][key] for stage in STAGES) for key in ("done", "due"))
    if not due:
        return "–", INK
    # Rounded down: 100 % is only said of all.
    return f"{100 * done // due}%", INK if done == due else LATE_INK


def _footnote(sheet: Sheet, bottom: float, facts: Facts) -> None:
    count = sum(one["count"] for one in facts.get("beside", ()))
    beside = [sheet.said.beside(count)] if count else []
    lines = [*beside, sheet.said.cut_off(facts["until"])]
    width, step = WIDTH - 2 * MARGIN, _FOOTER / (len(lines) + 1)
    for nth, line in enumerate(lines, start=1):
        sheet.text(MARGIN, bottom + nth * step, line, size=22, colour=QUIET, width=width)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
