"""Backup and restore as they are rehearsed in docs/operating.md: real files, the commands as typed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import schema
from storage.inspection import inspect
from storage.lock import ProcessLock
from tests.integration.operating.company import company_in, tousu, with_cases


def contents(path: Path) -> int:
    """Return how many cases a database has."""
    with closing(sqlite3.connect(path)) as conn:
        (count,) = conn.execute("SELECT count(*) FROM cases").fetchone()
    return int(count)


def altered(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return with_cases(company_in(tmp_path).storage.path)


def copy_of(database: Path) -> Path:
    done = tousu(database.parent, "backup")
    assert done.returncode == 0, done.stderr
    (copy,) = (database.parent / "backups").iterdir()
    assert str(copy) in done.stdout
    return copy


def test_a_restored_database_is_the_copy_and_the_replaced_one_is_kept(database: Path) -> None:
    copy = copy_of(database)
    altered(database, "DELETE FROM duties", "DELETE FROM cases")
    done = tousu(database.parent, "restore", copy, "--config", "config.yaml")
    assert done.returncode == 0, done.stderr
    assert contents(database) == 1
    (replaced,) = database.parent.glob("*.replaced-*")
    assert str(replaced) in done.stdout
    assert contents(replaced) == 0
    assert tousu(database.parent, "verify").returncode == 0


def test_nothing_is_restored_under_a_running_bot(database: Path) -> None:
    copy = copy_of(database)
    altered(database, "DELETE FROM duties", "DELETE FROM cases")
    with ProcessLock(database):
        done = tousu(database.parent, "restore", copy)
    assert done.returncode == 1
    assert "已有機器人在使用" in done.stderr
    assert contents(database) == 0


def test_a_copy_somebody_changed_is_refused_in_a_sentence(database: Path) -> None:
    copy = copy_of(database)
    altered(copy, "DROP TRIGGER journal_refuses_update", "UPDATE journal SET body = '{}' WHERE id = 2")
    done = tousu(database.parent, "restore", copy)
    assert done.returncode == 1
    assert "沒有改動" in done.stderr
    assert "journal row 2" in done.stderr
    assert not list(database.parent.glob("*.re*"))


def test_a_copy_that_is_not_there_is_a_mistake_on_the_command_line(database: Path) -> None:
    done = tousu(database.parent, "restore", "nothing.db")
    assert done.returncode == 2
    assert "nothing.db" in done.stderr


def test_what_a_crash_left_in_the_log_of_a_replaced_database_comes_back_with_it(database: Path) -> None:
    """The way back from a restore: the database set aside may still have its write-ahead log beside it."""
    copy = copy_of(database)
    crashed = sqlite3.connect(database, isolation_level=None)
    try:
        crashed.execute("INSERT INTO chats VALUES ('test', -5, NULL)")
        assert tousu(database.parent, "restore", copy).returncode == 0
        (replaced,) = database.parent.glob("*.replaced-*Z")
        assert replaced.with_name(f"{replaced.name}-wal").exists()
        assert tousu(database.parent, "restore", replaced).returncode == 0
    finally:
        crashed.close()
    with closing(sqlite3.connect(database)) as conn:
        assert conn.execute("SELECT chat_id FROM chats WHERE key = 'test'").fetchone() == (-5,)


def test_a_copy_made_before_an_upgrade_can_be_restored_after_it(database: Path) -> None:
    copy = database.with_name("copy-of-the-first-version.db")
    with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        schema.apply(conn, schema.migrations()[:1])
    done = tousu(database.parent, "restore", copy)
    assert done.returncode == 0, done.stderr
    inspection = inspect(database)
    assert inspection is not None
    assert (inspection.version, inspection.damage, inspection.broken_at) == (1, (), None)
    with_cases(database)  # opening it brings it up to date
    assert tousu(database.parent, "verify").returncode == 0
    assert contents(database) == 1


def test_the_start_after_an_upgrade_copies_the_older_database_first(tmp_path: Path) -> None:
    config = company_in(tmp_path)
    with closing(sqlite3.connect(config.storage.path, isolation_level=None)) as conn:
        schema.apply(conn, schema.migrations()[:1])
    assert tousu(tmp_path, "rebuild").returncode == 0
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("tousu-version-1-")
    inspection = inspect(copy)
    assert inspection is not None
    assert (inspection.version, inspection.damage) == (1, ())


def test_a_company_moves_to_another_machine_with_a_copy_and_its_configuration(
    database: Path, tmp_path: Path
) -> None:
    copy = copy_of(database)
    elsewhere = tmp_path / "elsewhere"
    company_in(elsewhere)
    done = tousu(elsewhere, "restore", copy)
    assert done.returncode == 0, done.stderr
    assert "保留" not in done.stdout
    assert contents(elsewhere / "tousu.db") == 1
    assert (elsewhere / "tousu.db").stat().st_mode & 0o777 == 0o600
    assert tousu(elsewhere, "rebuild").returncode == 0
    assert tousu(elsewhere, "verify").stdout == tousu(database.parent, "verify").stdout


@pytest.mark.parametrize("command", ["verify", "rebuild", "backup"])
def test_a_damaged_database_is_told_in_a_sentence_that_names_the_way_out(
    command: str, tmp_path: Path
) -> None:
    config = company_in(tmp_path)
    config.storage.path.write_bytes(b"this was a database once" * 1000)
    done = tousu(tmp_path, command)
    assert done.returncode == 1
    assert "tousu restore" in done.stderr


def test_a_file_of_something_else_is_not_restored(database: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("shopping list")
    done = tousu(database.parent, "restore", tmp_path / "notes.db")
    assert done.returncode == 1
    assert contents(database) == 1
