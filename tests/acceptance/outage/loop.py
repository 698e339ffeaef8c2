"""An event loop without real time: where nothing is left to do, its clock goes to the next moment something is."""

import asyncio
import selectors
from selectors import SelectorKey


class Stuck(Exception):
    """Everybody waits for something that nobody will bring about."""


class _Impatient(selectors.SelectSelector):
    """Looks without waiting, and counts how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise Stuck
            self.moment += max(timeout, 0.0)
        return ready


class QuickLoop(asyncio.SelectorEventLoop):
    """Runs a day in the time its work takes; nothing in it may use threads or real sockets."""

    def __init__(self) -> None:
        self._waits = _Impatient()
        super().__init__(self._waits)

    def time(self) -> float:
        return self._waits.moment
