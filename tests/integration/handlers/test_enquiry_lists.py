"""Lists with more enquiries than a page holds: each is shown once, to those whom it concerns, and none is left out."""

from typing import Any

import pytest

from handlers.errand_codes import encode_errand
from storage.outbox import OutboxRow
from tests.company import person
from tests.integration.handlers.office import Office
from workflow.errands import Errand

ASKED = 23
NUMBERS = [f"C-20261123-{nth:03}" for nth in range(1, ASKED + 1)]


@pytest.fixture
async def asking(office: Office) -> Office:
    """黃美 asks 採購部 so many times, a minute after each other."""
    for nth in range(ASKED):
        office.later(f"10:{nth:02}")
        await ask(office, "黃美", f"第 {nth} 批何時到貨", "採購部")
    return office


async def ask(office: Office, who: str, question: str, department: str) -> None:
    message = await office.say(who, question)
    await office.say("王五", f"/ask {department}", under=message)


async def pages(office: Office, who: str, typed: str) -> list[OutboxRow]:
    """Return all the pages of what a command answers privately, each turned with its button."""
    await office.say(who, typed, private=True)
    shown = [await office.last()]
    while button := next(_turning(shown[-1]), None):
        await office.press(
            who, encode_errand(button), on=office.ours(shown[-1].message_id or 0, chat=_chat(who))
        )
        shown.append(await office.last())
    return shown


def _turning(row: OutboxRow) -> Any:
    return (button for line in row.notice.buttons for button in line if button.errand is Errand.NEXT_PAGE)


def _chat(who: str) -> dict[str, Any]:
    return {"id": person(who).telegram_id, "type": "private"}


def listed(shown: list[OutboxRow]) -> list[list[Any]]:
    told: list[Any] = [row.notice.facts["enquiries"] for row in shown]
    return [[one["case"] for one in lines] for lines in told]


@pytest.mark.parametrize(
    ("who", "typed", "order"),
    [
        ("王五", "/open 諮詢", NUMBERS),
        ("周靜", "/open", NUMBERS),
        ("王五", "/open 採購部 諮詢", NUMBERS),
        ("孫主任", "/todo", NUMBERS),
        ("黃美", "/mine", NUMBERS[::-1]),
    ],
)
async def test_every_enquiry_is_on_one_page(asking: Office, who: str, typed: str, order: list[str]) -> None:
    shown = await pages(asking, who, typed)
    assert listed(shown) == [order[:10], order[10:20], order[20:]]
    told = [asking.wiring.texts.render(row.notice.name, row.notice.facts) for row in shown]
    for span, text in zip(("1–10", "11–20", "21–23"), told, strict=True):
        assert f"諮詢建議 23 件；第 {span} 件" in str(text)
    assert not any("沒有" in str(text) for text in told[1:])


async def test_whoever_owes_nothing_is_shown_none_however_many_there_are(asking: Office) -> None:
    await ask(asking, "李小明", "車何時到", "物流部")
    for who, typed in (("趙主任", "/todo"), ("李小明", "/mine"), ("馬力", "/open 諮詢 物流部")):
        assert listed(await pages(asking, who, typed)) == [["C-20261123-024"]]
    await asking.say("孫強", "/todo", private=True)
    assert "enquiries" not in (await asking.last("todo")).notice.facts


async def test_complaints_and_enquiries_are_turned_with_one_button(asking: Office) -> None:
    for nth in range(12):
        await asking.posted(case_id=nth + 1)
    shown = await pages(asking, "周靜", "/open")
    assert [row.notice.name for row in shown] == ["open_list", "open_list", "more_enquiries"]
    assert ["cases" in row.notice.facts for row in shown] == [True, True, False]
    assert listed(shown) == [NUMBERS[:10], NUMBERS[10:20], NUMBERS[20:]]
