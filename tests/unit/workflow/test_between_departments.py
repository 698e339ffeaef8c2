"""處理中 beside the replies: agreeing, disclaiming, and what HR settles between the departments (C10, C14, Q08)."""

import pytest

from tests.company import at, person
from tests.unit.workflow.play import Play, handled_product, routed_service
from workflow import events as ev
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus
from workflow.phases import Act, Phase
from workflow.refusals import Refusal


def claimed(*departments: str) -> Play:
    """物流部 said at 10:40 that it has no part in it."""
    play = routed_service(*(departments or ("logistics", "production")))
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們送的")
    return play


def endings(play: Play) -> dict[str, Ending | None]:
    return {duty.department: duty.ending for duty in play.case.replies()}


# 同意此結論


def test_one_agrees_only_with_a_ruling_there_is() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    with pytest.raises(Refusal, match="no_ruling"):
        play.do("趙主任", Act.CONCUR, at("11:05"), departments=("purchasing",))
    with pytest.raises(Refusal, match="no_ruling"):
        play.do("趙主任", Act.CONCUR, at("11:05"), departments=("logistics",))
    play.do("趙主任", Act.CONCUR, at("11:06"), departments=("production",))
    concurred = next(one for one in play.events if isinstance(one, ev.Concurred))
    assert (concurred.department, concurred.ruling_of) == ("logistics", "production")


def test_with_several_rulings_one_says_which() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "logistics")
    play.reply("孫主任", at("11:01"), "logistics")
    with pytest.raises(Refusal, match="which_ruling") as refused:
        play.do("趙主任", Act.CONCUR, at("11:05"))
    assert refused.value.facts == {"departments": ["production", "purchasing"]}


def test_who_has_answered_neither_agrees_nor_disclaims() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    for act in (Act.CONCUR, Act.DISCLAIM):
        with pytest.raises(Refusal, match="not_owed") as refused:
            play.do("錢主管", act, at("11:05"), text="與我們無關", departments=("production",))
        assert refused.value.facts["by"] == "錢主管"
        assert refused.value.facts["at"] == at("11:00").isoformat()


def test_a_late_reply_to_a_case_that_is_over_is_refused_by_the_name_of_the_act() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    play.do("李小明", Act.ACKNOWLEDGE, at("11:30"), press=True)
    with pytest.raises(Refusal, match="wrong_phase") as refused:
        play.reply("趙主任", at("14:00"), "logistics")
    assert refused.value.facts == {"phase": Phase.CLOSED, "act": Act.REPLY}


def test_a_ruling_in_parts_releases_the_others_at_the_time_of_its_last_part() -> None:
    play = handled_product()
    play.do("孫強", Act.REPLY, at("13:52"), finding="溫度過低")
    play.do("錢主管", Act.REPLY, at("13:40"), now=at("13:53"), opinion="重做", departments=("production",))
    assert {
        duty.department: (duty.ended_at, duty.ended_late) for duty in play.case.replies()
    } == dict.fromkeys(("production", "purchasing", "logistics"), (at("13:52"), True))


def test_a_whole_reply_counts_at_its_own_time_though_a_later_part_was_read_before_it() -> None:
    """It was typed under nothing at 13:40; which case it answers is said at 14:02."""
    play = handled_product()
    play.judge(at("13:51"))
    play.do("孫強", Act.REPLY, at("13:55"), opinion="重做")
    play.reply("錢主管", at("13:40"), "production", now=at("14:02"))
    assert {(duty.ending, duty.is_late) for duty in play.case.replies()} == {
        (Ending.DONE, False),
        (Ending.RELEASED, False),
    }
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.REVOKED}


# 非本部門責任


def test_a_department_disclaims_with_a_reason_and_once() -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("錢主管", Act.DISCLAIM, at("11:00"), text=" ")
    play.do("錢主管", Act.DISCLAIM, at("11:00"), text=" 原料問題 ")
    claim = play.case.claim_of("production")
    assert claim is not None
    assert (claim.reason, claim.at) == ("原料問題", at("11:00"))
    assert endings(play)["production"] is Ending.DISCLAIMED
    with pytest.raises(Refusal, match="not_owed"):
        play.do("孫強", Act.DISCLAIM, at("11:01"), text="原料問題")


def test_a_rejected_claim_is_not_made_again() -> None:
    play = claimed()
    play.do("周靜", Act.REJECT_CLAIM, at("10:50"), department="logistics", text="單據上是貴部門")
    with pytest.raises(Refusal, match="disclaimed_before"):
        play.do("馬力", Act.DISCLAIM, at("10:55"), text="不是我們送的")


