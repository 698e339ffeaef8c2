"""Sets a page with typst: a template, and the values of a document as JSON.

`python -m forms.printing.press` prints the order in its standard input (`forms.printing.orders`): typst and the type hold
tens of megabytes, so the bot leaves it to a process of its own.
"""

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

import typst

from forms.printing.capitals import in_capitals
from forms.printing.glyphs import font_folders, printable
from forms.printing.marks import mark_of
from forms.printing.orders import Order, Printed
from forms.printing.shortening import WHOLE, ever_shorter
from workflow.documents import FlowForm

_HERE: Final = Path(__file__).parent
_DOTS_PER_INCH: Final = 144
"""1190 x 1684 dots: Telegram shows no more of a picture."""
_TOO_LONG: Final = "more than a page"
"""What `paper.typ` panics with."""


def print_paper(order: Order) -> Printed:
    """Print a document; the same order gives the same bytes, whenever and in whatever process."""
    paper, zone = order.paper, ZoneInfo(order.zone)
    mark = mark_of(paper)
    page = _Page(
        _HERE / f"{mark.document}.typ",
        data={**_shown(paper.model_dump(), zone), "company": order.company, "mark": str(mark)},
        made_at=paper.compiled_at if isinstance(paper, FlowForm) else paper.drafted_at,
        layout=order.layout,
    )
    return Printed(f"{mark.document}-{mark.number}", *page.printed())


def main() -> None:
    """Print what the standard input orders, into the standard output."""
    order = Order.model_validate_json(sys.stdin.buffer.read())
    sys.stdout.buffer.write(print_paper(order).packed())


# Private functions


class _Page(NamedTuple):
    template: Path
    data: Mapping[str, Any]
    made_at: datetime
    layout: str

    def printed(self) -> tuple[bytes, bytes]:
        """Return PDF and picture, with texts as short as one page needs."""
        for data in ever_shorter(self.data):
            try:
                return self._compiled(data, "pdf"), self._compiled(data, "png")
            except typst.TypstError as error:
                if _TOO_LONG not in error.message:
                    raise
        raise ValueError(f"{self.data['mark']} does not fit on a page")

    def _compiled(self, data: Mapping[str, Any], form: Literal["pdf", "png"]) -> bytes:
        return typst.compile(
            self.template,
            format=form,
            ppi=_DOTS_PER_INCH,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False), "layout": self.layout},
            timestamp=int(self.made_at.timestamp()),
        )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders())
    )


def _shown(value: Any, zone: ZoneInfo, key: str = "") -> Any:
    """Return a value as it is printed, with all that is in it; an amount also in words."""
    match value:
        case Mapping():
            shown = {name: _shown(one, zone, name) for name, one in value.items()}
            return shown | ({"amount_in_words": in_capitals(value["amount"])} if "amount" in value else {})
        case list() | tuple():
            return [_shown(one, zone) for one in value]
        case int() if key == "amount":
            return f"{value // 100:,}.{value % 100:02}"
    return value if key in WHOLE else _written(value, zone)


def _written(value: Any, zone: ZoneInfo) -> Any:
    """Return a moment or a day in words, and a text with what the type can show."""
    match value:
        case datetime():
            local = value.astimezone(zone)
            return f"{_day(local)} {local:%H:%M}"
        case date():
            return _day(value)
        case str():
            return printable(value)
    return value


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


if __name__ == "__main__":
    main()
