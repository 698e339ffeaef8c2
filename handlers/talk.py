"""不是, pressed under words typed beside a question of ours: they are talk."""

from collections.abc import Mapping
from typing import Final

from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from storage import unclear
from storage.books import Books
from workflow.commands import Command, LeaveWords
from workflow.errands import Errand


async def left(reply_id: int, context: Context) -> None:
    """Note that the words are talk: they hold no miss any more."""
    now = context.wiring.now()
    await context.write(lambda conn: unclear.settle(conn, reply_id, now))


# Private functions


def _left(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    kept = unclear.get(books.conn, press.subject) if press.subject else None
    if kept is None or presser.person is None or kept.person != presser.person.id:
        return None
    return LeaveWords()


READERS: Final[Mapping[Errand, Reader]] = {Errand.WORDS_ARE_TALK: _left}
