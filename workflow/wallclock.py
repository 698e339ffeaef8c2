"""Moments and what the clock on the wall shows."""

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC."""
    if moment.tzinfo is None:
        raise ValueError("an aware datetime is needed")
    return moment.astimezone(UTC)


def instant(wall: datetime, *, zone: ZoneInfo) -> datetime:
    """Return when a wall clock first shows a time, in UTC; if it skips it, the moment the clocks change."""
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)


def whole_minute(moment: datetime) -> datetime:
    """Round a moment up to the minute."""
    minute = moment.replace(second=0, microsecond=0)
    return moment if minute == moment else minute + MINUTE


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    old = before.astimezone(zone).utcoffset()
    moments = [before + n * MINUTE for n in range((after - before) // MINUTE + 1)]
    return moments[
        bisect_left(moments, x=True, key=lambda moment: moment.astimezone(zone).utcoffset() != old)
    ]
