"""Presses: what they carry is only a wish, and each is answered."""

from pathlib import Path

import pytest

from storage import outbox
from tests.company import PEOPLE, at, person
from tests.integration.handlers.office import GROUP, PRODUCT, SERVICE, STRANGER, Office, opened
from workflow.commands import RecordOutage, Stimulus
from workflow.phases import Phase

NOTHING_TO_APPEAL = "還沒有部門逾期。有了處理結果，或有部門逾期未回覆，才能申訴。"


def stripped(office: Office, chat: int | None) -> list[int]:
    """The messages of a chat whose buttons were taken off."""
    calls = office.line.told("editMessageReplyMarkup")
    return [call["message_id"] for call in calls if call["chat_id"] == chat]


async def test_the_manager_approves_and_the_post_starts_the_clocks(office: Office) -> None:
    await office.posted()
    case = await office.case()
    assert (case.phase, case.number) == (Phase.ACCEPTING, "P-20261123-001")
    assert office.line.told("answerCallbackQuery")[-1]["text"] == "已批准。"


async def test_a_press_counts_from_when_it_reached_us(office: Office) -> None:
    await office.posted()
    office.later("10:04")
    await office.button("王五", 1, act="accept")
    case = await office.case()
    assert case.accepted_at == office.now


async def test_a_second_press_says_who_was_first_and_when(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, act="accept")
    answer = await office.button("林助理", 1, act="accept")
    assert (answer["text"], answer["show_alert"]) == ("王五已於 10:00 受理。", True)
    assert [entry.what for entry in (await office.case()).timeline].count("Accepted") == 1


async def test_a_press_by_somebody_else_says_who_may(office: Office) -> None:
    await office.posted()
    answer = await office.button("黃美", 1, act="accept")
    assert answer["text"] == "這一步由打單部（王五、林助理）受理，您是業務部。"
    assert (await office.case()).phase is Phase.ACCEPTING


async def test_a_press_in_the_group_whose_question_comes_privately_says_so(office: Office) -> None:
    await office.posted(SERVICE)
    for who, button in (("周靜", {"act": "route"}), ("周靜", {"act": None}), ("李小明", {"act": "withdraw"})):
        answer = await office.button(who, 1, **button)
        assert (answer["text"], answer.get("show_alert", False)) == ("請看私訊。", False)


async def test_a_question_put_where_the_button_is_needs_no_word_beside_it(office: Office) -> None:
    await office.handled()
    answer = await office.button("錢主管", 1, act="disclaim")
    assert "text" not in answer


async def test_a_press_that_no_words_can_help_is_refused_and_nothing_is_asked(office: Office) -> None:
    await office.handled()
    answer = await office.button("李小明", 1, act="appeal")
    assert (answer["show_alert"], answer["text"]) == (True, NOTHING_TO_APPEAL)
    assert "ask_appeal" not in await office.names()


async def test_one_conclusion_is_agreed_with_by_the_press_itself(office: Office) -> None:
    await office.handled()
    words = "質量鑒定結果：烤漆溫度過低\n處理意見：重做\n責任部門：採購部"
    await office.say("錢主管", words, under=await office.card())
    answer = await office.button("趙主任", 1, act="concur")
    assert answer["text"] == "已記錄：同意生產部的結論。"
    assert (await office.case()).phase is Phase.HANDLING  # 採購部 has yet to answer
    assert "ask_concur" not in await office.names()


async def test_a_press_by_a_stranger_is_refused(office: Office) -> None:
    await office.posted()
    answer = await office.button(STRANGER, 1, act="accept")
    assert "還沒有登記" in answer["text"]


@pytest.mark.parametrize(
    "data", ["", "1zz-1", "1ac-", "1ac-0", "1ac-1-", "2ac-1", "1ac-1-dnowhere", "✍️" * 20, "1ac-zzzzzzzzzzz"]
)
async def test_a_forged_button_is_answered_and_does_nothing(office: Office, data: str) -> None:
    await office.posted()
    answer = await office.press("王五", data, on=await office.card())
    assert "按鈕已失效" in answer["text"]
    assert (await office.case()).phase is Phase.ACCEPTING


async def test_a_button_of_a_case_that_never_was_is_refused(office: Office) -> None:
    answer = await office.press("王五", "1ac-zz", on=7)
    assert answer["text"].startswith("找不到這件投訴")


async def test_a_button_that_lost_its_question_asks_again_instead_of_acting_without_words(
    office: Office,
) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1)
    assert (await office.last()).notice.name == "ask_return"
    assert (await office.case()).phase is Phase.DRAFT


async def test_an_old_revision_cannot_be_approved(office: Office) -> None:
    message = await office.filed()
    await office.edit(message, PRODUCT.replace("40 箱", "60 箱"))
    answer = await office.button("陳經理", 1, act="approve", revision=1)
    assert answer["show_alert"]
    assert (await office.case()).phase is Phase.DRAFT


async def test_a_department_is_chosen_by_button(office: Office) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", ask=True)
    question = await office.last("ask_route")
    await office.button("周靜", 1, on=question.message_id, act="route", choice="logistics")
    case = await office.case()
    assert [duty.department for duty in case.replies()] == ["logistics"]
    assert await open_questions(office, "周靜") == 0


