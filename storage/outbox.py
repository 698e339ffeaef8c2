"""The outbox: what the bot says, committed with the change it reports, sent afterwards by the courier.

A row is `new`, `sending` (a request is on its way), `sent`, `unknown` (it may stand in the chat or not), `dead` (Telegram
refused it) or `dropped` (it came too late to be of use). A lane is a chat: its rows go out one at a time.
"""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, scalar, scalar_moment, select
from workflow.notices import Notice
from workflow.standing import topic_of

GROUP = "group"
NO_CHAT = "the person has no private chat with the bot"
MAX_DOUBTS = 2
"""A send whose fate is unknown is sent once more; the second time people must look."""


class Letter(NamedTuple):
    """A notice with its address: the lane, and the case it is about."""

    notice: Notice
    lane: str
    case_id: int | None


class OutboxRow(NamedTuple):
    """A queued or sent notice; `doubts` counts the sends whose fate is unknown, `stale` what changed in it unseen."""

    id: int
    case_id: int | None
    notice: Notice
    lane: str
    state: str
    attempts: int
    doubts: int
    error: str
    created_at: datetime
    chat_id: int | None
    message_id: int | None
    sent_at: datetime | None
    stale: int = 0


def person_lane(person: int) -> str:
    """Return the lane of a person's private chat (our id)."""
    return f"person:{person}"


def chat_lane(chat_id: int) -> str:
    """Return the lane of a chat that is neither the group nor a known person's."""
    return f"chat:{chat_id}"


# Queueing


def add(conn: Connection, letters: Iterable[Letter], *, cause: str, now: datetime) -> None:
    """Queue letters for what `cause` names; the same cause twice raises IntegrityError, whatever it has to say.

    An empty cause stands for words that nothing durable led to; they are named by the place they take.
    """
    if not cause:
        last = scalar(conn, "SELECT max(id) FROM outbox") or 0
        cause = f"place/{last + 1}"
    counts: dict[tuple[str, str], int] = {}
    for letter in letters:
        key = (letter.notice.name, letter.lane)
        counts[key] = counts.get(key, 0) + 1
        _insert(conn, letter, cause=cause, nth=counts[key], now=now)


# The courier's work


def lanes_with_work(conn: Connection, now: datetime) -> tuple[str, ...]:
    """Return the lanes in which something can be sent now."""
    found = conn.execute(_LANES_WITH_WORK, {"now": stamp(now)})
    return tuple(lane for (lane,) in found)


def next_for(conn: Connection, lane: str, now: datetime) -> OutboxRow | None:
    """Return the lane's most urgent row; one that must follow its case's card waits until the card stands."""
    ready = f"FROM outbox WHERE lane = :lane AND {_READY} ORDER BY urgency, id LIMIT 1"
    return first(conn, OutboxRow, ready, {"lane": lane, "now": stamp(now)})


