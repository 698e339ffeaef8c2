"""Filling in a form one field at a time (`/new`): where somebody is, and what each move makes of it. Pure data and steps.

A form is a row of steps: its fields in the official order, then the evidence, then the preview. After an answer comes the
first step that has none yet, so one who went back to mend something returns to where she was.
"""

from enum import StrEnum
from typing import Final

from pydantic import Field

from workflow.evidence import Evidence
from workflow.refusals import Refusal
from workflow.values import Kind, Value

COMPLAINANT, COMPLAINED_AT, TARGET, EVENT = "complainant", "complained_at", "target", "event"
KIND, EVIDENCE, PREVIEW = "kind", "evidence", "preview"
EVENT_PARTS: Final = ("event_time", "event_cause", "event_course", "event_result")
FIELDS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.PRODUCT: (
        *(COMPLAINANT, "customer", "shipped_on", "brand", "spec_quantity"),
        *("defect", "demand", COMPLAINED_AT),
    ),
    Kind.SERVICE: (COMPLAINANT, TARGET, *EVENT_PARTS, "purpose", COMPLAINED_AT),
}
"""What is asked for, in the order of the official forms; 投訴事件 is asked for in its four parts."""
FIELD_OF_WORDS: Final[dict[Kind, str]] = {Kind.PRODUCT: "defect", Kind.SERVICE: "event_course"}
"""Where somebody's words go that were made a complaint (轉為投訴, E06)."""


class Move(StrEnum):
    """What somebody can do at a step."""

    CHOOSE_KIND = "choose_kind"
    ANSWER = "answer"
    NOW = "now"  # for the time: this moment
    KEEP = "keep"  # leave the value as it is
    BACK = "back"
    GO = "go"  # from the preview to a field
    ATTACH = "attach"
    DONE = "done"  # no more evidence
    SHOW = "show"  # say again where she is


class Wizard(Value):
    """A form being filled in by a person; `turn` counts the questions, so that an old button is known for one.

    `values` are spelt as in `forms.Reading.fields`; `choices` are what the buttons of this turn stand for.
    """

    person: int
    turn: int = 1
    kind: Kind | None = None
    step: str = KIND
    values: dict[str, str] = Field(default_factory=dict)
    asks_complainant: bool = False  # of those who may file for others
    choices: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    kept: int = 0  # files that are with the draft already
    is_evidence_complete: bool = False
    case: int | None = None  # the draft that is mended
    is_over: bool = False
    words: str = ""  # those that are made a complaint
    found: dict[str, str] = Field(default_factory=dict)  # what was understood of a posted form

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields she is asked for."""
        own = FIELDS[self.kind] if self.kind else ()
        return own if self.asks_complainant else tuple(name for name in own if name != COMPLAINANT)

    @property
    def steps(self) -> tuple[str, ...]:
        return (*self.fields, EVIDENCE, PREVIEW)

    @property
    def before(self) -> str | None:
        """The step before this one: before the first field the kind, but of a draft that is mended."""
        if self.step == KIND:
            return None
        at = self.steps.index(self.step)
        return self.steps[at - 1] if at else KIND if self.case is None else None

    @property
    def open_step(self) -> str:
        """The first step without an answer."""
        return next(step for step in self.steps if not self._is_answered(step))

    def _is_answered(self, step: str) -> bool:
        if step == EVIDENCE:
            return self.is_evidence_complete
        return step != PREVIEW and bool(self.values.get(step))


def begin(person: int, *, after_turn: int = 0, words: str = "") -> Wizard:
    """Begin with the question of what kind; turns go on counting, so that no button of an earlier form fits."""
    return Wizard(person=person, turn=after_turn + 1, words=words)


def complete(
    wizard: Wizard, found: dict[str, str], evidence: tuple[Evidence, ...], case: int | None
) -> Wizard:
    """Take over what was understood of a posted form; `choose_kind` goes on with what is missing."""
    return wizard.model_copy(update={"found": found, "evidence": evidence, "case": case})


def mend(wizard: Wizard, kind: Kind, values: dict[str, str], *, case: int, kept: int = 0) -> Wizard:
    """Begin at the preview of a draft; `kept` files are with it already."""
    filled = {"kind": kind, "values": values, "is_evidence_complete": True, "case": case, "kept": kept}
    return _at(wizard.model_copy(update=filled), PREVIEW)


def choose_kind(wizard: Wizard, kind: Kind, *, name: str, asks_complainant: bool) -> Wizard:
    """Begin the form of a kind; who files only for herself is not asked who complains."""
    known = {**wizard.found, **wizard.values}  # of a kind chosen before, what both forms ask for
    values = known if asks_complainant else {**known, COMPLAINANT: name}
    if wizard.words:
        values.setdefault(FIELD_OF_WORDS[kind], wizard.words)
    chosen = wizard.model_copy(update={"kind": kind, "values": values, "asks_complainant": asks_complainant})
    return _at(chosen, chosen.open_step)


def answer(wizard: Wizard, value: str) -> Wizard:
    """Take the value of the field asked for."""
    if wizard.step not in wizard.fields:
        raise Refusal("wizard_turned")
    values = {**wizard.values, wizard.step: value}
    if wizard.step in EVENT_PARTS and value != wizard.values.get(wizard.step):
        values.pop(EVENT, None)  # told as a whole it said something else
    taken = wizard.model_copy(update={"values": values})
    return _at(taken, taken.open_step)


def doubted(wizard: Wizard) -> Wizard:
    """Ask for the same field in another turn: what its buttons stand for changes."""
    return _at(wizard, wizard.step)


def keep(wizard: Wizard) -> Wizard:
    """Leave the field as it is."""
    return answer(wizard, wizard.values.get(wizard.step, ""))


def back(wizard: Wizard) -> Wizard:
    """Go to the step before; its value stays until another is given."""
    return _at(wizard, wizard.before or wizard.step)


def go(wizard: Wizard, step: str) -> Wizard:
    """Go to a field or to the evidence, from wherever she is."""
    if step not in wizard.steps:
        raise Refusal("wizard_turned")
    return _at(wizard, step)


def attach(wizard: Wizard, evidence: tuple[Evidence, ...]) -> Wizard:
    """Put files to the form; the same file once. No turn: no question is answered by it."""
    known = {one.unique_id for one in wizard.evidence}
    new = tuple(one for one in evidence if one.unique_id not in known)
    return wizard.model_copy(update={"evidence": wizard.evidence + new})


def finish_evidence(wizard: Wizard) -> Wizard:
    done = wizard.model_copy(update={"is_evidence_complete": True})
    return _at(done, done.open_step)


# Private functions


def _at(wizard: Wizard, step: str) -> Wizard:
    return wizard.model_copy(update={"step": step, "turn": wizard.turn + 1})
