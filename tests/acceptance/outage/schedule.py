"""One random schedule: a few cases of the sample company, and whatever goes wrong around them."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from sqlite3 import Connection
from typing import NamedTuple
from unittest.mock import patch

from structlog.testing import capture_logs

from bot import clockwork
from bot.config import Config
from sandbox import Clock, Message
from tests.acceptance.killing import product_plots as product
from tests.acceptance.killing import service_plots as service
from tests.acceptance.killing.product_plots import Plot
from tests.acceptance.killing.story import Sees, Steps, Story, Until
from tests.acceptance.killing.town import Town
from tests.acceptance.killing.worktime import CHINA
from tests.acceptance.outage import weather
from tests.acceptance.outage.loop import QuickLoop
from tests.acceptance.outage.machine import Machine, Ticks, born
from tests.acceptance.outage.weather import Sky, Weather, until
from tests.acceptance.outage.wire import Wire
from texts import Texts

PLOTS: tuple[Plot, ...] = (
    product.silent, product.silent, product.answered, product.answered_late, product.at_the_last_moment, product.at_the_last_moment, product.passed_on,
    product.passed_on_in_vain, product.in_two_parts, product.dodged, product.turned_up, product.not_ours,
    product.never_published, product.published_late, product.disputed,
    service.planned, service.unplanned, service.half_planned, service.reassigned,
)  # fmt: skip
STARTS = ((8, 31), (13, 31))
LASTS = timedelta(hours=3, minutes=40)
CASES = (1, 2, 3)
FILED_WITHIN = timedelta(minutes=20)
SKEWS = (0.0, 0.0, 0.0, 240.0, -400.0)  # seconds by which the machine's own clock is wrong
SLOWLY = 0.5  # share of the schedules in which Telegram takes its time, and of those in which the bot does
LOOKS_AGAIN = timedelta(seconds=20)


class Lived(NamedTuple):
    """A schedule that was lived through, for the judges."""

    seed: str
    town: Town
    stories: list[Story]
    weather: Weather
    conn: Connection
    ended_at: datetime
    errors: list[str]


Told = list[tuple[Story, Steps[None]]]


class Office(NamedTuple):
    """What all schedules have in common."""

    config: Config
    furnished: Connection
    texts: Texts


def live(office: Office, seed: str) -> Lived:
    """Live through the schedule of a seed."""
    with (
        asyncio.Runner(loop_factory=QuickLoop) as runner,
        patch.object(clockwork, "AsyncIOScheduler", Ticks),
        capture_logs() as logs,
    ):
        runner.get_loop().set_task_factory(born)
        lived = runner.run(_live(office, seed))
    said = [
        f"{entry['event']} {entry.get('exc_info') or ''}" for entry in logs if entry["log_level"] == "error"
    ]
    return lived._replace(errors=said + lived.weather.machine.deaths)


async def _live(office: Office, seed: str) -> Lived:
    rng = Random(seed)
    start = datetime(2026, 11, 23, *rng.choice(STARTS), tzinfo=CHINA)
    loop = asyncio.get_running_loop()
    world = Sky(group_id=office.config.telegram.group_id, clock=Clock(start, rate=1, real=loop.time))
    town, wire = Town(world, office.config), Wire(world, rng)
    skew = timedelta(seconds=rng.choice(SKEWS))
    machine = Machine(office.config, wire, office.texts, furnished=office.furnished, skew=skew)
    _, people = office.config.directory_seed()
    sky = Weather(world, wire, machine, {one.name: one.id for one in people})
    await machine.start()
    troubles = weather.drawn(rng, within=LASTS - timedelta(minutes=30))
    stories = list(_stories(town, rng))
    acting = [asyncio.create_task(_acts(world, town, story, steps)) for story, steps in stories]
    raging = [asyncio.create_task(sky.live_through(trouble)) for trouble in troubles]
    if rng.random() < SLOWLY and all(trouble.kind != "late delivery" for trouble in troubles):
        raging.append(asyncio.create_task(sky.deliver_slowly(rng, lambda: _dues(stories))))
    if rng.random() < SLOWLY:
        raging.append(asyncio.create_task(sky.handle_slowly(lambda: _dues(stories))))
    await _over(world, stories, acting, start + LASTS)
    ended_at = world.clock.now()
    await _brought_to_rest(world, machine, wire, [*acting, *raging])
    return Lived(seed, town, [story for story, _ in stories], sky, machine.conn, ended_at, [])


def _stories(town: Town, rng: Random) -> Iterator[tuple[Story, Steps[None]]]:
    for nth in range(rng.choice(CASES)):
        plot = rng.choice(PLOTS)
        story = Story(town, Random(rng.random()), nth, is_service=plot.__module__ == service.__name__)
        yield story, _begun(town, plot(story), town.now + FILED_WITHIN * rng.random())


def _begun(town: Town, steps: Steps[None], at: datetime) -> Steps[None]:
    yield Until(at)
    yield from steps


async def _acts(world: Sky, town: Town, story: Story, steps: Steps[None]) -> None:
    """Let the people of one case do what they do; who waits in vain for the bot goes home."""
    wait = next(steps, None)
    while wait is not None:
        seen = None
        if isinstance(wait, Until):
            await until(world, wait.moment)
        else:
            seen = await _sees(world, town, wait)
        try:
            wait = steps.send(seen)
        except StopIteration:
            wait = None


async def _over(world: Sky, stories: Told, acting: list[asyncio.Task[None]], end: datetime) -> None:
    """Wait until everybody has done what he does and everything has fallen due, or the time is over."""
    while world.clock.now() < end:
        if all(task.done() for task in acting) and all(due < world.clock.now() for due in _dues(stories)):
            break
        await until(world, min(end, world.clock.now() + LOOKS_AGAIN))


def _dues(stories: Told) -> list[datetime]:
    return [owed.due_at for story, _ in stories for owed in story.reckoning.owed.values()]


async def _sees(world: Sky, town: Town, wait: Sees) -> Message:
    while True:
        town.look()
        found = wait.look()
        if found is not None:
            return found
        await world.bell.wait(LOOKS_AGAIN.total_seconds())


async def _brought_to_rest(world: Sky, machine: Machine, wire: Wire, tasks: list[asyncio.Task[None]]) -> None:
    """End every trouble, and give the bot the time to say what it has to."""
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.result()
    wire.mend()
    wire.is_mute, wire.loses, wire.refuses = False, 0.0, 0.0
    world.release_updates()
    if machine.life is None or machine.life.fuse is not None:
        await machine.kill()
        await machine.start()
    await until(world, world.clock.now() + timedelta(minutes=12))
    await machine.kill()
