"""The line on which updates come: getUpdates as raw JSON, past the library's parsing."""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode

from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.authorities import authorities
from bot.telegram_time import TelegramTime

LIMIT: Final = 100
ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

_ANSWER_SECONDS: Final = 10.0
_SECONDS: Final[dict[str, Any]] = {"write_timeout": 10.0, "connect_timeout": 10.0, "pool_timeout": 10.0}


class Line:
    """A connection of its own for polling; each answer tells what time it is at Telegram."""

    def __init__(self, base_url: str, token: str, time: TelegramTime) -> None:
        listening: dict[str, Any] = {"event_hooks": {"response": [time.heard]}, "verify": authorities()}
        self._request = HTTPXRequest(connection_pool_size=2, httpx_kwargs=listening, **_SECONDS)
        self._url = f"{base_url}{token}/getUpdates"

    async def fetch(self, offset: int, *, seconds: int) -> Sequence[dict[str, Any]]:
        """Confirm what came before `offset`, wait so long for news, and return it; raise `TelegramError`."""
        options = {"offset": offset, "limit": LIMIT, "timeout": seconds}
        query = urlencode(options | {"allowed_updates": json.dumps(ALLOWED_UPDATES)})
        try:
            updates = await self._request.post(f"{self._url}?{query}", read_timeout=seconds + _ANSWER_SECONDS)
            return sorted(updates, key=lambda update: int(update["update_id"]))  # type: ignore[arg-type]
        except (LookupError, TypeError, ValueError) as error:
            raise TelegramError("getUpdates brought something that is no list of updates") from error

    async def close(self) -> None:
        """Hang up."""
        await self._request.shutdown()
