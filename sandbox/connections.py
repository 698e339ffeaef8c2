"""The open connections of the server, so that one can really be broken."""

import asyncio
from typing import Any

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

Peer = tuple[str, int]


class Connections:
    """The transports of the open connections, by the address of the peer."""

    def __init__(self) -> None:
        self._transports: dict[Peer, asyncio.BaseTransport] = {}

    def protocol(self) -> type[H11Protocol]:
        """Return uvicorn's HTTP protocol, reporting each connection here."""
        transports = self._transports

        class Recorded(H11Protocol):
            def connection_made(self, transport: Any) -> None:
                super().connection_made(transport)
                transports[transport.get_extra_info("peername")[:2]] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.transport.get_extra_info("peername")[:2], None)
                super().connection_lost(exc)

        return Recorded

    async def drop(self, request: Request) -> None:
        """Break the connection of a request as a dead network does."""
        peer = request.scope["client"]
        transport = self._transports.get((peer[0], peer[1]))
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()
        await asyncio.sleep(0)  # let the server see that the peer is gone


async def hung_up(request: Request) -> None:
    """Return when the caller has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
