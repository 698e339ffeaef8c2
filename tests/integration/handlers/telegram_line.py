"""Telegram's end of the line: answers what the library asks, remembers what it was told, lets nothing out."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

BOT = {"id": 900, "is_bot": True, "first_name": "投訴", "username": "tousu_bot"}
TOO_OLD = {"ok": False, "error_code": 400, "description": "Bad Request: query is too old"}


class Line(BaseRequest):
    """What the Bot API was told, as (method, parameters); `refuses` are the methods that answer a 400."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refuses: set[str] = set()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert method == "POST"
        name = url.rpartition("/")[2]
        if name == "getMe":
            return _answer({"ok": True, "result": BOT})
        self.calls.append((name, request_data.parameters if request_data else {}))
        return _answer(TOO_OLD if name in self.refuses else {"ok": True, "result": True})

    def told(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of every call of a method."""
        return [parameters for name, parameters in self.calls if name == method]


def _answer(body: dict[str, Any]) -> tuple[int, bytes]:
    return (200 if body["ok"] else 400), json.dumps(body).encode()
