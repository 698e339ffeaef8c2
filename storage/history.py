"""What the records said of a case at each moment of its past, with everybody's name and department of the time."""

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import moment
from storage.rows import scalar
from storage.streams import STAFF, case_stream
from workflow.case import Case
from workflow.events import EVENTS, PersonEnrolled
from workflow.evolving import replay
from workflow.values import Person


class Past(NamedTuple):
    """A case and the people as they were from `at` on."""

    at: datetime
    case: Case
    people: tuple[Person, ...]


def case_of_document(conn: Connection, number: str) -> int | None:
    """Return the case that a document with this number belongs to: a case's own number, or a voucher's."""
    found = scalar(conn, _CASE, {"number": number})
    return None if found is None else int(found)


def pasts(conn: Connection, case_id: int) -> Iterator[Past]:
    """Yield the states of a case since it was filed, the oldest first; the last one is how it is now."""
    stream = case_stream(case_id)
    case, people = Case(id=case_id), dict[int, Person]()
    for source, kind, body, recorded_at in conn.execute(_ROWS, {"case": stream, "staff": STAFF}):
        event = EVENTS[kind].model_validate_json(body)
        if source == stream:
            case = replay(case, (event,))
        elif isinstance(event, PersonEnrolled):
            people[event.person.id] = event.person
        if case.version:
            yield Past(moment(recorded_at), case, tuple(people.values()))


# Private functions

_CASE = """SELECT id FROM cases WHERE number = :number UNION ALL SELECT case_id FROM vouchers WHERE number = :number
  LIMIT 1"""
_ROWS = """SELECT stream, type, body, recorded_at FROM journal
  WHERE stream = :case OR (stream = :staff AND type = 'PersonEnrolled') ORDER BY id"""
