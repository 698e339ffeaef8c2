"""The Bot API over HTTP: reading requests and handing out files."""

import asyncio
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.botapi_exchange import Exchange, dated
from sandbox.connections import Connections, hung_up
from sandbox.files import MAX_DOWNLOAD
from sandbox.model import Attachment, Json
from sandbox.refusals import Refused, bad_request
from sandbox.world import World

MAX_BODY: Final = 60 * 1024 * 1024
_CLIENT_CLOSED: Final = 499


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
        try:
            self._check_token(request)
            raw, uploads = await _read(request)
        except Refused as refusal:
            return dated(self.world, refusal.as_json(), refusal.code)
        except ClientDisconnect:  # killed in the middle of a word
            return Response(status_code=_CLIENT_CLOSED)
        gone = asyncio.create_task(hung_up(request))
        method = request.path_params["method"]
        try:
            return await Exchange(self.world, self.connections, request, gone, method, raw, uploads).answer()
        finally:
            gone.cancel()

    async def download(self, request: Request) -> Response:
        """Hand out a file that getFile named."""
        try:
            self._check_token(request)
            content = self._downloadable(request.path_params["path"])
        except Refused as refusal:
            return dated(self.world, refusal.as_json(), refusal.code)
        return Response(content, headers={"Date": self.world.clock.http_date()})

    def _downloadable(self, path: str) -> bytes:
        stored = self.world.files.at(path)
        if stored is None or len(stored.attachment.content) > MAX_DOWNLOAD:
            raise Refused(404, "Not Found")
        return stored.attachment.content

    def _check_token(self, request: Request) -> None:
        if request.path_params["token"] != self.world.token:
            raise Refused(401, "Unauthorized")


async def _read(request: Request) -> tuple[Json, dict[str, Attachment]]:
    """Return the parameters and the uploaded files of a request, however they were sent."""
    raw: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        return raw | await _object(request), {}
    async with request.form(max_part_size=MAX_BODY) as form:
        return raw | _fields(form), await _uploads(form)


async def _object(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("can't parse request: JSON object expected")
    return body


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
