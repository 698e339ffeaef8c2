"""A group with topics: the bot writes where it is told to, one topic a case if that is wished, and loses nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo import posts
from bot.demo.stage import Stage, staged
from sandbox import Message
from tests.acceptance.company_life import P1, P2, events, fines, product_handed_over, product_posted, saying
from tests.acceptance.conftest import CONFIG, MONDAY
from workflow.commands import Stimulus
from workflow.company_commands import LoseHearing
from workflow.deafness import Deaf

FIRST = 2
GONE = "已被刪除或關閉"


@asynccontextmanager
async def forum(tmp_path: Path, **telegram: Any) -> AsyncIterator[tuple[Stage, int]]:
    """The group has topics, and one of them is for complaints; that is the number given."""
    config = CONFIG.model_copy(update={"telegram": CONFIG.telegram.model_copy(update=telegram)})
    async with staged(config, tmp_path, start=MONDAY, rate=0, acquainted=True) as stage:
        stage.world.make_forum(stage.world.group)
        topic = stage.world.open_topic(stage.world.group, stage.people["高主任"], "投訴").id
        await stage.settle()
        yield stage, topic


@pytest.fixture
async def one_topic(tmp_path: Path) -> AsyncIterator[Stage]:
    """The configured topic is the first that was opened."""
    async with forum(tmp_path, topic=FIRST) as (stage, topic):
        assert topic == FIRST
        yield stage


@pytest.fixture
async def own_topics(tmp_path: Path) -> AsyncIterator[Stage]:
    async with forum(tmp_path, topic_per_case=True) as (stage, _):
        yield stage


def topics_of(stage: Stage) -> dict[str, int]:
    """Return the topics of the group by the first word of their names."""
    return {topic.name.split()[0]: topic.id for topic in stage.world.group.topics.values()}


def where(messages: list[Message]) -> set[int | None]:
    return {message.topic for message in messages}


async def closed(stage: Stage) -> None:
    """李小明's complaint goes its whole way."""
    await product_handed_over(stage)
    await stage.at("11:00")
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))
    await stage.presses("李小明", "認可", on=stage.card(P1))


async def test_the_bot_writes_in_the_configured_topic_and_answers_where_it_is_spoken_to(
    one_topic: Stage,
) -> None:
    stage = one_topic
    await product_posted(stage)
    assert stage.card(P1).topic == FIRST
    asked = await stage.says("李小明", "/form product")  # in General
    assert stage.group()[-1].topic is None
    assert stage.group()[-1].reply_to == asked.id
    await stage.at("10:21")
    await stage.presses("王五", "受理", on=stage.card(P1))
    await stage.presses("王五", "公布工藝流程", on=stage.card(P1))
    await stage.answers("王五", posts.PROCESS)
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))
    assert "生產部 ✓ 10:21" in stage.card(P1).text


async def test_a_deleted_topic_is_told_once_and_everything_goes_on_in_general(one_topic: Stage) -> None:
    stage = one_topic
    await product_posted(stage)
    stage.world.delete_topic(stage.world.group, FIRST)
    await stage.at("10:15")
    await stage.says("黃小燕", posts.PRODUCT_MENDED, private=True)
    await stage.at("10:20")
    await stage.presses("陳經理", "批准")
    assert stage.card(P2).topic is None
    (told,) = saying(stage, GONE, to="高主任")
    assert "設定的話題" in told
    await stage.presses("王五", "受理", on=stage.card(P2))
    # The card that went down with its topic stands again, and starts no clock a second time
    await stage.process.stop()
    await stage.process.start()
    await stage.settle()
    await stage.at("10:31")
    assert stage.card(P1).topic is None
    assert (await events(stage, "Posted")) == ["Posted", "Posted"]
    assert len(saying(stage, GONE, to="高主任")) == 1


async def test_each_case_has_a_topic_of_its_own_that_is_closed_at_the_end(own_topics: Stage) -> None:
    stage = own_topics
    await closed(stage)
    own = topics_of(stage)[P1]
    about = [message for message in stage.group() if P1 in message.text]
    assert where(about) == {own}
    assert "結案" in stage.card(P1).text or "賠付中" in stage.card(P1).text
    assert stage.world.group.topics[own].closed == ("結案" in stage.card(P1).text)


