"""What the bot asks about chats, and the menus and descriptions it sets."""

import pytest
from telegram import (
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
)
from telegram.error import BadRequest

from sandbox import Attachment


def menu(world, person, chat) -> list[str]:
    is_admin = chat.status_of(person.id) == "administrator"
    return [command["command"] for command in world.commands.shown_to(person.id, chat, is_admin=is_admin)]


async def test_the_bot_knows_itself(world, bot):
    me = await bot.get_me()
    assert (me.username, me.is_bot, me.can_read_all_group_messages) == ("tousu_sandbox_bot", True, True)


async def test_members_and_administrators_are_named(world, li, wang, bot):
    assert [admin.user.id for admin in await bot.get_chat_administrators(world.group.id)] == [wang.id]
    assert (await bot.get_chat_member(world.group.id, li.id)).status == "member"
    assert (await bot.get_chat_member(world.group.id, bot.id)).status == "administrator"
    assert await bot.get_chat_member_count(world.group.id) == 3
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(world.group.id, 999)


async def test_a_chat_is_described(world, li, bot):
    assert (await bot.get_chat(world.group.id)).title == "輝煌同仁群"
    assert (await bot.get_chat(li.id)).full_name == "李小明"


async def test_the_narrowest_menu_wins(world, li, wang, bot):
    private = world.chats[li.id]
    await bot.set_my_commands([("help", "說明")])
    assert menu(world, li, world.group) == menu(world, li, private) == ["help"]
    await bot.set_my_commands([("new", "投訴")], scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([("open", "在辦")], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("suspend", "暫停")], scope=BotCommandScopeChatAdministrators(world.group.id))
    await bot.set_my_commands([("mine", "我的")], scope=BotCommandScopeChatMember(world.group.id, li.id))
    await bot.set_my_commands([("whoami", "我")], scope=BotCommandScopeChat(li.id))
    assert menu(world, li, private) == ["whoami"]
    assert menu(world, li, world.group) == ["mine"]
    assert menu(world, wang, world.group) == ["suspend"]
    await bot.delete_my_commands(scope=BotCommandScopeChatMember(world.group.id, li.id))
    assert menu(world, li, world.group) == ["open"]
    stored = await bot.get_my_commands(scope=BotCommandScopeChat(li.id))
    assert [(command.command, command.description) for command in stored] == [("whoami", "我")]


async def test_a_command_name_is_small_letters_digits_and_underscores(bot):
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("投訴", "x")])


async def test_descriptions_are_kept_and_bounded(world, bot):
    await bot.set_my_description("公司的投訴窗口")
    await bot.set_my_short_description("投訴")
    assert world.descriptions == {"description": "公司的投訴窗口", "short_description": "投訴"}
    with pytest.raises(BadRequest, match="is too long"):
        await bot.set_my_short_description("x" * 121)


async def test_a_copy_has_a_new_id_and_may_have_another_caption(world, li, bot, picture):
    original = world.post(li, world.group, "照片", photo=picture)
    copied = await bot.copy_message(
        li.id, world.group.id, original.id, caption="<b>附件</b>", parse_mode="HTML"
    )
    copy = world.private(li)[-1]
    assert (copy.id, copy.text, copy.content["photo"]) == (
        copied.message_id,
        "附件",
        original.content["photo"],
    )


async def test_a_sent_photo_can_be_sent_again_by_its_id(world, li, bot, picture):
    first = await bot.send_photo(world.group.id, picture.content)
    again = await bot.send_photo(li.id, first.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == first.photo[-1].file_unique_id
    document = await bot.send_document(li.id, b"x", filename="流程單.pdf")
    assert document.document.file_name == "流程單.pdf"
    with pytest.raises(BadRequest, match="Can't use file of type"):
        await bot.send_photo(li.id, document.document.file_id)


async def test_files_over_20_megabytes_cannot_be_fetched(world, li, bot):
    big = Attachment(b"x" * (20 * 1024 * 1024 + 1), "video.bin")
    posted = world.post(li, world.group, document=big)
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(posted.content["document"]["file_id"])


async def test_chat_actions_are_checked(world, bot):
    assert await bot.send_chat_action(world.group.id, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(world.group.id, "dancing")
