"""發回重辦: the second round has its own duties, and a message answers the round it was written in."""

import pytest

from tests.company import at
from tests.unit.workflow.play import Play, handled_product
from workflow.duties import DutyKind, Ending
from workflow.phases import Act, Phase
from workflow.refusals import Refusal


def remanded(*departments: str, when: str = "14:10") -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="不服")
    play.do("嚴主任", Act.REMAND, at(when), text="再查", departments=departments)
    return play


def test_the_judge_names_who_looks_again_and_else_all_who_were_asked_before() -> None:
    for departments, asked in (((), {"production", "purchasing", "logistics"}), (("orders",), {"orders"})):
        play = remanded(*departments)
        assert (play.case.phase, play.case.round) == (Phase.HANDLING, 2)
        assert {duty.department for duty in play.case.replies()} == asked
        assert {duty.due_at for duty in play.case.open_duties(DutyKind.REPLY)} == {at("16:10")}


def test_a_reply_of_the_very_moment_its_round_began_answers_that_round() -> None:
    play = remanded("production")
    play.reply("錢主管", at("14:10"), "production")
    assert [duty.ending for duty in play.case.replies()] == [Ending.DONE]
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_what_was_written_before_the_round_began_does_not_answer_it() -> None:
    play = remanded("production")
    play.reply("錢主管", at("14:09:59"), "production", now=at("14:12"))
    assert [duty.is_open for duty in play.case.replies()] == [True]
    assert play.case.timeline[-1].what == "Supplemented"


def test_after_the_second_round_nothing_is_sent_back_and_the_last_judge_is_the_general_manager() -> None:
    play = remanded("production")
    play.reply("錢主管", at("14:30"), "production")
    play.do("李小明", Act.APPEAL, at("14:40"), text="還是不服")
    assert play.case.appeal is not None
    assert (play.case.appeal.body, play.case.appeal.final) == ("general_manager", True)
    with pytest.raises(Refusal, match="rounds_exhausted"):
        play.do("王總", Act.REMAND, at("14:50"), text="再查")
    play.do("王總", Act.UPHOLD, at("14:55"), text="結論清楚")
    with pytest.raises(Refusal, match="appeal_final"):
        play.do("李小明", Act.APPEAL, at("15:00"), text="還是不服")
