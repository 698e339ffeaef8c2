"""How long people in the group wait for an answer: from a post to the bot's answer under it, on a quiet system.

The bot is a process of its own and polls the sandbox over HTTP on this machine. Included: the sandbox handing the update
to the waiting getUpdates, two commits (inbox; decision with done mark), the reading of the form, the courier's commits,
and sendMessage until the message stands in the group. Not included: a real network and Telegram itself. Three commits wait
for the disk on the way, so the longest fsync of those seconds is told beside the figure.

Beside it, post by post in turn, the least there can be: python-telegram-bot with one handler (`bare_bot.py`), which
remembers nothing, against a sandbox of its own.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from bench.company import COMPLAINANT, bot_process, own_process
from bench.disk import watched
from bench.rows import Row
from sandbox import Person, World, serve

BUDGET_MS: Final = 150.0
POSTS: Final = 200
WARM_UP: Final = 5
APART_SECONDS: Final = 60 / 15
"""Of the sandbox's clock, which jumps: the courier sends at most 18 messages a minute into a group."""
QUIET: Final = 0.05  # real seconds in which the bot takes in the jump and polls again
POST: Final = (
    "《產品質量投訴》\n投訴人：李小明\n客戶名稱：東方五金\n發貨日期：上個月吧\n品牌：H牌\n客戶要求：換貨"
)
"""A form with mistakes, which the bot answers in the group."""


async def measure(folder: Path) -> list[Row]:
    """Post forms with mistakes, one at a time, and wait for each answer."""
    async with (
        bot_process(folder / "answering.db") as bot,
        _bare() as (bare, somebody),
        watched(folder) as disk,
    ):
        ours, theirs = [], []
        for _ in range(WARM_UP + POSTS):
            ours.append(await _answered(bot.world, bot.people[COMPLAINANT]))
            theirs.append(await _answered(bare, somebody))
    waits, least = ours[WARM_UP:], median(theirs[WARM_UP:])
    p99, usual = quantiles(waits, n=100)[98], median(waits)
    how = (
        f"p99 of {POSTS}; median {usual:.0f} ms, {usual / least:.1f} × that of bare python-telegram-bot ({least:.1f} ms); "
        f"worst {max(waits):.0f} ms, of one fsync meanwhile {max(disk):.0f} ms"
    )
    return [Row("group post to the bot's answer over HTTP", BUDGET_MS, p99, "ms", how)]


# Private functions


@asynccontextmanager
async def _bare() -> AsyncIterator[tuple[World, Person]]:
    """Run the bare bot beside a sandbox of its own; yield that, and somebody there."""
    world = World()
    somebody = world.add_person(101, COMPLAINANT)
    async with serve(world) as server:
        environment = os.environ | {"TOUSU_TOKEN": world.token}
        async with own_process("-m", "bench.bare_bot", server.base_url, environment=environment):
            world.post(somebody, world.group, POST)
            await world.wait_for(world.from_bot, seconds=60, what="the bare bot")
            yield world, somebody


async def _answered(world: World, who: Person) -> float:
    """Return the real milliseconds between a post and its answer."""
    world.clock.jump(by=APART_SECONDS)
    await asyncio.sleep(QUIET)
    began = perf_counter()
    post = world.post(who, world.group, POST)
    await world.wait_for(lambda: world.from_bot() and world.from_bot()[-1].id > post.id, what="the answer")
    return 1000 * (perf_counter() - began)
