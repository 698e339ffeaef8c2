"""`evidence.keep_files`: what people send is copied beside the database, retried, and said where it cannot be."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.config import EvidenceKeys
from bot.copying import FOLDER
from bot.demo import posts
from bot.demo.stage import Stage, staged
from sandbox import Attachment
from sandbox.faults import Fault, FaultKind
from tests.acceptance.company_life import P1, events, product_posted, saying
from tests.acceptance.conftest import CONFIG, MONDAY
from tests.acceptance.test_evidence import PDF, picture

KEEPING = CONFIG.model_copy(update={"evidence": EvidenceKeys(keep_files=True)})


@pytest.fixture
async def keeping(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(KEEPING, tmp_path, start=MONDAY, rate=0, acquainted=True) as here:
        yield here


async def exhibits(stage: Stage) -> tuple[Any, ...]:
    (case_id,) = await stage.ask(lambda conn: conn.execute("SELECT id FROM cases").fetchone())
    return (await stage.bot.parts.ledger.read(lambda books: books.case(case_id))).evidence


async def test_files_are_copied_with_their_digest(keeping: Stage, tmp_path: Path) -> None:
    await keeping.at("10:00")
    await keeping.says("李小明", posts.PRODUCT, photo=picture(1))
    await keeping.says("李小明", "", to=keeping.private("李小明")[-1], document=PDF)
    photo, pdf = await exhibits(keeping)
    assert (tmp_path / pdf.path).read_bytes() == PDF.content
    assert pdf.path.startswith(f"{FOLDER}/1/")
    assert pdf.path.endswith(".pdf")
    assert pdf.sha256 == sha256(PDF.content).hexdigest()
    assert (tmp_path / photo.path).stat().st_mode & 0o777 == 0o600


async def test_a_file_too_large_is_kept_by_its_id_and_its_sender_is_told(
    keeping: Stage, tmp_path: Path
) -> None:
    await keeping.at("10:00")
    await product_posted(keeping)
    large = Attachment(b"%PDF" + bytes(20 * 1024 * 1024), "大檔.pdf", "application/pdf")
    await keeping.says("孫強", "", to=keeping.card(P1), document=large)
    (told,) = saying(keeping, "超過 20 MB", to="孫強")
    assert "「大檔.pdf」已記入附件" in told
    assert not (tmp_path / FOLDER).exists()
    assert "附件 1" in keeping.card(P1).text


async def test_a_copy_that_fails_is_tried_again_also_by_the_next_process(keeping: Stage) -> None:
    await keeping.at("10:00")
    keeping.world.faults.server_error("getFile", times=None)
    await keeping.says("李小明", posts.PRODUCT, document=PDF)
    assert [one.path for one in await exhibits(keeping)] == [""]
    await keeping.process.stop()
    keeping.world.faults.clear()
    await keeping.process.start()
    await keeping.settle()
    assert [bool(one.path) for one in await exhibits(keeping)] == [True]
    assert await events(keeping, "EvidenceKept") == ["EvidenceKept"]


async def test_what_telegram_does_not_have_any_more_is_given_up_after_a_while(keeping: Stage) -> None:
    await keeping.at("10:00")
    refused = Fault("getFile", FaultKind.REFUSE, None, code=400, description="Bad Request: wrong file_id")
    keeping.world.faults.add(refused)
    await keeping.says("李小明", posts.PRODUCT, document=PDF)
    await keeping.at("10:20")
    for minute in range(21, 40, 4):
        await keeping.at(f"10:{minute}")
    assert saying(keeping, "已無法取得檔案內容", to="李小明")
    assert await events(keeping, "EvidenceNotKept") == ["EvidenceNotKept"]


async def test_nothing_is_copied_unless_the_company_wants_it(calm: Stage, tmp_path: Path) -> None:
    await calm.at("10:00")
    await calm.says("李小明", posts.PRODUCT, document=PDF)
    assert not (tmp_path / FOLDER).exists()
