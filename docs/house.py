"""Writes docs/house.md: for every package its modules from the top floor down, each with what it says of itself.

`python -m docs.generate` rewrites the page; a test holds that it is current and that no module is forgotten.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import grimp

from docs.rooms import ROOMS

PAGE: Final = Path(__file__).parent / "house.md"
ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("bot", "handlers", "sandbox", "reports", "forms", "storage", "texts", "workflow")
DIVIDED: Final = "workflow"
"""The package whose modules are shown by rooms."""
NEXT_SENTENCE: Final = re.compile(r"(?<=\.)(?<!e\.g\.)\s+")
INTRODUCTION: Final = """\
# The house

<!-- written by `make docs`; docs/house.py says how -->

Every module of the program and what it says of itself. Packages stand in the order of their arrows: each imports only
from those further down ([ADRs](adr/README.md) say why the walls stand where they do). In a package, the modules of a
floor import only from floors below it, so floor 1 can be read first and the top floor is where everything comes
together; `make lint` keeps it so."""

Floors = Mapping[str, int]


def page() -> str:
    """Return the page as the code has it now."""
    return "\n\n".join([INTRODUCTION, *map(_package, PACKAGES)]) + "\n"


def modules(package: str) -> dict[str, int]:
    """Return the modules of a package and the floor of each: the longest path of imports inside the package to below."""
    graph = grimp.build_graph(package, cache_dir=None)

    @cache
    def floor(module: str) -> int:
        return 1 + max(map(floor, graph.find_modules_directly_imported_by(module)), default=0)

    return {module: floor(module) for module in graph.modules}


# Private functions


def _package(package: str) -> str:
    floors = modules(package)
    head = f"## `{package}/`\n\n{_sentence(package)}"
    within = {module: floor for module, floor in floors.items() if module != package}
    body = _rooms(within) if package == DIVIDED else [_table(within)]
    return "\n\n".join([head, *body])


def _rooms(floors: Floors) -> Iterator[str]:
    """The rooms, each with its modules from the top floor down."""
    for title, names in ROOMS.items():
        inside = [f"{DIVIDED}.{name}" for name in names]
        yield f"### {title}\n\n{_table({module: floors[module] for module in inside})}"


def _table(floors: Floors) -> str:
    rows = sorted(floors, key=lambda module: (-floors[module], module))
    head = ["| floor | module | what it is for |", "|---|---|---|"]
    return "\n".join([*head, *(_row(module, floors[module]) for module in rows)])


def _row(module: str, floor: int) -> str:
    _, _, name = module.partition(".")
    path = _file(module).relative_to(ROOT).as_posix()
    return f"| {floor} | [`{name}`](../{path}) | {_sentence(module)} |"


def _sentence(module: str) -> str:
    """Return the first sentence of a module's docstring, on one line of a table."""
    written = ast.get_docstring(ast.parse(_file(module).read_text("utf-8"))) or ""
    first, *_ = NEXT_SENTENCE.split(written, maxsplit=1)
    return " ".join(first.split()).replace("|", "\\|")


def _file(module: str) -> Path:
    place = ROOT.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
