"""A workbook's formulas, calculated anew: sums, references and plus and minus, as many as our statements use."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_TERM = re.compile(r"([+-]?)(?:SUM\(([A-Z])(\d+):[A-Z](\d+)\)|(?:'([^']+)'!)?([A-Z]\d+)|(\d+))")


class Workbook:
    """The cells of every sheet: `formulas` with the value written beside each."""

    def __init__(self, path: Path) -> None:
        self.formulas: dict[tuple[str, str], tuple[str, float]] = {}
        self._numbers: dict[tuple[str, str], float] = {}
        with ZipFile(path) as parts:
            book = ET.fromstring(parts.read("xl/workbook.xml"))
            names = [sheet.attrib["name"] for sheet in book.iterfind(".//x:sheet", _NS)]
            for number, name in enumerate(names, start=1):
                self._read(name, parts.read(f"xl/worksheets/sheet{number}.xml"))

    def value(self, formula: str, sheet: str) -> float:
        """Calculate a formula of a sheet, and whatever it refers to."""
        terms = list(_TERM.finditer(formula))
        assert "".join(term.group() for term in terms) == formula, f"{formula} is beyond this calculator"
        return sum(self._term(term, sheet) for term in terms)

    # Private

    def _read(self, name: str, xml: bytes) -> None:
        for cell in ET.fromstring(xml).iterfind(".//x:c", _NS):
            formula, value = cell.find("x:f", _NS), cell.find("x:v", _NS)
            if value is None or value.text is None or cell.attrib.get("t") == "s":
                continue
            where = (name, cell.attrib["r"])
            if formula is not None and formula.text:
                self.formulas[where] = (formula.text, float(value.text))
            else:
                self._numbers[where] = float(value.text)

    def _term(self, term: re.Match[str], sheet: str) -> float:
        sign, column, first, last, other, cell, number = term.groups()
        value = float(number or 0)
        if column:
            value = sum(self._cell(sheet, f"{column}{row}") for row in range(int(first), int(last) + 1))
        elif cell:
            value = self._cell(other or sheet, cell)
        return -value if sign == "-" else value

    def _cell(self, sheet: str, cell: str) -> float:
        found = self.formulas.get((sheet, cell))
        return self.value(found[0], sheet) if found else self._numbers.get((sheet, cell), 0.0)
