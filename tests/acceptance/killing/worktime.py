"""The office hours of the sample company on one day, and limits counted in them: the model's own arithmetic."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
WINDOWS = ((time(8, 30), time(12)), (time(13, 30), time(18)))
MINUTE = timedelta(minutes=1)


def after(start: datetime, limit: timedelta) -> datetime:
    """Return the moment at which `limit` of working time has passed, rounded up to the minute."""
    left = limit
    for opens, closes in WINDOWS:
        begins = max(start, datetime.combine(start, opens, start.tzinfo))
        ends = datetime.combine(start, closes, start.tzinfo)
        if begins + left <= ends:
            return _rounded_up(begins + left)
        left -= max(ends - begins, timedelta(0))
    raise ValueError(f"the day is over before {limit} after {start}")


def working(start: datetime, end: datetime) -> timedelta:
    """Return the working time between two moments of the day."""
    total = timedelta(0)
    for opens, closes in WINDOWS:
        begins = max(start, datetime.combine(start, opens, start.tzinfo))
        ends = min(end, datetime.combine(start, closes, start.tzinfo))
        total += max(ends - begins, timedelta(0))
    return total


def _rounded_up(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + MINUTE
