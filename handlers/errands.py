"""Presses on buttons that are about no case: read, brought before the desk, and answered beside the button."""

from typing import Final

from telegram import CallbackQuery

from handlers import (
    absences,
    asking,
    enquiries,
    enrolling,
    languages,
    regulation,
    suspensions,
    talk,
    turning,
    wizard,
)
from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.menus import show_menu
from handlers.pressing import (
    STALE,
    Answering,
    Presser,
    Reader,
    Typed,
    View,
    in_group,
    press_stimulus,
    say,
    strip,
)
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command
from workflow.desk import Answer
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.events import Event, LanguageChosen, PersonEnrolled

READERS: Final[dict[Errand, Reader]] = {
    **enrolling.READERS,
    **absences.READERS,
    **suspensions.READERS,
    **languages.READERS,
    **wizard.READERS,
    **asking.READERS,
    **enquiries.READERS,
    **turning.READERS,
    **talk.READERS,
    **regulation.READERS,
}
"""A line for each errand."""

ANSWERS: Final[dict[Errand, Answering]] = {**enrolling.ANSWERS, **absences.ANSWERS, **enquiries.ANSWERS}
"""A line for each errand whose question is answered in words."""

LEAVES_MORE_TO_DO: Final = frozenset(
    {
        *(Errand.REFUSE_APPLICATION, Errand.SHOW_DEPARTMENT, Errand.SHOW_PERSON, Errand.LEAVE),
        *(Errand.ANSWER_ENQUIRY, Errand.ROUTE_ENQUIRY, Errand.TAKE_ENQUIRY),
        *(Errand.SETTLE_ENQUIRY, Errand.SHOW_RULE),
    }
)
"""Errands whose private message keeps its buttons after a press that worked."""

OF_ONE_READER: Final = frozenset({Errand.WORDS_ARE_TALK})
"""Errands whose buttons are meant for one person also where they stand in the group."""

OVER: Final = frozenset({"absence_over", "application_over", "deputy_answered_already", "left_already"})
"""Refusals after which a private message has nothing left to press."""


async def errand_pressed(query: CallbackQuery, press: ErrandPress, context: Context) -> None:
    """Bring it before the desk as the command its reader makes of it, and answer beside the button."""
    presser, command = await context.read(lambda books: _read(query, press, books, context))
    if command is None:
        await say(query, context, STALE, {}, alert=True)
        return
    stimulus = await context.read(lambda books: press_stimulus(query, presser.person, books, context))
    before = await context.read(lambda books: books.directory())
    answer = await context.perform(command, stimulus)
    if answer.refusal is not None:
        if not in_group(query) and answer.refusal.name in OVER:
            strip(query, context)
        await say(query, context, answer.refusal.name, answer.refusal.facts, alert=True)
        return
    await _show_menus(answer, before, context)
    if press.errand is Errand.WORDS_ARE_TALK and press.subject is not None:
        await talk.left(press.subject, context)
    if press.errand in OF_ONE_READER or (not in_group(query) and _is_spent(press)):
        strip(query, context)
    await say(query, context, f"done_{press.errand}", {"chosen": bool(press.choice)}, alert=False)


def read_errand(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """Return what a press, or a deep link that carries one, wants of the desk."""
    reader = READERS.get(press.errand)
    return reader(press, presser, books) if reader else None


def answer_of(question: OutboxRow, typed: Typed) -> Command:
    """Return what the typed answer to a question about no case wants of the desk."""
    errand = question.notice.question
    assert isinstance(errand, Errand)
    return ANSWERS[errand](question, typed)


# Private functions


def _is_spent(press: ErrandPress) -> bool:
    """Tell whether the private message has nothing more to press; a department chosen is the end of choosing."""
    is_chosen = press.errand is Errand.ROUTE_ENQUIRY and bool(press.choice)
    return is_chosen or press.errand not in LEAVES_MORE_TO_DO


def _read(
    query: CallbackQuery, press: ErrandPress, books: Books, context: Context
) -> tuple[Presser, Command | None]:
    user = query.from_user.id
    view = View(context.wiring.scene(books), context.row.received_at, not in_group(query))
    presser = Presser(user, books.directory().by_telegram(user), view)
    return presser, read_errand(press, presser, books)


async def _show_menus(answer: Answer, before: Directory, context: Context) -> None:
    """Who is enrolled, moved or gone by this may have other commands now; who chose a language, other words for them."""
    after = await context.read(lambda books: books.directory())
    accounts = {account for event in answer.events for account in _whose_menu(event, before, after)}
    for account in sorted(accounts):
        show_menu(account, after, context.wiring)


def _whose_menu(event: Event, before: Directory, after: Directory) -> set[int]:
    """The accounts it concerns: a person's old one and her new one, after a change of telephones."""
    match event:
        case PersonEnrolled():
            known = (one.person(event.person.id) for one in (before, after))
            return {one.telegram_id for one in known if one is not None and one.telegram_id is not None}
        case LanguageChosen():
            return {event.telegram_id}
    return set()
