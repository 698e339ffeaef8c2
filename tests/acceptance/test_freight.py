"""支出證明 through the sandbox (C34-C41): drafted as a form, signed by buttons, paid once, followed up, written off."""

from bot.demo.stage import Stage
from sandbox import Attachment, Message
from tests.acceptance.company_life import P1, events, phase, product_handed_over, saying

V1 = "V-20261123-001"
RECEIPT = Attachment(b"%PDF-1.7 receipt", "receipt.pdf", "application/pdf")
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


async def test_a_change_after_a_signature_asks_everybody_again(calm: Stage) -> None:
    await drafted(calm)
    await calm.presses("趙主任", "簽名")
    shown = calm.find("錢主管", lambda m: V1 in m.text and "簽名" in m.buttons, what="the voucher")
    await calm.presses("吳小芳", "修改")
    await calm.answers("吳小芳", FREIGHT.replace("１，２００．５０元", "1,300元"))
    assert not shown.buttons, "nobody signs what is outdated"
    assert "吳小芳已修改支出證明" in shown.text
    for who in ("趙主任", "錢主管"):
        (again,) = saying(calm, f"{V1}（{P1}）支出證明（第 2 版）", to=who)
        assert "1,300 元" in again
        assert "先前的簽名作廢" in again
    await paid(calm)
    assert await state(calm) == ("keeping", 130_000)


async def test_what_is_mistyped_is_named_and_the_question_stays_open(calm: Stage) -> None:
    await drafted(calm, "金額：-5元\n承運：順達物流\n事由：退貨\n承擔部門：物流部 70%、月球部 29%")
    (answer,) = saying(calm, "處要改", to="吳小芳")
    for mistake in (
        "金額：「-5元」須大於 0",
        "收款人：未填",
        "「月球部」沒有這個部門",
        "承擔部門：物流部 70%、月球部 29%",
    ):
        assert mistake in answer
    await calm.answers("吳小芳", FREIGHT.replace("生產部 30%", "生產部 29%"))
    assert saying(calm, "「99%」是各部門份額的合計，須為 100%", to="吳小芳")
    await calm.answers("吳小芳", FREIGHT)
    assert await state(calm) == ("signing", 0)


async def test_a_second_payment_says_who_was_first_and_a_file_is_receipt_enough(calm: Stage) -> None:
    await drafted(calm)
    await signed(calm)
    asked = calm.find("馮主任", lambda m: "付款" in m.buttons, what="the request to pay")
    await calm.presses("許會計", "付款")
    question = calm.private("許會計")[-1]
    await calm.says("許會計", "", to=question, document=RECEIPT)
    assert await state(calm) == ("keeping", 120_050)
    assert not asked.buttons, "nobody pays a second time"
    assert "11:10 財務部許會計已支付運費" in asked.text
    assert await events(calm, "VoucherPaid", "EvidenceAdded") == ["VoucherPaid", "EvidenceAdded"]
    assert saying(calm, "收據見投訴的附件", to="吳小芳")


async def test_finance_and_hr_get_the_open_vouchers_every_working_day(calm: Stage) -> None:
    await drafted(calm)
    await calm.presses("趙主任", "簽名")
    await calm.at("17:31")
    for who in ("馮主任", "周靜"):
        (listed,) = saying(calm, "未結支出證明 1 張", to=who)
        assert f"{V1}（{P1}）1,200.50 元，待承擔部門簽名：生產部，今日開立" in listed
        assert "待付 1,200.50 元，已付未兌現 0 元" in listed
    assert not saying(calm, "未結支出證明")


async def test_a_case_waits_for_its_voucher_and_closes_with_the_write_off(calm: Stage) -> None:
    await drafted(calm)
    await calm.presses("周靜", "更多", on=calm.card(P1))
    await calm.presses("周靜", "不涉賠款/退換貨")
    await calm.answers("周靜", "不退貨了，只補運費")
    assert "周靜註明不涉及賠款或退換貨：不退貨了，只補運費" in calm.card(P1).text
    await calm.presses("李小明", "認可", on=calm.card(P1))
    assert await phase(calm, P1) == "settling"
    await paid(calm)
    for department in ("物流部", "生產部"):
        await calm.presses("周靜", department)
    assert await phase(calm, P1) == "settling"
    await calm.presses("許會計", "銷帳")
    assert await phase(calm, P1) == "closed"


