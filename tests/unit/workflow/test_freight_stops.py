"""A voucher stopped by an appeal before it was paid: who holds the money hears it at once (C28, C38)."""

import pytest

from tests.company import at
from tests.unit.workflow.freight_play import V1, drafted, payable, press, ruled, signed_by_heads, voucher
from tests.unit.workflow.play import Play
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.vouchers import VoucherStatus


def told(play: Play, name: str, since: int) -> dict[str, str]:
    """Who was told this since then, and whether as somebody who pays or who draws the money."""
    said = [one for one in play.said[since:] if one.name == name and one.to is not None]
    return {
        play.directory.person(one.to).name: "pays" if one.facts.get("is_cashier") else "draws"  # type: ignore[union-attr]  # enrolled
        for one in said
    }


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
    assert set(heard.values()) == {"pays"}
    assert voucher(play).status is VoucherStatus.RETURNED


def test_where_finance_was_not_asked_yet_only_the_drafter_is_told() -> None:
    play = signed_by_heads(drafted())
    assert told(play, "voucher_stopped", appealed(play)) == {"吳小芳": "draws"}


def test_what_finance_itself_gives_back_stops_nobody_of_finance() -> None:
    play = payable()
    since = len(play.said)
    press(play, "金會計", Act.RETURN_VOUCHER, at("13:40"), V1, text="收款人不符")
    assert told(play, "voucher_stopped", since) == {}
    assert told(play, "duty_voucher_mend", since) == {"吳小芳": "draws"}


def test_who_may_draw_up_a_voucher_is_not_asked_again_when_the_ruling_is_upheld() -> None:
    play = ruled()
    assert play.names().count("voucher_invited") == 1
    appealed(play)
    play.do("王總", Act.UPHOLD, at("11:52"), text="結論清楚")
    assert play.names().count("voucher_invited") == 1
