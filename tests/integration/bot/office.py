"""A running bot at the sample company, on a real sandbox; the handlers are a small stand-in unless a test says otherwise."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot import config as configuration
from bot.app import Bot
from bot.clock import Clock, SteeredClock, sandbox_clock
from bot.config import Config
from handlers.context import Context, TousuApplication, remember_failure
from sandbox import Clock as SandboxClock
from sandbox import Person, Server, World, serve
from tests.company import product_form
from workflow.commands import Command, Do, File, Stimulus, Tell
from workflow.desk import Answer
from workflow.notices import Notice
from workflow.phases import Act
from workflow.values import Kind

CHINA = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
CONFIG = Path(__file__).parents[3] / "config.yaml"

BOSS, CHEN, LI, ADMIN = 1, 3, 4, 22
"""Ids of 王總, 陳經理, 李小明 and 高主任, who administers the bot."""


def at(text: str) -> datetime:
    """Return a time of the sample Monday."""
    return datetime.fromisoformat(f"2026-11-23T{text}").replace(tzinfo=CHINA)


def config_for(folder: Path, server: Server, group_id: int, **replacements: str) -> Config:
    """Return the sample company's configuration, for this sandbox and with its own database."""
    text = CONFIG.read_text("utf-8")
    text = text.replace("group_id: -1001234567890", f"group_id: {group_id}\n  base_url: {server.base_url}")
    text = text.replace("path: var/tousu.db", f"path: {folder / 'tousu.db'}")
    for old, new in replacements.items():
        text = text.replace(old, new)
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "texts" / "echo.j2").write_text("{{ said }}", "utf-8")
    text += "\ntexts: {folder: texts}\n"
    (folder / "config.yaml").write_text(text, "utf-8")
    return configuration.load(folder / "config.yaml")


def populate(world: World, config: Config, *, started: bool = True) -> dict[int, Person]:
    """Bring the configured people into the sandbox; return them by our ids."""
    _, people = config.directory_seed()
    return {
        person.id: world.add_person(person.telegram_id or 0, person.name, started=started)
        for person in people
    }


async def eventually(look: Callable[[], object], *, seconds: float = 10) -> None:
    """Return once something inside the bot is so; nothing announces it."""
    async with asyncio.timeout(seconds):
        while not look():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


class Office:
    """The sandbox, its people and the bot that runs there."""

    def __init__(self, world: World, server: Server, config: Config) -> None:
        self.world, self.server, self.config = world, server, config
        self.people: dict[int, Person] = {}
        self.bot: Bot | None = None
        self.task: asyncio.Task[None] | None = None

    @contextlib.asynccontextmanager
    async def open(
        self, *, register: Any = None, clock: Clock | None = None, **options: Any
    ) -> AsyncIterator[Bot]:
        """Run a bot until the block ends, by the sandbox's clock unless told otherwise."""
        following = sandbox_clock(self.server.base_url) if clock is None else contextlib.nullcontext(clock)
        async with (
            following as now,
            Bot(
                self.config, token=self.world.token, clock=now, register=register or standing_in, **options
            ) as bot,
        ):
            self.bot = bot
            self.task = asyncio.create_task(bot.run_until_stopped())
            try:
                yield bot
            finally:
                bot.request_stop()
                await self.task

    @contextlib.asynccontextmanager
    async def idle(self, *, token: str = "") -> AsyncIterator[Bot]:
        """Open a bot that does not run yet."""
        clock = SteeredClock(MONDAY)
        async with Bot(
            self.config, token=token or self.world.token, clock=clock, register=standing_in
        ) as bot:
            yield bot

    def person(self, person_id: int) -> Person:
        return self.people[person_id]

    async def settled(self) -> None:
        assert self.bot is not None
        await self.bot.settled(20)

    async def jump(self, moment: datetime) -> None:
        """Jump to a moment and let everything follow from it."""
        self.world.clock.jump(to=moment)
        await self.settled()

    async def perform(self, command: Command, actor: int | None = None, **about: Any) -> Answer:
        assert self.bot is not None
        now = self.world.clock.now()
        return await self.bot.parts.desk.perform(command, Stimulus(now=now, at=now, actor=actor, **about))

    async def say(self, *notices: Notice, case_id: int | None = None) -> None:
        """Queue notices as a command would, and call the courier."""
        assert self.bot is not None
        now = self.bot.time.now()
        await self.bot.parts.ledger.transact(lambda books: books.say(notices, case_id=case_id, now=now))
        self.bot.parts.ring()

    def group_texts(self) -> list[str]:
        """Return what the bot has said in the group."""
        return [message.text for message in self.world.from_bot()]

    def private_texts(self, person_id: int) -> list[str]:
        """Return what the bot has told a person."""
        return [message.text for message in self.world.from_bot(self.person(person_id))]

    async def outbox(self) -> list[tuple[str, str]]:
        """Return name and state of everything said, oldest first."""
        assert self.bot is not None
        query = "SELECT name, state FROM outbox ORDER BY id"
        return await self.bot.database.read(lambda conn: [tuple(row) for row in conn.execute(query)])

    async def posted_case(self) -> int:
        """File and approve 李小明's product complaint; return the id of the case."""
        form = product_form()
        group = self.world.group.id
        filed = await self.perform(
            File(kind=Kind.PRODUCT, complainant="李小明", form=form), LI, chat_id=group, message_id=900
        )
        approve = Do(case=filed.case.id, act=Act.APPROVE, revision=1)
        answer = await self.perform(approve, CHEN, pressed=True)
        assert answer.refusal is None
        await self.settled()
        return filed.case.id


@contextlib.asynccontextmanager
async def office(
    folder: Path, *, start: datetime = MONDAY, rate: float = 1, started: bool = True, **settings: Any
) -> AsyncIterator[Office]:
    """Open a sandbox with the sample company in it."""
    world = World(clock=SandboxClock(start, rate=rate), **settings)
    async with serve(world) as server:
        config = config_for(folder, server, world.group.id)
        this = Office(world, server, config)
        this.people = populate(world, config, started=started)
        yield this


# Handlers for tests: they do what a message says.


def standing_in(application: TousuApplication) -> None:
    """Register handlers that answer `echo …` and fail at `boom`."""
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.Regex("^echo "), echo))
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE & filters.Regex("^boom"), boom))
    application.add_error_handler(remember_failure)  # type: ignore[arg-type]


async def echo(update: Update, context: Context) -> None:
    """Answer through the desk, in the transaction that marks the row done."""
    message = update.effective_message
    assert message is not None
    stimulus = Stimulus(
        now=context.wiring.now(),
        at=message.date,
        inbox=context.row.id,
        chat_id=message.chat_id,
        message_id=message.message_id,
    )
    await context.perform(Tell(name="echo", facts={"said": (message.text or "")[5:]}), stimulus)
    raise ApplicationHandlerStop


async def boom(update: Update, context: Context) -> None:
    """Fail, as a mistake in a handler would."""
    raise RuntimeError("boom")
