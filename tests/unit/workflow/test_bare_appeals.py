"""An appeal without a reason (C28): asked for one, once; it keeps its time, and no window runs out over the question."""

import pytest

from tests.company import at
from tests.unit.workflow.play import Play, handled_product, posted_product
from workflow.events import AppealBegun, Appealed
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal


def begun() -> Play:
    """李小明 has the result since 11:20, and appeals at 11:23 with one word."""
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    play.do("李小明", Act.APPEAL, at("11:23"), department="supervise", text="不服", bare=True)
    return play


def appealed(play: Play) -> Appealed:
    return next(event for event in reversed(play.events) if isinstance(event, Appealed))


def test_one_word_is_asked_about_and_no_judge_hears_of_it_yet() -> None:
    play = begun()
    assert play.case.phase is Phase.ACKNOWLEDGING
    asked = play.said[-1]
    assert (asked.name, asked.question, asked.asked) == ("appeal_begun", Act.APPEAL, asked.to)
    assert asked.facts["until"] == at("11:20", "2026-11-26").isoformat()
    assert "appeal_request" not in {notice.name for notice in play.said}


@pytest.mark.parametrize(
    ("further", "reason"), [("外箱完好，不是運輸碰傷", "不服\n外箱完好，不是運輸碰傷"), ("不服", "不服")]
)
def test_the_second_answer_stands_whatever_it_says_and_the_appeal_keeps_its_time(
    further: str, reason: str
) -> None:
    play = begun()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text=further, bare=further == "不服")
    assert play.case.phase is Phase.APPEALING
    assert (appealed(play).at, appealed(play).reason, appealed(play).body) == (
        at("11:23"),
        reason,
        "supervise",
    )
    assert play.case.appeal_begun is None


def test_another_body_may_be_chosen_with_the_reason() -> None:
    play = begun()
    play.do("李小明", Act.APPEAL, at("14:00"), department="superior", text="外箱完好")
    assert (appealed(play).body, appealed(play).at) == ("superior", at("11:23"))


def test_at_the_end_of_the_window_it_stands_with_the_words_given() -> None:
    play = begun()
    play.judge(at("11:20:05", "2026-11-26"))
    assert play.case.phase is Phase.APPEALING
    assert (appealed(play).at, appealed(play).reason) == (at("11:23"), "不服")
    assert appealed(play).by == play.case.complainant
    assert play.case.outcome is None
    assert [notice.name for notice in play.said].count("appeal_request") == 1


def test_a_reason_given_in_time_but_read_after_the_window_counts() -> None:
    play = begun()
    play.do("李小明", Act.APPEAL, at("11:20:03", "2026-11-26"), department="supervise", text="外箱完好")
    assert appealed(play).reason == "不服\n外箱完好"


def test_the_general_manager_decides_nothing_over_an_appeal_that_is_begun() -> None:
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at("11:20"), "production")
    play.do("錢主管", Act.SIGN_FORM, at("11:21"), press=True, revision=1)
    play.do("張副總", Act.WRITE_OPINION, at("11:22"), revision=1, text="換 40 箱")
    play.do("李小明", Act.APPEAL, at("11:23"), department="supervise", text="不服", bare=True)
    assert play.case.flow is not None
    with pytest.raises(Refusal, match="money_suspended") as refused:
        play.do("王總", Act.AGREE, at("11:24"), press=True, revision=play.case.flow.revision)
    assert refused.value.facts == {"phase": Phase.APPEALING, "act": Act.AGREE}
    play.do("李小明", Act.APPEAL, at("11:30"), department="supervise", text="外箱完好")
    assert play.case.phase is Phase.APPEALING


def test_it_stands_when_a_ruling_that_is_read_late_takes_the_result_back() -> None:
    """物流部's of 11:10 is placed at 11:40 and blames another department."""
    play = begun()
    play.reply("趙主任", at("11:10"), "purchasing", now=at("11:40"))
    assert play.case.phase is Phase.APPEALING
    assert (appealed(play).at, appealed(play).reason) == (at("11:23"), "不服")


def test_who_agrees_after_all_has_appealed_nothing() -> None:
    play = begun()
    play.do("李小明", Act.ACKNOWLEDGE, at("11:30"))
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.ACKNOWLEDGED)
    assert not [event for event in play.events if isinstance(event, Appealed)]


def test_before_there_is_a_result_no_window_could_make_it_stand_so_it_stands_at_once() -> None:
    play = handled_product()
    play.judge(at("13:51:05"))
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="不服", bare=True)
    assert play.case.phase is Phase.APPEALING
    assert not [event for event in play.events if isinstance(event, AppealBegun)]


def test_after_the_window_one_word_begins_nothing() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    with pytest.raises(Refusal, match="window_over"):
        play.do(
            "李小明", Act.APPEAL, at("11:21", "2026-11-26"), department="supervise", text="不服", bare=True
        )
