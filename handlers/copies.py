"""Messages of ours that we do not know of: a send whose answer was lost stands in the chat all the same (design 5)."""

import re
from datetime import datetime
from typing import NamedTuple

from handlers.buttons import Press
from handlers.said import Said
from storage import cards, cases, outbox
from storage.books import Books
from workflow.commands import Delivered, Stimulus
from workflow.phases import Phase
from workflow.views import CASE, PENALTY

CASE_NAME = re.compile(r"[DPS]-\d{8}-\d{3,}", re.ASCII)


class Spot(NamedTuple):
    """Where a message of ours stands, since when."""

    chat_id: int
    message_id: int
    date: datetime


def is_recorded(books: Books, spot: Spot) -> bool:
    """Tell whether we know of this message."""
    where = spot.chat_id, spot.message_id
    return bool(outbox.find_message(books.conn, *where) or cards.find(books.conn, *where))


def is_copy(books: Books, spot: Spot, press: Press) -> bool:
    """Tell whether the card that the button belongs to stands elsewhere; one on its way may be this very message."""
    part = f"{PENALTY}{press.button.fine}" if press.button.fine else CASE
    card = cards.get(books.conn, press.case_id, part)
    return card is not None and card.stands and not is_recorded(books, spot)


def case_named_in(books: Books, text: str) -> int | None:
    """Return the case whose number a text of ours begins with, or names first."""
    found = CASE_NAME.search(text)
    row = cases.find_case(books.conn, found.group()) if found else None
    return row.id if row else None


def case_under(said: Said, books: Books) -> int | None:
    """Return the case that the answered message of ours is about; of one we know of, its words do not count."""
    if said.quoted is None:
        return None
    where = said.chat_id, said.quoted.message_id
    row = outbox.find_message(books.conn, *where)
    if row is not None:
        return row.case_id
    card = cards.find(books.conn, *where)
    return card.case_id if card else case_named_in(books, said.quoted.text)


def posted_by(books: Books, case_id: int, spot: Spot, now: datetime) -> tuple[Delivered, Stimulus] | None:
    """Return what follows if this unknown message is the group post that its case is still waiting for."""
    card = cards.get(books.conn, case_id)
    if card is None or card.stands or books.case(case_id).phase is not Phase.POSTING:
        return None
    where = {"chat_id": spot.chat_id, "message_id": spot.message_id}
    command = Delivered(case=case_id, date=spot.date, is_post=True, **where)
    return command, Stimulus(now=now, at=spot.date, card=(case_id, CASE), **where)


def standing(books: Books, text: str, spot: Spot, now: datetime) -> tuple[Delivered, Stimulus] | None:
    """Return the same of a message that is answered: its text must name the case."""
    if is_recorded(books, spot):
        return None
    case_id = case_named_in(books, text)
    return posted_by(books, case_id, spot, now) if case_id else None
