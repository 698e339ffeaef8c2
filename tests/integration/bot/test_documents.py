"""A notice that shows a document: the page as a picture with the words, and behind it the file."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pypdf
import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot import press
from bot.cli import app
from forms.printing import PrintingFailed, read_mark
from storage.books import Books
from storage.streams import case_stream
from tests.integration.bot.office import ADMIN, CHEN, LI, Office, office
from workflow.events import FlowCompiled
from workflow.evolving import replay
from workflow.flow_form import flow_form, ruling_section
from workflow.notices import Notice
from workflow.signing import digest
from workflow.world import Scene

CASE = "P-20261123-001"
FORM = {"said": "請簽名", "document": "flow_form", "case": CASE, "kind": "product"}


@asynccontextmanager
async def compiled_case(folder: Path) -> AsyncIterator[tuple[Office, int]]:
    """A running bot, and a posted case with a flow form."""
    async with office(folder) as here, here.open() as bot:
        case_id = await here.posted_case()

        def compile_form(books: Books) -> None:
            before = books.case(case_id)
            now = bot.time.now()
            event = FlowCompiled(at=now, by=None, departments=(), digest=digest(ruling_section(before)))
            books.record(case_stream(case_id), (event,), now=now)
            books.keep(before, replay(before, (event,)))

        await bot.parts.ledger.transact(compile_form)
        yield here, case_id


def pdf_of(here: Office, person: int) -> bytes:
    """The newest file the person has got."""
    message = [one for one in here.world.from_bot(here.person(person)) if "document" in one.content][-1]
    stored = here.world.files.get(message.content["document"]["file_id"])
    return stored.attachment.content


async def test_a_document_is_shown_as_a_picture_and_follows_as_a_file(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        await here.say(Notice(name="echo", to=LI, facts=FORM), case_id=case_id)
        await here.settled()
        picture, file = here.world.from_bot(here.person(LI))[-2:]
        assert (picture.text, "photo" in picture.content) == ("請簽名", True)
        assert picture.content["photo"][-1]["height"] == 1684
        assert file.content["document"]["file_name"] == f"flow_form-{CASE}.pdf"
        assert CASE in file.text
        text = pypdf.PdfReader(io.BytesIO(pdf_of(here, LI))).pages[0].extract_text()
        assert "東方五金" in text


async def test_the_document_is_as_it_is_when_it_is_sent(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        await here.say(Notice(name="echo", to=LI, facts=FORM), case_id=case_id)
        await here.settled()
        assert here.bot is not None
        calendar = here.bot.parts.calendar
        form = await here.bot.parts.ledger.read(
            lambda books: flow_form(
                books.case(case_id), Scene(calendar=calendar, directory=books.directory())
            )
        )
        mark = read_mark(pdf_of(here, LI))
        assert mark is not None
        assert (mark.number, mark.digest) == (CASE, form.digest)


async def test_the_group_sees_the_picture_only(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        before = len(here.world.from_bot())
        await here.say(Notice(name="echo", facts=FORM), case_id=case_id)
        await here.settled()
        (message,) = here.world.from_bot()[before:]
        assert "photo" in message.content


async def test_a_notice_about_a_document_that_is_no_more_is_words(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        facts = {**FORM, "document": "voucher", "voucher": "V-20261123-009"}
        await here.say(Notice(name="echo", facts=facts), case_id=case_id)
        await here.settled()
        message = here.world.from_bot()[-1]
        assert (message.text, "photo" in message.content) == ("請簽名", False)


async def test_a_page_that_cannot_be_printed_does_not_keep_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def jammed(*_: object) -> None:
        raise PrintingFailed("the printer is on fire")

    async with compiled_case(tmp_path) as (here, case_id):
        monkeypatch.setattr(press, "print_aside", jammed)
        await here.say(Notice(name="echo", to=LI, facts=FORM), case_id=case_id)
        await here.say(Notice(name="echo", to=LI, facts={"said": "後續"}))
        await here.settled()
        assert here.private_texts(LI)[-2:] == ["請簽名", "後續"]
        assert ("paper", "dead") in await here.outbox()
        assert "on fire" in here.private_texts(ADMIN)[-1]


async def test_everybody_who_is_shown_a_page_gets_it_from_one_printing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = []
    really = press.print_aside

    async def counting(order: press.Order) -> press.Printed:
        printed.append(order)
        return await really(order)

    async with compiled_case(tmp_path) as (here, case_id):
        monkeypatch.setattr(press, "print_aside", counting)
        await here.say(*(Notice(name="echo", to=one, facts=FORM) for one in (LI, CHEN)), case_id=case_id)
        await here.settled()
        assert len(printed) == 1
        assert pdf_of(here, LI) == pdf_of(here, CHEN)


async def test_who_has_no_private_chat_is_called_once(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        here.world.block(here.person(LI))
        before = len(here.world.from_bot())
        await here.say(Notice(name="echo", to=LI, facts=FORM), case_id=case_id)
        await here.settled()
        (called,) = here.world.from_bot()[before:]
        assert CASE in called.text


async def test_the_command_line_says_in_a_sentence_what_a_file_is(tmp_path: Path) -> None:
    async with compiled_case(tmp_path) as (here, case_id):
        await here.say(Notice(name="echo", to=LI, facts=FORM), case_id=case_id)
        await here.settled()
        pdf = pdf_of(here, LI)
    current = await verified(tmp_path, pdf)
    assert (current.exit_code, "目前的版本" in current.output, CASE in current.output) == (0, True, True)
    altered = await verified(tmp_path, pdf + b"!")
    assert (altered.exit_code, "從來不是這份檔案的樣子" in altered.output) == (2, True)
    foreign = await verified(tmp_path, b"%PDF-1.7")
    assert (foreign.exit_code, "不是本系統印製" in foreign.output) == (2, True)
    missing = await verified(tmp_path, None)
    assert (missing.exit_code, "讀不到" in missing.output) == (2, True)


async def verified(folder: Path, pdf: bytes | None) -> Result:
    """What `tousu verify-form` does with a file."""
    file = folder / "form.pdf"
    file.unlink(missing_ok=True)
    if pdf is not None:
        file.write_bytes(pdf)
    command = ["verify-form", str(file), "--config", str(folder / "config.yaml")]
    return await asyncio.to_thread(CliRunner().invoke, app, command)
