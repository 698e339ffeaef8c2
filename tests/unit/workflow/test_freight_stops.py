"""A voucher stopped by an appeal before it was paid: who holds the money hears it at once (C28, C38)."""

import pytest

from tests.company import at, person
from tests.unit.workflow.freight_play import (
    V1,
    drafted,
    payable,
    press,
    ruled,
    signed_by_heads,
    voucher,
    wish,
)
from tests.unit.workflow.play import Play
from tests.unit.workflow.test_standing import ending
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.vouchers import VoucherStatus

ROLES = {"is_cashier": "pays", "is_signer": "signed"}


def told(play: Play, name: str, since: int) -> dict[str, str]:
    """Who was told this since then, and whether as somebody who pays, who signed or who draws the money."""
    said = [one for one in play.said[since:] if one.name == name and one.to is not None]
    return {
        play.directory.person(one.to).name: next(  # type: ignore[union-attr]  # enrolled
            (what for fact, what in ROLES.items() if one.facts.get(fact)), "draws"
        )
        for one in said
    }


def endings(play: Play, name: str) -> set[str]:
    """How the requests of that name are over, as their readers see it; raises if one of them still stands."""
    return {ending(one) for one in play.standing if one.name == name}


def appealed(play: Play) -> int:
    """李小明 appeals; return how much had been said before."""
    before = len(play.said)
    play.do("李小明", Act.APPEAL, at("11:50"), department="superior", text="鑒定不合理")
    return before


def test_finance_and_the_drafter_hear_at_once_that_an_appeal_stops_the_payment() -> None:
    play = payable()
    since = appealed(play)
    heard = told(play, "voucher_stopped", since)
    assert heard.pop("吳小芳") == "draws"
    assert set(heard.values()) == {"pays"}
    assert heard.keys() == {one.name for one in play.directory.members("finance")}


def test_a_payment_pressed_meanwhile_is_refused_with_the_reason_and_recorded_once_it_is_upheld() -> None:
    play = payable()
    appealed(play)
    with pytest.raises(Refusal, match="money_suspended"):
        press(play, "金會計", Act.PAY_VOUCHER, at("11:51"), text="收據 0815")
    since = len(play.said)
    play.do("王總", Act.UPHOLD, at("11:52"), text="結論清楚")
    assert told(play, "voucher_told", since) == {"吳小芳": "draws"}
    assert told(play, "duty_voucher_pay", since)
    press(play, "金會計", Act.PAY_VOUCHER, at("14:00"), text="收據 0815，11/23 11:40 已付現金")
    assert voucher(play).status is VoucherStatus.KEEPING


def test_sent_back_to_be_done_again_nobody_goes_on_holding_it_for_payable() -> None:
    play = payable()
    appealed(play)
    since = len(play.said)
    play.do("王總", Act.REMAND, at("11:52"), text="請重新鑒定")
    heard = told(play, "voucher_stopped", since)
    assert heard.pop("吳小芳") == "draws"
    assert set(heard.values()) == {"pays", "signed"}
    assert voucher(play).status is VoucherStatus.RETURNED


def test_where_finance_was_not_asked_yet_only_the_drafter_is_told() -> None:
    play = signed_by_heads(drafted())
    assert told(play, "voucher_stopped", appealed(play)) == {"吳小芳": "draws"}


def test_what_one_of_finance_gives_back_the_others_and_whoever_signed_hear_of() -> None:
    play = payable()
    since = len(play.said)
    press(play, "金會計", Act.RETURN_VOUCHER, at("13:40"), V1, text="收款人不符")
    others = {one.name for one in play.directory.members("finance")} - {"金會計"}
    signers = dict.fromkeys(("林助理", "趙主任", "錢主管"), "signed")
    assert told(play, "voucher_stopped", since) == {**signers, **dict.fromkeys(others, "pays")}
    assert told(play, "duty_voucher_mend", since) == {"吳小芳": "draws"}


def test_who_may_draw_up_a_voucher_is_not_asked_again_when_the_ruling_is_upheld() -> None:
    play = ruled()
    assert play.names().count("voucher_invited") == 1
    appealed(play)
    play.do("王總", Act.UPHOLD, at("11:52"), text="結論清楚")
    assert play.names().count("voucher_invited") == 1


def test_changed_when_it_could_be_paid_finance_and_whoever_signed_hear_that_the_signatures_are_void() -> None:
    play = payable()
    since = len(play.said)
    press(play, "吳小芳", Act.EDIT_VOUCHER, at("11:50"), freight=wish(100_000))
    heard = told(play, "voucher_stopped", since)
    assert heard.pop("林助理") == "signed"
    assert heard == dict.fromkeys((one.name for one in play.directory.members("finance")), "pays")
    assert told(play, "duty_voucher_sign", since).keys() == {"趙主任", "錢主管"}
    assert endings(play, "duty_voucher_pay") == {"✓ 11:50 客服部吳小芳已修改支出證明。"}


def test_cancelled_when_it_could_be_paid_finance_is_told_not_to_pay_and_its_requests_are_over() -> None:
    play = payable()
    since = len(play.said)
    press(play, "吳小芳", Act.CANCEL_VOUCHER, at("11:50"), text="客戶改為自行寄回")
    finance = {one.name for one in play.directory.members("finance")}
    assert {*finance, "林助理", "趙主任", "錢主管", "吳小芳"} == told(play, "voucher_told", since).keys()
    assert endings(play, "duty_voucher_pay") == {"✓ 11:50 客服部吳小芳已作廢支出證明。"}


def test_cancelled_before_it_could_be_paid_finance_hears_nothing_of_it() -> None:
    play = signed_by_heads(drafted())
    since = len(play.said)
    press(play, "吳小芳", Act.CANCEL_VOUCHER, at("11:50"), text="客戶改為自行寄回")
    finance = {one.name for one in play.directory.members("finance")}
    assert not finance & told(play, "voucher_told", since).keys()


def test_a_signer_hears_that_others_are_responsible_now_and_her_signature_is_void() -> None:
    play = signed_by_heads(drafted())
    appealed(play)
    since = len(play.said)
    play.do("王總", Act.CHANGE, at("11:52"), text="包裝沒有問題", departments=("logistics",))
    heard = told(play, "voucher_stopped", since)
    assert {"趙主任": "signed", "錢主管": "signed"}.items() <= heard.items()


def test_a_head_who_signed_has_no_buttons_left_beside_her_signature() -> None:
    play = drafted()
    press(play, "趙主任", Act.SIGN_VOUCHER, at("11:40"), department="logistics")
    mine = next(
        one for one in play.standing if one.name == "duty_voucher_sign" and one.to == person("趙主任").id
    )
    assert ending(mine).startswith("✓ 11:40 您已")
