"""Flood limits and the traffic figures: sends and edits per chat, in sandbox time."""

import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sandbox.refusals import too_many_requests

MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Limit:
    """At most `count` sends and edits in any `seconds`."""

    count: int
    seconds: float

    def __post_init__(self) -> None:
        """Refuse a window longer than the traffic is remembered."""
        if not 0 < self.seconds <= MINUTE.total_seconds():
            raise ValueError("a limit counts over at most a minute")


GROUP: Final = Limit(20, 60)
PRIVATE: Final = Limit(30, 30)  # one a second, bursts tolerated


@dataclass
class Traffic:
    """What went into one chat."""

    sends: int = 0
    edits: int = 0
    refused: int = 0
    max_per_minute: int = 0
    recent: deque[datetime] = field(default_factory=deque)

    def count(self, at: datetime, *, sends: int = 0, edits: int = 0) -> None:
        """Count sends and edits that happened at `at`."""
        self.sends += sends
        self.edits += edits
        self.recent.extend([at] * (sends + edits))
        while self.recent[0] <= at - MINUTE:
            self.recent.popleft()
        self.max_per_minute = max(self.max_per_minute, len(self.recent))

    def wait(self, at: datetime, *, limit: Limit, more: int = 1) -> float:
        """Return the seconds until `more` fit under the limit (0: now)."""
        window = timedelta(seconds=limit.seconds)
        inside = [moment for moment in self.recent if moment > at - window]
        over = len(inside) + more - limit.count
        if over <= 0:
            return 0.0
        return (inside[min(over, len(inside)) - 1] + window - at).total_seconds() if inside else 0.0


class Limits:
    """Telegram's flood control; `None` lifts a limit."""

    def __init__(self, *, group: Limit | None = GROUP, private: Limit | None = PRIVATE) -> None:
        self.group = group
        self.private = private
        self.traffic: dict[int, Traffic] = {}

    def spend(self, chat_id: int, at: datetime, *, sends: int = 0, edits: int = 0) -> None:
        """Count a send or an edit, or refuse it with 429 and the seconds to wait."""
        traffic = self.of(chat_id)
        limit = self.group if chat_id < 0 else self.private
        wait = traffic.wait(at, limit=limit, more=sends + edits) if limit else 0.0
        if wait > 0:
            traffic.refused += 1
            raise too_many_requests(math.ceil(wait))
        traffic.count(at, sends=sends, edits=edits)

    def of(self, chat_id: int) -> Traffic:
        """Return the figures of a chat."""
        return self.traffic.setdefault(chat_id, Traffic())

    def summary(self) -> dict[str, dict[str, int]]:
        """Return sends, edits, refusals and the fullest minute of each chat."""
        return {
            str(chat_id): {
                "sends": traffic.sends,
                "edits": traffic.edits,
                "refused": traffic.refused,
                "max_per_minute": traffic.max_per_minute,
            }
            for chat_id, traffic in self.traffic.items()
        }
