"""The stage of the demo and of the stories in the tests: a sandbox, the unchanged bot, and the people by name."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.app import Bot
from bot.clock import SandboxClock, sandbox_clock
from bot.config import Config
from bot.demo.chat_page import templates, titles_of
from sandbox import Attachment, Clock, Message, Page, Person, Press, Server, World, serve
from sandbox.entities import cut
from storage import agenda, staff
from workflow.commands import Reach, Stimulus
from workflow.desk import Demand

AFTER_DUE = timedelta(seconds=6)  # a miss is judged five seconds after its time
SECOND = timedelta(seconds=1)
_WAITING = """SELECT (SELECT count(*) FROM outbox WHERE state = 'new')
  + (SELECT count(*) FROM cards WHERE wanted > shown AND state = 'idle')"""
PATIENCE = 6  # idle seconds, then a settling stage waits no longer


class NotFound(LookupError):
    """The story looked for something nobody can see; the message lists what is there."""


class Process:
    """The bot as a process that is started, stopped and started again on the same database."""

    def __init__(self, config: Config, *, token: str, clock: SandboxClock) -> None:
        self._make = partial(Bot, config, token=token, clock=clock)
        self._open: AsyncExitStack | None = None
        self.bot = self._make()
        self.running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the bot."""
        async with AsyncExitStack() as stack:
            self.bot = await stack.enter_async_context(self._make())
            self._open = stack.pop_all()
        self.running = asyncio.create_task(self.bot.run_until_stopped(), name="bot")

    async def stop(self) -> None:
        """Stop the bot as a signal does, and raise what went wrong in it."""
        self.bot.request_stop()
        await self.ended()

    async def ended(self) -> None:
        """Wait for the end of the bot, and free its database."""
        running, self.running = self.running, None
        stack, self._open = self._open, None
        if running is None or stack is None:
            return
        async with stack:
            await running


class Stage:
    """Lets people act by name, and time pass as the story needs it."""

    def __init__(self, world: World, people: dict[str, Person], server: Server, process: Process) -> None:
        self.world, self.people, self.server, self.process = world, people, server, process

    @property
    def bot(self) -> Bot:
        return self.process.bot

    # Time

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    async def settle(self) -> None:
        """Wait until the bot has nothing left to do; a frozen clock goes on for the seconds its pace costs."""
        await self.bot.settled()
        waiting, idle = await self._waiting(), 0
        while not self.world.clock.rate and waiting and idle < PATIENCE:
            self.world.clock.jump(by=SECOND)
            await self.bot.settled()
            before, waiting = waiting, await self._waiting()
            idle = 0 if waiting != before else idle + 1

    async def until(self, moment: datetime) -> None:
        """Let time pass, stopping at everything that falls due on the way."""
        await self.settle()
        while (due := await self.next_due()) is not None and due + AFTER_DUE < moment:
            self._jump(due)
            await self.settle()
            self._jump(due + AFTER_DUE)
            await self.settle()
        self._jump(moment)
        await self.settle()

    async def at(self, clock: str) -> None:
        """Let time pass until a time of this day, "14:05"."""
        hour, minute = (int(part) for part in clock.split(":"))
        await self.until(self.now.replace(hour=hour, minute=minute, second=0, microsecond=0))

    async def next_due(self) -> datetime | None:
        """Return when something falls due next."""
        due = await self.ask(lambda conn: agenda.next_due(conn, self.now))
        return None if due is None else due.astimezone(self.now.tzinfo)

    # Acting

    async def says(
        self,
        name: str,
        text: str,
        *,
        to: Message | None = None,
        private: bool = False,
        date: datetime | None = None,
        **media: Any,
    ) -> Message:
        """Type into the group, or privately to the bot; beside a `photo`, `document`, `voice` or `video` it is the caption."""
        person = self.people[name]
        place = person if private or (to is not None and to.chat.type == "private") else self.world.group
        message = self.world.post(person, place, text, reply_to=to, date=date, **media)
        await self.acted()
        return message

    async def sends_album(
        self,
        name: str,
        parts: Sequence[Attachment],
        caption: str = "",
        *,
        private: bool = False,
        to: Message | None = None,
        **how: Any,
    ) -> list[Message]:
        """Send photos (or files: `as_documents`) as one album, the caption on the part `caption_on`."""
        person = self.people[name]
        place = person if private or (to is not None and to.chat.type == "private") else self.world.group
        messages = self.world.post_album(person, place, parts, caption, reply_to=to, **how)
        await self.acted()
        return messages

    async def presses(self, name: str, button: str, *, on: Message | None = None) -> Press:
        """Press the newest button of that label the person can see, in private first."""
        person = self.people[name]
        message = on or self.find(name, lambda m: _has(m, button), what=f"a button {button}")
        press = self.world.press(person, message, button)
        await self.acted()
        if press.answer and press.answer.url:
            await self._opens(name, press.answer.url)
        return press

    async def follows(self, name: str, button: str, *, on: Message) -> None:
        """Follow a button that opens the private chat with the bot."""
        await self._opens(name, str(on.button(button)["url"]))

    async def taps(self, name: str, words: str) -> None:
        """Follow the newest link to the bot that stands under these words in a private message."""
        urls = (
            entity["url"]
            for message in reversed(self.private(name))
            for entity in message.entities
            if entity["type"] == "text_link" and cut(message.text, entity) == words
        )
        await self._opens(name, next(urls))

    async def answers(self, name: str, text: str) -> Message:
        """Answer the newest question the bot put to the person."""
        mention = self.people[name].id
        question = self.find(name, lambda m: _asks(m, mention), what="a question")
        return await self.says(name, text, to=question)

    async def edits(self, name: str, message: Message, text: str) -> None:
        """Change what somebody has typed."""
        self.world.edit(self.people[name], message, text)
        await self.acted()

    async def acted(self) -> None:
        """Let the bot take in what somebody has just done."""
        await self.settle()

    # Looking

    def group(self) -> list[Message]:
        """Return what the bot has said in the group, newest last."""
        return self.world.from_bot()

    def private(self, name: str) -> list[Message]:
        """Return what the bot has told the person privately, newest last."""
        return self.world.from_bot(self.people[name])

    def find(self, name: str, fits: Callable[[Message], bool], *, what: str) -> Message:
        """Return the newest message of the bot that fits, private before group."""
        places = (self.private(name), self.group())
        found = next((m for place in places for m in reversed(place) if fits(m)), None)
        if found is None:
            seen = [f"{m.id}: {m.text[:60]!r} {m.buttons}" for place in places for m in place[-6:]]
            raise NotFound(f"{name} sees no {what}; sees {seen}")
        return found

    def card(self, case: str) -> Message:
        """Return the card of a case in the group."""
        return self.said(
            lambda m: m.text.startswith((f"{case}\u3000產品質量投訴", f"{case}\u3000服務質量投訴"))
        )

    def said(self, fits: Callable[[Message], bool]) -> Message:
        """Return the newest message of the bot in the group that fits."""
        found = next((message for message in reversed(self.group()) if fits(message)), None)
        if found is None:
            raise NotFound(f"the group has {[message.text[:50] for message in self.group()]}")
        return found

    async def ask(self, query: Callable[[Any], Any]) -> Any:
        """Ask the bot's database something."""
        return await self.bot.database.read(query)

    # Private

    async def _opens(self, name: str, url: str) -> None:
        """Follow a deep link, as the app does for a button's url and for a press answered with one."""
        self.world.start(self.people[name], parse_qs(urlsplit(url).query)["start"][0])
        await self.acted()

    async def _waiting(self) -> int:
        """Count the messages that the bot has yet to send."""
        return int(await self.ask(lambda conn: conn.execute(_WAITING).fetchone()[0]))

    def _jump(self, moment: datetime) -> None:
        if moment > self.now:
            self.world.clock.jump(to=moment)


