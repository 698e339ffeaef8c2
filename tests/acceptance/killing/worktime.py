"""The office hours of the sample company in one week, and limits counted in them: the model's own arithmetic."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
WINDOWS = ((time(8, 30), time(12)), (time(13, 30), time(18)))
MINUTE = timedelta(minutes=1)


def after(start: datetime, limit: timedelta) -> datetime:
    """Return the moment at which `limit` of working time has passed, rounded up to the minute."""
    left = limit
    for opens, closes in _windows(start):
        begins = max(start, opens)
        if begins + left <= closes:
            return _rounded_up(begins + left)
        left -= max(closes - begins, timedelta(0))
    raise ValueError(f"the week is over before {limit} after {start}")


def working(start: datetime, end: datetime) -> timedelta:
    """Return the working time between two moments of the day."""
    total = timedelta(0)
    for opens, closes in WINDOWS:
        begins = max(start, datetime.combine(start, opens, start.tzinfo))
        ends = min(end, datetime.combine(start, closes, start.tzinfo))
        total += max(ends - begins, timedelta(0))
    return total


def _windows(start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Return the windows of that day and the next ones, up to Saturday."""
    for days in range(6 - start.weekday()):
        day = start + timedelta(days=days)
        for window in WINDOWS:
            opens, closes = (datetime.combine(day, at, start.tzinfo) for at in window)
            yield opens, closes


def _rounded_up(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE
