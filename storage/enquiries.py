"""Enquiries (諮詢建議) as lists, the clockwork and reports ask for them; the table is a projection of their streams."""

import json
from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Connection
from typing import Final, NamedTuple

from storage.moments import stamp
from storage.rows import first, insert, scalar, scalar_moment, select
from workflow.enquiries import Enquiry, EnquiryStatus, evolve
from workflow.enquiry_events import EnquiryEvent
from workflow.names import plain


class EnquiryRow(NamedTuple):
    """An enquiry in lists; people know it by `number`."""

    id: int
    number: str
    status: EnquiryStatus
    department: str
    asker: int | None
    watcher: int | None
    opened_at: datetime
    due_at: datetime
    next_at: datetime | None
    answered_at: datetime | None


class Wanted(NamedTuple):
    """Which open enquiries: late at that moment, owed by one of those departments ("": by HR, as nobody has it yet).

    `person` asked it or watches over it; `answering`: she watches over it, or did not ask it and her departments owe it.
    """

    late_at: datetime | None = None
    owing: tuple[str, ...] = ()
    person: int | None = None
    answering: int | None = None


class Counts(NamedTuple):
    """The enquiries of a period: opened and answered in it, and open at its end, how many of these after their time."""

    opened: int
    answered: int
    late: int  # answered after their time
    open: int
    overdue: int


def next_id(conn: Connection) -> int:
    """Return the id a new enquiry will have."""
    return (scalar(conn, "SELECT max(id) FROM enquiries") or 0) + 1


def get(conn: Connection, enquiry: int) -> Enquiry | None:
    """Return one as it stands."""
    return _read(scalar(conn, "SELECT body FROM enquiries WHERE id = ?", (enquiry,)))


def find(conn: Connection, number: str) -> Enquiry | None:
    """Return the one with this number."""
    return _read(scalar(conn, "SELECT body FROM enquiries WHERE number = ?", (number,)))


def of_source(conn: Connection, chat_id: int, message_id: int) -> Enquiry | None:
    """Return what a message has become."""
    wanted = "SELECT body FROM enquiries WHERE source_chat = ? AND source_message = ?"
    return _read(scalar(conn, wanted, (chat_id, message_id)))


# The clockwork's questions


def due(conn: Connection, now: datetime, limit: int = 100) -> tuple[EnquiryRow, ...]:
    """Return those of which somebody is to be reminded by now, the longest waiting first."""
    wanted = "FROM enquiries WHERE next_at <= ? ORDER BY next_at LIMIT ?"
    return select(conn, EnquiryRow, wanted, (stamp(now), limit))


