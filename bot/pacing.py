"""How fast Telegram may be spoken to: sliding windows per chat and overall, and the waits it demands (telegram.md B4)."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True)
class Limit:
    """At most `count` calls in any `seconds`."""

    count: int
    seconds: float

    @property
    def span(self) -> timedelta:
        return timedelta(seconds=self.seconds)


GROUP: Final = Limit(18, 60)  # Telegram's own is 20; sends and edits count together
PRIVATE: Final = Limit(1, 1)
OVERALL: Final = Limit(25, 1)


@dataclass
class Window:
    """The calls of the last stretch of time under one limit."""

    limit: Limit
    recent: deque[datetime] = field(default_factory=deque)

    def free_at(self, now: datetime, *, spare: int = 0) -> datetime:
        """Return the earliest moment, from `now` on, at which one more call fits and leaves `spare` others."""
        while self.recent and self.recent[0] + self.limit.span <= now:
            self.recent.popleft()
        over = len(self.recent) - max(1, self.limit.count - spare)
        return now if over < 0 else self.recent[over] + self.limit.span

    def spend(self, now: datetime) -> None:
        """Count a call."""
        self.recent.append(now)


class Pace:
    """The limits of all chats together."""

    def __init__(self, *, group: Limit = GROUP, private: Limit = PRIVATE, overall: Limit = OVERALL) -> None:
        self._overall = Window(overall)
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(group))
        self._private: defaultdict[int, Window] = defaultdict(lambda: Window(private))
        self._halts: dict[int, datetime] = {}

    def free_at(self, chat_id: int, now: datetime, *, spare: int = 0) -> datetime:
        """Return the earliest moment, from `now` on, at which something may be sent to the chat.

        What can wait leaves `spare` calls of the chat's window to what cannot.
        """
        windows = (self._overall.free_at(now), self._chat(chat_id).free_at(now, spare=spare))
        return max(*windows, self._halts.get(chat_id, now))

    def begin(self, now: datetime) -> None:
        """Count a call that goes out now."""
        self._overall.spend(now)

    def end(self, chat_id: int, now: datetime) -> None:
        """Count a send or an edit against its chat once it is answered: Telegram saw it before, never after."""
        self._chat(chat_id).spend(now)

    def halt(self, chat_id: int, until: datetime) -> None:
        """Send nothing to the chat until then: Telegram said so, or the chat is closed to us."""
        self._halts[chat_id] = max(until, self._halts.get(chat_id, until))

    def lift(self, chat_id: int) -> None:
        """Forget a halt."""
        self._halts.pop(chat_id, None)

    def _chat(self, chat_id: int) -> Window:
        return self._groups[chat_id] if chat_id < 0 else self._private[chat_id]
