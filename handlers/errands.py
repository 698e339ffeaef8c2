"""Presses on buttons that are about no case: read, brought before the desk, and answered beside the button."""

from collections.abc import Callable
from typing import Final, NamedTuple

from telegram import CallbackQuery

from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import STALE, in_group, press_stimulus, say, strip
from storage.books import Books
from workflow.commands import Command
from workflow.errands import Errand
from workflow.values import Person


class Presser(NamedTuple):
    """Who pressed: the Telegram account, and the person behind it if she is enrolled."""

    user_id: int
    person: Person | None


Reader = Callable[[ErrandPress, Presser, Books], Command | None]
"""Returns what a press wants of the desk, None if it names something that is not there."""

READERS: Final[dict[Errand, Reader]] = {}
"""A line for each errand."""

LEAVES_MORE_TO_DO: Final[frozenset[Errand]] = frozenset()
"""Errands whose private message keeps its buttons after a press that worked."""


async def errand_pressed(query: CallbackQuery, press: ErrandPress, context: Context) -> None:
    """Bring it before the desk as the command its reader makes of it, and answer beside the button."""
    presser, command = await context.read(lambda books: _read(query, press, books))
    if command is None:
        say(query, context, STALE, {}, alert=True)
        return
    stimulus = await context.read(lambda books: press_stimulus(query, presser.person, books, context))
    answer = await context.perform(command, stimulus)
    if answer.refusal is not None:
        say(query, context, answer.refusal.name, answer.refusal.facts, alert=True)
        return
    if not in_group(query) and press.errand not in LEAVES_MORE_TO_DO:
        strip(query, context)
    say(query, context, f"done_{press.errand}", {}, alert=False)


# Private functions


def _read(query: CallbackQuery, press: ErrandPress, books: Books) -> tuple[Presser, Command | None]:
    user = query.from_user.id
    presser = Presser(user, books.directory().by_telegram(user))
    reader = READERS.get(press.errand)
    return presser, reader(press, presser, books) if reader else None
