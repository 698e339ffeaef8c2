"""What the bot may not send is refused in Telegram's own words and codes."""

import httpx
import pytest
import telegram
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard

from sandbox import Attachment


async def test_a_chat_nobody_knows_is_not_found(world, bot, refusal):
    assert await refusal(bot.send_message(999, "x")) == (400, "Bad Request: chat not found")
    assert await refusal(bot.send_message("@nobody", "x")) == (400, "Bad Request: chat not found")


async def test_nobody_is_written_to_before_start_nor_after_blocking(world, li, wang, bot, refusal):
    cannot_begin = (403, "Forbidden: bot can't initiate conversation with a user")
    assert await refusal(bot.send_message(wang.id, "x")) == cannot_begin
    world.start(wang)
    await bot.send_message(wang.id, "x")
    world.block(wang)
    assert await refusal(bot.send_message(wang.id, "x")) == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    world.start(wang)
    await bot.send_message(wang.id, "x")


async def test_a_bot_that_was_thrown_out_is_told_so(world, li, bot, refusal):
    world.remove_bot(world.group, li)
    kicked = (403, "Forbidden: bot was kicked from the supergroup chat")
    assert await refusal(bot.send_message(world.group.id, "x")) == kicked
    assert await refusal(bot.get_chat_administrators(world.group.id)) == kicked
    world.add_bot(world.group, li)
    await bot.leave_chat(world.group.id)
    gone = (403, "Forbidden: bot is not a member of the supergroup chat")
    assert await refusal(bot.send_message(world.group.id, "x")) == gone


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "<b> </b>"])
async def test_a_text_of_nothing_is_refused(world, bot, text, refusal):
    code, said = await refusal(bot.send_message(world.group.id, text, parse_mode="HTML"))
    assert (code, said.endswith("empty")) == (400, True)


async def test_a_caption_may_have_1024_characters(world, bot, picture, refusal):
    message = await bot.send_photo(
        world.group.id, picture.content, caption=f"<i>{'x' * 1024}</i>", parse_mode="HTML"
    )
    too_long = (400, "Bad Request: message caption is too long")
    assert await refusal(bot.send_document(world.group.id, b"x", caption="x" * 1025)) == too_long
    assert await refusal(message.edit_caption("x" * 1025)) == too_long


async def test_broken_html_names_the_byte(world, bot, refusal):
    said = await refusal(bot.send_message(world.group.id, "客戶 <東方>", parse_mode="HTML"))
    assert said == (400, 'Bad Request: can\'t parse entities: Unsupported start tag "東方" at byte offset 7')
    said = await refusal(bot.send_message(world.group.id, "*x*", parse_mode="MarkdownV2"))
    assert said == (400, "Bad Request: unsupported parse_mode")


@pytest.mark.parametrize(
    ("button", "words"),
    [
        (Button("x", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (Button("x", callback_data="中" * 22), "BUTTON_DATA_INVALID"),
        (Button("x", callback_data=""), "BUTTON_DATA_INVALID"),
        (
            Button("x"),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            Button(" ", callback_data="x"),
            'can\'t parse inline keyboard button: field "text" must be non-empty',
        ),
        (Button("x", url="ftp://x"), "inline keyboard button URL 'ftp://x' is invalid: Wrong HTTP URL"),
        (Button("x", copy_text=telegram.CopyTextButton("x" * 257)), "BUTTON_COPY_TEXT_INVALID"),
        (
            Button("x", callback_data="x", style="purple"),
            "can't parse inline keyboard button: invalid button style specified",
        ),
    ],
)
async def test_a_wrong_button_is_refused(world, bot, button, words, refusal):
    sending = bot.send_message(world.group.id, "x", reply_markup=Keyboard([[button]]))
    assert await refusal(sending) == (400, f"Bad Request: {words}")
    assert world.from_bot() == []


async def test_callback_data_may_have_64_bytes(world, bot):
    data = "中" * 21 + "x"
    await bot.send_message(world.group.id, "x", reply_markup=Keyboard([[Button("x", callback_data=data)]]))
    assert world.from_bot()[-1].button("x")["callback_data"] == data


async def test_a_reply_to_a_deleted_message_needs_leave_to_do_without(world, li, bot, refusal):
    theirs = world.post(li, world.group, "hello")
    reply = await bot.send_message(world.group.id, "x", reply_to_message_id=theirs.id)
    assert reply.reply_to_message.message_id == theirs.id
    world.delete(theirs)
    sending = bot.send_message(world.group.id, "x", reply_to_message_id=theirs.id)
    assert await refusal(sending) == (400, "Bad Request: message to be replied not found")
    plain = await bot.send_message(
        world.group.id, "x", reply_to_message_id=theirs.id, allow_sending_without_reply=True
    )
    assert plain.reply_to_message is None


async def test_a_quote_must_be_in_the_message(world, li, bot, refusal):
    theirs = world.post(li, world.group, "發貨日期：上個月吧")
    quoting = telegram.ReplyParameters(theirs.id, quote="上個月吧")
    message = await bot.send_message(world.group.id, "哪一天？", reply_parameters=quoting)
    assert (message.quote.text, message.quote.position) == ("上個月吧", 5)
    wrong = telegram.ReplyParameters(theirs.id, quote="下個月")
    sending = bot.send_message(world.group.id, "?", reply_parameters=wrong)
    assert await refusal(sending) == (400, "Bad Request: QUOTE_TEXT_INVALID")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"\x89PNG", "IMAGE_PROCESS_FAILED"),
    ],
)
async def test_a_photo_must_be_a_picture(world, bot, content, words, refusal):
    assert await refusal(bot.send_photo(world.group.id, content)) == (400, f"Bad Request: {words}")


