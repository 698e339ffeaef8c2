"""What the regulation must not do to anybody: scenes found by reading it against the design; the open ones are marked."""

from datetime import datetime, timedelta

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person, product_form, service_form
from tests.unit.workflow.play import GROUP, Play, handled_product, posted_product, routed_service
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.events import DutyMissed
from workflow.fines import FineStatus
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.values import Absence


def away(who: str, deputy: str) -> Directory:
    """Everybody, with one of them away for the day and another in his place."""
    absence = Absence(
        person=person(who).id,
        deputy=person(deputy).id,
        starts_at=at("08:00"),
        ends_at=at("18:00"),
        registered_at=at("08:00"),
        accepted_at=at("08:01"),
    )
    return Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(absence,))


def plan_naming_others_afterwards() -> Play:
    """業務部 alone answers a service case, and says only afterwards, by button, that 物流部 is responsible."""
    play = routed_service("sales")
    play.do("黃美", Act.REPLY, at("10:40"), plan="道歉並改進")
    named = {"department": "sales", "departments": ("logistics",)}
    play.do("黃美", Act.NAME_RESPONSIBLE, at("10:41"), press=True, **named)
    play.ping(at("10:41"))
    return play


def statuses(play: Play) -> dict[str, FineStatus]:
    return {fine.department: fine.status for fine in play.case.fines.values()}


def owing(play: Play) -> set[str]:
    """The departments that still owe a reply."""
    return {duty.department for duty in play.case.open_duties(DutyKind.REPLY)}


def told_since(play: Play, count: int) -> set[tuple[str, int | None]]:
    return {(notice.name, notice.to) for notice in play.said[count:]}


# Duties that outlive their case


def test_nobody_is_fined_for_a_reply_that_the_closed_case_no_longer_takes() -> None:
    play = plan_naming_others_afterwards()
    with pytest.raises(Refusal, match="wrong_phase"):
        play.do("周靜", Act.NOTIFY, at("10:45"), press=True)
    play.do("馬力", Act.REPLY, at("11:00"), plan="重新培訓", departments=("logistics",))
    play.do("周靜", Act.NOTIFY, at("11:05"), press=True)
    play.do("李小明", Act.ACKNOWLEDGE, at("11:10"), press=True)
    play.judge(at("17:00"))
    assert statuses(play) == {}


def test_a_ruling_in_the_window_to_appeal_leaves_no_clock_behind_on_the_closed_case() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    play.reply("趙主任", at("11:10"), "orders")
    play.ping(at("11:10"))
    play.do("李小明", Act.ACKNOWLEDGE, at("11:20"), press=True)
    play.judge(at("17:00"))
    assert statuses(play) == {}


def test_a_complainant_is_not_notified_while_a_department_still_owes_its_plan() -> None:
    play = plan_naming_others_afterwards()
    assert play.case.phase is Phase.HANDLING


# The window to appeal


def test_an_appeal_that_was_accepted_is_not_closed_over() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    over = play.due(DutyKind.ACKNOWLEDGE)
    try:
        play.do("李小明", Act.APPEAL, over + timedelta(seconds=2), department="supervise", text="不合理")
    except Refusal:
        return  # as good: she is told that she is too late
    play.judge(over + timedelta(seconds=10))
    assert play.case.phase is Phase.APPEALING


def test_an_appeal_that_was_answered_is_not_asked_about_again() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"), "production")
    play.do("李小明", Act.APPEAL, at("11:10"), department="supervise", text="不合理")
    due = play.due(DutyKind.APPEAL)
    play.do("嚴主任", Act.UPHOLD, due + timedelta(seconds=2), text="維持")
    before = len(play.said)
    play.judge(due + timedelta(seconds=10))
    assert not {name for name, _ in told_since(play, before)} & {"appeal_request"}


# Replies in time that turn up late


