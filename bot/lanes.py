"""What can go out now: for each chat at most one parcel, the most urgent."""

from collections.abc import Collection, Iterator
from datetime import datetime
from enum import IntEnum
from typing import Final, NamedTuple

from bot.corrections import Correction
from bot.linking import card_address
from bot.parcels import CardParcel, Letter, Parcel, card_parcel, letter
from bot.rendering import CardOf
from storage import amendments, cards, company, outbox, topics
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


class Room(IntEnum):
    """What the group's pace leaves room for."""

    NOTHING = 0
    URGENT = 1  # no edits, no digests
    ANYTHING = 2


class Lanes:
    """Reads the queues; the group's address in the database wins over the configured one."""

    def __init__(self, *, card_of: CardOf, calendar: Calendar, group_id: int) -> None:
        self._card_of = card_of
        self._calendar = calendar
        self._group_id = group_id

    def ready(
        self, books: Books, now: datetime, *, busy: Collection[str], room: Room = Room.ANYTHING
    ) -> tuple[Errand, ...]:
        """Drop what came too late, and return what the lanes that are not busy can send."""
        outbox.drop_expired(books.conn, now)
        errands = self._private(books, now, busy)
        return (*self._of_group(books, now, room), *errands) if outbox.GROUP not in busy else tuple(errands)

    def next_moment(self, books: Books, now: datetime) -> datetime | None:
        """Return the first moment after now at which something that was put back may go."""
        moments = (queue.next_moment(books.conn, now) for queue in (outbox, cards, amendments))
        return min((moment for moment in moments if moment), default=None)

    def group(self, books: Books) -> Chat:
        """Return where the group is."""
        return company.chat(books.conn) or Chat(self._group_id, None)

    # Private

    def _of_group(self, books: Books, now: datetime, room: Room) -> Iterator[Errand]:
        waiting = [*self._letters(books, now), *self._cards(books, now, room)] if room else []
        waiting += self._corrections(books, outbox.GROUP, now) if room is Room.ANYTHING else []
        fitting = [parcel for parcel in waiting if room is Room.ANYTHING or not parcel.can_wait]
        if fitting:
            first = min(fitting, key=lambda parcel: parcel.order)
            yield Errand(outbox.GROUP, first, self._room(books, first))

    def _room(self, books: Books, parcel: Parcel) -> Chat:
        """Return the topic of the parcel's case, else where everything else goes."""
        group = self.group(books)
        case_id = parcel.case_id
        topic = None if case_id is None else topics.of_case(books.conn, case_id, group.chat_id)
        return group if topic is None else group._replace(topic=topic.thread)

    def _letters(self, books: Books, now: datetime) -> Iterator[Parcel]:
        row = outbox.next_for(books.conn, outbox.GROUP, now)
        if row is not None:
            yield letter(books, row, calendar=self._calendar)

    def _cards(self, books: Books, now: datetime, room: Room) -> Iterator[CardParcel]:
        """Yield the cards that were never posted; if there are none, one that is to be edited."""
        for card in cards.wanted(books.conn, now):
            if card.stands and room is not Room.ANYTHING:
                return
            parcel = card_parcel(books, card, card_of=self._card_of, calendar=self._calendar)
            if parcel is None:
                cards.mark_shown(books.conn, card, card.shown_hash)
                continue
            yield parcel
            if card.stands:
                return

    def _private(self, books: Books, now: datetime, busy: Collection[str]) -> Iterator[Errand]:
        taken = {outbox.GROUP, *busy}
        for lane in outbox.lanes_with_work(books.conn, now):
            row = None if lane in taken else outbox.next_for(books.conn, lane, now)
            if row is not None:
                taken.add(lane)
                parcel = letter(books, row, calendar=self._calendar)
                yield self._addressed(books, lane, parcel._replace(card=card_address(books, row)))
        for lane in amendments.lanes(books.conn, now):
            for correction in () if lane in taken else self._corrections(books, lane, now):
                card = card_address(books, correction.amendment)
                yield self._addressed(books, lane, correction._replace(card=card))

    def _corrections(self, books: Books, lane: str, now: datetime) -> Iterator[Correction]:
        amendment = amendments.next_for(books.conn, lane, now)
        if amendment is not None:
            yield Correction(amendment)

    def _addressed(self, books: Books, lane: str, parcel: Letter | Correction) -> Errand:
        person, telegram_id = _reader(books, lane)
        chat = None if telegram_id is None else Chat(telegram_id, None)
        language = books.directory().language(telegram_id)
        return Errand(lane, parcel._replace(language=language), chat, person)


# Private functions


def _reader(books: Books, lane: str) -> tuple[Person | None, int | None]:
    """Return who reads a private lane: the person if she is enrolled, and the Telegram account."""
    if lane.startswith(_CHAT):
        return None, int(lane.removeprefix(_CHAT))
    person = books.directory().person(int(lane.removeprefix(_PERSON)))
    return person, person.telegram_id if person else None
