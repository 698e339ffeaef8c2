"""Twenty ends of a bot: when each comes, in the middle of what, and what the bot cannot have learnt before it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from sandbox import Call, World
from tests.acceptance.killing import books
from tests.acceptance.killing.model import Darkness
from tests.acceptance.killing.process import BotProcess

SHORT_DEATH, LONG_DEATH = (0.0, 70.0), (180.0, 420.0)  # seconds of the day without the bot
LONG_KILLS = 2
AT_A_START = 0.2  # of the kills
LURKING, OVER_THE_EDGE = 0.15, (40.0, 70.0)
SHORTLY, HANGS = 0.3, 5.0  # real seconds: until a kill comes anyway; that an answer is on its way
HANDLED_WITHIN = 0.03
ON_ITS_WAY = 1.0  # real seconds that an answer may lie unread on a busy machine
SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText"})
NOON, AFTERNOON = 12, 13.5

Message = tuple[int, int]
"""A message by its chat and its id."""


@dataclass(frozen=True)
class Kill:
    """One end of the bot: at a moment, or before if it lurks for somebody who acts at the last moment.

    `luck`, between 0 and 1, says how far into its work; `again` is the luck of another end, while it comes back.
    """

    at: datetime
    luck: float
    away: float
    how: str = "at work"
    again: float | None = None
    lurks: bool = False


class Telegram(World):
    """A sandbox that knows at which real moment it saw each call."""

    def __init__(self, **settings: Any) -> None:
        self.seen_at: list[float] = []
        super().__init__(**settings)

    def log(self, call: Call) -> None:
        if call.method.lower() != "getupdates":
            self.seen_at.append(asyncio.get_running_loop().time())
        super().log(call)


@dataclass
class Toll:
    """What the kills have done, as seen from outside."""

    darkness: list[Darkness] = field(default_factory=list)
    deaf: list[Darkness] = field(default_factory=list)  # the bot lived, but was not in the group
    in_flight: list[Message] = field(default_factory=list)
    unanswered: int = 0  # sends that the bot itself had begun and not ended, kill by kill
    hows: list[str] = field(default_factory=list)


def kills(rng: Random, count: int, *, start: datetime, end: datetime) -> list[Kill]:
    """Return `count` kills at random moments of working time; long ones only when the morning's cases are over."""
    again, lurking = int(count * AT_A_START), int(count * LURKING)
    long = min(LONG_KILLS, count - again - lurking)
    noon, afternoon = (start.replace(hour=int(h), minute=int(h % 1 * 60)) for h in (NOON, AFTERNOON))
    windows = ((start, noon), (afternoon, end))
    drawn = [_kill(rng, *rng.choice(windows), SHORT_DEATH) for _ in range(count - again - lurking - long)]
    twice = [replace(kill, again=rng.random()) for kill in drawn[:again]]
    late = [_kill(rng, end - timedelta(hours=1), end, OVER_THE_EDGE) for _ in range(lurking)]
    patient = [replace(kill, lurks=True) for kill in late]
    absences = [_kill(rng, afternoon, end - timedelta(hours=1), LONG_DEATH) for _ in range(long)]
    all_of_them = [*twice, *drawn[again:], *patient, *absences]
    rng.shuffle(all_of_them)
    in_turn = [replace(kill, how=how) for kill, how in zip(all_of_them, cycle(_HOWS), strict=False)]
    return sorted(in_turn, key=lambda kill: kill.at)


class Reaper:
    """Kills the bot in the middle of its work."""

    def __init__(self, telegram: Telegram, process: BotProcess, database: Path) -> None:
        self._telegram, self._process, self._database = telegram, process, database
        self._seen = 0
        self.toll = Toll()

    async def strike(self, kill: Kill) -> None:
        """Wait for the moment that the kill is about, and kill; the clock stands still from then on."""
        await _HOWS[kill.how](self, kill.luck)
        await self._end(kill.how)

    async def strike_again(self, luck: float) -> None:
        """Kill a bot that is about to be up."""
        await asyncio.sleep(luck * 0.8)
        await self._end("while starting")

    async def strike_at_rest(self) -> None:
        """Kill a bot that has nothing left to do, if it lives."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.ended()
        self.finds_dead("at rest")

    def finds_dead(self, how: str) -> None:
        """Take notice of a bot that was killed without us."""
        self._counts(how, asyncio.get_running_loop().time())

    async def _end(self, how: str) -> None:
        self._process.kill()
        at = asyncio.get_running_loop().time()
        self._telegram.clock.set_rate(0)
        self._telegram.faults.clear()
        await self._process.ended()
        self._counts(how, at)

    def _counts(self, how: str, at: float) -> None:
        self.toll.hows.append(how)
        self.toll.unanswered += books.being_sent(self._database)
        self.toll.in_flight += self._without_answer(at)

    def _without_answer(self, killed_at: float) -> Iterator[Message]:
        """A chat has one call at a time, so only the last one to each may have lost its answer."""
        calls = list(zip(self._telegram.calls, self._telegram.seen_at, strict=True))[self._seen :]
        self._seen += len(calls)
        last = {
            int(call.params["chat_id"]): (call, seen_at) for call, seen_at in calls if call.method in SENDS
        }
        for chat, (call, seen_at) in last.items():
            was_new = call.ok and call.method != "editMessageText"
            if was_new and (call.note or seen_at > killed_at - ON_ITS_WAY):
                yield chat, call.result["message_id"]

    # In the middle of what

    async def _anything(self, luck: float) -> None:
        await asyncio.sleep(luck * SHORTLY / 2)

    async def _two_calls(self, luck: float) -> None:
        enough = len(self._telegram.calls) + 1 + int(luck * 6)
        await self._shortly(lambda: len(self._telegram.calls) >= enough)

    async def _a_send(self, luck: float) -> None:
        """A message stands in the chat, and the bot has not been told so yet."""
        method = "sendMessage" if luck < 0.7 else "editMessageText"
        self._telegram.faults.delay(method, HANGS)
        so_far = len(self._telegram.calls_of(method))
        await self._shortly(lambda: len(self._telegram.calls_of(method)) > so_far)

    async def _just_read(self, luck: float) -> None:
        """Updates have come: they are being kept, or handled."""
        await self._news()
        await asyncio.sleep(luck * HANDLED_WITHIN)

    async def _unconfirmed(self, luck: float) -> None:
        """Updates were kept, and perhaps handled, but Telegram was not told so and brings them again."""
        await self._news()
        self._telegram.faults.drop("getUpdates", times=None)
        await asyncio.sleep(luck * SHORTLY)

    async def _news(self) -> None:
        so_far = len(self._telegram.polls)
        await self._shortly(lambda: any(call.result for call in list(self._telegram.polls)[so_far:]))

    async def _shortly(self, is_so: Callable[[], bool]) -> None:
        with suppress(TimeoutError):
            await self._telegram.wait_for(is_so, seconds=SHORTLY)


_HOWS = {
    "at work": Reaper._anything,
    "between calls": Reaper._two_calls,
    "before an answer": Reaper._a_send,
    "just read": Reaper._just_read,
    "unconfirmed": Reaper._unconfirmed,
}


def _kill(rng: Random, start: datetime, end: datetime, away: tuple[float, float]) -> Kill:
    margin = timedelta(minutes=4)
    at = start + margin + (end - start - 2 * margin) * rng.random()
    return Kill(at, rng.random(), rng.uniform(*away))
