"""The way between the bot and the sandbox within one thread: it takes time, breaks, and loses answers."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from random import Random
from typing import Any, TypeVar

import httpx
from telegram.error import Conflict, NetworkError
from telegram.request import BaseRequest, RequestData

from bot.telegram_time import TelegramTime
from sandbox import Call, World
from sandbox.botapi_methods import call
from sandbox.botapi_polling import get_updates
from sandbox.refusals import Refused

T = TypeVar("T")
Place = tuple[int, int]
"""A message by its chat and its id."""
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
OK = 200
SLOWEST = 0.3  # seconds one way


class Wire:
    """What lies between; `cut` it and nothing goes either way, `mute` it and only polls go."""

    def __init__(self, world: World, rng: Random) -> None:
        self.world, self._rng = world, rng
        self._broken = asyncio.Event()
        self.is_mute = False
        self.loses = 0.0  # share of calls whose answer is lost
        self.refuses = 0.0  # share of calls that Telegram's servers fail
        self.unlearnt: set[Place] = (
            set()
        )  # messages that stand in a chat, and whoever sent them got no answer

    def cut(self) -> None:
        self._broken.set()

    def mend(self) -> None:
        self._broken.clear()

    async def carry(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do something at Telegram's and bring the answer, unless the wire breaks meanwhile."""
        await self._travel(httpx.ConnectError("no route"))
        doing = asyncio.ensure_future(work())
        breaking = asyncio.ensure_future(self._broken.wait())
        try:
            await asyncio.wait({doing, breaking}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise broken(httpx.ReadError("cut"))
        finally:
            breaking.cancel()
            doing.cancel()
        await self._travel(httpx.ReadError("the answer was lost"))
        return doing.result()

    def is_unlucky(self, share: float) -> bool:
        return share > 0 and self._rng.random() < share

    async def _travel(self, failure: httpx.HTTPError) -> None:
        await asyncio.sleep(self._rng.random() * SLOWEST)
        if self._broken.is_set():
            raise broken(failure)


class DirectLine:
    """Stands for `bot.line.Line`."""

    def __init__(self, wire: Wire, time: TelegramTime) -> None:
        self._wire, self._time = wire, time

    async def fetch(self, offset: int, *, seconds: int) -> Sequence[dict[str, Any]]:
        """Return the news, with Telegram's time as its `Date` header tells it."""
        world = self._wire.world
        options = {"offset": offset, "limit": 100, "timeout": seconds, "allowed_updates": json.dumps(ALLOWED)}
        dates: list[datetime] = []

        async def poll() -> Sequence[dict[str, Any]]:
            found = await get_updates(world, options)
            dates.append(world.clock.now().replace(microsecond=0))
            return found

        try:
            updates = await self._wire.carry(poll)
        except Refused as refusal:
            raise Conflict(refusal.description) from refusal
        self._time.set_from(dates[0])
        world.log(Call("getUpdates", dict(options), world.clock.now(), ok=True, result=list(updates)))
        return updates

    async def close(self) -> None:
        """Nothing is open."""


class DirectRequest(BaseRequest):
    """Stands for the library's HTTP client."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002  it is always POST
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Carry out one call of the Bot API."""
        name, given = url.rpartition("/")[2], dict(request_data.json_parameters if request_data else {})
        sent: set[Place] = set()

        async def work() -> tuple[int, dict[str, Any]]:
            code, body = self._answer(name, given)
            sent.update(_new_messages(name, body))
            return code, body

        is_learnt = False
        try:
            code, body = await self._wire.carry(work)
            is_learnt = not body["ok"] or not self._wire.is_unlucky(self._wire.loses)
        finally:
            self._wire.unlearnt |= set() if is_learnt else sent
        if not is_learnt:
            raise broken(httpx.ReadError("the answer was lost"))
        return code, json.dumps(body).encode()

    def _answer(self, name: str, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        code = OK
        try:
            body = {"ok": True, "result": self._result(name, given)}
        except Refused as refusal:
            code, body = refusal.code, refusal.as_json()
        world = self._wire.world
        world.log(Call(name, given, world.clock.now(), ok=code == OK, result=body.get("result", body)))
        return code, body

    def _result(self, name: str, given: dict[str, Any]) -> Any:
        is_message = name.startswith(("send", "edit"))
        if is_message and (self._wire.is_mute or self._wire.is_unlucky(self._wire.refuses)):
            raise Refused(502, "Bad Gateway")
        return call(self._wire.world, name, given)


def _new_messages(method: str, body: dict[str, Any]) -> Iterator[Place]:
    if method.startswith("send") and body["ok"] and isinstance(body["result"], dict):
        yield body["result"]["chat"]["id"], body["result"]["message_id"]


def broken(cause: httpx.HTTPError) -> NetworkError:
    """Return what the library makes of a failed connection; `bot.fates` reads the cause."""
    error = NetworkError(f"httpx.{type(cause).__name__}: {cause}")
    error.__cause__ = cause
    return error
