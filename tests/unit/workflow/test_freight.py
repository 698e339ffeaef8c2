"""支出證明 in the pure regulation (C34-C41, Q35-Q38): from draft to 銷帳, and everything that must be refused."""

import pytest

from tests.company import CALENDAR, PEOPLE, at, directory, person
from tests.unit.workflow.freight_play import (
    SPLIT,
    V1,
    V2,
    drafted,
    paid,
    payable,
    press,
    ruled,
    signed_by_heads,
    voucher,
    wish,
)
from tests.unit.workflow.play import Play, posted_product, settling_without_form
from workflow.commands import Ask, ShowMore, Stimulus
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.values import Absence, Position
from workflow.voucher_sheet import voucher_sheet
from workflow.vouchers import Bearing, VoucherStatus, apportioned, equal_bearings
from workflow.world import Scene

SCENE = Scene(calendar=CALENDAR, directory=directory())


def refused(play: Play, who: str, act: Act, when: str, **more: object) -> Refusal:
    before = play.case
    with pytest.raises(Refusal) as caught:
        press(play, who, act, at(when), **more)  # type: ignore[arg-type]
    assert play.case == before
    return caught.value


def owed(play: Play) -> set[tuple[DutyKind, str]]:
    return {(duty.kind, duty.department) for duty in play.case.open_duties() if duty.subject}


def told(play: Play, name: str) -> list[int | None]:
    return [notice.to for notice in play.said if notice.name == name]


def test_a_voucher_goes_from_draft_to_write_off() -> None:
    play = drafted()
    assert voucher(play).status is VoucherStatus.SIGNING
    assert owed(play) == {(DutyKind.VOUCHER_SIGN, "logistics"), (DutyKind.VOUCHER_SIGN, "production")}
    signed_by_heads(play)
    assert owed(play) == {(DutyKind.VOUCHER_COUNTERSIGN, "orders")}
    press(play, "林助理", Act.COUNTERSIGN_VOUCHER, at("11:45"))
    assert owed(play) == {(DutyKind.VOUCHER_PAY, "finance")}
    press(play, "金會計", Act.PAY_VOUCHER, at("14:00"), text="收據 0815")
    assert owed(play) == {(DutyKind.VOUCHER_KEEP, "hr")}
    assert voucher(play).balance == 120_050
    press(play, "周靜", Act.KEEP_SHARE, at("15:00"), department="logistics")
    assert voucher(play).balance == 36_015
    press(play, "周靜", Act.KEEP_SHARE, at("15:01"), department="production")
    assert owed(play) == {(DutyKind.VOUCHER_WRITE_OFF, "finance")}
    press(play, "金會計", Act.WRITE_OFF_VOUCHER, at("16:00"))
    assert voucher(play).status is VoucherStatus.WRITTEN_OFF
    assert owed(play) == set()


def test_whoever_has_to_do_something_is_asked_and_nobody_else() -> None:
    play = paid()
    assert told(play, "duty_voucher_sign") == [person("趙主任").id, person("錢主管").id]
    assert told(play, "duty_voucher_countersign") == [person("王五").id, person("林助理").id]
    assert told(play, "duty_voucher_pay") == [person("金會計").id]
    assert told(play, "duty_voucher_keep") == [person("周靜").id, person("許文").id]


def test_the_order_follower_is_invited_once_it_is_fixed_who_is_responsible() -> None:
    assert told(ruled(), "voucher_invited") == [person("吳小芳").id]
    assert told(ruled(settlement=False), "voucher_invited") == []


def test_a_voucher_needs_a_return_and_a_responsible_department() -> None:
    play = ruled(settlement=False)
    with pytest.raises(Refusal, match="freight_not_ready"):
        drafted(play)


def test_nobody_but_the_order_follower_drafts() -> None:
    with pytest.raises(Refusal, match="not_entitled"):
        ruled().do("何主管", Act.DRAFT_VOUCHER, at("11:30"), freight=wish())


def test_without_shares_the_responsible_departments_bear_it_equally() -> None:
    play = drafted(bearings=())
    assert voucher(play).freight.bearings == equal_bearings(("logistics", "production"))


