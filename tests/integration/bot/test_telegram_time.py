"""Telegram's time: from the `Date` of what it answers, whatever our own clock says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.clock import SteeredClock, SystemClock
from bot.intake import JUDGE_GRACE
from bot.telegram_time import TelegramTime
from tests.integration.bot.office import office

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def answer(date: str, status: int = 200) -> httpx.Response:
    return httpx.Response(status, headers={"Date": date})


class Wrong(SystemClock):
    """A machine whose clock was never set right."""

    def now(self) -> datetime:
        return MONDAY


async def test_a_machine_whose_clock_is_wrong_takes_telegrams_time() -> None:
    time = TelegramTime(Wrong())
    await time.heard(answer("Mon, 23 Nov 2026 02:10:00 GMT"))
    assert time.now() == MONDAY + timedelta(minutes=10)


async def test_whole_seconds_and_the_way_here_make_no_difference() -> None:
    time = TelegramTime(Wrong())
    for second in (59, 58):
        await time.heard(answer(f"Mon, 23 Nov 2026 01:59:{second} GMT"))
        assert abs(time.offset) <= timedelta(seconds=2)
    assert time.now() <= MONDAY


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 02:10:00 GMT"])
async def test_a_date_that_is_none_changes_nothing(date: str) -> None:
    time = TelegramTime(Wrong())
    await time.heard(answer(date))
    assert time.now() == MONDAY


async def test_a_refusal_tells_no_time() -> None:
    time = TelegramTime(Wrong())
    await time.heard(answer("Mon, 23 Nov 2026 02:10:00 GMT", status=502))
    assert time.now() == MONDAY


async def test_a_steered_clock_is_telegrams_own() -> None:
    time = TelegramTime(SteeredClock(MONDAY, rate=0))
    await time.heard(answer("Mon, 23 Nov 2026 08:00:00 GMT"))
    assert time.now() == MONDAY


async def test_a_poll_that_finds_our_clock_wrong_is_not_believed_to_have_begun_late(tmp_path: Path) -> None:
    """The sandbox is a day behind the machine: a start read off our own clock would judge everything at once."""
    start = datetime(2020, 1, 6, 2, 0, tzinfo=UTC)
    async with office(tmp_path, start=start) as here, here.open(clock=SystemClock()) as bot:
        reading = await bot.parts.intake.read_now()
        assert reading.started_at <= here.world.clock.now() + timedelta(seconds=2)
        assert abs(bot.time.now() - here.world.clock.now()) < JUDGE_GRACE
