"""Words typed in the group beside a question of ours: asked about once, recorded only if their author says so."""

from handlers.errand_codes import encode_errand
from storage import unclear
from tests.company import at
from tests.integration.handlers.office import PRODUCT, RULING, Office
from workflow.commands import Remind, Stimulus
from workflow.duties import DutyKind
from workflow.fines import FineStatus, HoldReason
from workflow.phases import Phase

REASON = "這批是客戶自提，沒有經過物流部"
OTHER = PRODUCT.replace("東方五金", "西方五金")


async def disclaiming(office: Office) -> None:
    """趙主任 has pressed 非本部門責任 and was asked why."""
    await office.handled()
    office.later("10:35")
    await office.button("趙主任", 1, act="disclaim")
    assert (await office.last()).notice.name == "ask_disclaim"


async def asked_about(office: Office, words: str, who: str = "趙主任") -> int:
    """He types words under nothing and is asked; return the message that asks."""
    office.later("10:36")
    typed = await office.say(who, words)
    office.later("10:40")
    asked = await office.last()
    assert (asked.notice.name, asked.notice.reply_to) == ("whether_answer", typed["message_id"])
    assert asked.message_id is not None
    return asked.message_id


async def press_first(office: Office, who: str, message: int, which: int = 0) -> str:
    notice = (await office.last("whether_answer")).notice
    button = [button for row in notice.buttons for button in row][which]
    if button.errand is None:
        about = button.model_dump(include={"act", "department", "choice"})
        answer = await office.button(who, button.case or 0, on=message, **about)
    else:
        answer = await office.press(who, encode_errand(button), on=message)
    return str(answer.get("text", ""))


async def test_a_reason_typed_beside_its_question_counts_from_its_own_time_once_its_author_says_so(
    office: Office,
) -> None:
    await disclaiming(office)
    message = await asked_about(office, REASON)
    assert not (await office.case()).claims
    await press_first(office, "趙主任", message)
    (claim,) = (await office.case()).claims
    assert (claim.department, claim.reason, claim.at) == ("logistics", REASON, at("10:36"))
    assert office.line.told("editMessageReplyMarkup")
    office.later("10:50")
    await office.say("趙主任", "另外請倉庫也查一下出庫單")
    assert (await office.names()).count("whether_answer") == 1


async def test_words_that_are_no_answer_hold_no_miss_and_the_next_ones_are_asked_about_too(
    office: Office,
) -> None:
    await disclaiming(office)
    message = await asked_about(office, "大家記得下午開會")
    assert "不作為回答" in await press_first(office, "趙主任", message, which=1)
    await office.say("趙主任", "吃飯了沒")
    assert (await office.names()).count("whether_answer") == 1
    again = await asked_about(office, "三點在會議室")
    await press_first(office, "趙主任", again, which=1)
    assert (await office.names()).count("whether_answer") == 2
    duty = (await office.case()).duty(DutyKind.REPLY, "logistics")
    assert duty is not None
    when = duty.starts_at, duty.due_at
    assert not await office.ledger.read(lambda books: unclear.unclear_between(books.conn, 1, *when))
    await office.judged(at("12:01"))
    fines = {fine.department: fine.status for fine in (await office.case()).fines.values()}
    assert fines["logistics"] is FineStatus.ISSUED


async def test_as_long_as_he_has_not_said_the_miss_is_held_and_a_late_yes_still_counts(
    office: Office,
) -> None:
    await disclaiming(office)
    message = await asked_about(office, REASON)
    waiting = await office.ledger.read(
        lambda books: unclear.unclear_between(books.conn, 1, at("10:00"), at("12:00"))
    )
    await office.judged(at("12:01"), unclear=waiting)
    fine = next(one for one in (await office.case()).fines.values() if one.department == "logistics")
    assert (fine.status, HoldReason.UNCLEAR in fine.reasons) == (FineStatus.HELD, True)
    office.later("12:05")
    await press_first(office, "趙主任", message)
    case = await office.case()
    assert [claim.at for claim in case.claims] == [at("10:36")]
    assert case.fines[fine.number].status is FineStatus.DROPPED


async def test_a_process_typed_beside_its_question_starts_the_clocks_once_he_says_so(office: Office) -> None:
    await office.posted()
    await office.button("王五", 1, act="publish")
    message = await asked_about(office, "壓制 → 烤漆 → 包裝，第三線早班", who="王五")
    assert (await office.case()).published == ""
    await press_first(office, "王五", message)
    assert (await office.case()).published == "壓制 → 烤漆 → 包裝，第三線早班"


async def test_a_process_typed_where_nobody_asked_is_heard_if_it_tells_steps(office: Office) -> None:
    await office.posted()
    await office.say("王五", "今天誰去倉庫拿樣品")
    assert "whether_answer" not in await office.names()
    message = await asked_about(office, "工藝流程：烤漆→包裝→出貨", who="王五")
    await press_first(office, "王五", message)
    case = await office.case()
    assert (case.published, case.phase) == ("烤漆→包裝→出貨", Phase.HANDLING)


async def test_two_questions_are_told_apart_by_their_cases(office: Office) -> None:
    await office.posted()
    await office.posted(case_id=2, text=OTHER)
    for case_id in (1, 2):
        await office.button("王五", case_id, act="publish")
    message = await asked_about(office, "壓制 → 烤漆 → 包裝", who="王五")
    notice = (await office.last("whether_answer")).notice
    assert {one["case"] for one in notice.facts["questions"]} == {"P-20261123-001", "P-20261123-002"}  # type: ignore[attr-defined]
    which = [row[0].label for row in notice.buttons].index("P-20261123-002")
    await press_first(office, "王五", message, which=which)
    assert [(await office.case(one)).published for one in (1, 2)] == ["", "壓制 → 烤漆 → 包裝"]


async def test_only_their_author_may_say_what_words_are(office: Office) -> None:
    await disclaiming(office)
    message = await asked_about(office, REASON)
    for which in (0, 1):
        assert "失效" in await press_first(office, "錢主管", message, which=which)
    assert not (await office.case()).claims


async def test_what_is_something_else_or_nobody_s_answer_is_not_asked_about(office: Office) -> None:
    await disclaiming(office)
    other = await office.say("孫強", "客戶又來電話了，誰處理一下")  # nothing was asked of him
    await office.say("趙主任", "收到")
    await office.say("趙主任", "客戶是哪一位同仁接洽的", under=other)  # he talks with somebody
    assert "whether_answer" not in await office.names()
    await office.say("趙主任", RULING)
    case = await office.case()
    assert ("whether_answer" in await office.names(), len(case.rulings)) == (False, 1)
    await office.say("趙主任", REASON)  # his department has replied: nothing is left to claim
    assert "whether_answer" not in await office.names()


async def test_the_reminder_names_the_question_that_stands_open(office: Office) -> None:
    await disclaiming(office)
    for clock in ("11:36", "11:37"):
        office.later(clock)
        await office.wiring.desk.perform(Remind(case=1), Stimulus(now=office.now, at=office.now))
    reminders = [row.notice for row in await office.said() if row.notice.name == "reminder"]
    told = {one.facts["to"]["name"]: one.facts.get("unanswered") for one in reminders}  # type: ignore[index]
    assert (told["趙主任"], told["錢主管"]) == ("disclaim", None)
    mine = next(one for one in reminders if one.facts["to"]["name"] == "趙主任")  # type: ignore[index]
    assert "您按過「非本部門責任」" in office.wiring.texts.render(mine.name, mine.facts)
