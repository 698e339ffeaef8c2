"""What the values in config.yaml may look like; every one is read from text."""

import re
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from workflow.durations import parse_duration
from workflow.hours import Shift, check_hours, parse_shift, parse_time
from workflow.values import Duration, Value

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The names of the weekdays, Monday first."""


class Section(Value):
    """A group of keys in the file."""

    @classmethod
    def groups(cls) -> dict[str, "type[Section] | None"]:
        """Return the keys of the group, and for each the group that stands there, alone or in a list."""
        return {
            field.alias or name: _section_in(field.annotation) for name, field in cls.model_fields.items()
        }


class WeeklyMoment(Value):
    """A moment of every week; Monday is 0."""

    weekday: int
    at: time


def read_with(read: Callable[[str], Any]) -> BeforeValidator:
    """Take a value as text; whatever `read` refuses is a mistake there."""

    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("not_text", "text is expected")
        try:
            return read(value)
        except ValueError as error:
            raise PydanticCustomError("unreadable", "{why}", {"why": str(error)}) from error

    return BeforeValidator(validate)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read `mon`, `mon-sat` or `mon,wed`."""
    days: list[int] = []
    for item in text.lower().replace(" ", "").split(","):
        first, _, last = item.partition("-")
        span = range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1)
        if not span:
            raise ValueError(f"{item} runs backwards")
        days += span
    if len(set(days)) < len(days):
        raise ValueError(f"{text} names a day twice")
    return tuple(days)


def parse_weekly(text: str) -> WeeklyMoment:
    """Read `mon 09:00`."""
    day, _, at = text.strip().lower().partition(" ")
    return WeeklyMoment(weekday=WEEKDAYS.index(day), at=parse_time(at))


def parse_date(text: str) -> date:
    """Read `2026-12-31`."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is None:
        raise ValueError(f"{text} is not a date")
    return date.fromisoformat(text)


def parse_zone(text: str) -> str:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(text).key
    except (KeyError, OSError) as error:  # an unknown name; a folder of the zone files
        raise ValueError(f"{text} is not a time zone") from error


def parse_url(text: str) -> str:
    """Read an address of a Bot API server."""
    if re.fullmatch(r"https?://[^\s/]+\S*", text) is None:
        raise ValueError(f"{text} is not an address")
    return text


def parse_integer(text: str) -> int:
    """Read a whole number: digits, and perhaps a minus."""
    if re.fullmatch(r"-?\d{1,18}", text, re.ASCII) is None:
        raise ValueError(f"{text} is not a whole number")
    return int(text)


def _beside_the_file(path: str, info: ValidationInfo) -> Path:
    folder: Path = (info.context or {}).get("folder", Path())
    return folder / Path(path).expanduser()


def _section_in(annotation: Any) -> type[Section] | None:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((section for part in get_args(annotation) if (section := _section_in(part))), None)


def _checked_day(shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
    try:
        check_hours(shifts)
    except ValueError as error:
        raise PydanticCustomError("overlap", "{why}", {"why": str(error)}) from error
    return shifts


def _each_day_once(hours: dict[tuple[int, ...], Any]) -> dict[tuple[int, ...], Any]:
    days = [day for days in hours for day in days]
    if len(set(days)) < len(days):
        raise PydanticCustomError("day_twice", "a weekday has two lines")
    return hours


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("nothing is written")
    return text.strip()


Text = Annotated[str, read_with(_not_blank)]
Integer = Annotated[int, read_with(parse_integer)]
Account = Annotated[Integer, Field(gt=0)]
Limit = Annotated[Duration, read_with(parse_duration)]
Day = Annotated[date, read_with(parse_date)]
Clock = Annotated[time, read_with(parse_time)]
Zone = Annotated[str, read_with(parse_zone)]
Address = Annotated[str, read_with(parse_url)]
Place = Annotated[Path, BeforeValidator(_beside_the_file), read_with(_not_blank)]
"""A path, relative to the folder of config.yaml."""
Weekdays = Annotated[tuple[int, ...], read_with(parse_weekdays)]
Weekly = Annotated[WeeklyMoment, read_with(parse_weekly)]
Shifts = Annotated[tuple[Annotated[Shift, read_with(parse_shift)], ...], AfterValidator(_checked_day)]
WeekHours = Annotated[dict[Weekdays, Shifts], AfterValidator(_each_day_once)]
