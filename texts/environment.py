"""Where templates and names are found, and what the templates can use."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from texts.filters import Filters
from texts.labels import Labels

LANGUAGE = "zh-Hant"
ZONE = "Asia/Shanghai"
SUFFIX = ".j2"


def folder_of(language: str = LANGUAGE) -> Path:
    """Return where our own templates and names of a language are."""
    return Path(__file__).parent / language


def environment(folders: Sequence[Path], labels: Labels, zone: str = ZONE) -> Environment:
    """Return what renders the templates of the folders, the first one's before the others'."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(Filters(labels, ZoneInfo(zone)).by_name())
    return made


def names_in(made: Environment) -> frozenset[str]:
    """Return the names of all templates; those that begin with `_` are parts of others."""
    return frozenset(_names(made.list_templates(extensions=[SUFFIX.removeprefix(".")])))


def _names(files: Iterable[str]) -> Iterable[str]:
    return (file.removesuffix(SUFFIX) for file in files)
