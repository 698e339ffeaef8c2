"""What is typed on the way of a flow form: every word that counts gets its receipt, and none is lost without a word."""

from bot.demo.stage import Stage
from sandbox import Message
from tests.acceptance.company_life import P1, events, phase, product_handed_over, saying
from tests.acceptance.test_evidence import picture
from tests.acceptance.test_flow_form import form_made

OPINION = "客戶同意退 3,000 元"


async def asked_for_opinion(stage: Stage) -> Message:
    """錢主管 has signed; 張副總 has the request before him."""
    await form_made(stage)
    await stage.presses("錢主管", "簽名")
    return stage.find("張副總", lambda m: "填寫綜合處理意見" in m.text, what="a request")


def is_noted(stage: Stage, message: Message) -> bool:
    return message.reactions.get(stage.world.bot.id) == ["👌"]


async def test_an_opinion_typed_under_its_request_counts_and_changes_only_by_its_button(calm: Stage) -> None:
    request = await asked_for_opinion(calm)
    await calm.says("張副總", "同意", to=request)
    await calm.says("張副總", "客戶還沒答覆", to=request)
    assert await events(calm, "OpinionSigned") == []
    assert "這段話沒有登記" in calm.private("張副總")[-1].text
    assert calm.private("張副總")[-1].buttons == ["填寫意見"]

    answer = await calm.says("張副總", OPINION, to=request)
    assert is_noted(calm, answer)
    assert request.buttons == [], "what the request asked for is done"
    assert OPINION in saying(calm, "請審批", to="王總")[-1]

    await calm.edits("張副總", answer, "客戶同意退 300 元")
    assert "已記錄的內容不會隨修改訊息而變" in calm.private("張副總")[-1].text
    await calm.presses("張副總", "填寫意見")
    await calm.answers("張副總", "客戶同意退 300 元")
    assert "300 元" in saying(calm, "請審批", to="王總")[-1]
    late = await calm.answers("張副總", "另外客戶要求月底前到賬")
    assert not is_noted(calm, late)
    assert "這段話沒有記入" in calm.private("張副總")[-1].text
    await calm.presses("張副總", "填寫意見")
    assert await events(calm, "OpinionSigned") == ["OpinionSigned"] * 2


async def test_an_opinion_with_its_label_counts_under_the_card_by_whom_it_is_asked_of(calm: Stage) -> None:
    await asked_for_opinion(calm)
    await calm.says("李小明", f"綜合處理意見：{OPINION}", to=calm.card(P1))
    assert await events(calm, "OpinionSigned") == []
    answer = await calm.says("張副總", f"綜合處理意見：{OPINION}", to=calm.card(P1))
    assert is_noted(calm, answer)

    request = calm.find("王總", lambda m: "請審批" in m.text, what="a request")
    await calm.says("王總", "同意", to=request)
    assert await events(calm, "FlowDecided") == [], "no decision is taken from free words"
    assert "請按「同意」或「修改」或「退回」" in calm.private("王總")[-1].text
    await calm.presses("王總", "同意")
    assert await events(calm, "FlowDecided") == ["FlowDecided"]


async def test_an_execution_with_its_picture_is_recorded_and_stands(calm: Stage) -> None:
    await asked_for_opinion(calm)
    await calm.presses("張副總", "填寫意見")
    await calm.answers("張副總", OPINION)
    await calm.presses("王總", "同意")
    request = calm.find("王五", lambda m: "請按審批意見執行" in m.text, what="a request")
    await calm.presses("王五", "登記執行")
    question = calm.private("王五")[-1]
    await calm.says("王五", "", to=question, photo=picture(1))
    assert "還差文字說明" in calm.private("王五")[-1].text
    assert await events(calm, "FlowExecuted", "EvidenceAdded") == ["EvidenceAdded"]

    done = await calm.says("王五", "已匯款 2,000 元", to=request, photo=picture(2))
    assert is_noted(calm, done)
    assert await events(calm, "FlowExecuted") == ["FlowExecuted"]
    assert len(await events(calm, "EvidenceAdded")) == 2
    assert request.buttons == []
    await calm.edits("王五", done, "已匯款 3,000 元")
    assert "仍以原來的文字為準" in calm.private("王五")[-1].text
    assert await phase(calm, P1) == "acknowledging"


async def test_a_reason_typed_in_the_group_without_a_reply_is_asked_about_and_counts(calm: Stage) -> None:
    await product_handed_over(calm)
    await calm.presses("趙主任", "非本部門責任", on=calm.card(P1))
    typed = await calm.says("趙主任", "這批是客戶自提，沒有經過物流部")
    asked = calm.group()[-1]
    assert "@趙主任 這段話是對「非本部門責任」的回答嗎？" in asked.text
    assert "物流部 ⏳" in calm.card(P1).text
    await calm.presses("趙主任", "是，作為回答", on=asked)
    assert (is_noted(calm, typed), asked.buttons) == (True, [])
    assert "物流部 非本部門責任 10:21" in calm.card(P1).text
