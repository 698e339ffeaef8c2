"""What the bot costs while nothing happens: processor time of its process over a minute, with a case waiting."""

import asyncio
from pathlib import Path
from typing import Final

from bench.company import COMPLAINANT, MANAGER, BotProcess, bot_process
from bench.rows import Row
from bot.demo.posts import PRODUCT

BUDGET_SECONDS: Final = 0.3
IDLE_SECONDS: Final = 60.0
SETTLING_SECONDS: Final = 3.0


async def measure(folder: Path) -> Row:
    """Post a case, leave the bot alone, and count."""
    async with bot_process(folder / "idle.db", follows_clock=False) as bot:
        await _post_case(bot)
        await asyncio.sleep(SETTLING_SECONDS)
        before = bot.cpu_seconds()
        await asyncio.sleep(IDLE_SECONDS)
        used = bot.cpu_seconds() - before
    how = "processor time of the bot's process, one case open, real clock"
    return Row(f"idle over {IDLE_SECONDS:.0f} s", BUDGET_SECONDS, used, "s", how)


# Private functions


async def _post_case(bot: BotProcess) -> None:
    world, manager = bot.world, bot.people[MANAGER]
    world.post(bot.people[COMPLAINANT], world.group, PRODUCT)
    request = await world.wait_for(lambda: next((m for m in world.from_bot(manager) if m.buttons), None))
    world.press(manager, request, "批准")
    await world.wait_for(world.from_bot, what="the post")
