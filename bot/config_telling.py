"""Telling faults in words: pydantic's and our own, one line each."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import ErrorDetails

from bot import config_words as words
from bot.config_checks import TOKEN
from bot.config_problems import Fault, Location, Problem, nearest
from bot.config_values import Section
from bot.config_yaml import Document, Node, Tree

_CODES = {
    "missing": "missing",
    "too_short": "missing",
    "extra_forbidden": "unknown_key",
    "model_type": "wrong_shape",
    "dict_type": "wrong_shape",
    "tuple_type": "wrong_shape",
    "not_text": "wrong_shape",
    "overlap": "overlap",
    "day_twice": "day_twice",
    "no_hours": "no_hours",
}
_LONGEST = 40


def faults_of(errors: Iterable[ErrorDetails], model: type[Section]) -> Iterator[Fault]:
    """Translate pydantic's errors; a value left empty is a missing one."""
    for error in errors:
        at = tuple(part for part in error["loc"] if part != "[key]")
        code = _CODES.get(error["type"], "not_accepted")
        if code == "unknown_key":
            yield _unknown_key(at, model)
        elif error["input"] is None:
            yield Fault(code="missing", at=at)
        else:
            yield Fault(code=code, at=at, facts=_meant(error))


def tell(faults: Iterable[Fault], document: Document) -> list[Problem]:
    """Return the problems in the order of the file; of a place that holds a token only that."""
    faults = list(faults)
    leaks = {fault.at for fault in faults if fault.code == "token"}
    kept = [fault for fault in faults if fault.code == "token" or not _under(fault.at, leaks)]
    problems = [_problem(fault, document) for fault in kept]
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)


def sentence(code: str, **facts: Any) -> str:
    """Return a sentence with its facts filled in; one that names what was probably meant goes first."""
    chosen = f"{code}_meant" if facts.get("meant") else code
    shown = {key: _shown(value) for key, value in facts.items()}
    if role := facts.get("role"):
        shown["role_name"] = words.ROLE_NAMES[role]
    return words.SENTENCES[chosen].format_map(shown)


def accepted(at: Location) -> str:
    """Return what may be written at a place, or in what it belongs to."""
    keys = [part for part in at if isinstance(part, str)]
    names = (".".join(keys[:length]) for length in range(len(keys), 0, -1))
    return next((words.ACCEPTED[name] for name in names if name in words.ACCEPTED), "")


def _problem(fault: Fault, document: Document) -> Problem:
    line = fault.line or _line(fault.at, document)
    key = _key(fault.at, document.tree)
    facts = {"accepted": accepted(fault.at), "value": _value(fault.at, document.tree)} | fault.facts
    template = words.WHOLE_FILE if line and not key else words.LINE if line else words.NO_LINE
    text = sentence(fault.code, **facts)
    return Problem(
        key=key, line=line, text=template.format(line=line, key=key, sentence=text) if key or line else text
    )


def _unknown_key(at: Location, model: type[Section]) -> Fault:
    section: type[Section] | None = model
    for part in at[:-1]:
        section = section.groups().get(part) if section and isinstance(part, str) else section
    choices = list(section.groups()) if section else []
    return Fault(
        code="unknown_key", at=at, facts={"meant": nearest(str(at[-1]), choices), "choices": choices}
    )


def _meant(error: ErrorDetails) -> dict[str, Any]:
    choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    return {"meant": nearest(str(error["input"]), choices)}


def _under(at: Location, places: set[Location]) -> bool:
    return any(at[: len(place)] == place for place in places)


def _line(at: Location, document: Document) -> int | None:
    starts = (at[:length] for length in range(len(at), -1, -1))
    return next((document.lines[start] for start in starts if start in document.lines), None)


def _key(at: Location, tree: Tree) -> str:
    key = ""
    node: Node = tree
    for part in at:
        node = _child(node, part)
        key += f"[{_entry(part, node)}]" if isinstance(part, int) else f".{part}"
    return _hidden(key.removeprefix("."))


def _entry(index: int, node: Node) -> str:
    """Name an entry of a list by what it calls itself, else by its number."""
    names = [node.get("name"), node.get("id")] if isinstance(node, dict) else []
    return next((name for name in names if isinstance(name, str)), words.ENTRY.format(number=index + 1))


def _value(at: Location, tree: Tree) -> str:
    node: Node = tree
    for part in at:
        node = _child(node, part)
    text = _shown(node if isinstance(node, str) else at[-1] if at else "")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _child(node: Node, part: str | int) -> Node:
    if isinstance(node, dict) and isinstance(part, str):
        return node.get(part)
    return node[part] if isinstance(node, list) and isinstance(part, int) else None


def _shown(value: object) -> str:
    if isinstance(value, list):
        return words.LIST_SEPARATOR.join(str(one) for one in value)
    return _hidden(str(value))


def _hidden(text: str) -> str:
    return " ".join(TOKEN.sub(words.HIDDEN, text).split())
