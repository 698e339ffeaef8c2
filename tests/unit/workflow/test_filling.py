"""Moves in a form filled in step by step: the question that comes next, and the buttons under it."""

from typing import Any

import pytest

from tests.company import CALENDAR, DEPARTMENTS, at, directory, person
from tests.unit.workflow.play import GROUP
from workflow import wizard
from workflow.commands import Fill, Stimulus
from workflow.errands import Errand
from workflow.evidence import Evidence, Medium
from workflow.filling import LONGEST_LABEL, fill
from workflow.notices import Notice, Urgency
from workflow.refusals import Refusal
from workflow.values import Kind, Rules
from workflow.wizard import EVIDENCE, FIELDS, PREVIEW, Move, Wizard
from workflow.world import World

WORDS = {**dict.fromkeys(FIELDS[Kind.PRODUCT], "x"), "complainant": "李小明"}
PICTURE = Evidence(medium=Medium.PHOTO, file_id="f", unique_id="u", chat_id=GROUP, message_id=7)


def move(
    at_: Wizard, step: Move, who: str | None = "李小明", **more: Any
) -> tuple[Wizard, tuple[Notice, ...]]:
    actor = person(who).id if who else None
    stimulus = Stimulus(now=at("10:00:30"), at=at("10:00:30"), actor=actor, chat_id=1004)
    world = World(calendar=CALENDAR, directory=directory(), stimulus=stimulus, case_id=1, rules=Rules())
    return fill(Fill(wizard=at_, move=step, **more), world)


def asked(at_: Wizard, step: Move, who: str = "李小明", **more: Any) -> tuple[Wizard, Notice]:
    moved, (notice,) = move(at_, step, who, **more)
    assert (notice.chat_id, notice.urgency) == (1004, Urgency.ANSWER)
    return moved, notice


def begun(who: str = "李小明", kind: Kind = Kind.PRODUCT) -> Wizard:
    return asked(wizard.begin(person(who).id), Move.CHOOSE_KIND, who, value=kind)[0]


def mended() -> Wizard:
    return wizard.mend(wizard.begin(4), Kind.PRODUCT, WORDS, case=3)


def buttons(notice: Notice) -> list[list[tuple[str, str, str]]]:
    return [[(b.errand or "", b.label, b.choice) for b in row] for row in notice.buttons]


def test_the_first_question_is_what_kind_a_row_each() -> None:
    _, question = asked(wizard.begin(4), Move.SHOW)
    assert (question.name, question.facts) == ("wizard_kind", {})
    assert buttons(question) == [[(Errand.WIZARD_START, kind, kind)] for kind in Kind]


def test_who_files_for_herself_is_not_asked_who_complains_and_may_go_back_to_the_kind() -> None:
    at_, question = asked(wizard.begin(4), Move.CHOOSE_KIND, value=Kind.PRODUCT)
    assert (at_.step, at_.values) == ("customer", {"complainant": "李小明"})
    assert question.name == "wizard_step"
    assert buttons(question) == [[(Errand.WIZARD_BACK, "", "")]]
    assert {name: question.facts[name] for name in ("kind", "step", "number", "total", "value", "taken")} == {
        "kind": Kind.PRODUCT, "step": "customer", "number": 1, "total": 7, "value": "", "taken": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "kind", "asks"),
    [
        ("吳小芳", Kind.PRODUCT, True),
        ("吳小芳", Kind.SERVICE, False),
        ("許文", Kind.SERVICE, True),
        ("許文", Kind.PRODUCT, False),
    ],
)
def test_who_posts_for_others_is_asked_for_whom_and_may_choose_herself(
    who: str, kind: Kind, *, asks: bool
) -> None:
    at_, question = asked(wizard.begin(person(who).id), Move.CHOOSE_KIND, who, value=kind)
    assert (at_.step == "complainant") is asks
    if asks:
        assert buttons(question) == [[(Errand.WIZARD_CHOOSE, who, "0")], [(Errand.WIZARD_BACK, "", "")]]
        assert at_.choices == (who,)


