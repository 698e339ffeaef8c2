"""Takes the pictures of the READMEs: `python -m docs.screenshot` (needs Chromium, and a minute).

The chat page shows a morning of the sample company, played through the sandbox by the unchanged bot: a complaint whose
third department stays silent until it is fined. The chart is a week of figures drawn as the bot draws it, the flow form one
that went all the way, as it is printed.
"""

import asyncio
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.async_api import Page, ViewportSize, async_playwright

from bot.config import load
from bot.demo.posts import PROCESS, PRODUCT
from bot.demo.sample_day import FIRST, START
from bot.demo.stage import Stage, staged
from forms.printing import Order
from forms.printing.press import print_paper
from reports.chart import draw
from sandbox import Message
from tests.company import ZONE
from tests.unit.forms.papers import PRODUCT as PAPER

ROOT: Final = Path(__file__).resolve().parents[1]
IMG: Final = Path(__file__).with_name("img")
SIZE: Final[ViewportSize] = {"width": 460, "height": 900}
SHARPNESS: Final = 1.5
GAP: Final = 24
MARGIN: Final = (60, 40, 1131, 1580)
"""What of the printed page is not empty."""
PAGE_WIDTH: Final = 803
COLOURS: Final = 128
"""Of the palette: enough for flat screens, and a fifth of the bytes."""
FLAGS: Final = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")

STAGES: Final = ("accept", "handover", "reply", "notify")

FORM: Final = PRODUCT.replace("換貨", "派人檢查並說明原因")
REPLY_OF_PRODUCTION: Final = """質量鑒定結果：漆膜附著力合格，起泡處有受潮痕跡
處理意見：由物流部核對雨天裝卸記錄
責任部門：物流部"""
REPLY_OF_PURCHASING: Final = """質量鑒定結果：油漆進料檢驗合格，外箱有水漬
處理意見：更換受潮的 40 箱
責任部門：物流部"""


async def main() -> None:
    """Write docs/img/chat.png, chart.png and flow-form.png."""
    IMG.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chart = await draw(_week(), folder / "chart.png")
        async with staged(load(ROOT / "config.yaml"), folder, start=START) as stage:
            await _play(stage)
            chat = await _photograph(stage)
        _shrink(Image.open(chart), IMG / "chart.png")
        _shrink(chat, IMG / "chat.png")
    _shrink(_flow_form(), IMG / "flow-form.png")


# Private functions


async def _play(stage: Stage) -> None:
    """Let a complaint be posted, accepted and answered by two of three departments; the third is fined at 13:51."""
    await stage.at("10:04")
    await stage.says("李小明", FORM)
    await stage.presses("陳經理", "批准")
    await stage.at("10:07")
    await stage.presses("王五", "受理", on=stage.card(FIRST))
    await stage.at("10:21")
    await stage.presses("王五", "公布工藝流程", on=stage.card(FIRST))
    await stage.answers("王五", PROCESS)
    await stage.at("11:20")
    await stage.says("錢主管", REPLY_OF_PRODUCTION, to=stage.card(FIRST))
    await stage.at("13:40")
    await stage.says("孫主任", REPLY_OF_PURCHASING, to=stage.card(FIRST))
    await stage.at("13:52")


async def _photograph(stage: Stage) -> Image.Image:
    """Take the group as a telephone shows it, at the card and at the penalty notice, side by side."""
    notice = stage.said(lambda message: "超時處罰通知" in message.text)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_chromium(), args=list(FLAGS))
        page = await browser.new_page(viewport=SIZE, device_scale_factor=SHARPNESS, locale="zh-TW")
        await page.goto(stage.server.url)
        await page.wait_for_selector("body.ready")
        await page.locator("#people button", has_text="趙主任").click()
        await page.wait_for_timeout(600)
        shots = [await _shot(page, message) for message in (stage.card(FIRST), notice)]
        await browser.close()
    return _side_by_side(shots)


async def _shot(page: Page, message: Message) -> Image.Image:
    bubble = page.locator(f"[data-id='{message.id}']")
    await bubble.evaluate("one => one.scrollIntoView({block: 'center'})")
    await page.wait_for_timeout(600)
    return Image.open(BytesIO(await page.screenshot()))


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    width, height = shots[0].size
    picture = Image.new("RGB", (len(shots) * (width + GAP) - GAP, height), "white")
    for place, shot in enumerate(shots):
        picture.paste(shot, (place * (width + GAP), 0))
    return picture


def _flow_form() -> Image.Image:
    printed = print_paper(Order(paper=PAPER, company=load(ROOT / "config.yaml").company, zone=ZONE.key))
    page = Image.open(BytesIO(printed.picture)).crop(MARGIN)
    return page.resize((PAGE_WIDTH, page.height * PAGE_WIDTH // page.width), Image.Resampling.LANCZOS)


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or sys.exit("there is no Chromium on this machine")


def _shrink(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _week() -> dict[str, Any]:
    """Return the facts of an ordinary week, as `weekly_chart` has them."""
    days = [(3, 1), (2, 2), (4, 1), (1, 3), (4, 0), (1, 1), (0, 0)]
    rows = [
        _row("打單部", accept=(15, 15), handover=(14, 15)),
        _row("人力資源部", accept=(8, 8), handover=(8, 8), notify=(6, 8)),
        _row("生產部", reply=(14, 15)),
        _row("採購部", reply=(13, 15)),
        _row("物流部", reply=(18, 22)),
    ]
    return {
        "company": "輝煌",
        "year": 2026,
        "number": 47,
        "from": "2026-11-16",
        "to": "2026-11-22",
        "until": "2026-11-23T00:00:00+08:00",
        "opened": {"product": sum(one for one, _ in days), "service": sum(one for _, one in days)},
        "closed": 19,
        "open": 5,
        "on_time": {stage: _total(rows, stage) for stage in STAGES},
        "days": [
            {"day": f"2026-11-{16 + place}", "weekday": place, "product": product, "service": service}
            for place, (product, service) in enumerate(days)
        ],
        "departments": rows,
    }


def _row(department: str, **stages: tuple[int, int]) -> dict[str, Any]:
    scores = {stage: stages.get(stage, (0, 0)) for stage in STAGES}
    return {
        "department": department,
        **{stage: {"done": done, "due": due} for stage, (done, due) in scores.items()},
    }


def _total(rows: list[dict[str, Any]], stage: str) -> dict[str, int]:
    return {key: sum(row[stage][key] for row in rows) for key in ("done", "due")}


if __name__ == "__main__":
    asyncio.run(main())
