"""The chat page: its files, and what the host program supplies for it."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_tw
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.world import World

STATIC: Final = Path(__file__).parent / "static"
FONT: Final = Path(pylopdf_fonts_zh_tw.__file__).parent / "NotoSansTC-Regular.otf"
NextDue = Callable[[], datetime | Awaitable[datetime | None] | None]
Titles = Callable[[], Awaitable[Mapping[int, str]]]
# Nothing from elsewhere, no inline script: what people type can never run.
POLICY: Final = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Template:
    """A text the composer offers to insert; `{name}` and `{department}` in it become those of the person at the screen."""

    label: str
    text: str


@dataclass(frozen=True)
class Page:
    """What a host supplies: the title, texts to insert, the next moment something falls due, and what people are by now.

    `titles` are by id and stand before those people were added with; the first word is the department.
    """

    title: str = "沙盒聊天"
    templates: tuple[Template, ...] = ()
    next_due: NextDue | None = None
    titles: Titles | None = None


@dataclass(frozen=True)
class PageRoutes:
    """The routes of the page."""

    world: World
    page: Page

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the page and its files."""
        return [
            Route("/", self.index, methods=["GET"]),
            Route("/sandbox/page", self.settings, methods=["GET"]),
            Route("/sandbox/titles", self.titles, methods=["GET"]),
            Route("/sandbox/next_due", self.next_due, methods=["POST"]),
            Route("/sandbox/font", self.font, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def index(self, _: Request) -> Response:
        """Return the page."""
        return FileResponse(STATIC / "index.html", headers={"Content-Security-Policy": POLICY})

    async def font(self, _: Request) -> Response:
        """Return Chinese type for a machine that has none; the page asks only then."""
        return FileResponse(FONT, media_type="font/otf", headers={"Cache-Control": "max-age=86400"})

    async def settings(self, _: Request) -> Response:
        """Return what the host supplied."""
        templates = [asdict(template) for template in self.page.templates]
        has_next_due = self.page.next_due is not None
        return JSONResponse({"title": self.page.title, "templates": templates, "has_next_due": has_next_due})

    async def titles(self, _: Request) -> Response:
        """Return what people are by now, as far as the host says so."""
        titles = await self.page.titles() if self.page.titles else {}
        return JSONResponse({str(person): title for person, title in titles.items()})

    async def next_due(self, _: Request) -> Response:
        """Jump to the next moment something falls due, if the host knows one."""
        due = self.page.next_due() if self.page.next_due else None
        moment = await due if inspect.isawaitable(due) else due
        if moment is None:
            return JSONResponse({"due": None})
        self.world.clock.jump(to=max(moment, self.world.clock.now()))
        return JSONResponse({"due": moment.isoformat()})
