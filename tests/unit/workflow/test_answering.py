"""Who acts for several departments of a case: a guess would have the other one fined (C11, C26)."""

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.unit.workflow.play import Play, handled_product
from workflow.commands import OWN_DEPARTMENT, Ask, Stimulus
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.notices import Notice
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Absence

WORDS = {"finding": "外箱受潮", "opinion": "重發"}


def all_away(*who: str, deputy: str) -> Directory:
    """Everybody, with some away for the day and one in their place."""
    absences = tuple(
        Absence(
            person=person(one).id,
            deputy=person(deputy).id,
            starts_at=at("08:00"),
            ends_at=at("18:00"),
            registered_at=at("08:00"),
            accepted_at=at("08:01"),
        )
        for one in who
    )
    return Directory(departments=DEPARTMENTS, people=PEOPLE, absences=absences)


def for_both() -> Play:
    """錢主管 (生產部) stands in for 趙主任 (物流部); 採購部 owes a reply too."""
    play = handled_product()
    play.directory = all_away("趙主任", deputy="錢主管")
    return play


def open_departments(play: Play) -> set[str]:
    return {duty.department for duty in play.case.open_duties(DutyKind.REPLY)}


def ask(play: Play, act: Act, **about: str) -> Notice:
    stimulus = Stimulus(now=at("10:30"), at=at("10:30"), actor=person("錢主管").id, pressed=True)
    play.perform(Ask(case=1, act=act, **about), stimulus)
    return play.said[-1]


def test_a_reply_that_calls_one_of_his_departments_responsible_is_that_ones_admission() -> None:
    play = for_both()
    play.reply("錢主管", at("10:30"), "logistics")
    assert [ruling.department for ruling in play.case.rulings] == ["logistics"]
    ruled = next(entry for entry in play.case.timeline if entry.what == "Ruled")
    assert ruled.stands_for == person("趙主任").id
    assert open_departments(play) == set()
    play.judge(at("14:00"))
    assert not play.case.fines


def test_one_who_stands_in_for_two_other_departments_answers_for_the_one_that_is_named() -> None:
    play = handled_product()
    play.directory = all_away("趙主任", "錢主管", deputy="王五")
    play.reply("王五", at("10:30"), "logistics")
    assert [ruling.department for ruling in play.case.rulings] == ["logistics"]


@pytest.mark.parametrize("named", [(), ("purchasing",), ("production", "logistics")])
def test_a_reply_that_may_be_either_departments_is_filed_for_neither(named: tuple[str, ...]) -> None:
    play = for_both()
    with pytest.raises(Refusal, match="which_department") as refused:
        play.reply("錢主管", at("10:30"), *named)
    assert refused.value.facts["departments"] == ["生產部", "物流部"]
    assert open_departments(play) == {"production", "purchasing", "logistics"}


def test_the_department_opened_decides_whoever_is_called_responsible() -> None:
    play = for_both()
    play.do("錢主管", Act.REPLY, at("10:30"), department="logistics", departments=("production",), **WORDS)
    assert [ruling.department for ruling in play.case.rulings] == ["logistics"]
    assert open_departments(play) == {"production", "purchasing"}


def test_his_own_department_is_meant_by_this_department() -> None:
    play = for_both()
    play.reply("錢主管", at("10:30"), OWN_DEPARTMENT)
    assert [ruling.responsible for ruling in play.case.rulings] == [("production",)]


def test_a_deputy_answers_for_each_of_his_departments_under_its_own_name() -> None:
    play = for_both()
    for department in ("production", "logistics"):
        both = ("production", "logistics")
        play.do("錢主管", Act.REPLY, at("10:30"), department=department, departments=both, **WORDS)
    ruled = [entry for entry in play.case.timeline if entry.what == "Ruled"]
    assert [entry.stands_for for entry in ruled] == [None, person("趙主任").id]


def test_of_two_the_one_that_left_a_name_open_names_it_and_the_one_that_still_owes_replies() -> None:
    play = for_both()
    play.do("錢主管", Act.REPLY, at("10:30"), department="logistics", **WORDS)
    play.do("錢主管", Act.NAME_RESPONSIBLE, at("10:31"), departments=("purchasing",))
    assert [(one.department, one.responsible) for one in play.case.rulings] == [
        ("logistics", ("purchasing",))
    ]
    play.reply("錢主管", at("10:40"), "purchasing")
    assert open_departments(play) == {"purchasing"}


@pytest.mark.parametrize("act", [Act.REPLY, Act.DISCLAIM, Act.CONCUR])
def test_a_button_asks_first_for_which_department_and_the_question_tells_it(act: Act) -> None:
    play = for_both()
    play.reply("孫主任", at("10:25"), "logistics")
    choice = ask(play, act)
    buttons = [button for row in choice.buttons for button in row]
    assert (choice.name, [one.label for one in buttons]) == ("which_department", ["生產部", "物流部"])
    question = ask(play, act, department=buttons[1].department)
    assert (question.question, question.facts["office"]) == (act, "物流部")


@pytest.mark.parametrize("act", [Act.DISCLAIM, Act.CONCUR])
def test_no_claim_and_no_agreement_is_taken_for_a_department_that_was_not_named(act: Act) -> None:
    play = for_both()
    play.reply("孫主任", at("10:25"), "logistics")
    with pytest.raises(Refusal, match="which_department"):
        play.do("錢主管", act, at("10:30"), text="與運輸無關")
    play.do("錢主管", act, at("10:30"), text="與運輸無關", department="logistics")
    assert open_departments(play) == {"production"}
    play.do("錢主管", act, at("10:31"), text="與生產無關")
    assert open_departments(play) == set()
