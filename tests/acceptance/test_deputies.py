"""A head is away: his deputy accepts, is called, acts by both names, and pays what she missed (C27, design section 3)."""

from datetime import timedelta

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import (
    F1,
    P1,
    fines,
    product_handed_over,
    saying,
    service_routed,
    texts,
)
from tests.acceptance.test_flow_form import TUESDAY_MORNING, form_made


async def goes_away(stage: Stage, who: str, deputy: str, span: str = "11/23-11/24") -> None:
    await stage.says(who, f"/away {span} {deputy}", private=True)


async def test_a_deputy_approves_by_both_names(stage: Stage) -> None:
    await goes_away(stage, "陳經理", "黃小燕")
    assert saying(stage, "已請業務部黃小燕代理", to="陳經理")
    await stage.presses("黃小燕", "接受")
    assert saying(stage, "業務部黃小燕接受代理", to="陳經理")
    await stage.says("李小明", posts.PRODUCT)
    await stage.presses("黃小燕", "批准")
    assert "黃小燕代陳經理批准" in stage.card(P1).text
    await stage.says("黃小燕", "/whoami", private=True)
    assert "現在代理：陳經理" in texts(stage, of="黃小燕")[-1]


async def test_the_deputy_on_duty_is_called_and_fined(stage: Stage) -> None:
    await goes_away(stage, "趙主任", "周大海")
    await stage.presses("周大海", "接受")
    await stage.at("10:40")
    await service_routed(stage)
    (ping,) = saying(stage, "請物流部")
    assert "周大海（代趙主任）" in ping
    await stage.at("14:16")
    (notice,) = saying(stage, "超時處罰通知")
    assert "對物流部代理負責人周大海（負責人趙主任離崗）罰款 50 元" in notice
    assert await fines(stage) == [(F1, "logistics", "issued")]


async def test_a_head_away_whose_deputy_has_not_answered_is_not_fined(stage: Stage) -> None:
    await goes_away(stage, "趙主任", "周大海")
    await stage.at("10:40")
    await service_routed(stage)
    await stage.at("11:30")
    await stage.presses("周大海", "接受")  # too late for a clock that runs
    await stage.at("14:16")
    assert await fines(stage) == [(F1, "logistics", "held")]


async def test_an_absence_entered_while_the_clock_runs_changes_nothing(calm: Stage) -> None:
    await calm.at("10:40")
    await service_routed(calm)
    await calm.at("11:00")
    await goes_away(calm, "趙主任", "周大海")
    await calm.presses("周大海", "接受")
    await calm.at("14:16")
    (notice,) = saying(calm, "超時處罰通知")
    assert "對物流部負責人趙主任罰款 50 元" in notice


async def test_a_form_that_waits_for_a_head_goes_to_his_deputy_when_he_is_away_and_back_when_he_is_not(
    calm: Stage,
) -> None:
    """錢主管 has it since 11:20 and is away tomorrow; nobody signs."""
    await form_made(calm)
    await goes_away(calm, "錢主管", "孫強", "11/24")
    await calm.presses("孫強", "接受")
    await calm.until(TUESDAY_MORNING - timedelta(minutes=31))
    assert not saying(calm, "請代表生產部簽名", to="孫強")
    await calm.until(TUESDAY_MORNING - timedelta(minutes=29))
    (asked,) = saying(calm, "請代表生產部簽名", to="孫強")
    assert "應於 11/24 08:30 前簽，已逾期" in asked
    await calm.until(TUESDAY_MORNING + timedelta(days=1, minutes=-31))
    before = len(saying(calm, "請代表生產部簽名", to="錢主管"))
    await calm.until(TUESDAY_MORNING + timedelta(days=1, minutes=-29))
    assert len(saying(calm, "請代表生產部簽名", to="錢主管")) == before + 1
    await calm.presses("錢主管", "簽名")
    assert saying(calm, "填寫意見", to="張副總")


async def test_a_deputy_of_another_department_replies_by_both_names_until_the_head_is_back(
    calm: Stage,
) -> None:
    await goes_away(calm, "錢主管", "孫強")
    await calm.says("錢主管", "/away 結束", private=True)
    await goes_away(calm, "錢主管", "李小明")
    await calm.presses("李小明", "接受")
    await product_handed_over(calm)
    (asked,) = [m for m in calm.private("孫強") if "接受後，" in m.text]
    assert asked.buttons == []
    assert "生產部錢主管已取消或提前結束" in asked.text
    await calm.at("11:00")
    await calm.says("李小明", posts.REPLY, to=calm.card(P1))
    assert "業務部李小明代錢主管提交處理回覆" in calm.card(P1).text
    await calm.says("錢主管", "/away 結束", private=True)
    assert saying(calm, "代理到此結束", to="李小明")


async def test_a_deputy_whose_own_department_owes_too_sees_which_is_which(calm: Stage) -> None:
    await goes_away(calm, "趙主任", "錢主管")
    await calm.presses("錢主管", "接受")
    await product_handed_over(calm)
    await calm.says("錢主管", "/todo", private=True)
    todo = texts(calm, of="錢主管")[-1]
    assert f"{P1} 代物流部提交處理回覆，限 13:51 前" in todo
    assert f"{P1} 提交處理回覆，限 13:51 前" in todo
    await calm.at("11:00")
    blames_another = posts.REPLY.replace("責任部門：生產部", "責任部門：採購部")
    await calm.says("錢主管", blames_another, to=calm.card(P1))
    assert "錢主管提交處理回覆" not in calm.card(P1).text
    await calm.presses("錢主管", "生產部")  # whose words these are, asked under them
    await calm.says("錢主管", blames_another, to=calm.card(P1))
    assert "生產部錢主管代趙主任提交處理回覆" in calm.card(P1).text
    await calm.says("錢主管", f"/why {P1}", private=True)
    (why,) = saying(calm, "是這樣算的", to="錢主管")
    assert "11:00 生產部錢主管代趙主任 已完成" in why
    assert "11:00 生產部錢主管 已完成" in why


async def test_whoever_types_something_else_is_told_how(calm: Stage) -> None:
    for typed, answer in (
        ("出差", "看不出起止時間"),
        ("11/24-11/28", "還沒有寫代理人"),
        ("11/20-11/21 黃小燕", "已經過去的時間不能補登"),
        ("11/24-11/28 陳經理", "代理人不能是您自己"),
        ("11/28-11/24 黃小燕", "結束時間要晚於開始時間"),
    ):
        await calm.says("陳經理", f"/away {typed}", private=True)
        assert answer in texts(calm, of="陳經理")[-1]
    await calm.says("陳經理", "/away", private=True)
    await calm.answers("陳經理", "下個月")
    assert "看不出起止時間" in texts(calm, of="陳經理")[-1]
    await calm.answers("陳經理", "11/24 13:30-18:00 黃小燕")
    assert "11/24 13:30–18:00 離崗" in texts(calm, of="陳經理")[-1]
    await calm.presses("黃小燕", "接受")
    await calm.says("黃小燕", "/away 11/24 陳經理", private=True)
    assert "黃小燕 → 陳經理 → 黃小燕" in texts(calm, of="黃小燕")[-1]
