"""A ruling or a plan is taken where it is owed, whatever message it was put under."""

from storage import unclear
from tests.company import at
from tests.integration.handlers.office import PRODUCT, RULING, SERVICE, Office
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus
from workflow.phases import Phase

OTHER = PRODUCT.replace("東方五金", "西方五金")
PLAN = "處理方案：專人查單\n責任部門：物流部"


async def routed(office: Office, case_id: int) -> None:
    await office.posted(SERVICE.replace("送貨", f"送貨{case_id}"), case_id)
    await office.button("周靜", case_id, act="route", choice="logistics")


async def closed_and_owing(office: Office) -> int:
    """S-…-001 is agreed to, S-…-002 waits for 物流部; return our last word about the first to 趙主任."""
    await routed(office, 1)
    await office.button("趙主任", 1, act="reply", ask=True)
    question = (await office.last("ask_reply")).message_id
    await office.say("趙主任", "司機當面道歉", private=True, under=question)
    await office.button("周靜", 1, act="notify")
    await office.button("李小明", 1, act="acknowledge")
    assert (await office.case(1)).phase is Phase.CLOSED
    await routed(office, 2)
    assert question is not None
    return question


async def test_a_plan_under_a_message_about_a_closed_case_is_taken_for_the_one_that_waits(
    office: Office,
) -> None:
    question = await closed_and_owing(office)
    before = await office.case(1)
    message = await office.say("趙主任", PLAN, private=True, under=question)
    case = await office.case(2)
    assert (case.phase, [ruling.plan for ruling in case.rulings]) == (Phase.NOTIFYING, ["專人查單"])
    assert (await office.last("ruling_placed")).notice.facts["case"] == case.name
    await office.edit(message, PLAN.replace("專人", "周大海"))
    assert (await office.case(2)).timeline[-1].what == "Supplemented"
    assert await office.case(1) == before


async def test_a_plan_under_a_question_about_a_fine_is_no_objection(office: Office) -> None:
    await routed(office, 1)
    await office.judged(at("12:01"))
    fine = next(iter((await office.case(1)).fines))
    await office.button("趙主任", 1, act="object", fine=fine, ask=True)
    question = (await office.last("ask_object")).message_id
    await office.say("趙主任", PLAN, private=True, under=question)
    case = await office.case(1)
    assert case.phase is Phase.NOTIFYING
    assert case.fines[fine].status is not FineStatus.OBJECTED


async def test_where_two_are_owed_it_is_asked_which_and_the_misses_are_held(office: Office) -> None:
    question = await closed_and_owing(office)
    await routed(office, 3)
    await office.say("趙主任", PLAN, private=True, under=question)
    asked = (await office.last()).notice
    labels = [button.label for row in asked.buttons for button in row]
    assert (asked.name, labels) == ("which_case", ["S-20261123-002", "S-20261123-003"])
    for case_id in (2, 3):
        duty = (await office.case(case_id)).duty(DutyKind.REPLY, "logistics")
        assert duty is not None
        when = duty.starts_at, duty.due_at
        held = await office.ledger.read(
            lambda books, c=case_id, w=when: unclear.unclear_between(books.conn, c, *w)
        )
        assert [department for department, _ in held] == ["logistics"]


async def test_a_ruling_under_a_case_that_is_answered_may_add_to_it_or_be_meant_for_another(
    office: Office,
) -> None:
    await office.handled(PRODUCT, 1)
    await office.say("錢主管", RULING, under=await office.card(1))
    await office.handled(OTHER, 2)
    await office.say("錢主管", RULING, under=await office.card(1))
    asked = await office.last()
    labels = [button.label for row in asked.notice.buttons for button in row]
    assert (asked.notice.name, labels) == ("which_case", ["P-20261123-002", "P-20261123-001"])
    choice = asked.notice.buttons[1][0]
    await office.button("錢主管", 1, act="reply", choice=choice.choice, on=asked.message_id)
    assert (await office.case(1)).timeline[-1].what == "Supplemented"
    assert not (await office.case(2)).rulings


async def test_an_edit_of_a_ruling_stays_with_its_case_whatever_else_is_owed(office: Office) -> None:
    await office.handled(PRODUCT, 1)
    message = await office.say("錢主管", RULING, under=await office.card(1))
    await office.handled(OTHER, 2)
    await office.edit(message, RULING.replace("重做", "返工"))
    assert (await office.case(1)).timeline[-1].what == "Supplemented"
    assert not (await office.case(2)).rulings


# The plan needs no label where it is asked for


async def test_the_answer_to_the_question_for_the_plan_is_the_plan(office: Office) -> None:
    await routed(office, 1)
    await office.button("趙主任", 1, act="reply", ask=True)
    question = (await office.last("ask_reply")).message_id
    for words in ("好的，稍等", "收到", "能不能延到明天？"):
        await office.say("趙主任", words, private=True, under=question)
        assert (await office.last()).notice.name == "refused_reply_unfilled"
    message = await office.say("趙主任", "司機當面道歉，\n補卸貨費 200 元", private=True, under=question)
    case = await office.case()
    assert [ruling.plan for ruling in case.rulings] == ["司機當面道歉，\n補卸貨費 200 元"]
    await office.edit(message, "司機當面道歉，補卸貨費 300 元")
    assert (await office.case()).timeline[-1].what == "Supplemented"
    assert [ruling.plan for ruling in (await office.case()).rulings] == [
        ruling.plan for ruling in case.rulings
    ]


async def test_a_nod_edited_into_a_plan_counts_from_the_edit(office: Office) -> None:
    await routed(office, 1)
    await office.button("趙主任", 1, act="reply", ask=True)
    question = (await office.last("ask_reply")).message_id
    message = await office.say("趙主任", "好的", private=True, under=question)
    await office.edit(message, "司機當面道歉", minutes=7)
    duty = (await office.case()).duty(DutyKind.REPLY, "logistics")
    assert duty is not None
    assert (duty.ending, duty.ended_at) == (Ending.DONE, at("10:07"))
