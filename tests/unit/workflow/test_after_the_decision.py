"""Whoever a decision concerns is told of it: the complainant of her window, the departments of what becomes of theirs."""

from collections.abc import Callable

import pytest

from tests.company import at, person
from tests.unit.workflow.play import Play, handled_product, routed_service
from workflow.notices import Notice
from workflow.phases import Act, Phase

PLAN = {"plan": "向客戶致歉並重新培訓"}


def notified_service() -> Play:
    """物流部's plan of 11:00, told to 李小明 at 11:05."""
    play = routed_service()
    play.do("趙主任", Act.REPLY, at("11:00"), departments=("logistics",), **PLAN)
    play.do("周靜", Act.NOTIFY, at("11:05"), press=True)
    return play


def concluded_product() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    return play


def told(play: Play, who: str, name: str) -> list[Notice]:
    return [notice for notice in play.said if notice.to == person(who).id and notice.name == name]


@pytest.mark.parametrize("decided", [concluded_product, notified_service])
@pytest.mark.parametrize("act", [Act.UPHOLD, Act.CHANGE])
def test_after_every_answer_to_an_appeal_the_complainant_has_her_buttons_and_her_deadline(
    decided: Callable[[], Play], act: Act
) -> None:
    play = decided()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="沒有說怎樣賠")
    play.said.clear()
    play.do("嚴主任", act, at("15:00"), text="調整值班，另派林助理")
    assert play.case.phase is Phase.ACKNOWLEDGING
    (result,) = told(play, "李小明", "result")
    assert [button.act for row in result.buttons for button in row] == [Act.ACKNOWLEDGE, Act.APPEAL]
    assert result.facts["until"] == at("15:00", "2026-11-26").isoformat()


def test_the_second_round_of_a_service_case_ends_with_the_window_too() -> None:
    play = notified_service()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="沒有說怎樣賠")
    play.do("嚴主任", Act.REMAND, at("14:10"), text="寫明賠什麼")
    play.do("趙主任", Act.REPLY, at("14:30"), departments=("logistics",), **PLAN)
    play.said.clear()
    play.do("周靜", Act.NOTIFY, at("14:35"), press=True)
    (result,) = told(play, "李小明", "result")
    assert result.facts["until"] == at("14:35", "2026-11-26").isoformat()
