"""The words of the chart, and how it writes days and moments."""

import tomllib
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any

from reports.stages import Facts

LANGUAGE = "zh-Hant"


@cache
def words() -> dict[str, Any]:
    """Return the words by the part of the chart they stand in."""
    return tomllib.loads(resources.files("reports").joinpath(f"{LANGUAGE}.toml").read_text("utf-8"))


def day(text: str) -> str:
    """Write an ISO date with its weekday."""
    return _on(date.fromisoformat(text), words()["day"])


def short_day(text: str) -> str:
    """Write an ISO date as month and day."""
    return _on(date.fromisoformat(text), words()["date"])


def weekday(number: int) -> str:
    """Write a weekday; Monday is 0."""
    name: str = words()["weekdays"][number]
    return name


def week(facts: Facts) -> str:
    """Write which week a chart is about, or from when to when it goes if that is no week."""
    pattern = words()["days" if facts["number"] is None else "week"]
    first, last = day(facts["from"]), day(facts["to"])
    return str(pattern.format(year=facts["year"], number=facts["number"], first=first, last=last))


def cut_off(text: str) -> str:
    """Write the footnote with the moment the figures stand for."""
    until = datetime.fromisoformat(text)
    return str(words()["footnote"].format(month=until.month, day=until.day, time=f"{until:%H:%M}"))


def _on(when: date, pattern: str) -> str:
    return pattern.format(month=when.month, day=when.day, weekday=weekday(when.weekday()))
