"""The journal: every event, in order, each row sealed with the hash of the row before it."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import scalar
from workflow.events import EVENTS, Event

GENESIS = "0" * 64
"""What stands for the hash before the first row."""


class Row(NamedTuple):
    """A row as it is hashed; `seq` counts the events of a stream from 1, `id` all of them."""

    id: int
    stream: str
    seq: int
    type: str
    body: str
    recorded_at: int

    def sealed(self, prev_hash: str) -> str:
        """Return the hash of this row after a row with that hash."""
        line = json.dumps([prev_hash, *self], ensure_ascii=False, separators=(",", ":"))
        return sha256(line.encode()).hexdigest()

    @property
    def event(self) -> Event:
        return EVENTS[self.type].model_validate_json(self.body)


def append(conn: Connection, stream: str, events: Iterable[Event], *, now: datetime) -> int:
    """Append events to a stream; return the id of the first of their rows."""
    last_id, prev_hash = _end(conn)
    seq = length(conn, stream)
    rows: list[tuple[object, ...]] = []
    for nth, event in enumerate(events, start=1):
        row = Row(last_id + nth, stream, seq + nth, type(event).__name__, event.model_dump_json(), stamp(now))
        sealed = row.sealed(prev_hash)
        rows.append((*row, prev_hash, sealed))
        prev_hash = sealed
    conn.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return last_id + 1


def load(conn: Connection, stream: str) -> tuple[Event, ...]:
    """Return the events of a stream in order."""
    rows = conn.execute("SELECT type, body FROM journal WHERE stream = ? ORDER BY seq", (stream,))
    return tuple(EVENTS[kind].model_validate_json(body) for kind, body in rows)


def length(conn: Connection, stream: str) -> int:
    """Return how many events a stream has."""
    return scalar(conn, "SELECT max(seq) FROM journal WHERE stream = ?", (stream,)) or 0


def seal(conn: Connection, stream: str) -> str | None:
    """Return the hash of the last event of a stream: the same hash means the same history."""
    last = "SELECT hash FROM journal WHERE stream = ? ORDER BY seq DESC LIMIT 1"
    found: str | None = scalar(conn, last, (stream,))
    return found


def last_hash(conn: Connection, before: datetime) -> str:
    """Return the hash of the last row recorded before a moment: told to people, it makes the day evidence."""
    # By id within the moment: rows of one transaction share it.
    latest = "SELECT hash FROM journal WHERE recorded_at < ? ORDER BY recorded_at DESC, id DESC LIMIT 1"
    return scalar(conn, latest, (stamp(before),)) or GENESIS


def verify(conn: Connection) -> int | None:
    """Return the id of the first row that is not as it was written, None if all are.

    Rows cut off at the end leave no trace here; compare `last_hash` with what was told to people.
    """
    prev_hash, lengths = GENESIS, dict[str, int]()
    for expected_id, (row, was_prev, was_sealed) in enumerate(_sealed_rows(conn), start=1):
        seq = lengths[row.stream] = lengths.get(row.stream, 0) + 1
        in_place = (row.id, row.seq, was_prev) == (expected_id, seq, prev_hash)
        if not in_place or row.sealed(prev_hash) != was_sealed:
            return row.id
        prev_hash = was_sealed
    return None


def _end(conn: Connection) -> tuple[int, str]:
    row = conn.execute("SELECT id, hash FROM journal WHERE id = (SELECT max(id) FROM journal)").fetchone()
    return row or (0, GENESIS)


def _sealed_rows(conn: Connection) -> Iterator[tuple[Row, str, str]]:
    rows = "SELECT id, stream, seq, type, body, recorded_at, prev_hash, hash FROM journal ORDER BY id"
    for *row, prev_hash, sealed in conn.execute(rows):
        yield Row(*row), prev_hash, sealed
