"""GET /health, on this machine only: the pulse of the bot as JSON, 200 while it is well, else 503."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.clock import Clock
from bot.intake import Fatal
from bot.operator_words import PORT_TAKEN
from bot.watch import OUTAGE
from storage.database import Database
from storage.pulse import Pulse, pulse

LOOPBACK: Final = "127.0.0.1"
PATIENCE: Final = OUTAGE
"""So long an update or a judgement may wait, or Telegram be silent, before somebody should look."""


class Health:
    """Answers for one running process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._up_since = clock.now()

    async def answer(self, _: Request) -> JSONResponse:
        """Answer GET /health."""
        now = self._clock.now()
        found = await self._database.read(partial(pulse, due_by=now - PATIENCE))
        status = HTTPStatus.OK if is_well(found, now) else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(self._told(found), status_code=status)

    def _told(self, found: Pulse) -> dict[str, str | int | None]:
        return {
            "up_since": self._up_since.isoformat(),
            "last_poll_at": _iso(found.last_poll_at),
            "inbox_undone": found.inbox_undone,
            "outbox_waiting": found.outbox_waiting,
            "duties_overdue_unjudged": found.duties_overdue_unjudged,
        }


def is_well(found: Pulse, now: datetime) -> bool:
    """Tell whether Telegram is read, updates are handled and misses are judged.

    What waits in the outbox makes no difference: flood limits let it wait while everything works.
    """
    late = now - PATIENCE
    is_read = found.last_poll_at is not None and found.last_poll_at >= late
    is_handled = found.undone_since is None or found.undone_since >= late
    return is_read and is_handled and not found.duties_overdue_unjudged


@contextlib.asynccontextmanager
async def serving(health: Health, port: int) -> AsyncIterator[int]:
    """Answer on a port of this machine until the block ends; 0 takes a free one. Raises `Fatal` if it is taken."""
    config = uvicorn.Config(
        _application(health),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    with _listening(port) as listener:
        server = _Guest(config)
        task = asyncio.create_task(server.serve(sockets=[listener]), name="health")
        try:
            yield listener.getsockname()[1]
        finally:
            server.leave.set()
            await task


def _application(health: Health) -> Starlette:
    only_here = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])
    return Starlette(routes=[Route("/health", health.answer, methods=["GET"])], middleware=[only_here])


class _Guest(uvicorn.Server):
    """A server that leaves the signals to the bot, and sleeps while nobody asks."""

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
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            raise Fatal(PORT_TAKEN.format(port=port, reason=error.strerror)) from error
        listener.listen(16)
        listener.setblocking(False)  # noqa: FBT003  the socket module has no keyword
        yield listener


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
