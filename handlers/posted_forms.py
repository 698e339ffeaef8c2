"""What was understood of a posted form with mistakes, read again out of the update that brought it, to be completed privately."""

import json
from typing import Final, NamedTuple

from telegram import Update

from forms import Reading, read
from handlers.evidence import gathered
from handlers.said import Said, said
from storage import cases, inbox, journal
from storage.books import Books
from workflow import events as ev
from workflow.calendar import Calendar
from workflow.evidence import Evidence
from workflow.phases import Outcome, Phase
from workflow.values import Kind
from workflow.wizard import EVENT, EVENT_PARTS, FIELD_OF_WORDS, FIELDS


class Posted(NamedTuple):
    """Whose form it is, of what kind, with which values and files; `case`: the draft it was to change.

    `put_right`: the number under which an edit has filed it since, so that nothing is left to complete.
    """

    author: int
    kind: Kind
    values: dict[str, str]
    evidence: tuple[Evidence, ...]
    case: int | None
    put_right: str | None = None


def posted(row_id: int, books: Books, calendar: Calendar) -> Posted | None:
    """Return the form; None once the update is forgotten."""
    row = inbox.get(books.conn, row_id)
    update = Update.de_json(json.loads(row.body), None) if row else None
    if update is None or (update.message or update.edited_message) is None:
        return None
    typed = said(update, bot_id=0)
    reading = read(typed.text, now=calendar.local(typed.at))
    if reading.kind is None:
        return None
    files = gathered(typed.evidence, books) if typed.evidence else ()
    values = _values(reading, reading.kind)
    put_right = _put_right(typed, books)
    return Posted(typed.user_id, reading.kind, values, files, _draft(typed, books), put_right)


# Private functions

_TAKEN: Final = (ev.Filed, ev.Revised, ev.FormEdited)


def _values(reading: Reading, kind: Kind) -> dict[str, str]:
    """The values by the steps they answer; an event told as a whole is its course."""
    values = {name: reading.fields[name] for name in FIELDS[kind] if reading.fields.get(name)}
    if kind is Kind.SERVICE and reading.fields.get(EVENT) and values.keys().isdisjoint(EVENT_PARTS):
        values[FIELD_OF_WORDS[kind]] = reading.fields[EVENT]
    return values


def _draft(typed: Said, books: Books) -> int | None:
    row = cases.case_by_source(books.conn, typed.chat_id, typed.message_id)
    return row.id if row and row.phase is Phase.DRAFT else None


def _put_right(typed: Said, books: Books) -> str | None:
    row = cases.case_by_source(books.conn, typed.chat_id, typed.message_id)
    if row is None or row.outcome is Outcome.CANCELLED:
        return None
    taken = (event for event in journal.load(books.conn, f"case:{row.id}") if isinstance(event, _TAKEN))
    return row.name if any(event.at > typed.at for event in taken) else None
