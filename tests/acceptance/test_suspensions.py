"""A power cut: HR stops the clocks, what is owed moves, and nobody is fined for the time that stood still."""

from bot.demo.stage import Stage
from tests.acceptance.company_life import P1, fines, product_handed_over, saying, texts


async def test_a_power_cut_moves_what_is_owed_and_why_shows_it(stage: Stage) -> None:
    await product_handed_over(stage)  # due at 13:51
    await stage.at("11:00")
    await stage.says("周靜", "/suspend 現在-11:30 生產部、物流部 停電", private=True)
    (told,) = saying(stage, "暫停計時")
    assert "生產部、物流部暫停計時：11:00–11:30" in told
    assert "生產部 ⏳ 14:21" in stage.card(P1).text
    assert "採購部 ⏳ 13:51" in stage.card(P1).text
    await stage.says("錢主管", f"/why {P1}", private=True)
    assert "11:00–11:30 暫停計時（停電）" in texts(stage, of="錢主管")[-1]
    await stage.at("14:10")
    assert [(department, status) for _, department, status in await fines(stage)] == [
        ("purchasing", "issued")
    ]
    await stage.at("14:22")
    assert {department for _, department, _ in await fines(stage)} == {
        "purchasing",
        "production",
        "logistics",
    }


async def test_the_power_is_back_early(stage: Stage) -> None:
    await product_handed_over(stage)
    await stage.at("11:00")
    await stage.says("周靜", "/suspend 現在-17:00 全公司 停電", private=True)
    await stage.at("11:20")
    await stage.says("周靜", "/suspend", private=True)
    await stage.presses("周靜", "1")
    assert saying(stage, "提前於 11:20 結束")
    assert "生產部 ⏳ 14:11" in stage.card(P1).text


async def test_whoever_types_something_else_is_told_how(calm: Stage) -> None:
    for typed, answer in (
        ("停電", "看不出起止時間"),
        ("14:00-16:00 停電", "請寫明哪些部門"),
        ("14:00-16:00 生產部", "請寫明理由"),
        ("09:00-16:00 生產部 停電", "已經過去的不能補登"),
        ("16:00-14:00 生產部 停電", "結束時間要晚於開始時間"),
        ("", "目前沒有暫停計時"),
    ):
        await calm.says("周靜", f"/suspend {typed}", private=True)
        assert answer in texts(calm, of="周靜")[-1]
    await calm.says("李小明", "/suspend 14:00-16:00 全公司 停電", private=True)
    assert "由人力資源部辦理" in texts(calm, of="李小明")[-1]
    assert not saying(calm, "暫停計時")
