from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.handlers.office import Office, opened


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The sample company at its desks, Monday at ten."""
    async with opened(tmp_path) as office:
        yield office
