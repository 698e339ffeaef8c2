"""Checks across the keys of config.yaml, on the text of the file, so that they speak up beside every other mistake.

What enrolment can put right later is a warning; what only this file can put right is a mistake: a duty without which
complaints stop (受理, 調查, 人力資源部, and 監察部 or 行政部 to judge objections), and nobody in HR whom the bot knows by
number, since HR approves every enrolment.
"""

import re
from collections.abc import Iterator

from bot.config_problems import Fault, Location, nearest
from bot.config_yaml import Node, Tree
from workflow.values import Role

TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}", re.ASCII)
"""What a Telegram bot token looks like."""

Rows = list[tuple[int, Tree]]

_TOKEN_KEYS = frozenset({"token", "bot_token", "tousu_token"})
_NEEDED = (Role.ACCEPT_PRODUCT, Role.INVESTIGATE, Role.HR)
_JUDGES = (Role.SUPERVISE, Role.ADMINISTER)


def cross_check(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong between the keys; what is no text or no list has its own mistake already."""
    departments, people = _rows(tree, "departments"), _rows(tree, "people")
    yield from _tokens(tree, ())
    yield from _repeated("departments", ("id",), departments)
    yield from _repeated("departments", ("name",), departments)
    yield from _repeated("people", ("telegram_id",), people)
    yield from _repeated("people", ("name", "department"), people)
    yield from _unknown("departments", "superior", departments, departments)
    yield from _unknown("people", "department", people, departments)
    yield from _circles(departments)
    yield from _closed_and_open(tree)


def stopping_vacancies(tree: Tree) -> Iterator[Fault]:
    """Yield the duties without which no complaint gets through; of use where the rest is right."""
    duties = {_text(row, "id"): _texts(row, "duties") for _, row in _rows(tree, "departments")}
    held = {duty for some in duties.values() for duty in some}
    for role in _NEEDED:
        if role not in held:
            yield Fault(code="duty_of_nobody", at=("departments",), facts={"role": role})
    if not held.intersection(_JUDGES):
        yield Fault(code="no_judge", at=("departments",))
    if Role.HR in held and not any(
        _text(row, "telegram_id") and Role.HR in duties.get(_text(row, "department"), ())
        for _, row in _rows(tree, "people")
    ):
        yield Fault(code="nobody_enrols", at=("people",))


def _tokens(node: Node, at: Location) -> Iterator[Fault]:
    if isinstance(node, str):
        if TOKEN.search(node):
            yield Fault(code="token", at=at)
        return
    children = node.items() if isinstance(node, dict) else enumerate(node or ())
    for key, child in children:
        if str(key).lower() in _TOKEN_KEYS:
            yield Fault(code="token", at=(*at, key))
        else:
            yield from _tokens(child, (*at, key))


def _repeated(section: str, keys: tuple[str, ...], rows: Rows) -> Iterator[Fault]:
    seen: set[tuple[str, ...]] = set()
    for index, row in rows:
        values = tuple(_text(row, key).strip() for key in keys)
        if values in seen and all(values):
            yield Fault(code="repeated", at=(section, index, keys[0]))
        seen.add(values)


def _unknown(section: str, key: str, rows: Rows, departments: Rows) -> Iterator[Fault]:
    ids = [_text(row, "id") for _, row in departments]
    by_name = {_text(row, "name"): _text(row, "id") for _, row in reversed(departments)}
    for index, row in rows:
        named = _text(row, key).strip()
        if named and named not in ids:
            meant = by_name.get(named) or nearest(named, ids)
            yield Fault(
                code="unknown_department", at=(section, index, key), facts={"meant": meant, "choices": ids}
            )


def _circles(departments: Rows) -> Iterator[Fault]:
    above = {
        _text(row, "id"): _text(row, "superior") for _, row in reversed(departments)
    }  # the first of an id
    told: set[str] = set()
    for index, row in departments:
        circle = _circle(_text(row, "id"), above)
        if circle and not told.intersection(circle):
            told.update(circle)
            way = " → ".join([*circle, circle[0]])
            yield Fault(code="circle", at=("departments", index, "superior"), facts={"way": way})


def _circle(start: str, above: dict[str, str]) -> list[str]:
    """Return the way up from a department that leads back to it, nothing if it does not."""
    way = [start]
    while (department := above.get(way[-1], "")) and department not in way:
        way.append(department)
    return way if start and department == start else []


def _closed_and_open(tree: Tree) -> Iterator[Fault]:
    calendar = tree.get("calendar")
    if not isinstance(calendar, dict):
        return
    closed = _texts(calendar, "closed")
    for index, day in enumerate(_texts(calendar, "open")):
        if day in closed:
            yield Fault(code="closed_and_open", at=("calendar", "open", index))


def _rows(tree: Tree, key: str) -> Rows:
    entries = tree.get(key)
    return [
        (n, row)
        for n, row in enumerate(entries if isinstance(entries, list) else [])
        if isinstance(row, dict)
    ]


def _text(row: Tree, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _texts(row: Tree, key: str) -> list[str]:
    values = row.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
