"""The fruit fund's statement as a workbook: 概要, 罰款明細, 支出明細, 各人合計, with formulas where an auditor expects sums.

Each formula carries its value, so that a reader that does not calculate sees the same. The same facts make the same bytes.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.stages import Facts
from reports.wording import LANGUAGE, wording
from workflow.fines import OWED, FineStatus

MONEY: Final = "#,##0.00"
MOMENT: Final = "yyyy-mm-dd hh:mm"


def write_workbook(facts: Facts, path: Path, language: str = LANGUAGE) -> None:
    """Write the statement into a file, worded in a language."""
    said = wording(language).words["statement"]
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"title": _title(facts, said), "created": _naive(facts["until"])})
        look = _Look(
            title=workbook.add_format({"bold": True, "font_size": 14}),
            head=workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8F0E4", "text_wrap": True}),
            plain=workbook.add_format({"valign": "top", "text_wrap": True}),
            moment=workbook.add_format({"num_format": MOMENT, "align": "left", "valign": "top"}),
            money=workbook.add_format({"num_format": MONEY, "valign": "top"}),
            total=workbook.add_format({"num_format": MONEY, "bold": True, "top": 1}),
        )
        names = said["sheets"]
        sheets = [_Sheet(workbook.add_worksheet(name), look, said) for name in names]
        fines, spendings = _fines(sheets[1], facts), _spendings(sheets[2], facts)
        _table(sheets[3], PEOPLE, _people(facts["fines"]), ("came_in", "went_out", "owed", "owed_back"))
        _summary(sheets[0], facts, {"fines": (names[1], fines), "spendings": (names[2], spendings)})


# Private functions


class _Look(NamedTuple):
    title: Format
    head: Format
    plain: Format
    moment: Format
    money: Format
    total: Format


class _Column(NamedTuple):
    """A column of a table: the fact, its kind (text, moment or money) and its width."""

    fact: str
    kind: str = "text"
    width: int = 12


class _Totals(NamedTuple):
    """Where the sums of a table stand: their row, and the column letter of each fact."""

    row: int
    letters: dict[str, str]


FINES: Final = (
    _Column("number", width=17),
    _Column("case", width=17),
    _Column("department"),
    _Column("person"),
    _Column("amount", "money"),
    _Column("issued_at", "moment", 17),
    _Column("status"),
    _Column("reason", width=30),
    _Column("paid_at", "moment", 17),
    _Column("paid_by"),
    _Column("refunded_at", "moment", 17),
    _Column("refunded_by"),
    _Column("came_in", "money"),
    _Column("went_out", "money"),
)
SPENDINGS: Final = (
    _Column("number", width=17),
    _Column("at", "moment", 17),
    _Column("kind"),
    _Column("what", width=36),
    _Column("corrects", width=17),
    _Column("by"),
    _Column("went_out", "money"),
    _Column("came_in", "money"),
)
PEOPLE: Final = (
    _Column("department"),
    _Column("person"),
    _Column("fines"),
    _Column("came_in", "money"),
    _Column("went_out", "money"),
    _Column("owed", "money"),
    _Column("owed_back", "money", 14),
)
BOOK: Final = (
    _Column("at", "moment", 22),
    _Column("number", width=17),
    _Column("kind"),
    _Column("what", width=36),
    _Column("by"),
    _Column("came_in", "money"),
    _Column("went_out", "money"),
    _Column("balance", "money"),
)


class _Sheet:
    """A worksheet that is written from the top down; `said` holds the words of statements."""

    def __init__(self, sheet: Worksheet, look: _Look, said: dict[str, Any]) -> None:
        self._sheet, self._look, self.said = sheet, look, said
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def title(self, row: int, text: str) -> None:
        self._sheet.write_string(row, 0, text, self._look.title)

    def text(self, row: int, column: int, text: str) -> None:
        self._sheet.write_string(row, column, text, self._look.plain)

    def money(self, row: int, column: int, fen: int) -> None:
        self._sheet.write_number(row, column, _yuan(fen), self._look.money)

    def sum(self, row: int, column: int, formula: str, fen: int, *, total: bool = True) -> None:
        look = self._look.total if total else self._look.money
        self._sheet.write_formula(row, column, formula, look, _yuan(fen))

    def head(self, row: int, columns: Sequence[_Column], names: dict[str, str]) -> None:
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(row, place, names[column.fact], self._look.head)

    def line(self, row: int, columns: Sequence[_Column], facts: Facts) -> None:
        for place, column in enumerate(columns):
            self._cell(row, place, column.kind, facts.get(column.fact))

    def _cell(self, row: int, place: int, kind: str, fact: Any) -> None:
        if fact in (None, ""):
            return
        if kind == "money":
            self.money(row, place, fact)
        elif kind == "moment":
            self._sheet.write_datetime(row, place, _naive(fact), self._look.moment)
        else:
            self.text(row, place, fact)


def _summary(sheet: _Sheet, facts: Facts, totals: dict[str, tuple[str, _Totals]]) -> None:
    said = sheet.said
    sheet.title(0, _title(facts, said))
    until = datetime.fromisoformat(facts["until"])
    sheet.text(1, 0, said["until"].format(until=f"{until:%Y-%m-%d %H:%M}"))
    moved = [
        ("payments", "+", "fines", "came_in", _sum(facts["fines"], "came_in")),
        ("refunds", "-", "fines", "went_out", _sum(facts["fines"], "went_out")),
        ("spendings", "-", "spendings", "went_out", _sum(_spent(facts), "went_out")),
        ("corrections", "+", "spendings", "came_in", _sum(_spent(facts), "came_in")),
    ]
    sheet.text(3, 0, said["summary"]["opening"])
    sheet.money(3, 1, facts["opening"])
    for row, (name, _, table, fact, fen) in enumerate(moved, start=4):
        title, where = totals[table]
        sheet.text(row, 0, said["summary"][name])
        sheet.sum(row, 1, f"='{title}'!{where.letters[fact]}{where.row}", fen, total=False)
    sheet.text(8, 0, said["summary"]["closing"])
    signs = "".join(f"{sign}B{row}" for row, (_, sign, *_) in enumerate(moved, start=5))
    sheet.sum(8, 1, f"=B4{signs}", facts["closing"])
    for row, name in ((9, "owed_back"), (10, "outstanding")):
        sheet.text(row, 0, said["summary"][name])
        sheet.money(row, 1, facts[name])
    _book(sheet, 12, facts)


def _book(sheet: _Sheet, top: int, facts: Facts) -> None:
    """Every entry with the balance after it; the first line carries the opening balance over from above."""
    said = sheet.said
    sheet.title(top, said["book"])
    sheet.head(top + 1, BOOK, said["columns"])
    balance, before = facts["opening"], "B4"
    for row, line in enumerate(facts["lines"], start=top + 2):
        balance += line["came_in"] - line["went_out"]
        sheet.line(row, BOOK[:-1], _worded(line, said))
        sheet.sum(row, len(BOOK) - 1, f"={before}+F{row + 1}-G{row + 1}", balance, total=False)
        before = f"H{row + 1}"


def _fines(sheet: _Sheet, facts: Facts) -> _Totals:
    statuses = sheet.said["statuses"]
    lines = [{**one, "status": statuses[one["status"]]} for one in facts["fines"]]
    return _table(sheet, FINES, lines, ("came_in", "went_out"))


def _spendings(sheet: _Sheet, facts: Facts) -> _Totals:
    return _table(
        sheet, SPENDINGS, [_worded(line, sheet.said) for line in _spent(facts)], ("went_out", "came_in")
    )


def _table(sheet: _Sheet, columns: Sequence[_Column], lines: list[Facts], summed: tuple[str, ...]) -> _Totals:
    sheet.head(0, columns, sheet.said["columns"])
    for row, line in enumerate(lines, start=1):
        sheet.line(row, columns, line)
    bottom = len(lines) + 1
    sheet.text(bottom, 0, sheet.said["total"])
    letters = {column.fact: chr(ord("A") + place) for place, column in enumerate(columns)}
    for fact in summed:
        letter = letters[fact]
        place, fen = ord(letter) - ord("A"), _sum(lines, fact)
        sheet.sum(bottom, place, f"=SUM({letter}2:{letter}{max(bottom, 2)})" if lines else "=0", fen)
    return _Totals(bottom + 1, letters)


def _people(fines: list[Facts]) -> list[Facts]:
    """What the listed fines come to for each department and person, in their order of name."""
    groups: dict[tuple[str, str], list[Facts]] = {}
    for one in fines:
        groups.setdefault((one["department"], one["person"]), []).append(one)
    return [_person(department, person, theirs) for (department, person), theirs in sorted(groups.items())]


def _person(department: str, person: str, fines: list[Facts]) -> Facts:
    return {
        "department": department,
        "person": person,
        "fines": str(len(fines)),
        "came_in": _sum(fines, "came_in"),
        "went_out": _sum(fines, "went_out"),
        "owed": sum(one["amount"] for one in fines if one["status"] in OWED),
        "owed_back": sum(one["amount"] for one in fines if one["status"] == FineStatus.REFUND_OWED),
    }


def _spent(facts: Facts) -> list[Facts]:
    return [line for line in facts["lines"] if line["is_spending"]]


def _worded(line: Facts, said: dict[str, Any]) -> Facts:
    return {**line, "kind": said["kinds"][line["kind"]]}


def _sum(lines: list[Facts], fact: str) -> int:
    return sum(line[fact] for line in lines)


def _title(facts: Facts, said: dict[str, Any]) -> str:
    pattern: str = said["title"]
    return pattern.format(company=facts["company"], month=facts["month"])


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


def _naive(moment: str) -> datetime:
    """Return a moment as the clock on the wall showed it: a workbook knows no time zones."""
    return datetime.fromisoformat(moment).replace(tzinfo=None)
