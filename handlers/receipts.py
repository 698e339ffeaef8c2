"""Light receipts: a reaction under what somebody sent says that it counts, and costs the group no line."""

from typing import Final, Protocol

from handlers.context import Context
from storage import outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.desk import Answer
from workflow.events import AppealBegun, Event, PartGiven
from workflow.fine_notices import ON_NOTICE
from workflow.phases import Act

SEEN: Final = "\N{WRITING HAND}"
"""To a good form."""
NOTED: Final = "\N{OK HAND SIGN}"
"""To evidence, and to whatever was typed and did what it was to do: an answer, a ruling, a signed opinion, a payment."""

LEAVES_MORE_TO_DO: Final = frozenset(
    {
        *(Act.ASK_PROXY, Act.FLAG_SETTLEMENT, Act.KEEP_SHARE, Act.MARK_PAID),
        *(Act.MARK_IMPORTANT, Act.CLEAR_IMPORTANT, Act.CLEAR_URGENT),
    }
)
"""Acts done beside what a message asks for: its buttons are of use afterwards."""

BESIDE: Final = LEAVES_MORE_TO_DO | ON_NOTICE | {Act.SUPPLEMENT, Act.MARK_URGENT}
"""Acts that are open whether or not what a message asks for is done."""
_OF_MANY: Final = frozenset({"menu"})


class Sent(Protocol):
    """Something that stands in a chat."""

    @property
    def chat_id(self) -> int: ...

    @property
    def message_id(self) -> int: ...


def react(sent: Sent, emoji: str, context: Context) -> None:
    """Put a reaction on what was sent; one that Telegram refuses is missed by nobody."""
    context.wiring.direct.react(sent.chat_id, sent.message_id, emoji)


def react_to_words(sent: Sent, answer: Answer, context: Context) -> None:
    """Put one on words that did what they were to do; on half of it none, what is missing is told in words."""
    if answer.events and not any(_is_half_done(event) for event in answer.events):
        react(sent, NOTED, context)


async def put_away(question: OutboxRow, sent: Sent, answer: Answer, context: Context) -> None:
    """Take the buttons off the private request whose question was answered: what it asks for is done."""
    if answer.events and question.notice.question not in BESIDE:
        request = await context.read(lambda books: _request(question, sent.chat_id, books))
        if request is not None:
            context.wiring.direct.strip(sent.chat_id, request)


# Private functions


def _is_half_done(event: Event) -> bool:
    """Whether more words are wanted; of an appeal with its reason only whom it is for is asked by buttons."""
    return isinstance(event, PartGiven) or (isinstance(event, AppealBegun) and not event.unaddressed)


def _request(question: OutboxRow, chat_id: int, books: Books) -> int | None:
    """The message the question was put from, unless it has buttons for other things too."""
    pressed_on = question.notice.pressed_on
    row = outbox.find_message(books.conn, chat_id, pressed_on) if pressed_on else None
    if row is None or row.case_id != question.case_id or row.notice.name in _OF_MANY:
        return None
    return pressed_on
