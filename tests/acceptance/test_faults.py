"""What Telegram, the line and the machine do to the bot, and what people notice of it: nothing unjust, nothing twice."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.demo import posts
from bot.demo.stage import Stage, staged
from tests.acceptance.company_life import (
    F1,
    F2,
    P1,
    events,
    fines,
    phase,
    product_handed_over,
    product_posted,
    saying,
)
from tests.acceptance.conftest import CONFIG, MONDAY, kill

NOTICE = "超時處罰通知"
HELD = "未自動處罰，請核定"
UNREADABLE = {"message": {"message_id": "seven", "chat": {"id": CONFIG.telegram.group_id}}}


@pytest.fixture
async def basic_group(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(CONFIG, tmp_path, start=MONDAY, rate=0, acquainted=True, basic_group=True) as here:
        yield here


@pytest.fixture
async def without_manager(tmp_path: Path) -> AsyncIterator[Stage]:
    """陳經理 has never opened the private chat with the bot."""
    async with staged(CONFIG, tmp_path, start=MONDAY, rate=0, acquainted=True, strangers=("陳經理",)) as here:
        yield here


def cards_of(stage: Stage, case: str) -> int:
    return sum(m.text.startswith(f"{case}\u3000") for m in stage.group())


async def test_an_update_nobody_can_read_is_told_once_and_holds_the_fines_of_its_time(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("11:00")
    stage.world.inject(UNREADABLE)
    await stage.acted()
    assert len(saying(stage, "一則更新無法解析", to="高主任")) == 1

    await stage.at("13:52")
    assert not saying(stage, NOTICE)
    assert [status for _, _, status in await fines(stage)] == ["held"] * 3
    assert len(saying(stage, HELD, to="周靜")) == 3
    assert all("期間有一則訊息未能讀取" in text for text in saying(stage, HELD, to="周靜"))
    assert len(saying(stage, "一則更新無法解析", to="高主任")) == 1

    # HR decides: one is fined, one is not
    await stage.presses("周靜", "處罰", on=_held(stage, F1))
    await stage.presses("周靜", "不處罰", on=_held(stage, F2))
    (notice,) = saying(stage, NOTICE)
    assert F1 in notice
    assert [status for _, _, status in await fines(stage)] == ["issued", "dropped", "held"]


async def test_a_lost_update_sent_before_the_fines_and_brought_after_them_names_them(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("13:52")
    assert [status for _, _, status in await fines(stage)] == ["issued"] * 3
    sent_at = stage.now.replace(hour=11, minute=20)
    stage.world.inject({"message": UNREADABLE["message"] | {"date": int(sent_at.timestamp())}})
    await stage.acted()
    (alarm,) = saying(stage, "一則更新無法解析", to="高主任")
    assert "它可能就是按時的回覆" in alarm
    assert all(number in alarm for number, _, _ in await fines(stage))

    stage.world.inject({"message": UNREADABLE["message"] | {"date": int(stage.now.timestamp())}})
    await stage.acted()
    later = saying(stage, "一則更新無法解析", to="高主任")[-1]
    assert "F-" not in later  # written when all of them were due


async def test_an_offline_bot_fines_nobody_and_counts_what_was_replied_in_time(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("11:00")
    await kill(calm)
    calm.world.clock.jump(to=calm.now.replace(hour=13, minute=40))
    calm.world.post(
        calm.people["孫主任"], calm.world.group, posts.REPLY_OF_PURCHASING, reply_to=calm.card(P1)
    )
    calm.world.clock.jump(to=calm.now.replace(hour=14, minute=30))
    await calm.process.start()
    await calm.settle()
    await calm.at("14:31")

    assert "採購部 ✓ 13:40" in calm.card(P1).text
    assert await fines(calm) == [(F1, "logistics", "held"), (F2, "production", "held")]
    assert not saying(calm, NOTICE)
    for text in saying(calm, HELD, to="周靜"):
        assert "收不到群組訊息" in text
    assert _held(calm, F1).buttons == ["處罰", "不處罰"]
    await calm.presses("周靜", "不處罰", on=_held(calm, F1))
    await calm.presses("周靜", "處罰", on=_held(calm, F2))
    assert await fines(calm) == [(F1, "logistics", "dropped"), (F2, "production", "issued")]


async def test_telegrams_wait_is_obeyed_to_the_second(calm: Stage) -> None:
    await calm.at("10:00")
    calm.world.faults.too_many("sendMessage", 40, chat_id=calm.world.group.id)
    await product_posted(calm)
    refused = calm.world.calls_of("sendMessage")[-1].at
    assert cards_of(calm, P1) == 0
    await calm.until(refused + timedelta(seconds=30))
    assert cards_of(calm, P1) == 0
    await calm.until(refused + timedelta(seconds=42))
    assert cards_of(calm, P1) == 1
    posted = [
        c
        for c in calm.world.calls_of("sendMessage")
        if c.ok and c.params["chat_id"] == str(calm.world.group.id)
    ]
    assert posted[0].at >= refused + timedelta(seconds=40)


async def test_a_post_whose_answer_was_lost_appears_twice_at_most_and_counts_once(stage: Stage) -> None:
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    await stage.at("10:04")
    stage.world.faults.drop("sendMessage", applied=True).chat_id = stage.world.group.id
    stage.world.press(stage.people["陳經理"], stage.private("陳經理")[-1], "批准")
    await stage.settle()
    await stage.at("10:06")
    copy, card = [m for m in stage.group() if m.text.startswith(P1)]
    assert await events(stage, "Filed", "Approved", "Posted") == ["Filed", "Approved", "Posted"]
    assert "待受理" in card.text

    # Words under the copy we never heard of are words about the case
    await stage.presses("王五", "受理", on=card)
    await stage.says("王五", f"工藝流程：{posts.PROCESS}", to=copy)
    assert await phase(stage, P1) == "handling"
    assert await events(stage, "Accepted", "Published") == ["Accepted", "Published"]
    assert "處理中" in card.text


async def test_a_private_message_whose_answer_was_lost_has_one_effect(calm: Stage) -> None:
    await calm.at("10:00")
    calm.world.faults.drop("sendMessage", applied=True).chat_id = calm.people["陳經理"].id
    await calm.says("李小明", posts.PRODUCT)
    first, second = [m for m in calm.private("陳經理") if "請審批" in m.text]
    await calm.presses("陳經理", "批准", on=second)
    press = await calm.presses("陳經理", "批准", on=first)  # nothing is known of this one
    assert press.answer is not None
    assert "已於 10:00 審批" in press.answer.text
    assert await events(calm, "Approved") == ["Approved"]
    assert cards_of(calm, P1) == 1


async def test_a_bot_thrown_out_of_the_group_goes_on_where_it_was_when_it_is_back(stage: Stage) -> None:
    await stage.at("10:00")
    await product_posted(stage)
    admin = stage.people["高主任"]
    stage.world.remove_bot(stage.world.group, admin)
    await stage.acted()
    await stage.at("10:15")
    await stage.says("黃小燕", posts.PRODUCT_MENDED, private=True)
    await stage.at("10:20")
    await stage.presses("陳經理", "批准")
    await stage.at("10:30")
    assert len(saying(stage, "不能在群組發言", to="高主任")) == 1
    assert cards_of(stage, "P-20261123-002") == 0

    stage.world.add_bot(stage.world.group, admin, admin=True)
    await stage.acted()
    assert cards_of(stage, "P-20261123-002") == 1  # at once, not when it would have been tried again
    await stage.at("10:45")
    assert cards_of(stage, "P-20261123-002") == 1
    assert await phase(stage, "P-20261123-002") == "accepting"
    assert len(saying(stage, "不能在群組發言", to="高主任")) == 1


async def test_who_never_opened_the_private_chat_is_called_in_the_group_without_the_matter(
    without_manager: Stage,
) -> None:
    stage = without_manager
    await stage.at("10:00")
    await stage.says("李小明", posts.PRODUCT)
    (call,) = [m for m in stage.group() if "陳經理" in m.text]
    assert "D-20261123-001 產品質量投訴" in call.text
    assert "東方五金" not in call.text
    assert "起泡" not in call.text
    await stage.follows("陳經理", "打開私訊", on=call)
    assert "批准" in stage.find("陳經理", lambda m: "D-20261123-001" in m.text, what="the draft").buttons
    await stage.presses("陳經理", "批准")
    assert cards_of(stage, P1) == 1


async def test_a_group_that_becomes_a_supergroup_keeps_its_cases(basic_group: Stage) -> None:
    stage = basic_group
    await stage.at("10:00")
    await product_handed_over(stage)
    stage.world.migrate(stage.world.group, stage.people["高主任"])
    await stage.settle()
    assert cards_of(stage, P1) == 1  # people see in the new group what is open
    await stage.at("10:40")
    await stage.says("錢主管", posts.REPLY)  # answers nothing: the old messages stayed behind
    assert "生產部 ✓ 10:40" in stage.card(P1).text
    assert cards_of(stage, P1) == 1
    await stage.presses("李小明", "認可", on=stage.card(P1))
    assert await phase(stage, P1) == "settling"
    assert await fines(stage) == []


async def test_a_reply_in_the_group_of_before_counts_although_the_bot_has_heard_first_that_it_moved(
    basic_group: Stage,
) -> None:
    """Telegram refuses what is said into the old group before it brings what was written there."""
    stage = basic_group
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("10:40")
    stage.world.hold_updates()
    card = stage.card(P1)
    stage.world.post(stage.people["錢主管"], stage.world.group, posts.REPLY, reply_to=card)
    stage.world.migrate(stage.world.group, stage.people["高主任"])
    await stage.at("13:52")  # three fines are said, into the new group
    assert cards_of(stage, P1) == 1
    stage.world.release_updates()
    await stage.settle()
    assert "生產部 ✓ 10:40" in stage.card(P1).text
    assert [status for _, _, status in await fines(stage)] == ["revoked"] * 3


def _held(stage: Stage, number: str):  # type: ignore[no-untyped-def]
    return next(m for m in stage.private("周靜") if number in m.text and "處罰" in m.buttons)
