"""The product case of the regulation, everybody on time (C01-C11, C17, C25)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, events, fines, phase, product_handed_over, saying


async def test_a_product_complaint_answered_in_time_is_settled_without_a_fine(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    card = stage.card(P1)
    assert "處理中" in card.text
    assert "13:51" in card.text

    await stage.at("11:20")
    await stage.says("錢主管", posts.REPLY, to=card)
    assert "待認可" in stage.card(P1).text
    assert "生產部 ✓ 11:20" in stage.card(P1).text
    assert saying(stage, "已有處理結果", to="李小明")

    await stage.at("14:00")
    await stage.presses("李小明", "認可", on=stage.card(P1))
    assert await phase(stage, P1) == "settling"
    await stage.presses("錢主管", "簽名")
    await stage.presses("張副總", "填寫意見")
    await stage.answers("張副總", "客戶同意換 40 箱")
    await stage.presses("王總", "同意")
    await stage.presses("王五", "登記執行")
    await stage.answers("王五", "40 箱已換貨，客戶簽收")

    assert await phase(stage, P1) == "closed"
    assert "結案" in stage.card(P1).text
    assert await fines(stage) == []
    assert not saying(stage, "超時處罰通知")
    assert len([m for m in stage.group() if m.text.startswith(f"{P1}\u3000")]) == 1
    handled = (
        "Filed",
        "Approved",
        "Posted",
        "Accepted",
        "Published",
        "Ruled",
        "FlowCompiled",
        "Acknowledged",
    )
    once = (*handled, "FlowSigned", "OpinionSigned", "FlowDecided", "FlowExecuted")
    assert await events(stage, *once) == list(once)
