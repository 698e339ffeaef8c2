"""GET /health of a running bot."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.clock import SteeredClock
from bot.health import PATIENCE, Health, is_well, serving
from bot.intake import Fatal
from storage.pulse import Pulse
from tests.integration.bot.office import MONDAY, config_for, office
from tests.integration.operating.company import company_in, tousu

WELL = Pulse(MONDAY, inbox_undone=0, undone_since=None, outbox_waiting=0, duties_overdue_unjudged=0)
LATE = MONDAY - PATIENCE - timedelta(seconds=1)


async def get(port: int, path: str = "/health", **options: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        return await client.get(path, **options)


@pytest.mark.parametrize(
    ("changes", "well"),
    [
        ({}, True),
        ({"outbox_waiting": 500}, True),  # flood limits; it goes on
        ({"inbox_undone": 9, "undone_since": MONDAY}, True),
        ({"last_poll_at": None}, False),
        ({"last_poll_at": LATE}, False),
        ({"inbox_undone": 1, "undone_since": LATE}, False),
        ({"duties_overdue_unjudged": 1}, False),
    ],
)
def test_a_bot_is_well_while_it_reads_handles_and_judges(changes: dict[str, Any], *, well: bool) -> None:
    assert is_well(WELL._replace(**changes), MONDAY) is well


async def test_a_running_bot_tells_how_it_is(tmp_path: Path, unused_tcp_port: int) -> None:
    async with office(tmp_path) as here:
        with_health = f"logging:\n  level: INFO\nhealth: {{port: {unused_tcp_port}}}"
        here.config = config_for(
            tmp_path, here.server, here.world.group.id, **{"logging:\n  level: INFO": with_health}
        )
        async with here.open():
            await here.settled()
            answer = await get(unused_tcp_port)
        assert answer.status_code == 200
        told = answer.json()
        assert told["last_poll_at"] >= told["up_since"] >= MONDAY.astimezone(UTC).isoformat()
        assert told | {"up_since": "", "last_poll_at": ""} == {
            "up_since": "",
            "last_poll_at": "",
            "inbox_undone": 0,
            "outbox_waiting": 0,
            "duties_overdue_unjudged": 0,
        }
        with pytest.raises(httpx.ConnectError):
            await get(unused_tcp_port)


async def test_what_waits_is_counted_and_judged_by_how_long_it_waits(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    clock = SteeredClock(MONDAY, rate=0)
    async with office(tmp_path) as here, here.idle() as bot:
        case = "INSERT INTO inbox (update_id, body, received_at) VALUES (1, '{}', ?)"
        await bot.database.transact(lambda conn: conn.execute(case, (int(MONDAY.timestamp() * 1e6),)))
        async with serving(Health(bot.database, clock), unused_tcp_port):
            answer = await get(unused_tcp_port)
        assert answer.status_code == 503  # it has not read Telegram yet
        assert answer.json()["inbox_undone"] == 1
        assert answer.json()["last_poll_at"] is None


async def test_other_hosts_names_other_paths_and_other_methods_are_refused(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    async with (
        office(tmp_path) as here,
        here.idle() as bot,
        serving(Health(bot.database, bot.clock), unused_tcp_port) as port,
        httpx.AsyncClient() as client,
    ):
        assert (await get(port, headers={"Host": "evil.example"})).status_code == 400
        assert (await get(port, "/")).status_code == 404
        assert (await client.post(f"http://127.0.0.1:{port}/health")).status_code == 405


async def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.idle() as bot:
        health = Health(bot.database, bot.clock)
        async with serving(health, 0) as port:
            with pytest.raises(Fatal, match=str(port)):
                async with serving(health, port):
                    pass


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_only_ports_are_accepted(tmp_path: Path, port: str) -> None:
    company_in(tmp_path)
    with (tmp_path / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nhealth: {{port: {port}}}\n")
    done = tousu(tmp_path, "check")
    assert done.returncode == 2
    assert "8788" in done.stderr
