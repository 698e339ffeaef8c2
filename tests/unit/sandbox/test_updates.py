"""What people do reaches the bot as Telegram would tell it."""

from datetime import timedelta

import pytest
from telegram import ForceReply
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram.constants import ChatID, ChatMemberStatus

from sandbox import Attachment, Clock, World
from sandbox.clock import DEFAULT_START


async def only(bot):
    (update,) = await bot.get_updates()
    return update


async def all_confirmed(bot):
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def test_a_post_names_sender_chat_date_and_entities(world, li, bot):
    world.post(li, world.group, "😀 /status@tousu_sandbox_bot 請 @lixiaoming 看")
    message = (await only(bot)).message
    assert message.from_user.full_name == "李小明"
    assert (message.chat.id, message.chat.type, message.chat.title) == (
        world.group.id,
        "supergroup",
        "輝煌同仁群",
    )
    assert message.date == DEFAULT_START
    found = message.parse_entities()
    assert sorted(found.values()) == ["/status@tousu_sandbox_bot", "@lixiaoming"]


async def test_a_post_can_be_backdated(world, li, bot):
    world.post(li, world.group, "x", date=DEFAULT_START - timedelta(hours=2))
    assert (await only(bot)).message.date == DEFAULT_START - timedelta(hours=2)


async def test_a_reply_shows_the_original_one_level_deep(world, li, bot):
    first = world.post(li, world.group, "一")
    second = world.post(li, world.group, "二", reply_to=first)
    world.post(li, world.group, "三", reply_to=second.id)
    message = (await bot.get_updates())[-1].message
    assert message.reply_to_message.text == "二"
    assert message.reply_to_message.reply_to_message is None
    assert (message.message_thread_id, message.is_topic_message) == (first.id, None)


async def test_an_edit_keeps_the_id_and_tells_when(world, li, bot):
    message = world.post(li, world.group, "發貨日期：上個月吧")
    world.clock.jump(by=90)
    world.edit(li, message, "發貨日期：2026年11月20日")
    edited = (await bot.get_updates())[-1].edited_message
    assert (edited.message_id, edited.text) == (message.id, "發貨日期：2026年11月20日")
    assert edited.edit_date - edited.date == timedelta(seconds=90)
    assert [version.content["text"] for version in message.versions] == ["發貨日期：上個月吧"]


async def test_nobody_edits_what_another_wrote(world, li, wang):
    message = world.post(li, world.group, "x")
    with pytest.raises(ValueError, match="王五 did not write"):
        world.edit(wang, message, "y")


async def test_bots_hear_nothing_of_deletions(world, li, bot):
    message = world.post(li, world.group, "x")
    world.delete(message)
    assert len(await bot.get_updates()) == 1
    assert world.messages() == []


async def test_an_album_is_one_update_a_part_with_one_caption(world, li, bot, picture):
    parts = world.post_album(li, world.group, [picture] * 3, "三張照片", caption_on=1)
    updates = await bot.get_updates()
    assert len({update.message.media_group_id for update in updates}) == 1
    assert [update.message.caption for update in updates] == [None, "三張照片", None]
    assert [update.message.photo[-1].width for update in updates] == [4, 4, 4]
    other = world.post_album(li, world.group, [picture] * 2)
    assert other[0].album != parts[0].album


async def test_a_file_comes_with_name_type_and_caption(world, li, bot):
    world.post(li, li, "檢驗報告", document=Attachment(b"%PDF", "報告.pdf", "application/pdf"))
    message = (await only(bot)).message
    assert (message.document.file_name, message.document.mime_type) == ("報告.pdf", "application/pdf")
    assert (message.caption, message.document.file_size) == ("檢驗報告", 4)


async def test_a_press_carries_the_message_and_the_data(world, li, bot):
    sent = await bot.send_message(
        world.group.id, "x", reply_markup=Keyboard([[Button("批准", callback_data="ok:7")]])
    )
    world.press(li, world.from_bot()[-1], "批准")
    query = (await only(bot)).callback_query
    assert (query.from_user.id, query.data) == (li.id, "ok:7")
    assert query.message.message_id == sent.message_id
    assert query.message.reply_markup == sent.reply_markup


async def test_a_press_may_be_forged_or_come_from_a_copy(world, li, bot):
    await bot.send_message(world.group.id, "x", reply_markup=Keyboard([[Button("批准", callback_data="ok")]]))
    original = world.from_bot()[-1]
    copy = world.duplicate(original)
    world.press(li, copy, "ok")
    world.press(li, original, data="reject:999")
    presses = [update.callback_query for update in await bot.get_updates()]
    assert [(press.message.message_id, press.data) for press in presses] == [
        (copy.id, "ok"),
        (original.id, "reject:999"),
    ]
    with pytest.raises(LookupError, match="no button '退回', only \\['批准'\\]"):
        world.press(li, original, "退回")


async def test_a_press_on_a_deleted_message_comes_without_its_contents(world, li, bot):
    await bot.send_message(world.group.id, "x", reply_markup=Keyboard([[Button("x", callback_data="x")]]))
    message = world.from_bot()[-1]
    world.delete(message)
    world.press(li, message, "x")
    assert not (await only(bot)).callback_query.message.is_accessible


