"""The little that is read from an update the library cannot read, or that nobody could handle."""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where a message stands."""

    chat_id: int
    message_id: int


def place_of(body: str) -> Place | None:
    """Return where the update's message stands, None if it has none."""
    message = _message(body)
    try:
        return Place(int(message["chat"]["id"]), int(message["message_id"]))
    except (KeyError, TypeError, ValueError):
        return None


def sent_at(body: str) -> datetime | None:
    """Return when a person wrote what the update brings (an edit: when it was edited), None if it does not say."""
    message = _message(body) if '"callback_query"' not in body else {}
    try:
        return datetime.fromtimestamp(int(message.get("edit_date") or message["date"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _message(body: str) -> dict[str, Any]:
    update = json.loads(body)
    parts = [part for part in update.values() if isinstance(part, dict)] if isinstance(update, dict) else []
    messages = [part.get("message", part) for part in parts]
    return next((message for message in messages if isinstance(message, dict)), {})
