"""/start: the private chat is open; a deep link goes on to the question its button promised, or answers its own."""

from telegram import Update

from handlers.buttons import decode
from handlers.commands import looked_up
from handlers.context import Context
from handlers.errand_codes import decode_errand
from handlers.errands import read_errand
from handlers.fund import fund_asked
from handlers.languages import suggest
from handlers.menus import show_menu
from handlers.presses import wish
from handlers.pressing import STALE, Presser, View
from handlers.question_links import question_in
from handlers.said import Said, said, split_command
from storage import outbox
from storage.books import Books
from workflow import facts
from workflow.commands import Ask, Command, Decline, Reach, ShowMore, Stimulus, Tell
from workflow.staff_commands import Apply
from workflow.values import Person


async def start(update: Update, context: Context) -> None:
    """Note that the person can be told things privately, and greet her or put the question."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    is_first = await context.read(lambda books: _is_first(typed, person, books))
    if person is not None:
        await reach(person, context, reachable=True)
        show_menu(typed.user_id, await context.read(lambda books: books.directory()), context.wiring)
    await context.bring(await _promised(typed, person, context), typed, person)
    if is_first:
        await suggest(typed, context)


async def reach(person: Person, context: Context, *, reachable: bool) -> None:
    """Note whether a person's private chat is open, if that is news; what waited for it is sent."""
    if person.reachable != reachable:
        if reachable:
            await context.write(lambda conn: outbox.resend_unreached(conn, person.id))
        now = context.wiring.now()
        command = Reach(person=person.id, reachable=reachable)
        await context.perform(command, Stimulus(now=now, at=now, actor=person.id))


# Private functions


def _is_first(typed: Said, person: Person | None, books: Books) -> bool:
    """Tell whether the bot has not spoken to her yet."""
    if person is not None:
        return not person.reachable
    return books.directory().application_of(typed.user_id) is None


def _presser(typed: Said, person: Person, books: Books, context: Context) -> Presser:
    return Presser(typed.user_id, person, View(context.wiring.scene(books), typed.at, is_private=True))


async def _promised(typed: Said, person: Person | None, context: Context) -> Command:
    if person is None:
        return Apply(telegram_id=typed.user_id)
    promise = typed.text.partition(" ")[2]
    if question := question_in(promise):
        asked = typed._replace(text=question)
        return await context.read(lambda books: _answer(asked, books, context))
    errand = decode_errand(promise)
    if errand is not None:
        wanted = await context.read(
            lambda books: read_errand(errand, _presser(typed, person, books, context), books)
        )
        return wanted or Decline(name=STALE)
    press = decode(promise)
    command = await context.read(lambda books: wish(press, books)) if press else None
    if isinstance(command, Ask | ShowMore):
        return command
    told = await context.read(lambda books: facts.person(person, context.wiring.scene(books)))
    return Tell(name="start", facts={"person": told})


def _answer(typed: Said, books: Books, context: Context) -> Command:
    name, _ = split_command(typed.text)
    _, command = (fund_asked if name == "fund" else looked_up)(typed, books, context)
    return command
