"""Evidence (J02): photos, albums, files and recordings on a draft, on a case and on a ruling."""

import struct
import zlib

from bot.demo import posts
from bot.demo.stage import Stage
from handlers.receipts import NOTED
from sandbox import Attachment
from tests.acceptance.company_life import P1, S1, product_handed_over, product_posted, saying, service_routed

DRAFT = "D-20261123-001"


def picture(number: int) -> Attachment:
    """A small PNG, another one for each number."""
    row = b"\0" + bytes((number, 90, 200)) * 40
    header = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * 30)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return Attachment(b"\x89PNG\r\n\x1a\n" + body, f"{number}.png", "image/png")


VOICE = Attachment(b"OggS voice", "voice.ogg", "audio/ogg")
PDF = Attachment(b"%PDF-1.7 report", "\u6aa2\u9a57\u5831\u544a.pdf", "application/pdf")


async def on_record(stage: Stage) -> list[tuple[str, str, str]]:
    """Return the evidence on record: case, medium, and the department whose ruling it came with."""
    query = """SELECT cases.name, medium, evidence.department FROM evidence JOIN cases ON cases.id = case_id
      ORDER BY added_at, message_id"""
    return await stage.ask(lambda conn: [tuple(row) for row in conn.execute(query)])


async def test_an_album_whose_caption_comes_last_is_one_form_whose_photos_the_manager_opens_by_a_link(
    stage: Stage,
) -> None:
    await stage.at("10:00")
    await stage.sends_album("李小明", [picture(n) for n in range(4)], posts.PRODUCT, caption_on=3)
    assert await on_record(stage) == [(DRAFT, "photo", "")] * 4
    await stage.taps("陳經理", f"/status {DRAFT}")
    assert len([message for message in stage.private("陳經理") if message.content.get("photo")]) == 4
    await stage.presses("陳經理", "批准")
    assert "附件 4" in stage.card(P1).text


async def test_an_album_whose_caption_comes_first_is_joined_across_restarts(stage: Stage) -> None:
    await stage.at("10:00")
    first, *others = await stage.sends_album("李小明", [picture(n) for n in range(3)], posts.PRODUCT)
    assert await on_record(stage) == [(DRAFT, "photo", "")] * 3
    assert first.reactions[stage.world.bot.id] != others[0].reactions[stage.world.bot.id] == [NOTED]


async def test_the_parts_of_an_album_may_come_before_and_after_a_restart(calm: Stage) -> None:
    await calm.at("10:00")
    calm.world.hold_updates()
    calm.world.post_album(
        calm.people["李小明"], calm.world.group, [picture(n) for n in range(3)], posts.PRODUCT, caption_on=1
    )
    waiting = list(calm.world.updates._held or ())
    calm.world.updates._held = None
    for update in waiting:
        calm.world.inject(update)
        await calm.settle()
        await calm.process.stop()
        await calm.process.start()
    await calm.settle()
    assert await on_record(calm) == [(DRAFT, "photo", "")] * 3


async def test_photos_follow_a_form_as_replies_to_it(stage: Stage) -> None:
    await stage.at("10:00")
    form = await stage.says("李小明", posts.PRODUCT)
    photo = await stage.says("李小明", "外箱", to=form, photo=picture(1))
    voice = await stage.says("李小明", "", to=form, voice=VOICE)
    assert await on_record(stage) == [(DRAFT, "photo", ""), (DRAFT, "voice", "")]
    assert photo.reactions == voice.reactions == {stage.world.bot.id: [NOTED]}
    assert not stage.group()


async def test_an_album_whose_form_has_mistakes_counts_once_they_are_mended(stage: Stage) -> None:
    await stage.at("10:12")
    parts = await stage.sends_album(
        "黃小燕", [picture(n) for n in range(3)], posts.PRODUCT_WITH_MISTAKES, caption_on=2
    )
    assert await on_record(stage) == []
    await stage.edits("黃小燕", parts[2], posts.PRODUCT_MENDED)
    assert await on_record(stage) == [(DRAFT, "photo", "")] * 3


async def test_colleagues_add_evidence_under_the_card(stage: Stage) -> None:
    await stage.at("10:00")
    await product_posted(stage)
    said = len(stage.group())
    await stage.says("孫強", "", to=stage.card(P1), photo=picture(1))
    await stage.sends_album("孫強", [PDF, VOICE], to=stage.card(P1), as_documents=True)
    again = await stage.says("孫強", "再看一次", to=stage.card(P1), photo=picture(1))  # the same photo again
    assert again.reactions == {stage.world.bot.id: [NOTED]}
    assert await on_record(stage) == [(P1, "photo", ""), (P1, "document", ""), (P1, "document", "")]
    assert "附件 3" in stage.card(P1).text
    assert len(stage.group()) == said


