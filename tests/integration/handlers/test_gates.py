"""Words that would end a duty: what does not say that it is done is asked back, and one tap takes it as it stands."""

from typing import Any

import pytest

from storage.outbox import OutboxRow
from tests.company import person
from tests.integration.handlers.office import PRODUCT, RULING, Office
from tests.unit.workflow.freight_play import V1, wish
from workflow.commands import Do, Stimulus
from workflow.flow import Flow
from workflow.phases import Act
from workflow.vouchers import Bearing

MONEY = PRODUCT.replace("派人檢查", "退貨並退款")
ADDED = "added_after_money"
NOT_YET = "還沒匯，等財務確認帳號"


async def test_what_was_not_done_is_no_execution_and_is_taken_only_by_its_authors_tap(office: Office) -> None:
    await to_be_executed(office)
    question = await asked(office, "王五", Act.EXECUTE)
    await say_under(office, "王五", question, NOT_YET)
    told = await office.last()
    assert (told.notice.name, told.notice.facts["said"]) == ("words_unsettled", NOT_YET)
    assert not await is_executed(office)
    assert "flow_step" not in [row.notice.name for row in await office.said() if row.id > question.id]

    button = told.notice.buttons[0][0]
    about = {"act": button.act, "choice": button.choice, "revision": button.revision}
    await office.button("林助理", 1, on=told.message_id, **about)
    assert not await is_executed(office), "nobody says it for him"
    await say_under(office, "王五", question, "已匯款 700 元")
    assert await execution(office) == "已匯款 700 元"
    await office.button("王五", 1, on=told.message_id, **about)
    assert await execution(office) == "已匯款 700 元"


async def test_one_tap_takes_the_words_as_they_stand(office: Office) -> None:
    await to_be_executed(office)
    await say_under(office, "王五", await asked(office, "王五", Act.EXECUTE), "換貨 40 箱交東方五金")
    told = await office.last("words_unsettled")
    button = told.notice.buttons[0][0]
    await office.button(
        "王五", 1, on=told.message_id, act=button.act, choice=button.choice, revision=button.revision
    )
    assert await execution(office) == "換貨 40 箱交東方五金"


async def test_a_nod_after_the_deed_hears_that_it_is_on_record(office: Office) -> None:
    await to_be_executed(office)
    question = await asked(office, "王五", Act.EXECUTE)
    await say_under(office, "王五", question, "已匯款 700 元")
    await say_under(office, "王五", question, "收到")
    told = (await office.last()).notice
    assert (told.name, told.facts["by"], told.facts["said"]) == ("words_after_money", "王五", "收到")


async def test_what_is_said_after_the_case_is_closed_is_added_by_one_tap_and_told(office: Office) -> None:
    await to_be_executed(office)
    await office.button("李小明", 1, act="acknowledge")
    question = await asked(office, "王五", Act.EXECUTE)
    await say_under(office, "王五", question, "已匯款 700 元")
    assert not (await office.case()).is_open
    await say_under(office, "王五", question, "誤按，還沒辦")
    told = await office.last()
    assert (told.notice.name, told.notice.facts["own"]) == ("words_after_money", True)

    button = told.notice.buttons[0][0]
    await office.button("王五", 1, on=told.message_id, act=button.act, choice=button.choice)
    added = [row.notice for row in await office.said() if row.notice.name == ADDED]
    assert {one.facts["text"] for one in added} == {"誤按，還沒辦"}
    assert {person(name).id for name in ("李小明", "王總", "張副總", "周靜")} <= {one.to for one in added}
    assert person("王五").id not in {one.to for one in added}
    await office.button("李小明", 1, act="supplement", ask=True)
    assert "ask_supplement" not in await office.names(), "a closed case is open to nobody else"


@pytest.mark.parametrize("words", ["執行結果：已匯款 700 元", "登記執行：已匯款 700 元", "已匯款 700 元"])
async def test_an_execution_told_under_the_card_hears_which_button_records_it(
    office: Office, words: str
) -> None:
    await to_be_executed(office)
    await office.say("王五", words, under=await office.card())
    told = (await office.last()).notice
    assert (told.name, told.facts["acts"]) == ("press_instead", ["execute"])
    before = len(await office.said())
    await office.say("趙主任", words, under=await office.card())
    assert len(await office.said()) == before, "it is nobody else's to record"
    if "：" in words:
        await office.say("王五", words, private=True)
        assert (await office.last()).notice.name == "press_instead"


async def test_an_opinion_without_its_label_hears_which_button_signs_it(office: Office) -> None:
    await to_be_opined(office)
    await office.say("張副總", "同意退 500 元", under=await office.card())
    told = (await office.last()).notice
    assert (told.name, told.facts["acts"]) == ("press_instead", ["write_opinion"])
    assert (await flow(office)).opinion == ""


async def test_an_opinion_put_off_is_signed_by_no_way_of_typing_it(office: Office) -> None:
    await to_be_opined(office)
    put_off = "客戶還沒答覆，明天再談"
    await say_under(office, "張副總", await asked(office, "張副總", Act.WRITE_OPINION), put_off)
    assert (await office.last()).notice.name == "words_unsettled"
    await office.say("張副總", f"綜合處理意見：{put_off}", under=await office.card())
    told = await office.last()
    assert told.notice.name == "words_unsettled"
    assert (await flow(office)).opinion == ""
    button = told.notice.buttons[0][0]
    await office.button("張副總", 1, on=told.message_id, act=button.act, choice=button.choice)
    assert (await flow(office)).opinion == put_off


