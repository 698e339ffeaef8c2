"""The service complaint (C12-C16), 非本部門責任, and appeals (C28-C29), played without any machinery."""

from datetime import date

import pytest

from tests.company import at, person, service_form
from tests.unit.workflow.play import Play, handled_product, routed_service
from workflow.commands import ShowMore, Stimulus
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus, Ground
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal


def plan(play: Play, who: str, when: str, *responsible: str) -> None:
    play.do(who, Act.REPLY, at(when), plan="向客戶致歉並重新培訓", departments=responsible)


def test_an_ordinary_service_case() -> None:
    play = routed_service()
    assert play.case.number == "S-20261123-001"
    assert play.due(DutyKind.REPLY, "logistics") == at("13:51")
    plan(play, "趙主任", "11:00", "logistics")
    assert play.case.phase is Phase.NOTIFYING
    assert play.due(DutyKind.NOTIFY, "hr") == at("11:10")
    play.do("周靜", Act.NOTIFY, at("11:05"), press=True)
    play.do("李小明", Act.ACKNOWLEDGE, at("11:30"), press=True)
    assert play.case.outcome is Outcome.ACKNOWLEDGED


def test_hr_waits_for_the_last_plan() -> None:
    play = routed_service("logistics", "service")
    plan(play, "趙主任", "11:00", "logistics", "service")
    assert play.case.phase is Phase.HANDLING
    plan(play, "何主管", "11:20", "logistics", "service")
    assert play.due(DutyKind.NOTIFY, "hr") == at("11:30")


def test_the_plan_goes_to_hr_and_is_never_on_the_groups_card() -> None:
    play = routed_service("logistics", "service")
    plan(play, "趙主任", "11:00", "logistics", "service")
    hr = {person("周靜").id, person("許文").id}
    assert {n.to for n in play.said if n.name == "plan_received"} == hr
    before = len(play.said)
    plan(play, "何主管", "11:20", "logistics", "service")
    told = [(n.name, n.to) for n in play.said[before:] if n.to in hr]
    assert sorted(told) == sorted(("duty_notify", one) for one in hr), "the request quotes every plan"
    assert all("重新培訓" not in str(n.facts) for n in play.said if n.to is None)


def test_a_late_plan_is_fined_and_a_late_routing_is_not_the_departments_fault() -> None:
    play = routed_service()
    play.judge(at("13:51"))
    assert play.fine("logistics").status is FineStatus.ISSUED


def test_disclaiming_stops_the_clock_and_hr_moves_the_case_on() -> None:
    play = routed_service()
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="是客服約錯時間")
    assert not play.case.open_duties(DutyKind.REPLY)
    play.do("周靜", Act.REASSIGN, at("10:50"), departments=("service",))
    assert play.due(DutyKind.REPLY, "service") == at("14:20")


def test_a_rejected_claim_leaves_at_least_half_an_hour() -> None:
    play = routed_service()
    play.do("馬力", Act.DISCLAIM, at("13:45"), text="是客服約錯時間")
    play.do("周靜", Act.REJECT_CLAIM, at("13:55"), text="送貨屬物流")
    assert play.due(DutyKind.REPLY, "logistics") == at("14:25")
    with pytest.raises(Refusal, match="disclaimed_before"):
        play.do("馬力", Act.DISCLAIM, at("14:00"), text="真的不是")


def test_the_last_department_cannot_be_excused() -> None:
    play = routed_service()
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們")
    with pytest.raises(Refusal, match="last_department"):
        play.do("周靜", Act.EXCUSE, at("10:45"), press=True)


