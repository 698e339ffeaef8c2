"""The summaries and charts of the calendar, each once whatever becomes of the bot; and the questions people ask."""

import pytest

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, P1, product_handed_over, saying, texts
from tests.acceptance.conftest import kill

SUMMARY = "投訴日報"


@pytest.fixture
async def talk(calm: Stage) -> Stage:
    """A case whose three departments were late."""
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("14:00")
    return calm


def charts(stage: Stage) -> int:
    return sum("photo" in message.content for message in stage.group())


async def test_the_daily_summary_is_posted_once_at_six_whatever_becomes_of_the_bot(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("17:59")
    assert not saying(calm, SUMMARY)
    calm.world.clock.jump(to=calm.now.replace(hour=18, minute=0, second=1))
    await kill(calm)
    await calm.process.start()
    await calm.settle()
    await calm.process.stop()
    await calm.process.start()
    await calm.at("18:10")
    (summary,) = saying(calm, SUMMARY)
    assert "11/23（一）投訴日報（截至 18:00）" in summary
    assert "新增 1（產品 1，服務 0）" in summary
    assert f"{P1} 物流部" in summary
    assert "罰 50 元" in summary


async def test_a_bot_that_was_off_at_six_posts_the_figures_of_six(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("11:20")
    await calm.says("錢主管", posts.REPLY, to=calm.card(P1))
    await calm.process.stop()
    calm.world.clock.jump(to=calm.now.replace(hour=19, minute=30, second=0))
    calm.world.post(calm.people["李小明"], calm.world.group, "在嗎")
    await calm.process.start()
    await calm.settle()
    (summary,) = saying(calm, SUMMARY)
    assert "（截至 18:00）" in summary
    assert "新增 1" in summary


async def test_the_weekly_chart_is_posted_once_on_monday_at_nine(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("11:20")
    await calm.says("錢主管", posts.REPLY, to=calm.card(P1))
    monday = calm.now.replace(day=30, hour=8, minute=59, second=50)
    await calm.until(monday)
    assert charts(calm) == 0
    await calm.at("09:00")
    calm.world.clock.jump(by=1)
    await kill(calm)
    await calm.process.start()
    await calm.settle()
    await calm.process.stop()
    await calm.process.start()
    await calm.at("09:10")
    assert charts(calm) == 1


QUESTIONS = {
    f"/status {P1}": ["處理中", "東方五金", "⚠️"],
    f"/status {P1.replace('-', '－')} 謝謝": ["東方五金"],
    f"/why {P1}": ["10:21", "13:51", "午休不計", "2 小時"],
    "/fund": ["餘額 0 元", "未繳 150 元", F1, "物流部"],
    "/open": [P1],
    "/todo": [],
    "/stats": ["處理回覆 0/3 部門項", "罰 50 元"],
    "/mine": [],
    "/rules": ["50", "2 小時"],
    "/whoami": ["人力資源部"],
    "/search 東方五金": [P1],
    "/help": ["/status"],
    "/form": ["產品存在的質量問題"],
    "/status P-20261123-999": ["P-20261123-999"],
}


async def test_every_question_is_answered_once_under_itself(talk: Stage) -> None:
    asked = {question: await talk.says("周靜", question) for question in QUESTIONS}
    for question, words in QUESTIONS.items():
        (answer,) = [m for m in talk.group() if m.reply_to == asked[question].id]
        assert [word for word in words if word not in answer.text] == [], question


async def test_a_chart_is_drawn_on_demand(talk: Stage) -> None:
    before = charts(talk)
    await talk.says("周靜", "/chart")
    assert charts(talk) == before + 1


async def test_an_outsider_is_told_nothing(talk: Stage) -> None:
    stranger = talk.world.add_person(555, "路人")
    talk.world.start(stranger)
    for question in (f"/status {P1}", "/fund", "/stats", "/open", "/search 東方", "/chart"):
        talk.world.post(stranger, stranger, question)
    await talk.settle()
    for message in talk.world.from_bot(stranger):
        assert "東方五金" not in message.text
        assert P1 not in message.text
        assert "photo" not in message.content
    assert len(talk.world.from_bot(stranger)) >= 6
    assert texts(talk)
