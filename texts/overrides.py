"""Checks a company's own templates and names before they are used."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from jinja2 import TemplateError

from texts.catalogue import Library
from texts.environment import LANGUAGE, SUFFIX, environment, folder_of, names_in
from texts.labels import FILE, read_labels

HEADING = frozenset({"draft", "kind", "phase", "complainant", "proxy", "settlement", "to"})
"""Facts that every message about a case has, whether our template uses them or not."""


class Problem(NamedTuple):
    """What is wrong with a file: `missing`, `unreadable`, `unknown_template`, `syntax`, `unknown_fact`, `unknown_label`."""

    file: str
    what: str
    detail: str = ""


def problems(folder: Path, language: str = LANGUAGE) -> tuple[Problem, ...]:
    """Return everything wrong with a company's folder that can be known without saying anything."""
    if not folder.is_dir():
        return (Problem(str(folder), "missing"),)
    return (*_labels(folder, folder_of(language)), *_templates(folder, folder_of(language)))


# Private functions


def _labels(folder: Path, ours: Path) -> Iterator[Problem]:
    known = read_labels([ours])
    try:
        own = read_labels([folder])
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


def _templates(folder: Path, ours: Path) -> Iterator[Problem]:
    labels = read_labels([ours])
    standard = Library(environment([ours], labels))
    mixed = Library(environment([folder, ours], labels))
    for name in sorted(names_in(environment([folder], labels))):
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
