"""The commands that people type: each reads what stands behind it, and is answered under the command."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from telegram import Update

from forms import blank, read_number
from forms.numbers import number_in
from handlers import copies, questions
from handlers.absences import away_asked
from handlers.asking import ABOUT_A_CASE, FINDS_NUMBERS, answered
from handlers.context import Context
from handlers.enrolling import staff_asked
from handlers.helping import help_for
from handlers.lookups import Asked
from handlers.said import Said, said, split_command
from handlers.suspensions import suspend_asked
from handlers.wizard import begin_buttons
from reports.periods import STATS, WEEKLY_CHART, Period, last_days
from storage import cards, outbox, wizards
from storage.books import Books
from workflow.case import Case
from workflow.commands import Command, Decline, Tell
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.facts import Facts
from workflow.notices import Button
from workflow.phases import Act, Phase
from workflow.values import Kind, Person
from workflow.wizard import Wizard

_DAYS_OF_CHART: Final = 7
_DAYS_OF_STATS: Final = 30


async def look_up(update: Update, context: Context) -> None:
    """Answer a question about the records."""
    typed = said(update, bot_id=context.bot.id)
    person, command = await context.read(lambda books: looked_up(typed, books, context))
    await context.bring(command, typed, person)


def looked_up(typed: Said, books: Books, context: Context) -> tuple[Person | None, Command]:
    """Return who asks about the records, and the answer."""
    person = typed.author(books.directory())
    if person is None:
        return None, Decline(name="not_enrolled")
    name, words = split_command(typed.text)
    if not words and name in ABOUT_A_CASE:
        words = _case_answered(typed, books)
    number = number_in(words) if name in FINDS_NUMBERS else read_number(words)
    words = number or words
    asked = Asked(books, context.wiring.scene(books), person, typed.at, words, typed.is_private)
    return person, answered(name, asked)


async def report(update: Update, context: Context) -> None:
    """Answer /stats and /chart."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    kind, _ = split_command(typed.text)
    command = await _report(kind, context) if person else Decline(name="not_enrolled")
    await context.bring(command, typed, person)


async def help_(update: Update, context: Context) -> None:
    """Say how to complain, to answer and to ask."""
    typed = said(update, bot_id=context.bot.id)
    directory = await context.read(lambda books: books.directory())
    await context.bring(help_for(typed, directory, context.wiring), typed, typed.author(directory))


async def blank_form(update: Update, context: Context) -> None:
    """Give the empty forms to copy, or the one of the kind named, and a way to fill it in step by step."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    _, words = split_command(typed.text)
    named = [kind for kind in Kind if words.lower() in {kind, *_kind_words(kind, context)}] or list(Kind)
    facts = {"forms": [{"kind": kind, "text": blank(kind)} for kind in named]}
    rows = tuple(_form_buttons(kind, private=typed.is_private, of_several=len(named) > 1) for kind in named)
    await context.bring(Tell(name="form", facts=facts, buttons=rows), typed, person)


async def resend(update: Update, context: Context) -> None:
    """重發, for administrators: queue once more what was given up because nobody knew whether it arrived."""
    user = update.effective_user
    if user is None or user.id not in context.wiring.admin_ids:
        await _tell("refused_not_admin", {}, update, context)
        return
    count = await context.write(lambda conn: outbox.resend_stuck(conn) + cards.resend_stuck(conn))
    await _tell("resent", {"count": count}, update, context)


async def enrol(update: Update, context: Context) -> None:
    """HR's list of applications and people; everything on it is told privately."""
    typed = said(update, bot_id=context.bot.id)
    _, words = split_command(typed.text)
    directory = await context.read(lambda books: books.directory())
    await context.bring(staff_asked(words, directory), typed, typed.author(directory))


async def away(update: Update, context: Context) -> None:
    """Register an absence and ask the deputy, or end it; without words, tell and ask."""
    await _bring_dated(away_asked, update, context)


async def suspend(update: Update, context: Context) -> None:
    """Let clocks stand still for a while; without words, tell which do."""
    await _bring_dated(suspend_asked, update, context)


async def cancel(update: Update, context: Context) -> None:
    """Give up every question put to the person, and the form she is filling in."""
    typed, now = said(update, bot_id=context.bot.id), context.wiring.now()
    person = await context.read(lambda books: typed.author(books.directory()))
    if person is None:
        await context.bring(Decline(name="not_enrolled"), typed, person)
        return
    count, form = await context.write(
        lambda conn: (questions.give_up(conn, person.id, now), wizards.give_up(conn, person.id, now))
    )
    draft = await context.read(lambda books: _kept_draft(form, books))
    facts: Facts = {
        "count": count,
        "begun": form is not None,
        "kind": form.kind if form else None,
        "draft": draft.name if draft else "",
    }
    buttons = _on_with(draft) if draft and typed.is_private else ()
    await context.bring(Tell(name="cancelled", facts=facts, buttons=buttons), typed, person)


# Private functions


def _on_with(draft: Case) -> tuple[tuple[Button, ...], ...]:
    return ((Button(errand=Errand.WIZARD_MEND, subject=draft.id), Button(act=Act.CANCEL, case=draft.id)),)


def _kept_draft(form: Wizard | None, books: Books) -> Case | None:
    """The draft that was being mended: given up are its changes, not the draft."""
    case: Case | None = books.case(form.case) if form is not None and form.case else None
    return case if case is not None and case.phase is Phase.DRAFT else None


async def _bring_dated(
    asked: Callable[[str, Directory, datetime], Command], update: Update, context: Context
) -> None:
    """Bring what is asked in words that hold dates, read in the company's time."""
    typed = said(update, bot_id=context.bot.id)
    _, words = split_command(typed.text)
    directory = await context.read(lambda books: books.directory())
    person, now = typed.author(directory), context.wiring.calendar.local(typed.at)
    command = asked(words, directory, now) if person else Decline(name="not_enrolled")
    await context.bring(command, typed, person)


def _case_answered(typed: Said, books: Books) -> str:
    """The number of the case whose message the command was typed under, "" if under none."""
    case_id = copies.case_under(typed, books)
    return books.case(case_id).name if case_id is not None else ""


async def _report(name: str, context: Context) -> Command:
    kind, period = _period(name, context)
    reports = context.wiring.reports
    facts = await reports(kind, period.since, period.until) if reports else None
    return Decline(name="no_report") if facts is None else Tell(name=kind, facts=dict(facts))


def _period(name: str, context: Context) -> tuple[str, Period]:
    now, calendar = context.wiring.now(), context.wiring.calendar
    if name == "chart":
        return WEEKLY_CHART, last_days(_DAYS_OF_CHART, now, calendar)
    return STATS, last_days(_DAYS_OF_STATS, now, calendar)


async def _tell(name: str, facts: Facts, update: Update, context: Context) -> None:
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    await context.bring(Tell(name=name, facts=facts), typed, person)


def _kind_words(kind: Kind, context: Context) -> set[str]:
    called = context.wiring.texts.called
    return {*called("kinds", kind), *called("kinds_short", kind)}


def _form_buttons(kind: Kind, *, private: bool, of_several: bool) -> tuple[Button, ...]:
    """複製 and 填寫; of several forms each row says of which."""
    ((begin,),) = begin_buttons(kind, private=private)
    copy = Button(copy_text=blank(kind))
    if not of_several:
        return copy, begin
    names = (f"copy_{kind}", f"fill_{kind}")
    return tuple(
        one.model_copy(update={"label": name}) for one, name in zip((copy, begin), names, strict=True)
    )
