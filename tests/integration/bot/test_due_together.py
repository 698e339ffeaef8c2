"""What falls due in many cases at once is judged a handful to a transaction; one broken case takes no other with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import cases
from tests.integration.bot.office import Office, at, office

MISSED = "SELECT case_id FROM duties WHERE missed_at IS NOT NULL ORDER BY case_id"
NOTICES = "SELECT cause FROM outbox WHERE name = 'missed'"


async def found(here: Office, query: str) -> list[object]:
    assert here.bot is not None
    return await here.bot.database.read(lambda conn: [row[0] for row in conn.execute(query)])


def damage(path: Path, stream: str) -> None:
    """Have a case that nobody can read any more."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER journal_refuses_update")
        conn.execute("UPDATE journal SET body = '{}' WHERE stream = ? AND seq = 1", (stream,))


async def test_duties_due_together_are_judged_in_one_commit_each_under_a_name_of_its_own(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        posted = [await here.posted_case() for _ in range(3)]
        due = await bot.database.read(lambda conn: cases.due(conn, at("10:05:06")))
        assert {row.case_id for row in due} == set(posted)
        await here.jump(at("10:05:06"))
        assert await found(here, MISSED) == posted
        causes = await found(here, NOTICES)
        assert len(set(causes)) == len(causes) == len(posted)


@pytest.mark.parametrize("broken_before", ["its reminder", "its judgement"])
async def test_a_broken_case_stops_no_other_clock(tmp_path: Path, broken_before: str) -> None:
    async with office(tmp_path, rate=0) as here:
        async with here.open():
            whole, broken, sound = [await here.posted_case() for _ in range(3)]
            if broken_before == "its judgement":
                await here.jump(at("10:04"))
        damage(here.config.storage.path, f"case:{broken}")
        async with here.open():
            await here.jump(at("10:05:06"))
            assert await found(here, MISSED) == [whole, sound]
            (told,) = await found(here, "SELECT notice FROM outbox WHERE name = 'alarm_duty_stuck'")
            assert f'"case":{broken}' in str(told)