def test_of_a_product_case_somebody_always_owes_a_ruling() -> None:
    play = handled_product()
    play.do("錢主管", Act.DISCLAIM, at("11:00"), text="原料問題")
    play.do("孫主任", Act.DISCLAIM, at("11:01"), text="工藝問題")
    with pytest.raises(Refusal, match="last_department"):
        play.do("趙主任", Act.DISCLAIM, at("11:02"), text="與運輸無關")


# What HR settles


def test_hr_has_half_an_hour_to_settle_a_claim_and_supervision_is_asked_after_it() -> None:
    play = claimed()
    assert play.due(DutyKind.SETTLE_CLAIM, "logistics") == at("11:10")
    play.judge(at("11:10"))
    asked = [notice for notice in play.said if notice.name == "duty_settle_claim"]
    assert {notice.to for notice in asked} == {person(name).id for name in ("周靜", "許文", "嚴主任")}


def test_a_claim_moved_to_a_department_that_owes_already_leaves_that_ones_time_alone() -> None:
    play = claimed()
    play.do("周靜", Act.REASSIGN, at("10:51"), department="logistics", departments=("production", "sales"))
    assert play.due(DutyKind.REPLY, "production") == at("13:51")
    assert play.due(DutyKind.REPLY, "sales") == at("14:21")
    assert endings(play) == {"logistics": Ending.DISCLAIMED, "production": None, "sales": None}
    assert not play.case.open_duties(DutyKind.SETTLE_CLAIM)


def test_a_claim_is_moved_to_somebody_else_who_is_known() -> None:
    play = claimed()
    with pytest.raises(Refusal, match="moved_to_itself") as refused:
        play.do("周靜", Act.REASSIGN, at("10:51"), department="logistics", departments=("logistics", "sales"))
    assert refused.value.facts == {"department": "物流部"}
    with pytest.raises(Refusal, match="departments_unknown") as unknown:
        play.do("周靜", Act.REASSIGN, at("10:51"), department="logistics", departments=("nowhere", "sales"))
    assert unknown.value.facts == {"names": ["nowhere"]}
    with pytest.raises(Refusal, match="departments_unknown"):
        play.do("周靜", Act.REASSIGN, at("10:51"), department="logistics")


def test_hr_settles_the_claim_it_names_and_no_other() -> None:
    play = claimed("logistics", "production", "sales")
    play.do("孫強", Act.DISCLAIM, at("10:45"), text="也不是我們")
    play.do("周靜", Act.EXCUSE, at("10:50"), department="production")
    assert endings(play) == {"logistics": Ending.DISCLAIMED, "production": Ending.EXCUSED, "sales": None}
    with pytest.raises(Refusal, match="nothing_claimed"):
        play.do("周靜", Act.EXCUSE, at("10:51"), department="production")
    play.do("周靜", Act.REJECT_CLAIM, at("10:52"), text="單據上是貴部門")
    assert endings(play)["logistics"] is None


@pytest.mark.parametrize(("rejected", "due"), [("10:50", "14:01"), ("13:45", "15:26")])
def test_a_rejected_claim_has_the_time_that_was_left_from_the_rejection(rejected: str, due: str) -> None:
    """19 minutes were used when it was made at 10:40: an hour and 41 minutes are left."""
    play = claimed()
    play.do("周靜", Act.REJECT_CLAIM, at(rejected), department="logistics", text="單據上是貴部門")
    assert play.due(DutyKind.REPLY, "logistics") == at(due)


def test_where_less_than_half_an_hour_was_left_there_is_half_an_hour() -> None:
    play = routed_service("logistics", "production")
    play.do("馬力", Act.DISCLAIM, at("13:50"), text="不是我們送的")
    play.do("周靜", Act.REJECT_CLAIM, at("14:00"), department="logistics", text="單據上是貴部門")
    assert play.due(DutyKind.REPLY, "logistics") == at("14:30")


def test_a_plan_in_time_after_the_claim_was_rejected_takes_no_earlier_miss_back() -> None:
    """物流部 missed 13:51, then said that it has no part in it, and has until 14:40 again; its plan of 14:30 is read late."""
    play = routed_service("logistics")
    play.judge(at("13:51"))
    play.do("馬力", Act.DISCLAIM, at("14:00"), text="不是我們送的")
    play.do("周靜", Act.REJECT_CLAIM, at("14:10"), text="單據上是貴部門")
    assert play.due(DutyKind.REPLY, "logistics") == at("14:40")
    play.judge(at("14:40"))
    play.do("趙主任", Act.REPLY, at("14:30"), now=at("14:45"), plan="明日補送", departments=("logistics",))
    duty = play.case.duty(DutyKind.REPLY, "logistics")
    assert duty is not None
    assert (duty.is_late, duty.ended_at) == (False, at("14:30"))
    assert play.fine("logistics").status is FineStatus.ISSUED


