"""The product complaint of the regulation (C01-C03, C08-C11, C26-C27), played without any machinery."""

import pytest

from tests.company import at, person, product_form
from tests.unit.workflow.play import Play, handled_product, posted_product, settling_without_form
from texts import Texts
from workflow import events as ev
from workflow.commands import ShowMore, Stimulus
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus, HoldReason
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import Penalty, PenaltyMode, Rules, Window


def test_an_ordinary_case_runs_from_the_form_to_the_acknowledgement() -> None:
    play = handled_product()
    assert play.case.number == "P-20261123-001"
    assert play.due(DutyKind.ACCEPT, "orders") == at("10:10")
    assert play.due(DutyKind.PUBLISH, "orders") == at("10:35")
    assert {play.due(DutyKind.REPLY, d) for d in ("production", "purchasing", "logistics")} == {at("13:51")}
    play.reply("錢主管", at("11:20"), "production")
    assert play.case.phase is Phase.ACKNOWLEDGING
    play.do("李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.ACKNOWLEDGED)
    assert not play.case.fines
    assert not play.case.open_duties()


def test_naming_ones_own_department_releases_the_others() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    endings = {duty.department: duty.ending for duty in play.case.replies()}
    assert endings == {
        "production": Ending.DONE, "purchasing": Ending.RELEASED, "logistics": Ending.RELEASED,
    }  # fmt: skip


def test_naming_only_another_department_releases_the_replier_alone() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    assert {d.department for d in play.case.open_duties(DutyKind.REPLY)} == {"purchasing", "logistics"}
    play.do("趙主任", Act.CONCUR, at("11:30"), press=True)
    play.reply("孫主任", at("11:40"), "purchasing")
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_a_department_that_is_no_party_owes_a_reply_from_when_it_is_named() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production", "orders")
    assert play.due(DutyKind.REPLY, "orders") == at("14:50")


def test_everybody_who_is_silent_is_fined_once_in_one_notice() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    assert {fine.department for fine in play.case.fines.values()} == {"purchasing", "logistics"}
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.ISSUED}
    assert len({fine.notice for fine in play.case.fines.values()}) == 1
    assert len({fine.number for fine in play.case.fines.values()}) == 2
    assert play.fine("logistics").person == person("趙主任").id
    assert play.judge(at("13:52")) == ()


def test_a_reply_at_the_very_second_is_in_time() -> None:
    play = handled_product()
    play.reply("錢主管", at("13:51"), "production")
    play.judge(at("13:51:05"))
    assert not play.case.fines


def test_a_reply_a_second_late_is_fined_though_it_was_read_before_the_judgement() -> None:
    play = handled_product()
    play.reply("錢主管", at("13:51:01"), "production")
    play.judge(at("13:51:05"))
    assert {fine.department for fine in play.case.fines.values()} == {"production", "purchasing", "logistics"}
    assert play.fine("production").minutes_late == 1


def test_a_press_counts_until_it_is_judged() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.do("趙主任", Act.CONCUR, at("13:51:03"), press=True)
    play.judge(at("13:51:05"))
    assert {fine.department for fine in play.case.fines.values()} == {"purchasing"}


def test_a_reply_in_time_that_turns_up_after_the_notice_revokes_the_fine() -> None:
    play = handled_product()
    play.judge(at("13:51:06"))
    play.reply("錢主管", at("13:50"), "production", now=at("13:53"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.REVOKED}
    assert not any(duty.is_late for duty in play.case.replies())
    assert play.case.phase is Phase.ACKNOWLEDGING


def test_a_late_reply_keeps_the_fine_and_says_how_late_it_was() -> None:
    play = handled_product()
    play.judge(at("13:51:06"))
    play.reply("趙主任", at("14:21:30"), "logistics")
    assert play.fine("logistics").minutes_late == 31
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.ISSUED}


def test_a_reply_over_two_messages_counts_at_its_last_part() -> None:
    play = handled_product()
    play.do("錢主管", Act.REPLY, at("13:40"), finding="溫度過低")
    assert play.case.duty(DutyKind.REPLY, "production").is_open
    play.do("孫強", Act.REPLY, at("13:51:01"), opinion="換貨", departments=("production",))
    assert play.case.duty(DutyKind.REPLY, "production").ended_late