async def test_words_put_off_take_no_place_of_an_opinion_that_was_signed_since(office: Office) -> None:
    await to_be_opined(office)
    question = await asked(office, "張副總", Act.WRITE_OPINION)
    await say_under(office, "張副總", question, "客戶還沒答覆，明天再談")
    told = await office.last()
    signed = "客戶同意退 3,000 元，11/30 匯出"
    await say_under(office, "張副總", question, signed)
    button = told.notice.buttons[0][0]
    await office.button("張副總", 1, on=told.message_id, act=button.act, choice=button.choice)
    assert (await flow(office)).opinion == signed


async def test_a_file_under_the_request_itself_is_kept_and_hears_which_button_is_waited_for(
    office: Office,
) -> None:
    await to_be_executed(office)
    request = next(
        row
        for row in await office.said()
        if (row.notice.name, row.notice.to) == ("duty_execute", person("王五").id)
    )
    await send_photo(office, "王五", request)
    told = (await office.last()).notice
    assert (told.name, told.facts["filed"], told.facts["acts"]) == ("press_instead", True, ["execute"])
    assert len((await office.case()).evidence) == 1
    assert not await is_executed(office)


async def test_a_receipt_sent_while_an_appeal_stops_the_payment_is_kept(office: Office) -> None:
    question = await to_be_paid(office)
    await office.button("李小明", 1, act="appeal", choice="superior", ask=True)
    await say_under(office, "李小明", await office.last("ask_appeal"), "鑒定不合理，要求重驗")
    await send_photo(office, "金會計", question)
    told = (await office.last()).notice
    assert (told.name, told.facts["filed"]) == ("refused_money_suspended", True)
    (request,) = [
        row for row in await office.said() if row.notice.to == person("金會計").id and asks_to_pay(row)
    ]
    await say_under(office, "金會計", request, "收據 0816")
    assert (await office.last()).notice.name == "refused_money_suspended", "不同意 would void every signature"
    assert len((await office.case()).evidence) == 1
    assert (await office.case()).vouchers[V1].paid_at is None


async def test_a_payment_is_booked_once_and_only_on_what_is_like_a_receipt(office: Office) -> None:
    question = await to_be_paid(office)
    for words, answer in (("好", "refused_only_a_nod"), ("不對，金額有誤", "words_unsettled")):
        await say_under(office, "金會計", question, words)
        assert (await office.last()).notice.name == answer
        assert (await office.case()).vouchers[V1].paid_at is None
    assert [one.act for one in (await office.last()).notice.buttons[0]] == [
        Act.PAY_VOUCHER,
        Act.RETURN_VOUCHER,
    ]
    await say_under(office, "金會計", question, "收據 0815")
    assert (await office.case()).vouchers[V1].receipt == "收據 0815"

    await send_photo(office, "金會計", question)
    told = await office.last()
    assert (told.notice.name, told.notice.facts["filed"]) == ("refused_already_done", True)
    assert len((await office.case()).evidence) == 1
    await say_under(office, "金會計", question, "收據 0816")
    told = await office.last("words_after_money")
    button = told.notice.buttons[0][0]
    await office.button("金會計", 1, on=told.message_id, act=button.act, choice=button.choice)
    assert {row.notice.facts["text"] for row in await office.said() if row.notice.name == ADDED} == {
        "收據 0816"
    }


def asks_to_pay(row: OutboxRow) -> bool:
    is_request = row.notice.question is None
    return is_request and any(button.act is Act.PAY_VOUCHER for line in row.notice.buttons for button in line)


async def to_be_paid(office: Office) -> OutboxRow:
    """A voucher signed by all, and the question that 付款 puts to 金會計."""
    await to_be_opined(office)
    bearing = (Bearing(department="production", percent=100),)
    await perform(office, "吳小芳", act=Act.DRAFT_VOUCHER, freight=wish(bearings=bearing))
    await perform(office, "錢主管", act=Act.SIGN_VOUCHER, voucher=V1, revision=1, department="production")
    await perform(office, "林助理", act=Act.COUNTERSIGN_VOUCHER, voucher=V1, revision=1)
    await office.button("金會計", 1, act="pay_voucher", voucher=V1, revision=1, ask=True)
    return await office.last("ask_pay_voucher")


async def perform(office: Office, who: str, **about: Any) -> None:
    stimulus = Stimulus(now=office.now, at=office.now, actor=person(who).id, pressed=True)
    answer = await office.wiring.desk.perform(Do(case=1, **about), stimulus)
    assert answer.refusal is None
    await office.deliver()


async def send_photo(office: Office, who: str, under: OutboxRow) -> None:
    size = {"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}
    message = office.message(who, "", private=True, under=under.message_id)
    await office.update(message={**message, "text": None, "photo": [size]})


async def to_be_opined(office: Office) -> None:
    await office.handled(MONEY)
    await office.say("錢主管", RULING, under=await office.card())
    await office.button("錢主管", 1, act="sign_form", revision=1)


async def to_be_executed(office: Office) -> None:
    await to_be_opined(office)
    await office.say("張副總", "綜合處理意見：退款 700 元", under=await office.card())
    await office.button("王總", 1, act="agree", revision=(await flow(office)).revision)


async def asked(office: Office, who: str, act: Act) -> OutboxRow:
    await office.button(who, 1, act=act, revision=(await flow(office)).revision, ask=True)
    return await office.last(f"ask_{act}")


async def say_under(office: Office, who: str, question: OutboxRow, text: str) -> None:
    await office.say(who, text, private=True, under=question.message_id)


async def flow(office: Office) -> Flow:
    found = (await office.case()).flow
    assert found is not None
    return found


async def execution(office: Office) -> str:
    return (await flow(office)).execution


async def is_executed(office: Office) -> bool:
    return (await flow(office)).executed_at is not None
