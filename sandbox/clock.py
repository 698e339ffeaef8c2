"""The sandbox's clock: a start, a rate and jumps. The only place here that reads real time."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Final

CHINA: Final = timezone(timedelta(hours=8))
DEFAULT_START: Final = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


class Clock:
    """A clock that runs `rate` times as fast as real time (0: frozen) and can be jumped forward."""

    def __init__(
        self,
        start: datetime = DEFAULT_START,
        *,
        rate: float = 1.0,
        real: Callable[[], float] = time.monotonic,
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("the clock needs an aware start")
        self._real = real
        self._anchor = start
        self._felt = 0.0
        self._anchored_at = real()
        self._listeners: list[Callable[[], None]] = []
        self.rate = _checked_rate(rate)
        self.version = 1

    def now(self) -> datetime:
        """Return the moment it is in the sandbox, in the zone of its start."""
        return self._anchor + timedelta(seconds=self._elapsed() * self.rate)

    def unix(self) -> int:
        """Return `now` in whole seconds, as Telegram dates a message."""
        return int(self.now().timestamp())

    def http_date(self) -> str:
        """Return `now` as a `Date` header (RFC 1123, whole seconds, GMT)."""
        return format_datetime(self.now().astimezone(UTC), usegmt=True)

    def felt(self) -> float:
        """Return seconds as a person at the screen feels them: jumps count, speeding up does not.

        A press on a button goes stale by this clock: at 600x nobody could answer in 25 ms.
        """
        return self._felt + self._elapsed() * min(self.rate, 1.0)

    def jump(self, *, to: datetime | None = None, by: timedelta | float | None = None) -> datetime:
        """Move forward to a moment or by a length (a number is seconds); never backwards."""
        now = self.now()
        if (to is None) == (by is None):
            raise ValueError("jump either to a moment or by a length")
        target = to if to is not None else now + _length(by)
        if target < now:
            raise ValueError(f"the clock only goes forward: it is {now.isoformat()}")
        self._re_anchor(target.astimezone(now.tzinfo), felt=(target - now).total_seconds())
        return self.now()

    def set_rate(self, rate: float) -> None:
        """Run at `rate` from now on; 0 freezes the clock."""
        checked = _checked_rate(rate)
        self._re_anchor(self.now())
        self.rate = checked
        self._announce()

    def real_seconds_until(self, moment: datetime) -> float | None:
        """Return how long to wait really until `moment`, or None while the clock stands still."""
        if not self.rate:
            return None
        return max(0.0, (moment - self.now()).total_seconds() / self.rate)

    def real_seconds(self) -> float:
        """Return a real, monotonic reading, for limits a frozen clock must not lift."""
        return self._real()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each jump and each change of rate."""
        self._listeners.append(listener)

    def _elapsed(self) -> float:
        return self._real() - self._anchored_at

    def _re_anchor(self, moment: datetime, *, felt: float | None = None) -> None:
        self._felt = self.felt() + (felt or 0.0)
        self._anchor = moment
        self._anchored_at = self._real()
        if felt is not None:
            self._announce()

    def _announce(self) -> None:
        self.version += 1
        for listener in self._listeners:
            listener()


def _length(by: timedelta | float | None) -> timedelta:
    return by if isinstance(by, timedelta) else timedelta(seconds=by or 0)


def _checked_rate(rate: float) -> float:
    if rate < 0:
        raise ValueError("the clock only goes forward: the rate is 0 or more")
    return rate
