"""When the clock may jump: the bot has taken notice of the last jump, and has had nothing to say for a while since."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from sandbox import World

AT_LEAST = 0.04  # real seconds of silence; more where the machine is slow


class Quiet:
    """Watches the bot from outside, by what it asks of Telegram."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._calls = self._polls = 0
        self._jumped_at = self._busy_at = 0.0
        self._pause = AT_LEAST

    def jump(self, moment: datetime, *, never_past: Iterable[datetime] = ()) -> None:
        """Jump to a moment, if it is still to come."""
        target = min([moment, *never_past])
        if target > self._world.clock.now():
            self._jumped_at, self._polls = _real(), self._world.poll_generation
            self._world.clock.jump(to=target)

    def has_come(self) -> bool:
        """Tell whether there is nothing to wait for."""
        now, calls = _real(), len(self._world.calls)
        has_noticed = self._world.poll_generation > self._polls  # each jump makes the bot poll anew
        if not has_noticed:
            self._pause = max(AT_LEAST, 2 * (now - self._jumped_at))
        if not has_noticed or calls != self._calls or len(self._world.updates):
            self._calls, self._busy_at = calls, now
        return now - self._busy_at > self._pause


def _real() -> float:
    return asyncio.get_running_loop().time()