def test_every_mistake_is_named_at_once_and_what_was_typed_comes_back() -> None:
    wrong = wish(
        2_000_000_000,
        bearings=(SPLIT[0], Bearing(department="moon", percent=29)),
        payee="",
        reason="長" * 301,
    )
    with pytest.raises(Refusal) as caught:
        ruled().do("吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wrong, typed="金額：很多")
    problems = [(one["field"], one["problem"]) for one in caught.value.facts["mistakes"]]  # type: ignore[attr-defined]
    assert problems == [
        ("amount", "too_large"),
        ("payee", "missing"),
        ("reason", "too_long"),
        ("bearings", "unknown_department"),
        ("bearings", "not_whole"),
    ]
    assert caught.value.facts["typed"] == "金額：很多"


@pytest.mark.parametrize("amount", [0, -1, -120_050])
def test_an_amount_of_nothing_or_less_is_a_mistake(amount: int) -> None:
    with pytest.raises(Refusal, match="not_positive"):
        ruled().do("吳小芳", Act.DRAFT_VOUCHER, at("11:30"), freight=wish(amount))


def test_a_change_after_a_signature_starts_the_chain_again() -> None:
    play = payable()
    old = voucher(play).revision
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("13:40"), freight=wish(130_000))
    assert voucher(play).status is VoucherStatus.SIGNING
    assert voucher(play).signatures == ()
    assert refused(play, "趙主任", Act.SIGN_VOUCHER, "13:41", revision=old).name == "voucher_changed"
    assert refused(play, "金會計", Act.PAY_VOUCHER, "13:42", revision=old, text="付").name == "voucher_status"
    signed_by_heads(play)
    assert owed(play) == {(DutyKind.VOUCHER_COUNTERSIGN, "orders")}


def test_a_change_back_does_not_bring_the_signatures_back() -> None:
    play = signed_by_heads(drafted())
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("13:40"), freight=wish(130_000))
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("13:41"), freight=wish())
    assert voucher(play).unsigned() == ("logistics", "production")


def test_a_change_of_nothing_leaves_the_signatures() -> None:
    play = signed_by_heads(drafted())
    assert refused(play, "吳小芳", Act.EDIT_VOUCHER, "13:40", freight=wish()).name == "voucher_same"


def test_a_head_who_disagrees_gives_it_back_and_it_may_come_again_unchanged() -> None:
    play = drafted()
    press(play, "趙主任", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    press(play, "錢主管", Act.RETURN_VOUCHER, at("11:41"), text="不是本部門的錯")
    assert voucher(play).status is VoucherStatus.RETURNED
    assert owed(play) == {(DutyKind.VOUCHER_MEND, "")}
    assert told(play, "duty_voucher_mend") == [person("吳小芳").id]
    assert refused(play, "趙主任", Act.SIGN_VOUCHER, "11:42").name == "voucher_status"
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("13:40"), freight=wish())
    assert voucher(play).revision == 2
    signed_by_heads(play)


def test_giving_it_back_needs_a_reason() -> None:
    assert refused(drafted(), "錢主管", Act.RETURN_VOUCHER, "11:41", text=" ").name == "reason_missing"


def test_a_second_press_says_who_was_first_and_when() -> None:
    play = paid()
    again = refused(play, "金會計", Act.PAY_VOUCHER, "14:01", text="再付一次")
    assert (again.name, again.facts["by"]) == ("already_done", "金會計")
    assert again.facts["at"] == at("14:00").isoformat()
    signed = refused(play, "趙主任", Act.SIGN_VOUCHER, "14:02", department="logistics")
    assert (signed.name, signed.facts["by"]) == ("already_done", "趙主任")
    press(play, "周靜", Act.KEEP_SHARE, at("15:00"), department="logistics")
    kept = refused(play, "許文", Act.KEEP_SHARE, "15:01", department="logistics")
    assert (kept.name, kept.facts["by"], kept.facts["department"]) == ("share_kept", "周靜", "物流部")


def test_nobody_acts_out_of_turn() -> None:
    play = drafted()
    for who, act in (
        ("王五", Act.COUNTERSIGN_VOUCHER),
        ("金會計", Act.PAY_VOUCHER),
        ("周靜", Act.KEEP_SHARE),
        ("金會計", Act.WRITE_OFF_VOUCHER),
    ):
        refusal = refused(play, who, act, "11:35", text="收據")
        assert (refusal.name, refusal.facts["people"]) == ("voucher_status", ["趙主任", "錢主管"])