@asynccontextmanager
async def staged(
    config: Config,
    folder: Path,
    *,
    start: datetime,
    rate: float = 1.0,
    port: int = 0,
    strangers: Collection[str] = (),
    acquainted: bool = False,
    stage_type: type[Stage] = Stage,
    **world: Any,
) -> AsyncIterator[Stage]:
    """Open a stage: a sandbox with the company's people, and the bot with a new database in `folder`.

    `rate` 0: the clock moves only where the story says so. `strangers` have no private chat with the bot yet; the others
    open it now, or have long had it if they are `acquainted`.
    """
    sandbox = World(
        group_title=f"{config.company}同仁群",
        group_id=config.telegram.group_id,
        clock=Clock(start, rate=rate),
        **world,
    )
    people = _people(sandbox, config)
    stage: Stage | None = None

    async def next_due() -> datetime | None:
        due = None if stage is None else await stage.next_due()
        return None if due is None else due + AFTER_DUE  # who jumps there sees at once what became of it

    async def titles() -> dict[int, str]:
        return {} if stage is None else titles_of(config, await stage.ask(staff.people))

    page = Page(title=f"{config.company}同仁群", templates=templates(), next_due=next_due, titles=titles)
    async with serve(sandbox, port=port, page=page) as server, sandbox_clock(server.base_url) as clock:
        process = Process(_moved(config, server, folder), token=sandbox.token, clock=clock)
        stage = stage_type(sandbox, people, server, process)
        await process.start()
        try:
            known = [person for name, person in people.items() if name not in strangers]
            await (_have_met if acquainted else _meet)(stage, known)
            await stage.settle()
            yield stage
        finally:
            await process.stop()


def _people(world: World, config: Config) -> dict[str, Person]:
    _, people = config.directory_seed()
    titles = titles_of(config, people)
    return {
        person.name: world.add_person(person.telegram_id, person.name, title=titles[person.telegram_id])
        for person in people
        if person.telegram_id is not None
    }


async def _meet(stage: Stage, people: Sequence[Person]) -> None:
    for person in people:
        stage.world.start(person)


async def _have_met(stage: Stage, people: Sequence[Person]) -> None:
    ours = {person.telegram_id: person.id for person in await stage.ask(staff.people)}
    for person in people:
        stage.world.chats[person.id].opened = True
    now = Stimulus(now=stage.now, at=stage.now)
    reached = [Demand(Reach(person=ours[person.id], reachable=True), now) for person in people]
    await stage.bot.parts.desk.perform_all(reached)


def _moved(config: Config, server: Server, folder: Path) -> Config:
    """The company's own configuration, but talking to the sandbox and writing into `folder`."""
    telegram = config.telegram.model_copy(
        update={"base_url": server.base_url, "base_file_url": server.base_file_url}
    )
    storage = config.storage.model_copy(update={"path": folder / "tousu.db"})
    return config.model_copy(update={"telegram": telegram, "storage": storage})


def _has(message: Message, button: str) -> bool:
    return button in message.buttons


def _asks(message: Message, person: int) -> bool:
    forced = bool((message.markup or {}).get("force_reply"))
    meant = message.chat.type == "private" or str(person) in str(message.entities)
    return forced and meant