def test_a_reply_in_time_that_turns_up_after_a_late_one_revokes_the_fine() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.reply("錢主管", at("14:10"))
    play.reply("錢主管", at("13:40"), now=at("14:20"))
    assert statuses(play)["production"] is FineStatus.REVOKED


def test_a_miss_that_was_taken_back_is_not_judged_and_announced_again() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.reply("孫主任", at("14:00"), "production")
    play.reply("錢主管", at("13:40"), "production", now=at("14:20"))
    assert statuses(play)["purchasing"] is FineStatus.REVOKED
    assert not [event for event in play.judge(at("14:30")) if isinstance(event, DutyMissed)]


def test_a_reply_in_parts_counts_from_its_last_part_in_whatever_order_they_turn_up() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.do("錢主管", Act.REPLY, at("13:55"), opinion="重做並換貨")
    play.do("錢主管", Act.REPLY, at("13:40"), now=at("14:30"), finding="烤漆溫度過低")
    assert statuses(play)["production"] is FineStatus.ISSUED


def test_a_department_named_by_a_ruling_that_turns_up_late_has_its_two_hours_from_then() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.reply("錢主管", at("13:40"), "orders", now=at("16:00"))
    assert play.due(DutyKind.REPLY, "orders") >= at("18:00")


def test_a_reply_of_the_first_round_that_turns_up_in_the_second_does_not_answer_it() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.do("李小明", Act.APPEAL, at("13:55"), department="supervise", text="沒人回覆")
    play.do("嚴主任", Act.REMAND, at("14:00"), text="重辦", departments=("production",))
    play.reply("錢主管", at("13:40"), "production", now=at("14:20"))
    assert owing(play) == {"production"}


# What a reply says, and for whom


def test_the_responsible_department_named_in_the_first_part_is_not_forgotten() -> None:
    play = handled_product()
    play.do("錢主管", Act.REPLY, at("11:00"), finding="烤漆溫度過低", departments=("production",))
    play.do("錢主管", Act.REPLY, at("11:05"), opinion="重做並換貨")
    assert owing(play) == set()


def test_a_reply_edited_to_name_the_responsible_department_releases_the_others() -> None:
    play = handled_product()
    play.reply("錢主管", at("11:00"))
    play.reply("錢主管", at("11:05"), "production")
    assert owing(play) == set()


def test_a_head_who_is_also_a_deputy_answers_for_his_own_department_first() -> None:
    play = handled_product()
    play.directory = away("錢主管", deputy="孫主任")
    play.reply("孫主任", at("11:00"), "purchasing")
    assert [ruling.department for ruling in play.case.rulings] == ["purchasing"]


# Between departments


def test_a_service_case_sent_back_to_the_department_that_disclaimed_is_owed_by_it_again() -> None:
    play = routed_service("logistics")
    play.do("趙主任", Act.DISCLAIM, at("10:30"), text="不是我們")
    play.do("周靜", Act.REASSIGN, at("10:35"), department="logistics", departments=("sales",))
    play.do("黃美", Act.DISCLAIM, at("10:40"), text="也不是我們")
    play.do("周靜", Act.REASSIGN, at("10:45"), department="sales", departments=("logistics",))
    assert owing(play) == {"logistics"}


def test_a_department_that_answers_after_its_claim_was_rejected_contradicts_nobody() -> None:
    play = routed_service("logistics")
    play.do("趙主任", Act.DISCLAIM, at("10:30"), text="不是我們")
    play.do("周靜", Act.REJECT_CLAIM, at("10:35"), department="logistics", text="是你們")
    play.do("趙主任", Act.REPLY, at("10:50"), plan="道歉並改進", departments=("logistics",))
    assert play.case.phase is Phase.NOTIFYING


# Misses that are lost


def test_a_withdrawal_after_the_due_time_does_not_save_from_the_fine() -> None:
    play = handled_product()
    play.do("李小明", Act.WITHDRAW, at("13:51:03"), text="已和客戶說好")
    play.judge(at("13:52"))
    assert len(play.case.fines) == 3


