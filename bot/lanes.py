"""What can go out now: for each chat at most one parcel, the most urgent."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from bot.parcels import CardParcel, Letter, Parcel, card_parcel
from bot.rendering import CardOf
from storage import cards, company, outbox
from storage.books import Books
from storage.company import Chat
from workflow.calendar import Calendar
from workflow.values import Person

_PERSON: Final = "person:"
_CHAT: Final = "chat:"


class Errand(NamedTuple):
    """A parcel and where it goes; `chat` is None where the person has no chat with us at all."""

    lane: str
    parcel: Parcel
    chat: Chat | None
    person: Person | None = None


class Lanes:
    """Reads the queues; the group's address in the database wins over the configured one."""

    def __init__(self, *, card_of: CardOf, calendar: Calendar, group_id: int) -> None:
        self._card_of = card_of
        self._calendar = calendar
        self._group_id = group_id

    def ready(self, books: Books, now: datetime, *, busy: Collection[str]) -> tuple[Errand, ...]:
        """Drop what came too late, and return what the lanes that are not busy can send."""
        outbox.drop_expired(books.conn, now)
        return tuple(self._errands(books, now, busy))

    def next_moment(self, books: Books) -> datetime | None:
        """Return a moment from which something waits (it may have passed), None if nothing does."""
        moments = (outbox.next_moment(books.conn), cards.next_moment(books.conn))
        return min((moment for moment in moments if moment), default=None)

    def group(self, books: Books) -> Chat:
        """Return where the group is."""
        return company.chat(books.conn) or Chat(self._group_id, None)

    # Private

    def _errands(self, books: Books, now: datetime, busy: Collection[str]) -> Iterator[Errand]:
        if outbox.GROUP not in busy:
            yield from self._of_group(books, now)
        for lane in outbox.lanes_with_work(books.conn, now):
            row = None if lane in {outbox.GROUP, *busy} else outbox.next_for(books.conn, lane, now)
            if row is not None:
                yield self._private(books, lane, Letter(row))

    def _of_group(self, books: Books, now: datetime) -> Iterator[Errand]:
        row = outbox.next_for(books.conn, outbox.GROUP, now)
        letters: list[Parcel] = [] if row is None else [Letter(row)]
        waiting = (*letters, *self._cards(books, cards.wanted(books.conn, now)))
        if waiting:
            first = min(waiting, key=lambda parcel: parcel.order)
            yield Errand(outbox.GROUP, first, self.group(books))

    def _cards(self, books: Books, wanted: Iterable[cards.Card]) -> Iterator[CardParcel]:
        for card in wanted:
            parcel = card_parcel(books, card, card_of=self._card_of, calendar=self._calendar)
            if parcel is None:
                cards.mark_shown(books.conn, card, card.shown_hash)
            else:
                yield parcel

    def _private(self, books: Books, lane: str, parcel: Parcel) -> Errand:
        if lane.startswith(_CHAT):
            return Errand(lane, parcel, Chat(int(lane.removeprefix(_CHAT)), None))
        person = books.directory().person(int(lane.removeprefix(_PERSON)))
        telegram_id = person.telegram_id if person else None
        chat = None if telegram_id is None else Chat(telegram_id, None)
        return Errand(lane, parcel, chat, person)
