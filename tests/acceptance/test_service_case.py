"""The service case: its plan is HR's and the complainant's, never the group's (C12-C16, Q24)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, S1, events, fines, phase, saying, service_routed, texts

SECRET = "司機本週停班培訓"


async def test_the_group_never_sees_the_plan_and_the_complainant_is_told_in_time(stage: Stage) -> None:
    await stage.at("10:40")
    await service_routed(stage)
    assert "物流部 ⏳ 14:15" in stage.card(S1).text

    await stage.at("11:50")
    await stage.follows("周大海", "處理方案", on=stage.card(S1))
    await stage.answers("周大海", posts.PLAN)
    assert saying(stage, SECRET, to="周靜")
    assert not saying(stage, SECRET, to="黃小燕")
    assert await phase(stage, S1) == "notifying"

    await stage.at("11:55")
    await stage.presses("周靜", "通知投訴人", on=stage.card(S1))
    (result,) = saying(stage, SECRET, to="黃小燕")
    assert S1 in result
    await stage.presses("黃小燕", "認可")
    assert await phase(stage, S1) == "closed"
    assert "結案" in stage.card(S1).text
    assert not any(SECRET in text for text in texts(stage))
    assert await events(stage, "Ruled", "Notified", "Acknowledged") == ["Ruled", "Notified", "Acknowledged"]
    assert await fines(stage) == []


async def test_a_plan_typed_in_the_group_counts_and_is_repeated_nowhere(calm: Stage) -> None:
    await calm.at("10:40")
    await service_routed(calm)
    await calm.at("11:50")
    await calm.says("趙主任", posts.PLAN, to=calm.card(S1))
    assert "物流部 ✓ 11:50" in calm.card(S1).text
    assert not saying(calm, SECRET)
    assert saying(calm, "私", to="趙主任")  # her or his plan belongs into the private chat
    assert saying(calm, SECRET, to="周靜")


async def test_who_is_late_with_the_plan_is_fined_and_hr_is_called_when_it_is_slow(stage: Stage) -> None:
    await stage.at("10:40")
    await service_routed(stage)
    await stage.at("14:16")
    (notice,) = saying(stage, "超時處罰通知")
    assert "物流部應於 14:15 前提交處理方案，至今未收到" in notice
    assert await fines(stage) == [(F1, "logistics", "issued")]
    await stage.follows("趙主任", "處理方案", on=stage.card(S1))
    await stage.answers("趙主任", posts.PLAN)
    await stage.at("14:40")
    assert saying(stage, "通知投訴人", to="魏主任")  # ten minutes were over: 監察部 is told
    assert await phase(stage, S1) == "notifying"


async def test_where_hr_is_accused_supervision_acts_in_its_place(stage: Stage) -> None:
    await stage.at("10:40")
    about_hr = posts.SERVICE.replace("投訴對象：物流部", "投訴對象：人力資源部")
    await stage.says("黃小燕", about_hr)
    await stage.presses("陳經理", "批准")
    await stage.presses("周靜", "受理", on=stage.card(S1))
    assert await phase(stage, S1) == "accepting"
    await stage.presses("魏主任", "分流", on=stage.card(S1))
    await stage.presses("魏主任", "人力資源部")
    assert await phase(stage, S1) == "handling"

    await stage.at("14:20")
    (notice,) = saying(stage, "超時處罰通知")
    assert "監察部依" in notice
    assert "監察部可說明理由後豁免" in notice
    assert "對人力資源部負責人周靜罰款 50 元" in notice
    await stage.presses("周靜", "異議")
    await stage.answers("周靜", "系統故障")
    assert saying(stage, "系統故障", to="高主任")  # not to 監察部, which fined
    assert not saying(stage, "系統故障", to="魏主任")