def test_an_empty_reply_stops_no_clock() -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="reply_unfilled"):
        play.do("錢主管", Act.REPLY, at("11:00"), text="收到")
    assert len(play.case.open_duties(DutyKind.REPLY)) == 3


def test_when_the_half_hour_passes_unpublished_the_clocks_start_and_a_miss_is_held() -> None:
    play = posted_product()
    play.do("王五", Act.ACCEPT, at("10:07"), press=True)
    play.judge(at("10:35"))
    play.ping(at("10:35"))
    assert play.due(DutyKind.REPLY, "logistics") == at("14:05")
    play.do("王五", Act.PUBLISH, at("10:50"), text="烤漆→包裝")
    play.judge(at("14:05"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.HELD}
    assert play.fine("logistics").reasons == (HoldReason.HANDOVER_LATE,)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        ({"outages": (Window(starts_at=at("11:00"), ends_at=at("11:10")),)}, HoldReason.OUTAGE),
        ({"rules": Rules(penalty=Penalty(mode=PenaltyMode.CONFIRM))}, HoldReason.CONFIRM),
    ],
)
def test_doubt_holds_the_fine(spoil: dict[str, object], reason: HoldReason) -> None:
    play = handled_product()
    for name, value in spoil.items():
        setattr(play, name, value)
    play.judge(at("13:51"))
    assert play.fine("logistics").status is FineStatus.HELD
    assert play.fine("logistics").reasons == (reason,)


def test_a_department_that_was_never_told_is_not_fined() -> None:
    play = posted_product()
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆")
    play.judge(at("13:51"))
    assert play.fine("logistics").reasons == (HoldReason.PING_LATE,)


def test_a_message_that_could_not_be_read_holds_the_fines_of_its_time() -> None:
    play = handled_product()
    play.judge(at("13:51"), unread=(at("12:30"),))
    assert play.fine("logistics").reasons == (HoldReason.UNREAD,)


def test_hr_confirms_a_held_fine_or_drops_it() -> None:
    play = handled_product()
    play.judge(at("13:51"), unread=(at("12:30"),))
    play.do("周靜", Act.CONFIRM_FINE, at("14:00"), press=True, fine=play.fine("logistics").number)
    play.do("周靜", Act.DROP_FINE, at("14:01"), press=True, fine=play.fine("purchasing").number)
    assert play.fine("logistics").status is FineStatus.ISSUED
    assert play.fine("purchasing").status is FineStatus.DROPPED


def test_objection_and_its_judgement() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    number = play.fine("logistics").number
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("錢主管", Act.OBJECT, at("15:00"), text="不服", fine=number)
    play.do("趙主任", Act.OBJECT, at("15:00"), text="當時停電", fine=number)
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("周靜", Act.LIFT_FINE, at("15:10"), text="屬實", fine=number)
    play.do("嚴主任", Act.LIFT_FINE, at("15:10"), text="屬實", fine=number)
    assert play.fine("logistics").status is FineStatus.LIFTED


def test_an_objection_has_three_working_days() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    with pytest.raises(Refusal, match="objection_too_late"):
        play.do(
            "趙主任", Act.OBJECT, at("13:52", "2026-11-26"), text="晚了", fine=play.fine("logistics").number
        )


def test_a_waiver_after_payment_is_owed_back_until_the_money_is_returned() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    number = play.fine("logistics").number
    play.do("周靜", Act.MARK_PAID, at("15:00"), press=True, fine=number)
    play.do("周靜", Act.WAIVE, at("16:00"), text="查明停電", fine=number)
    assert play.fine("logistics").status is FineStatus.REFUND_OWED
    assert play.names().count("refund_owed") == 2
    play.do("許文", Act.MARK_REFUNDED, at("16:30"), press=True, fine=number)
    fine = play.fine("logistics")
    assert fine.status is FineStatus.REFUNDED
    assert (fine.changed_by, fine.note) == (person("周靜").id, "查明停電")
    assert (fine.refunded_by, fine.refunded_at) == (person("許文").id, at("16:30"))
    with pytest.raises(Refusal, match="fine_status"):
        play.do("周靜", Act.MARK_REFUNDED, at("16:31"), press=True, fine=number)


