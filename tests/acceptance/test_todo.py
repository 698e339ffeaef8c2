"""What is there to do? Each person sees her own, the most urgent first, and is a press away from it."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, P1, product_handed_over, product_posted, texts
from tests.acceptance.test_open_list import last


async def test_a_duty_is_told_with_the_minutes_left_and_opens_at_its_number(calm: Stage) -> None:
    await product_handed_over(calm)  # due at 13:51, with lunch between
    await calm.at("11:57")
    assert f"{P1} 待生產部、採購部、物流部回覆，限 13:51" in await last(calm, "李小明", "/mine")
    told = await last(calm, "錢主管", "/todo")
    assert f"1. {P1} 提交處理回覆，限 13:51 前，還剩工作時間 24 分鐘" in told
    await calm.presses("錢主管", "1", on=calm.private("錢主管")[-1])
    await calm.answers("錢主管", posts.REPLY)
    assert "生產部 ✓" in calm.card(P1).text
    assert "提交處理回覆" not in await last(calm, "錢主管", "/todo")


async def test_a_head_sees_what_her_people_owe_and_what_waits_for_her(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.says("錢主管", posts.REPLY, to=calm.card(P1))
    await calm.says("黃小燕", posts.PRODUCT.replace("李小明", "黃小燕"), private=True)
    told = await last(calm, "陳經理", "/todo")
    assert "1. D-20261123-002 審批" in told
    assert "李小明的待辦 1 項" in told
    assert f"{P1} 認可或申訴" in told
    await calm.presses("陳經理", "1", on=calm.private("陳經理")[-1])
    await calm.presses("陳經理", "批准")
    assert "D-20261123-002" not in await last(calm, "陳經理", "/todo")


async def test_a_question_that_waits_for_an_answer_is_told(calm: Stage) -> None:
    await product_posted(calm)
    for _ in range(2):
        await calm.presses("王五", "公布工藝流程", on=calm.card(P1))
    told = await last(calm, "王五", "/todo")
    assert "等您回答的問題：" in told
    assert told.count(f"• {P1} 公布工藝流程") == 1
    assert "還沒有填完" not in told


async def test_a_form_that_is_not_finished_is_told_and_gone_on_with(calm: Stage) -> None:
    await calm.says("李小明", "/new", private=True)
    await calm.presses("李小明", "產品質量投訴")
    await calm.says("李小明", "東方五金", private=True)
    told = await last(calm, "李小明", "/todo")
    assert "您有一份產品質量投訴還沒有填完，按「繼續」或發送 /new 接著填。" in told
    await calm.presses("李小明", "繼續", on=calm.private("李小明")[-1])
    assert "發貨日期（2/7）" in texts(calm, of="李小明")[-1]
    await calm.says("李小明", "/todo")
    assert "還沒有填完" not in texts(calm)[-1]


async def test_hr_sees_the_fines_it_has_to_decide_about(calm: Stage) -> None:
    await product_posted(calm)  # nobody publishes: what follows is held
    await calm.at("14:10")
    told = await last(calm, "周靜", "/todo")
    assert f"{F1} " in told
    assert "罰款待核定" in told


async def test_in_the_group_the_button_leads_to_the_private_chat(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.says("錢主管", "/todo")
    answer = calm.group()[-1]
    assert "還剩" in answer.text
    await calm.follows("錢主管", "1", on=answer)
    assert "處理" in texts(calm, of="錢主管")[-1] + texts(calm)[-1]


async def test_fines_owed_and_refunds_owed_are_told_to_who_owes_them(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.at("13:52")
    number = next(word for word in (await last(calm, "錢主管", "/todo")).split() if word.startswith("F-"))
    fine = number.removeprefix("• ").partition("（")[0]
    assert f"• {fine}（{P1}）50 元，已罰" in await last(calm, "錢主管", "/todo")
    issued = calm.find("周靜", lambda m: m.text.startswith(f"{fine} 已發出"), what="the fine")
    await calm.presses("周靜", "已繳", on=issued)
    assert fine not in await last(calm, "錢主管", "/todo")
    await calm.presses("周靜", "豁免", on=issued)
    await calm.answers("周靜", "停電 40 分鐘")
    assert f"• {fine}（{P1}）50 元，退給錢主管" in await last(calm, "周靜", "/todo")
    await calm.presses("周靜", f"已退還 {fine}", on=calm.private("周靜")[-1])
    assert fine not in await last(calm, "周靜", "/todo")