@pytest.mark.parametrize("typed", ["誰", "李小明、黃美"])
def test_a_complainant_who_is_nobody_or_two_people_is_asked_for_again(typed: str) -> None:
    at_ = begun("吳小芳")
    again, question = asked(at_, Move.ANSWER, "吳小芳", value=typed, quote=typed)
    assert (again.step, again.turn, again.values) == (at_.step, at_.turn, at_.values)
    assert (question.facts["problem"], question.facts["quote"]) == ("unclear", typed)
    taken, following = asked(at_, Move.ANSWER, "吳小芳", value="李小明")
    assert (taken.step, following.facts["problem"]) == ("customer", "")
    assert (following.facts["taken"], following.facts["taken_value"]) == ("complainant", "李小明")


def test_an_answer_is_repeated_with_the_next_question_and_can_be_gone_back_to() -> None:
    at_, question = asked(begun(), Move.ANSWER, value="東方五金")
    assert (at_.step, at_.values["customer"]) == ("shipped_on", "東方五金")
    assert {name: question.facts[name] for name in ("number", "taken", "taken_value", "value")} == {
        "number": 2, "taken": "customer", "taken_value": "東方五金", "value": "",
    }  # fmt: skip
    assert buttons(question) == [[(Errand.WIZARD_BACK, "", "")]]
    assert {button.subject for row in question.buttons for button in row} == {at_.turn}
    before, again = asked(at_, Move.BACK)
    assert (before.step, again.facts["value"], again.facts["taken"]) == ("customer", "東方五金", "")
    assert buttons(again) == [[(Errand.WIZARD_KEEP, "", ""), (Errand.WIZARD_BACK, "", "")]]
    assert asked(before, Move.KEEP)[0].step == "shipped_on"


def test_before_the_first_field_the_kind_can_be_changed_and_nothing_typed_is_lost() -> None:
    typed = {"customer": "東方五金", "complained_at": "2026-11-23T09:50+08:00"}
    at_ = begun().model_copy(update={"values": {**typed, "complainant": "李小明"}})
    at_, question = asked(at_, Move.BACK)
    assert (at_.step, question.name) == ("kind", "wizard_kind")
    assert asked(at_, Move.BACK)[1].name == "wizard_kind"
    other, _ = asked(at_, Move.CHOOSE_KIND, value=Kind.SERVICE)
    assert (other.kind, other.step, other.values["complained_at"]) == (
        Kind.SERVICE, "target", typed["complained_at"],
    )  # fmt: skip
    again, _ = asked(asked(other, Move.BACK)[0], Move.CHOOSE_KIND, value=Kind.PRODUCT)
    assert (again.step, again.values["customer"]) == ("shipped_on", "東方五金")
    draft = asked(mended(), Move.GO, value="customer")[0]
    assert draft.before is None


def test_values_of_earlier_forms_are_offered_three_in_a_row() -> None:
    used = {"customer": ("甲", "乙", "丙", "丁")}
    at_, question = asked(wizard.begin(4), Move.CHOOSE_KIND, value=Kind.PRODUCT, used=used)
    assert at_.choices == ("甲", "乙", "丙", "丁")
    row = [(Errand.WIZARD_CHOOSE, label, str(number)) for number, label in enumerate(at_.choices)]
    assert buttons(question)[:-1] == [row[:3], row[3:]]


def test_whom_a_service_complaint_is_about_is_chosen_among_the_departments() -> None:
    at_, question = asked(wizard.begin(4), Move.CHOOSE_KIND, value=Kind.SERVICE)
    assert (at_.step, at_.choices) == ("target", tuple(one.name for one in DEPARTMENTS))
    assert [len(row) for row in question.buttons[:-1]] == [3, 3, 3, 3]


def test_now_answers_only_the_question_for_the_time() -> None:
    with pytest.raises(Refusal, match="wizard_turned"):
        move(begun(), Move.NOW)
    at_ = begun().model_copy(update={"step": "complained_at", "values": {**WORDS, "complained_at": ""}})
    assert (Errand.WIZARD_NOW, "", "") in buttons(asked(at_, Move.SHOW)[1])[-1]
    then, question = asked(at_, Move.NOW)
    assert then.values["complained_at"] == "2026-11-23T10:00+08:00"
    assert (then.step, question.name, question.facts["taken"]) == (
        EVIDENCE,
        "wizard_evidence",
        "complained_at",
    )


