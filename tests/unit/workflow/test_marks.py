"""緊急 and 重點 say what comes first; no limit, and so no fine, depends on them."""

import pytest

from tests.company import CALENDAR, at, directory, person, product_form
from tests.unit.workflow.play import Play, handled_product
from tests.unit.workflow.test_answering import all_away
from texts import render
from workflow.commands import Stimulus
from workflow.course import new_duty
from workflow.duties import DutyKind
from workflow.marks import Mark, hurried
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Rules
from workflow.world import World


def reminded(play: Play, when: str) -> set[int | None]:
    before = len(play.said)
    play.remind(at(when))
    return {notice.to for notice in play.said[before:] if notice.name == "reminder"}


def test_marking_moves_no_due_time() -> None:
    play = handled_product()
    due = {duty.key: duty.due_at for duty in play.case.open_duties()}
    play.do("周靜", Act.MARK_URGENT, at("10:31"), text="客戶明早裝船")
    assert {duty.key: duty.due_at for duty in play.case.open_duties()} == due
    assert play.case.marks == {Mark.URGENT: "客戶明早裝船"}


def test_who_owes_something_is_told_and_reminded_at_half_the_time_as_well() -> None:
    play = handled_product()
    assert not reminded(play, "11:22")
    play.do("周靜", Act.MARK_URGENT, at("10:31"), text="客戶明早裝船")
    told = {notice.to for notice in play.said if notice.name == "marked_urgent"}
    assert told == {person(name).id for name in ("錢主管", "孫主任", "趙主任")}
    assert person("趙主任").id in reminded(play, "11:22")  # half of 10:21 to 13:51 without lunch
    assert person("趙主任").id in reminded(play, "13:28")


def test_what_is_opened_after_the_mark_is_reminded_of_early_as_well() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.MARK_URGENT, at("10:01"), text="客戶明早裝船")
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    handover = play.case.duty(DutyKind.PUBLISH)
    assert handover is not None
    assert handover.half_at == at("10:20") in handover.reminders


def test_what_is_due_the_next_morning_is_reminded_of_in_working_hours() -> None:
    stimulus = Stimulus(now=at("11:00"), at=at("11:00"))
    world = World(calendar=CALENDAR, directory=directory(), case_id=1, stimulus=stimulus, rules=Rules())
    sign = new_duty(
        DutyKind.SIGN, at("11:00"), world, due_at=at("08:30", "2026-11-24"), department="production"
    )
    assert sign.half_at == at("15:15")
    assert all(world.calendar.is_working(moment) for moment in hurried(sign).reminders)


def test_a_mark_set_after_half_the_time_brings_back_no_reminder() -> None:
    play = handled_product()
    before = play.case.duties
    play.do("周靜", Act.MARK_URGENT, at("13:00"), text="客戶明早裝船")
    assert play.case.duties == before


@pytest.mark.parametrize("name", ["陳經理", "周靜", "許文", "嚴主任", "王總", "丁小玲"])
def test_approver_offices_and_general_manager_mark(name: str) -> None:
    play = handled_product()
    play.do(name, Act.MARK_IMPORTANT, at("10:31"))
    assert Mark.IMPORTANT in play.case.marks
    play.do(name, Act.CLEAR_IMPORTANT, at("10:32"))
    assert not play.case.marks


@pytest.mark.parametrize("name", ["李小明", "黃美", "錢主管", "王五"])
def test_nobody_else_does_and_the_refusal_names_people_and_no_department(name: str) -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="not_entitled") as caught:
        play.do(name, Act.MARK_URGENT, at("10:31"), text="請快點")
    said = render("refused_not_entitled", caught.value.facts)
    assert "這一步由陳經理、周靜、" in said
    assert "採購部" not in said.partition("，您是")[0]


def test_urgent_needs_a_reason_and_a_second_mark_changes_nothing() -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("周靜", Act.MARK_URGENT, at("10:31"), text="  ")
    with pytest.raises(Refusal, match="not_marked"):
        play.do("周靜", Act.CLEAR_URGENT, at("10:31"))
    play.do("周靜", Act.MARK_URGENT, at("10:31"), text="客戶明早裝船")
    with pytest.raises(Refusal, match="marked_already"):
        play.do("陳經理", Act.MARK_URGENT, at("10:32"), text="再催")


def test_an_urgent_case_is_fined_no_sooner() -> None:
    play = handled_product()
    play.do("周靜", Act.MARK_URGENT, at("10:31"), text="客戶明早裝船")
    play.judge(at("13:50"))
    assert not play.case.fines


def test_the_superior_who_was_asked_for_a_late_approval_hears_that_it_is_urgent() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.judge(at("14:00"))
    play.do("陳經理", Act.MARK_URGENT, at("14:05"), text="客戶明早裝船")
    assert [notice.to for notice in play.said if notice.name == "marked_urgent"] == [person("張副總").id]


def test_a_deputy_is_reminded_of_what_he_owes_now_as_of_his_own() -> None:
    play = Play(directory=all_away("陳經理", deputy="馬力"))
    play.file(product_form(), "李小明", at("10:00"))
    play.remind(at("10:30"))
    told = {notice.to: notice.facts.get("yours", True) for notice in play.said if notice.name == "reminder"}
    assert told == {person("馬力").id: True}
