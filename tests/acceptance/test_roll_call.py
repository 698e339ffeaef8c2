"""Who cannot be told anything is named while it can still be mended, to those who can mend it, once a day at most."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage, staged
from tests.acceptance.company_life import saying
from tests.acceptance.conftest import CONFIG, MONDAY

CALL = "職責目前沒有可私訊聯絡到的人"


@pytest.fixture
async def some_silent(tmp_path: Path) -> AsyncIterator[Stage]:
    """Both of 打單部 and the head of 生產部 have never opened the private chat."""
    silent = ("王五", "林助理", "錢主管")
    async with staged(CONFIG, tmp_path, start=MONDAY, rate=0, strangers=silent) as here:
        yield here


async def restart(stage: Stage) -> None:
    await stage.process.stop()
    await stage.process.start()
    await stage.settle()


async def test_a_start_names_the_posts_nobody_can_be_reached_in_once_a_day(some_silent: Stage) -> None:
    stage = some_silent
    assert not saying(stage, CALL, to="高主任")  # a first start, before anybody opened a chat, says nothing
    await restart(stage)
    (told,) = saying(stage, CALL, to="高主任")
    assert "產品投訴受理與公布：王五、林助理未開啟私訊" in told
    assert "打單部負責人：王五未開啟私訊" in told
    assert "生產部負責人：錢主管未開啟私訊" in told
    assert "採購部" not in told
    assert saying(stage, CALL, to="周靜") == [told]  # HR hears it too

    await restart(stage)
    await stage.at("18:00")
    assert len(saying(stage, CALL, to="高主任")) == 1


async def test_the_daily_upkeep_names_only_who_is_still_missing(some_silent: Stage) -> None:
    stage = some_silent
    await restart(stage)
    for name in ("王五", "錢主管"):
        stage.world.start(stage.people[name])
    stage.world.block(stage.people["魏主任"])
    await stage.settle()
    await stage.until(stage.now.replace(day=24, hour=18, minute=0))
    newest = saying(stage, CALL, to="高主任")[-1]
    assert "監察部負責人：魏主任未開啟私訊" in newest
    assert "王五" not in newest
    assert len(saying(stage, CALL, to="高主任")) == 2


async def test_whoami_tells_what_the_regulation_asks_of_a_person(calm: Stage) -> None:
    for name, posts in (
        ("王五", "制度職責：產品投訴受理與公布、賠付執行、負責人"),
        ("吳小芳", "制度職責：代發產品投訴、跟單員"),
        ("丁小玲", "制度職責：調查與處理回覆、總經理助理"),
    ):
        await calm.says(name, "/whoami", private=True)
        assert saying(calm, posts, to=name)
    await calm.says("李小明", "/whoami", private=True)
    assert not saying(calm, "制度職責", to="李小明")
