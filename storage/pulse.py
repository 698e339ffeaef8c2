"""How the bot is doing, in a few numbers: each is read from a small index, however much is archived."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage import company, inbox
from storage.moments import stamp
from storage.rows import scalar


class Pulse(NamedTuple):
    """What waits, and since when; the last poll by our own clock."""

    last_poll_at: datetime | None
    inbox_undone: int
    undone_since: datetime | None
    outbox_waiting: int
    duties_overdue_unjudged: int


def pulse(conn: Connection, *, due_by: datetime) -> Pulse:
    """Take the pulse; a duty counts as overdue if it was due by that moment."""
    poll, oldest = company.last_poll(conn), inbox.oldest_undone(conn)
    return Pulse(
        last_poll_at=poll and poll.ended_at,
        inbox_undone=inbox.undone_count(conn),
        undone_since=oldest and oldest.received_at,
        outbox_waiting=scalar(conn, "SELECT count(*) FROM outbox WHERE state = 'new'"),
        duties_overdue_unjudged=_overdue(conn, due_by),
    )


def _overdue(conn: Connection, due_by: datetime) -> int:
    # `next_at` is not null while a duty awaits judgement, and at the latest its due time: the index finds it.
    overdue = "SELECT count(*) FROM duties WHERE next_at <= :by AND due_at <= :by AND awaits_judgement = 1"
    return int(scalar(conn, overdue, {"by": stamp(due_by)}))