async def test_the_photos_of_a_ruling_belong_to_its_department(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.at("11:00")
    await stage.sends_album(
        "錢主管", [picture(n) for n in range(3)], posts.REPLY, caption_on=1, to=stage.card(P1)
    )
    assert "生產部 ✓ 11:00" in stage.card(P1).text
    assert sorted(department for _, _, department in await on_record(stage)) == [
        "",
        "production",
        "production",
    ]


async def test_words_with_a_photo_that_are_no_reply_are_kept_and_their_author_is_warned(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await stage.says("錢主管", "我們檢查過了，沒有問題", to=stage.card(P1), photo=picture(1))
    assert await on_record(stage) == [(P1, "photo", "")]
    assert saying(stage, "沒有讀到回覆內容")
    assert "生產部 ⏳" in stage.card(P1).text


async def test_what_is_edited_or_deleted_later_changes_nothing_on_record(stage: Stage) -> None:
    await stage.at("10:00")
    await product_posted(stage)
    photo = await stage.says("李小明", "外箱", to=stage.card(P1), photo=picture(1))
    before = await on_record(stage)
    await stage.edits("李小明", photo, "不是外箱")
    stage.world.delete(photo)
    await stage.settle()
    assert await on_record(stage) == before
    assert "附件 1" in stage.card(P1).text


async def test_an_album_under_a_closed_case_is_refused_once(stage: Stage) -> None:
    await stage.at("10:00")
    form = await stage.says("李小明", posts.PRODUCT)
    await stage.presses("李小明", "取消投訴")
    await stage.sends_album("李小明", [picture(1), picture(2)], to=stage.private("李小明")[-1])
    assert form.text
    assert len(saying(stage, "不能補充資料", to="李小明")) == 1
    assert await on_record(stage) == []


async def test_a_file_sent_privately_to_nothing_is_asked_about_once(calm: Stage) -> None:
    await calm.sends_album("李小明", [picture(1), picture(2)], private=True)
    await calm.says("李小明", "", private=True, document=PDF)
    assert len(saying(calm, "看不出這是哪件投訴的附件", to="李小明")) == 2
    assert await on_record(calm) == []


async def test_photos_in_the_group_that_answer_nothing_are_left_alone(calm: Stage) -> None:
    await calm.says("李小明", "今天的午餐", photo=picture(1))
    await calm.sends_album("李小明", [picture(2), picture(3)])
    assert not calm.group()
    assert await on_record(calm) == []


async def test_evidence_of_a_draft_is_its_authors_business(calm: Stage) -> None:
    await calm.at("10:00")
    form = await calm.says("李小明", posts.PRODUCT)
    await calm.says("孫強", "", to=form, photo=picture(1))
    assert await on_record(calm) == []
    assert saying(calm, "補充資料")


async def test_status_shows_the_evidence_again_privately(stage: Stage) -> None:
    await stage.at("10:00")
    await product_posted(stage)
    await stage.sends_album("孫強", [picture(1), picture(2)], "外箱\n內箱", to=stage.card(P1))
    await stage.says("孫強", "", to=stage.card(P1), voice=VOICE)
    await stage.says("孫強", "", to=stage.card(P1), document=PDF)
    said = len(stage.group())
    await stage.says("李小明", f"/status {P1}", private=True)
    shown = [
        message
        for message in stage.private("李小明")
        if message.content.keys() & {"photo", "voice", "document"}
    ]
    assert [message.album is not None for message in shown] == [True, True, False, False]
    assert "1　生產部孫強 10:0" in shown[0].text
    assert "「外箱 內箱」" in shown[0].text
    assert shown[2].text.startswith(f"{P1} 附件（共 4 件）")
    await stage.says("李小明", f"/status {P1}")
    assert len(stage.group()) == said + 1  # the group sees the card's words only


async def test_a_plans_files_are_shown_to_hr_and_its_department_only(calm: Stage) -> None:
    await calm.at("10:38")
    await service_routed(calm)
    await calm.says("趙主任", posts.PLAN, to=calm.card(S1), photo=picture(1))
    for name, number in (("周靜", 1), ("趙主任", 1), ("李小明", 0)):
        await calm.says(name, f"/status {S1}", private=True)
        assert sum("photo" in message.content for message in calm.private(name)) == number


async def test_files_sent_with_a_service_plan_are_of_its_department(calm: Stage) -> None:
    await calm.at("10:38")
    await service_routed(calm)
    await calm.says("趙主任", posts.PLAN, to=calm.card("S-20261123-001"), photo=picture(1))
    assert await on_record(calm) == [("S-20261123-001", "photo", "logistics")]
