"""The calls to groups of the last minute: the courier's pace, kept over a restart."""

from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import select


class Call(NamedTuple):
    """A send or an edit that went out to a group."""

    chat_id: int
    at: datetime


def note(conn: Connection, chat_id: int, at: datetime, *, span: timedelta) -> None:
    """Note a call, and forget those that are older than `span`."""
    conn.execute("DELETE FROM recent_calls WHERE at <= ?", (stamp(at - span),))
    conn.execute("INSERT INTO recent_calls (chat_id, at) VALUES (?, ?)", (chat_id, stamp(at)))


def since(conn: Connection, moment: datetime) -> tuple[Call, ...]:
    """Return the calls after a moment, the oldest first."""
    return select(conn, Call, "FROM recent_calls WHERE at > ? ORDER BY at", (stamp(moment),))
