"""From the form to the post: who may file for whom, what a mended draft becomes, and whom a complaint is about."""

from typing import Any

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person, product_form, service_form
from tests.unit.workflow.play import GROUP, Play, posted_product
from workflow import events as ev
from workflow.commands import Ask, File, Mistake, Stimulus
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import Kind, ProductForm

FORM = product_form()


def refused(play: Play, who: str | None, **more: Any) -> Refusal:
    stimulus = Stimulus(now=at("10:00"), at=at("10:00"), actor=person(who).id if who else None, chat_id=GROUP)
    command = File(**{"kind": Kind.PRODUCT, "complainant": "李小明", "form": FORM, **more})
    with pytest.raises(Refusal) as caught:
        play.perform(command, stimulus)
    return caught.value


def problems(refusal: Refusal) -> list[tuple[str, str]]:
    assert refusal.name == "form_mistakes"
    mistakes: Any = refusal.facts["mistakes"]
    return [(one["field"], one["problem"]) for one in mistakes]


def mended(**more: Any) -> ProductForm:
    return FORM.model_copy(update=more)


# Filing


def test_every_mistake_is_named_once_with_the_form_to_be_mended() -> None:
    read = (Mistake(field="shipped_on", problem="invalid", quote="上個月"),)
    refusal = refused(Play(), "李小明", form=None, mistakes=read, complainant="黃美", unsigned="客戶：東方")
    assert problems(refusal) == [("complainant", "not_you"), ("shipped_on", "invalid")]
    assert (refusal.facts["kind"], refusal.facts["prefilled"]) == (Kind.PRODUCT, "客戶：東方")
    missing = (Mistake(field="complainant", problem="missing"),)
    assert problems(refused(Play(), "李小明", form=None, mistakes=missing, complainant="")) == [
        ("complainant", "missing")
    ]


def test_a_stranger_files_nothing() -> None:
    assert refused(Play(), None).name == "not_enrolled"


@pytest.mark.parametrize(
    ("who", "kind"),
    [("許文", Kind.PRODUCT), ("吳小芳", Kind.SERVICE), ("何主管", Kind.PRODUCT), ("馬力", Kind.SERVICE)],
)
def test_only_the_office_of_the_kind_files_for_others(who: str, kind: Kind) -> None:
    form = FORM if kind is Kind.PRODUCT else service_form()
    assert problems(refused(Play(), who, kind=kind, form=form)) == [("complainant", "not_you")]


def test_nobody_files_for_two_people_or_for_nobody() -> None:
    for typed in ("李小明、黃美", "誰"):
        assert problems(refused(Play(), "吳小芳", complainant=typed)) == [("complainant", "not_you")]


def test_where_it_was_typed_and_who_typed_it_is_on_record() -> None:
    play = Play()
    play.file(FORM, "吳小芳", at("10:00"))
    filed = play.events[0]
    assert isinstance(filed, ev.Filed)
    assert (filed.draft, filed.chat_id, filed.message_id) == ("D-20261123-001", GROUP, 7)
    assert (filed.by, filed.complainant, filed.form) == (person("吳小芳").id, person("李小明").id, FORM)


# A draft that is mended


def test_a_mended_draft_is_another_revision_and_asked_about_again() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    play.file(mended(defect="起泡 50 箱"), "李小明", at("10:02"), case=1)
    assert (play.case.revision, play.names().count("approve_request")) == (2, 2)
    with pytest.raises(Refusal, match="draft_changed"):
        play.do("陳經理", Act.APPROVE, at("10:03"), press=True, revision=1)
    with pytest.raises(Refusal, match="draft_changed"):
        play.do("陳經理", Act.RETURN, at("10:03"), text="請補", revision=1)
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=2)
    assert play.case.phase is Phase.POSTING


def test_the_same_form_once_more_changes_nothing_while_it_waits_and_brings_a_returned_one_back() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    before = play.case
    play.file(FORM, "李小明", at("10:01"), case=1)
    assert play.case == before
    play.do("陳經理", Act.RETURN, at("10:02"), text="請補批號", revision=1)
    assert not play.case.open_duties(DutyKind.APPROVE)
    play.file(FORM, "李小明", at("10:03"), case=1)
    assert (play.case.revision, len(play.case.open_duties(DutyKind.APPROVE))) == (2, 1)
    told = {notice.name: notice.facts["is_same"] for notice in play.said if "is_same" in notice.facts}
    assert told == {"approve_request": True, "revised": True}


