"""What only a bot that hears the whole group is brought: the proof that it did, read from raw updates.

In privacy mode Telegram shows a bot commands, answers to messages of bots, what is sent by way of a bot, posts of channels and
service messages; whatever may be one of these proves nothing.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, Final

from storage.moments import moment
from storage.rows import scalar

_WORDS: Final = frozenset(
    {"text", "photo", "video", "document", "voice", "audio", "animation", "sticker", "video_note"}
)
_MEANT_FOR_BOTS: Final = frozenset({"via_bot", "sender_chat", "is_automatic_forward"})


def heard_at(body: str, *, group: int, username: str) -> datetime | None:
    """Return when somebody wrote into the group what is meant for no bot; None if the update is no such message."""
    update = json.loads(body)
    message = update.get("message", {}) if isinstance(update, dict) else {}
    try:
        is_proof = message["chat"]["id"] == group and _is_chatter(message, username)
        return datetime.fromtimestamp(int(message["date"]), UTC) if is_proof else None
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def last_heard(conn: Connection, *, group: int, username: str) -> datetime | None:
    """Return when the group was heard last, as far as the inbox remembers; else when it begins, None if it is empty."""
    bodies = conn.execute("SELECT body FROM inbox ORDER BY id DESC")
    heard = (heard_at(body, group=group, username=username) for (body,) in bodies)
    return max(filter(None, heard), default=None) or moment(
        scalar(conn, "SELECT min(received_at) FROM inbox")
    )


# Private functions


def _is_chatter(message: Mapping[str, Any], username: str) -> bool:
    words = message.get("text") or message.get("caption") or ""
    kinds = {
        entity["type"] for entity in (*message.get("entities", ()), *message.get("caption_entities", ()))
    }
    return (
        not _WORDS.isdisjoint(message)
        and _MEANT_FOR_BOTS.isdisjoint(message)
        and not _answers(message)
        and "bot_command" not in kinds
        and not words.startswith("/")
        and f"@{username}".lower() not in words.lower()
    )


def _answers(message: Mapping[str, Any]) -> bool:
    """Tell whether it answers another; in a topic everything seems to answer the message that opened it."""
    answered = message.get("reply_to_message")
    return answered is not None and "forum_topic_created" not in answered
