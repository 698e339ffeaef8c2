"""The fruit fund as people keep it: fines in, fruit out, money given back, and nothing that does not add up."""

from io import BytesIO

from python_calamine import CalamineWorkbook

from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, F2, P1, events, fines, product_handed_over, saying, texts
from tests.acceptance.test_evidence import picture

E1, E2, E3 = (f"E-20261123-00{number}" for number in (1, 2, 3))


async def fined(stage: Stage) -> None:
    """Three departments were late; two heads have paid by half past two."""
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("14:30")
    for number in (F1, F2):
        office = next(m for m in stage.private("周靜") if number in m.text and "已繳" in m.buttons)
        await stage.presses("周靜", "已繳", on=office)


async def answered(stage: Stage, who: str, text: str) -> str:
    """Type it in private and return the answer."""
    message = await stage.says(who, text, private=True)
    (answer,) = [m.text for m in stage.private(who) if m.reply_to == message.id]
    return answer


async def test_a_paid_fine_is_waived_and_refunded_and_the_balance_follows(stage: Stage) -> None:
    await fined(stage)
    assert "餘額 100 元" in await answered(stage, "周大海", "/fund")
    await stage.at("15:00")
    notice = next(m for m in stage.private("周靜") if F2 in m.text and "豁免" in m.buttons)
    await stage.presses("周靜", "豁免", on=notice)
    await stage.answers("周靜", "當時停電")
    assert [status for number, _, status in await fines(stage) if number == F2] == ["refund_owed"]
    told = await answered(stage, "周大海", "/fund")
    assert "餘額 100 元" in told
    assert "待退還 50 元，可動用 50 元" in told
    assert "元／0 元，待退還 50 元" in told, "a department's sums add up to what was paid in"
    assert "超過可動用的 50 元" in await answered(stage, "周靜", "/fund spend 60 西瓜")

    await stage.presses("周靜", "已退還")
    assert [status for number, _, status in await fines(stage) if number == F2] == ["refunded"]
    told = await answered(stage, "周大海", "/fund")
    assert "餘額 50 元" in told
    assert "待退還" not in told
    assert "罰款收入 +100 元，退還 −50 元，支出 0 元" in told
    assert await events(stage, "FundSpent") == []


async def test_fruit_is_bought_and_a_slip_is_corrected_without_deleting_anything(stage: Stage) -> None:
    await fined(stage)
    assert f"{E1} 已登記支出 80.50 元：西瓜" in await answered(stage, "周靜", "/fund spend ８０．５元 西瓜")
    assert f"{E2} 已登記支出 10 元：香蕉" in await answered(stage, "周靜", "/fund 支出10 香蕉")
    refused = await answered(stage, "周靜", "/fund spend 9.51 蘋果")
    assert "9.51 元超過可動用的 9.50 元" in refused
    corrected = await answered(stage, "周靜", f"/fund undo {E1.lower()} 店家退款")
    assert f"{E3} 已更正 {E1}（西瓜），80.50 元記回水果基金，理由「店家退款」" in corrected
    assert f"已由 {E3} 更正過" in await answered(stage, "周靜", f"/fund undo {E1} 再來一次")
    told = await answered(stage, "趙主任", "/fund")
    assert "餘額 90 元" in told
    for line in (f"{E1} 支出 西瓜 −80.50 元，餘 19.50 元", f"{E3} 更正 {E1} 店家退款 +80.50 元，餘 90 元"):
        assert line in told
    await stage.taps("趙主任", f"/fund {E3}")
    assert f"更正 {E1}" in stage.private("趙主任")[-1].text
    assert await events(stage, "FundSpent", "FundCorrected") == ["FundSpent", "FundSpent", "FundCorrected"]


async def test_a_receipt_sent_with_the_spending_is_kept_with_it(stage: Stage) -> None:
    await fined(stage)
    receipt = picture(1)
    typed = await stage.says("周靜", "/fund spend 30 西瓜", private=True, photo=receipt)
    (answer,) = [m.text for m in stage.private("周靜") if m.reply_to == typed.id]
    assert "已登記支出 30 元：西瓜（單據已收）" in answer
    kept = "SELECT body ->> '$.receipt.file_id' FROM journal WHERE type = 'FundSpent'"
    ((file_id,),) = await stage.ask(lambda conn: conn.execute(kept).fetchall())
    assert stage.world.files.get(file_id).attachment == receipt
    asked = await stage.says("趙主任", f"/fund {E1.replace('-', '').lower()}", private=True)
    told, shown = [m for m in stage.private("趙主任") if m.reply_to == asked.id]
    assert f"{E1} 支出 −30 元\n西瓜\n11/23 14:30 人力資源部周靜登記\n單據見下一則" in told.text
    assert stage.world.files.get(shown.content["photo"][-1]["file_id"]).attachment == receipt
    assert "undo" not in told.text
    by_status = await stage.says("趙主任", f"/status {E1}", private=True)
    assert next(m.text for m in stage.private("趙主任") if m.reply_to == by_status.id) == told.text
    assert await answered(stage, "趙主任", f"/status {F1}") == await answered(
        stage, "趙主任", f"/status {P1}"
    )
    assert f"{F1}" in await answered(stage, "趙主任", f"/why {F1}")
    told = await answered(stage, "趙主任", f"/fund {F1.replace('-', ' ')}")
    assert f"{F1} 罰款 50 元（已繳）" in told
    assert "14:30 已繳，人力資源部周靜" in told
    assert "入帳：罰款 +50 元，11/23 14:30 人力資源部周靜登記" in told
    alarms = "SELECT name FROM outbox WHERE name LIKE 'alarm_update%'"
    assert await stage.ask(lambda conn: conn.execute(alarms).fetchall()) == []


