"""Faults arrive over HTTP as they do from Telegram, before or after the call took effect."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from sandbox import Fault, FaultKind


async def test_429_says_how_long_to_wait_and_sends_nothing(world, bot):
    world.faults.too_many("sendMessage", 7)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(world.group.id, "x")
    assert caught.value.retry_after == timedelta(seconds=7)
    assert world.from_bot() == []
    await bot.send_message(world.group.id, "x")


@pytest.mark.parametrize("code", [500, 502, 504])
@pytest.mark.parametrize("applied", [False, True])
async def test_a_server_error_may_come_before_or_after_the_effect(world, bot, code, applied):
    world.faults.server_error("sendMessage", code, applied=applied)
    with pytest.raises(NetworkError):
        await bot.send_message(world.group.id, "x")
    assert len(world.from_bot()) == applied


@pytest.mark.parametrize("applied", [False, True])
async def test_a_dropped_connection_leaves_the_bot_in_doubt(world, bot, applied):
    world.faults.drop("sendMessage", applied=applied)
    with pytest.raises(NetworkError, match="disconnected"):
        await bot.send_message(world.group.id, "x")
    assert len(world.from_bot()) == applied
    await bot.send_message(world.group.id, "y")
    assert world.from_bot()[-1].text == "y"


@pytest.mark.parametrize("applied", [False, True])
async def test_a_call_that_hangs_ends_when_the_bot_gives_up(world, bot, applied):
    world.faults.hang("sendMessage", applied=applied)
    with pytest.raises(TimedOut):
        await bot.send_message(world.group.id, "x", read_timeout=0.2)
    assert len(world.from_bot()) == applied


async def test_garbage_is_no_answer(world, bot):
    world.faults.garbage("getMe")
    with pytest.raises(TelegramError):
        await bot.get_me()


async def test_a_delayed_answer_is_the_true_one(world, bot):
    world.faults.delay("sendMessage", 0.05)
    assert (await bot.send_message(world.group.id, "x")).text == "x"


async def test_a_fault_meets_only_its_method_and_its_chat_so_many_times(world, li, bot):
    world.faults.too_many("sendMessage", 1, times=2, chat_id=li.id)
    await bot.get_me()
    await bot.send_message(world.group.id, "x")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(li.id, "x")
    await bot.send_message(li.id, "x")
    assert world.faults.planned == []


async def test_an_outage_lasts_until_it_is_cleared(world, bot):
    world.faults.drop("*", times=None)
    for _ in range(3):
        with pytest.raises(NetworkError):
            await bot.get_me()
    world.faults.clear()
    await bot.get_me()


async def test_a_poll_can_be_broken_while_updates_wait(world, li, bot):
    world.post(li, world.group, "x")
    world.faults.add(Fault("getUpdates", FaultKind.DROP, applied=True))
    with pytest.raises(NetworkError):
        await bot.get_updates(timeout=5)
    assert len(await bot.get_updates()) == 1


async def test_the_log_tells_what_was_asked_when_and_what_came_of_it(world, bot):
    await bot.send_message(world.group.id, "x")
    world.clock.jump(by=60)
    world.faults.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(world.group.id, "y")
    sent, lost = world.calls_of("sendMessage")
    assert (sent.params["text"], sent.ok, sent.result["text"]) == ("x", True, "x")
    assert (lost.params["text"], lost.ok, lost.note) == ("y", False, "drop")
    assert (lost.at - sent.at).total_seconds() == 60


async def test_the_server_closes_at_once_though_a_poll_and_a_hanging_call_wait(world, server, bot):
    world.faults.hang("getMe")
    waiting = [asyncio.create_task(bot.get_updates(timeout=50)), asyncio.create_task(bot.get_me())]
    await world.wait_for(lambda: world.poll_generation and not world.faults.planned)
    world.closing = True
    world.bell.ring()
    results = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 3)
    assert results[0] == ()
    assert isinstance(results[1], NetworkError)
