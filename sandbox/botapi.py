"""The Bot API over HTTP: reading requests, meeting planned faults, answering in sandbox time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.botapi_methods import call
from sandbox.botapi_polling import get_updates
from sandbox.connections import Connections, hung_up
from sandbox.faults import Fault, FaultKind
from sandbox.files import MAX_DOWNLOAD
from sandbox.model import Attachment, Json
from sandbox.refusals import Refused
from sandbox.state import Call
from sandbox.world import World

MAX_BODY: Final = 60 * 1024 * 1024


@dataclass(frozen=True)
class BotApi:
    """The routes the bot talks to."""

    world: World
    connections: Connections

    def routes(self) -> list[Route]:
        """Return the routes under `/bot<token>` and `/file/bot<token>`."""
        return [
            Route("/bot{token}/{method}", self.answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download, methods=["GET"]),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        refusal = self._token_refusal(request)
        if refusal is not None:
            return self._dated(refusal.as_json(), refusal.code)
        method = request.path_params["method"]
        try:
            raw, uploads = await _read(request)
        except (ValueError, UnicodeDecodeError):
            return self._dated(Refused(400, "Bad Request: can't parse request").as_json(), 400)
        fault = self.world.faults.take(method, raw.get("chat_id"))
        gone = asyncio.create_task(hung_up(request))
        try:
            return await self._meet(request, fault, gone, method, raw, uploads)
        finally:
            gone.cancel()

    async def download(self, request: Request) -> Response:
        """Hand out a file that getFile named."""
        stored = self.world.files.at(request.path_params["path"])
        if self._token_refusal(request) or stored is None or len(stored.attachment.content) > MAX_DOWNLOAD:
            return self._dated(Refused(404, "Not Found").as_json(), 404)
        return Response(stored.attachment.content, headers={"Date": self.world.clock.http_date()})

    async def _meet(
        self,
        request: Request,
        fault: Fault | None,
        gone: asyncio.Task[None],
        method: str,
        raw: Json,
        uploads: Mapping[str, Attachment],
    ) -> Response:
        """Answer a call, unless a planned fault comes between."""
        if fault is None:
            return await self._carry_out(method, raw, uploads, gone)
        if fault.applied:
            answer = await self._carry_out(method, raw, uploads, gone, note=fault.kind)
        else:
            self._log(method, raw, ok=False, result=None, note=fault.kind)
        if fault.kind is FaultKind.DELAY:
            await asyncio.wait({gone}, timeout=fault.seconds)
            return answer
        if fault.kind is FaultKind.REFUSE:
            return self._dated(fault.as_json(), fault.code)
        if fault.kind is FaultKind.HANG:
            await self._until_closed(gone)
        if fault.kind is not FaultKind.GARBAGE:
            await self.connections.drop(request)
        return Response("<html>this is no JSON", headers={"Date": self.world.clock.http_date()})

    async def _carry_out(
        self,
        method: str,
        raw: Json,
        uploads: Mapping[str, Attachment],
        gone: asyncio.Task[None],
        *,
        note: str = "",
    ) -> Response:
        try:
            if method.lower() == "getupdates":
                result: Any = await self._poll(raw, gone)
            else:
                result = call(self.world, method, raw, uploads)
        except Refused as refusal:
            self._log(method, raw, ok=False, result=refusal.as_json(), note=note)
            return self._dated(refusal.as_json(), refusal.code)
        self._log(method, raw, ok=True, result=result, note=note)
        return self._dated({"ok": True, "result": result}, 200)

    async def _poll(self, raw: Json, gone: asyncio.Task[None]) -> list[Json]:
        poll = asyncio.create_task(get_updates(self.world, raw))
        await asyncio.wait({poll, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not poll.done():
            poll.cancel()
            return []
        return poll.result()

    async def _until_closed(self, gone: asyncio.Task[None]) -> None:
        while not (gone.done() or self.world.closing):
            ring = asyncio.create_task(self.world.bell.wait())
            await asyncio.wait({gone, ring}, return_when=asyncio.FIRST_COMPLETED)
            ring.cancel()

    def _log(self, method: str, raw: Json, *, ok: bool, result: Any, note: str) -> None:
        self.world.log(Call(method, dict(raw), self.world.clock.now(), ok, result, note))

    def _dated(self, body: Json, code: int) -> JSONResponse:
        headers = {"Date": self.world.clock.http_date()}
        retry_after = body.get("parameters", {}).get("retry_after")
        if retry_after is not None:
            headers["Retry-After"] = str(retry_after)
        return JSONResponse(body, code, headers)

    def _token_refusal(self, request: Request) -> Refused | None:
        return None if request.path_params["token"] == self.world.token else Refused(401, "Unauthorized")


async def _read(request: Request) -> tuple[Json, dict[str, Attachment]]:
    """Return the parameters and the uploaded files of a request, however they were sent."""
    raw: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return raw | await request.json(), {}
    async with request.form(max_part_size=MAX_BODY) as form:
        return raw | _fields(form), await _uploads(form)


def _fields(form: FormData) -> Json:
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def _uploads(form: FormData) -> dict[str, Attachment]:
    return {
        name: Attachment(
            await value.read(), value.filename or name, value.content_type or "application/octet-stream"
        )
        for name, value in form.items()
        if isinstance(value, UploadFile)
    }
