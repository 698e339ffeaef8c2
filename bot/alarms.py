"""What the administrators must know, and the sender of an update that could not be handled; each is told once."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection
from typing import Any

import structlog

from storage import outbox, staff
from storage.books import followed
from storage.database import Database
from storage.outbox import Letter
from workflow.notices import Notice, Urgency

_log = structlog.stdlib.get_logger()


class Alarm(StrEnum):
    """The notices of this folder; each is a template in `texts/`, beside it the facts it gets."""

    UPDATE_FAILED = "alarm_update_failed"  # update_id, error, attempts
    UPDATE_UNREADABLE = "alarm_update_unreadable"  # update_id, error
    OUTAGE_OVER = "alarm_outage_over"  # since, until, error
    SEND_UNKNOWN = "alarm_send_unknown"  # notice, case, lane, error
    SEND_REFUSED = "alarm_send_refused"  # notice, case, lane, error
    GROUP_CLOSED = "alarm_group_closed"  # error
    HEARING_LOST = "alarm_hearing_lost"  # since, is_exact, why, by; said by the desk, here once a day
    HEARING_BACK = "alarm_hearing_back"  # since, until, why; said by the desk
    DUTY_STUCK = "alarm_duty_stuck"  # case, error
    REPORT_FAILED = "alarm_report_failed"  # kind, period, error
    DISK_STALLED = "alarm_disk_stalled"  # since, fault, error; said past the outbox, which cannot be written
    DISK_WORKS = "alarm_disk_works"  # since, until
    DATABASE_DAMAGED = "alarm_database_damaged"  # error; said past the outbox
    NOT_STARTED = "alarm_not_started"  # error; said past the outbox
    BACKUP_FAILED = "alarm_backup_failed"  # period, error
    TOPIC_GONE = "alarm_topic_gone"  # case (its name, None: the configured topic), error
    TOPIC_DENIED = "alarm_topic_denied"  # error
    POSTS_SILENT = "alarm_posts_silent"  # posts: what, department (a name or None), holders (names)
    HEARTBEAT = "heartbeat"  # period, up_since, copy (a file's name or None), storage.vitals.Vitals


_UNHURRIED = frozenset({Alarm.POSTS_SILENT})
"""What lets everything else go first."""

SORRY = "sorry_update_failed"
"""To the sender, under his message: it could not be handled, the administrators know."""
UNREACHABLE = "unreachable"
"""In the group: somebody must open a private chat with the bot; facts case (number or None) and kind."""


class Alarms:
    """Queues notices to the administrators, once for each `cause`."""

    def __init__(
        self,
        database: Database,
        admin_ids: Iterable[int],
        *,
        now: Callable[[], datetime],
        on_queued: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self.admin_ids = tuple(admin_ids)
        self._now = now
        self.on_queued = on_queued

    async def tell(self, alarm: Alarm, *, cause: str, **facts: Any) -> bool:
        """Tell every administrator, unless the same cause was told before; return whether it was not."""
        return await self.tell_with((), alarm, cause=cause, **facts)

    async def tell_with(self, others: Iterable[int], alarm: Alarm, /, *, cause: str, **facts: Any) -> bool:
        """Do the same, and tell others by their Telegram ids."""
        _log.info(alarm.value, cause=cause, **facts)
        accounts = (*self.admin_ids, *others)
        is_news = await self._database.transact(
            lambda conn: self._queue(conn, alarm, accounts, cause=cause, facts=facts)
        )
        self.on_queued()
        return is_news

    def queue(self, conn: Connection, alarm: Alarm, *, cause: str, **facts: Any) -> bool:
        """Tell the administrators within a transaction; afterwards somebody should call `on_queued`."""
        return self._queue(conn, alarm, self.admin_ids, cause=cause, facts=facts)

    def _queue(
        self, conn: Connection, alarm: Alarm, accounts: Iterable[int], *, cause: str, facts: dict[str, Any]
    ) -> bool:
        urgency = Urgency.CARD if alarm in _UNHURRIED else Urgency.ANSWER
        notices = [
            Notice(name=alarm, chat_id=account, facts=facts, urgency=urgency, fallback=False)
            for account in dict.fromkeys(accounts)
        ]
        return say_once(conn, notices, cause=f"{alarm}/{cause}", now=self._now())


def say_once(
    conn: Connection, notices: Iterable[Notice], *, cause: str, now: datetime, case_id: int | None = None
) -> bool:
    """Queue notices of the process itself, unless the cause was told before; return whether it was not."""
    there = [followed(conn, notice) for notice in notices]
    letters = [Letter(notice, _lane(conn, notice), case_id) for notice in there]
    conn.execute("SAVEPOINT once")
    try:
        outbox.add(conn, letters, cause=cause, now=now)
    except sqlite3.IntegrityError:
        conn.execute("ROLLBACK TO once")
        return False
    finally:
        conn.execute("RELEASE once")
    return True


def _lane(conn: Connection, notice: Notice) -> str:
    if notice.chat_id is None:
        return outbox.GROUP if notice.to is None else outbox.person_lane(notice.to)
    person = staff.person_by_telegram(conn, notice.chat_id)
    return outbox.person_lane(person.id) if person else outbox.chat_lane(notice.chat_id)