def test_the_wrong_head_signs_nothing() -> None:
    play = drafted()
    assert refused(play, "孫主任", Act.SIGN_VOUCHER, "11:40").name == "not_entitled"
    crossed = refused(play, "錢主管", Act.SIGN_VOUCHER, "11:40", department="logistics")
    assert crossed.name == "not_entitled"
    assert refused(play, "馬力", Act.SIGN_VOUCHER, "11:40", department="logistics").name == "not_entitled"


def test_a_deputy_signs_for_the_head_and_it_says_so() -> None:
    away = Absence(
        person=person("趙主任").id, deputy=person("馬力").id, starts_at=at("08:30"), ends_at=at("18:00"),
        registered_at=at("08:00"), accepted_at=at("08:05"),
    )  # fmt: skip
    play = drafted()
    play.directory = Directory(departments=directory().departments, people=PEOPLE, absences=(away,))
    press(play, "馬力", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    (line,) = voucher_sheet(play.case, V1, SCENE).head_signatures
    assert (line.name, line.office, line.stands_in) == ("馬力", "物流部", True)


def test_where_a_department_has_no_head_its_superior_signs() -> None:
    people = tuple(one for one in PEOPLE if one.name != "趙主任")
    play = ruled("production")
    play.directory = directory(people=people)
    drafted(play, bearings=(Bearing(department="logistics", percent=100),))
    assert told(play, "duty_voucher_sign") == [person("王總").id]
    press(play, "王總", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    assert voucher(play).signatures[0].stands_in


def test_one_superior_signs_for_each_of_the_departments_without_a_head() -> None:
    play = ruled()
    play.directory = left("趙主任", "錢主管")
    drafted(play)
    press(play, "王總", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    assert voucher(play).unsigned() == ("production",)
    press(play, "王總", Act.SIGN_VOUCHER, at("11:41"), department="production")
    assert voucher(play).status is VoucherStatus.COUNTERSIGNING


def test_the_second_signature_is_another_person_s() -> None:
    play = drafted(ruled("logistics"), bearings=(Bearing(department="orders", percent=100),))
    press(play, "王五", Act.SIGN_VOUCHER, at("11:40"), department="orders")
    assert refused(play, "王五", Act.COUNTERSIGN_VOUCHER, "11:41").name == "two_persons"
    assert told(play, "duty_voucher_countersign") == [person("林助理").id]
    press(play, "林助理", Act.COUNTERSIGN_VOUCHER, at("11:42"))
    assert voucher(play).status is VoucherStatus.PAYING


def test_where_the_order_desk_has_one_person_the_superior_gives_the_second_signature() -> None:
    play = drafted(ruled("logistics"), bearings=(Bearing(department="orders", percent=100),))
    play.directory = directory(people=tuple(one for one in PEOPLE if one.name != "林助理"))
    press(play, "王五", Act.SIGN_VOUCHER, at("11:40"), department="orders")
    assert told(play, "duty_voucher_countersign") == [person("王總").id]
    press(play, "王總", Act.COUNTERSIGN_VOUCHER, at("11:42"))


def test_the_drafter_signs_nothing_even_as_head_of_a_bearing_department() -> None:
    promoted = tuple(
        one.model_copy(update={"department": "logistics"}) if one.name == "吳小芳" else one for one in PEOPLE
    )
    play = ruled()
    play.directory = directory(people=promoted)
    drafted(play)
    play.directory = directory(
        people=tuple(
            one.model_copy(update={"department": "logistics", "position": Position.MANAGER})
            if one.name == "吳小芳"
            else one
            for one in left("趙主任").people
        )
    )
    assert refused(play, "吳小芳", Act.SIGN_VOUCHER, "11:40", department="logistics").name == "not_entitled"
    press(play, "王總", Act.SIGN_VOUCHER, at("11:41"), department="logistics")


def test_there_is_no_write_off_before_every_share_is_kept() -> None:
    play = paid()
    press(play, "周靜", Act.KEEP_SHARE, at("15:00"), department="production")
    refusal = refused(play, "金會計", Act.WRITE_OFF_VOUCHER, "15:01")
    assert (refusal.name, refusal.facts["departments"]) == ("voucher_status", ["物流部"])
    assert refusal.facts["balance"] == 84_035


def test_what_is_paid_is_neither_changed_nor_cancelled() -> None:
    play = paid()
    assert refused(play, "吳小芳", Act.EDIT_VOUCHER, "14:01", freight=wish(1)).name == "voucher_status"
    assert refused(play, "吳小芳", Act.CANCEL_VOUCHER, "14:01", text="算錯").name == "voucher_status"


def test_a_case_stays_open_until_its_voucher_is_over() -> None:
    play = drafted()
    play.do(
        "周靜", Act.CLEAR_SETTLEMENT, at("11:35"), text="不退貨了"
    )  # no money after all, but the voucher is out
    play.do("李小明", Act.ACKNOWLEDGE, at("11:36"), press=True)
    assert play.case.phase is Phase.SETTLING
    assert owed(play) == {(DutyKind.VOUCHER_SIGN, "logistics"), (DutyKind.VOUCHER_SIGN, "production")}
    press(play, "吳小芳", Act.CANCEL_VOUCHER, at("11:50"), text="客戶自付")
    assert play.case.phase is Phase.CLOSED


def test_the_write_off_of_the_last_voucher_closes_the_case() -> None:
    play = paid(drafted())
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:35"), text="不退貨了")
    play.do("李小明", Act.ACKNOWLEDGE, at("14:36"), press=True)
    for department in ("logistics", "production"):
        press(play, "周靜", Act.KEEP_SHARE, at("15:00"), department=department)
    assert play.case.phase is Phase.SETTLING
    press(play, "金會計", Act.WRITE_OFF_VOUCHER, at("16:00"))
    assert play.case.phase is Phase.CLOSED


def test_while_an_appeal_is_judged_nothing_is_signed_or_paid_but_it_may_be_given_back() -> None:
    play = drafted()
    play.do("李小明", Act.APPEAL, at("11:35"), department="superior", text="不合理")
    assert (
        refused(play, "趙主任", Act.SIGN_VOUCHER, "11:40", department="logistics").name == "money_suspended"
    )
    assert play.remind(at("12:00", "2026-11-24")) is not None
    assert "reminder" not in [n.name for n in play.said if n.to == person("趙主任").id]
    asked = told(play, "duty_voucher_sign")
    play.do("王總", Act.UPHOLD, at("14:00", "2026-11-24"), text="維持")
    assert told(play, "duty_voucher_sign") == asked * 2  # each is asked again
    press(play, "趙主任", Act.SIGN_VOUCHER, at("14:10", "2026-11-24"), department="logistics")


def test_under_more_a_head_reads_what_there_is_to_sign_and_is_shown_the_voucher_before_she_signs() -> None:
    play = drafted()
    now = Stimulus(now=at("11:32"), at=at("11:32"), actor=person("趙主任").id, pressed=True)
    play.perform(ShowMore(case=1), now)
    menu = play.said[-1]
    (slip,) = menu.facts["slips"]
    assert (slip["number"], slip["amount"], slip["payee"]) == (V1, 120_050, "王師傅")
    assert (menu.facts["flow"]["revision"], menu.facts["signs"]) == (1, True)
    (offered,) = (b for row in menu.buttons for b in row if b.act is Act.SIGN_VOUCHER)
    assert (offered.ask, offered.revision) == (True, 1)

    wish_of = {"voucher": V1, "department": "logistics", "revision": offered.revision}
    play.perform(Ask(case=1, act=Act.SIGN_VOUCHER, **wish_of), now)
    request = play.said[-1]
    assert (request.name, request.to, request.facts["document"]) == (
        "duty_voucher_sign",
        person("趙主任").id,
        "voucher",
    )
    assert not voucher(play).signatures
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("11:33"), freight=wish(200_00))
    with pytest.raises(Refusal, match="voucher_changed"):
        play.perform(Ask(case=1, act=Act.SIGN_VOUCHER, **wish_of), now)


def test_a_second_signature_during_an_appeal_is_told_that_it_is_given() -> None:
    play = drafted()
    press(play, "趙主任", Act.SIGN_VOUCHER, at("11:33"), department="logistics")
    play.do("李小明", Act.APPEAL, at("11:35"), department="superior", text="不合理")
    assert refused(play, "趙主任", Act.SIGN_VOUCHER, "11:40", department="logistics").name == "already_done"


def test_whoever_it_waits_for_is_reminded_every_working_day_until_she_acts() -> None:
    play = drafted()
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        play.remind(at("11:31", day))
    said = [notice for notice in play.said if notice.name == "reminder"]
    reminded = [notice.to for notice in said if notice.facts["duty"]["subject"] == V1]  # type: ignore[index]
    assert reminded == [person("趙主任").id, person("錢主管").id] * 3
    assert not any(duty.missed_at for duty in play.case.duties.values() if duty.subject)


def test_two_vouchers_of_a_case_go_their_own_ways() -> None:
    play = drafted(drafted(), at("11:32"), amount=50_00)
    assert list(play.case.vouchers) == [V1, V2]
    payable(play, V2)
    assert voucher(play, V1).unsigned() == ("logistics", "production")
    assert voucher(play, V2).status is VoucherStatus.PAYING


def test_a_question_is_refused_as_its_act_would_be() -> None:
    play = drafted()
    stale = Ask(case=1, act=Act.PAY_VOUCHER, voucher=V1, revision=1)
    stimulus = Stimulus(now=at("11:40"), at=at("11:40"), actor=person("金會計").id, pressed=True)
    with pytest.raises(Refusal, match="voucher_status"):
        play.perform(stale, stimulus)


def test_the_printed_sheet_says_what_was_signed() -> None:
    play = paid()
    sheet = voucher_sheet(play.case, V1, SCENE)
    assert [(share.department, share.percent, share.amount) for share in sheet.shares] == [
        ("物流部", 70, 84_035),
        ("生產部", 30, 36_015),
    ]
    assert [line.name for line in sheet.head_signatures] == ["趙主任", "錢主管"]
    assert sheet.desk_signature is not None
    assert (sheet.desk_signature.name, sheet.desk_signature.office) == ("林助理", "打單部")
    assert {line.digest for line in (*sheet.head_signatures, sheet.desk_signature)} == {sheet.digest}
    assert (sheet.paid_by, sheet.amount, sheet.number) == ("金會計", 120_050, V1)


@pytest.mark.parametrize(
    ("amount", "percents", "fen"),
    [
        (100, (34, 33, 33), (34, 33, 33)),
        (1, (50, 50), (1, 0)),
        (10, (33, 33, 34), (3, 3, 4)),
        (101, (70, 30), (71, 30)),
    ],
)
def test_what_rounding_leaves_goes_to_the_largest_remainder(
    amount: int, percents: tuple[int, ...], fen: tuple[int, ...]
) -> None:
    assert apportioned(amount, percents) == fen


def test_a_case_settled_offline_gets_no_flow_form_while_its_voucher_is_open() -> None:
    play = settling_without_form()
    drafted(play, at("14:30"))
    play.do("周靜", Act.SETTLE_OFFLINE, at("14:40"), text="已換貨 40 箱")
    assert play.case.phase is Phase.SETTLING
    assert play.case.flow is None
    press(play, "吳小芳", Act.CANCEL_VOUCHER, at("14:50"), text="客戶自付")
    assert play.case.phase is Phase.CLOSED


def test_who_drafts_vouchers_is_invited_once_and_also_where_the_money_was_flagged_late() -> None:
    play = ruled(settlement=False)
    assert not told(play, "voucher_invited")
    play.do("周靜", Act.FLAG_SETTLEMENT, at("11:30"), press=True)
    assert told(play, "voucher_invited") == [person("吳小芳").id]


def appealed(play: Play, when: str) -> Play:
    play.do("李小明", Act.APPEAL, at(when), department="supervise", text="不服")
    return play


def test_an_appeal_suspends_what_is_unpaid_and_a_ruling_upheld_asks_again() -> None:
    play = appealed(payable(), "11:50")
    assert owed(play) == set()
    refused(play, "金會計", Act.PAY_VOUCHER, "11:55", text="收據")
    before = len(told(play, "duty_voucher_pay"))
    play.do("嚴主任", Act.UPHOLD, at("14:00"), text="維持")
    assert owed(play) == {(DutyKind.VOUCHER_PAY, "finance")}
    assert len(told(play, "duty_voucher_pay")) == before + 1


def test_another_ruling_gives_an_unpaid_voucher_back_to_its_drafter() -> None:
    play = appealed(payable(), "11:50")
    play.do("嚴主任", Act.CHANGE, at("14:00"), text="運費改由生產部承擔")
    assert (voucher(play).status, voucher(play).signatures) == (VoucherStatus.RETURNED, ())
    assert refused(play, "金會計", Act.PAY_VOUCHER, "14:01", text="收據").name == "voucher_status"
    assert told(play, "duty_voucher_mend") == [person("吳小芳").id]


def test_a_ruling_read_late_gives_a_signed_voucher_back_and_it_is_signed_anew() -> None:
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("趙主任", at("11:01"), "logistics")
    payable(drafted(play))
    play.reply("錢主管", at("11:00"), "production", now=at("13:40"))
    with pytest.raises(Refusal, match="voucher_status"):
        press(play, "金會計", Act.PAY_VOUCHER, at("13:45"), text="收據")
    play.do("周靜", Act.ADJUDICATE, at("13:50"), departments=("production",))
    assert (voucher(play).status, voucher(play).signatures) == (VoucherStatus.RETURNED, ())
    asked = next(n for n in reversed(play.said) if n.name == "duty_voucher_mend")
    assert (asked.to, asked.facts["slip"]["outdated"]) == (person("吳小芳").id, ["物流部", "生產部"])
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("13:55"), freight=wish(bearings=()))
    press(play, "錢主管", Act.SIGN_VOUCHER, at("13:56"), department="production")
    press(play, "林助理", Act.COUNTERSIGN_VOUCHER, at("13:57"))
    assert voucher(play).status is VoucherStatus.PAYING


def test_what_another_round_finds_is_asked_of_the_drafter_before_anything_is_paid() -> None:
    play = appealed(payable(), "11:50")
    play.do("嚴主任", Act.REMAND, at("14:00"), departments=("purchasing",), text="重查")
    assert (play.case.phase, owed(play)) == (Phase.HANDLING, set())
    play.reply("孫主任", at("14:30"), "purchasing")
    assert owed(play) == {(DutyKind.VOUCHER_MEND, "")}
    assert told(play, "duty_voucher_mend") == [person("吳小芳").id]


def test_what_is_paid_stays_paid_whatever_an_appeal_brings() -> None:
    play = appealed(paid(), "14:10")
    assert owed(play) == {(DutyKind.VOUCHER_KEEP, "hr")}
    play.do("嚴主任", Act.CHANGE, at("14:20"), text="改判")
    assert voucher(play).status is VoucherStatus.KEEPING


def left(*names: str) -> Directory:
    gone = {"active": False, "telegram_id": None}
    return directory(
        people=tuple(one.model_copy(update=gone) if one.name in names else one for one in PEOPLE)
    )


def test_where_no_order_follower_is_left_the_head_of_his_department_mends_or_cancels_a_voucher() -> None:
    play = drafted()
    press(play, "趙主任", Act.RETURN_VOUCHER, at("11:40"), text="運費太高")
    play.directory = left("吳小芳")
    press(play, "何主管", Act.CANCEL_VOUCHER, at("11:50"), text="客戶自付")
    assert voucher(play).status is VoucherStatus.CANCELLED


def test_whoever_changed_a_voucher_signs_nothing_on_it() -> None:
    another = person("黃美").model_copy(update={"department": "service", "position": Position.ORDER_FOLLOWER})
    people = tuple(another if one.name == "黃美" else one for one in PEOPLE)
    play = drafted()
    play.directory = directory(people=people)
    press(play, "黃美", Act.EDIT_VOUCHER, at("11:35"), freight=wish(999_900))
    head = another.model_copy(update={"department": "logistics", "position": Position.MANAGER})
    play.directory = directory(
        people=tuple(head if one.name == "黃美" else one for one in PEOPLE if one.name != "趙主任")
    )
    assert refused(play, "黃美", Act.SIGN_VOUCHER, "11:40", department="logistics").name == "not_entitled"


def test_the_same_freight_is_not_drafted_twice() -> None:
    play = drafted()
    refusal = refused(play, "吳小芳", Act.DRAFT_VOUCHER, "11:31", number=V1, freight=wish())
    assert (refusal.name, refusal.facts["voucher"]) == ("voucher_twin", V1)
    play.do("吳小芳", Act.DRAFT_VOUCHER, at("11:32"), freight=wish(reason="退貨第二批"))
    press(play, "吳小芳", Act.CANCEL_VOUCHER, at("11:33"), text="開錯")
    drafted(play, at("11:34"))
    assert len(play.case.vouchers) == 3


def test_shares_left_out_of_a_change_do_not_become_equal() -> None:
    play = drafted()
    with pytest.raises(Refusal, match="freight_mistakes") as refused:
        press(play, "吳小芳", Act.EDIT_VOUCHER, at("11:50"), freight=wish(amount=130_000, bearings=()))
    (mistake,) = refused.value.facts["mistakes"]  # type: ignore[misc]  # a fact holds any JSON value
    assert (mistake["field"], mistake["problem"]) == ("bearings", "missing")
    assert voucher(play).freight.amount == 120_050
