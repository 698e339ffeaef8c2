"""The journal cannot be changed through the program, and shows it when it was changed in another way."""

import sqlite3
from sqlite3 import Connection

import pytest

from storage import journal
from storage.streams import STAFF, case_of, case_stream
from tests.company import PEOPLE, at, product_form
from tests.integration.storage.office import Office
from workflow.case import Case
from workflow.evolving import replay
from workflow.phases import Act

FILED = "WHERE type = 'Filed'"
CHANGED = {
    "a body": f"UPDATE journal SET body = replace(body, '李小明', '黃美') {FILED}",
    "a time": f"UPDATE journal SET recorded_at = recorded_at + 1 {FILED}",
    "a type": f"UPDATE journal SET type = 'Revised' {FILED}",
    "a stream": f"UPDATE journal SET stream = 'company' {FILED}",
    "its own hash": f"UPDATE journal SET hash = upper(hash) {FILED}",
    "the hash before": f"UPDATE journal SET prev_hash = upper(prev_hash) {FILED}",
}
CUT_OUT = f"DELETE FROM journal {FILED}"
SLIPPED_IN = "INSERT INTO journal SELECT id + 1, 'x', 1, type, body, recorded_at, hash, 'x' FROM journal ORDER BY id DESC LIMIT 1"


async def first_of(office: Office, kind: str) -> int:
    ((row_id,),) = await office.sql("SELECT min(id) FROM journal WHERE type = ?", kind)
    return int(row_id)


def without_triggers(conn: Connection, statement: str) -> None:
    for name in ("journal_refuses_update", "journal_refuses_delete"):
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute(statement)


async def test_events_come_back_as_they_went_in(office: Office) -> None:
    case = await office.handled(product_form())
    events = await office.read(journal.load, case_stream(case))
    state = await office.books(lambda books: books.case(case))
    assert replay(Case(id=case), events) == state
    assert state.version == len(events) == await office.read(journal.length, case_stream(case))
    assert await office.read(journal.load, "case:99") == ()


async def test_streams_are_counted_apart_and_chained_together(office: Office) -> None:
    await office.posted(product_form())
    await office.posted(product_form())
    assert await office.read(journal.length, STAFF) == len(PEOPLE)
    rows = await office.sql("SELECT id, prev_hash, hash FROM journal ORDER BY id")
    assert [row_id for row_id, _, _ in rows] == list(range(1, len(rows) + 1))
    assert [prev_hash for _, prev_hash, _ in rows] == [
        journal.GENESIS,
        *(sealed for _, _, sealed in rows[:-1]),
    ]
    assert await office.read(journal.verify) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = '{}' WHERE id = 1",
        "DELETE FROM journal WHERE id = 1",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 1",
    ],
)
async def test_nothing_is_changed_or_deleted(office: Office, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        await office.write(lambda conn: conn.execute(statement))


async def test_two_events_cannot_have_one_place(office: Office) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        await office.write(
            lambda conn: conn.execute(
                "INSERT INTO journal SELECT 999, stream, seq, type, body, 0, hash, hash FROM journal WHERE id = 1"
            )
        )


@pytest.mark.parametrize("statement", CHANGED.values(), ids=CHANGED)
async def test_a_changed_row_is_found(office: Office, statement: str) -> None:
    await office.posted(product_form())
    filed = await first_of(office, "Filed")
    await office.write(without_triggers, statement)
    assert await office.read(journal.verify) == filed


async def test_a_row_cut_out_is_missed_where_the_next_one_stands(office: Office) -> None:
    await office.posted(product_form())
    filed = await first_of(office, "Filed")
    await office.write(without_triggers, CUT_OUT)
    assert await office.read(journal.verify) == filed + 1


async def test_a_row_slipped_in_is_found(office: Office) -> None:
    await office.posted(product_form())
    ((last,),) = await office.sql("SELECT max(id) FROM journal")
    await office.write(without_triggers, SLIPPED_IN)
    assert await office.read(journal.verify) == last + 1


async def test_a_resealed_row_breaks_the_chain_after_it(office: Office) -> None:
    await office.posted(product_form())
    filed = await first_of(office, "Filed")

    def forge(conn: Connection) -> None:
        *row, prev_hash, _ = conn.execute("SELECT * FROM journal WHERE id = ?", (filed,)).fetchone()
        forged = journal.Row(*row)._replace(body="{}")
        without_triggers(
            conn, f"UPDATE journal SET body = '{{}}', hash = '{forged.sealed(prev_hash)}' WHERE id = {filed}"
        )

    await office.write(forge)
    assert await office.read(journal.verify) == filed + 1


async def test_the_last_hash_of_a_day_shows_that_the_end_was_cut_off(office: Office) -> None:
    case = await office.posted(product_form())
    told = await office.read(journal.last_hash, at("00:00", "2026-11-24"))
    await office.write(without_triggers, "DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)")
    assert await office.read(journal.verify) is None
    assert await office.read(journal.last_hash, at("00:00", "2026-11-24")) != told
    assert await office.read(journal.length, case_stream(case)) > 0


async def test_the_last_hash_is_that_of_the_moment(office: Office) -> None:
    assert await office.read(journal.last_hash, at("07:00")) == journal.GENESIS
    case = await office.posted(product_form())
    monday = await office.read(journal.last_hash, at("00:00", "2026-11-24"))
    await office.do(case, "王五", Act.ACCEPT, at("08:40", "2026-11-24"), press=True)
    assert await office.read(journal.last_hash, at("00:00", "2026-11-24")) == monday
    assert await office.read(journal.last_hash, at("00:00", "2026-11-25")) != monday


def test_the_hash_tells_neighbouring_fields_apart() -> None:
    row = journal.Row(1, "case:1", 1, "Filed", "{}", 5)
    assert row.sealed("x") != row._replace(stream="case:11", seq=1).sealed("x")
    assert row.sealed("x") != row.sealed("y")
    assert row._replace(type="a", body='b"').sealed("x") != row._replace(type='a"', body="b").sealed("x")


@pytest.mark.parametrize("case", [1, 42, 1_000_000])
def test_a_stream_names_its_case(case: int) -> None:
    assert case_of(case_stream(case)) == case
    assert case_of(STAFF) is None
