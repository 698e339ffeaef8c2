"""What every press on a button has in common: whose it is, when it counts, and the answer beside the button."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from telegram import CallbackQuery
from telegram.constants import ChatType

from handlers.applicants import NOT_ENROLLED, how_far
from handlers.context import Context
from handlers.errand_codes import ErrandPress
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command, Stimulus
from workflow.directory import Directory
from workflow.values import Person
from workflow.world import Scene

_MOMENT = timedelta(microseconds=1)
STALE = "stale_button"


class View(NamedTuple):
    """What the presser looks at: the company at the moment of the press, and whether only she sees the answer."""

    scene: Scene
    at: datetime
    is_private: bool


class Presser(NamedTuple):
    """Who pressed: the Telegram account, and the person behind it if she is enrolled; `view` of a button in a chat."""

    user_id: int
    person: Person | None
    view: View | None = None


Reader = Callable[[ErrandPress, Presser, Books], Command | None]
"""Returns what a press about no case wants of the desk, None if it names something that is not there."""


class Typed(NamedTuple):
    """The words of an answer, when they were typed in the company's zone, and who is who."""

    text: str
    at: datetime
    directory: Directory
    has_file: bool = False
    """Whether they are the caption of a photo, an album or a file."""


Answering = Callable[[OutboxRow, Typed], Command]
"""Returns what the typed answer to a question about no case wants of the desk."""


def subject_of(question: OutboxRow) -> int:
    """Return the number of what a question about no case is about."""
    return int(str(question.notice.facts["subject"]))


def press_stimulus(query: CallbackQuery, actor: Person | None, books: Books, context: Context) -> Stimulus:
    """Telegram gives a press no date: what counts is when it reached us, after a gap "not before its start"."""
    message = query.message
    received = context.row.received_at
    gap = next((gap for gap in books.outages(received - _MOMENT) if gap.ends_at == received), None)
    return Stimulus(
        now=context.wiring.now(),
        at=gap.starts_at if gap else received,
        about=gap is not None,
        actor=actor.id if actor else None,
        pressed=True,
        inbox=context.row.id,
        chat_id=message.chat.id if message else None,
        message_id=message.message_id if message else None,
    )


def in_group(query: CallbackQuery) -> bool:
    """Tell whether the button stands in the group, for everybody to see."""
    return query.message is not None and query.message.chat.type != ChatType.PRIVATE


def strip(query: CallbackQuery, context: Context) -> None:
    """Take the buttons off the message: they have served."""
    if query.message is not None:
        context.wiring.direct.strip(query.message.chat.id, query.message.message_id)


async def say(
    query: CallbackQuery, context: Context, name: str, facts: Mapping[str, object], *, alert: bool
) -> None:
    """Answer beside the button, in the presser's language; a refusal too late for that is repeated privately."""
    if name == NOT_ENROLLED:
        facts = {**facts, **await context.read(lambda books: how_far(query.from_user.id, books))}
    repeated = partial(context.mention, f"refused_{name}", facts, user_id=query.from_user.id)
    voice = await context.voice_for(query.from_user.id)
    text = voice.alert(name, facts)
    context.wiring.direct.answer(query.id, text, alert=alert, expired=repeated if alert else None)