async def test_the_topic_of_a_case_that_opens_again_opens_with_it(own_topics: Stage) -> None:
    """Nobody said anything until the 26th at 11:00; then it is known that the group was not heard that morning."""
    stage = own_topics
    await stage.says("李小明", posts.PRODUCT.replace("換貨", "請說明原因"))
    await stage.presses("陳經理", "批准")
    await stage.presses("王五", "受理", on=stage.card(P1))
    await stage.presses("王五", "公布工藝流程", on=stage.card(P1))
    await stage.answers("王五", posts.PROCESS)
    await stage.at("11:00")
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))
    await stage.until(stage.now + timedelta(days=3, minutes=1))
    topic = stage.world.group.topics[topics_of(stage)[P1]]
    assert topic.closed
    now = stage.world.clock.now()
    lost = LoseHearing(since=now - timedelta(hours=1), known_at=now, why=Deaf.OUT)
    await stage.bot.parts.desk.perform(lost, Stimulus(now=now, at=now))
    await stage.settle()
    assert not topic.closed
    await stage.says("李小明", "還是脫漆", to=stage.card(P1))


async def test_without_the_right_to_open_topics_cases_go_to_the_configured_one(tmp_path: Path) -> None:
    async with forum(tmp_path, topic=FIRST, topic_per_case=True) as (stage, _):
        stage.world.promote_bot(stage.world.group, stage.people["高主任"], without={"can_manage_topics"})
        await product_posted(stage)
        assert stage.card(P1).topic == FIRST
        assert len(saying(stage, "無法為新投訴開設話題", to="高主任")) == 1


async def test_a_private_message_leads_to_the_card_in_its_topic(own_topics: Stage) -> None:
    stage = own_topics
    await product_handed_over(stage)
    await stage.says("錢主管", f"/status {P1}", private=True)
    (link,) = {entity["url"] for entity in stage.private("錢主管")[-1].entities if "url" in entity}
    group = str(stage.world.group.id).removeprefix("-100")
    assert link == f"https://t.me/c/{group}/{topics_of(stage)[P1]}/{stage.card(P1).id}"


async def test_a_group_grows_topics_while_cases_are_open(tmp_path: Path) -> None:
    """A basic group has none: cases stand in it until it is a supergroup with topics, and go on there."""
    config = CONFIG.model_copy(
        update={"telegram": CONFIG.telegram.model_copy(update={"topic_per_case": True})}
    )
    async with staged(config, tmp_path, start=MONDAY, rate=0, acquainted=True, basic_group=True) as stage:
        await product_handed_over(stage)
        assert stage.card(P1).topic is None
        assert len(saying(stage, "無法為新投訴開設話題", to="高主任")) == 1
        grown = stage.world.migrate(stage.world.group, stage.people["高主任"])
        stage.world.make_forum(grown)
        stage.world.promote_bot(grown, stage.people["高主任"])
        await stage.settle()
        await stage.at("10:25")
        await stage.says("錢主管", posts.REPLY)
        assert "生產部 ✓ 10:25" in stage.card(P1).text
        await stage.says("黃小燕", posts.PRODUCT_MENDED)
        await stage.presses("陳經理", "批准")
        assert stage.card(P2).topic == topics_of(stage)[P2]
        assert await fines(stage) == []


async def test_the_deleted_topic_of_a_case_loses_nothing(own_topics: Stage) -> None:
    stage = own_topics
    await product_handed_over(stage)
    stage.world.delete_topic(stage.world.group, topics_of(stage)[P1])
    await stage.says("錢主管", posts.REPLY)
    assert "生產部 ✓ 10:21" in stage.card(P1).text
    (told,) = [m.text for m in stage.private("高主任") if "話題" in m.text]
    assert f"話題「{P1}」已被刪除或關閉，訊息改發到一般話題（General）" in told
    await stage.at("14:00")
    assert stage.card(P1).topic is None
    assert await fines(stage) == []
