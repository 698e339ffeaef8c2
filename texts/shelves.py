"""Where the words of a language come from: folders in order, and the one language that is made from another.

Simplified Chinese is made from Traditional Chinese when it is read: only our own words and the company's pass through
it, never what people wrote. `texts/zh-Hans/` holds the words that differ beyond their letters, and any template or
name that has to be said otherwise.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import yaml
from opencc import OpenCC

from workflow.values import Language

LANGUAGE: Final = Language.ZH_HANT.value
MADE_FROM: Final[Mapping[str, str]] = {Language.ZH_HANS: Language.ZH_HANT}


class Shelf(NamedTuple):
    """A folder of templates and names; `simplified` if they are read in simplified characters."""

    folder: Path
    simplified: bool = False

    def read(self, text: str) -> str:
        """Return what stands in a file of the folder as it is to be used."""
        return _simplified(text) if self.simplified else text


def folder_of(language: str = LANGUAGE) -> Path:
    """Return where our own templates and names of a language are."""
    return Path(__file__).parent / language


def ours(language: str = LANGUAGE) -> tuple[Shelf, ...]:
    """Return our own words of a language, the first shelf before the others.

    Whatever a translation still lacks is said in the language of the originals: a message must go out.
    """
    own = tuple(_shelves(language, lambda one: (folder_of(one),)))
    return own if language == LANGUAGE or language in MADE_FROM else (*own, Shelf(folder_of()))


def companys(folder: Path, language: str, *, spoken: str) -> tuple[Shelf, ...]:
    """Return a company's own words: in the folder named after the language, else, as it is `spoken`, beside it."""
    return tuple(_shelves(language, lambda one: (folder / one, folder) if one == spoken else (folder / one,)))


# Private functions


def _shelves(language: str, folders: Callable[[str], tuple[Path, ...]]) -> Iterator[Shelf]:
    yield from map(Shelf, folders(language))
    if language in MADE_FROM:
        yield from (Shelf(folder, simplified=True) for folder in folders(MADE_FROM[language]))


def _simplified(text: str) -> str:
    letters, terms = _letters().convert(text), _terms()
    return re.sub("|".join(map(re.escape, terms)), lambda found: terms[found[0]], letters)


@cache
def _letters() -> OpenCC:
    return OpenCC("tw2s")


@cache
def _terms() -> dict[str, str]:
    """The longer words first."""
    read = yaml.safe_load((folder_of(Language.ZH_HANS) / "terms.yaml").read_bytes())
    return dict(sorted(read.items(), key=lambda term: -len(term[0])))
