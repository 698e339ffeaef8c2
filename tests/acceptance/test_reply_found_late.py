"""A reply sent in time that Telegram delivers after the notice takes the fine back (design, Judging a miss)."""

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, F2, F3, P1, fines, phase, product_handed_over, saying, struck

NOTICE = "超時處罰通知"


async def delivered_late(stage: Stage, name: str, reply: str) -> None:
    """The reply is sent at 13:50, before the time is over, and arrives after the notice."""
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("13:50")
    stage.world.hold_updates()
    stage.world.post(stage.people[name], stage.world.group, reply, reply_to=stage.card(P1))
    await stage.at("13:55")


async def test_a_reply_in_time_that_arrives_after_the_notice_revokes_the_fines(stage: Stage) -> None:
    await delivered_late(stage, "趙主任", posts.REPLY_OF_LOGISTICS)
    assert len(saying(stage, NOTICE)) == 1
    assert [status for _, _, status in await fines(stage)] == ["issued"] * 3

    stage.world.release_updates()
    await stage.acted()
    # 物流部 took the responsibility in time: the others were free from then on as well
    assert [status for _, _, status in await fines(stage)] == ["revoked"] * 3
    (notice,) = [m for m in stage.group() if NOTICE in m.text]
    assert all(number in struck(notice) for number in (F1, F2, F3))
    assert "查到按時提交的回覆，不算逾期" in notice.text
    assert not notice.buttons
    for head in ("趙主任", "錢主管", "孫主任"):
        assert saying(stage, "無須繳款", to=head)
    assert "物流部 ✓ 13:50" in stage.card(P1).text
    assert await phase(stage, P1) == "acknowledging"


async def test_a_fine_already_paid_is_given_back(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("14:00")
    paid = next(m for m in calm.private("周靜") if F3 in m.text and "已繳" in m.buttons)
    await calm.presses("周靜", "已繳", on=paid)
    assert (F3, "purchasing", "paid") in await fines(calm)

    in_time = calm.now.replace(hour=13, minute=50)
    await calm.says("孫主任", posts.REPLY_OF_PURCHASING, to=calm.card(P1), date=in_time)
    # 採購部 named 物流部: only its own fine is taken back
    assert await fines(calm) == [
        (F1, "logistics", "issued"),
        (F2, "production", "issued"),
        (F3, "purchasing", "refund_owed"),
    ]
    assert saying(calm, "已繳的 50 元由人力資源部退還給您", to="孫主任")
    await calm.presses("周靜", "已退還")
    assert (F3, "purchasing", "refunded") in await fines(calm)
    assert saying(calm, "已登記把 50 元退還給您", to="孫主任")
