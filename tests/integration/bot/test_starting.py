"""What happens once, at a start: people, group, menus, and the warning that the bot would be blind."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

import handlers
from bot.intake import _body
from sandbox import Chat, Person, World
from storage import company
from tests.integration.bot.office import ADMIN, MONDAY, Office, config_for, office


async def test_the_configured_people_enter_an_empty_database_once(tmp_path: Path) -> None:
    events = "SELECT count(*) FROM journal WHERE type = 'PersonEnrolled'"
    async with office(tmp_path) as here:
        for _ in range(2):
            async with here.open() as bot:
                directory = await bot.parts.ledger.read(lambda books: books.directory())
                assert len(directory.people) == len(here.people)
                (enrolled,) = await bot.database.read(lambda conn: conn.execute(events).fetchone())
                assert enrolled == len(here.people)


async def test_the_database_knows_better_than_the_configuration_where_the_group_is(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        async with here.open():
            pass
        here.config = config_for(tmp_path, here.server, -1009999999999)
        with capture_logs() as logs:
            async with here.open() as bot:
                chat = await bot.database.read(company.chat)
                assert chat is not None
                assert chat.chat_id == here.world.group.id
        assert any("moved" in line["event"] for line in logs)


async def test_the_menus_are_shown_in_private_and_in_groups(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        person, group = here.person(1), here.world.group
        for chat in (here.world.chats[person.id], group):
            chinese, english = (_menu(here.world, person, chat, language=code) for code in ("zh", "en"))
            assert chinese["status"] == "查看一件投訴"
            assert english["status"] == "look at a complaint"
            assert chinese.keys() == english.keys()
        assert "new" not in chinese  # that is private
        admin = here.person(ADMIN)
        assert "resend" in _menu(here.world, admin, here.world.chats[admin.id], language="zh")
        assert here.world.descriptions["description"].startswith("投訴小幫手")
        assert here.world.descriptions["description_en"].startswith("This desk")


@pytest.mark.parametrize(
    ("reads_all", "is_admin", "blind"), [(False, False, True), (False, True, False), (True, False, False)]
)
async def test_a_bot_that_would_see_nothing_says_so(
    tmp_path: Path, *, reads_all: bool, is_admin: bool, blind: bool
) -> None:
    async with office(tmp_path, reads_all=reads_all, bot_is_admin=is_admin) as here:
        with capture_logs() as logs:
            async with here.open():
                await here.settled()
        assert any("setprivacy" in line["event"] for line in logs) is blind


async def test_made_an_ordinary_member_again_it_tells_so_each_time(tmp_path: Path) -> None:
    async with office(tmp_path, reads_all=False, bot_is_admin=True) as here:
        admin, group = here.person(ADMIN), here.world.group
        async with here.open(register=handlers.register):
            await here.settled()
            assert _told_unseen(here) == 0
            for _ in range(2):
                here.world.demote_bot(group, admin)
                await here.settled()
                here.world.promote_bot(group, admin)
                await here.settled()
            assert _told_unseen(here) == 2


async def test_a_telegram_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        here.world.faults.drop("getMe")
        async with here.open():
            await here.settled()


async def test_a_stop_before_the_connection_stands_is_obeyed(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        here.world.faults.drop("getMe", times=None)
        async with here.idle() as bot:
            bot.request_stop()
            await bot.run_until_stopped()
        assert here.world.clock.now() >= MONDAY


def test_an_update_is_kept_as_readable_text_even_with_half_a_character_in_it() -> None:
    assert _body({"text": "投訴"}) == '{"text": "投訴"}'
    assert _body({"text": "\ud83d"}).encode() == b'{"text": "\\ud83d"}'


def _menu(world: World, person: Person, chat: Chat, *, language: str) -> dict[str, str]:
    shown = world.commands.shown_to(person.id, chat, is_admin=False, language=language)
    return {command["command"]: command["description"] for command in shown}


def _told_unseen(here: Office) -> int:
    return sum("我看不到群組裡的訊息" in text for text in here.private_texts(ADMIN))
