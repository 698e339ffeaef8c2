"""Words under a private message that waits for none: who did it and when, and how to add something; never only /help."""

from datetime import datetime

from tests.company import at, person
from tests.integration.handlers.office import PRODUCT, RULING, Office
from workflow.notices import Button
from workflow.phases import Act

MONEY = PRODUCT.replace("派人檢查", "退貨並退款")


async def test_under_a_request_that_he_has_done_himself_he_reads_when(office: Office) -> None:
    await office.posted()
    request = (await office.last("approve_request")).message_id
    office.later("10:30")
    await office.say("陳經理", "客戶又來電，請加急", private=True, under=request)
    told = (await office.last()).notice
    assert (told.name, told.facts["case"]) == ("request_over", "P-20261123-001")
    done = told.facts["done"]
    assert (done["act"], done["by"], done["own"]) == ("approve", "陳經理", True)
    assert datetime.fromisoformat(done["at"]) == at("10:00")


async def test_under_a_request_that_another_has_done_she_reads_who_it_was(office: Office) -> None:
    await office.handled(MONEY)
    await office.say("錢主管", RULING, under=await office.card())
    await office.button("錢主管", 1, act="sign_form", revision=1)
    await office.say("張副總", "綜合處理意見：退款 2,000 元", under=await office.card())
    assistant = person("丁小玲").id
    asked = [row for row in await office.said() if row.notice.name == "duty_decide"]
    request = next(row for row in asked if row.notice.to == assistant)
    flow = (await office.case()).flow
    await office.button("王總", 1, act="amend", revision=flow.revision if flow else 0, ask=True)
    await office.say("王總", "退款 1,500 元", private=True, under=(await office.last("ask_amend")).message_id)
    await office.say("丁小玲", "王總說可以", private=True, under=request.message_id)
    done = (await office.last("request_over")).notice.facts["done"]
    assert (done["by"], done["act"]) == ("王總", None), (
        "which of his answers it was, the record says, not the button"
    )


async def test_a_message_that_asks_nothing_says_so_and_shows_the_way(office: Office) -> None:
    await office.posted()
    approved = (await office.last("approved")).message_id
    before = (await office.case()).timeline
    await office.say("李小明", "請儘快", private=True, under=approved)
    told = (await office.last()).notice
    assert (told.name, told.facts["done"]) == ("request_over", None)
    assert told.buttons == ((Button(act=Act.SUPPLEMENT, case=1, ask=True),),)
    assert (await office.case()).timeline == before


async def test_words_under_one_case_answer_no_question_about_another(office: Office) -> None:
    await office.posted()
    request = (await office.last("approve_request")).message_id
    await office.filed(PRODUCT.replace("東方五金", "西方五金"))
    await office.button("陳經理", 2, act="return", revision=1, ask=True)
    await office.say("陳經理", "這件已經批了", private=True, under=request)
    assert (await office.last()).notice.name == "request_over"
    assert "returned" not in await office.names()
