"""Commands that were edited after they were sent: they are not carried out again, and what they booked stands."""

from datetime import timedelta
from typing import Final

from telegram import Update

from forms.fund_words import FundWish, read_wish
from handlers import fund_view
from handlers.context import Context
from handlers.lookups import Asked
from handlers.said import Said, said, split_command
from storage import fund
from storage.books import Books
from workflow.commands import Tell
from workflow.facts import Facts
from workflow.values import Person

BOOKING: Final = ("fund", "away", "suspend", "enrol")
"""Commands that put something on record; an edit of the others, which only show something, is left alone."""


async def command_edited(update: Update, context: Context) -> None:
    """Tell whoever edits a command that booked something, or was to, that the edit does nothing and what to do."""
    typed = said(update, bot_id=context.bot.id)
    found = await context.read(lambda books: _answer(typed, books, context))
    if found is not None:
        tell, person = found
        await context.bring(tell, typed, person)


# Private functions

_INSTANT: Final = timedelta(microseconds=1)
_ENTERING: Final = frozenset({FundWish.SPEND, FundWish.UNDO})


def _answer(typed: Said, books: Books, context: Context) -> tuple[Tell, Person] | None:
    person = typed.author(books.directory())
    command, words = split_command(typed.text)
    if person is None or command not in BOOKING:
        return None
    told: Facts = {"command": command, "entry": None}
    if command == "fund":
        asked = Asked(books, context.wiring.scene(books), person, typed.at, words)
        if read_wish(words)[0] not in _ENTERING or not fund_view.keeps(asked):
            return None
        told["entry"] = _entered(typed, person, books, context)
    return Tell(name="command_edited", facts=told), person


def _entered(typed: Said, person: Person, books: Books, context: Context) -> Facts | None:
    """What she entered first since the message was sent."""
    lines = fund.entries(books.conn, typed.sent_at, context.wiring.now() + _INSTANT)
    hers = (one for one in lines if one.by == person.id and one.number.startswith("E"))
    entry = next(hers, None)
    if entry is None:
        return None
    return {"number": entry.number, "kind": entry.kind, "amount": abs(entry.amount), "what": entry.what}
