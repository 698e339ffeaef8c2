"""Putting questions until the answer can be used: to somebody at the keyboard, or to a file with an answer a line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

import typer

from bot.founding import words

T = TypeVar("T")
Read = Callable[[str], T]
"""Turns what was typed into a value, or raises ValueError."""


class Unanswered(Exception):
    """There is no usable answer, and nobody to ask again; the message names the question."""


class Interview:
    """Asks; from a file each question is put once."""

    def __init__(self, next_line: Callable[[str], str], *, is_patient: bool) -> None:
        self._next_line = next_line
        self._is_patient = is_patient

    @classmethod
    def typed(cls) -> Self:
        """Ask whoever sits at the keyboard, as often as it takes."""
        return cls(_typed, is_patient=True)

    @classmethod
    def read_from(cls, path: Path) -> Self:
        """Take the answers from a file; a blank line answers a question that may stay open."""
        lines = iter(path.read_text("utf-8").splitlines())
        return cls(lambda question: _next_of(lines, question), is_patient=False)

    def say(self, *lines: str) -> None:
        """Explain."""
        for line in lines:
            typer.echo(line)

    def ask(self, question: str, read: Read[T], *, accepted: str) -> T:
        """Return the first answer that `read` takes; raise `Unanswered` if there is none to come."""
        while True:
            text = self._next_line(question).strip()
            try:
                return read(text)
            except ValueError:
                reason = words.NOT_ACCEPTED.format(text=text, accepted=accepted)
            if not self._is_patient:
                raise Unanswered(words.WRONG_ANSWER.format(question=question, reason=reason))
            self.say(reason)


@dataclass(frozen=True)
class Choice:
    """A reader that takes one of the names, and returns what it stands for."""

    meanings: Mapping[str, str]

    def __call__(self, text: str) -> str:
        """Return what a name stands for; raise ValueError for any other."""
        if text not in self.meanings:
            raise ValueError(text)
        return self.meanings[text]


YES: Final = "y"
YES_OR_NO: Final = Choice({"y": YES, "Y": YES, "n": "n", "N": "n"})


def optional(read: Read[T], default: T) -> Read[T]:
    """Return a reader that takes nothing for the default."""
    return lambda text: read(text) if text else default


def each(read: Read[T], separators: str) -> Read[tuple[T, ...]]:
    """Return a reader that takes several, with any of the separators or blanks between them."""
    blanks = str.maketrans(dict.fromkeys(separators, " "))
    return lambda text: tuple(read(item) for item in text.translate(blanks).split())


# Private functions


def _typed(question: str) -> str:
    try:
        return input(f"{question}：")
    except EOFError:
        raise Unanswered(words.UNANSWERED.format(question=question)) from None


def _next_of(lines: Iterator[str], question: str) -> str:
    line = next(lines, None)
    if line is None:
        raise Unanswered(words.UNANSWERED.format(question=question))
    return line
