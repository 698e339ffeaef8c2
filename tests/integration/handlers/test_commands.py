"""Commands read and answer; the private chat opens and closes; the group moves."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from storage import company, outbox
from tests.company import PEOPLE, at, person
from tests.integration.handlers.office import GROUP, PRODUCT, SERVICE, STRANGER, Office, opened
from texts import Texts

UNSEEN = tuple(one.model_copy(update={"reachable": False}) for one in PEOPLE)


async def asked(office: Office, text: str, who: str = "李小明") -> tuple[str, Any]:
    """Ask privately; return the answer's name and facts."""
    await office.say(who, text, private=True)
    notice = (await office.last()).notice
    return notice.name, notice.facts


# Looking things up


async def test_status_shows_the_card(office: Office) -> None:
    await office.posted()
    name, facts = await asked(office, "/status p-20261123-001")
    assert (name, facts["case"], facts["phase"]) == ("status", "P-20261123-001", "accepting")


async def test_the_answer_to_a_command_stands_under_it(office: Office) -> None:
    message = await office.say("李小明", "/open@tousu_bot")
    answer = await office.last()
    assert (answer.chat_id, answer.notice.reply_to) == (GROUP, message["message_id"])


async def test_a_command_for_another_bot_is_not_ours(office: Office) -> None:
    await office.say("李小明", "/open@other_bot")
    assert await office.said() == []


async def test_a_draft_is_shown_to_those_with_a_part_in_it_only(office: Office) -> None:
    await office.filed()
    assert (await asked(office, "/status D-20261123-001", "李小明"))[0] == "status"
    assert (await asked(office, "/why D-20261123-001", "陳經理"))[0] == "why"
    assert (await asked(office, "/status D-20261123-001", "馬力"))[0] == "refused_case_unknown"


@pytest.mark.parametrize(
    "words", ["", " P-20261123-999", " P-20261123-0001", " ' OR 1=1 --", " " + "P" * 3000]
)
async def test_an_unknown_number_is_told_so(office: Office, words: str) -> None:
    await office.posted()
    assert (await asked(office, f"/status{words}"))[0] == "refused_case_unknown"


async def test_under_a_message_about_a_case_no_number_is_needed(office: Office) -> None:
    await office.posted()
    await office.say("錢主管", "/why", under=await office.card())
    told = (await office.last()).notice
    assert (told.name, told.facts["case"]) == ("why", "P-20261123-001")
    await office.say("錢主管", "/open", under=await office.card())
    assert (await office.last()).notice.name == "open_list"


async def test_a_command_out_of_the_menu_says_what_belongs_behind_it(office: Office) -> None:
    _, facts = await asked(office, "/status")
    words = Texts().render("refused_case_unknown", facts)
    assert "請在指令後面寫投訴的編號" in words
    assert "找不到" not in words


async def test_why_asked_about_a_fine_is_of_the_duty_that_was_missed(office: Office) -> None:
    await office.handled()
    await office.judged(at("12:01"))
    fine = next(one for one in (await office.case()).fines.values() if one.department == "logistics")
    name, facts = await asked(office, f"/why {fine.number}")
    assert (name, [(duty["what"], duty["department"]) for duty in facts["duties"]]) == (
        "why",
        [("reply", "物流部")],
    )


async def test_of_two_forms_each_row_of_buttons_says_of_which(office: Office) -> None:
    await office.say("李小明", "/form", private=True)
    rows = (await office.last("form")).notice.buttons
    words = [[office.wiring.texts.button(button) for button in row] for row in rows]
    assert words == [["複製產品表單", "填寫產品表單"], ["複製服務表單", "填寫服務表單"]]


async def test_what_was_found_names_the_customer_once(office: Office) -> None:
    await office.posted()
    name, facts = await asked(office, "/search 東方五金")
    told = office.wiring.texts.render(name, facts)
    assert (told.count("東方五金"), "客戶名稱：東方五金" in told) == (
        2,
        True,
    )  # in the heading, and beside its label


async def test_why_lays_out_how_a_due_time_came_about(office: Office) -> None:
    await office.posted()
    office.later("10:21")
    await office.say("王五", "工藝流程：烤漆", under=await office.card())
    _, facts = await asked(office, "/why P-20261123-001")
    duty = next(one for one in facts["duties"] if (one["what"], one["department"]) == ("reply", "物流部"))
    assert duty["started_by"] == {"what": "Published", "by": facts_of("王五")}
    assert duty["limit"] == {"working_days": 0, "minutes": 120}
    assert [part["minutes"] for part in duty["windows"]] == [99, 21]
    assert [part["reason"] for part in duty["gaps"]] == ["lunch"]
    assert duty["due_at"] == at("13:51").isoformat()