def test_the_last_department_may_not_disclaim() -> None:
    play = handled_product()
    play.do("錢主管", Act.DISCLAIM, at("11:00"), text="原料問題")
    play.do("孫主任", Act.DISCLAIM, at("11:10"), text="包裝問題")
    with pytest.raises(Refusal, match="last_department"):
        play.do("趙主任", Act.DISCLAIM, at("11:20"), text="不是我們")


def test_a_ruling_that_names_one_who_disclaimed_is_adjudicated_by_hr() -> None:
    play = handled_product()
    play.do("錢主管", Act.DISCLAIM, at("11:00"), text="原料問題")
    play.reply("孫主任", at("11:10"), "production")
    play.do("趙主任", Act.CONCUR, at("11:15"), press=True)
    assert play.case.phase is Phase.HANDLING
    assert play.due(DutyKind.ADJUDICATE, "hr") == at("11:45")
    play.do("周靜", Act.ADJUDICATE, at("11:30"), departments=("purchasing",))
    assert play.case.phase is Phase.ACKNOWLEDGING
    assert play.case.responsible() == ("purchasing",)


def test_silence_for_three_working_days_closes_without_objection() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    play.judge(at("11:20", "2026-11-26"))
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.UNOPPOSED)


def test_a_case_that_was_in_settlement_before_there_was_a_form_is_settled_offline() -> None:
    play = settling_without_form()
    play.do("周靜", Act.SETTLE_OFFLINE, at("16:00"), text="已換貨 40 箱")
    assert play.case.phase is Phase.CLOSED


def test_completion_stops_the_half_hour_and_the_rest_runs_on() -> None:
    play = posted_product()
    play.do("王五", Act.ASK_COMPLETION, at("10:15"), text="請補批號")
    assert play.case.phase is Phase.COMPLETING
    play.judge(at("11:00"))
    assert play.case.phase is Phase.COMPLETING
    play.do("李小明", Act.COMPLETE, at("11:00"), text="批號 A12")
    assert play.due(DutyKind.PUBLISH, "orders") == at("11:20")


def test_nobody_accepts_her_own_complaint() -> None:
    play = Play()
    play.file(product_form("王五"), "王五", at("10:00"))
    play.do("王總", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("王五", Act.ACCEPT, at("10:07"), press=True)
    play.do("林助理", Act.ACCEPT, at("10:07"), press=True)


def test_the_general_managers_own_complaint_needs_no_approval() -> None:
    play = Play()
    play.file(product_form("王總"), "王總", at("10:00"))
    assert play.case.phase is Phase.POSTING


def test_an_old_button_of_a_changed_draft_is_refused() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.file(product_form(settlement=True), "李小明", at("10:02"), case=1)
    with pytest.raises(Refusal, match="draft_changed"):
        play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=2)
    assert play.case.phase is Phase.POSTING


def test_a_returned_draft_comes_back() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.RETURN, at("10:03"), text="請寫批號", revision=1)
    assert play.case.phase is Phase.DRAFT
    play.file(product_form(settlement=True), "李小明", at("10:05"), case=1)
    play.do("陳經理", Act.APPROVE, at("10:06"), press=True, revision=2)
    assert play.case.number == "P-20261123-001"


def test_a_silent_manager_is_followed_by_the_vice_president() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    with pytest.raises(Refusal, match="not_entitled"):
        play.do("張副總", Act.APPROVE, at("10:30"), press=True)
    play.remind(at("10:30"))
    assert "reminder" in play.names()
    play.judge(at("13:30"))
    play.do("張副總", Act.APPROVE, at("13:31"), press=True)
    assert play.case.phase is Phase.POSTING


def test_proxy_filing_and_proxy_posting() -> None:
    play = Play()
    play.file(product_form(), "吳小芳", at("10:00"))
    assert (play.case.complainant, play.case.author) == (person("李小明").id, person("吳小芳").id)
    other = Play()
    other.file(product_form(), "李小明", at("10:00"))
    other.do("李小明", Act.ASK_PROXY, at("10:01"), press=True)
    other.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    assert not other.case.released
    other.judge(at("10:34"))
    other.do("李小明", Act.POST_MYSELF, at("10:40"), press=True)
    assert other.case.released


