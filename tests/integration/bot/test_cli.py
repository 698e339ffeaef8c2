"""The command line as its users meet it: real processes, exit codes, sentences instead of tracebacks."""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import Clock, World, serve
from storage.lock import ProcessLock
from tests.integration.bot.office import CONFIG, MONDAY, config_for, eventually, populate

ROOT = CONFIG.parent
POSTS = [json.loads(line) for line in (ROOT / "tests/data/complaints.jsonl").read_text("utf-8").splitlines()]
TOKEN = "4242424242:AAE-sandbox-token-that-is-no-secret0"


def tousu(
    *args: object, stdin: str = "", folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("TOUSU_")}
    return subprocess.run(
        [sys.executable, "-c", "from bot.__main__ import main; main()", *map(str, args)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=known | {"PYTHONPATH": str(ROOT)} | environment,
        timeout=60,
        check=False,
    )


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a configuration with its database in a folder of its own."""
    text = CONFIG.read_text("utf-8").replace("var/tousu.db", "tousu.db")
    (tmp_path / "config.yaml").write_text(text, "utf-8")
    return tmp_path / "config.yaml"


def test_check_tells_what_is_wrong_with_the_words_of_the_company(company: Path) -> None:
    own = company.parent / "words"
    own.mkdir()
    (own / "closed.j2").write_text("{{ case }}{{ outcom }}", "utf-8")
    (own / "posted.j2").write_text("{% for %}", "utf-8")
    company.write_text(company.read_text("utf-8") + "\ntexts: {folder: words}\n", "utf-8")
    done = tousu("check", "--config", company)
    assert done.returncode == 2
    assert "2 個錯誤" in done.stderr
    assert "closed.j2：這個訊息沒有 outcom 可用" in done.stderr
    assert "posted.j2：範本寫錯了" in done.stderr


def test_the_example_configuration_has_no_mistakes(company: Path) -> None:
    done = tousu("check", "--config", company)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_mistake_is_told_at_once_with_exit_code_2(company: Path) -> None:
    broken = (
        company.read_text("utf-8").replace("accept: 5m", "accept: soon").replace("timezone:", "timezones:")
    )
    company.write_text(broken, "utf-8")
    done = tousu("check", "--config", company)
    assert done.returncode == 2
    assert "accept" in done.stderr
    assert "timezones" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_configuration_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = tousu("run", "--config", tmp_path / "none.yaml")
    assert done.returncode == 2
    assert "none.yaml" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_token_one_is_told_where_to_get_it_and_that_the_demo_needs_none(company: Path) -> None:
    done = tousu("run", "--config", company, folder=company.parent)
    assert done.returncode == 2
    assert "@BotFather" in done.stderr
    assert "make demo" in done.stderr


def test_a_second_process_is_told_in_a_sentence(company: Path) -> None:
    with ProcessLock(company.parent / "tousu.db"):
        done = tousu("run", "--config", company, folder=company.parent, TOUSU_TOKEN=TOKEN)
    assert done.returncode == 1
    assert str(os.getpid()) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_test_clock_is_refused_where_real_people_are(company: Path) -> None:
    done = tousu("run", "--config", company, folder=company.parent, TOUSU_TOKEN=TOKEN, TOUSU_TEST_CLOCK="1")
    assert done.returncode == 2
    assert "TOUSU_TEST_CLOCK" in done.stderr
    assert "api.telegram.org" in done.stderr


def test_a_post_is_read_as_the_corpus_says(tmp_path: Path) -> None:
    post = POSTS[0]
    (tmp_path / "post.txt").write_text(post["text"], "utf-8")
    for done in (
        tousu("parse", tmp_path / "post.txt", "--now", post["now"]),
        tousu("parse", "--now", post["now"], stdin=post["text"]),
    ):
        assert done.returncode == 0
        assert json.loads(done.stdout) == post["expect"]


def test_many_posts_are_read_a_line_each() -> None:
    lines = "".join(json.dumps({"text": post["text"], "now": post["now"]}) + "\n" for post in POSTS[:20])
    done = tousu("parse", "--jsonl", stdin=lines + "nonsense\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[:20] == [post["expect"] for post in POSTS[:20]]
    assert "error" in answers[20]


@pytest.mark.parametrize("now", ["noon", "2026-11-23T10:05:00"])
def test_a_moment_without_offset_is_refused(now: str) -> None:
    done = tousu("parse", "--now", now, stdin="x")
    assert done.returncode == 2
    assert now in done.stderr


@pytest.mark.parametrize("command", ["verify", "rebuild", "backup"])
def test_looking_after_a_database_that_is_not_there_is_told_in_a_sentence(
    command: str, company: Path
) -> None:
    done = tousu(command, "--config", company)
    assert done.returncode == 1
    assert "tousu.db" in done.stderr
    assert "Traceback" not in done.stderr


async def run_until_sigterm(folder: Path) -> str:
    """Run the bot on a sandbox of its own until it polls, stop it, and return its log."""
    world = World(clock=Clock(MONDAY))
    async with serve(world) as server:
        config = config_for(folder, server, world.group.id)
        populate(world, config)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", "from bot.__main__ import main; main()", "run"),
            stderr=asyncio.subprocess.PIPE,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TOUSU_TOKEN": world.token, "TOUSU_TEST_CLOCK": "1"},
        )
        await eventually(lambda: world.poll_generation, seconds=30)
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 20)
        assert process.returncode == 0, log.decode()
        return log.decode()


async def test_the_bot_runs_until_sigterm_and_logs_no_token(tmp_path: Path) -> None:
    log = await run_until_sigterm(tmp_path)
    assert "connected" in log
    assert TOKEN.partition(":")[2] not in log


async def test_its_database_can_be_checked_rebuilt_and_copied(tmp_path: Path) -> None:
    await run_until_sigterm(tmp_path)
    assert tousu("verify", folder=tmp_path).returncode == 0
    assert tousu("rebuild", folder=tmp_path).returncode == 0
    assert tousu("backup", folder=tmp_path).returncode == 0
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1
    tamper(tmp_path / "tousu.db")
    assert tousu("verify", folder=tmp_path).returncode == 1


async def test_people_who_differ_from_the_database_are_told_by_check(tmp_path: Path) -> None:
    await run_until_sigterm(tmp_path)
    config = tmp_path / "config.yaml"
    text = config.read_text("utf-8").replace(
        "name: 孫強, department: production", "name: 孫強, department: hr"
    )
    config.write_text(text.replace("name: 黃小燕", "name: 黃大燕"), "utf-8")
    (tmp_path / "texts" / "echo.j2").unlink()  # what only these tests say
    done = tousu("check", folder=tmp_path)
    assert done.returncode == 0
    assert "孫強" in done.stdout
    assert "黃大燕" in done.stdout
    assert "王五" not in done.stdout


def tamper(database: Path) -> None:
    """Change the journal behind the program's back."""
    conn = sqlite3.connect(database)
    conn.execute("DROP TRIGGER journal_refuses_update")
    conn.execute("UPDATE journal SET body = replace(body, '王五', '王六')")
    conn.commit()
    conn.close()
