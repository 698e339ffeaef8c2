"""The chat page in a real browser, with a small bot on the other side."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import ForceReply, Update
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from sandbox import Attachment, Clock, Server, Template, World, serve
from sandbox import Page as Settings

# One browser, and so one event loop, for all of these.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P"
    b"\x0f\0\4\x85\1\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82"
)
CARD = (
    "<b>P-20261123-001</b>　處理中\n<blockquote expandable>發貨日期：2026年11月20日\n品牌：H牌\n規格：120×60\n"
    "問題：表面起泡\n要求：換貨</blockquote>\n<s>限 13:51</s> &lt;img src=x onerror=alert(1)&gt;"
)


async def post_card(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    row = [Button("受理", callback_data="accept", style="success"), Button("更多", callback_data="more")]
    await update.effective_message.reply_text(CARD, parse_mode="HTML", reply_markup=Keyboard([row]))


async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    if query.data == "more":
        await query.answer("王五已於 10:07 受理。")
        return
    await query.answer("這一步由打單部受理，您是業務部。", show_alert=True)
    await query.edit_message_text("<b>P-20261123-001</b>　已受理", parse_mode="HTML")


async def ask(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    question = ForceReply(selective=True, input_field_placeholder="請說明原因")
    await update.effective_message.reply_text("退回的原因？", reply_markup=question)


@asynccontextmanager
async def small_bot(world: World, server: Server) -> AsyncIterator[Application]:
    builder = (
        Application.builder().token(world.token).base_url(server.base_url).base_file_url(server.base_file_url)
    )
    application = builder.build()
    application.add_handler(CommandHandler("start", ask))
    application.add_handler(MessageHandler(filters.Regex("投訴"), post_card))
    application.add_handler(CallbackQueryHandler(pressed))
    async with application:
        await application.start()
        await application.updater.start_polling()
        await application.bot.set_my_commands([("status", "查詢案件")])
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no Chromium on this machine: the chat page was not tried")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
def world() -> World:
    world = World(clock=Clock(rate=0))
    world.add_person(101, "李小明", username="lixiaoming", title="業務部 業務員")
    world.add_person(102, "王五", title="打單部 打單員")
    return world


@pytest_asyncio.fixture(loop_scope="module")
async def server(world: World) -> AsyncIterator[Server]:
    async def titles() -> dict[int, str]:  # who has heard from the bot is enrolled
        return {101: "物流部 主任"} if world.private(world.people[101]) else {}

    settings = Settings(
        title="輝煌沙盒",
        templates=(Template("產品投訴", "產品質量投訴\n投訴人：{name}\n部門：{department}"),),
        next_due=lambda: world.clock.now().replace(hour=13, minute=51),
        titles=titles,
    )
    async with serve(world, page=settings) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, server: Server) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": 1280, "height": 860}, locale="zh-TW", permissions=["clipboard-write"]
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    await page.goto(server.url)
    await page.wait_for_selector("body.ready")
    yield page
    await context.close()
    assert complaints == []


async def write(page: Page, text: str) -> None:
    await page.get_by_label("輸入訊息").fill(text)
    await page.keyboard.press("Enter")


async def become(page: Page, name: str) -> None:
    await page.locator("#people button", has_text=name).click()


async def open_chat(page: Page, title: str) -> None:
    await page.locator("#chats button", has_text=title).click()


async def test_a_person_posts_presses_and_watches_the_card_change(world, server, page):
    async with small_bot(world, server):
        await become(page, "李小明")
        await write(page, "產品質量投訴\n客戶：東方五金")
        await expect(page.locator(".own .text")).to_contain_text("客戶：東方五金")
        await expect(page.locator(".other .sender")).to_contain_text("投訴小幫手")
        await page.get_by_role("button", name="更多", exact=True).click()
        await expect(page.locator(".toast")).to_have_text("王五已於 10:07 受理。")
        await page.get_by_role("button", name="受理", exact=True).click()
        await expect(page.locator("dialog")).to_contain_text("這一步由打單部受理")
        await page.get_by_role("button", name="知道了").click()
        await expect(page.locator(".other .text")).to_contain_text("已受理")
        await expect(page.locator(".keyboard")).to_have_count(0)
        await expect(page.get_by_role("button", name="已編輯")).to_be_visible()
    assert [press.person.first_name for press in world.presses.values()] == ["李小明", "李小明"]


async def test_text_is_drawn_from_entities_and_never_run(world, server, page):
    async with small_bot(world, server):
        await write(page, "投訴 <b>不是粗體</b>")
        await expect(page.locator(".own .text b")).to_have_count(0)
        await expect(page.locator(".other .text b")).to_have_text("P-20261123-001")
        await expect(page.locator(".other .text s")).to_have_text("限 13:51")
        await expect(page.locator(".other .text")).to_contain_text("<img src=x onerror=alert(1)>")
        quote = page.locator("blockquote.foldable")
        folded = (await quote.bounding_box())["height"]
        await quote.click()
        await expect(quote).to_have_attribute("aria-expanded", "true")
        assert (await quote.bounding_box())["height"] > folded


async def test_a_fresh_private_chat_begins_with_start_and_a_question_is_answered_as_a_reply(
    world, server, page
):
    async with small_bot(world, server):
        await become(page, "王五")
        await open_chat(page, "投訴小幫手")
        await page.get_by_role("button", name="開始", exact=True).click()
        await expect(page.locator(".target")).to_contain_text("退回的原因？")
        await expect(page.get_by_label("輸入訊息")).to_have_attribute("placeholder", "請說明原因")
        await write(page, "數量不對")
        await expect(page.locator(".own .quoted")).to_contain_text("退回的原因？")
    wang = world.people[102]
    assert [message.text for message in world.private(wang)] == ["/start", "退回的原因？", "數量不對"]
    assert world.private(wang)[-1].reply_to == world.private(wang)[-2].id


async def test_a_question_in_the_group_opens_the_answer_of_the_person_it_mentions_and_of_nobody_else(
    world, server, page
):
    li = world.people[101]
    card = world.post(li, world.group, "卡片")
    async with small_bot(world, server) as application:
        bot, group, target = application.bot, world.group.id, page.locator(".target")
        question = partial(
            bot.send_message, group, reply_markup=ForceReply(selective=True), parse_mode="HTML"
        )
        by_id = await question(
            '請 <a href="tg://user?id=102">王五</a> 說明理由。', reply_to_message_id=card.id
        )
        world.post(li, group, "插話")
        by_name = await question("請 @LiXiaoMing 補充。")
        await expect(target).to_contain_text("補充")  # 李小明 is at the screen
        await page.get_by_role("button", name="取消").click()
        await become(page, "王五")
        await expect(target).to_contain_text("說明理由")
        await write(page, "客戶自提")
        await expect(target).to_have_count(0)
        await become(page, "李小明")
        await expect(page.locator(".own .text").first).to_be_visible()
        await expect(target).to_have_count(0)  # waved away
    assert (world.messages()[-1].text, world.messages()[-1].reply_to) == ("客戶自提", by_id.message_id)
    assert by_name.message_id > by_id.message_id


async def test_what_the_bot_writes_to_others_shows_as_a_badge(world, server, page):
    async with small_bot(world, server):
        world.start(world.people[102])
        badge = page.locator("#people button", has_text="王五").locator(".badge")
        await expect(badge).to_have_text("1")
        await become(page, "王五")
        await open_chat(page, "投訴小幫手")
        await expect(badge).to_have_count(0)


async def test_the_clock_is_sped_up_jumped_and_sent_to_the_next_due_moment(world, page):
    await expect(page.locator("#clock-time")).to_have_text("10:00:00")
    await expect(page.locator("#clock-date")).to_have_text("11月23日 星期一")
    await page.get_by_role("button", name="+30 分").click()
    await expect(page.locator("#clock-time")).to_have_text("10:30:00")
    await page.get_by_role("button", name="到下一個時限").click()
    await expect(page.locator("#clock-time")).to_have_text("13:51:00")
    await page.get_by_role("button", name="下一工作日 08:30").click()
    await expect(page.locator("#clock-date")).to_have_text("11月24日 星期二")
    await expect(page.locator("#clock-time")).to_have_text("08:30:00")
    await page.get_by_role("radio", name="60×", exact=True).click()
    await world.wait_for(lambda: world.clock.rate == 60)
    await page.get_by_role("radio", name="暫停").click()
    await world.wait_for(lambda: world.clock.rate == 0)


async def test_one_edits_replies_reacts_and_deletes(world, page):
    li, wang = world.people.values()
    theirs = world.post(wang, world.group, "爐溫偏高")
    mine = world.post(li, world.group, "收到嗎")
    await page.locator(f"[data-id='{mine.id}']").click(button="right")
    await page.get_by_role("menuitem", name="編輯").click()
    await write(page, "收到了")
    await world.wait_for(lambda: mine.text == "收到了")
    await page.get_by_role("button", name="已編輯").click()
    await expect(page.locator(".version-when")).to_have_text(["到 10:00:00", "現在"])
    await page.get_by_role("button", name="關閉").click()
    await page.locator(f"[data-id='{theirs.id}']").dblclick(position={"x": 200, "y": 12})
    await write(page, "謝謝")
    reply = await world.wait_for(lambda: next((m for m in world.messages() if m.text == "謝謝"), None))
    assert reply.reply_to == theirs.id
    await page.locator(f"[data-id='{theirs.id}']").click(button="right")
    await expect(page.get_by_role("menuitem", name="回覆")).to_be_visible()
    await expect(page.get_by_role("menuitem", name="刪除")).to_have_count(
        0
    )  # not hers, and she is no administrator
    await page.get_by_title("以 👍 回應").click()
    await world.wait_for(lambda: theirs.reactions.get(li.id) == ["👍"])
    await page.locator(f"[data-id='{reply.id}']").click(button="right")
    await page.get_by_role("menuitem", name="刪除").click()
    await world.wait_for(lambda: reply.deleted)
    await expect(page.locator(f"[data-id='{reply.id}']")).to_have_count(0)


async def test_pictures_files_and_templates_are_sent(world, page):
    await page.get_by_label("插入範本").click()
    await page.get_by_role("menuitem", name="產品投訴").click()
    await expect(page.get_by_label("輸入訊息")).to_have_value("產品質量投訴\n投訴人：李小明\n部門：業務部")
    picture = {"name": "現場.png", "mimeType": "image/png", "buffer": PIXEL}
    await page.set_input_files("#picker", [picture, picture])
    await page.get_by_label("送出").click()
    await expect(page.locator(".photo img")).to_have_count(2)
    one, other = world.messages()
    assert one.album == other.album
    assert one.text.startswith("產品質量投訴")
    await page.set_input_files(
        "#picker", [{"name": "報告.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}]
    )
    await page.get_by_label("送出").click()
    await expect(page.locator(".file-name")).to_have_text("報告.pdf")
    await expect(page.locator("a.file")).to_have_attribute("target", "_blank")


async def test_what_the_host_calls_people_follows_what_its_bot_told_them(world, page):
    mine = page.locator("#me .who-title")
    await expect(mine).to_have_text("業務部 業務員")
    world.start(world.people[101])
    await expect(mine).to_have_text("物流部 主任")
    await become(page, "王五")
    await expect(page.locator("#people button", has_text="李小明")).to_contain_text("物流部 主任")


async def test_who_writes_while_reading_above_sees_what_she_wrote(world, page):
    for number in range(40):
        world.post(world.people[102], world.group, f"第 {number} 則")
    await expect(page.locator(".row").last).to_contain_text("第 39 則")
    await page.locator("#messages").evaluate("one => one.scrollTo({top: 0, behavior: 'instant'})")
    await expect(page.locator("#to-bottom")).to_be_visible()
    world.post(world.people[102], world.group, "別人說的")
    await expect(page.locator(".row").last).not_to_be_in_viewport()
    await write(page, "我說的")
    await expect(page.locator(".row.own")).to_be_in_viewport()


async def test_code_is_copied_by_a_tap_and_has_chinese_type_and_the_empty_box_has_nothing_to_scroll(
    world, server, page
):
    async with small_bot(world, server) as application:
        await application.bot.send_message(world.group.id, "<pre>投訴人：</pre>", parse_mode="HTML")
        await page.locator(".text pre").click()
        await expect(page.locator(".toast")).to_have_text("已複製")
        family = await page.locator(".text pre").evaluate("one => getComputedStyle(one).fontFamily")
    assert "Sandbox Sans TC" in family
    hidden = "one => [one.scrollHeight - one.clientHeight, getComputedStyle(one).overflowY]"
    assert await page.locator("#compose").evaluate(hidden) == [0, "hidden"]
    await page.get_by_label("輸入訊息").fill("很多行\n" * 30)
    assert (await page.locator("#compose").evaluate(hidden))[1] == "auto"


async def test_a_message_that_comes_while_another_is_typed_leaves_the_typing_alone(world, page):
    box = page.get_by_label("輸入訊息")
    await box.fill("寫到一半")
    world.post(world.people[102], world.group, "插話")
    world.start(world.people[102])
    await expect(page.locator(".other .text")).to_contain_text("插話")
    await expect(box).to_have_value("寫到一半")


async def test_it_fits_a_telephone(world, server, page):
    await page.set_viewport_size({"width": 390, "height": 844})
    long = world.post(world.people[102], world.group, "很長的一行" * 40)
    world.post(world.people[102], world.group, photo=Attachment(PIXEL, "a.png", "image/png"))
    await expect(page.locator("#people")).to_be_visible()
    await open_chat(page, "輝煌同仁群")
    await expect(page.locator("#compose")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="下一工作日 08:30")).to_be_in_viewport(ratio=1)
    await expect(page.locator("#people")).to_be_hidden()
    await page.locator(f"[data-id='{long.id}']").dblclick(position={"x": 200, "y": 12})
    await expect(page.locator(".target")).to_contain_text("很長的一行")
    await expect(page.get_by_label("送出")).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await page.get_by_label("回到聊天列表").click()
    await expect(page.locator("#people")).to_be_visible()


async def test_it_catches_up_after_the_line_was_broken(world, page):
    await page.context.set_offline(True)
    world.post(world.people[102], world.group, "斷線時說的")
    await asyncio.sleep(0)
    await page.context.set_offline(False)
    await expect(page.locator(".other .text")).to_contain_text("斷線時說的", timeout=10_000)


async def test_somebody_new_joins_at_the_screen_and_is_offered_to_start(world, server, page):
    await page.get_by_role("button", name="新同仁加入").click()
    await page.get_by_label("新同仁的姓名").fill("方小雨")
    await page.keyboard.press("Enter")
    await expect(page.locator("#me")).to_contain_text("方小雨")
    assert "方小雨" in {person.first_name for person in world.people.values()}
    async with small_bot(world, server):
        await page.get_by_role("button", name="開始", exact=True).click()
        await expect(page.locator(".other .text")).to_contain_text("退回的原因？")


async def test_topics_are_opened_closed_and_deleted_at_the_screen(world, page):
    async def choose(name: str) -> None:
        await page.get_by_label("聊天選項").click()
        await page.get_by_role("menuitem", name=name).click()

    tabs = page.get_by_role("navigation", name="話題")
    await choose("開啟話題功能")
    await expect(tabs).to_be_visible()  # a menu opened before the page has heard of it offers no topics
    await choose("開新話題")
    await page.get_by_label("新話題的名稱").fill("投訴")
    await page.keyboard.press("Enter")
    await tabs.get_by_role("button", name="投訴").click()
    await page.locator("#picker").set_input_files(
        [{"name": name, "mimeType": "image/png", "buffer": PIXEL} for name in ("1.png", "2.png")]
    )
    await write(page, "兩張照片")
    await expect(page.locator(".photos.count-2 img")).to_have_count(2)
    (topic,) = world.group.topics
    assert [message.topic for message in world.messages()[-2:]] == [topic, topic]
    await choose("關閉這個話題")
    await expect(tabs).to_contain_text("投訴（已關閉）")
    await choose("刪除這個話題")
    await expect(tabs).not_to_contain_text("投訴")
    await choose("關閉話題功能")
    await expect(tabs).to_have_count(0)


async def test_topics_are_tabs_and_a_link_to_a_message_leads_there(world, server, page):
    wang = world.people[102]
    world.make_forum(world.group)
    topic = world.open_topic(world.group, wang, "投訴").id
    world.post(wang, world.group, "在一般話題")
    card = world.post(wang, world.group, "在話題裡", topic=topic)
    world.start(world.people[101])
    spot = f"https://t.me/c/{str(world.group.id).removeprefix('-100')}/{topic}/{card.id}"
    async with small_bot(world, server) as application:
        await application.bot.send_message(101, f'<a href="{spot}">P-20261123-001</a>', parse_mode="HTML")
        await become(page, "李小明")
        await open_chat(page, world.group.title)
        await page.get_by_role("navigation", name="話題").get_by_role("button", name="投訴").click()
        await expect(page.locator(".row .text")).to_have_count(1)
        await write(page, "也在這裡")
        await expect(page.locator(".own .text")).to_contain_text("也在這裡")
        assert world.messages()[-1].topic == topic
        await open_chat(page, "投訴小幫手")
        await page.get_by_role("button", name="P-20261123-001").click()
        await expect(page.locator(".row.flash")).to_contain_text("在話題裡")
