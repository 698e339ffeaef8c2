"""The queue of updates: ids, confirmation, the kinds asked for, holding back and late delivery."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sandbox.model import Json

KEPT_FOR: Final = timedelta(hours=24)
OFF_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS: Final = OFF_BY_DEFAULT | {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
}


class Updates:
    """Updates on their way to the bot."""

    def __init__(self, *, first_id: int = 640_000_001) -> None:
        self.allowed: frozenset[str] = KINDS - OFF_BY_DEFAULT
        self.next_id = first_id
        self.confirmed = 0
        self._queue: list[tuple[datetime, Json]] = []
        self._held: list[Json] | None = None

    def __len__(self) -> int:
        """Return how many wait to be confirmed, held ones not counted."""
        return len(self._queue)

    def push(self, kind: str, payload: Json, *, at: datetime) -> None:
        """Add an update if the bot asked for its kind."""
        if kind in self.allowed:
            self.inject({kind: payload}, at=at)

    def inject(self, raw: Json, *, at: datetime) -> None:
        """Add any update as it is, giving it an id unless it has one."""
        if self._held is not None:
            self._held.append(raw)
            return
        self._queue.append((at, {"update_id": self._new_id()} | raw))

    def hold(self) -> None:
        """Keep new updates back until `release`, as when Telegram delivers late."""
        self._held = self._held or []

    def release(self, *, at: datetime) -> int:
        """Deliver what was held, with its old dates, and return how many there were."""
        held, self._held = self._held or [], None
        for raw in held:
            self.inject(raw, at=at)
        return len(held)

    @property
    def held(self) -> int:
        """Return how many are held back."""
        return len(self._held or [])

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember the kinds asked for; an empty list means the default ones."""
        self.allowed = frozenset(kinds) & KINDS or KINDS - OFF_BY_DEFAULT

    def fetch(self, *, offset: int, limit: int, at: datetime) -> list[Json]:
        """Confirm everything before `offset` and return what follows; a negative one counts from the end."""
        self._queue = [(since, update) for since, update in self._queue if at - since <= KEPT_FOR]
        if offset < 0:
            self._confirm(len(self._queue) + offset)
        else:
            self._confirm(sum(update["update_id"] < offset for _, update in self._queue))
        return [update for _, update in self._queue[:limit]]

    def drop(self) -> None:
        """Forget everything that waits."""
        self._queue.clear()

    def _confirm(self, count: int) -> None:
        self.confirmed += max(0, count)
        del self._queue[: max(0, count)]

    def _new_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1
