"""A ruling may leave 責任部門 open: what is named later counts from the ruling's own time, and the round waits for it (Q08)."""

import pytest

from tests.company import at, person
from tests.unit.workflow.play import Play, handled_product, routed_service
from workflow.commands import OWN_DEPARTMENT
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus, HoldReason
from workflow.phases import Act, Phase
from workflow.refusals import Refusal


def one_left_it_open() -> Play:
    """錢主管 ruled at 13:40 without 責任部門; the two others were due at 13:51."""
    play = handled_product()
    play.reply("錢主管", at("13:40"))
    play.judge(at("13:51"))
    return play


def name(play: Play, when: str, *departments: str) -> None:
    play.do("錢主管", Act.NAME_RESPONSIBLE, at(when), press=True, departments=departments)


def test_while_it_is_open_who_is_responsible_nobody_it_may_release_is_fined() -> None:
    play = one_left_it_open()
    for department in ("purchasing", "logistics"):
        assert play.fine(department).status is FineStatus.HELD
        assert play.fine(department).reasons == (HoldReason.UNNAMED,)


def test_a_department_that_names_itself_later_releases_the_others_from_the_time_of_its_ruling() -> None:
    play = one_left_it_open()
    name(play, "14:05", OWN_DEPARTMENT)
    for department in ("purchasing", "logistics"):
        duty = play.case.duty(DutyKind.REPLY, department)
        assert duty is not None
        assert (duty.ending, duty.ended_at, duty.missed_at) == (Ending.RELEASED, at("13:40"), None)
        assert play.fine(department).status is FineStatus.DROPPED
    void = [notice for notice in play.said if notice.name == "fine_void"]
    assert {notice.to for notice in void} == {person("周靜").id, person("許文").id}
    assert {notice.facts["ending"] for notice in void} == {Ending.RELEASED}
    assert {notice.facts["fine"]["department"] for notice in void} == {"採購部", "物流部"}
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert play.case.responsible() == ("production",)


def test_one_that_names_another_releases_nobody_and_the_held_misses_stay_with_hr() -> None:
    play = one_left_it_open()
    name(play, "14:05", "purchasing")
    assert play.fine("logistics").status is FineStatus.HELD
    assert {duty.department for duty in play.case.open_duties(DutyKind.REPLY)} == {"purchasing", "logistics"}


def test_a_ruling_after_the_time_of_the_others_holds_no_fine_of_theirs() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    play.reply("錢主管", at("13:52"))
    assert play.fine("logistics").status is FineStatus.ISSUED
    name(play, "13:55", OWN_DEPARTMENT)
    assert play.fine("logistics").status is FineStatus.ISSUED


def test_own_department_is_that_of_the_reply_and_may_stand_beside_another() -> None:
    play = handled_product()
    play.reply("孫主任", at("11:00"), OWN_DEPARTMENT, "logistics", "purchasing")
    (ruling,) = play.case.round_rulings()
    assert ruling.responsible == ("purchasing", "logistics")
    assert [duty.department for duty in play.case.open_duties(DutyKind.REPLY)] == ["logistics"]


def test_the_case_is_not_concluded_before_it_is_said() -> None:
    """採購部 leaves it open at 11:20, 生產部 takes the responsibility at 11:25, 採購部 has its share of it too."""
    play = handled_product()
    play.reply("孫主任", at("11:20"))
    play.reply("錢主管", at("11:25"), OWN_DEPARTMENT)
    assert play.case.phase is Phase.HANDLING
    assert play.due(DutyKind.NAME_RESPONSIBLE, "purchasing") == at("11:50")
    assert not play.case.open_duties(DutyKind.ADJUDICATE)
    play.do("孫主任", Act.NAME_RESPONSIBLE, at("11:30"), press=True, departments=("production",))
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_who_does_not_say_it_in_half_an_hour_leaves_it_to_hr() -> None:
    play = handled_product()
    play.reply("孫主任", at("11:20"))
    play.reply("錢主管", at("11:25"), "production")
    play.judge(at("11:50"))
    assert play.due(DutyKind.ADJUDICATE, "hr") == at("13:50")
    (asked,) = {tuple(notice.facts["unnamed"]) for notice in play.said if notice.name == "duty_adjudicate"}
    assert asked == ("採購部",)
    play.do("周靜", Act.ADJUDICATE, at("13:40"), press=True, departments=("production",))
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert not play.case.open_duties(DutyKind.NAME_RESPONSIBLE)


def test_an_answer_that_comes_while_hr_is_asked_spares_the_decision() -> None:
    play = handled_product()
    play.reply("孫主任", at("11:20"))
    play.reply("錢主管", at("11:25"), "production")
    play.judge(at("11:50"))
    play.do("孫主任", Act.NAME_RESPONSIBLE, at("11:55"), press=True, departments=("production",))
    assert play.case.phase is Phase.ACKNOWLEDGING
    with pytest.raises(Refusal, match="wrong_phase"):
        play.do("周靜", Act.ADJUDICATE, at("11:56"), press=True, departments=("production",))


def test_hr_is_not_asked_before_the_others_have_answered() -> None:
    play = handled_product()
    play.reply("孫主任", at("11:20"))
    play.judge(at("11:50"))
    assert not play.case.open_duties(DutyKind.ADJUDICATE)
    play.reply("錢主管", at("13:40"), "production")
    assert play.case.open_duties(DutyKind.ADJUDICATE)


def test_hr_may_conclude_with_what_there_is() -> None:
    play = one_left_it_open()
    play.do("周靜", Act.CONCLUDE, at("14:00"), text="等不到")
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_a_plan_waits_for_no_such_word() -> None:
    play = routed_service("logistics", "production")
    for head in ("趙主任", "錢主管"):
        play.do(head, Act.REPLY, at("11:00"), plan="司機當面道歉，專人查單")
    assert play.case.phase is Phase.NOTIFYING


def test_a_ruling_read_after_another_had_released_it_is_a_ruling_and_hr_decides() -> None:
    """物流部's of 13:45 is placed at 14:02; 採購部 had taken the responsibility at 13:50."""
    play = handled_product()
    play.reply("孫主任", at("13:50"), "purchasing")
    assert play.case.phase is Phase.ACKNOWLEDGING
    play.reply("趙主任", at("13:45"), "production", now=at("14:02"))
    duty = play.case.duty(DutyKind.REPLY, "logistics")
    assert duty is not None
    assert (duty.ending, duty.ended_at) == (Ending.DONE, at("13:45"))
    assert play.case.phase is Phase.HANDLING
    assert play.due(DutyKind.ADJUDICATE, "hr") == at("14:32")


def test_one_read_late_that_agrees_changes_nothing_but_the_record() -> None:
    play = handled_product()
    play.reply("孫主任", at("13:50"), "purchasing")
    play.reply("趙主任", at("13:45"), "purchasing", now=at("14:02"))
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert len(play.case.round_rulings()) == 2


def test_one_written_after_it_was_released_is_a_supplement() -> None:
    play = handled_product()
    play.reply("孫主任", at("13:45"), "purchasing")
    play.reply("趙主任", at("13:50"), "production")
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert play.case.responsible() == ("purchasing",)
    assert [entry.what for entry in play.case.timeline].count("Supplemented") == 1
