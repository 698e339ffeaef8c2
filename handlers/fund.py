"""/fund: what is in the fruit fund, for everybody; what is spent, corrected and handed out, for those who keep it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from telegram import Update

from forms.fund_words import FundWish, read_correction, read_month, read_spending, read_wish
from forms.money import MoneyProblem, suggested
from handlers import fund_entry, fund_view
from handlers.context import Context
from handlers.lookups import Asked
from handlers.said import Said, said
from reports.periods import FUND_STATEMENT, month_period
from storage.books import Books
from workflow.commands import Command, CorrectSpending, Decline, HandOutFile, Spend
from workflow.values import Person

_INSTANT: Final = timedelta(microseconds=1)
"""A period ends just before its `until`; what is booked at this very moment belongs to the statement of now."""

Reader = Callable[[Asked], Command]


async def fund(update: Update, context: Context) -> None:
    """Answer /fund, typed or as the caption of a receipt."""
    typed = said(update, bot_id=context.bot.id)
    person, command = await context.read(lambda books: fund_asked(typed, books, context))
    if isinstance(command, HandOutFile):
        command = await _with_file(command, typed, context)
    await context.bring(command, typed, person)


def fund_asked(typed: Said, books: Books, context: Context) -> tuple[Person | None, Command]:
    """Return who asks for something of the fund, and what."""
    person = typed.author(books.directory())
    if person is None:
        return None, Decline(name="not_enrolled")
    _, _, words = typed.text.strip().partition(" ")
    wish, rest = read_wish(words)
    asked = Asked(books, context.wiring.scene(books), person, typed.at, rest)
    command = READERS[wish](asked)
    if isinstance(command, Spend):
        command = command.model_copy(update={"receipt": typed.evidence})
    return person, command


# Private functions


def _spend(asked: Asked) -> Command:
    read = read_spending(asked.words)
    if isinstance(read.amount, MoneyProblem):
        told = {"problem": read.amount, "text": asked.words, "example": suggested(asked.words)}
        return Decline(name="amount_unreadable", facts=told)
    return Spend(amount=read.amount, what=read.what)


def _undo(asked: Asked) -> Command:
    read = read_correction(asked.words)
    return CorrectSpending(number=read.number, reason=read.reason)


def _statement(asked: Asked) -> Command:
    """The statement of a month, without its file still: that takes time, and only keepers get it."""
    first_day = read_month(asked.words, asked.scene.calendar.local(asked.at).date())
    if first_day is None:
        return Decline(name="month_unreadable", facts={"text": asked.words})
    return HandOutFile(what=FUND_STATEMENT, period=f"{first_day:%Y-%m}")


async def _with_file(command: HandOutFile, typed: Said, context: Context) -> Command:
    wiring = context.wiring
    person, is_keeper = await context.read(lambda books: _is_keeper(typed, books, context))
    if not is_keeper or wiring.reports is None:
        return command if person else Decline(name="not_enrolled")
    period = month_period(date.fromisoformat(f"{command.period}-01"), wiring.calendar)
    facts = await wiring.reports(command.what, period.since, min(period.until, wiring.now() + _INSTANT))
    if facts is None:
        return Decline(name="fund_blank", facts={"month": command.period})
    return command.model_copy(update={"facts": dict(facts)})


def _is_keeper(typed: Said, books: Books, context: Context) -> tuple[Person | None, bool]:
    person = typed.author(books.directory())
    if person is None:
        return None, False
    asked = Asked(books, context.wiring.scene(books), person, typed.at, "")
    return person, fund_view.keeps(asked)


def _unknown(_asked: Asked) -> Command:
    return Decline(name="fund_wish")


READERS: Final[dict[FundWish, Reader]] = {
    FundWish.LOOK: fund_view.overview,
    FundWish.ENTRY: fund_entry.show,
    FundWish.SPEND: _spend,
    FundWish.UNDO: _undo,
    FundWish.STATEMENT: _statement,
    FundWish.EXPORTS: fund_view.exports,
    FundWish.UNKNOWN: _unknown,
}
