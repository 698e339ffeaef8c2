"""The control API under /sandbox: what `World` does and knows, over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from sandbox.connections import hung_up
from sandbox.control_acts import ACTS
from sandbox.model import Json
from sandbox.refusals import Refused
from sandbox.snapshot import calls_json, commands_json, snapshot
from sandbox.world import World

LONGEST_WAIT: Final = 25.0
_INLINE_TYPES: Final = frozenset(
    {"image/png", "image/jpeg", "image/gif", "audio/ogg", "video/mp4", "application/pdf"}
)


@dataclass(frozen=True)
class Control:
    """The control routes."""

    world: World

    def routes(self) -> list[Route]:
        """Return the routes, the fixed ones before the acts."""
        return [
            Route("/sandbox/clock", self.clock, methods=["GET"]),
            Route("/sandbox/state", self.state, methods=["GET"]),
            Route("/sandbox/calls", self.calls, methods=["GET"]),
            Route("/sandbox/traffic", self.traffic, methods=["GET"]),
            Route("/sandbox/commands", self.commands, methods=["GET"]),
            Route("/sandbox/events", self.events, methods=["GET"]),
            Route("/sandbox/files/{file_id}", self.file, methods=["GET"]),
            Route("/sandbox/{act}", self.act, methods=["POST"]),
        ]

    async def clock(self, request: Request) -> Response:
        """Return the clock; with `after`, wait for a newer version first."""
        after = int(request.query_params.get("after", 0))
        gives_up_at = self.world.clock.real_seconds() + LONGEST_WAIT
        while self.world.clock.version <= after and not self.world.closing:
            left = gives_up_at - self.world.clock.real_seconds()
            if left <= 0:
                break
            await self.world.bell.wait(left)
        return JSONResponse(self.world.clock_json())

    async def state(self, _: Request) -> Response:
        """Return everything."""
        return JSONResponse(snapshot(self.world))

    async def calls(self, request: Request) -> Response:
        """Return the log of Bot API calls, of one `method` if named."""
        return JSONResponse(calls_json(self.world, request.query_params.get("method")))

    async def traffic(self, _: Request) -> Response:
        """Return sends, edits, refusals and the fullest minute of each chat."""
        return JSONResponse(self.world.limits.summary())

    async def commands(self, request: Request) -> Response:
        """Return the command menu that `person_id` sees in `chat_id`."""
        person_id, chat_id = (int(request.query_params[name]) for name in ("person_id", "chat_id"))
        return JSONResponse(commands_json(self.world, person_id, chat_id))

    async def file(self, request: Request) -> Response:
        """Return a file: pictures and pages to look at, anything else to download; saved, it has its own name."""
        try:
            attachment = self.world.files.get(request.path_params["file_id"]).attachment
        except Refused as refusal:
            return JSONResponse({"error": refusal.description}, 404)
        is_shown = attachment.content_type in _INLINE_TYPES
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
        way = "inline" if is_shown else "attachment"
        headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(attachment.filename)}"
        shown_as = attachment.content_type if is_shown else "application/octet-stream"
        return Response(attachment.content, headers=headers, media_type=shown_as)

    async def act(self, request: Request) -> Response:
        """Perform one act; JSON only, so that no other page's form can."""
        act = ACTS.get(request.path_params["act"])
        if act is None:
            return JSONResponse({"error": f"there is no act {request.path_params['act']!r}"}, 404)
        if not request.headers.get("content-type", "").startswith("application/json"):
            return JSONResponse({"error": "send JSON"}, 415)
        try:
            return JSONResponse(act.model_validate_json(await request.body()).perform(self.world))
        except ValidationError as problems:
            return JSONResponse({"error": str(problems)}, 422)
        except (ValueError, LookupError, Refused) as problem:
            return JSONResponse({"error": str(problem)}, 400)

    async def events(self, request: Request) -> Response:
        """Stream what happens after `after` as server-sent events."""
        seen = request.headers.get("last-event-id") or request.query_params.get("after")
        first = self.world.events.seq if seen is None else int(seen)
        stream = self._stream(first, asyncio.create_task(hung_up(request)))
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def _stream(self, seen: int, gone: asyncio.Task[None]) -> AsyncIterator[str]:
        try:
            yield _event({"kind": "hello", "data": {"world": self.world.id}})
            while not (gone.done() or self.world.closing):
                happened = self.world.events.after(seen)
                if happened is None:
                    yield _event({"kind": "reset", "data": {}}, seen := self.world.events.seq)
                for event in happened or ():
                    seen = event.seq
                    yield _event({"kind": event.kind, "data": event.data}, seen)
                await self.world.bell.wait(LONGEST_WAIT)
                yield ": still here\n\n"
        finally:
            gone.cancel()


def _event(body: Json, seq: int | None = None) -> str:
    numbered = "" if seq is None else f"id: {seq}\n"
    return f"{numbered}data: {json.dumps(body, ensure_ascii=False)}\n\n"
