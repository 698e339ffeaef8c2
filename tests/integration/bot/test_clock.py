"""The steered clock, alone and behind a real sandbox."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import RemoteClockError, SteeredClock, SystemClock, require_loopback, sandbox_clock
from sandbox.server import serve
from sandbox.world import World

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_a_frozen_clock_stands_still_until_it_is_jumped() -> None:
    clock = SteeredClock(MONDAY, rate=0)
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0.02)
    assert clock.now() == MONDAY
    assert not sleeper.done()

    clock.steer(MONDAY + HOUR - timedelta(seconds=1))
    await asyncio.sleep(0.02)
    assert not sleeper.done()

    clock.steer(MONDAY + HOUR)
    await asyncio.wait_for(sleeper, 1)


async def test_sleeping_at_600_times_the_speed_takes_a_600th() -> None:
    clock = SteeredClock(MONDAY, rate=600)
    async with asyncio.timeout(1):
        await clock.sleep(60)
    assert clock.now() >= MONDAY + timedelta(seconds=60)


async def test_a_change_of_speed_shortens_a_sleep_that_has_begun() -> None:
    clock = SteeredClock(MONDAY, rate=1)
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0)
    clock.steer(clock.now(), rate=100_000)
    await asyncio.wait_for(sleeper, 1)


async def test_refreshing_sees_a_jump_at_once() -> None:
    world = World()
    async with serve(world) as server, sandbox_clock(server.base_url) as clock:
        world.clock.jump(by=7200)
        await clock.refresh()
        assert abs(clock.now() - world.clock.now()) < timedelta(seconds=1)


async def test_waiting_for_a_change_that_has_happened_does_not_wait() -> None:
    clock = SteeredClock(MONDAY)
    seen = clock.version
    clock.steer(MONDAY + HOUR)
    await asyncio.wait_for(clock.changed(seen), 1)


async def test_the_machines_clock_is_aware_and_moves() -> None:
    clock = SystemClock()
    before = clock.now()
    await clock.sleep(0.01)
    assert clock.now() - before >= timedelta(seconds=0.01)
    assert before.tzinfo is UTC
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(clock.changed(0), 0.01)


async def test_the_sandbox_clock_follows_jumps_and_speed() -> None:
    world = World()
    async with serve(world) as server, sandbox_clock(server.base_url) as clock:
        assert abs(clock.now() - world.clock.now()) < timedelta(seconds=1)

        seen = clock.version
        world.clock.jump(by=7200)
        await asyncio.wait_for(clock.changed(seen), 2)
        assert abs(clock.now() - world.clock.now()) < timedelta(seconds=1)

        seen = clock.version
        world.clock.set_rate(0)
        await asyncio.wait_for(clock.changed(seen), 2)
        assert clock.now() == world.clock.now()


@pytest.mark.parametrize("host", ["127.0.0.1:8081", "127.3.2.1", "[::1]:99", "localhost:1"])
def test_this_machines_addresses_may_have_a_test_clock(host: str) -> None:
    require_loopback(f"http://{host}/bot")


@pytest.mark.parametrize(
    "host", ["api.telegram.org", "10.0.0.1", "localhost.example.com", "127.0.0.1.nip.io", ""]
)
def test_a_test_clock_is_refused_for_any_other_address(host: str) -> None:
    with pytest.raises(RemoteClockError, match="TOUSU_TEST_CLOCK"):
        require_loopback(f"https://{host}/bot")
