"""What only those who are enrolled may ask of the records, and the next page of the answer."""

from collections.abc import Callable, Mapping
from typing import Final

from handlers import fund_entry, lookups
from handlers.enquiry_lists import with_enquiries
from handlers.errand_codes import ErrandPress
from handlers.lookups import Asked
from handlers.opening import open_list
from handlers.pages import turned
from handlers.pressing import Presser, Reader
from handlers.searching import search
from handlers.todo import todo
from storage import fund
from storage.books import Books
from workflow.commands import Command, Decline, Tell
from workflow.errands import Errand

LOOKUPS: Final[Mapping[str, Callable[[Asked], Tell | Decline]]] = {
    "status": lookups.status,
    "why": lookups.explain,
    "open": open_list,
    "mine": lookups.mine,
    "todo": todo,
    "search": search,
    "whoami": lookups.whoami,
}
"""By their commands."""
ABOUT_A_CASE: Final = frozenset({"status", "why"})
"""Those of them that want a number, or to be typed under a message about the case."""

FINDS_NUMBERS: Final = ABOUT_A_CASE | {"search"}
"""Those for which a number says all, whatever is typed around it."""


def answered(name: str, asked: Asked) -> Tell | Decline:
    """Return the answer to the question of that command, with the enquiries that belong into it; a number of the fund is its entry."""
    if name in ABOUT_A_CASE and fund.find_entry(asked.books.conn, number := asked.words.strip().upper()):
        return fund_entry.show(asked._replace(words=number))
    return with_enquiries(name, asked, LOOKUPS[name](asked))


# Private functions


def _next_page(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    question = turned(press.choice)
    if question is None or presser.view is None or press.subject is None:
        return None
    if presser.person is None:
        return Decline(name="not_enrolled")
    name, words = question
    scene, at, is_private = presser.view
    return answered(name, Asked(books, scene, presser.person, at, words, is_private, press.subject))


READERS: Final[Mapping[Errand, Reader]] = {Errand.NEXT_PAGE: _next_page}