async def test_an_appeal_asks_for_the_body_and_then_for_words(office: Office) -> None:
    await handled_to_the_end(office)
    await office.button("李小明", 1, act="appeal", ask=True)
    await office.button("李小明", 1, act="appeal", choice="supervise", ask=True)
    question = await office.last("ask_appeal")
    await office.say("李小明", "沒有查清楚", private=True, under=question.message_id)
    case = await office.case()
    assert case.appeal is not None
    assert (case.phase, case.appeal.body, case.appeal.reason) == (Phase.APPEALING, "supervise", "沒有查清楚")


async def test_more_shows_privately_what_one_can_do(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1)
    menu = await office.last("menu")
    assert menu.lane == "person:12"
    assert {button.act for row in menu.notice.buttons for button in row} >= {
        "accept",
        "publish",
        "ask_completion",
    }


async def test_who_has_no_private_chat_is_led_to_it_by_the_press(tmp_path: Path) -> None:
    people = tuple(one.model_copy(update={"reachable": one.name != "王五"}) for one in PEOPLE)
    async with opened(tmp_path, people=people) as office:
        await office.posted()
        answer = await office.button("王五", 1, act="ask_completion", ask=True)
        assert answer["url"] == "https://t.me/tousu_bot?start=1aq-1-a"
        assert "ask_ask_completion" not in await office.names()
        await office.say("王五", "/start 1aq-1-a", private=True)
        assert (await office.last()).notice.name == "ask_ask_completion"


async def test_who_may_not_is_told_so_even_without_a_private_chat(tmp_path: Path) -> None:
    people = tuple(one.model_copy(update={"reachable": False}) for one in PEOPLE)
    async with opened(tmp_path, people=people) as office:
        await office.posted()
        answer = await office.button("黃美", 1, act="ask_completion", ask=True)
        assert "url" not in answer
        assert "打單部" in answer["text"]


async def test_a_copy_of_the_card_loses_its_buttons_but_the_press_counts(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, on=7777, act="accept")
    assert stripped(office, GROUP) == [7777]
    assert (await office.case()).accepted_at == office.now


async def test_a_private_button_that_has_served_goes_and_so_does_an_outdated_one(office: Office) -> None:
    await office.posted()
    manager = person("陳經理").telegram_id
    assert stripped(office, manager) == [1]
    await office.button(
        "陳經理", 1, on=office.ours(9, chat={"id": manager, "type": "private"}), act="approve", revision=1
    )
    assert stripped(office, manager) == [1, 9]


async def test_a_notice_on_its_way_keeps_its_buttons(office: Office) -> None:
    await office.handled()
    office.is_delivering = False
    await office.judged(at("12:00"))
    fine = next(iter((await office.case()).fines))
    await office.button("趙主任", 1, on=7777, act="object", fine=fine, ask=True)
    assert stripped(office, GROUP) == []


async def test_a_press_on_an_unknown_post_is_its_delivery(office: Office) -> None:
    await lost_post(office)
    sent = office.now
    office.later("10:03")
    await office.press("王五", "1ac-1", on=office.ours(7777, "P-20261123-001", date=sent))
    case = await office.case()
    assert (case.post, case.posted_at) == ((GROUP, 7777), sent)
    assert case.accepted_at == office.now
    assert stripped(office, GROUP) == []


async def test_a_refusal_that_comes_too_late_is_repeated_privately(office: Office) -> None:
    await office.posted()
    office.line.refuses.add("answerCallbackQuery")
    await office.button("黃美", 1, act="accept")
    repeated = await office.last()
    assert (repeated.notice.name, repeated.lane) == ("refused_not_entitled", "person:5")


async def test_a_press_on_a_message_that_is_gone_still_counts(office: Office) -> None:
    await office.posted()
    gone = {"message_id": 5, "date": 0, "chat": {"id": GROUP, "type": "supergroup", "title": "輝煌同仁群"}}
    await office.press("王五", "1ac-1", on=gone)
    assert (await office.case()).accepted_at == office.now


async def handled_to_the_end(office: Office) -> None:
    await office.handled()
    text = "質量鑒定結果：烤漆溫度過低\n處理意見：重做\n責任部門：生產部"
    await office.say("錢主管", text, under=await office.card())
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def lost_post(office: Office) -> None:
    """The post went out, but its answer was lost: the card is not known to stand."""
    await office.filed()
    await office.lose("陳經理", 1, act="approve", revision=1)
    case = await office.case()
    assert (case.phase, case.posted_at) == (Phase.POSTING, None)


async def open_questions(office: Office, who: str) -> int:
    asked = person(who).id
    return len(await office.ledger.read(lambda books: outbox.open_questions(books.conn, asked)))


async def test_a_press_after_a_gap_counts_from_the_gaps_start_and_says_about(office: Office) -> None:
    await office.posted()
    since = office.now
    office.later("10:40")
    command = RecordOutage(since=since, until=office.now)
    await office.wiring.desk.perform(command, Stimulus(now=office.now, at=office.now))
    await office.button("王五", 1, act="accept")
    accepted = (await office.case()).timeline[-1]
    assert (accepted.what, accepted.at, accepted.about) == ("Accepted", since, True)
