"""From the first question to a file that the configuration accepts."""

import asyncio
from pathlib import Path
from typing import Final

from telegram.error import Conflict, InvalidToken, TelegramError

from bot import config as configuration
from bot.clock import SystemClock
from bot.config import TelegramKeys
from bot.config_problems import ConfigProblems, Problem
from bot.config_secrets import load_secrets
from bot.fates import interpret
from bot.founding import words
from bot.founding.interview import YES, YES_OR_NO, Interview
from bot.founding.questions import ask_all
from bot.founding.writing import page
from bot.peeking import Heard, chats_heard

TELEGRAM: Final[str] = TelegramKeys.model_fields["base_url"].default


def settle(
    path: Path, interview: Interview, *, env_file: Path | None = None, base_url: str = TELEGRAM
) -> tuple[Problem, ...] | None:
    """Ask, and write the file; return what is still wrong with it, None if an existing file is to stay.

    The file is written even with mistakes in it: to put them right is less work than to answer everything again.
    """
    replaces = path.exists()
    if replaces and not _may_replace(path, interview):
        return None
    heard, silence = asyncio.run(_heard(base_url, env_file))
    interview.say(*silence)
    text = page(ask_all(interview, heard))
    with path.open("w" if replaces else "x", encoding="utf-8") as file:
        file.write(text)
    return _problems(path)


# Private functions

_NOBODY: Final = Heard({}, {})


def _may_replace(path: Path, interview: Interview) -> bool:
    question = words.OVERWRITE.format(path=path)
    return interview.ask(question, YES_OR_NO, accepted=words.YES_OR_NO) == YES


async def _heard(base_url: str, env_file: Path | None) -> tuple[Heard, tuple[str, ...]]:
    """Return the chats the bot has heard from, or why it cannot name any."""
    try:
        token = load_secrets(env_file).token.get_secret_value()
        heard = await chats_heard(base_url, token, SystemClock())
    except ConfigProblems as found:
        return _NOBODY, (words.NO_BOT_YET.format(problems="\n".join(map(str, found.problems))),)
    except InvalidToken:
        return _NOBODY, (words.BOT_UNKNOWN,)
    except TelegramError as error:
        why = words.TAKEN if isinstance(error, Conflict) else words.UNREACHABLE
        return _NOBODY, (why.format(error=interpret(error).text.replace(token, "…")),)
    return heard, () if any(heard) else (words.NOBODY,)


def _problems(path: Path) -> tuple[Problem, ...]:
    try:
        configuration.load(path)
    except ConfigProblems as found:
        return found.problems
    return ()
