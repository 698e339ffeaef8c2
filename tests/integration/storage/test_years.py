"""What `make bench` writes into a database without living through it fits the tables, and is a case like any other."""

from pathlib import Path

import pytest

from bench import years
from storage.database import Database
from tests.company import at, product_form
from tests.integration.storage.office import Office, opened
from workflow.phases import Act, Phase


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    path = tmp_path / "tousu.db"
    async with opened(path) as database:
        await (await Office.opened(database)).posted(product_form())
    return path


def _next_morning(database: Database) -> Office:
    office = Office(database)
    office.messages = 1_000  # Telegram goes on counting
    return office


async def test_an_archive_stands_in_every_table(path: Path) -> None:
    years.archive(path, 20)
    async with opened(path) as database:
        office = _next_morning(database)
        assert await office.sql("SELECT count(*) FROM cases WHERE phase = 'closed'") == [(20,)]
        assert await office.sql("SELECT count(*) FROM fine_list") == [(2,)]
        assert await office.posted(product_form()) == years.FIRST_OLD + 20


async def test_a_copy_of_a_case_is_worked_on_like_the_case_itself(path: Path) -> None:
    years.multiply(path, 1, copies=range(2, 5))
    async with opened(path) as database:
        office = _next_morning(database)
        numbers = await office.sql("SELECT number FROM cases ORDER BY id")
        assert len(set(numbers)) == 4
        answer = await office.do(3, "王五", Act.ACCEPT, at("10:07"), press=True)
        assert answer.case.phase is Phase.HANDING_OVER
        assert (answer.case.number,) == numbers[2]
        assert await office.sql("SELECT accepted_at IS NULL FROM cases ORDER BY id") == [
            (1,),
            (1,),
            (0,),
            (1,),
        ]
