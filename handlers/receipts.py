"""Light receipts: a reaction under what somebody sent says that it counts, and costs the group no line."""

from typing import Final, Protocol

from handlers.context import Context
from workflow.desk import Answer
from workflow.enquiry_events import EnquiryAnswered
from workflow.events import Published, Ruled

SEEN: Final = "\N{WRITING HAND}"
"""To a good form."""
NOTED: Final = "\N{OK HAND SIGN}"
"""To evidence, to a reply that is complete, to a publication and to the answer to an enquiry."""

_NOTED: Final = (Ruled, Published, EnquiryAnswered)


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
    """Put one on words that did what they were to do; on a part of a reply none, what is missing is told in words."""
    if any(isinstance(event, _NOTED) for event in answer.events):
        react(sent, NOTED, context)
