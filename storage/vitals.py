"""What the administrators hear of a day: each figure is counted in the records, so no restart loses any of it."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage import journal
from storage.moments import stamp
from storage.outbox import NO_CHAT
from storage.rows import first

_JUDGED = """FROM (
  SELECT count(*) AS misses, max(journal.recorded_at - duties.due_at) AS latest
  FROM journal LEFT JOIN duties
    ON duties.case_id = CAST(substr(journal.stream, 6) AS INTEGER)
    AND duties.kind || '/' || duties.round || '/' || duties.department = json_extract(journal.body, '$.key')
  WHERE journal.recorded_at >= :since AND journal.recorded_at < :until AND journal.type = 'DutyMissed')"""

# A person without a private chat was told in the group instead; cards have no date of their own.
_UNSENT = """FROM (
  SELECT count(*) AS messages FROM outbox
    WHERE state IN ('unknown', 'dead') AND error <> :no_chat AND created_at >= :since AND created_at < :until)"""
_STUCK_CARDS = "FROM (SELECT count(*) AS messages FROM cards WHERE state IN ('unknown', 'dead'))"

_SECOND = 1_000_000


class Vitals(NamedTuple):
    """Misses judged; after how many seconds at most; messages that did not arrive; what seals the journal."""

    judged: int
    latest_seconds: int
    unsent: int
    hash: str


def vitals(conn: Connection, since: datetime, until: datetime) -> Vitals:
    """Return the figures from `since` to `until`; messages that were sent again meanwhile have arrived."""
    period = {"since": stamp(since), "until": stamp(until), "no_chat": NO_CHAT}
    judged, unsent = first(conn, _Judged, _JUDGED, period), first(conn, _Unsent, _UNSENT, period)
    stuck = first(conn, _Unsent, _STUCK_CARDS)
    assert judged
    assert unsent
    assert stuck
    return Vitals(
        judged=judged.misses,
        latest_seconds=-(-(judged.latest or 0) // _SECOND),
        unsent=unsent.messages + stuck.messages,
        hash=journal.last_hash(conn, until),
    )


class _Judged(NamedTuple):
    misses: int
    latest: int | None


class _Unsent(NamedTuple):
    messages: int