def test_what_is_mended_after_the_approval_goes_on_record_and_the_form_stands() -> None:
    play = posted_product()
    play.file(mended(defect="起泡 50 箱"), "李小明", at("10:06"), case=1)
    edited = play.events[-1]
    assert isinstance(edited, ev.FormEdited)
    ((name, before, after),) = [(one.field, one.before, one.after) for one in edited.changes]
    assert (name, before, after) == ("defect", FORM.defect, "起泡 50 箱")
    assert (play.case.form, play.case.revision) == (FORM, 1)


def test_each_change_after_the_approval_is_noted_once() -> None:
    play = posted_product()
    play.file(mended(defect="起泡 50 箱"), "李小明", at("10:06"), case=1)
    play.file(mended(defect="起泡 50 箱", demand="退貨"), "李小明", at("10:07"), case=1)
    edited = play.events[-1]
    assert isinstance(edited, ev.FormEdited)
    assert [one.field for one in edited.changes] == ["demand"]
    with pytest.raises(Refusal) as refused:
        play.file(mended(defect="起泡 50 箱", demand="退貨"), "李小明", at("10:08"), case=1)
    assert refused.value.name == "record_same"
    play.file(FORM, "李小明", at("10:09"), case=1)
    edited = play.events[-1]
    assert isinstance(edited, ev.FormEdited)
    assert {one.field: one.after for one in edited.changes} == {"defect": FORM.defect, "demand": FORM.demand}


def test_a_draft_that_was_sent_back_cannot_be_approved_before_it_is_mended() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    play.do("陳經理", Act.RETURN, at("10:02"), text="請補批號", revision=1)
    for act in (Act.APPROVE, Act.RETURN):
        with pytest.raises(Refusal) as refused:
            play.do("陳經理", act, at("10:03"), text="再退", revision=1)
        assert (refused.value.name, refused.value.facts["by"]) == ("draft_returned", "陳經理")


def test_a_reason_is_needed_to_return_a_draft() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    for text in ("", " \n"):
        with pytest.raises(Refusal, match="reason_missing"):
            play.do("陳經理", Act.RETURN, at("10:02"), text=text, revision=1)
    play.do("陳經理", Act.RETURN, at("10:02"), text=" 請補批號 ", revision=1)
    assert play.case.timeline[-1].detail == "請補批號"


# Whom it is about


def about(target: str) -> Play:
    play = Play()
    play.file(service_form(target=target), "李小明", at("10:00"))
    return play


def test_a_target_that_is_unclear_is_asked_for_and_then_settled_once() -> None:
    play = about("那個司機")
    play.do("李小明", Act.NAME_TARGET, at("10:01"), text="馬力")
    assert play.case.target == ("logistics", person("馬力").id)
    with pytest.raises(Refusal, match="target_clear"):
        play.do("李小明", Act.NAME_TARGET, at("10:02"), departments=("sales",))


def test_a_target_may_be_a_department_typed_or_chosen_and_nobody_enrolled() -> None:
    typed, chosen, nobody = about("那個司機"), about("那個司機"), about("那個司機")
    typed.do("李小明", Act.NAME_TARGET, at("10:01"), text="物流部")
    chosen.do("李小明", Act.NAME_TARGET, at("10:01"), departments=("logistics",))
    nobody.do("李小明", Act.NAME_TARGET, at("10:01"))
    assert typed.case.target == chosen.case.target == ("logistics", None)
    assert nobody.case.target == ("", None)


def test_words_that_name_nobody_and_no_department_are_quoted_back() -> None:
    play = about("那個司機")
    with pytest.raises(Refusal, match="target_unknown") as caught:
        play.do("李小明", Act.NAME_TARGET, at("10:01"), text="誰知道")
    assert caught.value.facts == {"text": "誰知道"}


def test_naming_the_manager_as_target_takes_the_approval_from_him() -> None:
    play = about("那個司機")
    (duty,) = play.case.open_duties(DutyKind.APPROVE)
    assert duty.person == person("陳經理").id
    play.do("李小明", Act.NAME_TARGET, at("10:01"), text="陳經理")
    (duty,) = play.case.open_duties(DutyKind.APPROVE)
    assert duty.person == person("張副總").id


# To the post


