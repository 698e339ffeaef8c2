"""A handler that fails once is asked again; until then nobody else takes its update for something else."""

from pathlib import Path
from typing import Any

from telegram.ext import MessageHandler, filters

from handlers.context import Context, TousuApplication, remember_failure
from tests.integration.bot.office import LI, echo, office


async def test_an_update_whose_handler_failed_is_not_settled_by_the_next_handler(tmp_path: Path) -> None:
    asked: list[str] = []

    async def fails_once(update: Any, context: Context) -> None:
        asked.append(update.message.text)
        if len(asked) == 1:
            raise OSError("the disk is busy")
        await echo(update, context)

    async def takes_anything(_update: Any, _context: Context) -> None:
        asked.append("taken for something else")

    def register(application: TousuApplication) -> None:
        application.add_handler(MessageHandler(filters.TEXT, fails_once), 0)
        application.add_handler(MessageHandler(filters.TEXT, takes_anything), 1)
        application.add_error_handler(remember_failure)  # type: ignore[arg-type]

    async with office(tmp_path) as here, here.open(register=register):
        here.world.post(here.person(LI), here.world.group, "echo a ruling")
        await here.settled()
        assert asked == ["echo a ruling", "echo a ruling"]
        assert here.group_texts() == ["a ruling"]
