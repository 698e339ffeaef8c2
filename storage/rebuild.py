"""Making the projections again from the journal.

The streams of the staff and the company come first, in the order of the journal; then each case as a whole.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from storage import finding
from storage.keeping import keep
from storage.projections import project
from storage.streams import CASES, case_of
from workflow.case import Case
from workflow.events import EVENTS, Event, Filed, PersonEnrolled
from workflow.evolving import replay

PROJECTIONS = (
    "enquiries", "case_texts", "marks", "evidence", "voucher_shares", "vouchers", "fine_changes", "fines", "duties", "cases", "applications", "absences", "languages", "people", "counters",
    "outages", "deafness", "reports", "suspensions", "fund_spending", "exports",
)  # fmt: skip
"""In an order in which they can be emptied: what refers to others first."""


def rebuild(conn: Connection) -> int:
    """Empty the projections and fill them again, within the open transaction; return the number of cases."""
    for table in PROJECTIONS:
        conn.execute(f"DELETE FROM {table}")  # noqa: S608 # named above
    finding.forget_all(conn)
    service = _Service()
    for row_id, _, event in _rows(conn, "WHERE stream NOT GLOB ? ORDER BY id"):
        project(conn, (event,))
        service.note(row_id, event)
    streams = groupby(_rows(conn, "WHERE stream GLOB ? ORDER BY stream, seq"), key=itemgetter(1))
    return sum(_rebuild_case(conn, stream, rows, service) for stream, rows in streams)


# Private functions

_Row = tuple[int, str, Event]


class _Service:
    """Who belonged to which department after which row: a case keeps its complainant's of the time of filing."""

    def __init__(self) -> None:
        self._history: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def note(self, row_id: int, event: Event) -> None:
        if isinstance(event, PersonEnrolled):
            self._history[event.person.id].append((row_id, event.person.department))

    def department_of(self, person: int, row_id: int) -> str:
        history = self._history[person]
        known = bisect(history, (row_id,))
        return history[known - 1][1] if known else ""


def _rebuild_case(conn: Connection, stream: str, rows: Iterable[_Row], service: _Service) -> int:
    case_id = case_of(stream)
    assert case_id is not None
    first_row, *others = rows
    row_id, _, filed = first_row
    assert isinstance(filed, Filed)
    events = (filed, *(event for _, _, event in others))
    project(conn, events)
    after = replay(Case(id=case_id), events)
    keep(conn, Case(), after, department=service.department_of(filed.complainant, row_id))
    return 1


def _rows(conn: Connection, which: str) -> Iterator[_Row]:
    found = conn.execute(f"SELECT id, stream, type, body FROM journal {which}", (f"{CASES}*",))  # noqa: S608 # ours
    for row_id, stream, kind, body in found:
        yield row_id, stream, EVENTS[kind].model_validate_json(body)
