"""Cards: messages that are edited in place. A card is desired state; the courier makes the chat agree with it.

The part 'case' is the group card of a case, the other parts are its penalty notices, by number.
"""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import moment, stamp
from storage.rows import first, scalar_moment, select

CASE = "case"
MAX_DOUBTS = 2


class Card(NamedTuple):
    """A card; `wanted` is the version the case has reached, `shown_hash` what the message shows.

    `repeated`: it was sent more than once, so an older copy that nobody can edit may stand in the chat.
    """

    case_id: int
    part: str
    chat_id: int | None
    message_id: int | None
    sent_at: datetime | None
    shown_hash: str
    state: str
    wanted: int
    shown: int
    attempts: int
    doubts: int
    error: str
    repeated: bool

    @property
    def stands(self) -> bool:
        """Whether there is a message to edit."""
        return self.message_id is not None


def show(conn: Connection, case_id: int, parts: Iterable[str]) -> None:
    """Create the cards that do not exist yet and have all cards of the case looked at again.

    Also one that Telegram refused: now that the case has changed it says something else.
    """
    known = {part for (part,) in conn.execute("SELECT part FROM cards WHERE case_id = ?", (case_id,))}
    for part in set(parts) - known:
        conn.execute("INSERT INTO cards (case_id, part, wanted) VALUES (?, ?, 0)", (case_id, part))
    again = """UPDATE cards SET wanted = wanted + 1, state = CASE state WHEN 'dead' THEN 'idle' ELSE state END
      WHERE case_id = ?"""
    conn.execute(again, (case_id,))


def wanted(conn: Connection, now: datetime, limit: int = 20) -> tuple[Card, ...]:
    """Return cards to look at: those not sent yet first, since their clocks wait for them."""
    found = f"FROM cards WHERE {_WAITING} AND not_before <= ? ORDER BY message_id IS NOT NULL, case_id, part LIMIT ?"
    return select(conn, Card, found, (stamp(now), limit))


def next_moment(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which a card that was put back may be sent."""
    later = f"SELECT min(not_before) FROM cards WHERE {_WAITING} AND not_before > ?"  # noqa: S608 # ours
    return scalar_moment(conn, later, (stamp(after),))


def mark_sending(conn: Connection, case_id: int, part: str) -> None:
    """Note that a request for this card goes out now."""
    _change(conn, case_id, part, "state = 'sending', attempts = attempts + 1")


def mark_sent(
    conn: Connection, case_id: int, part: str, *, chat_id: int, message_id: int, at: datetime
) -> None:
    """Note where the card stands now; what it shows is told with `mark_shown`."""
    changes = "state = 'idle', doubts = 0, error = '', chat_id = :chat, message_id = :message, sent_at = :at"
    _change(conn, case_id, part, changes, chat=chat_id, message=message_id, at=stamp(at))


def mark_shown(conn: Connection, card: Card, shown_hash: str) -> None:
    """Note that the message shows the card as it was read; if the case moved on since, it stays wanted."""
    changes = "state = 'idle', doubts = 0, error = '', not_before = 0, shown_hash = :hash, shown = :version"
    _change(conn, card.case_id, card.part, changes, hash=shown_hash, version=card.wanted)


def postpone(conn: Connection, case_id: int, part: str, until: datetime, error: str = "") -> None:
    """Look at the card again later: Telegram did not take it, or an edit ended without an answer."""
    changes = "state = 'idle', not_before = :until, error = :error"
    _change(conn, case_id, part, changes, until=stamp(until), error=error)


def mark_unknown(conn: Connection, case_id: int, part: str, error: str) -> bool:
    """Note that sending (not editing) ended without an answer; return whether people must look.

    A penalty notice is sent once more only. The post of a case is tried for ever, and people are told once: without
    it no clock starts and the complaint is lost, while a second copy of it does no harm.
    """
    changes = "state = 'unknown', doubts = doubts + 1, repeated = 1, error = :error"
    _change(conn, case_id, part, changes, error=error)
    again = "UPDATE cards SET state = 'idle' WHERE case_id = ? AND part = ? AND (doubts < ? OR part = ?)"
    conn.execute(again, (case_id, part, MAX_DOUBTS, CASE))
    doubts = "SELECT doubts FROM cards WHERE case_id = ? AND part = ?"
    return bool(conn.execute(doubts, (case_id, part)).fetchone()[0] == MAX_DOUBTS)


def mark_dead(conn: Connection, case_id: int, part: str, error: str) -> None:
    """Note that Telegram refuses the card for good."""
    _change(conn, case_id, part, "state = 'dead', error = :error", error=error)


def resend_stuck(conn: Connection) -> int:
    """Have every dead or unknown card sent once more (重發); return how many."""
    waiting = stuck(conn)
    for card in waiting:
        resend(conn, card.case_id, card.part)
    return len(waiting)


def resend(conn: Connection, case_id: int, part: str) -> None:
    """Have a dead or unknown card sent once more (重發)."""
    _change(conn, case_id, part, "state = 'idle', not_before = 0, doubts = 0, wanted = wanted + 1")


def hurry(conn: Connection) -> None:
    """Have what waits go at once: the group is open to us again."""
    conn.execute("UPDATE cards SET not_before = 0 WHERE state = 'idle'")


def forget_message(conn: Connection, case_id: int, part: str) -> None:
    """Forget where the card stood (the message is gone, or the group has moved): it is sent anew."""
    gone = "state = 'idle', chat_id = NULL, message_id = NULL, shown_hash = '', wanted = wanted + 1"
    _change(conn, case_id, part, gone)


def leave_behind(conn: Connection, chat_id: int) -> None:
    """Have the cards of open cases sent anew: their chat has moved, and in the old one nobody can press a button."""
    left = """FROM cards WHERE chat_id = ? AND part = ?
      AND case_id IN (SELECT id FROM cases WHERE phase <> 'closed')"""
    for card in select(conn, Card, left, (chat_id, CASE)):
        forget_message(conn, card.case_id, card.part)


def doubt_interrupted(conn: Connection) -> tuple[Card, ...]:
    """At a start: doubt what was being sent when the process ended; return the cards people must look at."""
    interrupted = select(conn, Card, "FROM cards WHERE state = 'sending'")
    for card in interrupted:
        if card.stands:
            postpone(conn, card.case_id, card.part, _AT_ONCE)
        else:
            mark_unknown(conn, card.case_id, card.part, "the process ended while sending")
    return tuple(card for card in stuck(conn) if any(card[:2] == was[:2] for was in interrupted))


def stuck(conn: Connection) -> tuple[Card, ...]:
    """Return the dead and unknown cards, for the administrators."""
    return select(conn, Card, "FROM cards WHERE state IN ('unknown', 'dead') ORDER BY case_id, part")


def get(conn: Connection, case_id: int, part: str = CASE) -> Card | None:
    """Return one card."""
    return first(conn, Card, "FROM cards WHERE case_id = ? AND part = ?", (case_id, part))


def find(conn: Connection, chat_id: int, message_id: int) -> Card | None:
    """Return the card that stands as this message."""
    return first(conn, Card, "FROM cards WHERE chat_id = ? AND message_id = ?", (chat_id, message_id))


# Private functions

_AT_ONCE = moment(0)
_WAITING = "wanted > shown AND state = 'idle'"


def _change(conn: Connection, case_id: int, part: str, changes: str, **values: object) -> None:
    statement = f"UPDATE cards SET {changes} WHERE case_id = :case AND part = :part"  # noqa: S608 # words of ours
    conn.execute(statement, {"case": case_id, "part": part, **values})
