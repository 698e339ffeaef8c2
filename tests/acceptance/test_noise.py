"""Ten complaints at once: the group stays readable and under Telegram's limit, and nobody's clock is hurt."""

from datetime import timedelta

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import fines, saying

CASES = 10
NUMBERS = [f"P-20261123-{number:03}" for number in range(1, CASES + 1)]


async def test_a_restart_in_the_middle_of_it_keeps_the_limit_too(calm: Stage) -> None:
    await _ten_drafts_approved(calm)
    await calm.process.stop()
    await calm.process.start()
    await _pass(calm, minutes=3)
    assert all(calm.card(number).text for number in NUMBERS)
    assert calm.world.limits.summary()[str(calm.world.group.id)]["max_per_minute"] <= 18


async def test_ten_cases_at_once_stay_under_eighteen_calls_a_minute(calm: Stage) -> None:
    await _ten_drafts_approved(calm)
    await _pass(calm, minutes=4)
    cards = [calm.card(number) for number in NUMBERS]
    for card in cards:
        calm.world.press(calm.people["王五"], card, "受理")
        calm.world.post(calm.people["王五"], calm.world.group, f"工藝流程：{posts.PROCESS}", reply_to=card)
    await _pass(calm, minutes=6)
    for number in NUMBERS:
        assert "處理中" in calm.card(number).text
    for card in cards[:5]:
        calm.world.post(calm.people["錢主管"], calm.world.group, posts.REPLY, reply_to=card)
    await calm.at("13:50")
    await _pass(calm, minutes=15)

    traffic = calm.world.limits.summary()[str(calm.world.group.id)]
    assert traffic["max_per_minute"] <= 18
    assert traffic["refused"] == 0
    assert len(saying(calm, "超時處罰通知")) == 5
    assert len(await fines(calm)) == 15
    assert {status for _, _, status in await fines(calm)} == {"issued"}


async def _ten_drafts_approved(calm: Stage) -> None:
    await calm.at("10:00")
    for number in range(CASES):
        form = posts.PRODUCT.replace("300 箱", f"{300 + number} 箱")
        calm.world.post(calm.people["李小明"], calm.world.group, form)
    await calm.settle()
    await calm.until(calm.now + timedelta(seconds=30))
    for request in [m for m in calm.private("陳經理") if "批准" in m.buttons]:
        calm.world.press(calm.people["陳經理"], request, "批准")
    await calm.settle()


async def _pass(stage: Stage, *, minutes: int) -> None:
    for _ in range(minutes):
        await stage.until(stage.now + timedelta(minutes=1))
