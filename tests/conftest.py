"""What holds for every test: no example of Hypothesis is hurried, because the machine may be busy.

The examples are the same in each run, so that a green suite stays green; `--hypothesis-profile=search` draws new ones.
"""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from sqlite3 import Connection

import pytest
from hypothesis import settings

from storage import schema

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None)
settings.register_profile("mutants", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """Never look through what modules and collected tests consist of again: 70 ms each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def one_migration() -> Iterator[None]:
    """A new file gets the pages of one that was migrated: a thousand tests begin with one, and it takes 20 ms.

    That the migrations make this file is told in `tests/integration/storage/test_schema.py` and by each bot that is
    started as a process; a file that has any version goes through them here too.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)) as migrated:
        schema.migrate(migrated)

        def copy_or_migrate(conn: Connection) -> None:
            if schema.version(conn) == 0:
                migrated.backup(conn)
            schema.migrate(conn)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("storage.database.migrate", copy_or_migrate)
            yield
