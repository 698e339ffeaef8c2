"""The numbers of the pulse, from a real database."""

from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest

from storage.pulse import Pulse, pulse
from tests.company import at, product_form
from tests.integration.storage.office import Office, opened

DUE = at("13:51")


async def taken(office: Office, moment: str) -> Pulse:
    def take(conn: Connection) -> Pulse:
        return pulse(conn, due_by=at(moment))

    return await office.database.read(take)


async def test_a_miss_counts_as_overdue_from_its_due_time_until_it_is_judged(tmp_path: Path) -> None:
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        case = await office.handled(product_form())
        assert (await taken(office, "13:50")).duties_overdue_unjudged == 0
        overdue = (await taken(office, "13:51")).duties_overdue_unjudged
        assert overdue > 0
        await office.judge(case, DUE + timedelta(seconds=5))
        assert (await taken(office, "13:52")).duties_overdue_unjudged == 0


async def test_what_is_queued_is_counted(tmp_path: Path) -> None:
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        before = (await taken(office, "10:00")).outbox_waiting
        await office.posted(product_form())
        found = await taken(office, "10:00")
        assert found.outbox_waiting > before
        assert found.inbox_undone == 0
        assert found.undone_since is found.last_poll_at is None


@pytest.mark.parametrize("table", ["inbox", "outbox", "duties"])
async def test_no_number_is_read_from_a_whole_table(tmp_path: Path, table: str) -> None:
    statements: list[str] = []
    async with opened(tmp_path / "tousu.db") as database:
        office = await Office.opened(database)
        await database.read(lambda conn: conn.set_trace_callback(statements.append))
        await taken(office, "10:00")
        mine = [one for one in statements if f"FROM {table}" in one]
        assert mine
        for statement in mine:
            plan = await database.read(
                lambda conn, one=statement: conn.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()
            )
            assert all("INDEX" in step[3] for step in plan), plan
