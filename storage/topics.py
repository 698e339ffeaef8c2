"""The topics that cases have of their own, in a group with topics (`telegram.topic_per_case`)."""

from sqlite3 import Connection
from typing import NamedTuple

from storage.cards import CASE
from storage.rows import first, insert, select
from workflow.phases import Phase


class Topic(NamedTuple):
    """The topic of a case; `thread` is Telegram's number of it."""

    case_id: int
    chat_id: int
    thread: int
    closed: bool


def of_case(conn: Connection, case_id: int, chat_id: int) -> Topic | None:
    """Return the topic of a case, None if it has none in that group."""
    return first(conn, Topic, "FROM topics WHERE case_id = ? AND chat_id = ?", (case_id, chat_id))


def keep(conn: Connection, case_id: int, chat_id: int, thread: int) -> None:
    """Keep the topic that was opened for a case, in place of one in a group that has moved."""
    forget(conn, case_id)
    insert(conn, "topics", {"case_id": case_id, "chat_id": chat_id, "thread": thread})


def forget(conn: Connection, case_id: int) -> None:
    """Forget the topic of a case: it was deleted, or nothing can be written there."""
    conn.execute("DELETE FROM topics WHERE case_id = ?", (case_id,))


def finished(conn: Connection) -> tuple[Topic, ...]:
    """Return the open topics of cases that are over and whose card says so."""
    return select(conn, Topic, _FINISHED, (CASE, Phase.CLOSED))


def resumed(conn: Connection) -> tuple[Topic, ...]:
    """Return the closed topics of cases that are open again."""
    return select(conn, Topic, _RESUMED, (Phase.CLOSED,))


def mark_closed(conn: Connection, case_id: int, *, closed: bool = True) -> None:
    """Note that the topic of a case is closed, or open again."""
    conn.execute("UPDATE topics SET closed = ? WHERE case_id = ?", (closed, case_id))


# Private functions

_FINISHED = """FROM topics WHERE closed = 0 AND EXISTS (
    SELECT 1 FROM cases JOIN cards ON cards.case_id = cases.id AND cards.part = ?
    WHERE cases.id = topics.case_id AND cases.phase = ? AND cards.wanted <= cards.shown)"""
_RESUMED = """FROM topics WHERE closed = 1 AND EXISTS (
    SELECT 1 FROM cases WHERE cases.id = topics.case_id AND cases.phase <> ?)"""
