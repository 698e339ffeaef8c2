"""What follows from a move in a form filled in step by step: where it goes, and the question put next. It changes no case."""

from collections.abc import Callable
from typing import Final

from workflow import facts, filing, wizard
from workflow.commands import Fill
from workflow.errands import Errand
from workflow.notices import Button, Notice, Urgency
from workflow.refusals import Refusal
from workflow.values import Kind, Person
from workflow.wizard import COMPLAINANT, COMPLAINED_AT, EVIDENCE, KIND, PREVIEW, TARGET, Move, Wizard
from workflow.world import World

A_ROW: Final = 3
LONGEST_LABEL: Final = 24
NOT_YOU, UNCLEAR = "not_you", "unclear"


def fill(command: Fill, world: World) -> tuple[Wizard, tuple[Notice, ...]]:
    """Return where the form is after the move, and what is said; a value with a problem, or a doubt, is asked for again."""
    actor = world.actor
    if actor is None:
        raise Refusal("not_enrolled")
    problem = command.problem or _problem(command, world)
    if command.move is Move.ATTACH:
        return wizard.attach(command.wizard, command.evidence), ()
    moved = command.wizard if problem else _moved(command, actor, world)
    offered = _offered(moved, command, world)
    asked = moved.model_copy(update={"choices": offered})
    return asked, (_question(asked, command, problem, world),)


# Private functions: the moves


def _moved(command: Fill, actor: Person, world: World) -> Wizard:
    if command.doubt:
        return wizard.doubted(command.wizard)
    return _MOVES[command.move](command, actor, world)


def _choose_kind(command: Fill, actor: Person, world: World) -> Wizard:
    kind = Kind(command.value)
    may = filing.may_file_for_others(kind, actor, world)
    return wizard.choose_kind(command.wizard, kind, name=actor.name, asks_complainant=may)


def _now(command: Fill, _actor: Person, world: World) -> Wizard:
    if command.wizard.step != COMPLAINED_AT:
        raise Refusal("wizard_turned")
    return wizard.answer(command.wizard, world.calendar.local(world.at).isoformat(timespec="minutes"))


_MOVES: Final[dict[Move, Callable[[Fill, Person, World], Wizard]]] = {
    Move.CHOOSE_KIND: _choose_kind,
    Move.ANSWER: lambda command, _actor, _world: wizard.answer(command.wizard, command.value),
    Move.NOW: _now,
    Move.KEEP: lambda command, _actor, _world: wizard.keep(command.wizard),
    Move.BACK: lambda command, _actor, _world: wizard.back(command.wizard),
    Move.GO: lambda command, _actor, _world: wizard.go(command.wizard, command.value),
    Move.DONE: lambda command, _actor, _world: wizard.finish_evidence(command.wizard),
    Move.SHOW: lambda command, _actor, _world: command.wizard,
}


def _problem(command: Fill, world: World) -> str:
    """What only the company can tell is wrong: a complainant who is nobody, or several."""
    if command.move is not Move.ANSWER or command.wizard.step != COMPLAINANT:
        return ""
    return "" if len(world.directory.find_people(command.value)) == 1 else UNCLEAR


# Private functions: the question


def _offered(at: Wizard, command: Fill, world: World) -> tuple[str, ...]:
    """The values that can be chosen by button; one that is doubted is taken by its own."""
    if command.doubt:
        return (command.value,)
    if at.step == TARGET:
        return tuple(department.name for department in world.directory.departments)
    if at.step == COMPLAINANT and world.actor is not None:
        return (world.actor.name,)
    return command.used.get(at.step, ())


def _question(at: Wizard, command: Fill, problem: str, world: World) -> Notice:
    if at.step == KIND:
        return _private("wizard_kind", {}, _kinds(), world)
    told = _told(at, command, problem)
    if at.step == PREVIEW:
        return _private("wizard_preview", told, _preview_buttons(at), world)
    if at.step == EVIDENCE:
        return _private("wizard_evidence", told, _step_buttons(at), world)
    return _private("wizard_step", told, _step_buttons(at), world)


def _private(name: str, told: facts.Facts, rows: tuple[tuple[Button, ...], ...], world: World) -> Notice:
    return Notice(name=name, chat_id=world.stimulus.chat_id, facts=told, buttons=rows, urgency=Urgency.ANSWER)


def _told(at: Wizard, command: Fill, problem: str) -> facts.Facts:
    before = command.wizard
    is_taken = before.step in before.fields and at.turn != before.turn and not command.doubt
    taken = before.step if is_taken else ""
    return {
        "kind": at.kind,
        "step": at.step,
        "number": at.fields.index(at.step) + 1 if at.step in at.fields else None,
        "total": len(at.fields),
        "value": at.values.get(at.step, ""),
        "taken": taken if command.move in {Move.ANSWER, Move.NOW} else "",
        "taken_value": at.values.get(taken, ""),
        "problem": problem,
        "doubt": command.doubt,
        "quote": command.quote,
        "evidence": at.kept + len(at.evidence),
        "form": [{"field": name, "value": at.values.get(name, "")} for name in wizard.FIELDS[at.kind]]
        if at.kind
        else [],
    }


def _kinds() -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(errand=Errand.WIZARD_START, label=kind, choice=kind),) for kind in Kind)


def _step_buttons(at: Wizard) -> tuple[tuple[Button, ...], ...]:
    choices = [
        Button(errand=Errand.WIZARD_CHOOSE, label=_on_button(label), subject=at.turn, choice=str(number))
        for number, label in enumerate(at.choices)
    ]
    own = {
        Errand.WIZARD_NOW: at.step == COMPLAINED_AT,
        Errand.WIZARD_DONE: at.step == EVIDENCE,
        Errand.WIZARD_KEEP: bool(at.values.get(at.step)),
        Errand.WIZARD_BACK: at.before is not None,
    }
    controls = tuple(Button(errand=errand, subject=at.turn) for errand, is_shown in own.items() if is_shown)
    return (*_rows(choices), controls) if controls else _rows(choices)


def _on_button(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"


def _preview_buttons(at: Wizard) -> tuple[tuple[Button, ...], ...]:
    """提交, and every field by name to mend it."""
    fields = [
        Button(errand=Errand.WIZARD_GO, label=name, subject=at.turn, choice=name)
        for name in (*at.fields, EVIDENCE)
    ]
    return ((Button(errand=Errand.WIZARD_SUBMIT, subject=at.turn),), *_rows(fields))


def _rows(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[start : start + A_ROW]) for start in range(0, len(buttons), A_ROW))
