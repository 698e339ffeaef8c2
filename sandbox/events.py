"""What happened, in order, for those who watch: the chat page and waiting tests."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sandbox.model import Json

KEPT: Final = 5_000


@dataclass(frozen=True)
class Event:
    """Something that changed what a person could see."""

    seq: int
    kind: str
    data: Json


class Events:
    """The last few thousand events."""

    def __init__(self, announce: Callable[[], None]) -> None:
        self.seq = 0
        self._announce = announce
        self._kept: deque[Event] = deque(maxlen=KEPT)

    def add(self, kind: str, **data: object) -> None:
        """Record an event and wake the watchers."""
        self.seq += 1
        self._kept.append(Event(self.seq, kind, data))
        self._announce()

    def after(self, seq: int) -> list[Event] | None:
        """Return what came after `seq`, or None if some of it is forgotten."""
        if seq < self.seq and (not self._kept or self._kept[0].seq > seq + 1):
            return None
        return [event for event in self._kept if event.seq > seq]
