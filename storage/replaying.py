"""The journal read again from its first row, for people to follow; nothing is written into the database.

Whether the tables are what the journal says is found out on a copy: it is rebuilt and laid beside the original.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from sqlite3 import Connection, connect
from tempfile import TemporaryDirectory
from typing import NamedTuple

from storage import staff
from storage.backup import reader
from storage.journal import Row
from storage.moments import moment, stamp
from storage.rebuild import PROJECTIONS, rebuild
from storage.rows import scalar
from storage.schema import check_version
from storage.streams import case_of
from workflow.case import Case
from workflow.events import Approved, Event, Filed
from workflow.evolving import replay


class Step(NamedTuple):
    """One event: the number of its row, when it was recorded, of which case (by name) or stream, and by whom."""

    number: int
    recorded_at: datetime
    case_id: int | None
    subject: str
    who: str
    event: Event


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """Give one unchanging picture of a database of this version, whoever writes meanwhile; it cannot be written to."""
    if not path.exists():
        raise FileNotFoundError(path)
    with closing(reader(path)) as conn:
        check_version(conn)
        conn.execute("BEGIN")
        yield conn


def steps(conn: Connection, *, until: datetime | None = None) -> Iterator[Step]:
    """Yield what happened, in the order of the journal, up to and including a moment."""
    subjects = dict[str, str]()
    people = {person.id: person.name for person in staff.people(conn)}
    for row in _rows(conn, until):
        event = row.event
        if isinstance(event, Filed | Approved):
            subjects[row.stream] = event.draft if isinstance(event, Filed) else event.number
        who = people.get(event.by, str(event.by)) if event.by is not None else ""
        yield Step(
            row.id,
            moment(row.recorded_at),
            case_of(row.stream),
            subjects.get(row.stream, row.stream),
            who,
            event,
        )


def case_named(conn: Connection, name: str) -> int | None:
    """Return the case that has a number, or had it as a draft."""
    found: int | None = scalar(conn, "SELECT id FROM cases WHERE ? IN (number, draft) AND ?1 <> ''", (name,))
    return found


def case_as_of(conn: Connection, case_id: int, *, until: datetime | None = None) -> Case:
    """Return the state of a case after what was recorded by a moment."""
    events = tuple(row.event for row in _rows(conn, until) if case_of(row.stream) == case_id)
    return replay(Case(id=case_id), events)


def tables_that_differ(path: Path) -> tuple[str, ...]:
    """Return the tables that are not what the journal says they should be."""
    with TemporaryDirectory(prefix="tousu-replay-") as folder:
        live, replayed = Path(folder) / "live.db", Path(folder) / "replayed.db"
        with closing(reader(path)) as conn:
            conn.execute("VACUUM INTO ?", (str(live),))
        copyfile(live, replayed)
        with closing(connect(replayed, isolation_level=None)) as conn:
            conn.execute("BEGIN")
            rebuild(conn)
            conn.execute("COMMIT")
            conn.execute("ATTACH ? AS live", (str(live),))
            return tuple(table for table in PROJECTIONS if _differs(conn, table))


# Private functions


def _rows(conn: Connection, until: datetime | None) -> Iterator[Row]:
    columns = "SELECT id, stream, seq, type, body, recorded_at FROM journal"
    last = 1 << 62 if until is None else stamp(until)
    for values in conn.execute(f"{columns} WHERE recorded_at <= ? ORDER BY id", (last,)):
        yield Row(*values)


def _differs(conn: Connection, table: str) -> bool:
    one, other = f"SELECT * FROM main.{table}", f"SELECT * FROM live.{table}"  # noqa: S608 # names of ours
    return any(
        conn.execute(f"{left} EXCEPT {right} LIMIT 1").fetchone()
        for left, right in ((one, other), (other, one))
    )