@pytest.mark.parametrize("judged_again", [False, True])
def test_a_plan_in_time_for_the_miss_that_was_fined_revokes_the_fine_though_more_time_was_given_since(
    *, judged_again: bool
) -> None:
    """物流部 has until 14:40 after its claim; then its plan of 13:30, before the miss of 13:51, is read."""
    play = routed_service("logistics")
    play.judge(at("13:51"))
    play.do("馬力", Act.DISCLAIM, at("14:00"), text="不是我們送的")
    play.do("周靜", Act.REJECT_CLAIM, at("14:10"), text="單據上是貴部門")
    if judged_again:
        play.judge(at("14:41"))
    play.do("趙主任", Act.REPLY, at("13:30"), now=at("14:45"), plan="明日補送", departments=("logistics",))
    assert play.fine("logistics").status is FineStatus.REVOKED


def test_a_plan_in_time_that_is_read_after_a_later_one_revokes_the_fine_and_is_no_second_plan() -> None:
    play = routed_service("logistics")
    play.judge(at("13:51"))
    play.do("馬力", Act.DISCLAIM, at("14:00"), text="不是我們送的")
    play.do("周靜", Act.REJECT_CLAIM, at("14:10"), text="單據上是貴部門")
    play.do("趙主任", Act.REPLY, at("14:20"), plan="明日補送", departments=("logistics",))
    play.do("馬力", Act.REPLY, at("13:30"), now=at("14:45"), plan="今日補送", departments=("logistics",))
    assert play.fine("logistics").status is FineStatus.REVOKED
    assert [ruling.plan for ruling in play.case.rulings] == ["明日補送"]


def test_a_plan_given_after_the_claim_is_not_owed_again_when_the_claim_is_rejected() -> None:
    play = claimed("logistics")
    play.do("趙主任", Act.REPLY, at("10:45"), plan="明日補送", departments=("logistics",))
    play.do("周靜", Act.REJECT_CLAIM, at("10:50"), text="單據上是貴部門")
    assert endings(play) == {"logistics": Ending.DONE}
    assert play.case.phase is Phase.NOTIFYING
    (told,) = [notice for notice in play.said if notice.name == "claim_settled"]
    assert told.facts["answered"] is True
    play.judge(at("15:30"))
    assert not play.case.fines


def test_a_department_that_has_answered_answers_the_claim_moved_to_it_by_another_plan() -> None:
    play = routed_service("logistics", "production")
    play.do("錢主管", Act.REPLY, at("10:30"), plan="道歉")
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們送的")
    play.do("周靜", Act.REASSIGN, at("10:50"), departments=("production",))
    play.do("錢主管", Act.REPLY, at("11:00"), plan="道歉，並補送", departments=("production",))
    assert endings(play)["production"] is Ending.DONE
    assert [ruling.plan for ruling in play.case.rulings] == ["道歉，並補送"]
    play.judge(at("15:30"))
    assert not play.case.fines


# 裁定 and 以現有回覆結論


def test_rulings_that_disagree_are_adjudicated_within_half_an_hour() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    play.reply("孫主任", at("11:10"), "production")
    with pytest.raises(Refusal, match="nothing_to_adjudicate"):
        play.do("周靜", Act.ADJUDICATE, at("11:15"), departments=("production",))
    play.do("趙主任", Act.CONCUR, at("11:20"), departments=("production",))
    (duty,) = play.case.open_duties(DutyKind.ADJUDICATE)
    assert duty.due_at == at("11:50")
    play.do("周靜", Act.ADJUDICATE, at("11:30"), departments=("purchasing", "purchasing"))
    assert (play.case.adjudged, play.case.phase) == (("purchasing",), Phase.ACKNOWLEDGING)


def test_hr_concludes_only_after_a_miss_and_on_what_was_ruled() -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="no_ruling"):
        play.do("周靜", Act.CONCLUDE, at("11:00"), text="先結")
    play.reply("錢主管", at("11:10"), "purchasing")
    with pytest.raises(Refusal, match="nothing_missed"):
        play.do("周靜", Act.CONCLUDE, at("11:20"), text="先結")
    play.judge(at("13:51"))
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("周靜", Act.CONCLUDE, at("14:00"))
    play.do("周靜", Act.CONCLUDE, at("14:00"), text="以生產部意見為準")
    assert endings(play) == {
        "production": Ending.DONE, "purchasing": Ending.UNANSWERED, "logistics": Ending.UNANSWERED,
    }  # fmt: skip
    assert play.case.phase is Phase.ACKNOWLEDGING
