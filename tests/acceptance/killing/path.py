"""The bot killed at every await of the penalty path in turn: one fine after another, one await further each time."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.acceptance.killing import books
from tests.acceptance.killing.day import MORNING, Outcome, Scene, ended, judged, one_day
from tests.acceptance.killing.fuse import Fuse
from tests.acceptance.killing.play import RATE, TICK, Play
from tests.acceptance.killing.quiet import Quiet
from tests.acceptance.killing.service_plots import LOGISTICS, unplanned
from tests.acceptance.killing.story import Story
from tests.acceptance.killing.verdict import Day

EVERY = timedelta(seconds=90)  # a case: longer than the rest a bot needs before the next miss
HANDED_OVER_WITHIN = timedelta(minutes=26)
REST, AHEAD = timedelta(seconds=70), timedelta(seconds=40)
NEAR = timedelta(seconds=20)
AFTER_DUE, HOP = timedelta(seconds=6), timedelta(seconds=10)
SECONDS, SECONDS_A_CASE = 180, 8  # of real time, at the very most


class Walked(NamedTuple):
    """How the walk went: what is wrong, and at which places the bot died."""

    outcome: Outcome
    places: Counter[str]
    is_whole: bool  # the last bot came to the end of the path


async def walk(folder: Path, seed: int, *, cases: int, first: int = 1, stride: int = 1) -> Walked:
    """Miss one reply after another; kill the bot at the await `first` of a penalty, `stride` further at the next, ..."""
    async with asyncio.timeout(SECONDS + cases * SECONDS_A_CASE), one_day(folder) as here:
        play = here.play
        stories = _filed(play, seed, cases)
        await play.begin()
        await play.until(MORNING + EVERY * cases + HANDED_OVER_WITHIN)
        walker = Walker(here, [story.reckoning.owed[LOGISTICS].due_at for story in stories])
        await walker.walk(first, stride)
        await play.until(max(walker.dues) + AHEAD)
        await ended(here)
        outcome = judged(Day(here.town, stories, here.reaper.toll, frozenset()), here.database)
        return Walked(outcome, walker.places, is_whole=walker.is_whole)


class Walker:
    """Goes along the path, one bot a step; each carries the fuse of the next penalty from its start."""

    def __init__(self, here: Scene, dues: list[datetime]) -> None:
        self._here, self._play = here, here.play
        self._quiet = Quiet(here.town.world)
        self.dues = dues
        self.places = Counter[str]()
        self.is_whole = False

    async def walk(self, first: int, stride: int) -> None:
        """Kill one bot after another, until one comes to the end of the path or nothing falls due any more."""
        await self._play.settles(lambda: not books.is_waiting(self._here.database))
        self._play.clock.set_rate(0)  # on a busy machine it would run past the moment
        await self._here.process.stops()
        for number in count(first, stride):
            moment = min((due for due in self.dues if due > self._play.town.now + REST), default=None)
            if moment is None or self.is_whole:
                break
            await self._step(Fuse(number, moment, self._here.database.with_name("place")))
        if self.is_whole:  # its fuse burns on
            await self._here.reaper.strike_at_rest()
        await self._revive("")
        self._play.clock.set_rate(RATE)

    async def _step(self, fuse: Fuse) -> None:
        await self._revive(str(fuse))
        await self._play.until(fuse.moment - AHEAD)
        await self._play.settles(lambda: self._has_rest(fuse.moment))
        self.is_whole = not await self._dies(fuse.moment + AFTER_DUE)
        if not self.is_whole:
            self.places[fuse.told.read_text("utf-8")] += 1

    def _has_rest(self, moment: datetime) -> bool:
        is_near = self._play.town.now >= moment - NEAR
        return is_near or not books.is_waiting(self._here.database)

    async def _revive(self, fuse: str) -> None:
        self._here.town.chatters()  # somebody has to be heard
        await self._here.process.start(fuse)
        await self._play.is_heard()

    async def _dies(self, moment: datetime) -> bool:
        """Let the moment come; return whether the bot dies of it, before it has nothing left to do."""
        end = asyncio.create_task(self._here.process.ended())
        self._quiet.jump(moment)
        while not end.done():
            await self._here.town.world.bell.wait(TICK)
            if self._quiet.has_come() and not end.done():
                if not books.is_waiting(self._here.database):
                    await _given_up(end)
                    return False
                self._quiet.jump(self._play.town.now + HOP)
        self._here.reaper.finds_dead("on the penalty path")
        return True


# Private functions


def _filed(play: Play, seed: int, cases: int) -> list[Story]:
    """Let 物流部 owe one plan after another, and give none."""
    stories = []
    for nth in range(cases):
        story = Story(play.town, Random(f"{seed}/{nth}"), nth, is_service=True)
        play.tell(story.marker, unplanned(story), at=MORNING + EVERY * nth)
        stories.append(story)
    return stories


async def _given_up(task: asyncio.Task[int]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