def next_due(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which somebody is to be reminded."""
    return scalar_moment(conn, "SELECT min(next_at) FROM enquiries WHERE next_at > ?", (stamp(after),))


# Lists


def open_ones(conn: Connection, wanted: Wanted, *, start: int, length: int) -> tuple[EnquiryRow, ...]:
    """Return those that wait for an answer, the most urgent first."""
    where, values = _conditions(wanted)
    listed = (
        f"FROM enquiries WHERE {where} ORDER BY due_at, id LIMIT :length OFFSET :start"  # conditions of ours
    )
    return select(conn, EnquiryRow, listed, {**values, "start": start, "length": length})


def count_open(conn: Connection, wanted: Wanted) -> int:
    """Count those of all pages."""
    where, values = _conditions(wanted)
    return int(scalar(conn, f"SELECT count(*) FROM enquiries WHERE {where}", values))  # noqa: S608 # as above


def waiting(conn: Connection) -> tuple[int, ...]:
    """Return all that wait for an answer."""
    return tuple(row[0] for row in conn.execute("SELECT id FROM enquiries WHERE status = 'open' ORDER BY id"))


def asked_by(conn: Connection, person: int, *, start: int, length: int) -> tuple[EnquiryRow, ...]:
    """Return what a person asked, the newest first."""
    listed = "FROM enquiries WHERE asker = ? ORDER BY id DESC LIMIT ? OFFSET ?"
    return select(conn, EnquiryRow, listed, (person, length, start))


def count_asked_by(conn: Connection, person: int) -> int:
    """Count what a person asked."""
    return int(scalar(conn, "SELECT count(*) FROM enquiries WHERE asker = ?", (person,)))


def search(conn: Connection, words: Sequence[str], limit: int = 20) -> tuple[EnquiryRow, ...]:
    """Return those with all the words, folded (`workflow.names.plain`), in number, question or answers, the newest first.

    Reads backwards through all: they are few beside the complaints.
    """
    wanted = " AND ".join("instr(words, ?)" for _ in words)
    found = f"FROM enquiries WHERE {wanted} ORDER BY id DESC LIMIT ?"  # ours
    return select(conn, EnquiryRow, found, (*words, limit))


def counts(conn: Connection, since: datetime, until: datetime) -> Counts:
    """Count the enquiries of a period, as things stood at its end."""
    found = first(conn, Counts, _COUNTS, {"since": stamp(since), "until": stamp(until)})
    assert found is not None
    return found


def project(conn: Connection, event: EnquiryEvent) -> None:
    """Bring the row of an enquiry up to date with what happened to it."""
    after = evolve(get(conn, event.enquiry), event)
    conn.execute("DELETE FROM enquiries WHERE id = ?", (after.id,))
    insert(conn, "enquiries", _row(after))


# Private functions

_OPEN_AT: Final = "opened_at < :until AND coalesce(answered_at, withdrawn_at, :until) >= :until"
_COUNTS: Final = f"""FROM (
  SELECT
    (SELECT count(*) FROM enquiries WHERE opened_at >= :since AND opened_at < :until) AS opened,
    (SELECT count(*) FROM enquiries WHERE answered_at >= :since AND answered_at < :until) AS answered,
    (SELECT count(*) FROM enquiries WHERE answered_at >= :since AND answered_at < :until AND answered_at > due_at)
      AS late,
    (SELECT count(*) FROM enquiries WHERE {_OPEN_AT}) AS open,
    (SELECT count(*) FROM enquiries WHERE {_OPEN_AT} AND due_at < :until) AS overdue)"""  # noqa: S608 # ours


_OWED: Final = "department IN (SELECT value FROM json_each(:owing))"


def _conditions(wanted: Wanted) -> tuple[str, dict[str, object]]:
    """The condition as our own SQL, and what stands in it."""
    conditions = {
        "status = 'open'": True,
        "due_at < :late_at": wanted.late_at is not None,
        _OWED: bool(wanted.owing) and wanted.answering is None,
        "(asker = :person OR watcher = :person)": wanted.person is not None,
        f"(watcher = :answering OR asker IS NOT :answering AND {_OWED})": wanted.answering is not None,
    }
    values: dict[str, object] = {
        "late_at": stamp(wanted.late_at) if wanted.late_at else None,
        "owing": json.dumps(wanted.owing),
        "person": wanted.person,
        "answering": wanted.answering,
    }
    return " AND ".join(condition for condition, holds in conditions.items() if holds), values


def _read(body: str | None) -> Enquiry | None:
    return None if body is None else Enquiry.model_validate_json(body)


def _row(one: Enquiry) -> dict[str, object]:
    words = " ".join([one.number, one.text, *(reply.text for reply in one.replies)])
    return {
        **one.model_dump(include={"id", "number", "status", "department", "asker", "watcher"}),
        "source_chat": one.source.chat_id,
        "source_message": one.source.message_id,
        "opened_at": stamp(one.opened_at),
        "due_at": stamp(one.due_at),
        "next_at": stamp(one.next_at) if one.next_at else None,
        "answered_at": stamp(one.answered_at) if one.answered_at else None,
        "withdrawn_at": stamp(one.withdrawn_at) if one.withdrawn_at else None,
        "words": plain(words),
        "body": one.model_dump_json(),
    }
