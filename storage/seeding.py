"""Filling an empty database with the people of the configuration; afterwards the database wins."""

from collections.abc import Iterable
from datetime import datetime

from storage import journal
from storage.books import Books
from storage.streams import STAFF
from workflow.events import PersonEnrolled
from workflow.values import Person


def seed_people(books: Books, people: Iterable[Person], *, now: datetime) -> bool:
    """Enrol the configured people if nobody ever was; return whether that was so."""
    if journal.length(books.conn, STAFF):
        return False
    books.record(STAFF, tuple(PersonEnrolled(at=now, person=person) for person in people), now=now)
    return True