def test_filing_for_somebody_else_is_a_mistake_for_others() -> None:
    with pytest.raises(Refusal) as refused:
        Play().file(product_form("黃美"), "李小明", at("10:00"))
    assert refused.value.name == "form_mistakes"
    assert refused.value.facts["mistakes"] == [
        {"field": "complainant", "problem": "not_you", "quote": "黃美", "example": ""}
    ]


def test_withdrawal_ends_the_case_and_everything_owed() -> None:
    play = handled_product()
    play.do("李小明", Act.WITHDRAW, at("10:30"), text="客戶撤訴")
    assert play.case.outcome is Outcome.WITHDRAWN
    assert play.judge(at("13:51")) == ()


def test_a_second_press_hears_who_was_first() -> None:
    play = posted_product()
    play.do("王五", Act.ACCEPT, at("10:07"), press=True)
    with pytest.raises(Refusal) as refused:
        play.do("林助理", Act.ACCEPT, at("10:08"), press=True)
    assert refused.value.name == "already_done"
    assert (refused.value.facts["by"], refused.value.facts["at"]) == ("王五", at("10:07").isoformat())


def test_more_shows_only_what_the_person_may_do() -> None:
    play = handled_product()
    play.perform(
        ShowMore(case=1), Stimulus(now=at("10:30"), at=at("10:30"), actor=person("孫強").id, pressed=True)
    )
    acts = {button.act for row in play.said[-1].buttons for button in row}
    assert {Act.REPLY, Act.DISCLAIM} <= acts
    assert not acts & {Act.ACCEPT, Act.WITHDRAW, Act.APPROVE}


def test_reminders_come_at_four_fifths_and_then_every_half_hour_four_times() -> None:
    play = handled_product()
    duty = play.case.duty(DutyKind.REPLY, "logistics")
    assert duty.reminders == tuple(at(t) for t in ("11:57", "14:21", "14:51", "15:21", "15:51"))
    play.remind(at("15:25"))
    assert play.case.duty(DutyKind.REPLY, "logistics").reminded == 4
    assert isinstance(play.events[-1], ev.Reminded)


def test_a_reply_in_time_revokes_the_fine_even_after_the_case_is_closed() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "purchasing")
    play.judge(at("13:51"))
    play.do("周靜", Act.CONCLUDE, at("14:00"), text="以生產部意見為準")
    play.do("李小明", Act.ACKNOWLEDGE, at("14:10"), press=True)
    play.reply("趙主任", at("13:50"), "purchasing", now=at("15:00"))
    assert play.fine("logistics").status is FineStatus.REVOKED
    with pytest.raises(Refusal, match="wrong_phase"):
        play.reply("孫主任", at("13:52"), "purchasing", now=at("15:00"))


def test_a_joint_ruling_in_time_that_turns_up_late_frees_those_who_answered_late() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    play.reply("趙主任", at("14:00"), "purchasing")
    play.reply("錢主管", at("13:50"), "production", now=at("14:05"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.REVOKED}


def test_the_complainant_appeals_from_the_handling_only_after_a_miss() -> None:
    play = handled_product()
    with pytest.raises(Refusal, match="nothing_missed"):
        play.do("李小明", Act.APPEAL, at("11:00"), department="supervise", text="太慢")
    play.judge(at("13:51"))
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="太慢")
    assert play.case.phase is Phase.APPEALING


def test_a_reply_before_its_time_is_told_that_nobody_is_asked_yet() -> None:
    play = posted_product()
    with pytest.raises(Refusal, match="not_entitled") as refused:
        play.reply("孫主任", at("08:50"), "purchasing")
    assert (refused.value.facts["people"], refused.value.facts["phase"]) == ([], Phase.ACCEPTING)
    said = Texts().render("refused_not_entitled", refused.value.facts)
    assert "還沒有請部門回覆；我請您的部門回覆時，請再發一次。" in said


def test_who_is_refused_beside_her_own_department_reads_names_and_not_her_department() -> None:
    told = {"act": Act.MARK_IMPORTANT, "people": ["陳經理", "周靜"], "departments": ["業務部", "人力資源部"]}
    said = Texts().render("refused_not_entitled", {**told, "yours": "業務部", "phase": Phase.ACCEPTING})
    assert "這一步由陳經理、周靜" in said
    assert "業務部" not in said
