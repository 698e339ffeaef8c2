"""/setup: what an administrator of a group is told of our place in it, also in a group that is not the company's yet."""

from telegram import Update

from handlers.context import Context, Place
from handlers.said import Said, said
from storage.books import Books
from workflow.commands import Command, Decline, Tell
from workflow.facts import Facts


async def setup(update: Update, context: Context) -> None:
    """Say what is set up here and what is not; in a group of others only to those who administer it."""
    typed = said(update, bot_id=context.bot.id)
    place = await _place(typed, context)
    if place is None:
        return
    is_ours = await context.read(lambda books: context.wiring.is_group(books, typed.chat_id))
    if place.is_asked_by_administrator:
        facts = await context.read(lambda books: _facts(place, typed, books, is_ours=is_ours))
        await _answer(Tell(name="setup", facts=facts), typed, context)
    elif is_ours:
        await _answer(Decline(name="not_group_admin"), typed, context)


# Private functions


async def _place(typed: Said, context: Context) -> Place | None:
    """Only administrators can speak in the name of the group."""
    look = context.wiring.place
    return await look(typed.chat_id, None if typed.is_anonymous else typed.user_id) if look else None


async def _answer(command: Command, typed: Said, context: Context) -> None:
    """Answer whoever asked; she may be enrolled or not, and nobody acts."""
    now = context.wiring.now()
    await context.perform(command, typed.stimulus(now=now, actor=None, inbox=context.row.id))


def _facts(place: Place, typed: Said, books: Books, *, is_ours: bool) -> Facts:
    """Of the staff only the company's own group hears."""
    people = [one for one in books.directory().people if one.active] if is_ours else []
    return {
        "linked": is_ours,
        "group": typed.chat_id,
        "sees": place.sees_everything,
        "topics": place.opens_topics,
        "enrolled": len(people),
        "unheard": [one.name for one in people if one.telegram_id is None or not one.reachable],
    }
