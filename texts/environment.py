"""Where templates and names are found, and what the templates can use."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from texts.compiled import Compiled
from texts.filters import Filters
from texts.fitting import abridged
from texts.labels import Labels, read_labels
from texts.shelves import LANGUAGE, Shelf, folder_of, ours

__all__ = [
    "LANGUAGE",
    "SUFFIX",
    "ZONE",
    "Words",
    "environment",
    "folder_of",
    "names_in",
    "our_words",
    "words_of",
]

ZONE = "Asia/Shanghai"
SUFFIX = ".j2"


class ShelfLoader(FileSystemLoader):
    """Finds the templates of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf.folder)
        self._shelf = shelf

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template as it is read on that shelf."""
        source, path, uptodate = super().get_source(environment, template)
        return self._shelf.read(source), path, uptodate


class Words(NamedTuple):
    """The names of a language, and what renders its templates."""

    labels: Labels
    environment: Environment


@cache
def our_words(language: str, zone: str) -> Words:
    """Return our own words of a language: read once, and each template compiled once, in a process."""
    return words_of(ours(language), zone)


def words_of(shelves: Sequence[Shelf], zone: str) -> Words:
    """Return what stands on the shelves, the first one's before the others'."""
    labels = read_labels(reversed(shelves))
    return Words(labels, environment(shelves, labels, zone))


def environment(shelves: Sequence[Shelf], labels: Labels, zone: str = ZONE) -> Environment:
    """Return what renders the templates of the shelves, the first one's before the others'."""
    made = Environment(
        loader=ChoiceLoader([ShelfLoader(shelf) for shelf in shelves]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(shelves, labels, zone),
    )
    made.filters.update(Filters(labels, ZoneInfo(zone)).by_name())
    made.tests["abridged"] = abridged
    return made


def names_in(made: Environment) -> frozenset[str]:
    """Return the names of all templates; those that begin with `_` are parts of others."""
    return frozenset(_names(made.list_templates(extensions=[SUFFIX.removeprefix(".")])))


def _names(files: Iterable[str]) -> Iterable[str]:
    """Folders inside a company's are other languages."""
    return (file.removesuffix(SUFFIX) for file in files if "/" not in file)
