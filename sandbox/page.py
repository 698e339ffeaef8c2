"""The chat page: its files, what the host supplies, and the stream of events it lives on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.world import World

STATIC: Final = Path(__file__).parent / "static"
NextDue = Callable[[], datetime | Awaitable[datetime | None] | None]


@dataclass(frozen=True)
class Template:
    """A text the composer offers to insert."""

    label: str
    text: str


@dataclass(frozen=True)
class Page:
    """What a host supplies for the page: its title, templates, and the next moment something falls due."""

    title: str = "沙盒聊天"
    templates: tuple[Template, ...] = ()
    next_due: NextDue | None = None


@dataclass(frozen=True)
class PageRoutes:
    """The routes of the page."""

    world: World
    page: Page

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page and its files."""
        return [
            Route("/", self.index),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def index(self, _: Request) -> Response:
        """Return the page."""
        return FileResponse(STATIC / "index.html")
