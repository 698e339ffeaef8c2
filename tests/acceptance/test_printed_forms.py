"""The flow form on paper: whoever has to sign sees the page and gets the file, and the file can be checked for ever."""

import asyncio
import io

import pypdf

from bot.demo.stage import Stage
from bot.form_checks import Standing, check_form, sentence
from forms.printing import Layout, Order, read_mark
from forms.printing.press import print_paper
from tests.acceptance.company_life import P1
from tests.acceptance.test_flow_form import form_made, opinion_written
from tests.acceptance.test_freight import V1, drafted
from workflow.flow_form import flow_form


def files(stage: Stage, name: str) -> list[bytes]:
    """The PDFs somebody has got, the oldest first."""
    sent = [one.content["document"] for one in stage.private(name) if "document" in one.content]
    return [stage.world.files.get(one["file_id"]).attachment.content for one in sent]


def text_of(pdf: bytes) -> str:
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "".join(page.extract_text().split())


async def standing(stage: Stage, pdf: bytes) -> Standing:
    return (await check_form(stage.bot.config, pdf)).standing


async def set_in_thirds(stage: Stage) -> bytes:
    """The flow form as the program printed it before it kept the hash of every file."""
    wiring, config = stage.bot.parts.wiring, stage.bot.config
    shown = await wiring.ledger.read(lambda books: flow_form(books.case(1), wiring.scene(books)))
    order = Order(paper=shown, company=config.company, zone=config.timezone, layout=Layout.THIRDS)
    return (await asyncio.to_thread(print_paper, order)).pdf


async def test_a_head_sees_the_page_he_signs_and_gets_it_as_a_file(calm: Stage) -> None:
    await form_made(calm)
    picture, file = calm.private("錢主管")[-2:]
    assert "photo" in picture.content
    assert "簽名" in str(picture.buttons)
    assert P1 in file.text
    text = text_of(files(calm, "錢主管")[-1])
    for shown in ("李小明（業務部）", "生產部負責人（待簽）", "副總簽名：", "東方五金"):
        assert shown in text


async def test_status_in_private_shows_the_form_as_it_stands_and_in_the_group_does_not(calm: Stage) -> None:
    await opinion_written(calm)
    before = len(calm.group())
    await calm.says("李小明", f"/status {P1}")
    assert not [one for one in calm.group()[before:] if "photo" in one.content]
    await calm.says("李小明", f"/status {P1}", private=True)
    text = text_of(files(calm, "李小明")[-1])
    assert "客戶同意換40箱，另補運費300元" in text
    assert "錢主管同意2026年11月23日11:30" in text


async def test_who_has_no_part_in_a_case_is_not_shown_its_form(calm: Stage) -> None:
    await form_made(calm)
    await calm.says("黃小燕", f"/status {P1}", private=True)
    assert files(calm, "黃小燕") == []


async def test_a_file_is_known_again_while_it_is_current_and_when_it_is_older(calm: Stage) -> None:
    await form_made(calm)
    unsigned = files(calm, "錢主管")[-1]
    assert await standing(calm, unsigned) is Standing.CURRENT
    await calm.at("11:30")
    await calm.presses("錢主管", "簽名")
    signed = files(calm, "張副總")[-1]
    assert await standing(calm, signed) is Standing.CURRENT
    assert await standing(calm, unsigned) is Standing.OLDER
    before_hashes_were_kept = await set_in_thirds(calm)
    assert before_hashes_were_kept != signed
    assert await standing(calm, before_hashes_were_kept) is Standing.CURRENT
    assert await standing(calm, before_hashes_were_kept + b"%") is Standing.ALTERED


async def test_a_file_that_somebody_has_changed_is_not_the_recorded_one(calm: Stage) -> None:
    await form_made(calm)
    pdf = files(calm, "錢主管")[-1]
    mark = read_mark(pdf)
    assert mark is not None
    assert await standing(calm, pdf + b"%") is Standing.ALTERED
    assert await standing(calm, pdf.replace(mark.digest.encode(), b"0" * 64)) is Standing.ALTERED
    assert await standing(calm, pdf.replace(b"P-20261123-001", b"P-20261123-901")) is Standing.UNKNOWN
    assert await standing(calm, pdf.replace(b"tousu:flow_form:", b"tousu:flow_farm:")) is Standing.FOREIGN


async def test_a_file_sent_by_a_program_that_printed_otherwise_is_still_known(calm: Stage) -> None:
    await form_made(calm)
    pdf = files(calm, "錢主管")[-1]
    config = calm.bot.config.model_copy(update={"company": "輝煌集團"})  # another heading: other bytes
    assert (await check_form(config, pdf)).standing is Standing.SENT_CURRENT
    assert (await check_form(config, pdf + b"%")).standing is Standing.ALTERED
    await calm.at("11:30")
    await calm.presses("錢主管", "簽名")
    found = await check_form(config, pdf)
    assert found.standing is Standing.SENT_OLDER
    assert "2026-11-23 11:20 由本系統送出的原檔，紀錄在案，由較早的程式版本或設定印製" in sentence(
        found, config
    )


async def test_a_file_saved_by_another_program_is_no_original(calm: Stage) -> None:
    await form_made(calm)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(files(calm, "錢主管")[-1]))
    saved = io.BytesIO()
    writer.write(saved)
    assert await standing(calm, saved.getvalue()) in {Standing.ALTERED, Standing.FOREIGN}


async def test_a_voucher_is_shown_to_who_signs_and_known_again_after_the_signature(calm: Stage) -> None:
    await drafted(calm)
    unsigned = files(calm, "趙主任")[-1]
    for shown in (V1, "1,200.50元", "壹仟貳佰元伍角整", "物流部負責人（待簽）", "王師傅", "30%360.15元"):
        assert shown in text_of(unsigned)
    await calm.presses("趙主任", "簽名")
    assert await standing(calm, unsigned) is Standing.OLDER
    await calm.says("吳小芳", f"/status {P1}", private=True)
    assert await standing(calm, files(calm, "吳小芳")[-1]) is Standing.CURRENT


async def test_a_cancelled_voucher_is_neither_shown_nor_current(calm: Stage) -> None:
    await drafted(calm)
    pdf = files(calm, "趙主任")[-1]
    await calm.presses("吳小芳", "作廢")
    await calm.answers("吳小芳", "客戶自付運費")
    assert await standing(calm, pdf) is Standing.OLDER
    before = len(files(calm, "吳小芳"))
    await calm.says("吳小芳", f"/status {P1}", private=True)
    shown = "".join(text_of(one) for one in files(calm, "吳小芳")[before:])
    assert "質量投訴處理流程表" in shown
    assert V1 not in shown
