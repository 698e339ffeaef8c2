"""What the bot may not change is refused in Telegram's own words and codes."""

import telegram
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard


async def test_a_text_may_have_4096_characters_once_its_tags_are_gone(world, bot, refusal):
    longest = f"<b>{'中' * 4096}</b>"
    message = await bot.send_message(world.group.id, longest, parse_mode="HTML")
    assert len(message.text) == 4096
    too_long = (400, "Bad Request: message is too long")
    assert await refusal(bot.send_message(world.group.id, "x" * 4097)) == too_long
    assert await refusal(bot.send_message(world.group.id, "😀" * 2049)) == too_long
    assert await refusal(message.edit_text("x" * 4097)) == too_long


async def test_an_edit_that_changes_nothing_is_refused(world, bot, refusal):
    keyboard = Keyboard([[Button("x", callback_data="x")]])
    message = await bot.send_message(world.group.id, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard)
    words = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    same = (400, words)
    assert await refusal(message.edit_text("<b>x</b> ", parse_mode="HTML", reply_markup=keyboard)) == same
    assert await refusal(message.edit_reply_markup(keyboard)) == same
    await message.edit_text("x", reply_markup=keyboard)  # the bold is gone: that is a change
    assert world.from_bot()[-1].entities == []


async def test_an_edit_without_a_keyboard_removes_it(world, bot):
    keyboard = Keyboard([[Button("x", callback_data="x")]])
    message = await bot.send_message(world.group.id, "x", reply_markup=keyboard)
    edited = await message.edit_text("y")
    assert edited.reply_markup is None
    assert world.from_bot()[-1].buttons == []
    assert [version.content["text"] for version in world.from_bot()[-1].versions] == ["x"]


async def test_what_is_gone_or_not_its_own_cannot_be_edited(world, li, bot, refusal):
    message = await bot.send_message(world.group.id, "x")
    theirs = world.post(li, world.group, "hello")
    world.delete(world.from_bot()[-1])
    gone = (400, "Bad Request: message to edit not found")
    assert await refusal(message.edit_text("y")) == gone
    assert await refusal(bot.edit_message_text("y", world.group.id, 12345)) == gone
    cannot = (400, "Bad Request: message can't be edited")
    assert await refusal(bot.edit_message_text("y", world.group.id, theirs.id)) == cannot
    question = await bot.send_message(li.id, "?", reply_markup=telegram.ForceReply())
    assert await refusal(question.edit_text("y")) == cannot


async def test_text_and_caption_are_not_edited_for_each_other(world, bot, picture, refusal):
    photo = await bot.send_photo(world.group.id, picture.content, caption="x")
    text = await bot.send_message(world.group.id, "x")
    no_text = (400, "Bad Request: there is no text in the message to edit")
    assert await refusal(photo.edit_text("y")) == no_text
    no_caption = (400, "Bad Request: there is no caption in the message to edit")
    assert await refusal(text.edit_caption("y")) == no_caption


async def test_a_press_is_answered_once_within_15_seconds_and_200_characters(world, li, bot, refusal):
    await bot.send_message(
        world.group.id, "x", reply_markup=Keyboard([[Button("批准", callback_data="ok", style="success")]])
    )
    first, second, third = (world.press(li, world.from_bot()[-1], "批准") for _ in range(3))
    assert await refusal(bot.answer_callback_query(first.id, "x" * 201)) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )
    await bot.answer_callback_query(first.id, "x" * 200, show_alert=True)
    assert (first.answer.text, first.answer.alert) == ("x" * 200, True)
    too_old = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    assert await refusal(bot.answer_callback_query(first.id)) == too_old
    assert await refusal(bot.answer_callback_query("no such press")) == too_old
    world.clock.jump(by=15)
    await bot.answer_callback_query(second.id)
    world.clock.jump(by=0.5)
    assert await refusal(bot.answer_callback_query(third.id)) == too_old
    assert third.answer is None


async def test_only_telegrams_emoji_are_reactions(world, li, bot, refusal):
    theirs = world.post(li, world.group, "hello")
    await bot.set_message_reaction(world.group.id, theirs.id, "👌")
    for emoji in telegram.constants.ReactionEmoji:
        await bot.set_message_reaction(world.group.id, theirs.id, emoji)
    invalid = (400, "Bad Request: REACTION_INVALID")
    assert await refusal(bot.set_message_reaction(world.group.id, theirs.id, "✅")) == invalid
    both = bot.set_message_reaction(world.group.id, theirs.id, ["👌", "👍"])
    assert await refusal(both) == (400, "Bad Request: REACTIONS_TOO_MANY")
    missing = bot.set_message_reaction(world.group.id, 999, "👌")
    assert await refusal(missing) == (400, "Bad Request: message to react not found")


async def test_a_member_deletes_only_its_own_and_for_48_hours(world, li, wang, bot, refusal):
    theirs = world.post(li, world.group, "hello")
    world.demote_bot(world.group, wang)
    cannot = (400, "Bad Request: message can't be deleted for everyone")
    assert await refusal(bot.delete_message(world.group.id, theirs.id)) == cannot
    mine = await bot.send_message(world.group.id, "x")
    world.clock.jump(by=49 * 3600)
    assert await refusal(mine.delete()) == cannot
    world.promote_bot(world.group, wang)
    assert await mine.delete()
    assert await refusal(mine.delete()) == (400, "Bad Request: message to delete not found")


async def test_pinning_in_a_group_needs_an_administrator(world, wang, bot, refusal):
    message = await bot.send_message(world.group.id, "x")
    assert await message.pin()
    assert (await bot.get_chat(world.group.id)).pinned_message.message_id == message.message_id
    world.demote_bot(world.group, wang)
    no_right = (400, "Bad Request: not enough rights to manage pinned messages in the chat")
    assert await refusal(message.unpin()) == no_right
