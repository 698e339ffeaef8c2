"""What the administrators hear of a day: each figure is counted in the records, so no restart loses any of it."""

import json
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import NamedTuple

from storage import journal
from storage.moments import moment, stamp
from storage.outbox import NO_CHAT
from storage.rows import scalar, select
from storage.streams import case_of
from workflow.duties import DutyKind, duty_key

_MISSES = """SELECT stream, body, recorded_at FROM journal
  WHERE recorded_at >= :since AND recorded_at < :until AND type = 'DutyMissed'"""

# A person without a private chat was told in the group instead; cards have no date of their own.
_UNSENT = """SELECT (SELECT count(*) FROM cards WHERE state IN ('unknown', 'dead')) + count(*) FROM outbox
  WHERE state IN ('unknown', 'dead') AND error <> :no_chat AND created_at >= :since AND created_at < :until"""


class Vitals(NamedTuple):
    """Misses judged; after how many seconds at most; messages that did not arrive; what seals the journal."""

    judged: int
    latest_seconds: int
    unsent: int
    hash: str


def vitals(conn: Connection, since: datetime, until: datetime) -> Vitals:
    """Return the figures from `since` to `until`; messages that were sent again meanwhile have arrived."""
    period = {"since": stamp(since), "until": stamp(until), "no_chat": NO_CHAT}
    delays = [_delay(conn, *row) for row in conn.execute(_MISSES, period)]
    return Vitals(
        judged=len(delays),
        latest_seconds=round(max(delays, default=timedelta(0)).total_seconds()),
        unsent=scalar(conn, _UNSENT, period),
        hash=journal.last_hash(conn, until),
    )


# Private functions


class _Due(NamedTuple):
    kind: DutyKind
    round: int
    department: str
    subject: str
    due_at: datetime


def _delay(conn: Connection, stream: str, body: str, judged_at: int) -> timedelta:
    """Return how long after its due time a duty was judged; none at all if it has been given a later time since."""
    judged, key = moment(judged_at), json.loads(body)["key"]
    duties = select(conn, _Due, "FROM duties WHERE case_id = ?", (case_of(stream),))
    due = (duty.due_at for duty in duties if duty_key(*duty[:-1]) == key)
    return max(timedelta(0), judged - next(due, judged))