def test_the_clocks_start_at_the_post_and_a_service_complaint_waits_for_hr() -> None:
    play = about("物流部")
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:06"))
    owed = {(d.kind, d.department, d.starts_at, d.due_at) for d in play.case.open_duties()}
    assert owed == {
        (DutyKind.ACCEPT, "hr", at("10:06"), at("10:11")),
        (DutyKind.ROUTE, "hr", at("10:06"), at("10:36")),
    }


def test_the_proxy_has_half_an_hour_before_the_complainant_posts_herself() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    play.do("李小明", Act.ASK_PROXY, at("10:01"), press=True)
    with pytest.raises(Refusal, match="already_asked"):
        play.do("李小明", Act.ASK_PROXY, at("10:02"), press=True)
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    assert play.due(DutyKind.POST_FOR, "service") == at("10:34")
    with pytest.raises(Refusal, match="proxy_has_time") as caught:
        play.do("李小明", Act.POST_MYSELF, at("10:33"), press=True)
    assert caught.value.facts == {"due_at": at("10:34").isoformat()}
    play.do("吳小芳", Act.POST_FOR, at("10:10"), press=True)
    assert play.case.released
    with pytest.raises(Refusal, match="already_done") as second:
        play.do("吳小芳", Act.POST_FOR, at("10:11"), press=True)
    assert second.value.facts == {"act": Act.POST_FOR, "by": "吳小芳", "at": at("10:10").isoformat()}
    assert not play.case.open_duties(DutyKind.POST_FOR)


def test_a_post_nobody_was_asked_to_make_is_on_its_way_by_itself() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    with pytest.raises(Refusal, match="wrong_phase") as caught:
        play.do("吳小芳", Act.POST_FOR, at("10:05"), press=True)
    assert caught.value.facts == {"phase": Phase.POSTING, "act": Act.POST_FOR}


def test_a_draft_that_is_cancelled_owes_nothing_more() -> None:
    play = Play()
    play.file(FORM, "李小明", at("10:00"))
    play.do("李小明", Act.CANCEL, at("10:01"), press=True)
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.CANCELLED)
    assert not play.case.open_duties()
    with pytest.raises(Refusal) as refused:
        play.perform(
            Ask(case=1, act=Act.RETURN), Stimulus(now=at("10:02"), at=at("10:02"), actor=person("陳經理").id)
        )
    assert refused.value.facts == {"act": Act.CANCEL, "by": "", "at": at("10:01").isoformat()}


def of_two_namesakes(target: str) -> Play:
    """Another 李小明 is enrolled, in the same department."""
    other = person("趙主任").model_copy(update={"id": 99, "telegram_id": 1099, "name": "馬力"})
    play = Play(directory=Directory(departments=DEPARTMENTS, people=(*PEOPLE, other)))
    play.file(service_form(target=target), "李小明", at("10:00"))
    return play


@pytest.mark.parametrize("written", ["馬力", "物流部馬力", "物流部 馬力"])
def test_of_two_people_of_one_name_neither_nor_their_department_is_accused_until_one_is_chosen(
    written: str,
) -> None:
    play = of_two_namesakes(written)
    assert play.case.target is None
    (asked,) = [one for one in play.said if one.name == "ask_name_target"]
    offered = [button for row in asked.buttons for button in row if button.position]
    assert [button.label for button in offered] == ["物流部馬力", "物流部馬力"]
    assert len({button.position for button in offered}) == 2
    with pytest.raises(Refusal, match="target_namesakes"):
        play.do("李小明", Act.NAME_TARGET, at("10:01"), text=written)
    play.do("李小明", Act.NAME_TARGET, at("10:02"), departments=(offered[1].choice,))
    assert play.case.target == ("logistics", 99)


def test_who_is_asked_after_two_hours_reads_when_it_was_due_and_who_was_asked_before() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    due = play.due(DutyKind.APPROVE)
    play.judge(due)
    asked = {n.to: n.facts for n in play.said if n.name == "approve_request" and n.facts.get("late")}
    manager = person("陳經理").id
    assert asked[manager]["before"] == ""
    (above,) = [told for to, told in asked.items() if to != manager]
    assert above["before"] == "陳經理"
    play.remind(at("15:00"))
    reminded = {n.to: n.facts.get("yours", True) for n in play.said if n.name == "reminder"}
    assert reminded.pop(manager) is True
    assert set(reminded.values()) == {False}
