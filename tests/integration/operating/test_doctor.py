"""The doctor at a real Telegram of the sandbox and a real database; what it must not do is touch either."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest

from bot.doctor.examining import examine
from bot.doctor.findings import Finding, is_well
from storage.lock import ProcessLock
from tests.integration.bot.office import ADMIN, Office, config_for, office
from tests.integration.operating.company import TOKEN, company_in, tousu, with_cases


@pytest.fixture
async def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with office(tmp_path) as here:
        monkeypatch.setenv("TOUSU_TOKEN", here.world.token)
        monkeypatch.setenv("TOUSU_TEST_CLOCK", "1")
        yield here


async def examined(here: Office) -> dict[str, Finding]:
    return {finding.code: finding for finding in await examine(here.config)}


def hashes(folder: Path) -> dict[Path, str]:
    return {path: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.db")}


async def test_a_company_that_is_set_up_is_well_before_its_first_start(here: Office) -> None:
    findings = await examined(here)
    assert is_well(findings.values())
    assert {"token_known", "sees_all", "in_group", "clock_right", "database_none"} <= findings.keys()
    assert here.world.group.title in findings["in_group"].what


async def test_a_running_bot_is_examined_without_being_disturbed(here: Office) -> None:
    async with here.open():
        await here.settled()
        generation = here.world.poll_generation
        findings = await examined(here)
        assert is_well(findings.values())
        assert findings["database_sound"]
        assert here.world.poll_generation == generation


async def test_it_is_read_from_the_database_who_has_started_the_bot(here: Office) -> None:
    async with here.open():
        await here.settled()
        findings = await examined(here)
    assert "李小明" in findings["unreachable"].what


async def test_nothing_is_said_changed_or_confirmed(here: Office, tmp_path: Path) -> None:
    async with here.open():
        await here.settled()
    here.world.post(here.person(ADMIN), here.world.group, "大家好")
    before = hashes(tmp_path)
    calls = len(here.world.calls_of())
    await examined(here)
    assert hashes(tmp_path) == before
    assert {call.method for call in here.world.calls_of()[calls:]} <= {
        "getMe",
        "getChat",
        "getChatMember",
        "getWebhookInfo",
    }
    assert len(here.world.updates) == 1


async def test_a_group_that_is_not_found_is_looked_for_among_what_waits(here: Office, tmp_path: Path) -> None:
    group = here.world.group
    here.config = config_for(tmp_path, here.server, -1)
    assert (await examined(here))["group_unknown"]
    here.world.post(here.person(ADMIN), group, "大家好")
    finding = (await examined(here))["group_seen"]
    assert f"{group.title}（{group.id}）" in finding.what
    assert len(here.world.updates) == 1  # the bot still gets it


async def test_a_bot_thrown_out_of_the_group_is_told(here: Office) -> None:
    here.world.remove_bot(here.world.group, here.person(ADMIN))
    findings = await examined(here)
    assert not is_well(findings.values())
    assert findings["group_left"]


async def test_topics_are_looked_at_where_each_case_is_to_have_one(here: Office) -> None:
    telegram = here.config.telegram.model_copy(update={"topic_per_case": True})
    here.config = here.config.model_copy(update={"telegram": telegram})
    assert (await examined(here))["topics_off"]
    admin, group = here.person(ADMIN), here.world.group
    here.world.make_forum(group)
    here.world.promote_bot(group, admin, without={"can_manage_topics"})
    assert "管理話題" in (await examined(here))["topics_denied"].advice
    here.world.promote_bot(group, admin)
    assert (await examined(here))["topics_own"]


@pytest.mark.parametrize(("is_admin", "code"), [(False, "blind"), (True, "sees_as_administrator")])
async def test_privacy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_admin: bool, code: str
) -> None:
    async with office(tmp_path, reads_all=False, bot_is_admin=is_admin) as here:
        monkeypatch.setenv("TOUSU_TOKEN", here.world.token)
        monkeypatch.setenv("TOUSU_TEST_CLOCK", "1")
        assert code in await examined(here)


async def test_a_group_that_grew_into_a_supergroup_is_told_with_its_new_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with office(tmp_path, basic_group=True) as here:
        monkeypatch.setenv("TOUSU_TOKEN", here.world.token)
        monkeypatch.setenv("TOUSU_TEST_CLOCK", "1")
        new = here.world.migrate(here.world.group, here.person(ADMIN))
        assert str(new.id) in (await examined(here))["group_moved"].what


async def test_this_machines_clock_is_compared_with_telegrams(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the test clock it is the machine's clock that counts, and the sandbox plays another Monday."""
    monkeypatch.delenv("TOUSU_TEST_CLOCK")
    assert {"clock_fast", "clock_slow"} & (await examined(here)).keys()


async def test_a_wrong_token_is_told_and_not_shown(here: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUSU_TOKEN", TOKEN.replace("4242", "2424"))
    findings = await examined(here)
    assert findings["token_unknown"]
    assert not any(TOKEN.partition(":")[2] in str(finding) for finding in findings.values())


async def test_a_telegram_out_of_order_is_told_without_the_token(here: Office) -> None:
    here.world.faults.server_error("getMe", 502)
    finding = (await examined(here))["telegram_unreachable"]
    assert here.world.token.partition(":")[2] not in finding.what


async def test_on_the_command_line_it_prints_what_it_finds(here: Office, tmp_path: Path) -> None:
    environment = {"TOUSU_TOKEN": here.world.token, "TOUSU_TEST_CLOCK": "1"}
    done = await asyncio.to_thread(lambda: tousu(tmp_path, "doctor", **environment))
    assert done.returncode == 0
    assert f"✓ Telegram 認得 token，機器人是 @{here.world.bot.username}。" in done.stdout


def test_a_missing_token_is_bad_and_offline_it_is_not_needed(tmp_path: Path) -> None:
    company_in(tmp_path)
    assert "TOUSU_TOKEN" in tousu(tmp_path, "doctor").stdout
    assert tousu(tmp_path, "doctor").returncode == 1
    assert tousu(tmp_path, "doctor", "--offline").returncode == 0


def test_a_damaged_database_is_bad_and_the_rest_is_examined_all_the_same(tmp_path: Path) -> None:
    company_in(tmp_path).storage.path.write_bytes(b"no database" * 500)
    done = tousu(tmp_path, "doctor", "--offline")
    assert done.returncode == 1
    assert "✗ 資料庫" in done.stdout
    assert "tousu restore" in done.stdout
    assert "字型" in done.stdout


def test_a_broken_configuration_is_told_as_check_does(tmp_path: Path) -> None:
    company_in(tmp_path)
    (tmp_path / "config.yaml").write_text("company: 輝煌\n", "utf-8")
    assert tousu(tmp_path, "doctor", "--offline").returncode == 2


def test_a_database_in_use_is_examined_without_its_lock(tmp_path: Path) -> None:
    path = with_cases(company_in(tmp_path).storage.path)
    with ProcessLock(path):
        assert "資料庫完整" in tousu(tmp_path, "doctor", "--offline").stdout


def test_copies_are_found_and_dated_by_their_names(tmp_path: Path) -> None:
    path = with_cases(company_in(tmp_path).storage.path)
    assert "還沒有備份" in tousu(tmp_path, "doctor", "--offline").stdout
    tousu(tmp_path, "backup")
    (path.parent / "backups" / "tousu-before-the-move.db").touch()  # somebody's own
    assert "✓ 最近的備份是 tousu-2" in tousu(tmp_path, "doctor", "--offline").stdout