def test_asking_for_completion_does_not_undo_a_missed_routing() -> None:
    play = Play()
    play.file(service_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    play.judge(at("10:36"))
    play.do("周靜", Act.ASK_COMPLETION, at("10:40"), text="請補時間")
    play.do("李小明", Act.COMPLETE, at("10:41"), text="昨天下午三點")
    play.do("嚴主任", Act.ROUTE, at("10:41:30"), departments=("logistics",))
    assert owing(play) == {"logistics"}


# Doubts that must hold a fine


def saturday_handover() -> tuple[Play, datetime]:
    """Handed over on Saturday at 16:10: 110 of the 120 minutes are over that day, ten are left on Monday."""
    play = Play()
    play.file(product_form(), "李小明", at("14:00", "2026-11-28"))
    play.do("陳經理", Act.APPROVE, at("14:04", "2026-11-28"), press=True, revision=1)
    play.post(at("16:00", "2026-11-28"))
    play.do("王五", Act.PUBLISH, at("16:10", "2026-11-28"), text="烤漆→包裝→出貨")
    return play, play.due(DutyKind.REPLY, "production")


def test_a_ping_that_leaves_ten_working_minutes_of_two_hours_holds_the_fine() -> None:
    play, due = saturday_handover()
    play.ping(at("10:00", "2026-11-29"))
    play.judge(due + timedelta(minutes=1))
    assert set(statuses(play).values()) == {FineStatus.HELD}


def test_a_ping_at_once_holds_nothing_over_a_weekend() -> None:
    play, due = saturday_handover()
    play.ping(at("16:10", "2026-11-28"))
    play.judge(due + timedelta(minutes=1))
    assert set(statuses(play).values()) == {FineStatus.ISSUED}


# Nobody acts on her own case


def test_a_complainant_who_stands_in_for_her_manager_does_not_approve_her_own_complaint() -> None:
    play = Play(directory=away("陳經理", deputy="李小明"))
    play.file(product_form(), "李小明", at("10:00"))
    with pytest.raises(Refusal):
        play.do("李小明", Act.APPROVE, at("10:01"), press=True, revision=1)


def test_a_fined_head_who_stands_in_for_hr_does_not_waive_his_own_fine() -> None:
    play = handled_product()
    play.judge(at("13:52"))
    play.directory = away("周靜", deputy="趙主任")
    fine = play.fine("logistics").number
    with pytest.raises(Refusal):
        play.do("趙主任", Act.WAIVE, at("14:00"), fine=fine, text="不是我的錯")


def test_an_accused_vice_president_is_not_asked_to_approve_after_two_hours() -> None:
    play = Play()
    play.file(service_form(target="張副總"), "李小明", at("08:30"))
    play.judge(at("10:31"))
    assert ("approve_request", person("張副總").id) not in told_since(play, 0)
    with pytest.raises(Refusal):
        play.do("張副總", Act.RETURN, at("10:40"), text="不成立")


def test_the_head_of_an_accused_department_does_not_approve_the_complaint() -> None:
    play = Play()
    play.file(service_form(target="業務部"), "李小明", at("08:30"))
    with pytest.raises(Refusal):
        play.do("陳經理", Act.RETURN, at("08:40"), text="不成立")


def test_the_head_of_an_accused_department_does_not_judge_the_appeal() -> None:
    play = routed_service("logistics", target="監察部")
    play.do("趙主任", Act.REPLY, at("10:50"), plan="改進", departments=("logistics",))
    play.do("周靜", Act.NOTIFY, at("10:52"), press=True)
    play.do("李小明", Act.APPEAL, at("10:55"), department="supervise", text="不合理")
    assert play.case.appeal is not None
    assert play.case.appeal.judge != person("嚴主任").id


def test_a_form_revised_to_accuse_somebody_else_accuses_her() -> None:
    play = Play()
    play.file(service_form(target="那個人"), "李小明", at("08:30"))
    play.do("李小明", Act.NAME_TARGET, at("08:31"), press=True, departments=("logistics",))
    play.file(service_form(target="周靜"), "李小明", at("08:40"), case=1)
    play.do("陳經理", Act.APPROVE, at("08:41"), press=True, revision=2)
    play.post(at("08:42"))
    with pytest.raises(Refusal):
        play.do("周靜", Act.ACCEPT, at("08:43"), press=True)


def test_a_clear_target_is_not_replaced_by_another() -> None:
    play = Play()
    play.file(service_form(target="周靜"), "李小明", at("08:30"))
    with pytest.raises(Refusal):
        play.do("李小明", Act.NAME_TARGET, at("08:31"), press=True, departments=("logistics",))


# Complaints that wait for nobody


def test_who_has_to_approve_once_the_target_is_named_is_asked() -> None:
    play = Play()
    play.file(service_form(target="我們的頭"), "李小明", at("08:30"))
    before = len(play.said)
    play.do("李小明", Act.NAME_TARGET, at("08:31"), text="陳經理")
    assert ("approve_request", person("張副總").id) in told_since(play, before)


def test_a_returned_form_that_is_sent_again_unchanged_is_put_before_the_manager_again() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.RETURN, at("10:10"), text="請補照片")
    before = len(play.said)
    play.file(product_form(), "李小明", at("10:20"), case=1)
    assert ("approve_request", person("陳經理").id) in told_since(play, before)


