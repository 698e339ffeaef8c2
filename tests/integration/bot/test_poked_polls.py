"""A poll may be broken off at any moment, also while its answer arrives: the line must stay free."""

import asyncio
from pathlib import Path
from random import Random

from tests.integration.bot.office import LI, office


async def test_a_poll_broken_off_while_its_answer_arrives_leaves_the_line_free(tmp_path: Path) -> None:
    rng = Random(3)
    async with office(tmp_path) as here, here.open() as bot:
        await here.settled()
        for _ in range(300):
            here.world.post(here.person(LI), here.world.group, "今天吃什麼")
            await asyncio.sleep(rng.random() * 0.005)
            bot.parts.intake._poked.set()
            await asyncio.sleep(rng.random() * 0.005)
        await here.settled()
        assert bot.parts.watch.trouble is None
