"""From a message to its answer, over real HTTP: what is received is never lost, and everything is done once."""

import asyncio
import contextlib
from pathlib import Path

import pytest
from telegram.ext import TypeHandler

from bot.app import Bot
from bot.intake import Fatal
from handlers.context import TousuApplication
from storage.lock import AlreadyRunning
from tests.integration.bot.office import ADMIN, LI, Office, office

GARBLED = {"message": {"message_id": "seven", "chat": {"id": -1001000000001}}}
"""An update that python-telegram-bot cannot read: required fields are missing."""


async def inbox_states(here: Office) -> list[str]:
    assert here.bot is not None
    query = "SELECT state FROM inbox ORDER BY id"
    return await here.bot.database.read(lambda conn: [state for (state,) in conn.execute(query)])


async def test_a_message_is_answered_and_chatter_is_not(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        here.world.post(here.person(LI), here.world.group, "echo 東方五金")
        here.world.post(here.person(LI), here.world.group, "今天吃什麼")
        await here.settled()
        assert here.group_texts() == ["東方五金"]
        assert await inbox_states(here) == ["done", "done"]


async def test_answers_come_in_the_order_of_the_messages(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        for number in range(10):
            here.world.post(here.person(LI), here.world.group, f"echo {number}")
        await here.settled()
        assert here.group_texts() == [str(number) for number in range(10)]


async def test_an_update_that_cannot_be_read_stops_nothing_and_is_told_once(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        here.world.inject(GARBLED)
        here.world.post(here.person(LI), here.world.group, "echo after")
        await here.settled()
        assert here.group_texts() == ["after"]
        assert await inbox_states(here) == ["failed", "done"]
        assert len(here.private_texts(ADMIN)) == 1
        assert "無法解析" in here.private_texts(ADMIN)[0]


async def test_an_update_that_fails_three_times_is_given_up_and_its_sender_is_told(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        message = here.world.post(here.person(LI), here.world.group, "boom")
        here.world.post(here.person(LI), here.world.group, "echo after")
        await here.settled()
        sorry, after = here.world.from_bot()
        assert sorry.reply_to == message.id
        assert after.text == "after"
        assert await inbox_states(here) == ["failed", "done"]
        assert len(here.private_texts(ADMIN)) == 1


async def test_an_update_that_kills_the_process_is_given_up_at_the_third_start(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        here.world.post(here.person(LI), here.world.group, "echo slow")
        for _ in range(3):
            with contextlib.suppress(TimeoutError):
                async with here.open(register=_deadly) as bot:
                    await asyncio.wait_for(bot.settled(), 0.5)
        async with here.open() as bot:
            await here.settled()
            assert await inbox_states(here) == ["failed"]
            assert "slow" not in here.group_texts()


async def test_what_arrived_while_the_bot_was_away_is_handled_when_it_is_back(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        async with here.open():
            await here.settled()
        here.world.post(here.person(LI), here.world.group, "echo later")
        async with here.open():
            await here.settled()
            assert here.group_texts() == ["later"]


async def test_a_batch_that_was_kept_but_not_confirmed_is_not_handled_twice(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        here.world.post(here.person(LI), here.world.group, "echo once")
        here.world.faults.drop("getUpdates", applied=False)
        async with here.open():
            await here.settled()
        async with here.open():  # the last batch was never confirmed
            await here.settled()
            assert here.group_texts() == ["once"]


async def test_the_network_may_fail_and_come_back(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.drop("getUpdates", times=2)
        here.world.post(here.person(LI), here.world.group, "echo back")
        await here.settled()
        assert here.group_texts() == ["back"]


async def test_garbage_instead_of_an_answer_is_survived(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.garbage("getUpdates")
        here.world.post(here.person(LI), here.world.group, "echo back")
        await here.settled()
        assert here.group_texts() == ["back"]


async def test_a_second_process_is_refused(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        with pytest.raises(AlreadyRunning):
            async with Bot(here.config, token=here.world.token):
                pass


async def test_a_wrong_token_ends_the_process_with_a_sentence(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.idle(token="123456:wrong") as bot:
        with pytest.raises(Fatal, match="BotFather"):
            await bot.run_until_stopped()


async def test_a_rival_poller_ends_the_process_with_a_sentence(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.idle() as bot:
        bot.parts.watch.first_pause = 0.01
        here.world.faults.server_error("getUpdates", 409, times=None)
        with pytest.raises(Fatal, match="另一個程式"):
            await asyncio.wait_for(bot.run_until_stopped(), 10)


async def test_a_stop_in_the_middle_finishes_the_row_and_keeps_the_outbox(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        async with here.open() as bot:
            await here.settled()
            for number in range(30):
                here.world.post(here.person(LI), here.world.group, f"echo {number}")
            await here.world.heard()
            bot.request_stop()
        said = len(here.world.from_bot())
        async with here.open():
            await here.settled()
            assert await inbox_states(here) == ["done"] * 30
            texts = here.group_texts()
            assert said <= len(texts) <= 20  # a minute's worth, whoever counts
            assert texts == [str(number) for number in range(len(texts))]


def _deadly(application: TousuApplication) -> None:
    """Register a handler that ends the loop it runs in, as a crash would."""

    async def die(_update: object, _context: object) -> None:
        raise asyncio.CancelledError

    application.add_handler(TypeHandler(object, die))
