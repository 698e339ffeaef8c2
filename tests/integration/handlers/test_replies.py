"""Typed answers: to questions, under cards and pings, and under nothing at all."""

from datetime import timedelta

import pytest

from storage import outbox, unclear
from tests.company import at, person
from tests.integration.handlers.office import GROUP, PRODUCT, RULING, SERVICE, Office
from workflow.duties import DutyKind, Ending
from workflow.fines import FineStatus
from workflow.phases import Phase

OTHER = PRODUCT.replace("東方五金", "西方五金")


# Under a question


async def test_the_words_under_a_question_are_its_answer(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    question = await office.last("ask_return")
    await office.say("陳經理", "請補照片", private=True, under=question.message_id)
    assert (await office.last("returned")).notice.facts["reason"] == "請補照片"
    assert await open_questions(office, "陳經理") == 0


async def test_somebody_elses_words_under_a_question_are_chatter(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, act="publish", ask=True)
    question = await office.last("ask_publish")
    before = len(await office.said())
    await office.say("李小明", "快一點", under=question.message_id)
    assert len(await office.said()) == before
    assert (await office.case()).published == ""


async def test_a_refused_answer_may_be_given_again(office: Office) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", ask=True)
    question = await office.last("ask_route")
    await office.say("周靜", "物流部、太空部", private=True, under=question.message_id)
    refused = (await office.last()).notice
    assert (refused.name, refused.facts["names"]) == ("refused_departments_unknown", ["太空部"])
    await office.say("周靜", "物流部、生產", private=True, under=question.message_id)
    assert [duty.department for duty in (await office.case()).replies()] == ["logistics", "production"]


async def test_an_edited_answer_changes_nothing_and_its_author_hears_so_once(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    question = await office.last("ask_return")
    answer = await office.say("陳經理", "請補照片", private=True, under=question.message_id)
    before = len(await office.said())
    await office.edit(answer, "請補照片")  # the words are the same
    assert len(await office.said()) == before
    await office.edit(answer, "請補照片和箱號")
    assert (await office.last()).notice.name == "words_stand"
    assert (await office.last("returned")).notice.facts["reason"] == "請補照片"
    assert len(await office.said()) == before + 1


@pytest.mark.parametrize("place", ["under the question", "under nothing"])
async def test_a_nod_edited_into_the_plan_is_the_plan_from_the_edit(office: Office, place: str) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", choice="logistics")
    await office.button("趙主任", 1, act="reply", ask=True)
    under = (await office.last("ask_reply")).message_id if place == "under the question" else None
    nod = await office.say("趙主任", "收到", private=True, under=under)
    assert (await office.last()).notice.name == "refused_reply_unfilled"
    await office.edit(nod, "司機當面道歉，明日補送")
    (ruling,) = (await office.case()).rulings
    assert (ruling.plan, ruling.at) == ("司機當面道歉，明日補送", office.now + timedelta(minutes=1))


async def test_a_refused_answer_is_given_again_by_editing_it_and_only_once(office: Office) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", ask=True)
    question = await office.last("ask_route")
    answer = await office.say("周靜", "物流部、太空部", private=True, under=question.message_id)
    await office.edit(answer, "物流部")
    assert [duty.department for duty in (await office.case()).replies()] == ["logistics"]
    before = len(await office.said())
    await office.edit(answer, "物流部")
    assert len(await office.said()) == before


async def test_an_edited_value_of_a_form_is_no_answer_to_a_question(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    await office.say("陳經理", "/new", private=True)
    value = await office.say("陳經理", "客戶", private=True)
    assert await open_questions(office, "陳經理") == 1
    await office.edit(value, "東方五金")
    assert (await office.case()).timeline == ()


async def test_an_edited_answer_to_one_question_is_no_answer_to_another(office: Office) -> None:
    """李小明 is asked why she withdraws, and when she is away; she answers the latter, and mends a word of it."""
    await office.posted()
    office.later("10:20")
    await office.say("李小明", "/away", private=True)
    away = await office.last("ask_go_away")
    await office.button("李小明", 1, act="withdraw", ask=True)
    answer = await office.say("李小明", "明天 黃美", private=True, under=away.message_id)
    await office.edit(answer, "明天 黃美代")
    assert (await office.case()).is_open
    assert await open_questions(office, "李小明") == 1


async def test_a_question_we_have_no_record_of_is_known_by_the_case_it_names(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    copy = office.ours(9999, "D-20261123-001 請寫退回的原因", chat=private("陳經理"))
    await office.say("陳經理", "請補照片", private=True, under=copy)
    assert (await office.last("returned")).notice.facts["reason"] == "請補照片"


async def test_words_typed_privately_answer_the_only_open_question(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    await office.say("陳經理", "請補照片", private=True)
    assert (await office.last("returned")).notice.facts["reason"] == "請補照片"


async def test_a_greeting_is_no_answer_to_a_question_left_open_long_ago(office: Office) -> None:
    await office.posted()
    await office.button("李小明", 1, act="withdraw", ask=True)
    office.later("10:11")
    await office.say("李小明", "早安", private=True)
    assert (await office.last()).notice.name == "help"
    assert (await office.case()).is_open


async def test_with_two_open_questions_words_typed_privately_answer_neither(office: Office) -> None:
    for case_id, form in ((1, PRODUCT), (2, OTHER)):
        await office.filed(form)
        await office.button("陳經理", case_id, act="return", revision=1, ask=True)
    await office.say("陳經理", "請補照片", private=True)
    refused = (await office.last()).notice
    assert refused.name == "refused_which_question"
    assert "returned" not in await office.names()


async def test_cancel_gives_up_what_was_asked(office: Office) -> None:
    await office.filed()
    await office.button("陳經理", 1, act="return", revision=1, ask=True)
    await office.say("陳經理", "/cancel", private=True)
    await office.say("陳經理", "請補照片", private=True)
    assert (await office.last()).notice.name == "help"


async def test_what_is_answered_is_asked_no_more(office: Office) -> None:
    """She was asked twice, by two presses and by choosing where to appeal to: later words are no second answer."""
    await office.handled()
    await office.say("錢主管", RULING, under=await office.card())
    for _ in range(2):
        await office.button("李小明", 1, act="appeal", ask=True)
    await office.button("李小明", 1, act="appeal", choice="supervise", ask=True)
    await office.say("李小明", "要求換新", private=True, under=(await office.last("ask_appeal")).message_id)
    assert (await office.case()).phase is Phase.APPEALING
    assert await open_questions(office, "李小明") == 0
    await office.say("李小明", "謝謝", private=True)
    assert (await office.last()).notice.name == "help"


async def test_a_reply_under_the_question_for_it_needs_its_labels(office: Office) -> None:
    await office.handled()
    await office.button("錢主管", 1, act="reply", ask=True)
    question = await office.last("ask_reply")
    assert question.lane == outbox.GROUP
    await office.say("錢主管", "已經處理了", under=question.message_id)
    assert (await office.last()).notice.name == "refused_reply_unfilled"
    await office.say("錢主管", "質量鑒定結果：烤漆溫度過低", under=question.message_id)
    assert (await office.last()).notice.name == "reply_part"
    await office.say("錢主管", "處理意見：重做\n責任部門：生產部", under=question.message_id)
    assert (await office.case()).phase is Phase.ACKNOWLEDGING
    assert await open_questions(office, "錢主管") == 0


# Under the card, the ping, or anything else about the case


async def test_the_process_is_published_under_the_card(office: Office) -> None:
    await office.posted()
    await office.say("王五", "【工艺流程信息】烤漆→包裝", under=await office.card())
    assert (await office.case()).published == ""
    await office.say("王五", "工艺流程信息: 烤漆→包裝", under=await office.card())
    case = await office.case()
    assert (case.published, case.phase) == ("烤漆→包裝", Phase.HANDLING)


@pytest.mark.parametrize("label", ["工藝流程：", ""], ids=["under the card", "under the question"])
async def test_an_edited_publication_adds_to_the_record_and_takes_nothing_back(
    office: Office, label: str
) -> None:
    await office.posted()
    under = await office.card() if label else await asked_to_publish(office)
    message = await office.say("王五", f"{label}烤漆", under=under)
    published = (await office.case()).timeline[-1]
    before = len(await office.said())
    for _ in range(2):  # Telegram reports an edit that changes no word, too
        await office.edit(message, f"{label}烤漆→包裝")
    await office.edit(message, f"{label}好的")
    case = await office.case()
    assert (case.published, case.timeline[-2]) == ("烤漆", published)
    assert (case.timeline[-1].what, case.timeline[-1].at) == ("ProcessSupplemented", at("10:01"))
    assert [remark.text for remark in case.process_remarks] == ["烤漆→包裝"]
    assert len(await office.said()) == before


async def test_an_answer_typed_privately_is_corrected_by_editing_it(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, office.ours(1, chat=private("王五")), act="publish", ask=True)
    message = await office.say("王五", "烤漆", private=True)
    await office.edit(message, "烤漆→包裝")
    case = await office.case()
    assert (case.published, [remark.text for remark in case.process_remarks]) == ("烤漆", ["烤漆→包裝"])


async def test_a_nod_edited_into_the_process_is_published_from_the_edit(office: Office) -> None:
    await office.posted()
    message = await office.say("王五", "好的", under=await asked_to_publish(office))
    office.later("10:10")
    await office.edit(message, "烤漆，然後包裝", minutes=9)
    case = await office.case()
    duty = case.duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert (case.published, duty.starts_at) == ("烤漆，然後包裝", at("10:09"))


async def test_what_the_desk_adds_under_the_question_is_kept_and_thanks_are_chatter(office: Office) -> None:
    await office.posted()
    question = await asked_to_publish(office)
    await office.say("王五", "烤漆", under=question)
    await office.say("王五", "批號 A1118", under=question)
    assert (await office.last()).notice.name == "supplemented"
    before = len(await office.said())
    await office.say("王五", "收到", under=question)
    case = await office.case()
    assert (case.published, [remark.text for remark in case.process_remarks]) == ("烤漆", ["批號 A1118"])
    assert len(await office.said()) == before


async def test_an_edited_ruling_adds_to_the_record_and_takes_nothing_back(office: Office) -> None:
    await office.handled()
    message = await office.say("錢主管", RULING.replace("生產部", "物流部"), under=await office.card())
    await office.edit(message, RULING)
    case = await office.case()
    assert (case.responsible(), case.timeline[-1].what) == (("logistics",), "Supplemented")


async def test_a_ruling_under_the_ping_counts(office: Office) -> None:
    await office.handled()
    ping = (await office.last("ping_reply")).message_id
    await office.say("錢主管", RULING, under=ping)
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def test_a_ruling_counts_from_when_it_was_sent(office: Office) -> None:
    await office.handled()
    sent = at("11:59")
    office.later("12:30")
    await office.say("錢主管", RULING, under=await office.card(), date=sent)
    duty = (await office.case()).duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert (duty.ended_at, duty.ending) == (sent, Ending.DONE)


async def test_a_word_edited_into_a_ruling_counts_from_the_edit(office: Office) -> None:
    await office.handled()
    message = await office.say("錢主管", "收到", under=await office.card())
    assert (await office.last()).notice.name == "refused_reply_unfilled"
    office.later("10:30")
    await office.edit(message, RULING, minutes=25)
    duty = (await office.case()).duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert duty.ended_at == at("10:25")


async def test_responsible_departments_nobody_knows_are_asked_for(office: Office) -> None:
    await office.handled()
    await office.say("錢主管", RULING.replace("生產部", "太空部"), under=await office.card())
    assert (await office.last("ask_name_responsible")).lane == "person:6"
    await office.button("錢主管", 1, act="name_responsible", department="production", choice="production")
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def test_our_own_department_is_understood_at_once_and_in_answer_to_the_question(office: Office) -> None:
    await office.handled()
    await office.say("錢主管", RULING.replace("生產部", "待查"), under=await office.card())
    asked = (await office.last("ask_name_responsible")).message_id
    await office.say("錢主管", "不清楚", private=True, under=asked)
    assert (await office.last()).notice.name == "refused_departments_unknown"
    await office.say("錢主管", "本部門", private=True, under=asked)
    assert (await office.case()).responsible() == ("production",)
    await office.handled(OTHER, 2)
    await office.say("孫主任", RULING.replace("生產部", "我们部门"), under=await office.card(2))
    assert (await office.case(2)).responsible() == ("purchasing",)


async def test_a_ruling_under_our_refusal_is_about_the_same_case(office: Office) -> None:
    await office.handled(PRODUCT, 1)
    await office.handled(OTHER, 2)
    await office.say("錢主管", "收到", under=await office.card(2))
    refused = await office.last("refused_reply_unfilled")
    assert refused.notice.facts["case"] == "P-20261123-002"
    await office.say("錢主管", RULING, under=refused.message_id)
    assert (await office.case(2)).phase is Phase.ACKNOWLEDGING


async def test_a_nod_is_no_process_and_starts_nobodys_clock(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, act="publish", ask=True)
    asked = (await office.last()).message_id
    for nod in ("好的", "收到。", "工藝流程：OK 👌"):
        await office.say("王五", nod, under=asked)
        refused = (await office.last()).notice
        assert refused.name == "refused_process_untold"
        assert (await office.case()).phase is not Phase.HANDLING
    await office.say("王五", "烤漆→包裝", under=asked)
    assert (await office.case()).published


async def test_words_under_a_list_of_cases_are_about_none_of_them(office: Office) -> None:
    await office.handled(PRODUCT, 1)
    await office.handled(OTHER, 2)
    await office.say("李小明", "/open")
    listed = (await office.last("open_list")).message_id
    before = len(await office.said())
    await office.say("錢主管", "辛苦了", under=listed)
    assert len(await office.said()) == before
    await office.say("錢主管", RULING, under=listed)
    assert (await office.last()).notice.name == "which_case"


async def test_idle_words_under_a_card_are_chatter_of_those_who_owe_nothing(office: Office) -> None:
    await office.handled()
    before = len(await office.said())
    await office.say("李小明", "麻煩大家", under=await office.card())
    assert len(await office.said()) == before


async def test_words_under_other_peoples_messages_are_chatter(office: Office) -> None:
    await office.handled()
    before = len(await office.said())
    remark = office.message("李小明", "箱子都泡了")
    await office.say("錢主管", "真的嗎", under=remark)
    assert len(await office.said()) == before


async def test_a_service_plan_in_the_group_counts_and_its_author_is_told(office: Office) -> None:
    await routed(office)
    await office.say("馬力", "處理方案：司機道歉", under=await office.card())
    assert (await office.case()).phase is Phase.NOTIFYING
    told = await office.last("plan_in_group")
    assert told.lane == "person:11"


async def test_a_service_plan_in_private_is_nothing_to_remark_on(office: Office) -> None:
    await routed(office)
    await office.say("馬力", "/start 1rp-1-a", private=True)
    question = await office.last("ask_reply")
    await office.say("馬力", "處理方案：司機道歉", private=True, under=question.message_id)
    assert (await office.case()).phase is Phase.NOTIFYING
    assert "plan_in_group" not in await office.names()


async def test_an_answer_under_an_unknown_post_is_its_delivery(office: Office) -> None:
    await office.filed()
    sent = office.now
    await office.lose("陳經理", 1, act="approve", revision=1)
    office.later("10:03")
    await office.say(
        "王五", "工藝流程：烤漆", under=office.ours(7777, "P-20261123-001　產品質量投訴", date=sent)
    )
    case = await office.case()
    assert (case.post, case.posted_at, case.phase) == ((GROUP, 7777), sent, Phase.HANDLING)


# Under nothing


async def test_a_ruling_under_nothing_answers_the_one_case_that_is_owed(office: Office) -> None:
    await office.handled()
    await office.say("孫強", RULING)
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def test_a_ruling_under_nothing_is_of_its_kind(office: Office) -> None:
    await office.handled()
    await office.posted(SERVICE.replace("物流部", "生產部"), 2)
    await office.button("周靜", 2, act="route", choice="production")
    await office.say("孫強", "處理方案：重做", private=True)
    assert (await office.case(2)).phase is Phase.NOTIFYING


async def test_a_ruling_that_nobody_asked_for_is_answered(office: Office) -> None:
    await office.handled()
    await office.say("金會計", RULING)
    assert (await office.last()).notice.name == "refused_nothing_owed"


async def test_a_ruling_that_could_answer_two_cases_waits_for_its_author_and_holds_the_misses(
    office: Office,
) -> None:
    ruling = await two_cases_and_a_ruling(office)
    asked = await office.last()
    labels = [button.label for row in asked.notice.buttons for button in row]
    assert (asked.notice.name, asked.notice.reply_to, labels) == (
        "which_case",
        ruling["message_id"],
        ["P-20261123-001", "P-20261123-002"],
    )
    duty = (await office.case(2)).duty(DutyKind.REPLY, "production")
    assert duty is not None
    waiting = await office.ledger.read(
        lambda books: unclear.unclear_between(books.conn, 2, duty.starts_at, duty.due_at)
    )
    # It names 生產部 as responsible: it may be what releases the others, too.
    assert set(waiting) == {(name, at("11:00")) for name in ("production", "purchasing", "logistics")}
    await office.judged(at("12:00"), 2, unclear=waiting)
    assert {fine.status for fine in (await office.case(2)).fines.values()} == {FineStatus.HELD}


async def test_the_press_that_places_a_ruling_lets_it_count_from_when_it_was_sent(office: Office) -> None:
    await two_cases_and_a_ruling(office)
    asked = await office.last()
    office.later("14:30")
    await office.judged(at("12:00"), 2)
    await office.button("孫強", 2, on=asked.message_id, act="reply", choice="1")
    case = await office.case(2)
    duty = case.duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert (duty.ended_at, duty.missed_at, duty.ended_late) == (at("11:00"), None, False)
    fine = next(fine for fine in case.fines.values() if fine.department == "production")
    assert fine.status is FineStatus.REVOKED
    span = at("11:00") - timedelta(hours=1), at("12:00")
    assert await office.ledger.read(lambda books: unclear.unclear_between(books.conn, 1, *span)) == ()
    answer = await office.button("孫強", 1, on=asked.message_id, act="reply", choice="1")
    assert "P-20261123-002" in answer["text"]
    assert (await office.case(1)).rulings == (), "it counts for one case only"


async def test_nobody_else_places_a_ruling(office: Office) -> None:
    await two_cases_and_a_ruling(office)
    asked = await office.last()
    answer = await office.button("錢主管", 2, on=asked.message_id, act="reply", choice="1")
    assert answer["show_alert"]
    duty = (await office.case(2)).duty(DutyKind.REPLY, "production")
    assert duty is not None
    assert duty.is_open


# Privately


async def test_idle_words_in_private_are_helped(office: Office) -> None:
    await office.say("李小明", "你好", private=True)
    await office.say("李小明", "/unheard_of", private=True)
    assert await office.names() == ["help", "help"]


async def two_cases_and_a_ruling(office: Office) -> dict[str, object]:
    """生產部 owes two replies by noon, and 孫強 types one at eleven without saying for which."""
    await office.handled(PRODUCT, 1)
    await office.handled(OTHER, 2)
    office.later("11:00")
    return await office.say("孫強", RULING)


async def routed(office: Office) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", choice="logistics")


async def open_questions(office: Office, who: str) -> int:
    asked = person(who).id
    return len(await office.ledger.read(lambda books: outbox.open_questions(books.conn, asked)))


def private(who: str) -> dict[str, object]:
    return {"id": person(who).telegram_id, "type": "private"}


@pytest.mark.parametrize(
    ("words", "departments"),
    [
        ("重新鑒定\n責任部門：採購部、物流部", {"purchasing", "logistics"}),
        ("重新鑒定", {"production", "purchasing", "logistics"}),
        ("重新鑒定\n生產部、採購部", {"production", "purchasing"}),
        ("物流部的說法要查清楚", {"production", "purchasing", "logistics"}),
    ],
)
async def test_a_judge_names_who_does_it_again_or_leaves_it_to_those_asked_before(
    office: Office, words: str, departments: set[str]
) -> None:
    await office.handled()
    await office.say("錢主管", RULING, under=await office.card(1))
    await office.button("李小明", 1, act="appeal", choice="supervise", ask=True)
    question = await office.last("ask_appeal")
    await office.say("李小明", "鑒定有誤", private=True, under=question.message_id)
    await office.button("嚴主任", 1, act="remand", ask=True)
    question = await office.last("ask_remand")
    await office.say("嚴主任", words, private=True, under=question.message_id)
    case = await office.case()
    assert (case.round, {duty.department for duty in case.replies()}) == (2, departments)


# Under the message that asks the departments to rule


async def test_a_late_process_under_the_departments_ping_is_published_and_starts_no_clock(
    office: Office,
) -> None:
    await office.posted()
    await office.judged(at("10:31"))
    clocks = (await office.case()).replies()
    ping = (await office.last("ping_reply")).message_id
    for name, words, said in (
        ("王五", "收到", "refused_process_untold"),
        ("王五", "大家辛苦了", "refused_process_unlabelled"),
        ("王五", RULING, None),
        ("孫強", "烤漆→包裝", "refused_reply_unfilled"),
    ):
        await office.say(name, words, under=ping)
        assert (await office.case()).published == ""
        assert said in {None, (await office.last()).notice.name}
    office.later("10:40")
    await office.say("王五", "烤漆（180℃）→冷卻→裝箱", under=ping)
    case = await office.case()
    assert (case.published, case.rulings, case.parts) == ("烤漆（180℃）→冷卻→裝箱", (), {})
    assert case.replies() == clocks


async def test_once_the_clocks_run_a_process_under_the_card_is_published_too(office: Office) -> None:
    await office.posted()
    await office.deliver()
    card = await office.card()
    await office.judged(at("10:31"))
    await office.say("王五", "辛苦了", under=card)
    assert (await office.last()).notice.name == "refused_process_unlabelled"
    await office.say("王五", "烤漆（180℃）→冷卻→裝箱", under=card)
    assert (await office.case()).published == "烤漆（180℃）→冷卻→裝箱"


async def test_after_the_publication_the_desk_adds_to_it_under_the_ping(office: Office) -> None:
    await office.handled()
    ping, case = (await office.last("ping_reply")).message_id, await office.case()
    before = len(await office.said())
    for chatter in ("大家辛苦了", "收到", case.published):
        await office.say("王五", chatter, under=ping)
    assert (len(await office.said()), (await office.case()).process_remarks) == (before, ())
    message = await office.say("王五", "11/18 第二班，批號 A1118", under=ping)
    assert (await office.last()).notice.name == "supplemented"
    await office.edit(message, "11/18 第二班，批號 A1119")
    after = await office.case()
    assert (after.published, after.replies(), after.rulings) == (case.published, case.replies(), ())
    assert [remark.text[-5:] for remark in after.process_remarks] == ["A1118", "A1119"]


async def test_before_the_clocks_run_a_process_without_its_label_is_asked_for_again(office: Office) -> None:
    await office.posted()
    await office.deliver()
    for under in (await office.card(), (await office.last("ping_accept")).message_id):
        await office.say("王五", "烤漆→包裝", under=under)
        assert (await office.last()).notice.name == "refused_process_unlabelled"
        await office.say("王五", "大家辛苦了", under=under)
        await office.say("李小明", "烤漆→包裝", under=under)
    assert (await office.names()).count("refused_process_unlabelled") == 2
    assert ((await office.case()).published, (await office.case()).phase) == ("", Phase.ACCEPTING)


async def test_a_picture_under_the_ping_is_evidence_unless_its_words_tell_the_process(office: Office) -> None:
    await office.posted()
    await office.judged(at("10:31"))
    ping = (await office.last("ping_reply")).message_id
    for number, words in enumerate(("收到", "外箱", "烤漆→包裝")):
        size = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}
        photo = {"photo": [size], "caption": words}
        message = office.message("王五", "", under=ping) | photo
        del message["text"]
        await office.update(message=message)
    case = await office.case()
    assert (case.published, len(case.evidence)) == ("烤漆→包裝", 3)


async def asked_to_publish(office: Office) -> int:
    """王五 presses 公布工藝流程; return the question."""
    await office.button("王五", 1, act="publish", ask=True)
    return (await office.last("ask_publish")).message_id or 0


async def test_words_to_a_question_that_a_colleague_has_answered_are_told_so_and_not_filed(
    office: Office,
) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", choice="logistics")
    await office.button("馬力", 1, act="reply")
    question = (await office.last("ask_reply")).message_id
    assert question
    await office.say("趙主任", "處理方案：專人查單，今日回電", under=await office.card())
    office.later("10:05")
    before = [entry.what for entry in (await office.case()).timeline]
    await office.say("馬力", "/todo", private=True)
    assert (await office.last("todo")).notice.facts["questions"] == []
    await office.say("馬力", "好的，稍等", under=question, private=True)
    refused = (await office.last("refused_not_owed")).notice.facts
    assert refused["by"] == "趙主任"
    assert [entry.what for entry in (await office.case()).timeline] == before


async def asked_to_change(office: Office) -> None:
    """錢主管 took the responsibility, 李小明 appealed, and 嚴主任 has pressed 改判."""
    await office.handled()
    await office.say("錢主管", RULING, under=await office.card(1))
    await office.button("李小明", 1, act="appeal", choice="supervise", ask=True)
    await office.say("李小明", "鑒定有誤", private=True, under=(await office.last("ask_appeal")).message_id)
    await office.button("嚴主任", 1, act="change", ask=True)


@pytest.mark.parametrize(
    ("words", "ruling", "responsible"),
    [
        ("外箱變形，全部換貨\n責任部門：物流部", "外箱變形，全部換貨", ("logistics",)),
        ("責任部門：物流部、採購部\n各承擔一半", "各承擔一半", ("logistics", "purchasing")),
        ("全部換貨，責任部門：物流部", "全部換貨，責任部門：物流部", ("logistics",)),
        ("責任部門：物流部", "責任部門：物流部", ("logistics",)),
        ("運費由責任部門承擔", "運費由責任部門承擔", ("production",)),
    ],
)
async def test_a_judge_who_changes_the_ruling_names_who_is_responsible_or_leaves_it(
    office: Office, words: str, ruling: str, responsible: tuple[str, ...]
) -> None:
    await asked_to_change(office)
    await office.say("嚴主任", words, private=True, under=(await office.last("ask_change")).message_id)
    case = await office.case()
    assert (case.changed_ruling, case.responsible()) == (ruling, responsible)


@pytest.mark.parametrize(
    "words",
    [
        "全部換貨\n責任部門：客戶",
        "全部換貨\n責任部門：本部門",
        "全部換貨\n責任部門：",
        "責任部門應改為物流部，全部換貨",
        "責任在物流部",
    ],
)
async def test_a_changed_ruling_that_names_nobody_for_sure_is_asked_for_again(
    office: Office, words: str
) -> None:
    await asked_to_change(office)
    question = (await office.last("ask_change")).message_id
    await office.say("嚴主任", words, private=True, under=question)
    assert (await office.last()).notice.name == "refused_responsible_unread"
    assert ((await office.case()).changed_ruling, await open_questions(office, "嚴主任")) == ("", 1)
    await office.say("嚴主任", "全部換貨\n責任部門：物流部", private=True, under=question)
    assert (await office.case()).responsible() == ("logistics",)
