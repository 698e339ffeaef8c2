"""The control API under /sandbox: what World does, over HTTP."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.world import World

LONGEST_WAIT = 25.0


@dataclass(frozen=True)
class Control:
    """The control routes."""

    world: World

    def routes(self) -> list[Route]:
        """Return the routes."""
        return [Route("/sandbox/clock", self.clock, methods=["GET"])]

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
