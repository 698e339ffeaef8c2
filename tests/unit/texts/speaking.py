"""What the code says: the names of notices and refusals, collected from its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.alarms import SORRY, UNREACHABLE, Alarm
from bot.connection import DESCRIPTIONS
from bot.rooms import TOPIC_NAME
from handlers.presses import STALE
from reports.flow_list import FLOW_LIST
from reports.periods import DAILY_SUMMARY, FUND_STATEMENT, STATS, WEEKLY_CHART
from reports.voucher_list import VOUCHER_LIST
from storage.enclosures import PAPER
from workflow.asking import NEEDS
from workflow.calls import OFFICE_BUTTONS, PINGED_TOGETHER
from workflow.flow_notices import REQUESTED
from workflow.freight_notices import OFFERED

ROOT = Path(__file__).parents[3]
MAKERS = frozenset(
    {
        "Notice",
        "to_actor",
        "under_question",
        "_to_all",
        "to_applicant",
        "_to_account",
        "_announced",
        "_to_decide",
        "_to_group",
        "_to_administrators",
        "to_group",
        "to_person",
        "to_authors",
        "under_message",
        "_private",
        "told",
    }
)
COMPOSED = {
    "ask_": [f"ask_{act}" for act in NEEDS],
    "duty_": [f"duty_{kind}" for kind in (*OFFICE_BUTTONS, *REQUESTED, *OFFERED)],
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


def other_names() -> frozenset[str]:
    """Return what handlers, reports and the running process say."""
    files = (
        file for folder in ("bot", "handlers", "reports", "storage") for file in (ROOT / folder).rglob("*.py")
    )
    found = {name for file in files for name in _told(ast.parse(file.read_text(encoding="utf-8")))}
    reports = {FLOW_LIST, VOUCHER_LIST, DAILY_SUMMARY, WEEKLY_CHART, STATS, FUND_STATEMENT}
    return frozenset(
        found
        | reports
        | {f"refused_{STALE}"}
        | {alarm.value for alarm in Alarm}
        | {SORRY, UNREACHABLE, PAPER, TOPIC_NAME, *DESCRIPTIONS}
    )


REFUSING, TELLING = frozenset({"Refusal", "Decline"}), frozenset({"Tell", "_tell", "mention"})


def passed_on(names: frozenset[str]) -> frozenset[str]:
    """Return those of the refusals that handlers name somewhere else than where they are made."""
    strings = {
        node.value
        for file in sorted((ROOT / "handlers").glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return frozenset(name for name in names if name.removeprefix("refused_") in strings)


def _told(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (maker := _maker(node)) in REFUSING | TELLING:
            named = [*(keyword.value for keyword in node.keywords if keyword.arg == "name"), *node.args[:1]]
            yield from (f"refused_{name}" if maker in REFUSING else name for name in _literals_of(named))


def _maker(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _literals_of(nodes: list[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
