"""Lists of a period as files, in the words of the company; who took them is recorded before they appear."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from bot.config import Config
from reports.periods import Period
from reports.tables import Cell, Column, Table, write
from storage.books import Ledger
from storage.database import Database
from storage.extracts import Extract, Listing, extract
from texts import Texts
from workflow.commands import RecordExport, Stimulus
from workflow.desk import Desk

_GROUPS: Final = {
    "kind": "kinds_short",
    "phase": "phases",
    "outcome": "outcomes",
    "duty": "duties_short",
    "ending": "endings",
    "status": "fine_statuses",
}
_YES_NO: Final = frozenset({"settlement", "late"})


async def export(
    config: Config, what: Extract, period: Period, path: Path, *, operator: str, now: datetime
) -> int:
    """Write a list of a period into a new file, and who took it into the journal; return how many rows it has.

    The bot may run meanwhile. The file appears only once the journal has it.
    """
    if not config.storage.path.exists():
        raise FileNotFoundError(config.storage.path)
    await (
        await Database.open(config.storage.path, read_only=True)
    ).close()  # no export brings a schema up to date
    database = await Database.open(config.storage.path)
    try:
        listing = await database.read(partial(extract, what=what, since=period.since, until=period.until))
        with _appearing(path) as unfinished:
            write(unfinished, (_Wording(config).table(what, listing),))
            digest = sha256(unfinished.read_bytes()).hexdigest()
            command = RecordExport(what=what, period=period.id, operator=operator, digest=digest)
            await _record(config, database, command, now)
    finally:
        await database.close()
    return len(listing.rows)


# Private


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Lend a place for a file that takes its name when it is finished; another may not have that name by then."""
    unfinished = path.with_name(f".unfinished-{path.name}")
    unfinished.unlink(missing_ok=True)
    try:
        yield unfinished
        path.hardlink_to(unfinished)
    finally:
        unfinished.unlink(missing_ok=True)


async def _record(config: Config, database: Database, command: RecordExport, now: datetime) -> None:
    departments, _ = config.directory_seed()
    desk = Desk(Ledger(database, departments), calendar=config.calendar(), rules=config.rules())
    await desk.perform(command, Stimulus(now=now, at=now))


class _Wording:
    """A listing in the words of the company: names for identifiers, local times."""

    def __init__(self, config: Config) -> None:
        departments, _ = config.directory_seed()
        self._texts = Texts(language=config.language, zone=config.timezone, folder=config.texts.folder)
        self._calendar = config.calendar()
        self._departments = {department.id: department.name for department in departments}

    def table(self, what: Extract, listing: Listing) -> Table:
        columns = [Column(column, self._texts.label("columns", column)) for column in listing.columns]
        kind = listing.columns.index("kind") if "kind" in listing.columns else None
        rows = [
            [
                self._cell(column.id, cell, kind="" if kind is None else str(row[kind]))
                for column, cell in zip(columns, row, strict=True)
            ]
            for row in listing.rows
        ]
        return Table(self._texts.label("tables", what), columns, rows)

    def _cell(self, column: str, cell: Cell, *, kind: str) -> Cell:
        if cell is None or cell == "":
            return None
        if isinstance(cell, datetime):
            return self._calendar.local(cell)
        if column in _GROUPS:
            return self._texts.label(_GROUPS[column], cell, kind)
        if column in _YES_NO:
            return self._texts.label("yes_no", "yes" if cell else "no")
        if column in {"department", "responsible"}:
            return "、".join(self._departments.get(one, one) for one in str(cell).split())
        return cell
