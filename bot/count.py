"""Counts the rounds of a loop, for those who wait for one that begins after they asked."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Count:
    """Rounds begun and ended, by number."""

    def __init__(self) -> None:
        self._begun = self._ended = self._awaited = 0
        self._over = asyncio.Event()

    @property
    def is_awaited(self) -> bool:
        """Tell whether somebody waits for a round that has not ended."""
        return self._awaited > self._ended

    def begin(self) -> int:
        """Begin a round and return its number."""
        self._begun += 1
        return self._begun

    def end(self, number: int) -> None:
        """End a round; one that was broken off simply never ends."""
        self._ended = max(self._ended, number)
        over, self._over = self._over, asyncio.Event()
        over.set()

    @contextmanager
    def another(self) -> Iterator[None]:
        """Count the block as a round, unless it raises."""
        number = self.begin()
        yield
        self.end(number)

    async def next_whole(self) -> None:
        """Return when a round has ended that began from now on."""
        number = self._awaited = self._begun + 1
        while self._ended < number:
            await self._over.wait()