def next_moment(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which a row that was put back may be sent."""
    later = "SELECT min(not_before) FROM outbox WHERE state = 'new' AND not_before > ?"
    return scalar_moment(conn, later, (stamp(after),))


def mark_sending(conn: Connection, row_id: int) -> None:
    """Note that a request for this row goes out now."""
    _change(conn, row_id, "state = 'sending', attempts = attempts + 1", "new")


def mark_sent(conn: Connection, row_id: int, *, chat_id: int, message_id: int, at: datetime) -> None:
    """Note where the message stands; `at` is Telegram's date of it."""
    values = {"chat": chat_id, "message": message_id, "at": stamp(at)}
    changes = "state = 'sent', chat_id = :chat, message_id = :message, sent_at = :at, error = ''"
    _change(conn, row_id, changes, "new", "sending", "unknown", **values)


def postpone(conn: Connection, row_id: int, until: datetime, error: str = "") -> None:
    """Queue a row again for later: Telegram did not take it (flood control, no connection)."""
    _change(
        conn,
        row_id,
        "state = 'new', not_before = :until, error = :error",
        "sending",
        until=stamp(until),
        error=error,
    )


def mark_unknown(conn: Connection, row_id: int, error: str) -> bool:
    """Note that a request ended without an answer; return whether people must look, else it is sent once more."""
    _change(conn, row_id, "state = 'unknown', doubts = doubts + 1, error = :error", "sending", error=error)
    again = "UPDATE outbox SET state = 'new' WHERE id = ? AND doubts < ?"
    return conn.execute(again, (row_id, MAX_DOUBTS)).rowcount == 0


def mark_dead(conn: Connection, row_id: int, error: str) -> None:
    """Note that Telegram refuses this row for good; it no longer blocks its lane."""
    _change(conn, row_id, "state = 'dead', error = :error", "new", "sending", error=error)


def resend(conn: Connection, row_id: int) -> None:
    """Queue a dead or unknown row once more (重發)."""
    _change(conn, row_id, "state = 'new', not_before = 0, doubts = 0", "dead", "unknown")


def resend_stuck(conn: Connection) -> int:
    """Queue every dead or unknown row once more (重發); return how many."""
    waiting = stuck(conn)
    for row in waiting:
        resend(conn, row.id)
    return len(waiting)


def hurry(conn: Connection, lane: str) -> None:
    """Have what waits in a lane go at once: what it waited for is over."""
    conn.execute("UPDATE outbox SET not_before = 0 WHERE lane = ? AND state = 'new'", (lane,))


def resend_unreached(conn: Connection, person: int) -> int:
    """Queue once more what a person had no private chat for, now that there is one; return how many rows."""
    again = "UPDATE outbox SET state = 'new', not_before = 0 WHERE lane = ? AND state = 'dead' AND error = ?"
    return conn.execute(again, (person_lane(person), NO_CHAT)).rowcount


def leave_behind(conn: Connection, chat_id: int) -> None:
    """Have what waits for a group that has moved said where it is now, and under no message, for those stayed behind."""
    follow = f"""UPDATE OR IGNORE outbox SET lane = '{GROUP}', notice = json_remove(notice, '$.reply_to')
      WHERE state IN ('new', 'sending') AND lane IN ('{GROUP}', ?)"""  # noqa: S608  ours
    conn.execute(follow, (chat_lane(chat_id),))


def drop_expired(conn: Connection, now: datetime) -> int:
    """Drop the queued rows that came too late; return how many."""
    stale = "UPDATE outbox SET state = 'dropped' WHERE state = 'new' AND expires_at <= ?"
    return conn.execute(stale, (stamp(now),)).rowcount


def doubt_interrupted(conn: Connection) -> tuple[OutboxRow, ...]:
    """At a start: doubt what was being sent when the process ended; return the rows people must look at."""
    interrupted = [row_id for (row_id,) in conn.execute("SELECT id FROM outbox WHERE state = 'sending'")]
    doubted = [
        row_id for row_id in interrupted if mark_unknown(conn, row_id, "the process ended while sending")
    ]
    return tuple(row for row_id in doubted if (row := get(conn, row_id)))


def stuck(conn: Connection) -> tuple[OutboxRow, ...]:
    """Return the dead and unknown rows, for the administrators."""
    return select(conn, OutboxRow, "FROM outbox WHERE state IN ('unknown', 'dead') ORDER BY id")


# Looking up


def get(conn: Connection, row_id: int) -> OutboxRow | None:
    """Return one row."""
    return first(conn, OutboxRow, "FROM outbox WHERE id = ?", (row_id,))


def find_message(conn: Connection, chat_id: int, message_id: int) -> OutboxRow | None:
    """Return the row that stands as this message."""
    found = "FROM outbox WHERE chat_id = ? AND message_id = ? ORDER BY id DESC LIMIT 1"
    return first(conn, OutboxRow, found, (chat_id, message_id))


def newest_message(conn: Connection, chat_id: int) -> int | None:
    """Return the newest message of ours in a chat, as far as we know."""
    newest = """SELECT max(message_id) FROM (SELECT max(message_id) AS message_id FROM outbox WHERE chat_id = :chat
      UNION ALL SELECT max(message_id) FROM cards WHERE chat_id = :chat)"""
    found = scalar(conn, newest, {"chat": chat_id})
    return None if found is None else int(found)


def open_questions(conn: Connection, person: int) -> tuple[OutboxRow, ...]:
    """Return the questions a person was asked, or may have been, and has not answered, the newest first."""
    asked = f"FROM outbox WHERE asked = ? AND question IS NOT NULL AND answered_at IS NULL AND {_MAY_STAND}"
    return select(conn, OutboxRow, f"{asked} ORDER BY id DESC", (person,))


def last_asked(conn: Connection, person: int, *, limit: int) -> tuple[OutboxRow, ...]:
    """Return the last questions a person was asked, answered or not, the newest first; old ones are not looked for."""
    recent = f"""FROM outbox WHERE id > (SELECT max(id) FROM outbox) - {_RECENT} AND asked = ?
      ORDER BY id DESC LIMIT ?"""  # noqa: S608  ours
    return select(conn, OutboxRow, recent, (person, limit))


def answer_question(conn: Connection, row_id: int, at: datetime) -> None:
    """Close a question: it was answered, or given up with /cancel; what waits to be sent once more is not."""
    answered = """UPDATE outbox SET answered_at = ?, state = iif(state = 'new', 'dropped', state)
      WHERE id = ? AND question IS NOT NULL"""
    conn.execute(answered, (stamp(at), row_id))


# Private functions

_RECENT = 2000
_MAY_STAND = "(state = 'sent' OR attempts > 0) AND state NOT IN ('dead', 'dropped')"
"""A send whose answer was lost stands in the chat all the same, while its row waits to be sent once more."""

_READY = """state = 'new' AND not_before <= :now AND (expires_at IS NULL OR expires_at > :now) AND (after_card = 0
  OR EXISTS (SELECT 1 FROM cards WHERE cards.case_id = outbox.case_id AND part = 'case' AND message_id IS NOT NULL))"""

# From lane to lane in the index, however much is queued in each: after a thousand misses it is thousands.
_LANES_WITH_WORK = f"""
  WITH RECURSIVE queued (lane) AS (
    SELECT min(lane) FROM outbox WHERE state = 'new'
    UNION ALL SELECT (SELECT min(lane) FROM outbox WHERE state = 'new' AND lane > queued.lane)
    FROM queued WHERE queued.lane IS NOT NULL)
  SELECT lane FROM queued WHERE lane IS NOT NULL AND EXISTS (
    SELECT 1 FROM outbox WHERE outbox.lane = queued.lane AND {_READY})
"""  # noqa: S608  ours

_INSERT = """INSERT INTO outbox
  (cause, name, lane, nth, case_id, notice, urgency, after_card, created_at, expires_at, question, asked, topic)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


class NotInState(Exception):
    """The row is not in a state from which it can go there."""


def _insert(conn: Connection, letter: Letter, *, cause: str, nth: int, now: datetime) -> None:
    notice, lane, case_id = letter
    body = notice.model_dump_json(exclude_defaults=True)
    about = (cause, notice.name, lane, nth, case_id, body)
    sending = (int(notice.urgency), notice.after_card, stamp(now), stamp(notice.expires_at))
    topic = topic_of(notice, case_id)
    conn.execute(_INSERT, (*about, *sending, notice.question, notice.asked, topic))


def _change(conn: Connection, row_id: int, changes: str, *states: str, **values: object) -> None:
    allowed = ", ".join(f"'{state}'" for state in states)
    statement = f"UPDATE outbox SET {changes} WHERE id = :id AND state IN ({allowed})"  # noqa: S608 # words of ours
    if conn.execute(statement, {"id": row_id, **values}).rowcount != 1:
        raise NotInState(f"outbox row {row_id} is not {allowed}")