async def test_lists_name_what_is_open_mine_and_owed(office: Office) -> None:
    await office.posted()
    await office.filed(SERVICE)
    assert names(await asked(office, "/open", "馬力")) == ["P-20261123-001"]
    assert names(await asked(office, "/mine")) == ["D-20261123-002", "P-20261123-001"]
    assert names(await asked(office, "/mine", "馬力")) == []
    assert names(await asked(office, "/search 東方", "馬力")) == ["P-20261123-001"]
    assert names(await asked(office, "/search 物流", "馬力")) == []
    _, facts = await asked(office, "/todo", "王五")
    assert [duty["what"] for duty in facts["duties"]] == ["accept", "publish"]
    _, facts = await asked(office, "/whoami", "陳經理")
    assert [duty["what"] for duty in facts["duties"]] == ["approve"]


async def test_the_fund_counts_what_is_owed_and_paid(office: Office) -> None:
    await office.handled()
    await office.judged(at("12:00"))
    first, second, _ = (await office.case()).fines
    await office.button("周靜", 1, act="mark_paid", fine=first)
    await office.button("周靜", 1, act="waive", fine=second, ask=True)
    await office.say("周靜", "停電", private=True)
    _, facts = await asked(office, "/fund")
    assert {key: facts[key] for key in ("balance", "paid", "outstanding", "came_in", "spent")} == {
        "balance": 5000,
        "paid": 5000,
        "outstanding": 5000,
        "came_in": 5000,
        "spent": 0,
    }
    assert len(facts["fines"]) == 1
    assert [(one["number"], one["amount"], one["balance"]) for one in facts["entries"]] == [
        (first, 5000, 5000)
    ]


async def test_an_edited_spending_changes_nothing_in_the_book_and_says_so(office: Office) -> None:
    await office.handled()
    await office.judged(at("12:00"))
    await office.button("周靜", 1, act="mark_paid", fine=next(iter((await office.case()).fines)))
    typed = await office.say("周靜", "/fund spend 20 西瓜", private=True)
    before = await asked(office, "/fund")
    await office.edit(typed, "/fund spend 25 西瓜")
    told = (await office.last()).notice
    entry = {"number": "E-20261123-001", "kind": "spending", "amount": 2000, "what": "西瓜"}
    assert (told.name, told.facts) == ("command_edited", {"command": "fund", "entry": entry})
    assert await asked(office, "/fund") == before


@pytest.mark.parametrize("command", ["away", "suspend", "enrol"])
async def test_an_edited_command_that_would_book_something_is_not_carried_out_and_says_so(
    office: Office, command: str
) -> None:
    typed = await office.say("周靜", f"/{command} 11/24", private=True)
    await office.edit(typed, f"/{command} 11/25")
    told = (await office.last()).notice
    assert (told.name, told.facts["command"]) == ("command_edited", command)


async def test_a_colleague_who_does_not_keep_the_fund_is_told_nothing_of_its_book_by_an_edit(
    office: Office,
) -> None:
    typed = await office.say("馬力", "/fund spend 20 西瓜")
    await office.edit(typed, "/fund spend 25 西瓜")
    assert (await office.last()).notice.name == "refused_fund_keepers"


async def test_the_rules_and_the_help_are_told(office: Office) -> None:
    _, facts = await asked(office, "/rules")
    assert (facts["reply"], facts["amount"]) == ({"working_days": 0, "minutes": 120}, 50)
    assert facts["hours"] == [["08:30", "12:00"], ["13:30", "18:00"]]
    for words in ("運費", "退货运费", "支出證明"):
        name, facts = await asked(office, f"/rules {words}")
        assert (name, facts["section"]) == ("rules_section", "freight")
    name, facts = await asked(office, "/rules 西瓜")
    assert (name, facts["text"]) == ("refused_rules_section", "西瓜")
    _, facts = await asked(office, "/help")
    assert set(facts["commands"]) <= set(Texts().labels("commands"))


