"""The power goes out between a signature and the word about it; a post changes hands while a form waits for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage, staged
from tests.acceptance.company_life import P1, events, saying
from tests.acceptance.conftest import CONFIG, MONDAY, Disturbed
from tests.acceptance.test_flow_form import form_made
from tests.acceptance.test_freight import drafted, signed, state


class Struck(Disturbed):
    """The next act kills the bot once it is committed and before a word of it is said."""

    is_next_deadly = False

    async def acted(self) -> None:
        if self.is_next_deadly:
            self.is_next_deadly = False
            await self._dies(unheard=False)
        await self.settle()


@pytest.fixture
async def struck(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(CONFIG, tmp_path, start=MONDAY, rate=0, acquainted=True, stage_type=Struck) as here:
        yield here


async def test_a_bot_killed_between_a_signature_and_its_notice_asks_the_next_person_once(
    struck: Struck,
) -> None:
    await form_made(struck)
    struck.is_next_deadly = True
    await struck.presses("錢主管", "簽名")
    assert await events(struck, "FlowSigned") == ["FlowSigned"]
    assert len(saying(struck, "請與客戶協商後填寫綜合處理意見", to="張副總")) == 1
    await struck.process.stop()
    await struck.process.start()
    await struck.settle()
    assert len(saying(struck, "請與客戶協商後填寫綜合處理意見", to="張副總")) == 1
    assert await events(struck, "FlowSigned") == ["FlowSigned"]


async def test_a_bot_killed_between_a_payment_and_its_notice_pays_once_and_asks_hr_once(
    struck: Struck,
) -> None:
    await drafted(struck)
    await signed(struck)
    await struck.presses("許會計", "付款")
    struck.is_next_deadly = True
    await struck.answers("許會計", "收據 0815，現金")
    assert await state(struck) == ("keeping", 120_050)
    assert await events(struck, "VoucherPaid") == ["VoucherPaid"]
    assert len(saying(struck, "請跟進各部門兌現", to="周靜")) == 1


async def test_a_new_head_is_asked_at_once_and_the_old_one_reads_whose_turn_it_is(calm: Stage) -> None:
    await form_made(calm)
    shown = calm.find("錢主管", lambda m: "簽名" in m.buttons, what="the form")
    for who, department, position in (("錢主管", "行政部", "員工"), ("黃小燕", "生產部", "負責人")):
        await move(calm, who, department, position)
    (asked,) = saying(calm, "請代表生產部簽名", to="黃小燕")
    assert P1 in asked
    refused = await calm.presses("錢主管", "簽名", on=shown)
    assert refused.answer is not None
    assert "這一步由生產部（黃小燕）" in refused.answer.text
    await calm.presses("黃小燕", "簽名")
    assert saying(calm, "請與客戶協商後填寫綜合處理意見", to="張副總")


async def move(stage: Stage, who: str, department: str, position: str) -> None:
    """周靜 moves somebody by /enrol and its buttons."""
    place = next(one for one in CONFIG.people if one.name == who).department
    name = next(one.name for one in CONFIG.departments if one.id == place)
    await stage.says("周靜", "/enrol", private=True)
    for button in (name, who, "調動", department, position):
        await stage.presses("周靜", button)
