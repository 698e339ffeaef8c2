"""Reading a YAML file as plain text values, remembering the line of each."""

from pathlib import Path
from typing import NamedTuple

import yaml

from bot.config_problems import Fault, Location

Tree = dict[str, "Node"]
Node = Tree | list["Node"] | str | None

_LONGEST_QUOTE = 40
_NOTHING = frozenset({"", "~", "null"})


class Document(NamedTuple):
    """What the file says; the line of every place in it; and what cannot be read."""

    tree: Tree
    lines: dict[Location, int]
    faults: tuple[Fault, ...] = ()


def read_yaml(path: Path) -> Document:
    """Read a file; whatever is wrong with it as a whole is its only fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable("encoding")
    except OSError as error:
        return _unreadable(
            "missing_file" if isinstance(error, FileNotFoundError) else "unreadable", path=str(path)
        )
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return _malformed(text, error)
    return _document(root)


def _document(root: yaml.Node | None) -> Document:
    if root is None:
        return _unreadable("empty_file")
    if not isinstance(root, yaml.MappingNode):
        return _unreadable("not_a_mapping", line=root.start_mark.line + 1)
    builder = _Builder()
    tree = builder.mapping(root, ())
    return Document(tree, builder.lines, tuple(builder.faults))


def _unreadable(code: str, *, line: int | None = None, **facts: str) -> Document:
    return Document({}, {}, (Fault(code=code, line=line, facts=facts),))


def _malformed(text: str, error: Exception) -> Document:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    lines = text.splitlines()
    at = min(mark.line, len(lines) - 1) if mark else text[: getattr(error, "position", 0)].count("\n")
    for number, line in enumerate(lines[: at + 1], start=1):
        if _has_wide_colon(line):
            return _unreadable("wide_colon", line=number, text=_quoted(line))
    code = "tab" if "\t" in lines[at] else "malformed"
    return _unreadable(code, line=at + 1, text=_quoted(lines[at]))


def _quoted(line: str) -> str:
    text = line.strip()
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _has_wide_colon(line: str) -> bool:
    key, colon, _ = line.partition("\N{FULLWIDTH COLON}")
    return bool(colon) and key.strip(" -").isascii() and ":" not in key and "#" not in key


class _Builder:
    """Builds the tree; every scalar stays text, so that 18:00 is no number and 012 keeps its zero."""

    def __init__(self) -> None:
        self.lines: dict[Location, int] = {}
        self.faults: list[Fault] = []
        self._seen: set[int] = set()

    def mapping(self, node: yaml.MappingNode, at: Location) -> Tree:
        tree: Tree = {}
        for key_node, value_node in node.value:
            self._entry(tree, key_node, value_node, at)
        return tree

    def _entry(self, tree: Tree, key_node: yaml.Node, value_node: yaml.Node, at: Location) -> None:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            self.faults.append(Fault(code="odd_key", at=at, line=line))
            return
        key = str(key_node.value)
        if key in tree:
            self.faults.append(Fault(code="key_twice", at=(*at, key), line=line))
            return
        self.lines[*at, key] = line
        tree[key] = self._node(value_node, (*at, key))

    def _node(self, node: yaml.Node, at: Location) -> Node:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return None if node.style is None and node.value in _NOTHING else str(node.value)
        if id(node) in self._seen:  # *name points back to it, perhaps from within
            self.faults.append(Fault(code="alias", at=at))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        return [self._node(child, (*at, index)) for index, child in enumerate(node.value)]
