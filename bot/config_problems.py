"""Mistakes in the configuration: found as faults, told to the manager as problems, one line each."""

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import Field

from workflow.values import Value

Location = tuple[str | int, ...]


class Fault(Value):
    """Something wrong at a place; `code` picks the sentence, `facts` fill it in."""

    code: str
    at: Location = ()
    line: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict)


class Problem(Value):
    """A mistake as the manager reads it: `text` is the whole line, with place, value and what is accepted."""

    key: str
    text: str
    line: int | None = None

    def __str__(self) -> str:
        return self.text


class ConfigProblems(Exception):
    """The configuration cannot be used; `problems` has every mistake, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice somebody probably meant."""
    return next(iter(difflib.get_close_matches(text, list(choices), n=1)), None)
