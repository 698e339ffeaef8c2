"""A press that can only be refused is refused at once: nobody writes a reason for what cannot be done."""

from collections.abc import Callable

import pytest

from tests.company import at, person
from tests.unit.workflow.play import Play, handled_product, routed_service
from tests.unit.workflow.test_between_departments import claimed
from tests.unit.workflow.test_second_round import remanded
from workflow.asking import NEEDS, needs_no_question
from workflow.commands import Ask, Do, Stimulus
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.rehearsing import STILL_TO_SAY, is_pending
from workflow.world import World


def asks(play: Play, who: str, act: Act, when: str, **about: str) -> None:
    stimulus = Stimulus(now=at(when), at=at(when), actor=person(who).id, pressed=True)
    play.perform(Ask(case=1, act=act, **about), stimulus)


def refusal_of(play: Play, who: str, act: Act) -> str:
    try:
        asks(play, who, act, "14:55")
    except Refusal as refusal:
        return refusal.name
    return ""


def last_open_department() -> Play:
    play = handled_product()
    play.do("錢主管", Act.DISCLAIM, at("11:00"), text="機器正常")
    play.do("趙主任", Act.DISCLAIM, at("11:10"), text="不是運輸造成")
    return play


def answered() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    return play


def in_round_two() -> Play:
    play = remanded("production")
    play.reply("錢主管", at("14:30"), "production")
    play.do("李小明", Act.APPEAL, at("14:40"), text="還是不服")
    return play


def decided_about() -> Play:
    play = claimed("logistics", "production")
    play.do("周靜", Act.REJECT_CLAIM, at("10:50"), text="送貨單是貴部的")
    return play


def concluded() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    return play


HOPELESS = [
    (last_open_department, "丁小玲", Act.DISCLAIM, "11:20", "last_department"),
    (answered, "錢主管", Act.DISCLAIM, "11:05", "not_owed"),
    (handled_product, "趙主任", Act.CONCUR, "11:05", "no_ruling"),
    (handled_product, "李小明", Act.APPEAL, "11:05", "nothing_missed"),
    (answered, "李小明", Act.WITHDRAW, "11:05", "replied_already"),
    (answered, "周靜", Act.CONCLUDE, "11:05", "nothing_missed"),
    (handled_product, "周靜", Act.CONCLUDE, "11:05", "no_ruling"),
    (handled_product, "周靜", Act.ADJUDICATE, "11:05", "nothing_to_adjudicate"),
    (decided_about, "周靜", Act.REASSIGN, "10:55", "nothing_claimed"),
    (decided_about, "周靜", Act.REJECT_CLAIM, "10:55", "nothing_claimed"),
    (decided_about, "馬力", Act.DISCLAIM, "10:55", "disclaimed_before"),
    (handled_product, "錢主管", Act.NAME_RESPONSIBLE, "11:05", "nothing_to_name"),
    (in_round_two, "王總", Act.REMAND, "14:50", "rounds_exhausted"),
    (concluded, "周靜", Act.CLEAR_SETTLEMENT, "11:05", "settlement_not_flagged"),
]  # fmt: skip


@pytest.mark.parametrize(("so_far", "who", "act", "when", "refused"), HOPELESS)
def test_what_no_words_can_bring_about_is_refused_before_they_are_asked_for(
    so_far: Callable[[], Play], who: str, act: Act, when: str, refused: str
) -> None:
    play = so_far()
    said, events = len(play.said), len(play.events)
    with pytest.raises(Refusal, match=refused):
        asks(play, who, act, when)
    assert (len(play.said), len(play.events)) == (said, events)


def test_a_mark_that_is_set_is_not_asked_a_reason_for_again() -> None:
    play = handled_product()
    play.do("周靜", Act.MARK_URGENT, at("10:30"), text="客戶在等")
    with pytest.raises(Refusal, match="marked_already"):
        asks(play, "周靜", Act.MARK_URGENT, "10:40")


def test_what_the_words_decide_is_asked_for() -> None:
    play = handled_product()
    for who, act in (("錢主管", Act.REPLY), ("錢主管", Act.DISCLAIM), ("李小明", Act.WITHDRAW)):
        asks(play, who, act, "11:00")
        assert play.said[-1].name == f"ask_{act}"
        assert len(play.case.rulings) + len(play.case.claims) == 0


@pytest.mark.parametrize("act", NEEDS)
def test_no_question_is_refused_for_what_it_asks(act: Act) -> None:
    """Whatever the phase, a question is put or one refusal given; the case stays as it is."""
    for play in (last_open_department(), answered(), in_round_two(), decided_about(), routed_service()):
        before = play.case
        refused = {refusal_of(play, who, act) for who in ("李小明", "錢主管", "周靜", "王總", "王五")}
        assert not refused & STILL_TO_SAY
        assert play.case == before


# 同意此結論


def at_once(play: Play, act: Act) -> Do | None:
    """What a press of 趙主任 does without a question."""
    stimulus = Stimulus(now=at("11:04"), at=at("11:04"), actor=person("趙主任").id)
    world = World(
        calendar=play.calendar, directory=play.directory, stimulus=stimulus, case_id=1, rules=play.rules
    )
    return needs_no_question(play.case, Ask(case=1, act=act), world)


def test_one_ruling_to_agree_with_needs_no_question() -> None:
    play = answered()
    act = at_once(play, Act.CONCUR)
    assert act == Do(case=1, act=Act.CONCUR, departments=("production",))


def test_several_rulings_or_none_are_asked_about() -> None:
    play = handled_product()
    assert at_once(play, Act.CONCUR) is None
    play.reply("錢主管", at("11:00"), "logistics")
    play.reply("孫主任", at("11:01"), "logistics")
    assert at_once(play, Act.CONCUR) is None
    asks(play, "趙主任", Act.CONCUR, "11:05")
    assert [one.choice for row in play.said[-1].buttons for one in row] == ["production", "purchasing"]


def test_other_acts_always_ask() -> None:
    assert at_once(answered(), Act.DISCLAIM) is None


# A question that is over


def pending(play: Play, who: str, act: Act, **about: str) -> bool:
    stimulus = Stimulus(now=at("14:55"), at=at("14:55"), actor=person(who).id)
    world = World(
        calendar=play.calendar, directory=play.directory, stimulus=stimulus, case_id=1, rules=play.rules
    )
    return is_pending(play.case, Do(case=1, act=act, **about), world)


def test_what_somebody_else_has_answered_waits_for_nobody_any_more() -> None:
    play = handled_product()
    assert pending(play, "孫強", Act.REPLY)
    play.reply("錢主管", at("11:00"), "purchasing")
    assert not pending(play, "孫強", Act.REPLY)
    assert not pending(play, "孫強", Act.DISCLAIM)
    assert pending(play, "趙主任", Act.REPLY)


def test_who_is_first_is_named_whatever_the_act() -> None:
    for so_far, who, act, name in (
        (answered(), "孫強", Act.DISCLAIM, "not_owed"),
        (decided_about(), "許文", Act.REASSIGN, "nothing_claimed"),
        (remanded("production"), "嚴主任", Act.UPHOLD, "already_done"),
    ):
        with pytest.raises(Refusal, match=name) as refused:
            asks(so_far, who, act, "14:50")
        assert refused.value.facts["by"]
        assert refused.value.facts["at"]


def test_a_lost_race_of_judges_says_what_the_first_decided() -> None:
    with pytest.raises(Refusal) as refused:
        asks(remanded("production"), "嚴主任", Act.UPHOLD, "14:50")
    assert refused.value.facts["act"] is Act.REMAND
