"""A copy is whole, private and dated, and the way back is rehearsed."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import cases, journal
from storage.backup import BadCopy, backup, check, made_at, restore
from storage.books import Ledger
from storage.schema import SchemaMismatch
from tests.company import DEPARTMENTS, at, product_form
from tests.integration.storage.office import Office, opened
from workflow.phases import Act

NIGHT = at("03:00", "2026-11-24")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


async def names_in(path: Path) -> list[str]:
    async with opened(path, read_only=True) as database:
        return [row.name for row in await database.read(cases.open_cases)]


def contents(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def test_a_copy_says_in_its_name_when_it_was_made(office: Office, path: Path, copies: Path) -> None:
    assert made_at(await backup(path, copies, now=NIGHT)) == NIGHT


async def test_a_copy_made_in_use_has_everything_committed(office: Office, path: Path, copies: Path) -> None:
    await office.posted(product_form())
    copy = await backup(path, copies, now=NIGHT)
    await office.posted(product_form())
    assert copy == copies / "tousu-20261123T190000Z.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert await names_in(copy) == ["P-20261123-001"]
    check(copy)


async def test_copies_made_while_others_write_are_each_one_moment(
    office: Office, path: Path, copies: Path
) -> None:
    async def post_five() -> None:
        for _ in range(5):
            await office.posted(product_form())

    writing = asyncio.create_task(post_five())
    made = [await backup(path, copies, now=NIGHT + timedelta(seconds=number)) for number in range(5)]
    await writing
    for copy in made:
        check(copy)
    assert len(await names_in(path)) == 5


async def test_only_the_newest_copies_stay(office: Office, path: Path, copies: Path) -> None:
    made = [await backup(path, copies, now=NIGHT + timedelta(days=day), keep=3) for day in range(5)]
    assert contents(copies) == made[2:]


def leave_torn(copies: Path) -> None:
    copies.mkdir()
    (copies / "tousu-20261123T190000Z.partial").write_text("torn")


async def test_a_half_made_copy_is_overwritten_and_never_counted(
    office: Office, path: Path, copies: Path
) -> None:
    await asyncio.to_thread(leave_torn, copies)
    made = await backup(path, copies, now=NIGHT)
    assert contents(copies) == [made]


async def test_what_happened_after_the_copy_is_gone_after_the_restore(path: Path, copies: Path) -> None:
    async with opened(path) as database:
        office = await Office.opened(database)
        case = await office.posted(product_form())
        copy = await backup(path, copies, now=NIGHT)
        await office.do(case, "王五", Act.ACCEPT, at("10:07"), press=True)
    replaced = restore(copy, path, now=NIGHT)
    assert replaced == path.with_name("tousu.db.replaced-20261123T190000Z")
    async with opened(path) as database:
        office.database, office.ledger = database, Ledger(database, DEPARTMENTS)
        assert (await office.books(lambda books: books.case(case))).accepted_at is None
        await office.write(cases.due, NIGHT)
        assert await office.read(journal.verify) is None


async def test_an_unmerged_log_of_the_old_file_does_not_reach_the_new_one(path: Path, copies: Path) -> None:
    """After a crash the old file still has its write-ahead log beside it."""
    async with opened(path) as database:
        office = await Office.opened(database)
        copy = await backup(path, copies, now=NIGHT)
        await office.posted(product_form())
        replaced = restore(copy, path, now=NIGHT)
        assert await names_in(path) == []
    assert replaced is not None
    assert await names_in(replaced) == ["P-20261123-001"]


async def test_restoring_to_an_empty_place(office: Office, path: Path, copies: Path, tmp_path: Path) -> None:
    await office.posted(product_form())
    copy = await backup(path, copies, now=NIGHT)
    assert restore(copy, tmp_path / "new.db", now=NIGHT) is None
    assert await names_in(tmp_path / "new.db") == ["P-20261123-001"]


async def test_a_tampered_copy_is_refused_and_nothing_changed(
    office: Office, path: Path, copies: Path
) -> None:
    await office.posted(product_form())
    copy = await backup(path, copies, now=NIGHT)
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.execute("DROP TRIGGER journal_refuses_update")
        conn.execute("UPDATE journal SET body = '{}' WHERE id = 3")
    with pytest.raises(BadCopy, match="journal row 3"):
        restore(copy, path, now=NIGHT)
    assert await names_in(path) == ["P-20261123-001"]


def test_a_file_that_is_no_database_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other.db").write_bytes(b"not a database at all" * 1000)
    with pytest.raises(BadCopy):
        restore(tmp_path / "other.db", path, now=NIGHT)
    assert not path.exists()


def test_an_empty_file_is_refused(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other.db").touch()
    with pytest.raises(SchemaMismatch):
        restore(tmp_path / "other.db", path, now=NIGHT)
    assert not path.exists()