def test_evidence_is_taken_without_a_word_once_and_counted_with_the_next_question() -> None:
    at_ = begun().model_copy(update={"step": EVIDENCE, "values": WORDS})
    attached, silence = move(at_, Move.ATTACH, evidence=(PICTURE,))
    again, _ = move(attached, Move.ATTACH, evidence=(PICTURE, PICTURE.model_copy(update={"unique_id": "v"})))
    assert (silence, attached.turn, attached.evidence) == ((), at_.turn, (PICTURE,))
    assert [one.unique_id for one in again.evidence] == ["u", "v"]
    _, question = asked(again, Move.SHOW)
    assert (question.name, question.facts["evidence"], question.facts["number"]) == (
        "wizard_evidence",
        2,
        None,
    )
    assert buttons(question) == [[(Errand.WIZARD_DONE, "", ""), (Errand.WIZARD_BACK, "", "")]]
    assert asked(again, Move.DONE)[0].step == PREVIEW


def test_the_preview_shows_every_field_with_a_button_to_mend_it() -> None:
    at_, question = asked(mended(), Move.SHOW)
    assert question.name == "wizard_preview"
    assert question.facts["form"] == [{"field": name, "value": WORDS[name]} for name in FIELDS[Kind.PRODUCT]]
    rows = buttons(question)
    assert rows[0] == [(Errand.WIZARD_SUBMIT, "", "")]
    fields = [*FIELDS[Kind.PRODUCT][1:], EVIDENCE]
    assert [button for row in rows[1:] for button in row] == [
        (Errand.WIZARD_GO, name, name) for name in fields
    ]
    assert [len(row) for row in rows[1:]] == [3, 3, 2]
    gone, _ = asked(at_, Move.GO, value="brand")
    assert gone.step == "brand"


@pytest.mark.parametrize(
    ("at_step", "step", "value"), [("customer", Move.GO, "nothing"), (PREVIEW, Move.ANSWER, "x")]
)
def test_a_move_that_does_not_fit_the_step_is_of_an_earlier_question(
    at_step: str, step: Move, value: str
) -> None:
    with pytest.raises(Refusal, match=r"^wizard_turned$"):
        move(mended().model_copy(update={"step": at_step}), step, value=value)


def test_a_value_with_a_problem_is_asked_for_again_and_nothing_moves() -> None:
    at_ = begun()
    again, question = asked(at_, Move.ANSWER, value="", problem="invalid", quote="上個月吧")
    assert (again.step, again.turn) == (at_.step, at_.turn)
    assert {name: question.facts[name] for name in ("problem", "quote", "taken")} == {
        "problem": "invalid", "quote": "上個月吧", "taken": "",
    }  # fmt: skip


def test_a_doubted_value_is_taken_by_its_own_button_and_by_none_of_the_question_before() -> None:
    at_ = begun()
    unsure, question = asked(at_, Move.ANSWER, value="20日", doubt="looks_like_date", quote="20日")
    assert (unsure.step, unsure.turn, unsure.choices) == (at_.step, at_.turn + 1, ("20日",))
    assert at_.step not in unsure.values
    assert (question.facts["doubt"], question.facts["taken"]) == ("looks_like_date", "")
    assert buttons(question)[0] == [(Errand.WIZARD_CHOOSE, "20日", "0")]
    sure, question = asked(unsure, Move.ANSWER, value=unsure.choices[0])
    assert (sure.values[at_.step], question.facts["taken"]) == ("20日", at_.step)


def test_a_long_value_is_cut_on_its_button_and_nowhere_else() -> None:
    long = "整批貨全部都是這樣" * 9
    unsure, question = asked(begun(), Move.ANSWER, value=long, doubt="no_number", quote=long)
    assert len(buttons(question)[0][0][1]) == LONGEST_LABEL
    assert unsure.choices == (long,)


def test_words_that_are_made_a_complaint_stand_where_what_happened_is_told() -> None:
    for kind, field in wizard.FIELD_OF_WORDS.items():
        at_ = wizard.begin(4, words="司機不肯卸貨")
        assert asked(at_, Move.CHOOSE_KIND, value=kind)[0].values[field] == "司機不肯卸貨"


def test_who_is_not_enrolled_fills_in_nothing() -> None:
    with pytest.raises(Refusal, match=r"^not_enrolled$"):
        move(wizard.begin(4), Move.SHOW, None)