async def test_a_photo_must_not_be_a_ribbon_nor_a_wall(world, bot, png, refusal):
    for size in ((2100, 100), (9000, 1001)):
        sending = bot.send_photo(world.group.id, png(*size).content)
        assert await refusal(sending) == (400, "Bad Request: PHOTO_INVALID_DIMENSIONS")


async def test_an_album_has_two_to_ten_parts_of_one_kind(world, bot, picture, refusal):
    photo = telegram.InputMediaPhoto(picture.content, caption="<b>x</b>", parse_mode="HTML")
    document = telegram.InputMediaDocument(b"x", filename="a.txt")
    two = await bot.send_media_group(world.group.id, [photo, photo])
    assert two[0].media_group_id == two[1].media_group_id
    assert two[0].caption_entities[0].type == "bold"
    one = bot.send_media_group(world.group.id, [photo])
    assert await refusal(one) == (400, "Bad Request: media group must have from 2 to 10 items")
    mixed = bot.send_media_group(world.group.id, [photo, document])
    assert await refusal(mixed) == (
        400,
        "Bad Request: documents can't be mixed with other media types",
    )


async def test_topics_are_refused_where_there_are_none(world, li, bot, refusal):
    sending = bot.send_message(world.group.id, "x", message_thread_id=7)
    assert await refusal(sending) == (400, "Bad Request: message thread not found")


async def test_files_are_fetched_by_the_path_telegram_names(world, li, bot, refusal):
    posted = world.post(li, world.group, document=Attachment(b"%PDF", "表單.pdf", "application/pdf"))
    file = await bot.get_file(posted.content["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    wrong = (400, "Bad Request: wrong file identifier/HTTP URL specified")
    assert await refusal(bot.get_file("nothing")) == wrong


async def test_a_wrong_token_and_an_unknown_method_are_refused(world, server):
    async with httpx.AsyncClient() as client:
        wrong_token = await client.post(f"{server.url}/bot1:wrong/getMe")
        assert wrong_token.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        assert wrong_token.status_code == 401
        unknown = await client.post(f"{server.base_url}{world.token}/sendPigeon")
        assert unknown.json() == {"ok": False, "error_code": 404, "description": "Not Found"}
        stolen = await client.get(f"{server.url}/file/bot1:wrong/documents/file_1.pdf")
        assert stolen.status_code == 401


async def test_parameters_come_as_form_query_or_json(world, server):
    address, said = f"{server.base_url}{world.token}/sendMessage", {"chat_id": world.group.id, "text": "x"}
    async with httpx.AsyncClient() as client:
        for sent in (
            {"json": said},
            {"data": said},
            {"params": said},
            {"files": {"text": (None, "x")}, "params": said},
        ):
            assert (await client.post(address, **sent)).json()["ok"]
        broken = await client.post(address, content="[1", headers={"content-type": "application/json"})
        assert broken.json()["description"] == "Bad Request: can't parse request: JSON object expected"


async def test_a_misspelt_parameter_is_caught_unless_the_world_is_lenient(world, li, bot, refusal):
    misspelt = {"disable_notifications": True}
    said = await refusal(bot.send_message(li.id, "x", api_kwargs=misspelt))
    assert said == (
        400,
        "Bad Request: unknown parameter 'disable_notifications' (strict mode of the sandbox)",
    )
    elsewhere = bot.send_message(li.id, "x", business_connection_id="b")
    said = await refusal(elsewhere)
    assert said == (400, "Bad Request: the sandbox does not support the parameter 'business_connection_id'")
    world.strict = False
    assert await bot.send_message(li.id, "x", api_kwargs=misspelt)


async def test_every_answer_carries_the_date_of_the_sandbox_and_no_other(world, server):
    async with httpx.AsyncClient() as client:
        for address in (
            f"{server.base_url}{world.token}/getMe",
            f"{server.base_url}{world.token}/sendPigeon",
        ):
            response = await client.get(address)
            assert response.headers.get_list("date") == ["Mon, 23 Nov 2026 02:00:00 GMT"]
            assert "server" not in response.headers