@pytest.mark.parametrize(
    "command",
    ["/status P-1", "/why P-1", "/open", "/mine", "/todo", "/fund", "/search x", "/stats", "/chart"],
)
async def test_a_stranger_learns_nothing(office: Office, command: str) -> None:
    await office.posted()
    await office.say(STRANGER, command, private=True)
    assert (await office.last()).notice.name == "refused_not_enrolled"


async def test_an_edited_command_is_not_run_again(office: Office) -> None:
    message = await office.say("李小明", "/open")
    before = len(await office.said())
    await office.edit(message, "/mine")
    assert len(await office.said()) == before


async def test_an_anonymous_administrators_command_is_nobodys(office: Office) -> None:
    group = {"id": GROUP, "type": "supergroup", "title": "輝煌同仁群"}
    await office.say("李小明", "/mine", sender_chat=group)
    assert (await office.last()).notice.name == "refused_anonymous"


# Reports


async def test_without_reports_that_is_said(office: Office) -> None:
    assert (await asked(office, "/chart"))[0] == "refused_no_report"


async def test_reports_come_from_where_they_are_made(office: Office) -> None:
    made: list[tuple[str, datetime, datetime]] = []

    async def reports(kind: str, since: datetime, until: datetime) -> Mapping[str, Any] | None:
        made.append((kind, since, until))
        return None

    office.wiring.reports = reports
    await asked(office, "/chart")
    await asked(office, "/stats")
    assert made == [
        ("weekly_chart", at("00:00", "2026-11-17"), office.now),
        ("stats", at("00:00", "2026-10-25"), office.now),
    ]


# The private chat


async def test_start_makes_a_person_reachable_once(tmp_path: Path) -> None:
    async with opened(tmp_path, people=UNSEEN) as office:
        await office.say("王五", "/start", private=True)
        await office.say("王五", "/start hello", private=True)
        assert await office.names() == ["start", "start"]
        assert await reachable(office) == {"王五"}
        assert await journal(office) == ["PersonReached"]


async def test_who_blocks_us_is_not_reachable_any_more(office: Office) -> None:
    await membership(office, {"id": 1004, "type": "private"}, "kicked")
    assert "李小明" not in await reachable(office)
    await membership(office, {"id": 1004, "type": "private"}, "member")
    assert "李小明" in await reachable(office)


async def test_our_place_in_a_group_is_only_logged(office: Office) -> None:
    await membership(office, {"id": -1009, "type": "supergroup", "title": "別的群"}, "member")
    assert (await office.said(), await journal(office)) == ([], [])


async def test_a_stranger_is_asked_who_he_is_and_told_his_number(office: Office) -> None:
    await office.say(STRANGER, "/start", private=True)
    asked = (await office.last()).notice
    assert (asked.name, asked.facts["telegram_id"]) == ("apply_name", STRANGER.telegram_id)


@pytest.mark.parametrize("payload", ["1ac-1", "1zz", "x" * 64, "1rp-1-a-a", "1ap-1-r1"])
async def test_a_link_can_only_ask(office: Office, payload: str) -> None:
    await office.filed()
    await office.say("陳經理", f"/start {payload}", private=True)
    assert (await office.last()).notice.name == "start"
    assert (await office.case()).number == ""


async def test_start_in_the_group_says_nothing(office: Office) -> None:
    await office.say("李小明", "/start")
    assert await office.said() == []


# The group


async def test_the_group_that_became_a_supergroup_is_followed(office: Office) -> None:
    new = {"id": -1002, "type": "supergroup", "title": "輝煌同仁群"}
    leaving = office.message("李小明", "") | {"text": None, "migrate_to_chat_id": -1002}
    await office.update(message=leaving)
    await office.update(
        message=office.message("李小明", "") | {"text": None, "chat": new, "migrate_from_chat_id": GROUP}
    )
    chat = await office.ledger.read(lambda books: company.chat(books.conn))
    assert chat is not None
    assert chat.chat_id == -1002
    await office.say("李小明", PRODUCT, chat=new)
    assert await office.cases() == 1
    await office.say("李小明", PRODUCT)  # nobody can write there any more: it is read late
    assert await office.cases() == 2


async def test_another_group_that_moves_takes_nobody_with_it(office: Office) -> None:
    other = {"id": -1009, "type": "group", "title": "別的群"}
    await office.update(
        message=office.message("李小明", "") | {"text": None, "chat": other, "migrate_to_chat_id": -1002}
    )
    chat = await office.ledger.read(lambda books: company.chat(books.conn))
    assert chat is not None
    assert chat.chat_id == GROUP


# What went wrong


async def test_what_a_handler_trips_over_is_left_for_the_dispatcher(office: Office) -> None:
    async def broken(_kind: str, _since: datetime, _until: datetime) -> Mapping[str, Any] | None:
        raise RuntimeError("no chart today")

    office.wiring.reports = broken
    await office.say("李小明", "/chart")
    row = (await office.rows())[-1]
    assert (row.state, row.attempts) == ("new", 1)
    assert "no chart today" in row.error


def names(answer: tuple[str, Any]) -> list[str]:
    return [line["case"] for line in answer[1]["cases"]]


def facts_of(who: str) -> dict[str, Any]:
    one = next(person for person in PEOPLE if person.name == who)
    return {"name": who, "department": "打單部", "position": "manager", "telegram_id": one.telegram_id}


async def membership(office: Office, chat: dict[str, Any], status: str) -> None:
    us = {"id": 900, "is_bot": True, "first_name": "投訴"}
    member = {"user": us, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    change = {
        "chat": chat,
        "from": {"id": 1004, "is_bot": False, "first_name": "李小明"},
        "date": 1,
        "old_chat_member": {"user": us, "status": "left"},
        "new_chat_member": member,
    }
    await office.update(my_chat_member=change)


async def reachable(office: Office) -> set[str]:
    directory = await office.ledger.read(lambda books: books.directory())
    return {person.name for person in directory.people if person.reachable}


async def journal(office: Office) -> list[str]:
    """Return what happened since the office was founded."""
    rows = "SELECT type FROM journal WHERE type <> 'PersonEnrolled' ORDER BY id"
    return await office.ledger.read(lambda books: [kind for (kind,) in books.conn.execute(rows)])


async def test_an_administrator_has_what_was_given_up_sent_again(office: Office) -> None:
    await office.posted()
    admin = person("白主任")
    office.wiring.admin_ids = frozenset({admin.telegram_id or 0})

    def give_up(conn: Connection) -> None:
        row = conn.execute("SELECT id FROM outbox LIMIT 1").fetchone()[0]
        conn.execute("UPDATE outbox SET state = 'unknown', doubts = 2 WHERE id = ?", (row,))

    await office.ledger.database.transact(give_up)
    await office.say("黃美", "/resend", private=True)
    assert await office.ledger.read(lambda books: len(outbox.stuck(books.conn))) == 1
    await office.say(admin, "/resend", private=True)
    assert await office.ledger.read(lambda books: len(outbox.stuck(books.conn))) == 0
    assert {"refused_not_admin", "resent"} <= set(await office.names())


async def test_an_applicant_reads_wherever_he_turns_how_far_his_application_is(office: Office) -> None:
    await office.posted()
    card = await office.card()
    await office.say(STRANGER, "/start", private=True)
    half = await office.button(STRANGER, 1, on=card, act="accept")
    assert "還沒填完" in half["text"]
    for answer in ("路人", "業務部", "員工"):
        await office.say(STRANGER, answer, private=True)
    office.later("11:30")
    wants = [
        ("/new", True),
        ("/todo", True),
        ("/why P-20261123-001", False),
        (PRODUCT, False),
        (SERVICE, True),
    ]
    for words, private in wants:
        await office.say(STRANGER, words, private=private)
        refused = (await office.last()).notice
        assert (refused.name, refused.facts["waiting"]) == ("refused_not_enrolled", True), words
    for button in ({"act": "accept"}, {"act": "appeal", "ask": True}, {"act": None}):
        alert = await office.button(STRANGER, 1, on=card, **button)
        assert "您於 11/23 10:00 提出的登記申請在等人力資源部批准" in alert["text"]


@pytest.mark.parametrize("command", ["/status", "/why", "/search"])
@pytest.mark.parametrize(
    "typed", ["P-20261123-001 謝謝", "請看 p20261123001", "Ｐ－２０２６１１２３－００１，謝謝"]
)
async def test_a_number_is_found_whatever_is_typed_around_it(
    office: Office, command: str, typed: str
) -> None:
    await office.posted()
    for private in (True, False):
        await office.say("李小明", f"{command} {typed}", private=private)
        told = (await office.last()).notice
        assert told.name in {"status", "why", "found"}
        assert "P-20261123-001" in str(told.facts)
