"""The steps of a form filled in one field at a time: whatever order one goes in, nothing is lost and nothing is skipped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import wizard
from workflow.refusals import Refusal
from workflow.values import Kind
from workflow.wizard import EVENT, EVIDENCE, FIELDS, KIND, PREVIEW, Wizard

kinds = st.sampled_from(list(Kind))
moves = st.lists(st.sampled_from(["answer", "back", "keep", "done", "go"]), max_size=60)


def begun(kind: Kind, *, asks_complainant: bool = False) -> Wizard:
    return wizard.choose_kind(wizard.begin(7), kind, name="李小明", asks_complainant=asks_complainant)


def chosen(at: Wizard, kind: Kind) -> Wizard:
    return wizard.choose_kind(at, kind, name="李小明", asks_complainant=at.asks_complainant)


def moved(at: Wizard, move: str, number: int) -> Wizard:
    match move:
        case "answer" if at.step in at.fields:
            return wizard.answer(at, f"value {number}")
        case "keep" if at.values.get(at.step):
            return wizard.keep(at)
        case "back":
            return wizard.back(at)
        case "done" if at.step == EVIDENCE:
            return wizard.finish_evidence(at)
        case "go" if at.step == PREVIEW:
            return wizard.go(at, at.fields[number % len(at.fields)])
    return at


@given(kind=kinds, asks=st.booleans(), detours=moves)
def test_no_detour_loses_a_value_or_reaches_the_preview_with_one_missing(
    kind: Kind,
    asks: bool,  # noqa: FBT001 # Hypothesis names them
    detours: list[str],
) -> None:
    at = begun(kind, asks_complainant=asks)
    for number, move in enumerate(detours):
        before, at = at, chosen(at, kind) if at.step == KIND else moved(at, move, number)
        assert before.values.keys() <= at.values.keys()
        assert at.turn >= before.turn
        assert at.step in (KIND, *at.steps)
        if at.step == PREVIEW:
            assert all(at.values.get(field) for field in FIELDS[kind])
            assert at.is_evidence_complete


@given(kind=kinds, asks=st.booleans())
def test_answers_in_order_lead_to_the_preview(kind: Kind, asks: bool) -> None:  # noqa: FBT001 # as above
    at = begun(kind, asks_complainant=asks)
    for field in at.fields:
        assert at.step == field
        at = wizard.answer(at, "x")
    assert at.step == EVIDENCE
    assert wizard.finish_evidence(at).step == PREVIEW


def test_a_value_belongs_to_a_field_only() -> None:
    at = wizard.finish_evidence(begun(Kind.PRODUCT).model_copy(update={"step": EVIDENCE}))
    with pytest.raises(Refusal):
        wizard.answer(at.model_copy(update={"step": PREVIEW}), "x")
    with pytest.raises(Refusal):
        wizard.go(at, "target")


def test_a_part_of_the_event_that_changes_takes_the_place_of_the_event_as_it_was_told() -> None:
    values = dict.fromkeys(FIELDS[Kind.SERVICE], "x") | {EVENT: "told as a whole"}
    draft = wizard.mend(wizard.begin(7), Kind.SERVICE, values, case=3)
    same = wizard.answer(wizard.go(draft, "event_cause"), "x")
    changed = wizard.answer(wizard.go(draft, "event_cause"), "y")
    assert same.values[EVENT] == "told as a whole"
    assert EVENT not in changed.values
    assert (changed.step, changed.case) == (PREVIEW, 3)


def test_turns_go_on_counting_over_forms() -> None:
    assert wizard.begin(7, after_turn=12).turn == 13
