"""The company: outages, posted reports and exports (projections), the last poll and the chats (primary)."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, insert, scalar, select
from workflow import events as ev
from workflow.deafness import Deaf, Deafness
from workflow.values import Suspension, Window

GROUP = "group"
_FORMER = "group/"


class Poll(NamedTuple):
    """The last successful getUpdates: our clock at its start and end, Telegram's at its end, the next update id."""

    started_at: datetime
    ended_at: datetime
    telegram_at: datetime
    next_update: int


class Chat(NamedTuple):
    """Where a chat is now; `topic` is the forum thread the bot writes in."""

    chat_id: int
    topic: int | None


class Export(NamedTuple):
    """A file that left the bot: when, who asked (None: the calendar), to whom, what, of which period, its SHA-256."""

    at: datetime
    by: int | None
    recipient: int
    what: str
    period: str
    digest: str


class _Outage(NamedTuple):
    starts_at: datetime
    ends_at: datetime


class _Deafness(NamedTuple):
    starts_at: datetime
    known_at: datetime
    ends_at: datetime | None
    why: Deaf


# Outages and reports


def outages(conn: Connection, since: datetime) -> tuple[Window, ...]:
    """Return the outages that ended after a moment, in order."""
    found = "FROM outages WHERE ends_at > ? ORDER BY ends_at, starts_at"
    return tuple(Window(**row._asdict()) for row in select(conn, _Outage, found, (stamp(since),)))


def project_outage(conn: Connection, event: ev.OutageRecorded) -> None:
    """Note an outage; the same one twice is one."""
    conn.execute(
        "INSERT INTO outages VALUES (?, ?) ON CONFLICT DO NOTHING", (stamp(event.at), stamp(event.until))
    )


def deafness(conn: Connection, since: datetime) -> tuple[Deafness, ...]:
    """Return the stretches in which the group was not heard that last or ended after a moment, in order."""
    found = "FROM deafness WHERE ends_at IS NULL OR ends_at > ? ORDER BY starts_at"
    return tuple(Deafness(**row._asdict()) for row in select(conn, _Deafness, found, (stamp(since),)))


def deaf_now(conn: Connection) -> Deafness | None:
    """Return the stretch in which the group is not heard, None if it is."""
    row = first(conn, _Deafness, "FROM deafness WHERE ends_at IS NULL")
    return Deafness(**row._asdict()) if row else None


def project_deaf(conn: Connection, event: ev.HearingLost) -> None:
    """Note that a stretch began, or why it lasts."""
    row = (stamp(event.at), stamp(event.known_at), None, event.why)
    conn.execute("INSERT OR REPLACE INTO deafness VALUES (?, ?, ?, ?)", row)


def project_hearing(conn: Connection, event: ev.HearingRegained) -> None:
    """Note that a stretch is over."""
    conn.execute("UPDATE deafness SET ends_at = ? WHERE ends_at IS NULL", (stamp(event.at),))


def suspensions(conn: Connection) -> tuple[Suspension, ...]:
    """Return all suspensions of clocks, in order; they are few."""
    found = conn.execute("SELECT body FROM suspensions ORDER BY id")
    return tuple(Suspension.model_validate_json(body) for (body,) in found)


def project_suspension(conn: Connection, event: ev.SuspensionSet) -> None:
    """Note a suspension as it stands now."""
    one = event.suspension
    conn.execute("INSERT OR REPLACE INTO suspensions VALUES (?, ?)", (one.id, one.model_dump_json()))


def report_posted(conn: Connection, kind: str, period: str) -> bool:
    """Tell whether the report of a period was handed out."""
    return bool(scalar(conn, "SELECT 1 FROM reports WHERE kind = ? AND period = ?", (kind, period)))


def last_report(conn: Connection, kind: str) -> str | None:
    """Return the latest period (as text) a report of this kind was handed out for."""
    period: str | None = scalar(conn, "SELECT max(period) FROM reports WHERE kind = ?", (kind,))
    return period


def project_report(conn: Connection, event: ev.ReportPosted) -> None:
    """Note a report; a second one of the same kind and period raises IntegrityError."""
    conn.execute("INSERT INTO reports VALUES (?, ?, ?)", (event.kind, event.period, stamp(event.at)))


# Exports


def exports(conn: Connection, count: int) -> tuple[Export, ...]:
    """Return the newest lines of the register of exports, the newest first."""
    return select(conn, Export, "FROM exports ORDER BY id DESC LIMIT ?", (count,))


def project_export(conn: Connection, event: ev.Exported) -> None:
    """Enter a file that left the bot."""
    told = {"what": event.what, "period": event.period, "digest": event.digest}
    insert(conn, "exports", {"at": stamp(event.at), "by": event.by, "recipient": event.to, **told})


# Polls and chats


def last_poll(conn: Connection) -> Poll | None:
    """Return the last successful poll."""
    return first(conn, Poll, "FROM polls")


def record_poll(conn: Connection, poll: Poll) -> None:
    """Keep a successful poll in place of the last one."""
    times = map(stamp, poll[:3])
    conn.execute("INSERT OR REPLACE INTO polls VALUES (1, ?, ?, ?, ?)", (*times, poll.next_update))


def chat(conn: Connection, key: str = GROUP) -> Chat | None:
    """Return where a chat is, None if it never was set: then the configuration counts."""
    return first(conn, Chat, "FROM chats WHERE key = ?", (key,))


def set_chat(conn: Connection, chat_id: int, topic: int | None = None, *, key: str = GROUP) -> None:
    """Keep where a chat is now (at the first start, and when the group becomes a supergroup)."""
    conn.execute("INSERT OR REPLACE INTO chats VALUES (?, ?, ?)", (key, chat_id, topic))


def move_group(conn: Connection, old: int, new: int) -> None:
    """Keep where the group is now, and that it was elsewhere: what was written there before may still be on its way."""
    set_chat(conn, new)
    set_chat(conn, old, key=f"{_FORMER}{old}")


def was_group(conn: Connection, chat_id: int) -> bool:
    """Tell whether the group was this chat before it became a supergroup."""
    return chat(conn, f"{_FORMER}{chat_id}") is not None