def test_a_silent_proxy_is_told_on_to_the_superior() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("李小明", Act.ASK_PROXY, at("10:01"), press=True)
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    before = len(play.said)
    play.judge(at("10:40"))
    assert person("何主管").id in {to for _, to in told_since(play, before)}


def test_a_proxy_who_corrects_the_complainant_corrects_her_in_the_case() -> None:
    play = Play()
    play.file(product_form("黃美"), "吳小芳", at("10:00"))
    try:
        play.file(product_form("李小明"), "吳小芳", at("10:05"), case=1)
    except Refusal:
        return  # as good: a draft does not change hands
    assert play.case.complainant == person("李小明").id


# Held to be right, and kept so


def test_a_press_that_arrives_after_the_due_time_and_before_the_judgement_is_in_time() -> None:
    play = handled_product()
    play.reply("錢主管", at("13:00"), "production", "purchasing", "logistics")
    agreed = {"department": "purchasing", "departments": ("production",)}
    play.do("孫主任", Act.CONCUR, at("13:51:04"), press=True, **agreed)
    play.judge(at("13:52"))
    assert statuses(play) == {"logistics": FineStatus.ISSUED}


def test_a_message_of_the_due_second_is_in_time_and_one_second_later_is_fined() -> None:
    play = handled_product()
    play.reply("錢主管", at("13:51"), "purchasing")
    play.reply("趙主任", at("13:51:01"), "purchasing")
    play.judge(at("13:52"))
    assert statuses(play) == {"logistics": FineStatus.ISSUED, "purchasing": FineStatus.ISSUED}


def test_a_publication_sent_in_time_and_handled_late_starts_the_replies_at_its_own_time() -> None:
    play = posted_product()
    play.do("王五", Act.PUBLISH, at("10:30"), now=at("10:40"), text="烤漆→包裝→出貨")
    assert play.due(DutyKind.REPLY, "production") == at("14:00")
    assert not any(duty.late_start for duty in play.case.replies())


def test_a_second_delivery_of_a_post_starts_no_clock_again() -> None:
    play = posted_product()
    due = play.due(DutyKind.ACCEPT, "orders")
    play.post(at("10:30"))
    assert play.due(DutyKind.ACCEPT, "orders") == due
    assert play.case.post == (GROUP, 50)


def test_a_post_that_arrives_after_its_withdrawal_starts_no_clock() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.do("李小明", Act.WITHDRAW, at("10:05"), text="弄錯了")
    play.post(at("10:06"))
    assert play.case.open_duties() == ()
