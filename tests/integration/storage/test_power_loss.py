"""The power fails while something is written: what was committed is there, what was not is not there by halves.

A write-ahead log is written from front to back, and a commit is forced to the disk before it is answered (`synchronous =
FULL`). So what the disk holds after a power failure is the log as it was after the last commit with some part of what
came after written over it; or, while pages are carried into the database, the whole log and any of the pages.
"""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import journal
from storage.database import Database
from storage.rebuild import PROJECTIONS, rebuild
from tests.integration.storage.office import Office, opened, rows
from tests.integration.storage.recording import live

T = TypeVar("T")
PAGE = 4096
FEW_PAGES = 40
"""The log is emptied as often as this, so that both halves of what can happen are met."""


class Picture(NamedTuple):
    """What the disk held after a commit."""

    database: bytes
    log: bytes
    events: int


class Photographed(Database):
    """Takes a picture after each commit."""

    pictures: list[Picture]

    async def transact(self, work: Callable[[Connection], T]) -> T:
        result = await super().transact(work)
        log = self.path.with_name(f"{self.path.name}-wal")
        events = await self.read(_count)
        self.pictures.append(Picture(self.path.read_bytes(), log.read_bytes(), events))
        return result


async def photograph(path: Path) -> list[Picture]:
    await (await Database.open(path)).close()  # its log is long: the next one begins empty, and grows
    database = await Photographed.open(path)
    database.pictures = []
    try:
        await database.read(lambda conn: conn.execute(f"PRAGMA wal_autocheckpoint = {FEW_PAGES}").fetchone())
        await live(await Office.opened(database))
    finally:
        await database.close()
    return database.pictures


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Picture]:
    """The disk after each commit of a Monday at the company."""
    return asyncio.run(photograph(tmp_path_factory.mktemp("power") / "tousu.db"))


def torn(before: Picture, after: Picture, *, cut: float) -> Picture:
    """The power fails while a commit is written to the log: a part of it covers what stood there."""
    end = round(cut * len(after.log))
    return Picture(before.database, after.log[:end] + before.log[end:], before.events)


def half_carried(before: Picture, after: Picture, *, seed: int) -> Picture:
    """The power fails while pages are carried from the log into the database: any of them may have arrived."""
    luck = Random(seed)
    size = max(len(before.database), len(after.database))
    old, new = (image.ljust(size, b"\0") for image in (before.database, after.database))
    pages = (luck.choice((old, new))[start : start + PAGE] for start in range(0, size, PAGE))
    return Picture(b"".join(pages), after.log, after.events)


async def events_after(left: Picture) -> int:
    """Return how many events there are once the database is opened again; it is whole, or the test fails."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tousu.db"
        path.write_bytes(left.database)
        path.with_name("tousu.db-wal").write_bytes(left.log)
        async with opened(path) as database:
            assert await database.read(_complaints) == []
            assert await database.read(journal.verify) is None
            stood = await database.read(_projections)
            await database.transact(rebuild)
            assert await database.read(_projections) == stood
            return await database.read(_count)


moments = st.floats(min_value=0, max_value=1, exclude_max=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(when=moments, cut=moments)
def test_a_commit_cut_off_in_the_middle_is_there_whole_or_not_at_all(
    pictures: list[Picture], when: float, cut: float
) -> None:
    number = int(when * (len(pictures) - 1))
    before, after = pictures[number : number + 2]
    assert asyncio.run(events_after(torn(before, after, cut=cut))) in {before.events, after.events}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(when=moments, seed=st.integers(0, 1 << 30))
def test_pages_half_carried_into_the_database_lose_nothing(
    pictures: list[Picture], when: float, seed: int
) -> None:
    carried = [pair for pair in pairwise(pictures) if pair[0].database != pair[1].database]
    before, after = carried[int(when * len(carried))]
    assert asyncio.run(events_after(half_carried(before, after, seed=seed))) == after.events


def test_the_pictures_show_what_the_proof_is_about(pictures: list[Picture]) -> None:
    """The log grows, is emptied into the database, and is written anew from its front, several times over."""
    pairs = list(pairwise(pictures))
    assert sum(before.database != after.database for before, after in pairs) > 5
    assert sum(len(after.log) > len(before.log) for before, after in pairs) > 5
    assert pictures[-1].events - pictures[0].events > 100


# Private functions


def _count(conn: Connection) -> int:
    return int(conn.execute("SELECT count(*) FROM journal").fetchone()[0])


def _complaints(conn: Connection) -> list[str]:
    return [text for (text,) in conn.execute("PRAGMA integrity_check") if text != "ok"]


def _projections(conn: Connection) -> dict[str, list[object]]:
    return {table: list(rows(conn, table)) for table in PROJECTIONS}
