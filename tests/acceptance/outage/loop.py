"""An event loop without real time: where nothing is left to do, its clock goes to the next moment something is."""

import asyncio
import selectors
from collections.abc import Callable
from selectors import SelectorKey
from typing import Any, TypeVar

T = TypeVar("T")


class Stuck(Exception):
    """Everybody waits for something that nobody will bring about."""


class _Impatient(selectors.SelectSelector):
    """Never looks, for there is nothing outside the loop; counts how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None:
            raise Stuck
        if timeout > 0:
            self.moment += timeout
        return []


class QuickLoop(asyncio.SelectorEventLoop):
    """Runs a day in the time its work takes; nothing in it may use threads or real sockets."""

    def __init__(self) -> None:
        self._waits = _Impatient()
        super().__init__(self._waits)

    def time(self) -> float:
        return self._waits.moment

    def run_in_executor(self, _executor: object, work: Callable[..., T], *args: Any) -> asyncio.Future[T]:  # type: ignore[override]
        """Do at once what is meant for a thread: a real one would end at a moment of its own."""
        done: asyncio.Future[T] = self.create_future()
        try:
            done.set_result(work(*args))
        except Exception as error:  # noqa: BLE001  as the future of a thread does
            done.set_exception(error)
        return done

    def _write_to_self(self) -> None:
        """Nobody has to be woken: whoever calls `call_soon_threadsafe` is in this thread."""
