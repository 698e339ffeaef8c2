"""Following up enquiries beside the duties of cases: nobody is fined for one, so a reminder is all that ever comes of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.alarms import Alarm, Alarms
from storage import enquiries, inbox
from storage.books import Books
from storage.enquiries import EnquiryRow
from workflow.commands import Stimulus
from workflow.desk import Desk
from workflow.enquiry_commands import RemindEnquiry

_log = structlog.stdlib.get_logger()

_AT_ONCE: Final = 100
_TRY_AGAIN: Final = timedelta(minutes=1)


class FollowingUp:
    """Reminds of enquiries."""

    def __init__(self, desk: Desk, alarms: Alarms) -> None:
        self._desk, self._alarms = desk, alarms
        self._not_before: dict[int, datetime] = {}

    async def look_after(self, rows: Iterable[EnquiryRow], now: datetime) -> bool:
        """Remind where it is time (rows of `due_enquiries`); return whether any was."""
        ready = [row for row in rows if self._not_before.get(row.id, now) <= now]
        return any([await self._remind(row, now) for row in ready])

    # Private

    async def _remind(self, row: EnquiryRow, now: datetime) -> bool:
        try:
            await self._desk.perform(RemindEnquiry(enquiry=row.id), Stimulus(now=now, at=now))
        except Exception as error:  # noqa: BLE001  one broken enquiry must not stop the clocks of complaints
            _log.error("enquiry not followed up", enquiry=row.number, exc_info=error)
            self._not_before[row.id] = now + _TRY_AGAIN
            cause = f"enquiry/{row.id}/{row.next_at}"
            await self._alarms.tell(Alarm.DUTY_STUCK, cause=cause, case=row.number, error=repr(error))
            return False
        self._not_before.pop(row.id, None)
        return True


def due_enquiries(books: Books, now: datetime, read_until: datetime | None) -> list[EnquiryRow]:
    """Return what may be reminded of: what Telegram may still bring an answer to is not called late."""
    rows = enquiries.due(books.conn, now, _AT_ONCE)
    if not rows:
        return []
    is_read = read_until is not None and inbox.oldest_undone(books.conn) is None
    known = read_until if is_read and read_until is not None else None
    return [row for row in rows if row.due_at > now or (known is not None and row.due_at <= known)]
