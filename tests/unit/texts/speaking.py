"""What the code says: the names of notices and refusals, collected from its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.alarms import SORRY, UNREACHABLE, Alarm
from workflow.asking import NEEDS
from workflow.speaking import _OFFICE_BUTTONS, PINGED_TOGETHER

ROOT = Path(__file__).parents[3]
MAKERS = frozenset({"Notice", "_group", "_to", "_authors", "_under_message", "_private", "told"})
COMPOSED = {
    "ask_": [f"ask_{act}" for act in NEEDS],
    "duty_": [f"duty_{kind}" for kind in _OFFICE_BUTTONS],
    "refused_": [],  # refusals are collected where they are raised
}
HANDED_ON = frozenset({"name", "command"})  # a maker that passes on the name it was given


def workflow_names() -> frozenset[str]:
    """Return every template the regulation can ask for."""
    files = sorted((ROOT / "workflow").glob("*.py"))
    found = {name for file in files for name in _names(ast.parse(file.read_text(encoding="utf-8")))}
    return frozenset(found | set(PINGED_TOGETHER.values()))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "Refusal":
                yield from (f"refused_{name}" for name in _literals(node.args[0]))
            elif node.func.id in MAKERS:
                yield from _first_name(node)


def _first_name(call: ast.Call) -> Iterator[str]:
    candidates = [*(keyword.value for keyword in call.keywords if keyword.arg == "name"), *call.args[:2]]
    for candidate in candidates:
        names = list(_literals(candidate))
        if names or isinstance(candidate, ast.JoinedStr):
            yield from names
            return
    assert any(_is_handed_on(one) for one in candidates), f"no name in {ast.unparse(call)}"


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(name)):
            yield name
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            yield from COMPOSED[prefix]


def _is_handed_on(node: ast.expr) -> bool:
    root = node.value if isinstance(node, ast.Attribute) else node
    return isinstance(root, ast.Name) and root.id in HANDED_ON


def running_names() -> frozenset[str]:
    """Return the notices of the running process, and the refusals raised outside the regulation."""
    found: set[str] = set()
    for folder in ("bot", "handlers", "storage"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            found |= set(_refusals(ast.parse(file.read_text(encoding="utf-8"))))
    return frozenset(found | {alarm.value for alarm in Alarm} | {SORRY, UNREACHABLE})


def _refusals(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
            yield from (f"refused_{name}" for name in _literals(node.args[0]))