BAD = {
    "/fund spend": "還沒寫金額",
    "/fund spend 西瓜": "看不出「西瓜」是多少錢",
    "/fund spend 12萬 西瓜": "請寫數字。\n未登記。請先寫金額、再寫用途，例：/fund spend 120,000 西瓜",
    "/fund spend 西瓜 120": "請先寫金額",
    "/fund spend -5 西瓜": "金額要大於 0",
    "/fund spend 0 西瓜": "金額要大於 0",
    "/fund spend 1.005 西瓜": "最多到分",
    "/fund spend 99999999999 西瓜": "單筆不能超過",
    "/fund spend 50": "買了什麼還沒寫",
    "/fund spend 1,20 西瓜": "看不出「1,20 西瓜」是多少錢",
    "/fund undo": "還沒寫要更正哪一筆",
    "/fund undo E-20261123-009 不對": "E-20261123-009 不是一筆支出",
    f"/fund undo {F1} 不對": "還沒寫要更正哪一筆",
    "/fund fly": "/fund E-編號　看一筆支出與單據",
    "/fund E-20261123-009": "水果基金沒有 E-20261123-009 這一筆",
    "/fund F-20261123-9": "水果基金沒有 F-20261123-009 這一筆",
}


async def test_what_cannot_be_entered_is_answered_with_what_would_be_right(calm: Stage) -> None:
    await fined(calm)
    before = await events(calm)
    for typed, words in BAD.items():
        assert words in await answered(calm, "周靜", typed), typed
    assert "由人力資源部（周靜、鄭小雲）辦理，您是物流部" in await answered(
        calm, "趙主任", "/fund spend 5 西瓜"
    )
    assert await events(calm) == before
    assert not saying(calm, "已登記支出")
    assert texts(calm)


def workbooks(stage: Stage, who: str) -> list[CalamineWorkbook]:
    """Open every file the bot has sent a person."""
    sent = [m.content["document"]["file_id"] for m in stage.private(who) if "document" in m.content]
    contents = [stage.world.files.get(file_id).attachment.content for file_id in sent]
    return [CalamineWorkbook.from_filelike(BytesIO(content)) for content in contents]


def cell(book: CalamineWorkbook, name: str) -> float:
    """Return the amount beside a name on the first sheet."""
    rows = book.get_sheet_by_name("概要").to_python()
    return float(next(row[1] for row in rows if row[0] == name))


async def test_a_statement_is_sent_privately_adds_up_and_is_on_record(stage: Stage) -> None:
    await fined(stage)
    await answered(stage, "周靜", "/fund spend 80.50 西瓜")
    asked = await stage.says("周靜", "/fund statement 2026-11")
    assert [m.text for m in stage.group() if m.reply_to == asked.id] == ["2026 年 11 月的月結單已私訊給您。"]
    (book,) = workbooks(stage, "周靜")
    assert book.sheet_names == ["概要", "罰款明細", "支出明細", "各人合計"]
    assert (cell(book, "期初餘額"), cell(book, "罰款收入"), cell(book, "支出")) == (0, 100, 80.5)
    assert cell(book, "期末餘額") == 19.5
    fine_rows = book.get_sheet_by_name("罰款明細").to_python()
    place = fine_rows[0].index("本期收入")
    assert sum(row[place] or 0 for row in fine_rows[1:-1]) == fine_rows[-1][place] == 100
    assert await events(stage, "Exported") == ["Exported"]
    register = await answered(stage, "周大海", "/fund exports")
    assert "水果基金月結單 2026-11 給人力資源部周靜（本人索取）" in register
    assert "由人力資源部" in await answered(stage, "趙主任", "/fund statement 2026-11")
    assert not workbooks(stage, "趙主任")
    assert "還沒開始：「2026-12」" in await answered(stage, "周靜", "/fund statement 2026-12")
    assert "不出月結單" in await answered(stage, "周靜", "/fund statement 2026-09")


async def test_the_last_months_statement_goes_to_hr_by_itself_on_the_first_working_day(calm: Stage) -> None:
    await fined(calm)
    for day, hour in ((30, 8), (30, 10), (30, 19)):  # the chart and the summaries, one after another
        await calm.until(calm.now.replace(day=day, hour=hour))
    assert not workbooks(calm, "周靜")
    await calm.until(calm.now.replace(month=12, day=1, hour=9, minute=1))
    for _ in range(2):
        await calm.process.stop()
        await calm.process.start()
        await calm.settle()
    for who in ("周靜", "鄭小雲"):
        (book,) = workbooks(calm, who)
        assert cell(book, "期末餘額") == 100
    assert await events(calm, "Exported") == ["Exported", "Exported"]
    assert not any("document" in message.content for message in calm.group())
