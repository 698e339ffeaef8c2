"""What no other listener took: privately it may be the answer to the one question that is open; else people are helped."""

from datetime import timedelta
from functools import partial
from typing import Final

from handlers import copies, edits, questions
from handlers.context import Context
from handlers.helping import help_for
from handlers.replies import Meant, take, typed_by
from handlers.said import Said
from storage import unclear, wizards
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.calendar import Calendar
from workflow.commands import Decline
from workflow.phases import Act
from workflow.values import Person

FRESH: Final = timedelta(minutes=10)
_DATED_TO: Final = timedelta(seconds=1)
"""Telegram's dates leave out what is less."""


async def private_answer(said: Said, context: Context) -> bool:
    """Take words typed privately for the answer to the only question just put; with several, ask to answer under one.

    An edit counts where the words were refused before, as a nod that is edited into a plan.
    """
    meant = await context.read(lambda books: _meant(said, books, context.wiring.calendar))
    if meant is None:
        return False
    taken, about = await take(meant, said, context), meant.question
    if about is not None and about.notice.question is Act.PUBLISH and about.case_id is not None:
        place = partial(
            unclear.place, chat_id=said.chat_id, message_id=said.message_id, case_id=about.case_id
        )
        await context.write(place)  # what is edited in it belongs to the same case
    return taken


async def private_help(said: Said, context: Context) -> bool:
    """Say what this chat is good for; the group is left alone."""
    directory = await context.read(lambda books: books.directory())
    await context.bring(help_for(said, directory, context.wiring), said, said.author(directory))
    return True


# Private functions


def _meant(said: Said, books: Books, calendar: Calendar) -> Meant | None:
    actor = said.author(books.directory())
    if said.is_edit and (actor is None or _was_taken(said, actor, books)):
        return None
    asked = [row for row in questions.questions_to(books, actor.id) if _is_fresh(row, said)] if actor else []
    under = copies.case_under(said, books)
    if under is not None:  # what stands under a message about one case answers no question about another
        asked = [row for row in asked if row.case_id == under]
    if len(asked) == 1:
        return Meant(
            questions.answered(asked[0], typed_by(said, calendar, books)),
            actor,
            asked[0],
        )
    names = [str(row.notice.facts.get("case", "")) for row in asked]
    return Meant(Decline(name="which_question", facts={"cases": names}), actor) if asked else None


def _is_fresh(question: OutboxRow, said: Said) -> bool:
    """A question left open long ago must not take somebody's greeting for the reason of a withdrawal."""
    put_at = question.sent_at or question.created_at
    return said.sent_at - put_at <= FRESH and not (said.is_edit and put_at >= said.sent_at + _DATED_TO)


def _was_taken(said: Said, actor: Person, books: Books) -> bool:
    """Whether words that are edited did something already, or may: in a form, or under what is about no case."""
    if said.quoted is not None and copies.case_under(said, books) is None:
        return True
    return wizards.get(books.conn, actor.id) is not None or edits.is_recorded(said, actor, books)
