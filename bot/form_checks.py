"""Is a PDF the recorded document? It is found by its mark, printed again from the records, and compared byte by byte.

Another version of the program may print the same document otherwise: what was sent is known again by its hash.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from sqlite3 import Connection
from typing import Final, NamedTuple

from bot import upkeep
from bot.config import Config
from bot.operator_words import FORM_STANDINGS
from forms.printing import Layout, Mark, Order, mark_of, read_mark
from storage import printed
from storage.history import Past, case_of_document, pasts
from texts import label
from workflow.directory import Directory
from workflow.papers import Paper, paper
from workflow.world import Scene


class Standing(StrEnum):
    """What a file is."""

    CURRENT = "current"
    OLDER = "older"  # it was recorded so, and something has changed since
    SENT_CURRENT = "sent_current"  # sent as it is, by a program or a configuration that printed otherwise
    SENT_OLDER = "sent_older"  # the same, and what it shows is not how the document is now
    ALTERED = "altered"  # its mark is ours, its content was never that
    UNKNOWN = "unknown"  # marked with a number that is not in the records
    FOREIGN = "foreign"  # not printed by this program


EXIT_CODES: Final = {
    **dict.fromkeys(Standing, 2),
    **dict.fromkeys((Standing.CURRENT, Standing.SENT_CURRENT), 0),
    **dict.fromkeys((Standing.OLDER, Standing.SENT_OLDER), 1),
}


class Check(NamedTuple):
    """What was found; `at` is since when the records were as a file shows them, or when it was sent."""

    standing: Standing
    mark: Mark | None = None
    at: datetime | None = None


async def check_form(config: Config, pdf: bytes) -> Check:
    """Return what a file is, reading only; raise `FileNotFoundError` if there is no database."""
    mark = read_mark(pdf)
    if mark is None:
        return Check(Standing.FOREIGN)
    async with upkeep.reading(config.storage.path) as database:
        sheets = await database.read(lambda conn: _sheets(conn, mark, config))
        sent_at = await database.read(lambda conn: printed.sent_at(conn, sha256(pdf).hexdigest()))
    if sheets is None:
        return Check(Standing.UNKNOWN, mark)
    return _compared(pdf, mark, sheets, config) or _as_sent(mark, sheets, sent_at)


def sentence(check: Check, config: Config) -> str:
    """Return what to say of a file."""
    if check.mark is None:
        return FORM_STANDINGS[check.standing]
    return FORM_STANDINGS[check.standing].format(
        number=check.mark.number,
        document=label(
            "documents", check.mark.document, language=config.language, folder=config.texts.folder
        ),
        at=f"{config.calendar().local(check.at):%Y-%m-%d %H:%M}" if check.at else "",
    )


# Private functions


class _Sheet(NamedTuple):
    at: datetime
    paper: Paper | None


def _sheets(conn: Connection, mark: Mark, config: Config) -> list[_Sheet] | None:
    """Return the document at every change of its case, the newest first; None if there is no such number."""
    case_id = case_of_document(conn, mark.number)
    if case_id is None:
        return None
    return [_sheet(past, mark, config) for past in pasts(conn, case_id)][::-1]


def _sheet(past: Past, mark: Mark, config: Config) -> _Sheet:
    departments, _ = config.directory_seed()
    directory = Directory(departments=tuple(departments), people=past.people)
    scene = Scene(calendar=config.calendar(), directory=directory)
    return _Sheet(past.at, paper(past.case, mark.document, mark.number, scene))


def _compared(pdf: bytes, mark: Mark, sheets: list[_Sheet], config: Config) -> Check | None:
    """Return what a file is that this program prints so from some state of the records."""
    current = sheets[0].paper
    for sheet in _runs(sheets):
        if sheet.paper is not None and mark_of(sheet.paper) == mark and pdf in _printed(sheet.paper, config):
            standing = Standing.CURRENT if sheet.paper == current else Standing.OLDER
            return Check(standing, mark, sheet.at)
    return None


def _as_sent(mark: Mark, sheets: list[_Sheet], sent_at: datetime | None) -> Check:
    """Return what a file is that this program prints otherwise, or never."""
    if sent_at is None:
        return Check(Standing.ALTERED, mark)
    current = sheets[0].paper
    shows_it = current is not None and mark_of(current) == mark
    return Check(Standing.SENT_CURRENT if shows_it else Standing.SENT_OLDER, mark, sent_at)


def _runs(sheets: list[_Sheet]) -> Iterator[_Sheet]:
    """Yield each state of the document once, with the moment since which it stood so."""
    for newer, older in zip(sheets, [*sheets[1:], None], strict=True):
        if older is None or older.paper != newer.paper:
            yield newer


def _printed(sheet: Paper, config: Config) -> Iterator[bytes]:
    """Yield the document as it is printed, then as earlier versions of the program set it."""
    from forms.printing.press import print_paper  # noqa: PLC0415  only this command holds typst and type itself

    order = Order(paper=sheet, company=config.company, zone=config.timezone)
    return (print_paper(order.model_copy(update={"layout": layout})).pdf for layout in Layout)
