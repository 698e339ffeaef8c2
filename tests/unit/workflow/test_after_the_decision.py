"""Whoever a decision concerns is told of it: the complainant of her window, the departments of what becomes of theirs."""

from collections.abc import Callable

import pytest

from tests.company import at, person, product_form
from tests.unit.workflow.play import Play, handled_product, posted_product, routed_service
from texts import render
from workflow import views
from workflow.duties import DutyKind
from workflow.notices import Notice
from workflow.phases import Act, Phase
from workflow.values import Suspension
from workflow.world import Scene

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


# The departments, and who decided


def told_of(play: Play, who: str) -> list[dict[str, object]]:
    return [notice.facts for notice in told(play, who, "decision_told")]


def test_a_department_hears_of_the_appeal_without_its_reason_and_of_the_changed_ruling() -> None:
    play = notified_service()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="趙主任態度不好")
    (appealed,) = told_of(play, "趙主任")
    assert (appealed["what"], appealed["text"]) == ("Appealed", "")
    assert appealed["due_at"] == at("14:00", "2026-11-24").isoformat()
    play.do("嚴主任", Act.CHANGE, at("15:00"), text="調整值班，另派林助理")
    changed = told_of(play, "趙主任")[-1]
    assert (changed["what"], changed["text"]) == ("RulingChanged", "調整值班，另派林助理")


def test_the_judge_has_a_receipt_that_says_who_was_told_and_what_comes_next() -> None:
    play = concluded_product()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="外箱完好")
    play.do("嚴主任", Act.UPHOLD, at("15:00"), text="結論清楚")
    (receipt,) = told(play, "嚴主任", "decision_receipt")
    assert [one["name"] for one in receipt.facts["told"]] == ["錢主管"]
    assert receipt.facts["until"] == at("15:00", "2026-11-26").isoformat()


@pytest.mark.parametrize(("decided", "reason"), [(concluded_product, "請重新鑒定"), (notified_service, "")])
def test_the_call_of_a_second_round_says_so_and_why_where_the_group_may_read_it(
    decided: Callable[[], Play], reason: str
) -> None:
    play = decided()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="外箱完好")
    play.said.clear()
    play.do("嚴主任", Act.REMAND, at("14:10"), text="請重新鑒定")
    (call,) = [notice for notice in play.said if notice.name == "ping_reply"]
    assert (call.facts["round"], call.facts["reason"]) == (2, reason)
    assert call.facts["sent_back_by"]["name"] == "嚴主任"
    head = "錢主管" if reason else "趙主任"
    assert [facts["text"] for facts in told_of(play, head)] == ["請重新鑒定"]


def test_a_department_found_responsible_hears_it_and_who_found_so_does_not_hear_it_twice() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    play.reply("孫主任", at("11:10"), "production")
    play.reply("趙主任", at("11:20"), "production")
    play.do("周靜", Act.ADJUDICATE, at("11:30"), departments=("purchasing",), text="來料不合格")
    assert [(told["departments"], told["text"]) for told in told_of(play, "孫主任")] == [
        (["採購部"], "來料不合格")
    ]
    assert len(told(play, "周靜", "decision_receipt")) == 1
    assert not told_of(play, "周靜")


# The end, in the group


def closing(play: Play) -> list[Notice]:
    return [notice for notice in play.said if notice.name == "closed_in_group"]


def test_a_closed_case_ends_with_one_line_under_its_card() -> None:
    play = concluded_product()
    play.do("李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    (line,) = closing(play)
    assert (line.chat_id, line.reply_to) == play.case.post
    assert (line.facts["responsible"], line.facts["answer"]) == (["生產部"], "重做並換貨")
    assert (line.facts["to_result"], line.facts["seconds"]) == (True, 55 * 60)  # 10:05 to the result at 11:00


def test_time_in_which_nobody_had_to_work_on_it_is_not_counted_where_nobody_objected() -> None:
    play = concluded_product()
    play.judge(at("12:00", "2026-11-27"))
    (line,) = closing(play)
    assert (line.facts["outcome"], line.facts["seconds"]) == ("unopposed", 55 * 60)


def test_of_a_service_plan_and_of_what_is_said_about_it_the_closing_line_says_nothing() -> None:
    play = notified_service()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="沒有說怎樣賠")
    play.do("嚴主任", Act.CHANGE, at("15:00"), text="調整值班，另派林助理")
    play.do("李小明", Act.ACKNOWLEDGE, at("15:10"), press=True)
    (line,) = closing(play)
    assert line.facts["answer"] == ""
    assert "林助理" not in str(line.facts)


def test_where_the_group_was_told_of_the_withdrawal_or_never_saw_the_case_there_is_no_closing_line() -> None:
    play = handled_product()
    play.do("李小明", Act.WITHDRAW, at("10:30"), text="客戶已自行解決")
    assert not closing(play)
    draft = Play()
    draft.file(product_form(), "李小明", at("10:00"))
    draft.do("李小明", Act.CANCEL, at("10:01"), press=True)
    assert not closing(draft)


