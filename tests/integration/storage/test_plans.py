"""No statement on a hot path reads a whole table: its cost does not grow with the archive.

Every statement of a whole day is caught as it runs, then SQLite is asked how it would go about it.
"""

import re
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

import pytest

from storage import cards, cases, company, inbox, journal, outbox
from storage.figures import figures
from tests.company import ZONE, at, person, product_form, service_form
from tests.integration.storage.office import GROUP, Office
from workflow.phases import Act

WAITING = {
    "outbox_queued", "outbox_sending", "outbox_stuck", "cards_wanted", "cards_sending", "cards_stuck", "inbox_undone",
    "cases_open", "duties_next", "fines_unsettled", "fines_owed_back",
}  # fmt: skip
"""Partial indexes of what is open or waiting: they may be read from end to end, for they stay small."""
SMALL = {
    "polls",
    "people",
    "absences",
    "applications",
    "suspensions",
    "deafness",
    "json_each",
    "languages",
    "queued",
}
"""One row, the staff (read only after something about it changed), what happens a few times a year, the few values of a question, or the lanes in use."""
SETTINGS_OF_THE_INDEX = "SELECT k, v FROM 'main'.'search_config'"
"""FTS5 asks this of itself, once after the index was emptied: one row."""
NOTHING_TO_PLAN = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "EXPLAIN", "--", SETTINGS_OF_THE_INDEX)


def whole_tables(conn: Connection, statements: Iterable[str]) -> list[tuple[str, str]]:
    """Return the statements that read a table, or the index of everything, from end to end."""
    found = []
    for statement in dict.fromkeys(statements):
        if statement.startswith(NOTHING_TO_PLAN):
            continue
        steps = [step[3] for step in conn.execute(f"EXPLAIN QUERY PLAN {statement}")]
        found += [(step, statement) for step in steps if _reads_all(step)]
    return found


def _reads_all(step: str) -> bool:
    scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
    if scan is None or scan[1] in SMALL:
        return False
    return scan[2] not in WAITING


async def caught(office: Office) -> list[str]:
    statements: list[str] = []
    await office.write(lambda conn: conn.set_trace_callback(statements.append))
    return statements


async def a_whole_day(office: Office) -> None:
    case = await office.handled(product_form())
    await office.posted(service_form())
    await office.remind(case, at("13:40"))
    await office.judge(case, at("13:51:05"))
    words = {"finding": "溫度過低", "opinion": "換貨", "departments": ("production",)}
    await office.do(case, "錢主管", Act.REPLY, at("14:20"), **words)
    await office.do(case, "李小明", Act.ACKNOWLEDGE, at("15:00"), press=True)
    await office.do(case, "林助理", Act.ACCEPT, at("15:01"))


async def the_courier(office: Office) -> None:
    now = at("16:00")
    for lane in await office.read(outbox.lanes_with_work, now):
        row = await office.read(outbox.next_for, lane, now)
        if row:
            await office.write(outbox.mark_sending, row.id)
            await office.write(outbox.mark_sent, row.id, chat_id=GROUP, message_id=5000 + row.id, at=now)
    for card in await office.read(cards.wanted, now):
        await office.write(cards.mark_shown, card, "hash")
    await office.write(outbox.drop_expired, now)
    await office.write(outbox.doubt_interrupted)
    await office.write(cards.doubt_interrupted)


QUESTIONS: tuple[tuple[Any, ...], ...] = (
    (inbox.oldest_undone,), (inbox.undone_count,), (inbox.undone_before, at("12:00")),
    (inbox.failed_between, at("12:00"), at("13:00")),
    (outbox.next_moment, at("12:00")), (outbox.find_message, GROUP, 1), (outbox.open_questions, 1), (outbox.stuck,),
    (cards.next_moment, at("12:00")), (cards.find, GROUP, 1), (cards.get, 1), (cards.stuck,),
    (cases.due, at("12:00")), (cases.next_due, at("12:00")), (cases.next_id,), (cases.get, 1),
    (cases.find_case, "P-20261123-001"), (cases.find_case, "D-20261123-001"), (cases.case_by_source, GROUP, 1),
    (cases.open_cases,), (cases.cases_of, 4), (cases.duties_of_department, "production"),
    (cases.duties_of_person, 3), (cases.fines_of_person, 6), (cases.unsettled_fines,), (cases.refunds_owed,), (cases.find_fine, "F-1"),
    (company.last_poll,), (company.chat,), (company.outages, at("12:00")),
    (company.report_posted, "daily_summary", "2026-11-23"), (company.last_report, "daily_summary"),
    (journal.last_hash, at("12:00")), (journal.length, "case:1"),
)  # fmt: skip


async def test_a_day_of_commands_reads_no_whole_table(office: Office) -> None:
    statements = await caught(office)
    await a_whole_day(office)
    assert len(set(statements)) > 100
    assert await office.read(whole_tables, list(statements)) == []


async def test_the_courier_reads_no_whole_table(office: Office) -> None:
    await a_whole_day(office)
    statements = await caught(office)
    await the_courier(office)
    assert await office.read(whole_tables, list(statements)) == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0].__name__)
async def test_a_question_reads_no_whole_table(office: Office, question: tuple[Any, ...]) -> None:
    statements = await caught(office)
    work, *values = question
    await office.read(work, *values)
    assert await office.read(whole_tables, list(statements)) == []


async def test_figures_read_only_their_period(office: Office) -> None:
    statements = await caught(office)
    await office.read(figures, at("08:00"), at("18:00"), zone=ZONE)
    assert await office.read(whole_tables, list(statements)) == []


async def test_the_check_finds_a_whole_table(office: Office) -> None:
    lazy = ["SELECT * FROM cases WHERE customer = 'x'", "SELECT count(*) FROM duties"]
    assert len(await office.read(whole_tables, lazy)) == 2
    assert person("李小明").id == 4
