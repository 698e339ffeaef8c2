"""Cases about money: a flow form signed through to its execution, and freight that is paid exactly once."""

from tests.acceptance.killing import posts
from tests.acceptance.killing.product_plots import LOGISTICS, PRODUCTION, Plot, handed_over
from tests.acceptance.killing.story import HEADS, Steps, Story

VICE, GENERAL, EXECUTES = "張副總", "王總", "王五"
FOLLOWER, COUNTERSIGNS, CASHIERS = "吳小芳", "林助理", ("許會計", "馮主任")


def executed(story: Story) -> Steps[None]:
    """生產部 owes an exchange: head, vice president and 王總 sign, 打單部 executes, the complainant is content."""
    yield from _of_goods(story)
    story.rules(PRODUCTION, PRODUCTION, text=posts.EXCHANGE)
    yield from _signed_through(story)
    yield from story.press_and_answer(EXECUTES, "登記執行", "登記執行：請", "已換貨 40 箱")
    yield from story.is_told("已換貨 40 箱", about=story.number)
    story.reckoning.does("FlowExecuted")
    yield from story.is_acknowledged()


def freight_paid(story: Story) -> Steps[None]:
    """Two departments bear the freight; two cashiers take it in hand at the same time, and one of them pays."""
    yield from _of_goods(story)
    for department in (LOGISTICS, PRODUCTION):
        story.rules(department, LOGISTICS, PRODUCTION, text=posts.EXCHANGE)
    yield from story.press_and_answer(FOLLOWER, "開立支出證明", "開立支出證明：請", posts.FREIGHT)
    for who in (HEADS[LOGISTICS], HEADS[PRODUCTION], COUNTERSIGNS):
        yield from story.press(who, "簽名", words="支出證明")
    for who in CASHIERS:
        yield from story.press(who, "付款", words="支出證明")
    for who in CASHIERS:
        yield from story.answer(who, "請回覆本訊息交上收據", f"收據 {story.marker}")
    yield from story.is_told("收據", about=story.number, who=FOLLOWER)
    story.reckoning.does("VoucherPaid")


def _of_goods(story: Story) -> Steps[None]:
    """A complaint that asks for goods is handed over, and 生產部 comes to its answer."""
    story.demand = posts.OF_GOODS
    yield from handed_over(story)
    yield from story.before_due(PRODUCTION)


def _signed_through(story: Story) -> Steps[None]:
    yield from story.press(HEADS[PRODUCTION], "簽名")
    yield from story.press_and_answer(VICE, "填寫意見", "綜合處理意見：請回覆", "客戶同意換 40 箱")
    yield from story.press(GENERAL, "同意", words="請審批")
    story.reckoning.does("FlowSigned", "OpinionSigned", "FlowDecided")


MONEY_PLOTS: tuple[Plot, ...] = (executed, freight_paid)
