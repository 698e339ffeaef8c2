"""Which chats the bot has heard from lately: how an operator finds the id of the group and of people.

Reads the waiting updates without confirming one, so the bot still gets them. Not while it runs: Telegram has one reader.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from bot.clock import Clock
from bot.line import Line
from bot.telegram_time import TelegramTime

_MESSAGES: Final = ("message", "edited_message", "my_chat_member")
_NAMES: Final = ("title", "first_name", "last_name")


class Heard(NamedTuple):
    """Groups and people by id, each with its name there."""

    groups: dict[int, str]
    people: dict[int, str]


async def chats_heard(base_url: str, token: str, clock: Clock) -> Heard:
    """Return who has written to the bot, or to a group it is in, and was not read yet.

    Raise TelegramError where Telegram does not answer, or does not let us read.
    """
    line = Line(base_url, token, TelegramTime(clock))
    try:
        return _heard(await line.fetch(0, seconds=0))
    finally:
        await line.close()


def _heard(updates: Sequence[dict[str, Any]]) -> Heard:
    messages = [update[kind] for update in updates for kind in _MESSAGES if kind in update]
    groups, people = dict[int, str](), dict[int, str]()
    for one in _parties(messages):
        if not one.get("is_bot"):
            (groups if one["id"] < 0 else people)[one["id"]] = _name(one)
    return Heard(groups, people)


def _parties(messages: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for message in messages:
        yield from (message[part] for part in ("chat", "from") if part in message)


def _name(one: dict[str, Any]) -> str:
    return " ".join(one[key] for key in _NAMES if one.get(key))
