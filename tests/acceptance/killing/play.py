"""The day: stories go on, time passes, and the bot is killed again and again."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sandbox import Message
from tests.acceptance.killing.model import Darkness
from tests.acceptance.killing.process import BotProcess
from tests.acceptance.killing.story import Sees, Steps, Until
from tests.acceptance.killing.town import Town

RATE = 20.0
"""Seconds a second while the bot works; quiet stretches are jumped."""
TICK = 0.02
QUIET = 0.06  # real seconds without a call, after which there is nothing to wait for
PATIENCE = timedelta(minutes=45)  # how long a person waits to see what she needs
SHORT_HOP, STRIDE, LONG_HOP = timedelta(seconds=10), timedelta(seconds=90), timedelta(minutes=6)
EARLY = timedelta(minutes=2)  # acts are brought forward to the moment of a kill
HEARD_SECONDS = 20.0
SHORTLY, HANGS = 0.3, 5.0  # real seconds: until a kill comes anyway; that an answer is on its way
SHORT_DEATH, LONG_DEATH = (0.0, 70.0), (180.0, 420.0)


class NotSeen(AssertionError):
    """Somebody waits in vain for the bot."""


@dataclass
class Thread:
    """A story on its way."""

    name: str
    steps: Steps[None]
    wait: Until | Sees
    since: datetime
    has_begun: bool = False
    is_over: bool = False

    def go_on(self, seen: Message | None, now: datetime) -> None:
        """Do the next act, up to the next wait."""
        try:
            self.wait, self.since = self.steps.send(seen if self.has_begun else None), now
        except StopIteration:
            self.is_over = True
        self.has_begun = True


@dataclass(frozen=True)
class Kill:
    """One end of the bot: when, and whether it is away for long."""

    at: datetime
    is_long: bool


@dataclass
class Log:
    """What the kills did to the day, as seen from outside."""

    darkness: list[Darkness] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)  # how many calls Telegram had had when a bot was dead
    killed_in: list[str] = field(default_factory=list)


class Play:
    """Runs the stories against the clock."""

    def __init__(self, town: Town, process: BotProcess, rng: Random, kills: Sequence[Kill]) -> None:
        self.town, self.process, self.rng = town, process, rng
        self.clock, self.world = town.world.clock, town.world
        self.kills = list(kills)
        self.threads: list[Thread] = []
        self.log = Log()
        self._calls, self._busy_at = 0, 0.0

    def tell(self, name: str, steps: Steps[None], *, at: datetime) -> None:
        """Add a story that begins at a moment."""
        self.threads.append(Thread(name, steps, Until(at), self.town.now))

    async def begin(self) -> None:
        """Start the bot for the first time."""
        self.town.chatters()
        await self.process.start()
        await self._is_heard()
        self.clock.set_rate(RATE)

    async def until(self, end: datetime) -> None:
        """Play until every story is over and the clock has come to a moment."""
        while self.town.now < end or self._open:
            self.step()
            if self.kills and self.town.now >= self.kills[0].at:
                await self._kill(self.kills.pop(0))
            await self.world.bell.wait(TICK)
            if self._is_quiet():
                self._jump(end)

    def step(self, *, early: timedelta = timedelta(0)) -> None:
        """Let everybody do what he can do now."""
        self.town.look()
        for thread in self._open:
            while not thread.is_over and self._advance(thread, self.town.now + early):
                pass

    # Private: people

    @property
    def _open(self) -> list[Thread]:
        return [thread for thread in self.threads if not thread.is_over]

    def _advance(self, thread: Thread, now: datetime) -> bool:
        """Do the next act if its time has come; return whether it had."""
        wait = thread.wait
        found = wait.look() if isinstance(wait, Sees) else None
        if isinstance(wait, Until) and wait.moment > (self.town.now if wait.exact else now):
            return False
        if isinstance(wait, Sees) and found is None:
            self._must_not_wait_for_ever(thread, wait)
            return False
        thread.go_on(found, self.town.now)
        return True

    def _must_not_wait_for_ever(self, thread: Thread, wait: Sees) -> None:
        if self.town.now - thread.since > PATIENCE:
            raise NotSeen(f"{thread.name} waits for {wait.what} since {thread.since}, now {self.town.now}")

    # Private: time

    def _is_quiet(self) -> bool:
        """Whether the bot has had nothing to say for a moment."""
        now = asyncio.get_running_loop().time()
        calls = len(self.world.calls)
        if calls != self._calls or len(self.world.updates):
            self._calls, self._busy_at = calls, now
        return now - self._busy_at > QUIET

    def _jump(self, end: datetime) -> None:
        now = self.town.now
        if any(isinstance(thread.wait, Sees) for thread in self._open):
            self._jump_to(now + SHORT_HOP)
            return
        waits = [thread.wait for thread in self._open]
        moments = [wait.moment for wait in waits if isinstance(wait, Until)]
        stops = [wait.moment for wait in waits if isinstance(wait, Until) and wait.exact]
        wanted = max(now + STRIDE, min([*moments, now + LONG_HOP]))
        self._jump_to(min([wanted, end, *stops]))

    def _jump_to(self, moment: datetime) -> None:
        """Jump, but never past a kill."""
        target = min([moment, *(kill.at for kill in self.kills[:1])])
        if target > self.town.now:
            self.clock.jump(to=target)

    # Private: death

    async def _kill(self, kill: Kill) -> None:
        """Kill the bot at work, let life go on without it, and start it again."""
        read_at = self.town.now
        self.town.chatters()
        await self._is_heard()
        self.step(early=EARLY)
        how = self.rng.choice((self._whenever, self._after_some_calls, self._in_flight))
        await how()
        self._drop_dead(how.__name__)
        killed_at = self.town.now
        await self.process.ended()
        self._let_life_go_on(self.rng.uniform(*(LONG_DEATH if kill.is_long else SHORT_DEATH)))
        await self._come_back()
        self.log.darkness.append(Darkness(read_at, killed_at, self.town.now))
        self.clock.set_rate(RATE)

    def _drop_dead(self, how: str) -> None:
        self.process.kill()
        self.clock.set_rate(0)
        self.world.faults.clear()
        self.log.killed_in.append(how.strip("_"))

    async def _come_back(self) -> None:
        """Start it; now and then it dies again before it is up."""
        self._note_cut()
        await self.process.start()
        if self.rng.random() < 0.2 and self.kills and not self.kills[0].is_long:
            self.kills.pop(0)
            await asyncio.sleep(self.rng.uniform(0.0, 0.8))
            self._drop_dead("while starting")
            await self.process.ended()
            self._note_cut()
            await self.process.start()
        await self._is_heard()

    def _note_cut(self) -> None:
        self.log.cuts.append(len(self.world.calls))

    def _let_life_go_on(self, seconds: float) -> None:
        for hop in self._hops(seconds):
            self.clock.jump(by=hop)
            self.step()
        self.town.chatters()

    def _hops(self, seconds: float) -> Iterator[float]:
        first = self.rng.uniform(0, seconds)
        yield from (first, seconds - first)

    async def _is_heard(self) -> None:
        """Wait until the bot has fetched everything."""
        try:
            await self.world.heard(seconds=HEARD_SECONDS)
        except TimeoutError:
            raise NotSeen(f"the bot does not come to read: {self.process.last_words()}") from None

    # Private: the moment of death

    async def _whenever(self) -> None:
        await asyncio.sleep(self.rng.uniform(0.0, 0.15))

    async def _after_some_calls(self) -> None:
        """Between two calls, one of the next few."""
        enough = len(self.world.calls) + self.rng.randint(1, 6)
        await self._shortly(lambda: len(self.world.calls) >= enough)

    async def _in_flight(self) -> None:
        """A message stands in the chat, and the bot has not been told so yet."""
        method = self.rng.choice(("sendMessage", "sendMessage", "editMessageText"))
        self.world.faults.delay(method, HANGS)
        so_far = len(self.world.calls_of(method))
        await self._shortly(lambda: len(self.world.calls_of(method)) > so_far)

    async def _shortly(self, is_so: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            await self.world.wait_for(is_so, seconds=SHORTLY)
