"""A small company, its sandbox over real HTTP, and python-telegram-bot's own Bot."""

import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
import telegram
from telegram.request import HTTPXRequest

from sandbox import Attachment, Clock, Person, Server, World, serve


@pytest.fixture(autouse=True)
def lengths_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let python-telegram-bot give lengths of time as such; the numbers it gives by default are deprecated."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def world() -> World:
    """A world whose clock stands still until it is jumped."""
    return World(clock=Clock(rate=0))


@pytest.fixture
def li(world: World) -> Person:
    """Somebody who has an open private chat."""
    return world.add_person(101, "李小明", username="lixiaoming", started=True)


@pytest.fixture
def wang(world: World) -> Person:
    """Somebody who never started the bot; an administrator of the group."""
    return world.add_person(102, "王五", admin=True)


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as running:
        yield running


@pytest.fixture
async def bot(world: World, server: Server) -> AsyncIterator[telegram.Bot]:
    async with _bot(world, server) as running:
        yield running


@pytest.fixture
def bot_of() -> Callable[[World], AbstractAsyncContextManager[telegram.Bot]]:
    """Serve a world of the test's own making and give its bot."""
    return _served


@pytest.fixture
def refusal(world: World) -> Callable[[Awaitable[object]], Awaitable[tuple[int, str]]]:
    """Await a call that must be refused and return Telegram's code and words."""

    async def refused(doing: Awaitable[object]) -> tuple[int, str]:
        with pytest.raises(telegram.error.TelegramError):
            await doing
        answer = world.calls[-1].result
        return answer["error_code"], answer["description"]

    return refused


@asynccontextmanager
async def _served(world: World) -> AsyncIterator[telegram.Bot]:
    async with serve(world) as server, _bot(world, server) as bot:
        yield bot


def _bot(world: World, server: Server) -> telegram.Bot:
    # Loopback needs no certificates, and loading them takes longer than a test.
    lines = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return telegram.Bot(
        world.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=lines[0],
        get_updates_request=lines[1],
    )


@pytest.fixture
def png() -> Callable[[int, int], Attachment]:
    """Draw a plain picture of a size."""
    return _png


@pytest.fixture
def picture() -> Attachment:
    """A small picture."""
    return _png(4, 3)


def _png(width: int, height: int) -> Attachment:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = _chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * height))
    return Attachment(b"\x89PNG\r\n\x1a\n" + header + rows + _chunk(b"IEND", b""), "photo.png", "image/png")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