# What the card and HR's request say of a dispute


def card_of(play: Play) -> dict[str, object]:
    return views.status(play.case, Scene(calendar=play.calendar, directory=play.directory))


def line(play: Play, what: str) -> dict[str, object]:
    return next(one for one in card_of(play)["timeline"] if one["what"] == what)


def test_while_the_rulings_differ_nobody_is_shown_as_responsible_and_hr_reads_who_agreed_with_whom() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "purchasing")
    play.do("趙主任", Act.CONCUR, at("11:05"), press=True)
    play.reply("孫主任", at("11:10"), "logistics")
    assert card_of(play)["disputed"] is True
    (request,) = told(play, "周靜", "duty_adjudicate")
    assert request.facts["agreed"] == [{"department": "物流部", "with": "生產部"}]
    assert line(play, "Concurred")["departments"] == ["物流部", "生產部"]
    play.do("周靜", Act.ADJUDICATE, at("11:20"), departments=("purchasing",))
    assert card_of(play)["disputed"] is False


def test_the_card_says_what_became_of_a_claim_and_that_an_acceptance_was_late() -> None:
    play = routed_service()
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="是客服約錯時間")
    play.do("周靜", Act.REASSIGN, at("10:50"), departments=("service",))
    assert line(play, "ClaimSettled")["departments"] == ["客服部"]
    assert "late" not in line(play, "Accepted")
    late = posted_product()
    late.judge(at("10:11"))
    late.do("王五", Act.ACCEPT, at("10:15"), press=True)
    assert line(late, "Accepted")["late"] is True


def test_time_in_which_the_clock_stood_still_is_no_lateness() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    play.suspensions = (Suspension(id=1, starts_at=at("14:00"), ends_at=at("14:30"), reason="停電"),)
    play.reply("錢主管", at("14:51"), "purchasing")
    assert play.fine("production").minutes_late == 30


# 改判 that names who is responsible


def appealed_product() -> Play:
    """採購部 was late and is fined; 生產部 took the responsibility, and 物流部 is nowhere named."""
    play = handled_product()
    play.judge(at("13:51"))
    play.reply("錢主管", at("14:00"), "production")
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="是搬運時碰壞的")
    return play


def test_a_changed_ruling_that_names_departments_makes_them_responsible_as_a_decision_of_hr_would() -> None:
    play = appealed_product()
    play.said.clear()
    play.do("嚴主任", Act.CHANGE, at("15:00"), text="外箱變形，全部換貨", departments=("logistics",))
    case = play.case
    assert (case.responsible(), case.phase) == (("logistics",), Phase.ACKNOWLEDGING)
    reviewed = {case.fines[duty.subject].department for duty in case.open_duties(DutyKind.REVIEW_FINE)}
    assert reviewed == {"production", "purchasing"}, "whoever is cleared by it has her fine looked at again"
    (result,) = told(play, "李小明", "result")
    assert (result.facts["responsible"], result.facts["adjudged"]) == (["物流部"], True)
    assert [facts["departments"] for facts in told_of(play, "趙主任")] == [["物流部"]]
    assert [facts["departments"] for facts in told_of(play, "錢主管")] == [["物流部"]]
    (receipt,) = told(play, "嚴主任", "decision_receipt")
    assert (receipt.facts["departments"], receipt.facts["responsible"]) == (["物流部"], ["物流部"])
    status = views.status(case, Scene(calendar=play.calendar, directory=play.directory))
    assert status["adjudged"]
    shown = [one["found_later"] for one in status["departments"] if one["department"] == "物流部"]
    assert (shown, "物流部 未回覆，後定為責任部門" in render("status", status)) == ([True], True)


def test_a_changed_ruling_without_departments_leaves_the_responsibility_where_it_was() -> None:
    play = appealed_product()
    play.do("嚴主任", Act.CHANGE, at("15:00"), text="全部換貨")
    assert (play.case.responsible(), play.case.adjudged) == (("production",), None)
    (receipt,) = told(play, "嚴主任", "decision_receipt")
    assert (receipt.facts["departments"], receipt.facts["responsible"]) == ([], ["生產部"])


def test_the_flow_form_asks_the_heads_whom_the_changed_ruling_names() -> None:
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at("11:00"), "production")
    assert [duty.department for duty in play.case.open_duties(DutyKind.SIGN)] == ["production"]
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="是搬運時碰壞的")
    play.do("嚴主任", Act.CHANGE, at("15:00"), text="全部換貨", departments=("logistics",))
    assert [duty.department for duty in play.case.open_duties(DutyKind.SIGN)] == ["logistics"]
