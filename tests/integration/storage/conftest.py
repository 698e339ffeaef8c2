from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.integration.storage.office import Office, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "tousu.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as database:
        yield database


@pytest.fixture
async def office(database: Database) -> Office:
    """The sample company, enrolled."""
    return await Office.opened(database)