async def test_an_appeal_or_an_absence_leaves_no_signature_waiting_for_nobody(calm: Stage) -> None:
    await drafted(calm)
    forms = {who: asked(calm, who, "流程表（第 1 版），請代表")[-1] for who in ("趙主任", "錢主管")}
    slips = {who: asked(calm, who, "支出證明，請代表")[-1] for who in ("趙主任", "錢主管")}
    await calm.presses("錢主管", "簽名", on=forms["錢主管"])
    await calm.presses("趙主任", "簽名", on=slips["趙主任"])

    await calm.presses("李小明", "申訴")
    await calm.presses("李小明", "監察部")
    await calm.answers("李小明", "換貨不夠")
    for early in (forms["趙主任"], slips["錢主管"]):
        who = "趙主任" if early is forms["趙主任"] else "錢主管"
        press = await calm.presses(who, "簽名", on=early)
        assert press.answer is not None
        assert "申訴處理中" in press.answer.text
        assert "簽名" in early.buttons, "what is due keeps its buttons"
    await calm.presses("魏主任", "維持原處理")
    await calm.answers("魏主任", "結論清楚")
    again = [(who, len(asked(calm, who, "流程表（第 1 版），請代表"))) for who in forms]
    assert again == [("趙主任", 2), ("錢主管", 1)]
    assert [(who, len(asked(calm, who, "支出證明，請代表"))) for who in slips] == [
        ("趙主任", 1),
        ("錢主管", 2),
    ]

    await calm.says("錢主管", "/away 11/23-11/24 孫強", private=True)
    (told,) = saying(calm, "待生產部", to="周靜")
    assert told.startswith(f"⏳ {P1} {V1} 待生產部")
    assert "已請生產部孫強代理，對方尚未接受" in told
    await calm.presses("錢主管", "更多", on=calm.card(P1))
    menu = calm.private("錢主管")[-1]
    assert f"• {V1} 支出證明\n1,200.50 元，收款人 王師傅，事由：東方五金退貨 40 箱" in menu.text
    assert "流程表" not in menu.text, "that one he has signed"
    await calm.presses("錢主管", f"簽名 {V1}", on=menu)
    assert await state(calm) == ("signing", 0), "first he is shown it"
    await calm.presses("錢主管", "簽名", on=asked(calm, "錢主管", "支出證明，請代表")[-1])
    await calm.presses("趙主任", "簽名", on=asked(calm, "趙主任", "流程表（第 1 版），請代表")[-1])
    assert await state(calm) == ("countersigning", 0)
    assert saying(calm, "綜合處理意見", to="張副總")


def asked(stage: Stage, who: str, words: str) -> list[Message]:
    return [message for message in stage.private(who) if words in message.text]


async def test_an_appeal_stops_the_money_in_everybodys_hands_until_it_is_answered(calm: Stage) -> None:
    await drafted(calm)
    await signed(calm)
    to_pay = calm.find("許會計", lambda m: "付款" in m.buttons, what="the request to pay")
    await calm.presses("李小明", "申訴")
    await calm.presses("李小明", "監察部")
    await calm.answers("李小明", "換貨以後還要三週才到")
    for who, told in (
        ("吳小芳", "已取的現金請勿交給收款人"),
        ("許會計", "現在請勿付款"),
        ("馮主任", "現在請勿付款"),
    ):
        assert saying(calm, told, to=who)
        await calm.says(who, "/todo", private=True)
        assert f"• {V1}（{P1}）1,200.50 元，等申訴有結果" in calm.private(who)[-1].text
    press = await calm.presses("許會計", "付款", on=to_pay)
    assert press.answer is not None
    assert "申訴處理中" in press.answer.text
    await calm.presses("魏主任", "維持原處理")
    await calm.answers("魏主任", "時間已是最短")
    assert len(saying(calm, "已簽齊，可到財務部取款", to="吳小芳")) == 2
    await calm.presses("許會計", "付款")
    await calm.answers("許會計", "收據 0815，今早已交出現金")
    assert await state(calm) == ("keeping", 120_050)
