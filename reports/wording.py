"""The words of charts and statements in the company's language, and how it writes days and moments."""

import tomllib
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any, Final

from reports.stages import Facts
from workflow.values import Language

LANGUAGE: Final = Language.ZH_HANT.value


class Wording:
    """What is written in one language; `words` holds it by the part it stands in."""

    def __init__(self, language: str = LANGUAGE) -> None:
        self.words: dict[str, Any] = tomllib.loads(_text(language))

    def day(self, text: str) -> str:
        """Write an ISO date with its weekday."""
        return self._on(date.fromisoformat(text), self.words["day"])

    def short_day(self, text: str) -> str:
        """Write an ISO date as month and day."""
        return self._on(date.fromisoformat(text), self.words["date"])

    def weekday(self, number: int) -> str:
        """Write a weekday; Monday is 0."""
        name: str = self.words["weekdays"][number]
        return name

    def week(self, facts: Facts) -> str:
        """Write which week a chart is about, or from when to when it goes if that is no week."""
        pattern = self.words["days" if facts["number"] is None else "week"]
        first, last = self.day(facts["from"]), self.day(facts["to"])
        return str(pattern.format(year=facts["year"], number=facts["number"], first=first, last=last))

    def cut_off(self, text: str) -> str:
        """Write the footnote with the moment the figures stand for."""
        until = datetime.fromisoformat(text)
        day = self.short_day(until.date().isoformat())
        return str(self.words["footnote"].format(day=day, time=f"{until:%H:%M}"))

    def beside(self, count: int) -> str:
        """Write that so many were late of what is in no share of the table."""
        return str(self.words["beside"].format(count=count))

    # Private

    def _on(self, when: date, pattern: str) -> str:
        said = {"day": when.day, "month": when.month, "name": f"{when:%b}"}
        return pattern.format(**said, weekday=self.weekday(when.weekday()))


@cache
def wording(language: str = LANGUAGE) -> Wording:
    """Return the words of a language."""
    return Wording(language)


# Private functions


def _text(language: str) -> str:
    if language == Language.ZH_HANS:
        return _simplified(_text(LANGUAGE))
    return resources.files("reports").joinpath(f"{language}.toml").read_text("utf-8")


def _simplified(text: str) -> str:
    # Here and not above: the drawing process waits for the converter only where it is wanted.
    from texts.shelves import Shelf, folder_of  # noqa: PLC0415

    return Shelf(folder_of(), simplified=True).read(text)
