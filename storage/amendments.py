"""Messages that stand in a chat and ought to look otherwise: the outbox keeps what they say now, the courier edits them."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.outbox import OutboxRow
from storage.rows import scalar_moment, select
from workflow.notices import Notice


class Amendment(NamedTuple):
    """A sent message; `stale` counts the changes that it does not show yet."""

    id: int
    case_id: int | None
    notice: Notice
    lane: str
    chat_id: int
    message_id: int
    stale: int


def standing(conn: Connection, topic: str) -> tuple[OutboxRow, ...]:
    """Return the messages about a topic that stand, or are about to."""
    found = "FROM outbox WHERE topic = ? AND state NOT IN ('dead', 'dropped') ORDER BY id"
    return select(conn, OutboxRow, found, (topic,))


def change(conn: Connection, row_id: int, notice: Notice) -> None:
    """Have a message say this; what has not gone out goes out so, what is over is about nothing any more.

    What is being sent may have been read before: whoever sends it says which changes it shows.
    """
    values = {
        "id": row_id,
        "notice": notice.model_dump_json(exclude_defaults=True),
        "over": notice.over is not None,
    }
    conn.execute(
        """UPDATE outbox SET notice = :notice, stale = stale + 1, topic = iif(:over, NULL, topic)
           WHERE id = :id""",
        values,
    )


def lanes(conn: Connection, now: datetime) -> tuple[str, ...]:
    """Return the lanes in which a message is to be changed now."""
    found = conn.execute(f"SELECT DISTINCT lane FROM outbox WHERE {_WAITING}", (stamp(now),))  # noqa: S608  ours
    return tuple(lane for (lane,) in found)


def next_for(conn: Connection, lane: str, now: datetime) -> Amendment | None:
    """Return the lane's oldest message to be changed."""
    waiting = f"FROM outbox WHERE {_WAITING} AND lane = ? ORDER BY id LIMIT 1"
    return next(iter(select(conn, Amendment, waiting, (stamp(now), lane))), None)


def next_moment(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which a change that was put back may be tried."""
    later = "SELECT min(not_before) FROM outbox WHERE stale > 0 AND state = 'sent' AND not_before > ?"
    return scalar_moment(conn, later, (stamp(after),))


def mark_shown(conn: Connection, row_id: int, stale: int) -> None:
    """Note that the message shows what was read when so many changes were not shown; if it changed since, it stays stale."""
    conn.execute("UPDATE outbox SET stale = max(0, stale - ?) WHERE id = ?", (stale, row_id))


def postpone(conn: Connection, row_id: int, until: datetime) -> None:
    """Try again later: Telegram did not take it."""
    conn.execute("UPDATE outbox SET not_before = ? WHERE id = ?", (stamp(until), row_id))


def give_up(conn: Connection, row_id: int) -> None:
    """Leave the message as it is: it is gone, or Telegram refuses."""
    conn.execute("UPDATE outbox SET stale = 0, topic = NULL WHERE id = ?", (row_id,))


# Private functions

_WAITING = "stale > 0 AND state = 'sent' AND not_before <= ?"
