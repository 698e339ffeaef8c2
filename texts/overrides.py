"""Checks a company's own templates and names before they are used."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from jinja2 import TemplateError

from texts.catalogue import Library
from texts.environment import LANGUAGE, SUFFIX, environment, names_in
from texts.labels import FILE, read_labels
from texts.shelves import Shelf, ours
from workflow.values import Language

HEADING = frozenset({"draft", "kind", "phase", "complainant", "proxy", "settlement", "to"})
"""Facts that every message about a case has, whether our template uses them or not."""


class Problem(NamedTuple):
    """What is wrong with a file: `missing`, `unreadable`, `unknown_template`, `syntax`, `unknown_fact`, `unknown_label`."""

    file: str
    what: str
    detail: str = ""


def problems(folder: Path, language: str = LANGUAGE) -> tuple[Problem, ...]:
    """Return everything wrong with a company's folder that can be known without saying anything.

    What lies in the folder itself is in the company's `language`; folders in it are named after theirs.
    """
    if not folder.is_dir():
        return (Problem(str(folder), "missing"),)
    named = [(folder / one, one) for one in Language if (folder / one).is_dir()]
    found = (
        _located(place, folder, one) for place, of in [(folder, language), *named] for one in _in(place, of)
    )
    return tuple(found)


# Private functions


def _in(folder: Path, language: str) -> Iterator[Problem]:
    yield from _labels(Shelf(folder), ours(language))
    yield from _templates(Shelf(folder), ours(language))


def _located(place: Path, folder: Path, problem: Problem) -> Problem:
    return problem._replace(file=(place / problem.file).relative_to(folder).as_posix())


def _labels(own_shelf: Shelf, standard: tuple[Shelf, ...]) -> Iterator[Problem]:
    known = read_labels(standard)
    try:
        own = read_labels([own_shelf])
    except (
        yaml.YAMLError,
        AttributeError,
        UnicodeDecodeError,
    ) as error:  # AttributeError: a list where groups should be
        yield Problem(FILE, "unreadable", str(error))
        return
    for group, names in own.groups.items():
        keys = known.groups.get(group, {})
        yield from (Problem(FILE, "unknown_label", f"{group}: {key}") for key in names if key not in keys)


def _templates(own: Shelf, standard_shelves: tuple[Shelf, ...]) -> Iterator[Problem]:
    labels = read_labels(standard_shelves)
    standard = Library(environment(standard_shelves, labels))
    mixed = Library(environment([own, *standard_shelves], labels))
    for name in sorted(names_in(environment([own], labels))):
        if name in standard.names:
            yield from _template(name, mixed, standard)
        elif not name.startswith("_"):
            yield Problem(f"{name}{SUFFIX}", "unknown_template")


def _template(name: str, mixed: Library, standard: Library) -> Iterator[Problem]:
    file = f"{name}{SUFFIX}"
    try:
        used = mixed.facts(name)
    except (TemplateError, UnicodeDecodeError) as error:
        yield Problem(file, "syntax", str(error))
        return
    given = standard.facts(name)
    known = given | HEADING if "case" in given else given
    if not name.startswith("_"):  # a part may use whatever those have that it is a part of
        yield from (Problem(file, "unknown_fact", fact) for fact in sorted(used - known))
