"""How long people in the group wait for an answer: from a post to the bot's answer under it, on a quiet system.

The bot is a process of its own and polls the sandbox over HTTP on this machine. Included: the sandbox handing the update
to the waiting getUpdates, two commits (inbox; decision with done mark), the reading of the form, the courier's commits,
and sendMessage until the message stands in the group. Not included: a real network and Telegram itself. Three commits wait
for the disk on the way, so the longest fsync of those seconds is told beside the figure.
"""

import asyncio
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Final

from bench.company import COMPLAINANT, BotProcess, bot_process
from bench.disk import watched
from bench.rows import Row

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


async def measure(folder: Path) -> Row:
    """Post forms with mistakes, one at a time, and wait for each answer."""
    async with bot_process(folder, follows_clock=True) as bot, watched(folder) as disk:
        waits = [1000 * await _answered(bot) for _ in range(WARM_UP + POSTS)][WARM_UP:]
    p99 = quantiles(waits, n=100)[98]
    how = f"p99 of {POSTS}; median {median(waits):.0f} ms; worst {max(waits):.0f} ms, of one fsync meanwhile {max(disk):.0f} ms"
    return Row("group post to the bot's answer over HTTP", BUDGET_MS, p99, "ms", how)


# Private functions


async def _answered(bot: BotProcess) -> float:
    """Return the real seconds between a post and its answer."""
    world = bot.world
    world.clock.jump(by=APART_SECONDS)
    await asyncio.sleep(QUIET)
    began = perf_counter()
    post = world.post(bot.people[COMPLAINANT], world.group, POST)
    await world.wait_for(lambda: world.from_bot() and world.from_bot()[-1].id > post.id, what="the answer")
    return perf_counter() - began
