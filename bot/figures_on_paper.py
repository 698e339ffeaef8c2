"""The figures of a period as text, as a picture, or as a workbook, for `tousu report`."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import reports
from bot.config import Config
from reports.chart import draw
from reports.periods import DAILY_SUMMARY, STATS, WEEKLY_CHART, Period
from reports.tables import Column, Table, write
from reports.typed_periods import Span
from storage.database import Database
from texts import Texts
from texts.fitting import plain

_KINDS: Final = {Span.DAY: DAILY_SUMMARY, Span.WEEK: WEEKLY_CHART, Span.MONTH: STATS}

Facts = dict[str, Any]


async def write_report(config: Config, span: Span, period: Period, output: Path | None) -> str:
    """Return the words of a period's report; with an `output`, write it there in the form its suffix names."""
    paper, kind = _Paper(config, period), _KINDS[span]
    text = paper.text(kind, await paper.facts(kind))
    if output is not None:
        await _FORMS[output.suffix](paper, text, output)
    return text


class _Paper:
    """One period of one company, read-only."""

    def __init__(self, config: Config, period: Period) -> None:
        self._config, self._period = config, period
        self.language = str(config.language)
        self._texts = Texts(language=config.language, zone=config.timezone, folder=config.texts.folder)

    async def facts(self, kind: str) -> Facts:
        departments, _ = self._config.directory_seed()
        about: Facts = {
            "calendar": self._config.calendar(),
            "departments": departments,
            "company": self._config.company,
        }
        path = self._config.storage.path
        if not path.exists():
            raise FileNotFoundError(path)
        database = await Database.open(path, read_only=True)
        try:
            found = await database.read(lambda conn: reports.facts(conn, kind, self._period, **about))
        finally:
            await database.close()
        return dict(found)

    def text(self, kind: str, facts: Facts) -> str:
        return plain(self._texts.render(kind, facts)).rstrip()

    def tables(self, facts: Facts) -> tuple[Table, ...]:
        days, departments = ("day", "product", "service"), ("department", "due", "done", "late", "fined")
        return (
            self._table("departments", departments, facts["departments"]),
            self._table("days", days, facts["days"]),
        )

    def _table(self, name: str, columns: tuple[str, ...], rows: list[Facts]) -> Table:
        titles = [Column(column, self._texts.label("columns", column)) for column in columns]
        return Table(
            self._texts.label("tables", name), titles, [[row[column] for column in columns] for row in rows]
        )


async def _write_text(_paper: _Paper, text: str, path: Path) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")


async def _write_picture(paper: _Paper, _text: str, path: Path) -> None:
    with TemporaryDirectory() as fonts:  # beside what the operator asked for nothing else is left
        await draw(await paper.facts(WEEKLY_CHART), path, language=paper.language, fonts=Path(fonts))


async def _write_workbook(paper: _Paper, _text: str, path: Path) -> None:
    write(path, paper.tables(await paper.facts(WEEKLY_CHART)))


_FORMS: Final[dict[str, Callable[[_Paper, str, Path], Awaitable[None]]]] = {
    ".txt": _write_text,
    ".png": _write_picture,
    ".xlsx": _write_workbook,
}
SUFFIXES: Final = tuple(_FORMS)