def test_supervision_steps_in_when_hr_is_late() -> None:
    play = Play()
    play.file(service_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("嚴主任", Act.ROUTE, at("10:20"), departments=("logistics",))
    play.judge(at("10:35"))
    play.do("嚴主任", Act.ROUTE, at("10:36"), departments=("logistics",))
    assert play.due(DutyKind.REPLY, "logistics") == at("14:06")


def test_a_complaint_about_hr_is_handled_by_supervision() -> None:
    play = Play()
    play.file(service_form(target="人力資源部"), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("周靜", Act.ACCEPT, at("10:06"), press=True)
    play.do("嚴主任", Act.ACCEPT, at("10:06"), press=True)


def test_the_accused_manager_does_not_approve() -> None:
    play = Play()
    play.file(service_form(target="陳經理"), "李小明", at("10:00"))
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.do("張副總", Act.APPROVE, at("10:04"), press=True)


def answered() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    return play


def test_an_appeal_upheld_and_the_next_one_is_final() -> None:
    play = answered()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="鑒定有誤")
    assert (play.case.phase, play.case.appeal.judge) == (Phase.APPEALING, person("嚴主任").id)
    assert play.due(DutyKind.APPEAL) == at("14:00", "2026-11-24")
    play.do("嚴主任", Act.UPHOLD, at("15:00"), text="鑒定無誤")
    assert play.case.phase is Phase.ACKNOWLEDGING
    play.do("李小明", Act.APPEAL, at("15:30"), department="administer", text="仍不服")
    assert play.case.appeal.judge == person("王總").id
    play.do("王總", Act.CHANGE, at("16:00"), text="全數換貨")
    with pytest.raises(Refusal, match="appeal_final"):
        play.do("李小明", Act.APPEAL, at("16:30"), department="supervise", text="還是不服")


def test_an_appeal_to_the_superior_goes_above_the_responsible_department() -> None:
    play = answered()
    play.do("李小明", Act.APPEAL, at("14:00"), department="superior", text="鑒定有誤")
    assert play.case.appeal.judge == person("王總").id


def test_a_remanded_case_runs_a_second_round_with_its_own_fines() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    play.reply("錢主管", at("14:00"), "production")
    play.do("李小明", Act.APPEAL, at("14:30"), department="supervise", text="敷衍")
    play.do("嚴主任", Act.REMAND, at("15:00"), text="重新鑒定", departments=("production",))
    play.ping(at("15:00"))
    assert play.case.round == 2
    assert play.due(DutyKind.REPLY, "production") == at("17:00")
    play.judge(at("17:00"))
    mine = [fine for fine in play.case.fines.values() if fine.department == "production"]
    assert [fine.round for fine in mine] == [1, 2]
    play.reply("錢主管", at("17:10"), "production")
    play.do("李小明", Act.APPEAL, at("17:20"), department="supervise", text="還是敷衍")
    with pytest.raises(Refusal, match="rounds_exhausted"):
        play.do("王總", Act.REMAND, at("17:30"), text="再來")


def test_a_silent_judge_is_followed_by_the_one_above() -> None:
    play = answered()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="鑒定有誤")
    play.judge(at("14:00", "2026-11-24"))
    play.do("王總", Act.UPHOLD, at("14:10", "2026-11-24"), text="維持")
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_a_conclusion_without_the_missing_reply_keeps_the_fine() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    with pytest.raises(Refusal, match="nothing_missed"):
        play.do("周靜", Act.CONCLUDE, at("11:30"), text="夠了")
    play.judge(at("13:51"))
    play.do("周靜", Act.CONCLUDE, at("14:00"), text="以生產部意見為準")
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert play.case.duty(DutyKind.REPLY, "logistics").ending is Ending.UNANSWERED
    assert play.fine("logistics").status is FineStatus.ISSUED


def test_hr_is_asked_about_a_fined_department_found_not_responsible() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.reply("孫主任", at("14:00"), "purchasing")
    asked = [n for n in play.said if n.name == "fine_review"]
    assert {n.facts["fine"]["department"] for n in asked} == {"物流部"}
    acts = [button.act for n in asked for row in n.buttons for button in row]
    assert set(acts) == {Act.RETAIN_FINE, Act.RESCIND_FINE}


def test_a_review_is_owed_by_hr_reminded_of_each_working_day_and_outlives_the_case() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.reply("孫主任", at("14:00"), "purchasing")
    number = play.fine("logistics").number
    (review,) = play.case.open_duties(DutyKind.REVIEW_FINE)
    assert (review.department, review.subject) == ("hr", number)
    asked = [n.to for n in play.said if n.name == "fine_review"]
    assert len(asked) == len(set(asked)) > 1
    play.do("李小明", Act.ACKNOWLEDGE, at("14:10"), press=True)
    assert play.case.phase is Phase.CLOSED
    for day in (24, 25):
        play.remind(at("14:00", date(2026, 11, day)))
    reminders = [n for n in play.said if n.name == "reminder"]
    assert len(reminders) == 2 * len(asked)
    assert [b.act for b in reminders[-1].buttons[0]] == [Act.RETAIN_FINE, Act.RESCIND_FINE]
    play.do("周靜", Act.RESCIND_FINE, at("14:05", date(2026, 11, 25)), press=True, fine=number)
    assert play.case.open_duties() == ()
    assert play.names().count("fine_review") == len(asked)


def test_a_service_ruling_asks_for_the_review_once_and_not_again_when_the_complainant_is_told() -> None:
    play = routed_service("logistics", "production")
    play.judge(at("14:00"))
    play.do("錢主管", Act.REPLY, at("14:22"), plan="重新送貨", departments=("production",))
    play.do("趙主任", Act.REPLY, at("14:23"), plan="同意", departments=("production",))
    asked = [n.to for n in play.said if n.name == "fine_review"]
    play.do("周靜", Act.NOTIFY, at("14:31"), press=True)
    assert len(asked) == len(set(asked)) > 1
    assert play.names().count("fine_review") == len(asked)


