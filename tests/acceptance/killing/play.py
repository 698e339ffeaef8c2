"""The day: stories go on, time passes, and the bot is killed again and again."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox import Message
from tests.acceptance.killing.kills import Kill, Reaper
from tests.acceptance.killing.model import Darkness
from tests.acceptance.killing.process import BotProcess
from tests.acceptance.killing.quiet import Quiet
from tests.acceptance.killing.storms import LOST, Storm
from tests.acceptance.killing.story import Sees, Steps, Until
from tests.acceptance.killing.town import Town

RATE = 20.0
"""Seconds a second while the bot works; quiet stretches are jumped."""
TICK = 0.02
PATIENCE = timedelta(minutes=45)  # how long a person waits to see what she needs
SHORT_HOP, STRIDE, LONG_HOP = timedelta(seconds=15), timedelta(minutes=2), timedelta(minutes=10)
EARLY = timedelta(minutes=2)  # acts are brought forward to the moment of a kill
LURKS = timedelta(seconds=25)
CHATTER = 10  # idle messages that the bot has to go through before it comes to what matters
THROWN_OUT = timedelta(minutes=3)  # longer than the bot may be blind and still fine
HEARD_SECONDS = 20.0
MOST_HOPS = 2000
POLL = "getUpdates"


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

    @property
    def marker(self) -> str:
        """What names its case in every form."""
        return self.name.partition(" ")[0]

    def go_on(self, seen: Message | None, now: datetime) -> None:
        """Do the next act, up to the next wait."""
        try:
            self.wait, self.since = self.steps.send(seen if self.has_begun else None), now
        except StopIteration:
            self.is_over = True
        self.has_begun = True


class Play:
    """Runs the stories against the clock."""

    def __init__(
        self,
        town: Town,
        process: BotProcess,
        reaper: Reaper,
        *,
        kills: Sequence[Kill] = (),
        storms: Sequence[Storm] = (),
    ) -> None:
        self.town, self.process, self.reaper = town, process, reaper
        self.clock, self.world = town.world.clock, town.world
        self.kills, self.storms = list(kills), list(storms)
        self.threads: list[Thread] = []
        self.moves_at: datetime | None = None
        self.thrown_out_at: datetime | None = None
        self._quiet = Quiet(town.world)

    def tell(self, name: str, steps: Steps[None], *, at: datetime) -> None:
        """Add a story that begins at a moment."""
        self.threads.append(Thread(name, steps, Until(at), self.town.now))

    async def begin(self) -> None:
        """Start the bot for the first time; everybody opens the private chat with it."""
        for person in self.town.people.values():
            self.world.start(person)
        await self.process.start()
        await self.is_heard()
        self.clock.set_rate(RATE)

    async def lives(self, name: str, steps: Steps[None]) -> None:
        """Play one story alone, to its end and until the bot has taken notice."""
        others, self.threads = self.threads, [Thread(name, steps, Until(self.town.now), self.town.now)]
        while self._open:
            self.step()
            await self.world.bell.wait(TICK)
        self.threads = others
        await self.is_heard()

    async def until(self, end: datetime) -> None:
        """Play until every story is over and the clock has come to a moment."""
        while self.town.now < end or self._open:
            self.step()
            self._move_house()
            await self._throw_out()
            self._storm()
            kill = self._next_kill()
            if kill is not None:
                self.kills.remove(kill)
                await self._live_through(kill)
            await self.world.bell.wait(TICK)
            if self._quiet.has_come() and not self._is_deaf():
                self._jump(end)

    def step(self, *, early: timedelta = timedelta(0)) -> None:
        """Let everybody do what he can do now."""
        self.town.look()
        for thread in self._open:
            if self.town.is_left_behind(thread.marker):
                continue  # its people have yet to see it in the new group
            while not thread.is_over and self._advance(thread, self.town.now + early):
                pass

    async def is_heard(self) -> None:
        """Wait until the bot has fetched everything."""
        try:
            await self.world.heard(seconds=HEARD_SECONDS)
        except TimeoutError:
            raise NotSeen(f"the bot does not come to read: {self.process.last_words()}") from None

    async def settles(self, is_settled: Callable[[], bool]) -> None:
        """Let time pass until the bot has nothing left to do."""
        for _ in range(MOST_HOPS):
            await self.world.bell.wait(TICK)
            if self._quiet.has_come():
                if is_settled():
                    return
                self._jump_to(self.town.now + SHORT_HOP)
        raise NotSeen(f"the bot does not come to rest: {self.process.last_words()}")

    # Private: what people do

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

    # Private: how time goes

    def _jump(self, end: datetime) -> None:
        now = self.town.now
        if any(isinstance(thread.wait, Sees) for thread in self._open):
            self._jump_to(now + SHORT_HOP)
            return
        moments = [thread.wait.moment for thread in self._open if isinstance(thread.wait, Until)]
        wanted = max(now + STRIDE, min([*moments, now + LONG_HOP]))
        self._jump_to(min([wanted, end, *self._last_moments()]))

    def _jump_to(self, moment: datetime) -> None:
        self._quiet.jump(moment, never_past=(kill.at for kill in self.kills[:1]))

    def _last_moments(self) -> list[datetime]:
        """The moments that must not be missed by a second, and with a kill lurking some time before each."""
        waits = [thread.wait for thread in self._open]
        moments = [wait.moment for wait in waits if isinstance(wait, Until) and wait.exact]
        ahead = [moment - LURKS for moment in moments if moment - LURKS > self.town.now]
        return moments + (ahead if any(kill.lurks for kill in self.kills) else [])

    def _next_kill(self) -> Kill | None:
        is_chance = any(moment - self.town.now <= LURKS for moment in self._last_moments())
        now = self.town.now
        return next((kill for kill in self.kills if kill.at <= now or (kill.lurks and is_chance)), None)

    def _move_house(self) -> None:
        """Have the group become a supergroup, when nobody is in the middle of a conversation with the bot."""
        is_calm = not any(isinstance(thread.wait, Sees) for thread in self._open)
        if self.moves_at is not None and self.town.now >= self.moves_at and is_calm:
            self.moves_at = None
            self.world.migrate(self.world.group, self.town.people["高主任"])

    async def _throw_out(self) -> None:
        """Have somebody remove the bot from the group for a while in which nobody has anything to do there."""
        if self.thrown_out_at is None or self.town.now < self.thrown_out_at or not self._is_idle():
            return
        self.thrown_out_at = None
        since, admin = self.town.now, self.town.people["高主任"]
        self.world.remove_bot(self.world.group, admin)
        await self.is_heard()
        self.clock.jump(by=THROWN_OUT)
        self.world.add_bot(self.world.group, admin, admin=True)
        await self.is_heard()
        self.reaper.toll.deaf.append(Darkness(since, since, self.town.now))

    def _is_idle(self) -> bool:
        """Tell whether no story goes on, and the bot lives and reads, until it could be back."""
        back_at = self.town.now + 2 * THROWN_OUT
        waits = [thread.wait for thread in self._open]
        acts = any(isinstance(wait, Sees) or wait.moment < back_at for wait in waits)
        return not (acts or self._is_deaf() or any(kill.at < back_at for kill in self.kills))

    def _storm(self) -> None:
        while self.storms and self.storms[0].at <= self.town.now:
            fault = self.storms.pop(0).fault
            self.world.faults.add(fault)
            if fault.method == POLL:
                self.town.chatters()  # the present poll is over with it, and the next one fails

    def _is_deaf(self) -> bool:
        """Tell whether a poll is about to fail, or the last one has: a jump would make minutes of it, and hold every fine."""
        is_coming = any(fault.method == POLL for fault in self.world.faults.planned)
        return is_coming or (bool(self.world.polls) and self.world.polls[-1].note in LOST)

    # Private: how the bot dies

    async def _live_through(self, kill: Kill) -> None:
        """Kill the bot at work, let life go on without it, and start it again."""
        read_at = self.town.now
        for _ in range(2):  # once more: the first answer may come before the bot has heard of a jump
            await asyncio.sleep(TICK)
            self.town.chatters()
            await self.is_heard()
        self.step(early=EARLY)
        await self.reaper.strike(kill)
        killed_at = self.town.now
        self._go_on_without(kill)
        await self._come_back(kill)
        self.reaper.toll.darkness.append(Darkness(read_at, killed_at, self.town.now))
        self.clock.set_rate(RATE)

    def _go_on_without(self, kill: Kill) -> None:
        """People talk, and do what they have to, in time or not."""
        for _ in range(CHATTER):
            self.town.chatters()
        back_at = self.town.now + timedelta(seconds=kill.away)
        for moment in sorted([*self._last_moments(), self.town.now + kill.luck * (back_at - self.town.now)]):
            if self.town.now < moment < back_at:
                self.clock.jump(to=moment)
                self.step()
        self.clock.jump(to=back_at)
        self._move_house()
        self.step()

    async def _come_back(self, kill: Kill) -> None:
        """Start it; now and then it dies again before it is up. The clock stands still until it has read."""
        self.town.chatters()
        await self.process.start()
        if kill.again is not None:
            await self.reaper.strike_again(kill.again)
            self.town.chatters()
            await self.process.start()
        await self.is_heard()
