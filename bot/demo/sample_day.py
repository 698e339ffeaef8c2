"""Monday 23 November 2026 at 輝煌: a complaint answered, its replacement signed through and its freight paid, one fined, one about service.

Each step is a time, a sentence for whoever watches, and what the people do. `check` says whether the day came out right.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.demo import posts
from bot.demo.stage import Stage

START = datetime(2026, 11, 23, 9, 50, tzinfo=ZoneInfo("Asia/Shanghai"))
FIRST, SECOND, SERVICE = "P-20261123-001", "P-20261123-002", "S-20261123-001"
FINE = "F-20261123-001"
WRITTEN_OFF = "運費 1,200.50 元（已銷帳）"


class Step(NamedTuple):
    """One moment of the day."""

    at: str
    tells: str
    does: Callable[[Stage], Awaitable[object]]


# The first complaint: answered in time, its replacement signed, decided and executed


async def _files(stage: Stage) -> None:
    await stage.says("李小明", posts.PRODUCT)


async def _approves(stage: Stage) -> None:
    await stage.presses("陳經理", "批准")


async def _accepts(stage: Stage) -> None:
    await stage.presses("王五", "受理", on=stage.card(FIRST))


async def _publishes(stage: Stage) -> None:
    await stage.presses("王五", "公布工藝流程", on=stage.card(FIRST))
    await stage.answers("王五", posts.PROCESS)


async def _replies(stage: Stage) -> None:
    await stage.says("錢主管", posts.REPLY, to=stage.card(FIRST))


async def _acknowledges(stage: Stage) -> None:
    await stage.presses("李小明", "認可", on=stage.card(FIRST))


async def _signs_for_production(stage: Stage) -> None:
    await stage.presses("錢主管", "簽名")


async def _writes_opinion(stage: Stage) -> None:
    await stage.presses("張副總", "填寫意見")
    await stage.answers("張副總", "客戶同意換 40 箱，另要求補運費 300 元")


async def _amends(stage: Stage) -> None:
    await stage.presses("丁小玲", "修改")
    await stage.answers("丁小玲", "換 40 箱，運費補 200 元")


async def _signs_amendment(stage: Stage) -> None:
    await stage.presses("張副總", "簽名")


async def _executes(stage: Stage) -> None:
    await stage.presses("王五", "登記執行")
    await stage.answers("王五", "40 箱已換貨，運費 200 元已補，客戶簽收")


async def _drafts_a_voucher(stage: Stage) -> None:
    await stage.presses("吳小芳", "開立支出證明")
    await stage.answers("吳小芳", posts.FREIGHT)


async def _signs_the_voucher(stage: Stage) -> None:
    for who in ("錢主管", "林助理"):
        await stage.presses(who, "簽名")


async def _pays_the_freight(stage: Stage) -> None:
    await stage.presses("許會計", "付款")
    await stage.answers("許會計", "收據 0815，現金")


async def _writes_off(stage: Stage) -> None:
    await stage.presses("周靜", "生產部")
    await stage.presses("許會計", "銷帳")


# The second: first with mistakes, then a department stays silent


async def _files_with_mistakes(stage: Stage) -> None:
    await stage.says("黃小燕", posts.PRODUCT_WITH_MISTAKES)


async def _mends(stage: Stage) -> None:
    theirs = [m for m in stage.world.messages() if m.sender.name == "黃小燕"]
    stage.world.edit(stage.people["黃小燕"], theirs[-1], posts.PRODUCT_MENDED)
    await stage.settle()


async def _hands_over(stage: Stage) -> None:
    await stage.presses("林助理", "受理", on=stage.card(SECOND))
    await stage.presses("林助理", "公布工藝流程", on=stage.card(SECOND))
    await stage.answers("林助理", "釉料 G-88→施釉→1,200℃ 燒成→拋光→裝箱")


async def _blames_purchasing(stage: Stage) -> None:
    await stage.says("錢主管", posts.REPLY_TO_PURCHASING, to=stage.card(SECOND))


async def _blames_logistics(stage: Stage) -> None:
    await stage.says("孫主任", posts.REPLY_OF_PURCHASING, to=stage.card(SECOND))


async def _replies_late(stage: Stage) -> None:
    await stage.says("趙主任", posts.REPLY_OF_LOGISTICS, to=stage.card(SECOND))


async def _adjudicates(stage: Stage) -> None:
    await stage.presses("周靜", "裁定")
    await stage.presses("周靜", "物流部")


async def _acknowledges_second(stage: Stage) -> None:
    await stage.presses("黃小燕", "認可", on=stage.card(SECOND))


async def _objects(stage: Stage) -> None:
    await stage.presses("趙主任", "異議")
    await stage.answers("趙主任", "午後倉庫停電，看不到群組訊息")


async def _judges_objection(stage: Stage) -> None:
    await stage.presses("魏主任", "維持處罰")
    await stage.answers("魏主任", "停電自 14:30 起，已在時限之後")


async def _pays(stage: Stage) -> None:
    await stage.presses("周靜", "已繳")


# The third: about service


async def _complains_about_service(stage: Stage) -> None:
    await stage.says("黃小燕", posts.SERVICE)


async def _routes(stage: Stage) -> None:
    await stage.presses("周靜", "受理", on=stage.card(SERVICE))
    await stage.presses("周靜", "分流", on=stage.card(SERVICE))
    await stage.presses("周靜", "物流部")


async def _plans(stage: Stage) -> None:
    await stage.follows("周大海", "處理方案", on=stage.card(SERVICE))
    await stage.answers("周大海", posts.PLAN)


async def _notifies(stage: Stage) -> None:
    await stage.presses("周靜", "通知投訴人", on=stage.card(SERVICE))


async def _accepts_the_result(stage: Stage) -> None:
    await stage.presses("黃小燕", "認可", on=stage.card(SERVICE))


async def _asks_for_the_chart(stage: Stage) -> None:
    await stage.says("周靜", "/chart")


async def _nothing(_stage: Stage) -> None:
    """Let the clock do it."""


DAY = (
    Step("10:00", "李小明在群組裡貼出一份產品質量投訴。", _files),
    Step("10:04", "陳經理在私訊按「批准」；機器人發布 P-001，開始計時。", _approves),
    Step("10:06", "打單部王五按「受理」，用時兩分鐘。", _accepts),
    Step("10:12", "黃小燕的表單有兩處錯誤：機器人一次說清。", _files_with_mistakes),
    Step("10:15", "黃小燕直接修改原訊息，機器人重新讀取。", _mends),
    Step("10:17", "陳經理批准 P-002。", _approves),
    Step("10:21", "王五公布工藝流程；三個部門的兩小時開始。", _publishes),
    Step("10:22", "林助理受理並公布 P-002。", _hands_over),
    Step("10:40", "黃小燕投訴物流部的服務。", _complains_about_service),
    Step("10:42", "陳經理批准，S-001 發布。", _approves),
    Step("10:45", "人力資源部周靜受理並分流到物流部。", _routes),
    Step("11:20", "生產部錢主管回覆 P-001，認定生產部責任，其他部門免責。", _replies),
    Step("11:25", "P-001 涉及換貨：錢主管在流程表上簽名，流程表轉給副總。", _signs_for_production),
    Step("11:27", "客服部跟單員吳小芳開立退貨運費的支出證明 V-001。", _drafts_a_voucher),
    Step("11:30", "生產部認為 P-002 是採購部的責任。", _blames_purchasing),
    Step("11:50", "物流部周大海為 S-001 提出處理方案，只有人力資源部看得到內容。", _plans),
    Step("11:55", "周靜通知投訴人。", _notifies),
    Step("13:35", "錢主管與打單部林助理依次在支出證明上簽名。", _signs_the_voucher),
    Step("13:40", "採購部孫主任認為 P-002 是物流部的責任。", _blames_logistics),
    Step("13:45", "張副總與客戶協商後寫下綜合處理意見，轉給王總與總經理助理。", _writes_opinion),
    Step("13:53", "物流部到時仍未回覆：超時處罰通知。", _nothing),
    Step("14:00", "李小明認可 P-001 的處理；涉及換貨，轉入賠付。", _acknowledges),
    Step("14:10", "黃小燕認可 S-001。", _accepts_the_result),
    Step("14:20", "物流部趙主任補上回覆，晚了 28 分鐘；各部門認定不一，人力資源部須裁定。", _replies_late),
    Step("14:30", "周靜裁定 P-002 由物流部負責。", _adjudicates),
    Step("14:45", "趙主任對罰款提出異議。", _objects),
    Step("14:50", "財務部許會計付款並交上收據，1,200.50 元記帳。", _pays_the_freight),
    Step("15:10", "監察部魏主任維持處罰。", _judges_objection),
    Step("15:30", "黃小燕認可 P-002 的處理。", _acknowledges_second),
    Step("15:40", "丁小玲代王總審批：修改運費。先前的意見簽名作廢，再請副總簽名。", _amends),
    Step("15:50", "張副總在修改後的意見上簽名，流程表交打單部。", _signs_amendment),
    Step("16:10", "周靜登記生產部已兌現，許會計銷帳，餘額 0。", _writes_off),
    Step("16:30", "打單部王五登記執行，投訴人同時收到通知，P-001 結案。", _executes),
    Step("17:00", "趙主任繳了 50 元，周靜記下「已繳」。", _pays),
    Step("18:01", "日報在 18:00 發布。", _nothing),
    Step("18:05", "周靜要一張圖表。", _asks_for_the_chart),
)


async def play(stage: Stage, tell: Callable[[Step], Awaitable[None]]) -> None:
    """Play the day; `tell` is awaited before each step, at its time."""
    for step in DAY:
        await stage.at(step.at)
        await tell(step)
        await step.does(stage)


async def check(stage: Stage) -> tuple[str, ...]:
    """Return what did not come out as the regulation says; empty if all is well."""
    wrong = [name for name in (FIRST, SECOND, SERVICE) if "結案" not in stage.card(name).text]
    wrong += [] if WRITTEN_OFF in stage.card(FIRST).text else ["the voucher is not written off"]
    wrong += await _wrong_fines(stage)
    told = [message.text for message in stage.group()]
    expected = {
        "超時處罰通知": 1,
        "投訴日報": 1,
        "司機本週停班培訓": 0,  # the plan is HR's, not the group's (C15)
    }
    wrong += [
        f"{words!r} in {found} posts"
        for words, times in expected.items()
        if (found := _count(told, words)) != times
    ]
    charts = [message for message in stage.group() if "photo" in message.content]
    return (*wrong, *([] if charts else ["no chart"]))


# Private functions


def _count(told: list[str], words: str) -> int:
    return sum(words in text for text in told)


async def _wrong_fines(stage: Stage) -> list[str]:
    rows = await stage.ask(
        lambda conn: conn.execute("SELECT number, department, status FROM fines").fetchall()
    )
    fines = [tuple(row) for row in rows]
    return [] if fines == [(FINE, "logistics", "paid")] else [f"fines are {fines}"]
