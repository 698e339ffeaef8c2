"""Rulings typed where it cannot be told which case they answer: kept with their own time until their author says so.

Until then the misses of the duties they may answer are held instead of fined.
"""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, scalar, select


class UnclearReply(NamedTuple):
    """A ruling and when it was sent; `person` is our id."""

    id: int
    chat_id: int
    message_id: int
    person: int
    at: datetime
    text: str
    answered_at: datetime | None


class Candidate(NamedTuple):
    """A reply duty it may answer."""

    case_id: int
    department: str


def keep(conn: Connection, reply: UnclearReply, candidates: Iterable[Candidate]) -> int:
    """Keep a ruling with the duties it may answer, the same message once; return its id (`reply.id` is not used)."""
    known = "SELECT id FROM unclear_replies WHERE chat_id = ? AND message_id = ? AND at = ?"
    where = reply.chat_id, reply.message_id, stamp(reply.at)
    found = scalar(conn, known, where)
    if found is not None:
        return int(found)
    new = "INSERT INTO unclear_replies (chat_id, message_id, at, person, text) VALUES (?, ?, ?, ?, ?) RETURNING id"
    reply_id = int(scalar(conn, new, (*where, reply.person, reply.text)))
    rows = ((reply_id, *candidate) for candidate in candidates)
    conn.executemany("INSERT INTO unclear_candidates VALUES (?, ?, ?)", rows)
    return reply_id


def get(conn: Connection, reply_id: int) -> UnclearReply | None:
    """Return one of them."""
    return first(conn, UnclearReply, "FROM unclear_replies WHERE id = ?", (reply_id,))


def settle(conn: Connection, reply_id: int, at: datetime) -> None:
    """Note that its author said which case it answers."""
    conn.execute("UPDATE unclear_replies SET answered_at = ? WHERE id = ?", (stamp(at), reply_id))


def place(conn: Connection, chat_id: int, message_id: int, case_id: int) -> None:
    """Note for which case a ruling was taken that was typed under nothing."""
    row = "INSERT OR REPLACE INTO placed_rulings (chat_id, message_id, case_id) VALUES (?, ?, ?)"
    conn.execute(row, (chat_id, message_id, case_id))


def case_of(conn: Connection, chat_id: int, message_id: int) -> int | None:
    """Return the case a ruling was taken for, so that its edit stays with it."""
    row = "SELECT case_id FROM placed_rulings WHERE chat_id = ? AND message_id = ?"
    found = scalar(conn, row, (chat_id, message_id))
    return None if found is None else int(found)


def unclear_between(
    conn: Connection, case_id: int, start: datetime, due: datetime
) -> tuple[tuple[str, datetime], ...]:
    """Return department and moment of the rulings sent from `start` to `due` that may answer a duty of the case."""
    waiting = """FROM unclear_candidates JOIN unclear_replies ON id = reply_id
      WHERE case_id = ? AND answered_at IS NULL AND at BETWEEN ? AND ? ORDER BY at"""
    return tuple(
        (row.department, row.at)
        for row in select(conn, _Waiting, waiting, (case_id, stamp(start), stamp(due)))
    )


class _Waiting(NamedTuple):
    department: str
    at: datetime
