"""支出證明 through the sandbox (C34-C41): drafted as a form, signed by buttons, paid once, followed up, written off."""

from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, events, phase, product_handed_over, saying

V1 = "V-20261123-001"
FREIGHT = """金額：１，２００．５０元
承運：順達物流
收款人：王師傅
事由：東方五金退貨 40 箱
承擔部門：物流部 70%、生產部 30%"""
RULING = """質量鑒定結果：烤漆溫度偏低，搬運又有碰撞
處理意見：換貨
責任部門：物流部、生產部"""


async def ruled(stage: Stage) -> None:
    """物流部 and 生產部 are found responsible for what is to be exchanged."""
    await product_handed_over(stage)
    await stage.at("11:00")
    await stage.says("趙主任", RULING, to=stage.card(P1))
    await stage.says("錢主管", RULING, to=stage.card(P1))
    assert await phase(stage, P1) == "acknowledging"


async def drafted(stage: Stage, form: str = FREIGHT) -> None:
    await ruled(stage)
    await stage.at("11:10")
    await stage.presses("吳小芳", "開立支出證明")
    await stage.answers("吳小芳", form)


async def signed(stage: Stage) -> None:
    for who in ("趙主任", "錢主管", "林助理"):
        await stage.presses(who, "簽名")


async def paid(stage: Stage) -> None:
    await signed(stage)
    await stage.presses("許會計", "付款")
    await stage.answers("許會計", "收據 0815，現金")


async def state(stage: Stage) -> tuple[str, int]:
    """Return where the voucher stands and what of it is not borne yet, in fen."""
    query = "SELECT status, balance FROM vouchers WHERE number = ?"
    return tuple(await stage.ask(lambda conn: conn.execute(query, (V1,)).fetchone()))


async def test_a_freight_split_in_two_goes_from_draft_to_write_off(stage: Stage) -> None:
    await drafted(stage)
    assert await state(stage) == ("signing", 0)
    (asked,) = saying(stage, "支出證明，請代表物流部簽名", to="趙主任")
    assert "1,200.50 元" in asked
    assert "物流部 70%（840.35 元）" in asked
    assert "生產部 30%（360.15 元）" in asked
    await paid(stage)
    assert await state(stage) == ("keeping", 120_050)
    assert saying(stage, "已簽齊，可到財務部取款", to="吳小芳")
    assert saying(stage, "收據：收據 0815，現金", to="趙主任")
    await stage.presses("周靜", "物流部")
    assert await state(stage) == ("keeping", 36_015)
    await stage.presses("鄭小雲", "生產部")
    assert await state(stage) == ("writing_off", 0)
    await stage.presses("馮主任", "銷帳")
    assert await state(stage) == ("written_off", 0)
    assert saying(stage, "已由財務部馮主任銷帳，餘額 0", to="吳小芳")
    assert f"{V1} 運費 1,200.50 元（已銷帳）" in stage.card(P1).text
    assert await events(stage, "VoucherPaid", "VoucherWrittenOff") == ["VoucherPaid", "VoucherWrittenOff"]
