"""What goes wrong while people work: power cuts, dead lines, a machine asleep, late deliveries, a disk that refuses."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from sandbox import World
from sandbox.bell import Bell
from tests.acceptance.outage.machine import Machine
from tests.acceptance.outage.wire import Wire
from workflow.commands import RegisterAbsence, Stimulus
from workflow.values import Absence

SHORT, LONG = (5.0, 110.0), (130.0, 9000.0)  # seconds on either side of the two minutes that are forgiven
MOST_OPERATIONS = 60  # of the database, until a power cut in the middle of the work
LAST_MOMENTS, LOOKS_AGAIN = timedelta(seconds=2.5), timedelta(seconds=20)
SLOWEST_DELIVERY = timedelta(seconds=3.5)  # after a due moment: less than what a judgement waits for
SECONDS_A_WORK, SLOW_FOR = 2.0, timedelta(seconds=10)
HEADS, DEPUTIES = ("錢主管", "孫主任", "趙主任"), ("許會計", "沈小平")


class Trouble(NamedTuple):
    """Something that goes wrong `after` so long, for so many seconds."""

    kind: str
    after: timedelta
    seconds: float
    luck: float


class Away(NamedTuple):
    """A head who is not there, as it was entered; who stands in for him has accepted at once, or never."""

    who: str
    deputy: str
    registered_at: datetime
    ends_at: datetime
    accepted: bool


class Sky(World):
    """A sandbox whose clock can be waited for without being woken at everything that is said meanwhile."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.jumped = Bell()
        self.clock.on_change(self.jumped.ring)


