"""/fund: what is in the fruit fund, for everybody; what is spent, corrected and handed out, for those who keep it."""

from collections.abc import Callable
from typing import Final

from telegram import Update

from forms.fund_words import FundWish, read_correction, read_spending, read_wish
from forms.money import MoneyProblem
from handlers import fund_view
from handlers.context import Context
from handlers.lookups import Asked
from handlers.said import Said, said
from storage.books import Books
from workflow.commands import Command, CorrectSpending, Decline, Spend
from workflow.values import Person

Reader = Callable[[Asked], Command]


async def fund(update: Update, context: Context) -> None:
    """Answer /fund, typed or as the caption of a receipt."""
    typed = said(update, bot_id=context.bot.id)
    person, command = await context.read(lambda books: _command(typed, books, context))
    await context.bring(command, typed, person)


# Private functions


def _command(typed: Said, books: Books, context: Context) -> tuple[Person | None, Command]:
    person = typed.author(books.directory())
    if person is None:
        return None, Decline(name="not_enrolled")
    _, _, words = typed.text.strip().partition(" ")
    wish, rest = read_wish(words)
    asked = Asked(books, context.wiring.scene(books), person, typed.at, rest)
    return person, READERS[wish](asked)


def _spend(asked: Asked) -> Command:
    read = read_spending(asked.words)
    if isinstance(read.amount, MoneyProblem):
        return Decline(name="amount_unreadable", facts={"problem": read.amount, "text": asked.words})
    return Spend(amount=read.amount, what=read.what)


def _undo(asked: Asked) -> Command:
    read = read_correction(asked.words)
    return CorrectSpending(number=read.number, reason=read.reason)


def _unknown(_asked: Asked) -> Command:
    return Decline(name="fund_wish")


READERS: Final[dict[FundWish, Reader]] = {
    FundWish.LOOK: fund_view.overview,
    FundWish.SPEND: _spend,
    FundWish.UNDO: _undo,
    FundWish.EXPORTS: fund_view.exports,
    FundWish.UNKNOWN: _unknown,
}
