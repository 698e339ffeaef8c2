"""The bot knows that it cannot hear the group: nobody is fined for that time, and everybody is told what to send again."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox.model import KICKED
from tests.acceptance.company_life import F1, F2, F3, P1, fines, phase, product_handed_over, saying, struck
from tests.acceptance.test_appeals import answered
from tests.acceptance.test_faults import HELD, NOTICE


async def test_removed_and_let_in_again_it_holds_what_fell_due_and_asks_for_what_it_missed(
    stage: Stage,
) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("13:30")
    group, admin = stage.world.group, stage.people["高主任"]
    stage.world.remove_bot(group, admin)
    await stage.acted()
    (alarm,) = saying(stage, "本機器人已不在群組", to="高主任")  # at once, not when something is to be sent
    assert "13:30 起，" in alarm
    assert "高主任移出" in alarm

    await stage.at("13:40")
    reply = stage.world.post(stage.people["趙主任"], group, posts.REPLY_OF_LOGISTICS, reply_to=stage.card(P1))
    await stage.at("13:58")
    assert [status for _, _, status in await fines(stage)] == ["held"] * 3
    assert all(
        "13:30 起本機器人收不到群組訊息（當時不在群組）" in text for text in saying(stage, HELD, to="周靜")
    )

    await stage.at("14:05")
    stage.world.add_bot(group, admin, admin=True)
    await stage.acted()
    await stage.at("14:10")
    after = [m for m in stage.group() if m.id > reply.id and m.sender.id == stage.world.bot.id]
    assert "11/23 13:30–14:05 我收不到" in after[0].text
    assert "請再發一次" in after[0].text  # before all that waited for the group
    assert len([m for m in stage.group() if "現已恢復" in m.text]) == 1
    assert len(saying(stage, "現已恢復", to="高主任")) == 1
    assert not saying(stage, NOTICE)
    assert "Forbidden" not in "".join(m.text for m in stage.private("高主任"))

    # Sent again, it is late, and still HR's to decide
    await stage.says("趙主任", posts.REPLY_OF_LOGISTICS, to=stage.card(P1))
    assert (F1, "logistics", "held") in await fines(stage)
    await stage.says("周靜", f"/why {P1}", private=True)
    (why,) = saying(stage, "是這樣算的", to="周靜")
    assert "13:30–14:05 本機器人收不到群組訊息（當時不在群組）；時限照算，罰不罰由人核定" in why


async def test_an_ordinary_member_in_privacy_mode_it_fines_nobody_and_counts_what_still_reaches_it(
    stage: Stage,
) -> None:
    stage.world.reads_all = False
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("11:00")
    group, admin = stage.world.group, stage.people["高主任"]
    stage.world.demote_bot(group, admin)
    await stage.acted()
    assert len(saying(stage, "貼在群組的投訴收不到", to="高主任")) == 1
    assert len([m for m in stage.group() if "我看不到群組裡的一般訊息" in m.text]) == 1

    await stage.at("11:10")
    await stage.says("趙主任", posts.REPLY_OF_LOGISTICS)  # under nothing: it is not shown to the bot
    await stage.says("孫主任", posts.REPLY_OF_PURCHASING, to=stage.card(P1))  # an answer to the bot is
    assert "採購部 ✓ 11:10" in stage.card(P1).text
    await stage.at("13:52")
    assert not saying(stage, NOTICE)
    assert {status for _, _, status in await fines(stage)} == {"held"}
    assert len(await fines(stage)) == 2

    await stage.at("14:00")
    stage.world.promote_bot(group, admin)
    await stage.acted()
    assert len([m for m in stage.group() if "11:00–" in m.text and "請再發一次" in m.text]) == 1
    await stage.says("趙主任", posts.REPLY_OF_LOGISTICS)
    assert "物流部 ✓ 14:00" in stage.card(P1).text
    assert await phase(stage, P1) == "acknowledging"
    assert {status for _, _, status in await fines(stage)} == {"held"}


async def test_fines_issued_before_it_was_known_are_held_and_the_notice_says_so(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("13:00")
    await calm.says("李小明", "大家好")  # the last thing it hears
    await calm.at("13:52")
    paid = next(m for m in calm.private("周靜") if F3 in m.text and "已繳" in m.buttons)
    await calm.presses("周靜", "已繳", on=paid)
    await calm.at("14:00")
    calm.world.group.members[calm.world.bot.id] = KICKED  # and Telegram does not tell
    await calm.says("黃小燕", posts.PRODUCT_MENDED, private=True)
    await calm.presses("陳經理", "批准")
    assert await fines(calm) == [
        (F1, "logistics", "held"),
        (F2, "production", "held"),
        (F3, "purchasing", "paid"),
    ]
    assert "無須繳款" in calm.private("趙主任")[-1].text
    assert "已繳 50 元" in saying(calm, f"{F3}（{P1}）請重新核定", to="周靜")[0]

    await calm.at("14:05")
    calm.world.add_bot(calm.world.group, calm.people["高主任"], admin=True)
    await calm.settle()
    (notice,) = [m for m in calm.group() if NOTICE in m.text]
    assert F1 in struck(notice)
    assert F3 not in struck(notice)
    assert "改為待核定" in notice.text
    again = next(m for m in calm.private("周靜") if f"{F1}（" in m.text and "不處罰" in m.buttons)
    await calm.presses("周靜", "不處罰", on=again)
    assert "核定不處罰" in calm.private("趙主任")[-1].text


async def test_an_appeal_in_a_group_that_is_not_heard_is_not_taken_for_silence(calm: Stage) -> None:
    await answered(calm)
    last_day = calm.now.replace(day=26)
    group, admin = calm.world.group, calm.people["高主任"]
    await calm.until(last_day.replace(hour=11, minute=0))
    calm.world.remove_bot(group, admin)
    await calm.until(last_day.replace(hour=11, minute=10))
    calm.world.post(calm.people["李小明"], group, "我不同意，要申訴", reply_to=calm.card(P1))
    await calm.until(last_day.replace(hour=11, minute=30))
    assert await phase(calm, P1) == "acknowledging"
    (told,) = saying(calm, "暫不以「無異議」結案", to="李小明")
    assert "11/26 11:00 起本機器人收不到群組訊息" in told

    calm.world.add_bot(group, admin, admin=True)
    await calm.settle()
    (told,) = saying(calm, "延到 11/27 11:31", to="李小明")
    assert "11/26 11:00–11:30 本機器人收不到群組訊息" in told
    await calm.says("李小明", f"/why {P1}", private=True)
    assert "原到期 11/26 11:20" in calm.private("李小明")[-1].text
    await calm.until(last_day.replace(day=27, hour=11, minute=20))
    await calm.presses("李小明", "申訴", on=calm.card(P1))
    await calm.presses("李小明", "行政部")
    await calm.answers("李小明", "處理意見太輕")
    assert await phase(calm, P1) == "appealing"
