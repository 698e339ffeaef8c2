"""What the courier carries: a letter of the outbox, or a card; each knows how its row is kept."""

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple, Protocol

from telegram import Message

from bot.linking import linked
from bot.rendering import CardOf, Rendered, Renderer
from bot.sending import Sender
from storage import amendments, cards, outbox
from storage.books import Books
from storage.cards import Card
from storage.company import Chat
from storage.history import case_of_document
from storage.outbox import OutboxRow
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.commands import Delivered, Stimulus
from workflow.notices import Notice, Urgency
from workflow.papers import Paper, paper
from workflow.values import Language
from workflow.world import Scene


class Parcel(Protocol):
    """Something to be put into a chat; what is told about the row happens in the given transaction."""

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts the parcels of one lane: urgency, then age."""

    @property
    def name(self) -> str:
        """Return what it is called in logs and alarms."""

    @property
    def cause(self) -> str:
        """Return the name of its row, under which things are told about it once."""

    @property
    def case_id(self) -> int | None:
        """Return the case it is about."""

    @property
    def notice(self) -> Notice:
        """Return what it says."""

    @property
    def is_edit(self) -> bool:
        """Tell whether a message stands already."""

    @property
    def can_wait(self) -> bool:
        """Tell whether it leaves its turn to what cannot: edits and digests do."""

    def shows(self, rendered: Rendered) -> bool:
        """Tell whether that message looks like this already."""

    def rendered(self, renderer: Renderer) -> Rendered:
        """Return it as it is sent."""

    async def deliver(self, sender: Sender, chat: Chat, rendered: Rendered) -> Message | None:
        """Put it into the chat; return the new message, None if one was edited."""

    def delivered(self, message: Message, *, now: datetime) -> tuple[Delivered, Stimulus] | None:
        """Return the command that follows from the delivery, if it moves clocks."""

    def mark_sending(self, conn: Connection) -> None:
        """Note that the call goes out now."""

    def mark_sent(self, conn: Connection, message: Message) -> None:
        """Note where the message stands (what `delivered` does by itself)."""

    def mark_shown(self, conn: Connection, rendered: Rendered) -> None:
        """Note that the message looks like this."""

    def postpone(self, conn: Connection, until: datetime, error: str) -> None:
        """Put it back for later."""

    def doubt(self, conn: Connection, error: str) -> bool:
        """Note that its fate is unknown; return whether people must look, else it goes out again."""

    def bury(self, conn: Connection, error: str) -> None:
        """Give it up."""

    def forget(self, conn: Connection) -> None:
        """Forget the message that stood for it: it is gone."""


class Letter(NamedTuple):
    """A row of the outbox and the document it shows or brings; privately also its reader's language and the card's address."""

    row: OutboxRow
    paper: Paper | None = None
    language: Language | None = None
    card: str = ""

    @property
    def is_edit(self) -> bool:
        return False

    @property
    def can_wait(self) -> bool:
        return self.notice.urgency >= Urgency.DIGEST

    def shows(self, rendered: Rendered) -> bool:  # noqa: ARG002  (a letter has no earlier look)
        return False

    @property
    def order(self) -> tuple[int, int]:
        return self.notice.urgency, self.row.id

    @property
    def name(self) -> str:
        return self.notice.name

    @property
    def cause(self) -> str:
        return f"outbox/{self.row.id}"

    @property
    def case_id(self) -> int | None:
        return self.row.case_id

    @property
    def notice(self) -> Notice:
        return self.row.notice

    def rendered(self, renderer: Renderer) -> Rendered:
        words = renderer.render(self.notice, self.case_id, self.paper, language=self.language)
        return linked_to_card(words, self.notice, self.card)

    async def deliver(self, sender: Sender, chat: Chat, rendered: Rendered) -> Message | None:
        return await sender.send(chat, rendered)

    def delivered(self, message: Message, *, now: datetime) -> tuple[Delivered, Stimulus] | None:
        if self.case_id is None or not self.notice.pings:
            return None
        where = {"chat_id": message.chat_id, "message_id": message.message_id}
        command = Delivered(case=self.case_id, date=message.date, pings=self.notice.pings, **where)
        return command, Stimulus(now=now, at=message.date, outbox=self.row.id, **where)

    def mark_sending(self, conn: Connection) -> None:
        outbox.mark_sending(conn, self.row.id)

    def mark_sent(self, conn: Connection, message: Message) -> None:
        where = {"chat_id": message.chat_id, "message_id": message.message_id}
        outbox.mark_sent(conn, self.row.id, at=message.date, **where)

    def mark_shown(self, conn: Connection, rendered: Rendered) -> None:  # noqa: ARG002  (known by its count)
        amendments.mark_shown(conn, self.row.id, self.row.stale)

    def postpone(self, conn: Connection, until: datetime, error: str) -> None:
        outbox.postpone(conn, self.row.id, until, error)

    def doubt(self, conn: Connection, error: str) -> bool:
        return outbox.mark_unknown(conn, self.row.id, error)

    def bury(self, conn: Connection, error: str) -> None:
        outbox.mark_dead(conn, self.row.id, error)

    def forget(self, conn: Connection) -> None:
        outbox.mark_dead(conn, self.row.id, "it was to be edited")


class CardParcel(NamedTuple):
    """A card that ought to look like `notice`; `is_post`: its first appearance starts the clocks of the case."""

    card: Card
    notice: Notice
    is_post: bool

    @property
    def order(self) -> tuple[int, int]:
        urgency = self.notice.urgency
        return (max(urgency, Urgency.CARD) if self.is_edit else urgency), self.card.case_id

    @property
    def name(self) -> str:
        return f"{self.notice.name} {self.card.part}"

    @property
    def cause(self) -> str:
        return f"card/{self.card.case_id}/{self.card.part}"

    @property
    def case_id(self) -> int | None:
        return self.card.case_id

    @property
    def is_edit(self) -> bool:
        return self.card.stands

    @property
    def can_wait(self) -> bool:
        return self.is_edit

    def shows(self, rendered: Rendered) -> bool:
        return self.is_edit and rendered.hash == self.card.shown_hash

    def rendered(self, renderer: Renderer) -> Rendered:
        if not self.card.repeated:
            return renderer.render(self.notice, self.case_id)
        repeated = {**self.notice.facts, "repeated": True}  # which of two copies counts
        return renderer.render(self.notice.model_copy(update={"facts": repeated}), self.case_id)

    async def deliver(self, sender: Sender, chat: Chat, rendered: Rendered) -> Message | None:
        if self.card.chat_id is None or self.card.message_id is None:
            return await sender.send(chat, rendered)
        await sender.edit(self.card.chat_id, self.card.message_id, rendered)
        return None

    def delivered(self, message: Message, *, now: datetime) -> tuple[Delivered, Stimulus] | None:
        if not self.is_post:
            return None
        where = {"chat_id": message.chat_id, "message_id": message.message_id}
        command = Delivered(case=self.card.case_id, date=message.date, is_post=True, **where)
        return command, Stimulus(now=now, at=message.date, card=(self.card.case_id, self.card.part), **where)

    def mark_sending(self, conn: Connection) -> None:
        cards.mark_sending(conn, *self.card[:2])

    def mark_sent(self, conn: Connection, message: Message) -> None:
        where = {"chat_id": message.chat_id, "message_id": message.message_id}
        cards.mark_sent(conn, self.card.case_id, self.card.part, at=message.date, **where)

    def mark_shown(self, conn: Connection, rendered: Rendered) -> None:
        cards.mark_shown(conn, self.card, rendered.hash)

    def postpone(self, conn: Connection, until: datetime, error: str) -> None:
        cards.postpone(conn, *self.card[:2], until, error)

    def doubt(self, conn: Connection, error: str) -> bool:
        return cards.mark_unknown(conn, *self.card[:2], error)

    def bury(self, conn: Connection, error: str) -> None:
        cards.mark_dead(conn, *self.card[:2], error)

    def forget(self, conn: Connection) -> None:
        cards.forget_message(conn, *self.card[:2])


def card_parcel(books: Books, card: Card, *, card_of: CardOf, calendar: Calendar) -> CardParcel | None:
    """Return the card as it should be now, None if there is nothing to show."""
    case: Case = books.case(card.case_id)
    notice = card_of(case, card.part, Scene(calendar=calendar, directory=books.directory()))
    if notice is None:
        return None
    return CardParcel(card, notice, is_post=card.part == cards.CASE and case.posted_at is None)


def linked_to_card(rendered: Rendered, notice: Notice, card: str) -> Rendered:
    """Return the words with the number of their case linked to its card, whose address is given."""
    number = str(notice.facts.get("case") or "")
    return rendered._replace(text=linked(rendered.text, number, card))


def letter(books: Books, row: OutboxRow, *, calendar: Calendar) -> Letter:
    """Return a row with its document as it is now, with none if the case no longer has it."""
    facts = row.notice.facts
    document, number = (str(facts.get(name) or "") for name in ("document", "voucher"))
    case_id = document and (row.case_id or case_of_document(books.conn, str(facts.get("case"))))
    if not case_id:
        return Letter(row)
    scene = Scene(calendar=calendar, directory=books.directory())
    return Letter(row, paper(books.case(case_id), document, number, scene))
