"""A case at which a return is at stake, ruled on, with 物流部 and 生產部 responsible: ready for vouchers."""

from datetime import datetime
from typing import Any

from tests.company import at
from tests.unit.workflow.play import Play, posted_product
from workflow.phases import Act
from workflow.vouchers import Bearing, FreightVoucher, FreightWish

V1, V2 = "V-20261123-001", "V-20261123-002"
SPLIT = (Bearing(department="logistics", percent=70), Bearing(department="production", percent=30))


def ruled(*responsible: str, settlement: bool = True) -> Play:
    """The case in 待認可 since 11:10."""
    play = posted_product(settlement=settlement)
    play.do("王五", Act.ACCEPT, at("10:07"), press=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.ping(at("10:21"))
    named = responsible or ("logistics", "production")
    heads = {"logistics": "趙主任", "production": "錢主管", "purchasing": "孫主任"}
    for minute, department in enumerate(named):
        play.reply(heads[department], at(f"11:{minute:02}"), *named)
    return play


def wish(amount: int | None = 120_050, *, bearings: tuple[Bearing, ...] = SPLIT, **more: str) -> FreightWish:
    words = {"carrier": "順達物流", "payee": "王師傅", "reason": "退貨 40 箱", **more}
    return FreightWish(amount=amount, bearings=bearings, **words)


def drafted(play: Play | None = None, when: datetime | None = None, **more: Any) -> Play:
    """吳小芳 has drafted a voucher of 1,200.50 yuan, 70 to 30."""
    play = play or ruled()
    play.do("吳小芳", Act.DRAFT_VOUCHER, when or at("11:30"), freight=wish(**more))
    return play


def press(
    play: Play,
    who: str,
    act: Act,
    when: datetime,
    number: str = V1,
    *,
    revision: int | None = None,
    **more: Any,
) -> None:
    """Press a button as it was shown last, or of an earlier revision."""
    shown = revision or play.case.vouchers[number].revision
    play.do(who, act, when, press=True, voucher=number, revision=shown, **more)


def signed_by_heads(play: Play, number: str = V1) -> Play:
    press(play, "趙主任", Act.SIGN_VOUCHER, at("11:40"), number, department="logistics")
    press(play, "錢主管", Act.SIGN_VOUCHER, at("11:41"), number, department="production")
    return play


def payable(play: Play | None = None, number: str = V1) -> Play:
    play = signed_by_heads(play or drafted(), number)
    press(play, "林助理", Act.COUNTERSIGN_VOUCHER, at("11:45"), number)
    return play


def paid(play: Play | None = None, number: str = V1) -> Play:
    play = payable(play, number)
    press(play, "金會計", Act.PAY_VOUCHER, at("14:00"), number, text="收據 0815")
    return play


def voucher(play: Play, number: str = V1) -> FreightVoucher:
    return play.case.vouchers[number]
