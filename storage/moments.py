"""Moments in the database: whole microseconds since 1970 in UTC.

Integers sort and subtract as they are, take at most eight bytes in an index and keep every digit of Python's datetimes;
text would have to be padded to one width and zone to compare correctly. The journal's bodies keep ISO text for readers.
"""

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@overload
def stamp(moment: datetime) -> int: ...
@overload
def stamp(moment: None) -> None: ...
@overload
def stamp(moment: datetime | None) -> int | None: ...
def stamp(moment: datetime | None) -> int | None:
    """Return the number that is stored for an aware moment."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


@overload
def moment(number: int) -> datetime: ...
@overload
def moment(number: None) -> None: ...
@overload
def moment(number: int | None) -> datetime | None: ...
def moment(number: int | None) -> datetime | None:
    """Return the moment, in UTC, that a number was stored for."""
    return None if number is None else _EPOCH + number * _MICROSECOND
