"""Tables as files: CSV that spreadsheets open as it is, workbooks, and JSON a line a row."""

import csv
import json
import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, Final, NamedTuple

import xlsxwriter

Cell = str | int | float | date | datetime | None

_MOST_WIDE: Final = 40
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


class Column(NamedTuple):
    """A column: what programs call it, and what people do."""

    id: str
    title: str


class Table(NamedTuple):
    """Rows under columns; moments are aware, in the zone in which they are to be read."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def write(path: Path, tables: Sequence[Table]) -> None:
    """Write tables into a new file that its owner alone can read, in the form that its suffix names (`FORMS`).

    Only a workbook holds several. Raises FileExistsError, and leaves nothing of a file that could not be finished.
    """
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    os.close(descriptor)
    try:
        FORMS[path.suffix](path, tables)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


# Private functions


def _write_csv(path: Path, tables: Sequence[Table]) -> None:
    (table,) = tables
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([column.title for column in table.columns])
    rows.writerows([[_harmless(_told(cell)) for cell in row] for row in table.rows])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))  # the mark tells spreadsheets that it is UTF-8


def _write_jsonl(path: Path, tables: Sequence[Table]) -> None:
    (table,) = tables
    names = [column.id for column in table.columns]
    lines = (
        json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False) for row in table.rows
    )
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _write_xlsx(path: Path, tables: Sequence[Table]) -> None:
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, as_text | {"remove_timezone": True}) as book:
        bold = book.add_format({"bold": True})
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, [column.title for column in table.columns], bold)
            for number, row in enumerate(table.rows, start=1):
                for place, cell in enumerate(row):
                    look = moments if isinstance(cell, datetime) else days if isinstance(cell, date) else None
                    sheet.write(number, place, cell, look)
            for place in range(len(table.columns)):
                sheet.set_column(place, place, _width(table, place))
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


FORMS: Final[dict[str, Callable[[Path, Sequence[Table]], None]]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".xlsx": _write_xlsx,
}


def _width(table: Table, place: int) -> int:
    cells = [table.columns[place].title, *(_told(row[place]) for row in table.rows)]
    return min(_MOST_WIDE, 2 + max(sum(2 if ord(letter) > 255 else 1 for letter in cell) for cell in cells))


def _told(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return "" if cell is None else str(cell)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell
