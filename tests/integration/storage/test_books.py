"""One stimulus, one transaction: its effects and its done mark come together, and only once."""

from pathlib import Path
from typing import Any

import pytest

from storage import cards, company, inbox, outbox
from storage.books import Books
from storage.database import Database
from storage.inbox import AlreadySettled
from storage.relocation import move_group
from tests.company import at, person, product_form
from tests.integration.storage.office import GROUP, Office, rows
from workflow.commands import Decline, Delivered, Do, Stimulus, Tell
from workflow.notices import Notice
from workflow.phases import Act, Phase
from workflow.refusals import Refusal

EVERYTHING = ("journal", "inbox", "outbox", "cards", "cases", "duties", "fines", "counters", "fine_changes")


async def everything(office: Office) -> dict[str, Any]:
    return {table: await office.read(rows, table) for table in EVERYTHING}


def pressed(row: int, who: str = "陳經理") -> Stimulus:
    when = at("10:04")
    return Stimulus(now=when, at=when, actor=person(who).id, pressed=True, inbox=row)


async def test_the_effects_of_an_update_and_its_done_mark_are_committed_together(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    assert await office.read(inbox.oldest_undone) is None
    assert (await office.read(inbox.get, 1)).state == "done"  # type: ignore[union-attr]
    causes = await office.sql("SELECT DISTINCT cause, case_id FROM outbox")
    assert causes == [("inbox/1", case)]


async def test_an_update_handled_again_changes_nothing(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    row = await office.receive(at("10:04"))
    approve = Do(case=case, act=Act.APPROVE, revision=1)
    await office.desk.perform(approve, pressed(row))
    before = await everything(office)
    with pytest.raises(AlreadySettled):
        await office.desk.perform(approve, pressed(row))
    assert await everything(office) == before


async def test_a_refusal_is_answered_and_the_update_done(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    before = await office.sql("SELECT count(*) FROM journal")
    answer = await office.do(case, "林助理", Act.ACCEPT, at("10:01"))
    assert answer.refusal is not None
    assert await office.read(inbox.undone_count) == 0
    assert await office.sql("SELECT count(*) FROM journal") == before
    said = await office.sql("SELECT name, lane, cause FROM outbox ORDER BY id DESC LIMIT 1")
    assert said == [(f"refused_{answer.refusal.name}", outbox.chat_lane(GROUP), "inbox/2")]
    assert (answer.case.id, answer.refusal.facts["case"]) == (case, "D-20261123-001")


async def test_an_error_leaves_everything_as_it_was(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    row = await office.receive(at("10:04"))
    before = await everything(office)

    def fail_at_the_end(books: Books) -> None:
        office.desk._decide(books, Do(case=case, act=Act.APPROVE, revision=1), pressed(row))
        assert books.case(case).phase is Phase.POSTING
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await office.books(fail_at_the_end)
    assert await everything(office) == before
    assert (await office.books(lambda books: books.case(case))).phase is Phase.DRAFT


async def test_what_was_rolled_back_is_not_taken_for_what_came_after(office: Office) -> None:
    """Both histories have the same length; only the seal tells them apart."""
    case = await office.file(product_form(), at("10:00"))
    row = await office.receive(at("10:04"))

    def cancelled(books: Books) -> None:
        office.desk._decide(books, Do(case=case, act=Act.RETURN, text="寫清楚"), pressed(row))
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await office.books(cancelled)
    await office.desk.perform(Do(case=case, act=Act.RETURN, text="太短"), pressed(row))
    remembered = await office.books(lambda books: books.case(case))
    loaded = await Office(office.database).books(lambda books: books.case(case))
    assert remembered == loaded
    assert [entry.detail for entry in loaded.timeline] == ["太短"]


async def test_an_unknown_case_is_refused(office: Office) -> None:
    with pytest.raises(Refusal, match="case_unknown"):
        await office.books(lambda books: books.case(7))


async def test_a_state_is_the_same_remembered_and_loaded(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    remembered = await office.books(lambda books: books.case(case))
    loaded = await Office(office.database).books(lambda books: books.case(case))
    assert loaded == remembered
    assert loaded.id == case


async def test_what_is_remembered_is_not_read_again(office: Office) -> None:
    case = await office.handled(product_form())

    def read_twice(books: Books) -> list[str]:
        statements: list[str] = []
        books.case(case)
        books.conn.set_trace_callback(statements.append)
        books.case(case)
        books.conn.set_trace_callback(None)
        return statements

    assert not [one for one in await office.books(read_twice) if "body" in one]


async def test_memory_is_bounded_and_forgetting_is_harmless(office: Office, path: Path) -> None:
    small = Office(office.database)
    small.ledger._memory._capacity = 2
    numbers = [await small.file(product_form(), at("10:00")) for _ in range(5)]
    assert len(small.ledger._memory._cases) == 2
    states = [await small.books(lambda books, n=n: books.case(n)) for n in numbers]  # type: ignore[misc]
    assert [state.id for state in states] == numbers


async def test_a_delivered_card_is_recorded_with_what_follows_from_it(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    await office.do(case, "陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    await office.post(case, at("10:05"))
    state = await office.books(lambda books: books.case(case))
    card = await office.read(cards.get, case)
    assert card is not None
    assert state.post == (card.chat_id, card.message_id)
    assert state.phase is Phase.ACCEPTING


async def test_a_delivered_ping_is_marked_sent_with_the_clocks_it_concerns(office: Office) -> None:
    case = await office.posted(product_form())
    ping = await office.read(outbox.next_for, outbox.GROUP, at("10:05"))
    assert ping is not None
    await office.write(outbox.mark_sending, ping.id)
    when = at("10:06")
    stimulus = Stimulus(now=when, at=when, outbox=ping.id, chat_id=GROUP, message_id=70)
    await office.desk.perform(
        Delivered(case=case, chat_id=GROUP, message_id=70, date=when, pings=ping.notice.pings), stimulus
    )
    sent = await office.read(outbox.find_message, GROUP, 70)
    assert sent is not None
    assert (sent.id, sent.state, sent.sent_at) == (ping.id, "sent", when)


async def test_an_answer_in_the_group_keeps_to_the_pace_of_the_group(office: Office) -> None:
    def lane(chat_id: int) -> Any:
        return office.books(lambda books: books._lane(Notice(name="answer", chat_id=chat_id)))

    assert await lane(GROUP) == outbox.chat_lane(GROUP)
    await office.write(lambda conn: conn.execute("INSERT INTO chats VALUES ('group', ?, NULL)", (GROUP,)))
    assert await lane(GROUP) == outbox.GROUP
    assert await lane(1004) == outbox.person_lane(person("李小明").id)
    assert await lane(-77) == outbox.chat_lane(-77)


async def test_what_waits_when_the_group_moves_is_said_in_the_new_one_and_under_no_message(
    office: Office,
) -> None:
    answer = Notice(name="answer", chat_id=GROUP, reply_to=70)
    await office.books(lambda books: books.say([answer], case_id=None, now=at("12:00")))
    for old in (GROUP, GROUP, -77):  # it is told again wherever something of before is edited
        await office.write(lambda conn, old=old: move_group(conn, old, -77))
    await office.books(lambda books: books.say([answer], case_id=None, now=at("12:01")))
    said = "SELECT lane, json_extract(notice, '$.reply_to') FROM outbox"
    assert await office.sql(said) == [(outbox.GROUP, None)] * 2
    assert await office.read(company.was_group, GROUP)
    assert not await office.read(company.was_group, -77)


async def test_words_of_the_clock_are_named_by_their_judgement(office: Office) -> None:
    case = await office.handled(product_form())
    ((last,),) = await office.sql("SELECT max(id) FROM journal")
    await office.judge(case, at("13:51:05"))
    causes = await office.sql(
        "SELECT DISTINCT cause FROM outbox WHERE created_at = (SELECT max(created_at) FROM outbox)"
    )
    assert causes == [(f"journal/{last + 1}",)]


async def test_words_without_an_update_or_an_event_are_queued_too(office: Office) -> None:
    when = at("12:00")
    await office.desk.perform(Tell(name="open_cases"), Stimulus(now=when, at=when, chat_id=-77, message_id=1))
    for _ in range(2):
        await office.desk.perform(
            Decline(name="unreadable"), Stimulus(now=when, at=when, chat_id=-77, message_id=1)
        )
    assert await office.sql("SELECT name, lane FROM outbox ORDER BY id") == [
        ("open_cases", "chat:-77"), ("refused_unreadable", "chat:-77"), ("refused_unreadable", "chat:-77"),
    ]  # fmt: skip


async def test_a_document_shown_privately_comes_as_a_file_too_and_in_the_group_it_does_not(
    office: Office,
) -> None:
    about = {"document": "flow_form", "case": "P-20261123-001", "kind": "product"}
    notices = (
        Notice(name="duty_sign", to=person("錢主管").id, facts=about),
        Notice(name="group", facts=about),
    )
    plain = Notice(name="plain", to=person("錢主管").id)
    await office.books(lambda books: books.say((*notices, plain), case_id=None, now=at("12:00")))
    assert await office.sql("SELECT name, lane = 'group' FROM outbox ORDER BY id") == [
        ("duty_sign", 0), ("paper", 0), ("group", 1), ("plain", 0),
    ]  # fmt: skip


async def test_reading_the_books_cannot_change_them(office: Office, database: Database) -> None:
    with pytest.raises(Exception, match="readonly"):
        await office.ledger.read(lambda books: books.show(1, ("case",)))
    assert await database.read(lambda conn: rows(conn, "cards")) == []