@dataclass
class Weather:
    """Brings the troubles of one schedule about, and remembers what they did."""

    world: Sky
    wire: Wire
    machine: Machine
    ids: dict[str, int]  # of the people, in the bot's books
    happened: list[str] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    unheard: list[tuple[datetime, datetime]] = field(
        default_factory=list
    )  # when Telegram did not bring it the group
    _taking_away: int = 0  # how many troubles keep it from hearing now
    _deaf_since: datetime | None = None

    async def live_through(self, trouble: Trouble) -> None:
        """Bring one about when its time has come."""
        start = self.world.clock.now() + trouble.after
        await until(self.world, start)
        self.happened.append(trouble.kind)
        await _KINDS[trouble.kind](self, trouble)

    async def deliver_slowly(self, rng: Random, dues: Callable[[], Iterable[datetime]]) -> None:
        """Have Telegram keep what is written at the last moments until some seconds after them; it must do no harm."""
        while True:
            begins = await self._last_moments(dues)
            self.world.hold_updates()
            await until(self.world, begins + LAST_MOMENTS + SLOWEST_DELIVERY * rng.random())
            self.world.release_updates()

    async def handle_slowly(self, dues: Callable[[], Iterable[datetime]]) -> None:
        """Have what is written at the last moments wait in the inbox while its time runs out; it must do no harm."""
        while True:
            begins = await self._last_moments(dues)
            life = self.machine.life
            if life is not None:
                life.seconds_a_work = SECONDS_A_WORK
                await until(self.world, begins + LAST_MOMENTS + SLOW_FOR)
                life.seconds_a_work = 0.0
            else:
                await self._passes(LAST_MOMENTS.total_seconds())

    async def _last_moments(self, dues: Callable[[], Iterable[datetime]]) -> datetime:
        """Return when the last moments before something is due have begun."""
        while True:
            now = self.world.clock.now()
            ahead = [due - LAST_MOMENTS for due in dues() if due - LAST_MOMENTS > now]
            begins = min(ahead, default=now + LOOKS_AGAIN)
            await until(self.world, min(begins, now + LOOKS_AGAIN))
            if begins in ahead and begins <= self.world.clock.now() < begins + LAST_MOMENTS:
                return begins

    # What goes wrong

    async def power_cut(self, trouble: Trouble) -> None:
        """In the middle of the work, if there is any soon."""
        life = self.machine.life
        if life is None:
            return
        life.burns_only_handling = trouble.luck < 0.5
        life.fuse = int(trouble.luck * MOST_OPERATIONS) if trouble.luck >= 0.5 else int(trouble.luck * 20)
        try:
            async with asyncio.timeout(1800):
                await life.blown.wait()
        except TimeoutError:
            pass
        if self.machine.life is life:
            await self.machine.kill()
            await self._passes(trouble.seconds)
            await self.machine.start()

    async def dead_line(self, trouble: Trouble) -> None:
        self.wire.cut()
        await self._passes(trouble.seconds)
        self.wire.mend()

    async def asleep(self, trouble: Trouble) -> None:
        """The lid is closed; what was on the line is lost, or comes when it is opened."""
        self.wire.cut() if trouble.luck < 0.5 else None
        self.machine.sleeps(timedelta(seconds=trouble.seconds))
        await asyncio.sleep(1)
        self.wire.mend()

    async def late_delivery(self, trouble: Trouble) -> None:
        """Telegram answers polls, and keeps what people wrote to itself."""
        self.world.hold_updates()
        await self._passes(trouble.seconds)
        self.world.release_updates()

    async def mute(self, trouble: Trouble) -> None:
        """The bot hears, and cannot say anything."""
        self.wire.is_mute = True
        await self._passes(trouble.seconds)
        self.wire.is_mute = False

    async def stumble(self, trouble: Trouble) -> None:
        """The next updates are not handled at the first attempt, now and then not at all."""
        if self.machine.life is not None:
            self.machine.life.stumbles += 1 + int(trouble.luck * 4)

    async def lossy(self, trouble: Trouble) -> None:
        self.wire.loses, self.wire.refuses = 0.6 * trouble.luck, 0.3 * trouble.luck
        await self._passes(trouble.seconds)
        self.wire.loses = self.wire.refuses = 0.0

    async def garbled(self, _: Trouble) -> None:
        """An update that nobody can read."""
        self.world.inject({"message": {"message_id": "seven", "chat": {"id": self.world.group.id}}})

    async def head_away(self, trouble: Trouble) -> None:
        """A head goes; entered beforehand or afterwards, with a deputy who accepts or does not."""
        parts, now = self.machine.parts, self.world.clock.now()
        if parts is None:
            return
        who, deputy = HEADS[int(trouble.luck * len(HEADS))], DEPUTIES[int(trouble.luck * 100) % len(DEPUTIES)]
        starts_at, accepted = now - timedelta(hours=1), int(trouble.luck * 10) % 2 == 0
        absence = Absence(
            person=self.ids[who],
            deputy=self.ids[deputy],
            starts_at=starts_at,
            ends_at=now + timedelta(seconds=trouble.seconds),
            registered_at=now,
            accepted_at=now if accepted else None,
        )
        await parts.desk.perform(RegisterAbsence(absence=absence), Stimulus(now=now, at=now))
        self.away.append(Away(who, deputy, now, absence.ends_at, accepted))

    async def deaf(self, trouble: Trouble) -> None:
        """Somebody removes the bot from the group, or makes it an ordinary member in privacy mode; and mends it again."""
        group, by = self.world.group, next(iter(self.world.people.values()))
        self.world.reads_all = False
        self._taking_away += 1
        self._deaf_since = self._deaf_since or self.world.clock.now()
        (self.world.remove_bot if trouble.luck < 0.5 else self.world.demote_bot)(group, by)
        try:
            await self._passes(trouble.seconds)
        finally:
            self._taking_away -= 1
            if not self._taking_away:
                self.unheard.append((self._deaf_since, self.world.clock.now()))
                self._deaf_since = None
                self.world.promote_bot(group, by)

    async def _passes(self, seconds: float) -> None:
        await until(self.world, self.world.clock.now() + timedelta(seconds=seconds))


_KINDS: dict[str, Callable[[Weather, Trouble], Awaitable[None]]] = {
    "power cut": Weather.power_cut,
    "dead line": Weather.dead_line,
    "asleep": Weather.asleep,
    "late delivery": Weather.late_delivery,
    "mute": Weather.mute,
    "stumble": Weather.stumble,
    "lossy": Weather.lossy,
    "garbled": Weather.garbled,
    "head away": Weather.head_away,
    "deaf": Weather.deaf,
}


def drawn(rng: Random, *, within: timedelta) -> list[Trouble]:
    """Draw the troubles of a schedule: none in one of five, else up to four."""
    count = rng.choice((0, 1, 1, 2, 4))
    return [_drawn(rng, within) for _ in range(count)]


async def until(world: Sky, moment: datetime) -> None:
    """Return at a moment of the sandbox, however it comes about."""
    while world.clock.now() < moment:
        await world.jumped.wait(world.clock.real_seconds_until(moment))


def _drawn(rng: Random, within: timedelta) -> Trouble:
    seconds = rng.uniform(*rng.choice((SHORT, LONG)))
    return Trouble(rng.choice(list(_KINDS)), within * rng.random(), seconds, rng.random())
