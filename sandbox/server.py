"""Serving a world: the Bot API, the control API and the chat page on one loopback port."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sandbox.botapi import BotApi
from sandbox.connections import Connections
from sandbox.control import Control
from sandbox.page import Page, PageRoutes
from sandbox.world import World

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running sandbox."""

    world: World
    port: int

    @property
    def url(self) -> str:
        """Return the address of the chat page."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def base_url(self) -> str:
        """Return what python-telegram-bot calls `base_url`."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """Return what python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"


@contextlib.asynccontextmanager
async def serve(world: World, *, port: int = 0, page: Page | None = None) -> AsyncIterator[Server]:
    """Serve `world` on 127.0.0.1 until the block ends; port 0 takes a free one."""
    connections = Connections()
    world.closing = False
    with _listening(port) as listener:
        config = uvicorn.Config(
            application(world, page or Page(), connections),
            http=connections.protocol(),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = _Quiet(config)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await _until_started(server, task)
            yield Server(world, listener.getsockname()[1])
        finally:
            world.closing = True
            world.bell.ring()
            server.leave.set()
            await task


def application(world: World, page: Page, connections: Connections) -> Starlette:
    """Return the ASGI application of a sandbox."""
    routes = [
        *BotApi(world, connections).routes(),
        *PageRoutes(world, page).routes(),
        *Control(world).routes(),
    ]
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    return Starlette(routes=routes, middleware=[only_here])


class _Quiet(uvicorn.Server):
    """A server that leaves the signals to the program it runs in, and sleeps while nothing happens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leave = asyncio.Event()

    async def main_loop(self) -> None:
        await self.leave.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # asyncio sends without delay only on sockets that name the protocol; else each answer waits 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(128)
        listener.setblocking(False)  # noqa: FBT003  the socket module has no keyword
        yield listener


async def _until_started(server: uvicorn.Server, task: asyncio.Task[None]) -> None:
    while not server.started:
        if task.done():
            await task
            raise RuntimeError("the sandbox did not start")
        await asyncio.sleep(0.005)
