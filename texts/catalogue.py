"""Which templates there are, when each is said and which facts it is given: read from the templates themselves.

`python -m texts.catalogue docs/texts.md` rewrites the part of the page between its markers.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, meta, nodes

from texts.environment import LANGUAGE, SUFFIX, environment, names_in
from texts.fitting import one_line
from texts.labels import read_labels
from texts.shelves import ours

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
_PURPOSE = re.compile(r"{#\s*(.*?)\s*#}", re.DOTALL)
_SECTIONS = (
    ("ask_", "Questions"),
    ("refused_", "Refusals"),
    ("alarm_", "Alarms"),
    ("", "Notices and answers"),
)


class Entry(NamedTuple):
    """A template: when it is said, the facts it needs and those it can do without."""

    name: str
    purpose: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]


def catalogue() -> tuple[Entry, ...]:
    """Return every template of ours that is said by itself, by name."""
    library = Library.of()
    return tuple(library.entry(name) for name in sorted(library.names) if not name.startswith("_"))


def renewed(page: str) -> str:
    """Return the page with its generated part as the templates are now."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    sections = "\n\n".join(_sections(catalogue()))
    return f"{head}{BEGIN}\n\n{sections}\n\n{END}{tail}"


class Library:
    """Templates as trees."""

    def __init__(self, made: Environment) -> None:
        self._environment = made
        self.names = names_in(made)
        self._trees: dict[str, nodes.Template] = {}

    @classmethod
    def of(cls, language: str = LANGUAGE) -> "Library":
        """Return our own templates of a language."""
        return cls(environment(ours(language), read_labels(reversed(ours(language)))))

    def entry(self, name: str) -> Entry:
        """Return what there is to say about a template."""
        purpose = _PURPOSE.match(self._source(name))
        facts, optional = self.facts(name), self._optional(name)
        return Entry(
            name=name,
            purpose=one_line(purpose.group(1)) if purpose else "",
            needed=tuple(sorted(facts - optional)),
            optional=tuple(sorted(facts & optional)),
        )

    def facts(self, name: str) -> frozenset[str]:
        """Return the facts a template uses, also in what it includes and in the macros it calls."""
        tree = self._tree(name)
        own = meta.find_undeclared_variables(tree)
        inner = {fact for other in _included(tree) for fact in self.facts(other)}
        called = {fact for macro in _called(tree) for fact in self._facts_of_macro(*macro)}
        made = _set_in(tree) - set(_asked_for(tree))
        return frozenset(fact for fact in (own | inner) - made | called if not fact.startswith("_"))

    # Private methods

    def _source(self, name: str) -> str:
        assert self._environment.loader is not None
        return self._environment.loader.get_source(self._environment, name + SUFFIX)[0]

    def _tree(self, name: str) -> nodes.Template:
        if name not in self._trees:
            self._trees[name] = self._environment.parse(self._source(name))
        return self._trees[name]

    def _facts_of_macro(self, file: str, name: str) -> set[str]:
        tree = self._tree(file)
        macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        if name not in macros:  # a value set beside the macros
            return set()
        alone = nodes.Template([macros[name]], lineno=1)
        alone.set_environment(self._environment)
        used = meta.find_undeclared_variables(alone)
        siblings = {fact for one in used & macros.keys() for fact in self._facts_of_macro(file, one)}
        return (used - macros.keys() - _set_in(tree)) | siblings

    def _optional(self, name: str) -> frozenset[str]:
        """The facts a template asks for before it uses them, by `is defined` or `default`."""
        trees = [
            self._tree(one) for one in (name, *_included(self._tree(name)), *_imported(self._tree(name)))
        ]
        return frozenset(fact for tree in trees for fact in _asked_for(tree))


def main() -> None:
    """Rewrite the page named on the command line."""
    page = Path(sys.argv[1])
    page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


# Private functions


def _included(tree: nodes.Template) -> list[str]:
    return [_stem(node.template) for node in tree.find_all(nodes.Include)]


def _imported(tree: nodes.Template) -> dict[str, str]:
    return {_stem(node.template): node.target for node in tree.find_all(nodes.Import)}


def _called(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """The macros of other files, as file and name."""
    files = {alias: file for file, alias in _imported(tree).items()}
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in files:
            yield files[node.node.name], node.attr


def _set_in(tree: nodes.Template) -> set[str]:
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}


def _asked_for(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all((nodes.Test, nodes.Filter)):
        if node.name in {"defined", "default"} and isinstance(node.node, nodes.Name):
            yield node.node.name


def _stem(template: nodes.Expr) -> str:
    assert isinstance(template, nodes.Const)
    return str(template.value).removesuffix(SUFFIX)


def _sections(entries: tuple[Entry, ...]) -> Iterator[str]:
    left = list(entries)
    for prefix, title in _SECTIONS:
        mine = [entry for entry in left if entry.name.startswith(prefix)]
        left = [entry for entry in left if entry not in mine]
        yield "\n".join(
            [f"### {title}", "", "| template | when | facts |", "|---|---|---|", *map(_row, mine)]
        )


def _row(entry: Entry) -> str:
    facts = [f"`{fact}`" for fact in entry.needed] + [f"`{fact}`?" for fact in entry.optional]
    return f"| `{entry.name}` | {entry.purpose} | {' '.join(facts)} |"


if __name__ == "__main__":
    main()