def test_another_ruling_takes_the_review_off_the_desk() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.reply("孫主任", at("14:00"), "purchasing")
    play.do("李小明", Act.APPEAL, at("14:30"), department="supervise", text="不服")
    play.do("嚴主任", Act.REMAND, at("14:40"), text="再查")
    assert play.case.open_duties(DutyKind.REVIEW_FINE) == ()


def test_what_waits_for_hr_about_fines_is_put_before_her_again_behind_more() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.reply("孫主任", at("14:00"), "purchasing")
    stimulus = Stimulus(now=at("15:00"), at=at("15:00"), actor=person("周靜").id, pressed=True)
    before = len(play.said)
    play.perform(ShowMore(case=1), stimulus)
    assert [n.name for n in play.said[before:]] == ["menu", "fine_review"]


def test_hr_keeps_the_fine_of_a_department_found_not_responsible_and_the_question_is_closed() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.reply("孫主任", at("14:00"), "purchasing")
    number = play.fine("logistics").number
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("周靜", Act.RETAIN_FINE, at("14:05"), fine=number)
    play.do("周靜", Act.RETAIN_FINE, at("14:05"), fine=number, text="兩小時內沒有任何回覆")
    assert play.fine("logistics").status is FineStatus.ISSUED
    assert play.fine("logistics").kept_reason == "兩小時內沒有任何回覆"
    told = next(n for n in play.said if n.name == "fine_retained")
    assert told.to == person("趙主任").id
    for act in (Act.RETAIN_FINE, Act.RESCIND_FINE):
        with pytest.raises(Refusal, match="fine_retained"):
            play.do("許文", act, at("14:06"), fine=number, text="再想想")
    asked = play.names().count("fine_review")
    play.do("李小明", Act.APPEAL, at("14:30"), department="supervise", text="不服")
    play.do("嚴主任", Act.UPHOLD, at("14:40"), text="維持")
    assert play.names().count("fine_review") == asked


def test_a_paid_fine_is_reviewed_too_and_rescinding_it_owes_the_money_back() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.do("周靜", Act.MARK_PAID, at("13:55"), press=True, fine=play.fine("logistics").number)
    play.reply("孫主任", at("14:00"), "purchasing")
    assert "fine_review" in play.names()
    play.do("周靜", Act.RESCIND_FINE, at("14:05"), press=True, fine=play.fine("logistics").number)
    fine = play.fine("logistics")
    assert (fine.status, fine.ground) == (FineStatus.REFUND_OWED, Ground.RULING)


def test_a_fine_that_the_ruling_does_not_clear_is_not_reviewed() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    number = play.fine("logistics").number
    with pytest.raises(Refusal, match="wrong_phase"):
        play.do("周靜", Act.RESCIND_FINE, at("13:55"), press=True, fine=number)
    play.reply("趙主任", at("14:00"), "logistics")
    with pytest.raises(Refusal, match="fine_not_reviewed"):
        play.do("周靜", Act.RESCIND_FINE, at("14:05"), press=True, fine=number)


def test_an_unclear_target_is_asked_and_a_named_manager_does_not_approve() -> None:
    play = Play()
    play.file(service_form(target="那個經理"), "李小明", at("10:00"))
    assert "ask_name_target" in play.names()
    play.do("李小明", Act.NAME_TARGET, at("10:01"), text="陳經理")
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("陳經理", Act.APPROVE, at("10:02"), press=True)
    play.do("張副總", Act.APPROVE, at("10:02"), press=True)


def test_an_excused_department_is_shown_as_such_and_the_last_one_still_cannot_be() -> None:
    play = routed_service("logistics", "service")
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們")
    play.do("周靜", Act.EXCUSE, at("10:45"), press=True, department="logistics")
    assert play.case.duty(DutyKind.REPLY, "logistics").ending is Ending.EXCUSED
    play.do("何主管", Act.DISCLAIM, at("10:50"), text="也不是我們")
    with pytest.raises(Refusal, match="last_department"):
        play.do("周靜", Act.EXCUSE, at("10:55"), press=True, department="service")


def test_a_ruling_that_names_an_excused_department_is_adjudicated() -> None:
    play = routed_service("logistics", "service")
    play.do("馬力", Act.DISCLAIM, at("10:40"), text="不是我們")
    play.do("周靜", Act.EXCUSE, at("10:45"), press=True, department="logistics")
    plan(play, "何主管", "11:00", "logistics")
    assert play.due(DutyKind.ADJUDICATE, "hr") == at("11:30")
