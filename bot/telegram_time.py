"""What time it is at Telegram: our clock plus the offset that the `Date` of the last successful getUpdates shows."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import httpx

from bot.clock import Clock

_NO_DIFFERENCE: Final = timedelta(seconds=2)
"""`Date` counts whole seconds and travels a while: what differs by less is the same time."""


class TelegramTime:
    """Telegram's time, by which people's acts are dated and limits end.

    A steered clock is Telegram's own clock, so it has no offset: one read just before a jump would be wrong after it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.offset = timedelta(0)

    @property
    def is_running(self) -> bool:
        """Tell whether it moves at all."""
        return self._clock.rate > 0

    def now(self) -> datetime:
        """Return the moment in UTC as Telegram has it."""
        return self._clock.now() + self.offset

    async def sleep_until(self, moment: datetime) -> None:
        """Return at a moment of Telegram's time."""
        await self._clock.sleep_until(moment - self.offset)

    async def heard(self, response: httpx.Response) -> None:
        """Take the time from an answer of Telegram (an event hook of httpx)."""
        date = response.headers.get("Date")
        if date and response.status_code == HTTPStatus.OK and not self._clock.is_steered:
            with suppress(ValueError):  # a proxy may write anything
                self.set_from(parsedate_to_datetime(date))

    def set_from(self, date: datetime) -> None:
        """Take Telegram's time as `date`, in whole seconds."""
        if date.tzinfo is None:
            date = date.replace(tzinfo=UTC)
        offset = date - self._clock.now()
        if abs(offset - self.offset) >= _NO_DIFFERENCE:
            self.offset = timedelta(0) if abs(offset) < _NO_DIFFERENCE else offset
