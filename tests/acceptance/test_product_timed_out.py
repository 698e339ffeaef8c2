"""The product case that runs out of time: reminder, notice, waiver, objection and its judgement (C26-C27)."""

from bot.demo import posts
from bot.demo.stage import Stage
from sandbox import Message
from tests.acceptance.company_life import (
    F1,
    F2,
    F3,
    P1,
    events,
    fines,
    phase,
    product_handed_over,
    saying,
    struck,
)

NOTICE = "超時處罰通知"
LATE = (  # in the order of their names in the system
    (F1, "物流部", "趙主任"),
    (F2, "生產部", "錢主管"),
    (F3, "採購部", "孫主任"),
)


def notice_of(stage: Stage) -> Message:
    return stage.said(lambda m: NOTICE in m.text)


def line_of(message: Message, number: str) -> str:
    (line,) = [line for line in message.text.splitlines() if number in line]
    return line


async def test_nobody_replies_in_two_hours(stage: Stage) -> None:
    await stage.at("10:00")
    await product_handed_over(stage)
    await _reminded_and_fined(stage)
    await _waived_lifted_and_upheld(stage)
    assert await fines(stage) == [
        (F1, "logistics", "lifted"),
        (F2, "production", "upheld"),
        (F3, "purchasing", "waived"),
    ]
    assert len(saying(stage, NOTICE)) == 1
    assert await phase(stage, P1) == "acknowledging"


async def _reminded_and_fined(stage: Stage) -> None:
    # 10:21-12:00 and 13:30-13:51 are two working hours; four fifths of them are gone at 11:57
    await stage.at("11:56")
    assert not saying(stage, "尚未提交處理回覆", to="趙主任")
    await stage.at("11:58")
    for name in ("錢主管", "孫強", "孫主任", "趙主任", "周大海"):
        (reminder,) = saying(stage, "尚未提交處理回覆", to=name)
        assert P1 in reminder
        assert "13:51 到期" in reminder
        assert "24 分鐘" in reminder
    assert not saying(stage, "尚未提交處理回覆")

    # One message names them all
    await stage.at("13:51")
    assert not saying(stage, NOTICE)
    await stage.at("13:52")
    assert len(saying(stage, NOTICE)) == 1
    for number, department, head in LATE:
        line = line_of(notice_of(stage), number)
        assert f"{department}應於 13:51 前提交處理回覆，至今未收到" in line
        assert f"{head} 50 元" in line
        assert len(saying(stage, "您被罰款 50 元", to=head)) == 1
    assert "水果基金" in notice_of(stage).text
    assert await fines(stage) == [
        (F1, "logistics", "issued"),
        (F2, "production", "issued"),
        (F3, "purchasing", "issued"),
    ]
    assert await phase(stage, P1) == "handling"
    assert await events(stage, "FineOpened") == ["FineOpened"] * 3


async def _waived_lifted_and_upheld(stage: Stage) -> None:
    # HR waives one of them, and only its line is struck
    await stage.at("14:10")
    await stage.presses("周靜", "豁免", on=notice_of(stage))
    await stage.presses("周靜", F3)
    await stage.answers("周靜", "停電 40 分鐘")
    gone = struck(notice_of(stage))
    assert F3 in gone
    assert F1 not in gone
    assert F2 not in gone
    assert "已豁免：人力資源部周靜，14:10，理由「停電 40 分鐘」" in notice_of(stage).text
    assert saying(stage, "無須繳款", to="孫主任")

    # An objection with grounds lifts the fine …
    await stage.at("14:20")
    await stage.presses("趙主任", "異議", on=notice_of(stage))
    await stage.answers("趙主任", "倉庫整個下午停電")
    (request,) = saying(stage, "提出異議，請裁定", to="魏主任")
    assert F1 in request
    assert "倉庫整個下午停電" in request
    assert (F1, "logistics", "objected") in await fines(stage)
    await stage.presses("魏主任", "撤銷處罰")
    await stage.answers("魏主任", "停電屬實")
    assert F1 in struck(notice_of(stage))
    assert saying(stage, "異議成立", to="趙主任")

    # … one without leaves it to be paid, and a late reply says how late it was
    await stage.presses("錢主管", "異議")
    await stage.answers("錢主管", "忘了")
    await stage.presses("魏主任", "維持處罰")
    await stage.answers("魏主任", "忘記不是理由")
    assert saying(stage, "請向人力資源部繳款 50 元", to="錢主管")
    await stage.at("14:31")
    await stage.says("錢主管", posts.REPLY, to=stage.card(P1))
    assert F2 not in struck(notice_of(stage))
    assert "逾期 40 分鐘" in line_of(notice_of(stage), F2)
