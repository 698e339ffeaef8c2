"""A freight voucher after its signatures: who may draw the money, and who has to bear it, finds it in /todo (C38-C40)."""

from typing import Any

from tests.integration.handlers.office import PRODUCT, RULING, Office

V = "V-20261123-001"
MONEY = PRODUCT.replace("派人檢查", "退貨並退款")
FORM = "金額：1200.50\n承運：順達物流\n收款人：王師傅\n事由：退貨 40 箱\n承擔部門：生產部 100%"


async def to_do(office: Office, who: str, section: str) -> list[Any]:
    await office.say(who, "/todo", private=True)
    found = (await office.last()).notice.facts[section]
    assert isinstance(found, list)
    return found


async def payable(office: Office) -> None:
    await office.handled(MONEY)
    await office.say("錢主管", RULING, under=await office.card())
    await office.button("吳小芳", 1, act="draft_voucher", ask=True)
    await office.say("吳小芳", FORM, private=True, under=(await office.last("ask_draft_voucher")).message_id)
    shown = {"voucher": V, "revision": 1}
    await office.button("錢主管", 1, act="sign_voucher", department="production", **shown)
    await office.button("林助理", 1, act="countersign_voucher", **shown)


async def test_what_may_be_drawn_and_what_is_to_be_borne_stands_in_todo(office: Office) -> None:
    await payable(office)
    assert await to_do(office, "吳小芳", "to_draw") == [
        {"voucher": V, "case": "P-20261123-001", "amount": 120050}
    ]
    assert await to_do(office, "錢主管", "to_bear") == []
    await office.button("金會計", 1, act="pay_voucher", voucher=V, revision=1, ask=True)
    await office.say(
        "金會計", "收據 0815", private=True, under=(await office.last("ask_pay_voucher")).message_id
    )
    assert await to_do(office, "吳小芳", "to_draw") == []
    (share,) = await to_do(office, "錢主管", "to_bear")
    assert (share["voucher"], share["amount"], share["department"]) == (V, 120050, "生產部")
    paid = (await office.last("voucher_told")).message_id
    await office.say("錢主管", "已兌現 1,200.50 元", private=True, under=paid)
    over = (await office.last()).notice
    assert (over.name, over.facts["keepers"]) == ("request_over", ["周靜", "許文"])
