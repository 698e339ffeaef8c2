"""The flow form of a case about money or goods, from the ruling to its execution (C17-C25, Q27-Q34, Q46)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, phase, product_handed_over, saying


async def form_made(stage: Stage) -> None:
    """生產部 has answered, it owes the replacement: 錢主管 has the flow form before him since 11:20."""
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("11:20")
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))


async def opinion_written(stage: Stage) -> None:
    await form_made(stage)
    await stage.at("11:30")
    await stage.presses("錢主管", "簽名")
    await stage.at("13:40")
    await stage.presses("張副總", "填寫意見")
    await stage.answers("張副總", "客戶同意換 40 箱，另補運費 300 元")


async def test_a_refund_is_signed_through_with_one_amendment_that_is_signed_again(stage: Stage) -> None:
    await opinion_written(stage)
    assert saying(stage, "客戶同意換 40 箱", to="李小明")
    await stage.at("14:00")
    await stage.presses("丁小玲", "修改")
    await stage.answers("丁小玲", "換 40 箱，運費由物流承擔 200 元")
    (asked_again,) = saying(stage, "王總已修改處理意見", to="張副總")
    assert "運費由物流承擔 200 元" in asked_again
    assert "（代王總）" in saying(stage, "審批：修改", to="李小明")[-1]
    assert not saying(stage, "登記執行", to="王五"), (
        "nothing is executed before the vice president has signed again"
    )

    await stage.at("14:10")
    await stage.presses("張副總", "簽名")
    assert saying(stage, "請按審批意見執行", to="王五")
    await stage.presses("李小明", "認可")
    assert await phase(stage, P1) == "settling"

    await stage.at("15:00")
    await stage.presses("王五", "登記執行")
    await stage.answers("王五", "已換貨 40 箱，出貨單 A-1123")
    assert saying(stage, "已換貨 40 箱，出貨單 A-1123", to="李小明")
    assert await phase(stage, P1) == "closed"
