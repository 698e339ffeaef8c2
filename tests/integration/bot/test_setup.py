"""/setup: who administers a group sees how the bot stands in it, before somebody's complaint is lost there."""

from pathlib import Path

import handlers
from sandbox import Chat, Person
from tests.integration.bot.office import Office, office


async def told(here: Office, person: Person, chat: Chat, *, anonymous: bool = False) -> list[str]:
    """What /setup typed there is answered with."""
    before = len(here.world.from_bot(chat))
    here.world.post(person, chat, "/setup", anonymous=anonymous)
    await here.settled()
    return [message.text for message in here.world.from_bot(chat)[before:]]


def menu(here: Office, person: Person, chat: Chat) -> list[str]:
    is_admin = chat.status_of(person.id) == "administrator"
    return [one["command"] for one in here.world.commands.shown_to(person.id, chat, is_admin=is_admin)]


async def test_the_command_is_shown_to_who_administers_a_group_and_answered_to_nobody_else(
    tmp_path: Path,
) -> None:
    async with (
        office(tmp_path, reads_all=False, bot_is_admin=True) as here,
        here.open(register=handlers.register),
    ):
        await here.settled()
        person, other, group = here.person(1), here.person(2), here.world.group
        (refused,) = await told(here, person, group)
        assert "只供這個群組的管理員使用" in refused
        here.world.set_admin(person, group, admin=True)
        assert {"setup", "status"} <= {*menu(here, person, group)}
        assert "setup" not in menu(here, other, group)
        assert "setup" not in menu(here, person, here.world.chats[person.id])
        (fine,) = await told(here, person, group)
        assert f"這裡是公司的投訴群組，編號 {group.id}" in fine
        assert "訊息：這裡寫的我都看得到" in fine
        assert "話題" not in fine  # none are wanted
        assert "已登記 22 人，其中 22 人收不到" in fine  # nobody has opened a private chat yet
        (by_nobody,) = await told(here, other, group, anonymous=True)  # only administrators can be anonymous
        assert by_nobody == fine
        here.world.demote_bot(group, person)
        await here.settled()  # that, too, is told in the group
        (blind,) = await told(here, person, group)
        assert "訊息：我看不到，貼上的投訴收不到" in blind
        here.world.set_admin(person, group, admin=False)
        assert "setup" not in menu(here, person, group)


async def test_a_group_that_is_not_the_companys_is_told_its_number_and_nothing_of_the_staff(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here, here.open(register=handlers.register):
        await here.settled()
        admin, other = here.person(1), here.person(2)
        elsewhere = here.world.add_group("倉庫", -1007777777777)
        for person in (admin, other):
            here.world.join(person, elsewhere)
        here.world.set_admin(admin, elsewhere, admin=True)
        (words,) = await told(here, admin, elsewhere)
        assert "這個群組不是公司的投訴群組" in words
        assert "-1007777777777" in words
        assert "已登記" not in words
        assert await told(here, other, elsewhere) == []
