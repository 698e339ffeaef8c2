"""What the bot finds out about its hearing by itself, where Telegram has not told it or nobody knows since when."""

from datetime import UTC, datetime
from pathlib import Path

import handlers
from bot.app import Bot
from sandbox.model import KICKED, MEMBER
from storage import company
from tests.integration.bot.office import ADMIN, CHEN, Office, at, office
from tests.integration.bot.test_courier import said
from workflow.deafness import Deaf, Deafness


async def stretches(bot: Bot) -> list[Deafness]:
    since = datetime.fromisoformat("2026-11-01T00:00+08:00")
    return list(await bot.database.read(lambda conn: company.deafness(conn, since)))


async def chats(here: Office, text: str = "大家早") -> datetime:
    """Somebody writes into the group; return Telegram's date of it."""
    message = here.world.post(here.person(CHEN), here.world.group, text)
    await here.settled()
    return datetime.fromtimestamp(message.date, UTC)


async def test_removed_without_a_word_it_learns_so_at_a_send_and_since_when_it_heard_nothing(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here, here.open(register=handlers.register) as bot:
        await here.settled()
        heard_at = await chats(here)
        await here.jump(at("10:20"))
        here.world.group.members[here.world.bot.id] = KICKED  # the update about it is lost
        await here.say(said("one"))
        await here.settled()
        (stretch,) = await stretches(bot)
        assert (stretch.starts_at, stretch.why, stretch.ends_at) == (heard_at, Deaf.OUT, None)
        await here.jump(at("10:40"))
        (alarm,) = here.private_texts(ADMIN)
        assert "本機器人已不在群組" in alarm
        assert "剛發現（可能從" in alarm


async def test_in_privacy_mode_at_a_start_it_is_deaf_since_it_heard_the_group_last(tmp_path: Path) -> None:
    async with office(tmp_path, reads_all=True, bot_is_admin=False) as here:
        async with here.open(register=handlers.register):
            await here.settled()
            heard_at = await chats(here)
        here.world.clock.jump(to=at("10:20"))
        here.world.reads_all = False
        async with here.open(register=handlers.register) as bot:
            await here.settled()
            (stretch,) = await stretches(bot)
            assert (stretch.starts_at, stretch.why) == (heard_at, Deaf.PRIVACY)
        async with here.open(register=handlers.register) as bot:
            await here.settled()
            assert len(await stretches(bot)) == 1
        assert len([one for one in here.private_texts(ADMIN) if "看不到群組裡的訊息" in one]) == 1


async def test_words_meant_for_no_bot_end_it_and_neither_a_command_nor_a_switch_does(tmp_path: Path) -> None:
    async with office(tmp_path, reads_all=False, bot_is_admin=True) as here:
        async with here.open(register=handlers.register):
            await here.settled()
            here.world.demote_bot(here.world.group, here.person(CHEN))
            await here.settled()
        here.world.clock.jump(to=at("10:20"))
        here.world.reads_all = True
        async with here.open(register=handlers.register) as bot:
            await here.settled()
            await chats(here, "/help")
            assert [one.ends_at for one in await stretches(bot)] == [None]
            heard_at = await chats(here)
            assert [one.ends_at for one in await stretches(bot)] == [heard_at]
            assert len([text for text in here.group_texts() if "請再發一次" in text]) == 1


async def test_let_in_again_without_a_word_it_hears_from_when_telegram_says_so(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open(register=handlers.register) as bot:
        await here.settled()
        here.world.remove_bot(here.world.group, here.person(CHEN))
        await here.settled()
        here.world.group.members[here.world.bot.id] = MEMBER
        await here.jump(at("10:20"))
        asked_at = bot.time.now()
        await bot.parts.sight.check()
        ((_, ends_at),) = [(one.starts_at, one.ends_at) for one in await stretches(bot)]
        assert ends_at is not None
        assert asked_at <= ends_at <= bot.time.now()


async def test_as_long_as_telegram_does_not_say_how_it_stands_it_is_sure_of_nothing(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        await here.settled()
        sight = bot.parts.sight
        assert await sight.is_sure()
        sight.doubt()
        here.world.faults.drop("getChatMember")
        assert not await sight.is_sure()
        assert await sight.is_sure()
