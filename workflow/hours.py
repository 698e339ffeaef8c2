"""The hours of a working day, as values and as the configuration writes them: `08:30-12:00`."""

import re
import unicodedata
from datetime import time

MIDNIGHT = time()

Shift = tuple[time, time]
"""From when until when; an end of 00:00 is the end of the day."""

DayHours = tuple[Shift, ...]
"""The shifts of a day, in order."""

_CLOCK = r"([01]?\d|2[0-3]):([0-5]\d)"
_SHIFT = re.compile(rf"{_CLOCK}\s*[-–—~]\s*(?:{_CLOCK}|(24:00))", re.ASCII)
_TIME = re.compile(_CLOCK, re.ASCII)


def parse_time(text: str) -> time:
    """Read a time of day such as `18:00`; a ValueError says what is accepted."""
    match = _TIME.fullmatch(_plain(text))
    if match is None:
        raise ValueError(f"{text!r} is not a time; accepted is 18:00")
    return time(int(match[1]), int(match[2]))


def parse_shift(text: str) -> Shift:
    """Read a shift such as `08:30-12:00` or `18:00-24:00`; a ValueError says what is accepted."""
    match = _SHIFT.fullmatch(_plain(text))
    if match is None:
        raise ValueError(f"{text!r} are not hours; accepted are 08:30-12:00")
    shift = time(int(match[1]), int(match[2])), MIDNIGHT if match[5] else time(int(match[3]), int(match[4]))
    check_hours((shift,))
    return shift


def check_hours(hours: DayHours) -> None:
    """Refuse shifts that are not whole minutes, or not in order and apart."""
    times = [moment for start, end in hours for moment in (start, end if end > MIDNIGHT else time.max)]
    if any(moment.second for moment in times if moment != time.max):
        raise ValueError("working hours are whole minutes")
    if times != sorted(times) or any(start == end > MIDNIGHT for start, end in hours):
        raise ValueError("working hours overlap or are out of order")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
