"""The inbox: what Telegram sent, kept before Telegram is told that it arrived, worked off in order of arrival."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, scalar, select

MAX_ATTEMPTS = 3
"""An update that was running when the process died, or failed, this often is given up."""
DUPLICATE_WITHIN = timedelta(hours=48)
"""After a quiet week Telegram restarts its update ids at random, so an older equal id is another update."""


class RawUpdate(NamedTuple):
    """An update as Telegram sent it; `body` is its JSON."""

    update_id: int
    body: str


class InboxRow(NamedTuple):
    """An update we have; `id` gives the order."""

    id: int
    update_id: int
    body: str
    received_at: datetime
    state: str
    attempts: int
    error: str


class AlreadySettled(Exception):
    """The row was done or given up before; its effects must not happen again."""


def add_batch(conn: Connection, updates: Iterable[RawUpdate], received_at: datetime) -> int:
    """Keep the updates that are not known yet; return how many those are."""
    since = stamp(received_at - DUPLICATE_WITHIN)
    return sum(_add(conn, update, stamp(received_at), since) for update in updates)


def oldest_undone(conn: Connection) -> InboxRow | None:
    """Return the update to handle next."""
    return first(conn, InboxRow, "FROM inbox WHERE state = 'new' ORDER BY id LIMIT 1")


def is_spoken_of(conn: Connection, words: str, *, after: int) -> bool:
    """Tell whether an update that waits behind this row contains the words."""
    spoken = "SELECT 1 FROM inbox WHERE state = 'new' AND id > ? AND instr(body, ?) LIMIT 1"
    return scalar(conn, spoken, (after, words)) is not None


def undone_count(conn: Connection) -> int:
    """Count the updates that wait."""
    return int(scalar(conn, "SELECT count(*) FROM inbox WHERE state = 'new'"))


def count_attempt(conn: Connection, *, error: str = "") -> InboxRow | None:
    """Count an attempt against the oldest undone update: the one that was running. For each start, and each error.

    Returns the row if that was one attempt too many: it is failed now, and its sender wants to know.
    """
    row = oldest_undone(conn)
    if row is None:
        return None
    attempts = row.attempts + 1
    conn.execute(
        "UPDATE inbox SET attempts = ?, error = ? WHERE id = ?", (attempts, error or row.error, row.id)
    )
    if attempts < MAX_ATTEMPTS:
        return None
    mark_failed(conn, row.id, error or row.error or "the process died while handling it")
    return get(conn, row.id)


def mark_done(conn: Connection, row_id: int) -> None:
    """Mark an update done, in the transaction of its effects; raise `AlreadySettled` the second time."""
    _settle(conn, "UPDATE inbox SET state = 'done' WHERE id = ? AND state = 'new'", (row_id,))


def mark_failed(conn: Connection, row_id: int, error: str) -> None:
    """Give an update up; raise `AlreadySettled` if it is done or failed."""
    _settle(
        conn, "UPDATE inbox SET state = 'failed', error = ? WHERE id = ? AND state = 'new'", (error, row_id)
    )


def get(conn: Connection, row_id: int) -> InboxRow | None:
    """Return one update."""
    return first(conn, InboxRow, "FROM inbox WHERE id = ?", (row_id,))


def undone_before(conn: Connection, until: datetime) -> bool:
    """Tell whether an update received by then waits to be handled."""
    row = oldest_undone(conn)  # ids follow arrival, so no other can be older
    return row is not None and row.received_at <= until


def failed_between(conn: Connection, start: datetime, end: datetime) -> tuple[InboxRow, ...]:
    """Return the updates received from `start` to `end` that could not be processed."""
    found = "FROM inbox WHERE state = 'failed' AND received_at BETWEEN ? AND ? ORDER BY received_at"
    return select(conn, InboxRow, found, (stamp(start), stamp(end)))


def prune(conn: Connection, before: datetime) -> int:
    """Forget updates done and received before a moment (retention); return how many.

    Deletes from the oldest on and stops at the first that is newer or not done, so it reads no more than it deletes.
    """
    keep_from = "SELECT id FROM inbox WHERE received_at >= ? OR state <> 'done' ORDER BY id LIMIT 1"
    first_kept = scalar(conn, keep_from, (stamp(before),))
    limit = 1 << 62 if first_kept is None else first_kept
    return conn.execute("DELETE FROM inbox WHERE id < ?", (limit,)).rowcount


def _add(conn: Connection, update: RawUpdate, received_at: int, since: int) -> int:
    known = conn.execute(
        "SELECT 1 FROM inbox WHERE update_id = ? AND received_at > ?", (update.update_id, since)
    ).fetchone()
    if known:
        return 0
    conn.execute(
        "INSERT INTO inbox (update_id, body, received_at) VALUES (?, ?, ?)",
        (update.update_id, update.body, received_at),
    )
    return 1


def _settle(conn: Connection, statement: str, values: tuple[object, ...]) -> None:
    if conn.execute(statement, values).rowcount != 1:
        raise AlreadySettled(f"inbox row {values[-1]}")
