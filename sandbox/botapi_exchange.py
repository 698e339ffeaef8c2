"""One Bot API call and its answer, with the planned faults that come between."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.botapi_methods import call
from sandbox.botapi_polling import get_updates
from sandbox.connections import Connections
from sandbox.faults import Fault, FaultKind
from sandbox.model import Attachment, Json
from sandbox.refusals import Refused
from sandbox.state import Call
from sandbox.world import World


@dataclass(frozen=True)
class Exchange:
    """A call as it came in; `gone` is done once the caller has hung up."""

    world: World
    connections: Connections
    request: Request
    gone: asyncio.Task[None]
    method: str
    raw: Json
    uploads: Mapping[str, Attachment]

    async def answer(self) -> Response:
        """Answer the call, unless a planned fault comes between."""
        fault = self.world.faults.take(self.method, self.raw.get("chat_id"))
        if fault is None:
            return await self._carry_out()
        if fault.kind is FaultKind.DELAY:
            return await self._delayed(fault)
        if fault.applied:
            await self._carry_out(note=fault.kind)
        else:
            self._log(ok=False, result=None, note=fault.kind)
        return await self._fail(fault)

    async def _carry_out(self, *, note: str = "") -> Response:
        try:
            result = await self._result()
        except Refused as refusal:
            self._log(ok=False, result=refusal.as_json(), note=note)
            return dated(self.world, refusal.as_json(), refusal.code)
        self._log(ok=True, result=result, note=note)
        return dated(self.world, {"ok": True, "result": result})

    async def _result(self) -> Any:
        if self.method.lower() != "getupdates":
            return call(self.world, self.method, self.raw, self.uploads)
        poll = asyncio.create_task(get_updates(self.world, self.raw))
        await asyncio.wait({poll, self.gone}, return_when=asyncio.FIRST_COMPLETED)
        if poll.done():
            return poll.result()
        poll.cancel()
        return []

    async def _delayed(self, fault: Fault) -> Response:
        answer = await self._carry_out(note=fault.kind)
        await asyncio.wait({self.gone}, timeout=fault.seconds)
        return answer

    async def _fail(self, fault: Fault) -> Response:
        if fault.kind is FaultKind.REFUSE:
            return dated(self.world, fault.as_json(), fault.code)
        if fault.kind is FaultKind.HANG:
            await self._until_given_up()
        if fault.kind is not FaultKind.GARBAGE:
            await self.connections.drop(self.request)
        return Response("<html>this is no JSON", headers={"Date": self.world.clock.http_date()})

    async def _until_given_up(self) -> None:
        while not (self.gone.done() or self.world.closing):
            ring = asyncio.create_task(self.world.bell.wait())
            await asyncio.wait({self.gone, ring}, return_when=asyncio.FIRST_COMPLETED)
            ring.cancel()

    def _log(self, *, ok: bool, result: Any, note: str) -> None:
        params = self.raw | {name: upload.filename for name, upload in self.uploads.items()}
        self.world.log(Call(self.method, params, self.world.clock.now(), ok, result, note))


def dated(world: World, body: Json, code: int = 200) -> JSONResponse:
    """Return an answer that carries the sandbox's time."""
    headers = {"Date": world.clock.http_date()}
    retry_after = body.get("parameters", {}).get("retry_after")
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return JSONResponse(body, code, headers)
