"""getUpdates over HTTP: what is confirmed, what is waited for, who may poll."""

import asyncio
import time

import pytest
from telegram.error import Conflict

from sandbox import World


async def texts(bot, **polling) -> list[str]:
    return [update.effective_message.text for update in await bot.get_updates(**polling)]


async def polled(world: World, times: int) -> None:
    """Wait until so many polls have arrived."""
    await world.wait_for(lambda: world.poll_generation >= times)


async def test_an_update_is_given_again_until_an_offset_confirms_it(world, li, bot):
    for text in ("一", "二", "三"):
        world.post(li, world.group, text)
    first = await bot.get_updates()
    assert [update.message.text for update in first] == ["一", "二", "三"]
    assert await texts(bot) == ["一", "二", "三"]
    assert await texts(bot, offset=first[1].update_id) == ["二", "三"]
    assert await texts(bot, offset=first[2].update_id + 1) == []
    assert await texts(bot) == []
    assert world.updates.confirmed == 3


async def test_ids_rise_by_one_in_the_order_of_what_happened(world, li, bot):
    message = world.post(li, world.group, "一")
    world.edit(li, message, "二")
    ids = [update.update_id for update in await bot.get_updates()]
    assert ids[1] == ids[0] + 1


async def test_a_limit_gives_the_oldest_first(world, li, bot):
    for number in range(5):
        world.post(li, world.group, str(number))
    assert await texts(bot, limit=2) == ["0", "1"]


async def test_a_negative_offset_forgets_all_but_the_last(world, li, bot):
    for number in range(5):
        world.post(li, world.group, str(number))
    assert await texts(bot, offset=-2) == ["3", "4"]
    assert await texts(bot) == ["3", "4"]


async def test_a_waiting_poll_is_woken_by_what_happens(world, li, bot):
    poll = asyncio.create_task(texts(bot, timeout=10))
    await polled(world, 1)
    world.post(li, world.group, "醒")
    assert await poll == ["醒"]


async def test_a_jump_over_its_timeout_ends_a_waiting_poll(world, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await polled(world, 1)
    world.clock.jump(by=29)
    await asyncio.sleep(0)
    assert not poll.done()
    world.clock.jump(by=1)
    assert await asyncio.wait_for(poll, 5) == ()


async def test_a_timeout_runs_at_the_speed_of_the_clock(world, bot):
    world.clock.set_rate(600)
    began = time.monotonic()
    assert await bot.get_updates(timeout=30) == ()
    assert time.monotonic() - began < 5


async def test_a_frozen_clock_does_not_hold_a_poll_for_ever(world, bot):
    assert await asyncio.wait_for(bot.get_updates(timeout=1), 8) == ()


async def test_a_second_poll_ends_the_first_with_a_conflict(world, li, bot):
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await polled(world, 1)
    second = asyncio.create_task(texts(bot, timeout=10))
    await polled(world, 2)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    world.post(li, world.group, "一")
    assert await second == ["一"]


async def test_a_poller_that_hung_up_is_no_conflict_and_loses_nothing(world, li, bot):
    first = asyncio.create_task(bot.get_updates(timeout=10))
    await polled(world, 1)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    world.post(li, world.group, "一")
    assert await texts(bot) == ["一"]


async def test_only_the_kinds_asked_for_are_kept_from_then_on(world, li, wang, bot):
    message = world.post(li, world.group, "一")
    world.react(li, message, "👍")
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["一"]
    await bot.get_updates(
        offset=world.updates.next_id, allowed_updates=["message_reaction", "callback_query"]
    )
    world.post(li, world.group, "unheard")
    world.react(li, message, "👎")
    (reaction,) = await bot.get_updates()
    assert reaction.message_reaction.new_reaction[0].emoji == "👎"
    assert reaction.message_reaction.old_reaction[0].emoji == "👍"
    world.react(li, message)
    assert len(await bot.get_updates()) == 2, "what is not asked for again stays as it was"


async def test_an_empty_list_of_kinds_brings_back_the_default(world, li, bot):
    await bot.get_updates(allowed_updates=["callback_query"])
    await bot.get_updates(allowed_updates=[])
    message = world.post(li, world.group, "heard")
    world.react(li, message, "👍")
    assert await texts(bot) == ["heard"]


async def test_a_member_without_rights_gets_no_reactions(world, li, wang, bot):
    await bot.get_updates(allowed_updates=["message_reaction"])
    world.demote_bot(world.group, wang)
    world.react(li, world.post(li, world.group, "x"), "👍")
    assert await bot.get_updates() == ()


async def test_held_updates_come_late_with_their_old_dates_in_order(world, li, bot):
    world.hold_updates()
    world.post(li, world.group, "一")
    world.clock.jump(by=3600)
    assert await bot.get_updates() == ()
    assert world.release_updates() == 1
    world.post(li, world.group, "二")
    first, second = await bot.get_updates()
    assert (second.message.date - first.message.date).total_seconds() == 3600
    assert second.update_id == first.update_id + 1


async def test_telegram_keeps_updates_for_a_day(world, li, bot):
    world.post(li, world.group, "old")
    world.clock.jump(by=24 * 3600)
    world.post(li, world.group, "new")
    assert await texts(bot) == ["old", "new"]
    world.clock.jump(by=1)
    assert await texts(bot) == ["new"]


async def test_any_raw_update_can_be_injected(world, server, bot):
    world.inject({"message": {"no": "message"}})
    with pytest.raises(KeyError):
        await bot.get_updates()
    world.inject({"update_id": 5, "unheard_of": {}})
    assert [update.update_id for update in await bot.get_updates(offset=-1)] == [5]


async def test_pending_updates_are_dropped_on_request(world, li, bot):
    world.post(li, world.group, "x")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
