"""Replies as people give them: together, in parts, edited, naming others, or disowning the case (Q07-Q08)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import (
    F1,
    P1,
    S1,
    events,
    fines,
    phase,
    product_handed_over,
    product_posted,
    saying,
)

JOINT = posts.REPLY.replace("責任部門：生產部", "責任部門：生產部、採購部")


async def handed_over(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)


async def routed_to_two(stage: Stage) -> None:
    await stage.at("10:40")
    await stage.says("黃小燕", posts.SERVICE)
    await stage.at("10:42")
    await stage.presses("陳經理", "批准")
    await stage.at("10:45")
    await stage.presses("周靜", "分流", on=stage.card(S1))
    await stage.says("周靜", "物流部、生產部", to=stage.private("周靜")[-1])


async def test_a_joint_ruling_is_complete_when_the_other_department_agrees(stage: Stage) -> None:
    await handed_over(stage)
    await stage.at("11:20")
    await stage.says("錢主管", JOINT, to=stage.card(P1))
    assert "物流部 ⏳" not in stage.card(P1).text  # released
    assert "採購部 ⏳ 13:51" in stage.card(P1).text
    assert await phase(stage, P1) == "handling"
    press = await stage.presses("孫主任", "同意此結論", on=stage.card(P1))
    assert press.answer
    assert press.answer.text == "已記錄：同意生產部的結論。"
    assert await phase(stage, P1) == "acknowledging"
    assert "責任部門：生產部、採購部" in stage.card(P1).text
    await stage.at("13:55")
    assert await fines(stage) == []


async def test_who_owns_up_after_the_question_spares_the_others_from_the_time_of_the_ruling(
    stage: Stage,
) -> None:
    await handed_over(stage)
    await stage.at("13:40")
    line = "生產部回覆：1、質量鑒定結果：混料機清洗不淨。2、處理意見：折價3%。3、責任部門：待查。"
    await stage.says("錢主管", line, to=stage.card(P1))
    (asked,) = saying(stage, "責任部門是哪一個", to="錢主管")
    assert "14:10 前未答，各部門答覆齊後由人力資源部裁定" in asked
    await stage.at("13:55")
    assert [status for _, _, status in await fines(stage)] == ["held"] * 2
    assert saying(stage, "有一個部門已回覆而尚未指明責任部門", to="周靜")
    assert not saying(stage, "超時處罰通知")
    await stage.at("14:05")
    question = next(m for m in stage.private("錢主管") if "責任部門是哪一個" in m.text)
    await stage.says("錢主管", "本部門", to=question)
    assert [status for _, _, status in await fines(stage)] == ["dropped"] * 2
    card = stage.card(P1).text
    assert "採購部 已由他部承擔 13:40" in card
    assert "處理意見：折價3%" in card
    assert card.count("混料機清洗不淨") == 1
    assert await phase(stage, P1) == "acknowledging"


async def test_a_reply_in_two_messages_counts_from_the_second(stage: Stage) -> None:
    await handed_over(stage)
    await stage.at("11:00")
    await stage.says("錢主管", "質量鑒定結果：烤漆溫度偏低 15℃", to=stage.card(P1))
    assert await phase(stage, P1) == "handling"
    assert "生產部 ⏳ 13:51" in stage.card(P1).text
    await stage.at("11:30")
    await stage.says("孫強", "處理意見：40 箱全部換貨\n責任部門：生產部", to=stage.card(P1))
    assert "生產部 ✓ 11:30" in stage.card(P1).text
    assert await phase(stage, P1) == "acknowledging"


async def test_words_that_are_no_reply_stop_no_clock_and_edited_into_one_count_from_the_edit(
    stage: Stage,
) -> None:
    await handed_over(stage)
    await stage.at("13:40")
    message = await stage.says("趙主任", "收到", to=stage.card(P1))
    await stage.at("13:52")
    assert [status for _, _, status in await fines(stage)] == ["issued"] * 3
    await stage.at("14:00")
    await stage.edits("趙主任", message, posts.REPLY_OF_LOGISTICS)
    assert "物流部 ✓ 14:00" in stage.card(P1).text
    assert (F1, "logistics", "issued") in await fines(stage)
    assert saying(stage, "逾期 9 分鐘")


async def test_a_reply_in_time_stays_in_time_however_it_is_edited_afterwards(calm: Stage) -> None:
    await handed_over(calm)
    await calm.at("11:20")
    message = await calm.says("錢主管", posts.REPLY, to=calm.card(P1))
    await calm.at("14:00")
    await calm.edits("錢主管", message, posts.REPLY.replace("40 箱", "30 箱"))
    assert "生產部 ✓ 11:20" in calm.card(P1).text
    assert await events(calm, "Ruled") == ["Ruled"]
    assert await fines(calm) == []


async def test_departments_disown_a_service_case_and_hr_decides_each_claim(stage: Stage) -> None:
    await routed_to_two(stage)
    await stage.at("11:00")
    await stage.presses("趙主任", "非本部門責任", on=stage.card(S1))
    await stage.answers("趙主任", "當天由外包車隊送貨")
    await stage.presses("錢主管", "非本部門責任", on=stage.card(S1))
    await stage.answers("錢主管", "與生產無關")
    assert len(saying(stage, "非本部門責任", to="周靜")) == 2

    claims = [m for m in stage.private("周靜") if "改派" in m.buttons]
    logistics = next(m for m in claims if "外包車隊" in m.text)
    production = next(m for m in claims if "與生產無關" in m.text)
    await stage.presses("周靜", "改派", on=logistics)
    await stage.presses("周靜", "採購部")
    await stage.presses("周靜", "駁回", on=production)
    await stage.answers("周靜", "出貨時間由生產部排定")
    assert saying(stage, "出貨時間由生產部排定", to="錢主管")
    card = stage.card(S1).text
    assert "採購部 ⏳" in card
    assert "生產部 ⏳" in card
    assert await phase(stage, S1) == "handling"

    # 採購部 takes it: 生產部 is free, though its claim was rejected
    await stage.at("11:30")
    await stage.follows("孫主任", "處理方案", on=stage.card(S1))
    await stage.answers("孫主任", posts.PLAN.replace("責任部門：物流部", "責任部門：採購部"))
    assert await phase(stage, S1) == "notifying"
    assert "責任部門：採購部" in stage.card(S1).text
    await stage.at("14:30")
    assert await fines(stage) == []
    claimed = ("Disclaimed", "ClaimSettled", "Ruled")
    assert await events(stage, *claimed) == ["Disclaimed"] * 2 + ["ClaimSettled"] * 2 + ["Ruled"]


async def test_completion_is_asked_for_and_the_rest_of_the_time_runs_on(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    await stage.at("10:04")
    await stage.presses("陳經理", "批准")
    await stage.at("10:14")
    await stage.presses("王五", "受理", on=stage.card(P1))
    await stage.presses("王五", "補正", on=stage.card(P1))
    await stage.answers("王五", "請補上生產批號")
    assert saying(stage, "請補上生產批號", to="李小明")
    assert await phase(stage, P1) == "completing"

    await stage.at("14:00")
    await stage.presses("李小明", "補充")
    await stage.answers("李小明", "批號 A1118-2")
    assert await phase(stage, P1) == "handing_over"
    assert saying(stage, "批號 A1118-2", to="王五")
    assert "公布工藝流程 14:20" in stage.card(P1).text  # ten of the thirty minutes were gone


async def test_a_withdrawn_complaint_asks_nobody_for_anything_more(stage: Stage) -> None:
    await handed_over(stage)
    await stage.at("10:40")
    await stage.presses("李小明", "更多", on=stage.card(P1))
    await stage.presses("李小明", "撤回")
    await stage.answers("李小明", "客戶自己撤回了")
    assert await phase(stage, P1) == "closed"
    assert "撤回" in stage.card(P1).text
    assert saying(stage, "各部門無須再回覆")
    await stage.at("14:30")
    assert await fines(stage) == []


async def test_a_process_written_late_under_the_ping_is_published_and_corrected_by_editing_it(
    stage: Stage,
) -> None:
    await stage.at("10:00")
    await product_posted(stage)
    await stage.at("10:35")  # half an hour is gone: the departments' clocks run without the process
    ping = stage.said(lambda m: "請以下部門" in m.text)
    message = await stage.says("王五", posts.PROCESS, to=ping)
    assert "10:35 打單部王五公布工藝流程" in stage.card(P1).text
    due = [line for line in stage.card(P1).text.splitlines() if "⏳" in line]

    await stage.at("10:50")
    await stage.edits("王五", message, posts.PROCESS.replace("A1118-2", "A1118-3"))
    card = stage.card(P1).text
    assert "10:50 打單部王五補充：" in card
    assert card.index("A1118-2") < card.index("A1118-3")
    assert [line for line in card.splitlines() if "⏳" in line] == due
    assert await events(stage, "Published", "ProcessSupplemented", "Ruled", "PartGiven") == [
        "Published",
        "ProcessSupplemented",
    ]