async def test_an_anonymous_admin_is_nobody_in_a_post_but_himself_at_a_button(world, wang, bot):
    world.post(wang, world.group, "/suspend", anonymous=True)
    message = (await only(bot)).message
    assert message.from_user.id == ChatID.ANONYMOUS_ADMIN
    assert message.sender_chat.id == world.group.id
    await bot.send_message(world.group.id, "x", reply_markup=Keyboard([[Button("x", callback_data="x")]]))
    world.press(wang, world.from_bot()[-1], "x")
    assert (await bot.get_updates())[-1].callback_query.from_user.id == wang.id


async def test_the_first_word_in_private_opens_the_chat(world, wang, bot):
    world.start(wang, "case-7")
    assert (await only(bot)).message.text == "/start case-7"
    assert (await bot.send_message(wang.id, "x")).chat.type == "private"


async def test_blocking_and_unblocking_are_told(world, li, bot):
    world.block(li)
    world.unblock(li)
    blocked, unblocked = (update.my_chat_member for update in await bot.get_updates())
    assert blocked.new_chat_member.status == ChatMemberStatus.BANNED
    assert unblocked.new_chat_member.status == ChatMemberStatus.MEMBER
    assert blocked.chat.id == li.id


async def test_the_bot_hears_of_its_own_coming_going_and_rank(world, li, bot):
    world.remove_bot(world.group, li)
    world.post(li, world.group, "unheard")
    world.add_bot(world.group, li)
    world.promote_bot(world.group, li)
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    assert [(change.old_chat_member.status, change.new_chat_member.status) for change in changes] == [
        ("administrator", "kicked"),
        ("kicked", "member"),
        ("member", "administrator"),
    ]
    assert "unheard" not in [update.message.text for update in await bot.get_updates() if update.message]


async def test_people_joining_and_leaving_are_told(world, li, bot):
    await bot.get_updates(allowed_updates=["message", "chat_member"])
    world.leave(li, world.group)
    with pytest.raises(ValueError, match="李小明 is not in chat"):
        world.post(li, world.group, "x")
    assert (await bot.get_chat_member(world.group.id, li.id)).status == "left"
    world.join(li, world.group)
    updates = await bot.get_updates()
    assert [update.chat_member.new_chat_member.status for update in updates if update.chat_member] == [
        "left",
        "member",
    ]
    assert updates[0].message.left_chat_member.id == li.id
    assert updates[-1].message.new_chat_members[0].id == li.id


async def test_a_group_that_grows_gets_a_new_id_and_the_old_one_says_so(bot_of):
    world = World(clock=Clock(rate=0), basic_group=True, group_id=-4001)
    li = world.add_person(101, "李小明")
    async with bot_of(world) as bot:
        old = await bot.send_message(-4001, "x")
        grown = world.migrate(world.group, li, to=-1009)
        to, from_ = (update.message for update in await bot.get_updates())
        assert (to.chat.id, to.migrate_to_chat_id) == (-4001, -1009)
        assert (from_.chat.id, from_.chat.type, from_.migrate_from_chat_id) == (-1009, "supergroup", -4001)
        with pytest.raises(Exception, match="Group migrated to supergroup") as caught:
            await bot.edit_message_text("y", -4001, old.message_id)
        assert caught.value.new_chat_id == -1009
        assert world.group is grown
        assert world.messages()[0].content == {"migrate_from_chat_id": -4001}


async def test_in_privacy_mode_a_plain_member_hears_only_what_is_meant_for_it(bot_of):
    world = World(clock=Clock(rate=0), reads_all=False, bot_is_admin=False)
    li = world.add_person(101, "李小明")
    async with bot_of(world) as bot:
        assert (await bot.get_me()).can_read_all_group_messages is False
        await bot.send_message(world.group.id, "問題", reply_markup=ForceReply(selective=True))
        world.post(li, world.group, "產品質量投訴")
        world.post(li, world.group, "/status")
        world.post(li, world.group, f"@{world.bot.username} 請看")
        world.post(li, world.group, "答案", reply_to=world.from_bot()[-1])
        heard = [update.message.text for update in await bot.get_updates()]
        assert heard == ["/status", f"@{world.bot.username} 請看", "答案"]
        world.promote_bot(world.group, li)
        world.post(li, world.group, "產品質量投訴")
        assert (await bot.get_updates())[-1].message.text == "產品質量投訴"


async def test_message_ids_are_counted_per_supergroup_and_together_elsewhere(world, li, wang):
    world.start(wang)
    assert [world.post(li, world.group, "x").id for _ in range(2)] == [1, 2]
    assert world.post(li, li, "x").id == 2
    assert world.post(wang, wang, "x").id == 3


async def test_renaming_a_group_is_told(world, li, bot):
    world.rename(world.group, li, "輝煌大家庭")
    message = (await only(bot)).message
    assert message.new_chat_title == message.chat.title == "輝煌大家庭"


async def test_markup_of_every_kind_is_stored_and_returned(world, bot, li):
    rows = [
        [Button("網址", url="https://t.me/x?start=1"), Button("複製", copy_text={"text": "P-1"})],
        [
            Button("插入", switch_inline_query_current_chat="/new"),
            Button("好", callback_data="ok", style="success"),
        ],
    ]
    sent = await bot.send_message(world.group.id, "x", reply_markup=Keyboard(rows))
    assert [button.text for row in sent.reply_markup.inline_keyboard for button in row] == [
        "網址",
        "複製",
        "插入",
        "好",
    ]
    await bot.send_message(
        li.id, "?", reply_markup=ForceReply(selective=True, input_field_placeholder="原因")
    )
    assert world.private(li)[-1].markup["input_field_placeholder"] == "原因"
