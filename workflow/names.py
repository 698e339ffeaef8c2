"""Finding people and departments in what somebody typed, in traditional or simplified characters."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from opencc import OpenCC

T = TypeVar("T")

_SIMPLIFIED = OpenCC("t2s")  # 采購部, 采购部 and 採購部 are one department
_BETWEEN_ITEMS = re.compile(r"[、,;/|\r\n()\[\]{}<>「」『』《》〈〉【】〔〕:。]")

_WORDS = re.compile(r"[\s、，,;；]+")


class NameBook(Generic[T]):
    """Names and what they stand for; two things may have the same name.

    A name matches anywhere in an item of the text, the longest first; a name of one letter, and a name without its
    `optional_suffix`, only as the whole item (so 業務 is 業務部, but 業務三部 is not).
    """

    def __init__(self, names: Iterable[tuple[str, T]], *, optional_suffix: str = "") -> None:
        self._named: defaultdict[str, list[T]] = defaultdict(list)
        for name, value in names:
            self._named[plain(name)].append(value)
        full = [re.escape(name) for name in sorted(self._named, key=len, reverse=True) if len(name) > 1]
        self._pattern = re.compile("|".join(full) or r"(?!)")
        self._short = {name.removesuffix(optional_suffix): name for name in self._named}

    def find(self, text: str) -> tuple[T, ...]:
        """Return what the text names, in the order named, each once."""
        names = dict.fromkeys(name for item in _items(text) for name in self._names(item))
        return tuple(value for name in names for value in self._named[name])

    def _names(self, item: str) -> Iterator[str]:
        whole = item if item in self._named else self._short.get(item)
        if whole:
            yield whole
            return
        yield from self._pattern.findall(item)


def plain(text: str) -> str:
    """Reduce a name to its letters and digits: NFKC, simplified, no case, blanks, punctuation or invisible ones."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(letter for letter in letters if unicodedata.category(letter)[0] in "LNM")
    return str(_SIMPLIFIED.convert(kept))


def called(text: str, names: Mapping[T, Iterable[str]], *, optional_suffix: str = "") -> T | None:
    """Return the one thing whose name the whole text is, written with or without the suffix; None if none or several."""
    typed = plain(text).removesuffix(plain(optional_suffix))
    found = [
        thing
        for thing, those in names.items()
        if typed and typed in {plain(name).removesuffix(plain(optional_suffix)) for name in those}
    ]
    return found[0] if len(found) == 1 else None


def without(text: str, names: Iterable[str], *, optional_suffix: str = "", joints: Iterable[str] = ()) -> str:
    """Return a text with the names and the `joints` between them left out, in whichever script and spacing they are written.

    A name without its `optional_suffix` is left out where it is a whole word.
    """
    letters = [(each, place) for place, letter in enumerate(text) for each in plain(letter)]
    read = "".join(each for each, _ in letters)
    kept = list(text)
    wholes = sorted({"".join(map(plain, name)) for name in names} - {""}, key=len, reverse=True)
    for found in re.finditer("|".join(map(re.escape, wholes)) or r"(?!)", read):
        for _, place in letters[found.start() : found.end()]:
            kept[place] = " "
    dropped = {*map(plain, joints), *(name.removesuffix(plain(optional_suffix)) for name in wholes)}
    return " ".join(word for word in _WORDS.split("".join(kept)) if word and plain(word) not in dropped)


def _items(text: str) -> Iterator[str]:
    yield from (plain(item) for item in _BETWEEN_ITEMS.split(unicodedata.normalize("NFKC", text)))
