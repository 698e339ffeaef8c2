"""諮詢建議: a question in the group gets a number, somebody who answers, and an answer within a working day; never a fine."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox import Message
from tests.acceptance.company_life import fines, saying, texts

C1 = "C-20261123-001"
ASKED = "客戶東方五金問：H 牌新款什麼時候到貨？"


async def asked(stage: Stage, words: str = "/ask") -> Message:
    """黃小燕 asks in the group, and 李小明 makes it an enquiry."""
    question = await stage.says("黃小燕", ASKED)
    await stage.at("10:00")
    await stage.says("李小明", words, to=question)
    return question


async def test_a_question_is_routed_answered_and_settled(stage: Stage) -> None:
    question = await asked(stage)
    receipt = stage.said(lambda m: C1 in m.text and "諮詢建議" in m.text)
    assert receipt.reply_to == question.id
    assert "首問負責 業務部李小明" in receipt.text
    assert "限 11/24 10:00 前" in receipt.text
    asked_which = await stage.presses("周靜", "交給部門")
    assert asked_which.answer
    assert "請選擇" in asked_which.answer.text
    handed = await stage.presses("周靜", "採購部")
    assert handed.answer
    assert "已交給該部門" in handed.answer.text
    assert stage.said(lambda m: "已交給採購部答覆" in m.text).reply_to == question.id
    assert saying(stage, "請採購部答覆", to="孫主任")
    receipt = stage.said(lambda m: C1 in m.text and "首問負責" in m.text)
    assert "由採購部答覆，限 11/24 10:00 前" in receipt.text
    await stage.at("11:00")
    (settled,) = saying(stage, "答覆，或交給有關部門", to="周靜")
    assert "✓ 10:00 您已交給採購部答覆" in settled
    assert not any("答覆" in str(m.keyboard) for m in stage.private("周靜") if C1 in m.text)
    await stage.presses("孫主任", "答覆")
    await stage.answers("孫主任", "11/27 到貨，首批 200 箱。")
    receipt = stage.said(lambda m: C1 in m.text and "首問負責" in m.text)
    assert "已答覆" in receipt.text
    assert receipt.keyboard == []
    answer = stage.said(lambda m: "首批 200 箱" in m.text)
    assert answer.reply_to == question.id
    await stage.presses("黃小燕", "滿意", on=answer)
    assert saying(stage, "黃小燕對您的答覆表示滿意", to="孫主任")
    await stage.says("黃小燕", f"/status {C1}", private=True)
    told = texts(stage, of="黃小燕")[-1]
    assert "提出人滿意" in told
    assert "首批 200 箱" in told


async def test_nobody_answers_in_time_and_nobody_is_fined(stage: Stage) -> None:
    await asked(stage, "/ask 採購部")
    assert saying(stage, "請採購部答覆", to="孫主任")
    await stage.until(stage.now.replace(day=24, hour=9, minute=0))
    assert saying(stage, f"{C1} 諮詢建議尚未答覆", to="孫主任")
    await stage.until(stage.now.replace(hour=10, minute=5))
    for name in ("孫主任", "周靜", "李小明"):
        assert len(saying(stage, "至今未答覆", to=name)) == 1
    await stage.until(stage.now.replace(day=25, hour=10, minute=10))
    assert len(saying(stage, "至今未答覆", to="孫主任")) == 2
    assert await fines(stage) == []
    await stage.presses("孫主任", "答覆")
    await stage.answers("孫主任", "11/27 到貨")
    await stage.until(stage.now.replace(day=27, hour=12))
    assert len(saying(stage, "至今未答覆", to="孫主任")) == 2


async def test_lists_and_figures_show_it_beside_the_complaints(calm: Stage) -> None:
    await asked(calm, "/ask 採購部")
    line = f"• {C1} 待採購部答覆，限 11/24 10:00 前：客戶東方五金問"
    for name, command in (("孫主任", "/todo"), ("李小明", "/todo"), ("黃小燕", "/mine"), ("王五", "/open")):
        await calm.says(name, command, private=True)
        assert line in texts(calm, of=name)[-1]
    await calm.says("王五", "/search 新款 东方", private=True)
    assert line in texts(calm, of="王五")[-1]
    await calm.says("王五", "/todo", private=True)
    assert C1 not in texts(calm, of="王五")[-1]
    await calm.at("18:05")
    (summary,) = saying(calm, "投訴日報")
    assert "諮詢建議：新增 1　答覆 0　待答覆 1" in summary
    assert "新增 0（產品 0，服務 0）" in summary
    await calm.says("王五", "/stats", private=True)
    assert "諮詢建議：新增 1" in texts(calm, of="王五")[-1]


async def test_who_takes_it_over_answers_for_it(stage: Stage) -> None:
    await asked(stage)
    receipt = stage.said(lambda m: C1 in m.text and "諮詢建議" in m.text)
    refused = await stage.says("王五", "答覆：下週到", to=receipt)
    assert "先按「接手」" in stage.said(lambda m: m.reply_to == refused.id).text
    await stage.presses("王五", "接手", on=receipt)
    assert saying(stage, "已由打單部王五接手", to="李小明")
    await stage.says("王五", "我先看看", to=receipt)
    assert not saying(stage, "我先看看")
    nod = await stage.says("王五", "答覆：好的", to=receipt)
    assert "還不是答覆" in stage.said(lambda m: m.reply_to == nod.id).text

    # Words without the label are the answer where he says so, and talk where he does not
    await stage.says("王五", "這要看排程", to=receipt)
    await stage.at("11:00")
    await stage.says("王五", "11/27 到貨", to=receipt)
    asked_talk, asked_answer = (m for m in stage.private("王五") if "是這項諮詢的答覆嗎" in m.text)
    left = await stage.presses("王五", "不是", on=asked_talk)
    assert left.answer
    assert "仍待答覆" in left.answer.text
    assert not saying(stage, "王五答覆")
    await stage.at("11:20")
    await stage.presses("王五", "是，作為答覆", on=asked_answer)
    assert (asked_talk.buttons, asked_answer.buttons) == ([], [])
    assert stage.said(lambda m: "王五答覆" in m.text).text.endswith("11/27 到貨")
    await stage.says("黃小燕", f"/status {C1}", private=True)
    assert "11:00" in texts(stage, of="黃小燕")[-1]


async def test_our_name_under_a_message_offers_both_ways(stage: Stage) -> None:
    remark = await stage.says("黃小燕", "東方五金說床墊表面起泡，約 40 箱")
    assert stage.group() == []
    await stage.says("李小明", "@tousu_sandbox_bot 這個怎麼辦", to=remark)
    offer = stage.said(lambda m: "要怎樣辦" in m.text)
    await stage.follows("李小明", "轉為投訴", on=offer)
    await stage.presses("李小明", "產品質量投訴")
    for value in ("東方五金", "11/20", "H牌", "120×60，300 箱", "換貨"):
        await stage.says("李小明", value, private=True)
    await stage.presses("李小明", "現在")
    await stage.presses("李小明", "完成")
    assert saying(stage, "黃小燕：東方五金說床墊表面起泡，約 40 箱", to="李小明")
    await stage.presses("王五", "轉為諮詢", on=offer)
    assert "首問負責 打單部王五" in stage.said(lambda m: C1 in m.text and "諮詢建議" in m.text).text


async def test_what_cannot_be_an_enquiry_is_told_so(calm: Stage) -> None:
    question = await asked(calm)
    await calm.says("王五", "/ask", to=question)
    assert saying(calm, f"已登記為 {C1}")
    await calm.says("王五", "/ask")
    assert saying(calm, "請寫明要問什麼、建議什麼")
    await calm.says("王五", "/ask 物流部", private=True)
    assert "/ask 物流部 貨什麼時候到" in texts(calm, of="王五")[-1]
    await calm.says("王五", "/ask 物流部 倉庫的鑰匙在哪裡", private=True)
    assert "由物流部答覆，限" in texts(calm, of="王五")[-1]
    assert saying(calm, "王五：倉庫的鑰匙在哪裡", to="趙主任")
    receipt = calm.said(lambda m: C1 in m.text and "諮詢建議" in m.text)
    press = await calm.presses("黃小燕", "接手", on=receipt)
    assert press.answer
    assert "您自己提出" in press.answer.text
    await calm.says("李小明", posts.PRODUCT)


async def test_after_hours_the_receipt_says_from_when_it_counts(calm: Stage) -> None:
    await calm.at("20:00")
    await calm.says("黃小燕", "/ask 建議週五下午開放取樣")
    assert saying(calm, "現在是非工作時間，11/24 08:30 起計")
    assert saying(calm, "限 11/25 08:30 前")


async def test_its_time_stands_still_is_explained_and_ends_when_it_is_taken_back(calm: Stage) -> None:
    await asked(calm, "/ask 採購部")
    receipt = calm.said(lambda m: C1 in m.text and "諮詢建議" in m.text)
    await calm.says("周靜", "/suspend 14:00-16:00 採購部 停電", private=True)
    await calm.says("黃小燕", f"/why {C1}", private=True)
    told = texts(calm, of="黃小燕")[-1]
    assert "起點 10:00 提出（黃小燕）" in told
    assert "14:00–16:00" in told
    assert "停電" in told
    assert "到期 11/24 12:00" in told
    for words in ("諮詢", "諮詢 採購部", "採購部"):
        await calm.says("王五", f"/open {words}", private=True)
        assert C1 in texts(calm, of="王五")[-1]
    for words in ("諮詢 逾期", "生產部", "產品"):
        await calm.says("王五", f"/open {words}", private=True)
        assert C1 not in texts(calm, of="王五")[-1]
    press = await calm.presses("王五", "撤回", on=receipt)
    assert press.answer
    assert "黃小燕" in press.answer.text
    await calm.presses("黃小燕", "撤回", on=receipt)
    assert saying(calm, f"{C1} 已由黃小燕撤回，不必再答覆。")
    assert saying(calm, "已由黃小燕撤回", to="孫主任")
    await calm.until(calm.now.replace(day=25, hour=12))
    assert not saying(calm, "至今未答覆", to="孫主任")
