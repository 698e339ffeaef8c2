from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.integration.storage.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The sample company with its desk and a real database."""
    database = await Database.open(tmp_path / "tousu.db")
    yield await Office.opened(database)
    await database.close()
