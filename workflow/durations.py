"""Durations as the configuration writes them: `2s`, `5m`, `2h`, `3 working days`."""

import re
import unicodedata

from workflow.values import Duration

ACCEPTED = "2s, 5m, 2h, 1 working day, 3 working days"

_PATTERN = re.compile(r"(?P<count>[1-9]\d{0,5})\s*(?:(?P<unit>[smh])|(?P<days>working\s+days?))", re.ASCII)
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def parse_duration(text: str) -> Duration:
    """Read a duration; a ValueError says what is accepted."""
    match = _PATTERN.fullmatch(unicodedata.normalize("NFKC", text).strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is not a duration; accepted are {ACCEPTED}")
    count = int(match["count"])
    if match["days"]:
        return Duration(working_days=count)
    return Duration(seconds=count * _SECONDS[match["unit"]])


def format_duration(duration: Duration) -> str:
    """Write a duration in its largest whole unit, so that `parse_duration` reads the same one back."""
    if duration.working_days:
        return f"{duration.working_days} working day{'s' if duration.working_days > 1 else ''}"
    unit = next(unit for unit, seconds in _SECONDS.items() if duration.seconds % seconds == 0)
    return f"{duration.seconds // _SECONDS[unit]}{unit}"
