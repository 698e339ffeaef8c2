"""What became of a call to Telegram: its errors, read by class and, where the class says too little, by its words.

The only place that knows Telegram's sentences (telegram.md B1-B4).
"""

from enum import StrEnum
from typing import Final, NamedTuple

import httpx
from telegram import error as tg


class Fate(StrEnum):
    """What a failed call means for the message."""

    NOT_SENT = "not_sent"  # it never left this machine
    UNKNOWN = "unknown"  # it may stand in the chat
    FLOOD = "flood"  # Telegram wants us to wait
    REFUSED = "refused"  # never, in this form
    UNCHANGED = "unchanged"  # the message shows this already
    GONE = "gone"  # the message to edit does not exist any more
    NO_TOPIC = "no_topic"  # the forum topic was deleted
    MIGRATED = "migrated"  # the group has a new id
    CLOSED = "closed"  # this chat does not let the bot in
    UNAUTHORIZED = "unauthorized"  # the token is not valid


class Failure(NamedTuple):
    """A failed call; `retry_after` in seconds, `new_chat_id` for a migrated group."""

    fate: Fate
    text: str
    retry_after: float = 0.0
    new_chat_id: int = 0


_NEVER_LEFT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

_WORDS: Final = (
    ("message is not modified", Fate.UNCHANGED),
    ("message to edit not found", Fate.GONE),
    ("message can't be edited", Fate.GONE),
    ("message_id_invalid", Fate.GONE),
    ("there is no caption in the message to edit", Fate.GONE),
    ("there is no text in the message to edit", Fate.GONE),
    ("message thread not found", Fate.NO_TOPIC),
    ("topic_closed", Fate.NO_TOPIC),
    ("chat not found", Fate.CLOSED),
    ("not enough rights to send", Fate.CLOSED),
    ("have no rights to send", Fate.CLOSED),
    ("chat_write_forbidden", Fate.CLOSED),
    ("peer_id_invalid", Fate.CLOSED),
    ("user not found", Fate.CLOSED),
)


def interpret(error: tg.TelegramError) -> Failure:
    """Say what a failed call means."""
    text = _text(error)
    match error:
        case tg.RetryAfter():
            return Failure(Fate.FLOOD, text, retry_after=_seconds(error))
        case tg.ChatMigrated():
            return Failure(Fate.MIGRATED, text, new_chat_id=error.new_chat_id)
        case tg.Forbidden():
            return Failure(Fate.CLOSED, text)
        case tg.InvalidToken():
            return Failure(Fate.UNAUTHORIZED, text)
        case tg.BadRequest():
            return Failure(_by_words(error), text)
        case _:
            return Failure(Fate.NOT_SENT if isinstance(error.__cause__, _NEVER_LEFT) else Fate.UNKNOWN, text)


def _text(error: tg.TelegramError) -> str:
    """Return kind and words; Telegram's words of a Forbidden begin with the kind."""
    kind, said = type(error).__name__, str(error)
    return said if said.startswith(f"{kind}: ") else f"{kind}: {said}"


def _by_words(error: tg.BadRequest) -> Fate:
    said = str(error).lower()
    return next((fate for words, fate in _WORDS if words in said), Fate.REFUSED)


def _seconds(error: tg.RetryAfter) -> float:
    after = error.retry_after  # PTB_TIMEDELTA decides which
    return float(after) if isinstance(after, int) else after.total_seconds()
