"""The flow form of a case about money or goods, from the ruling to its execution (C17-C25, Q27-Q34, Q46)."""

from datetime import timedelta

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, P2, events, phase, product_handed_over, saying
from tests.acceptance.conftest import MONDAY

TUESDAY_MORNING = MONDAY.replace(hour=9, minute=0) + timedelta(days=1)
TUESDAY_EVENING = MONDAY.replace(hour=17, minute=31) + timedelta(days=1)


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
    (asked_again,) = saying(stage, "丁小玲（代王總）已修改處理意見", to="張副總")
    assert saying(stage, "丁小玲已代您審批流程表：修改", to="王總")
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
    await stage.at("17:31")
    (cover,) = saying(stage, "質量投訴處理流程表清單", to="周靜")
    assert f"今日整理：\n• {P1} 生產部，已執行完畢" in cover, "the day's, though the case is closed (C18)"


async def test_a_new_opinion_makes_the_shown_form_outdated_and_is_put_before_the_general_manager_again(
    stage: Stage,
) -> None:
    await opinion_written(stage)
    shown_first = stage.find("王總", lambda message: "請審批" in message.text, what="a form")
    await stage.presses("張副總", "更多", on=stage.card(P1))
    await stage.presses("張副總", "填寫意見")
    await stage.answers("張副總", "客戶要求全部重發")
    press = await stage.presses("王總", "同意", on=shown_first)
    if press.answer:  # a press whose answer was lost with a killed bot is answered privately
        assert "內容已修改" in press.answer.text
    assert await events(stage, "FlowDecided") == []
    assert "客戶要求全部重發" in saying(stage, "請審批", to="王總")[-1]
    await stage.presses("王總", "同意")
    assert saying(stage, "客戶要求全部重發", to="王五")


async def test_a_case_without_a_reply_rolls_over_to_the_next_day_marked_so(stage: Stage) -> None:
    await form_made(stage)
    await stage.says("黃小燕", posts.PRODUCT.replace("李小明", "黃小燕").replace("東方五金", "宏業建材"))
    await stage.presses("陳經理", "批准")
    await stage.presses("王五", "公布工藝流程", on=stage.card(P2))
    await stage.answers("王五", posts.PROCESS)
    await stage.at("17:31")
    (cover,) = saying(stage, "質量投訴處理流程表清單", to="周靜")
    assert f"{P1} 生產部" in cover.partition("未回覆")[0]
    assert f"{P2} 生產部、採購部、物流部" in cover.partition("未回覆，順延到下一個工作日")[2]
    assert not saying(stage, "質量投訴處理流程表清單"), "the list is HR's"

    await stage.until(TUESDAY_EVENING)
    tuesday = saying(stage, "質量投訴處理流程表清單", to="周靜")[-1]
    assert tuesday.startswith("📄 11/24")
    assert f"{P1} 生產部" in tuesday.partition("未回覆")[0], "it is listed until it is executed"
    assert f"{P2} 生產部、採購部、物流部" in tuesday.partition("未回覆，順延到下一個工作日")[2]


async def test_a_head_who_has_not_signed_by_the_next_morning_is_gone_past_with_a_reason(stage: Stage) -> None:
    await form_made(stage)
    await stage.until(TUESDAY_MORNING)
    (asked,) = saying(stage, "仍有責任部門未簽名", to="周靜")
    assert P1 in asked
    await stage.presses("周靜", "照轉")
    await stage.answers("周靜", "錢主管出差，電話中已知悉")
    (request,) = saying(stage, "請與客戶協商後填寫綜合處理意見", to="張副總")
    assert "錢主管出差，電話中已知悉" in request
    assert saying(stage, "錢主管出差，電話中已知悉", to="李小明")
    assert saying(stage, "流程表已由周靜照轉，不再等您簽名", to="錢主管")


async def test_a_head_who_disagrees_is_not_shown_as_having_signed(calm: Stage) -> None:
    await form_made(calm)
    await calm.presses("錢主管", "不同意")
    await calm.answers("錢主管", "批次不是本部門做的")
    assert "錢主管在流程表註明不同意（生產部）" in calm.card(P1).text
    assert "簽流程表" not in calm.card(P1).text
    assert saying(calm, "註明不同意，理由「批次不是本部門做的」", to="李小明")


async def test_what_is_pressed_out_of_turn_twice_or_by_another_head_is_refused_and_changes_nothing(
    calm: Stage,
) -> None:
    await form_made(calm)
    card = calm.card(P1)
    wrong = calm.world.press(calm.people["趙主任"], card, data="1sf-1-dproduction-r1")
    early = calm.world.press(calm.people["王總"], card, data="1ag-1-r1")
    await calm.settle()
    assert wrong.answer
    assert "錢主管" in wrong.answer.text
    assert early.answer
    assert "現由生產部錢主管在流程表上簽名" in early.answer.text
    assert await events(calm, "FlowSigned", "FlowDecided") == []
    await calm.presses("錢主管", "簽名")
    twice = calm.world.press(calm.people["錢主管"], card, data="1sf-1-dproduction-r1")
    await calm.settle()
    assert twice.answer
    assert "您已於 11:20 在流程表上簽名" in twice.answer.text
    assert await events(calm, "FlowSigned") == ["FlowSigned"]


async def test_a_changed_ruling_voids_the_signatures_and_a_decided_one_is_not_appealed(stage: Stage) -> None:
    await opinion_written(stage)
    await stage.presses("李小明", "申訴")
    await stage.presses("李小明", "監察部")
    await stage.answers("李小明", "運費太少")
    assert await phase(stage, P1) == "appealing"
    await stage.presses("魏主任", "改判")
    await stage.answers("魏主任", "運費全額由本公司承擔")
    (again,) = saying(stage, "先前的簽名作廢", to="錢主管")
    assert "運費全額由本公司承擔" in again
    await stage.presses("錢主管", "簽名")
    await stage.presses("張副總", "簽名")
    await stage.presses("王總", "同意")
    assert saying(stage, "請按審批意見執行", to="王五")
    await stage.presses("李小明", "申訴")
    assert await phase(stage, P1) == "acknowledging"
    assert await events(stage, "Appealed") == ["Appealed"]
