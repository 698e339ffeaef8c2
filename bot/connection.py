"""The connection to Telegram: the client, the application around it, and the first words between the two."""

import asyncio
import os
from typing import Any, Final

import structlog
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ExtBot
from telegram.request import HTTPXRequest

from bot.authorities import authorities
from bot.config import Config
from bot.fates import interpret
from bot.intake import Fatal
from bot.operator_words import UNKNOWN_TOKEN
from handlers.context import TousuApplication, Wiring, context_types
from handlers.menus import MENUS, voices, worded
from texts import Texts
from texts.fitting import plain

_log = structlog.stdlib.get_logger()

# Read by python-telegram-bot at each RetryAfter: lengths of time are timedeltas then, and not deprecated.
os.environ.setdefault("PTB_TIMEDELTA", "true")

_SECONDS: Final[dict[str, Any]] = {
    "read_timeout": 20.0,
    "write_timeout": 20.0,
    "connect_timeout": 10.0,
    "pool_timeout": 10.0,
}
DESCRIPTIONS: Final = ("bot_description", "bot_short_description")
"""What an empty private chat shows (512 characters), and the profile (120)."""
_LONGEST_PAUSE: Final = 30.0


def telegram_bot(config: Config, token: str) -> ExtBot[None]:
    """Return the client of the Bot API."""
    manners: dict[str, Any] = {"httpx_kwargs": {"verify": authorities()}, **_SECONDS}
    return ExtBot(
        token,
        base_url=config.telegram.base_url,
        base_file_url=config.telegram.base_file_url,
        request=HTTPXRequest(connection_pool_size=64, **manners),
        get_updates_request=HTTPXRequest(**manners),  # never used, `bot/line.py` polls
    )


def application(bot: ExtBot[None], wiring: Wiring) -> TousuApplication:
    """Return what takes updates to handlers; it neither polls nor schedules, `bot/` does."""
    builder = Application.builder().bot(bot).updater(None).job_queue(None)
    return builder.context_types(context_types(wiring)).build()


async def connect(app: TousuApplication) -> None:
    """Introduce ourselves, for as long as it takes; raise `Fatal` if Telegram does not know the token."""
    pause = 1.0
    while True:
        try:
            await app.initialize()
        except InvalidToken as error:
            raise Fatal(UNKNOWN_TOKEN) from error
        except NetworkError as error:
            _log.warning("cannot reach Telegram yet", error=interpret(error).text, again_in_seconds=pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


async def introduce(bot: ExtBot[None], texts: Texts) -> None:
    """Say in the bot's profile what it is for, where that is not said already; without it everything works all the same."""
    try:
        for code, voice in voices(texts):
            await _introduce(bot, voice, code)
    except TelegramError as error:
        _log.warning("the description could not be set", error=interpret(error).text)


async def set_menus(bot: ExtBot[None], texts: Texts) -> None:
    """Show people the commands they have; without menus everything works all the same."""
    try:
        for code, voice in voices(texts):
            for menu in MENUS:
                await bot.set_my_commands(worded(menu.commands, voice), scope=menu.scope, language_code=code)
    except TelegramError as error:
        _log.warning("the menus could not be set", error=interpret(error).text)


async def _introduce(bot: ExtBot[None], texts: Texts, code: str) -> None:
    long, short = (plain(texts.render(name, {})) for name in DESCRIPTIONS)
    if (await bot.get_my_description(code)).description != long:
        await bot.set_my_description(long, code)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, code)
