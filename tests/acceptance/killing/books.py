"""What the bot has written down, read from its file with plain SQL."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from storage import journal
from storage.rebuild import PROJECTIONS, rebuild

WAITING = """SELECT (SELECT count(*) FROM inbox WHERE state = 'new')
  + (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))
  + (SELECT count(*) FROM cards WHERE wanted > shown AND state = 'idle' OR state = 'sending')"""


class CaseRow(NamedTuple):
    """A case as the database has it."""

    id: int
    name: str
    phase: str
    body: str
    events: Counter[str]
    fines: dict[str, str]


class FineRow(NamedTuple):
    """A fine as the database has it."""

    case: str
    department: str
    number: str
    notice: str
    status: str


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """Open the file for reading, whoever else has it open."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as conn:
        yield conn


def is_waiting(path: Path) -> bool:
    """Tell whether anything is still to be handled or sent."""
    with opened(path) as conn:
        return bool(conn.execute(WAITING).fetchone()[0])


def being_sent(path: Path) -> int:
    """Count the messages that were on their way when the file was last written."""
    new = """SELECT (SELECT count(*) FROM outbox WHERE state = 'sending')
      + (SELECT count(*) FROM cards WHERE state = 'sending' AND message_id IS NULL)"""
    with opened(path) as conn:
        return int(conn.execute(new).fetchone()[0])


def cases(conn: Connection) -> dict[str, CaseRow]:
    """Return the cases by what their form says."""
    events = _events_by_case(conn)
    fines: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for case_id, department, status in conn.execute("SELECT case_id, department, status FROM fines"):
        fines[case_id][department] = status
    filed = "SELECT cases.id, name, phase, body FROM cases JOIN journal ON stream = 'case:' || cases.id AND seq = 1"
    rows = conn.execute(filed)
    return {
        body: CaseRow(case_id, name, phase, body, events[case_id], fines[case_id])
        for case_id, name, phase, body in rows
    }


def fines(conn: Connection) -> list[FineRow]:
    """Return every fine."""
    found = "SELECT case_name, department, number, notice, status FROM fine_list ORDER BY number"
    return [FineRow(*row) for row in conn.execute(found)]


def inbox_states(conn: Connection) -> dict[int, list[str]]:
    """Return the states of the rows of each update."""
    states: defaultdict[int, list[str]] = defaultdict(list)
    for update_id, state in conn.execute("SELECT update_id, state FROM inbox"):
        states[update_id].append(state)
    return states


def recorded_messages(conn: Connection) -> Counter[tuple[int, int]]:
    """Return chat and id of every message the bot knows to be its own."""
    known = """SELECT chat_id, message_id FROM outbox WHERE message_id IS NOT NULL
      UNION ALL SELECT chat_id, message_id FROM cards WHERE message_id IS NOT NULL"""
    return Counter((chat, message) for chat, message in conn.execute(known))


def unfinished(conn: Connection) -> list[tuple[object, ...]]:
    """Return what was to be said and is not; what nobody can know (the bot died twice over it) is `given_up`."""
    letters = "SELECT name, lane, state, error FROM outbox WHERE state NOT IN ('sent', 'dropped', 'unknown')"
    cards = "SELECT case_id, part, state, error FROM cards WHERE state NOT IN ('idle', 'unknown') OR wanted > shown"
    return [tuple(row) for row in (*conn.execute(letters), *conn.execute(cards))]


def alarms(conn: Connection) -> Counter[str]:
    """Count what the administrators were told, by name."""
    return Counter(name for (name,) in conn.execute("SELECT name FROM outbox WHERE name GLOB 'alarm_*'"))


def reports(conn: Connection) -> Counter[tuple[str, str]]:
    """Count the reports handed out, by kind and period."""
    found = """SELECT json_extract(body, '$.kind'), json_extract(body, '$.period') FROM journal
      WHERE type = 'ReportPosted'"""
    return Counter((kind, period) for kind, period in conn.execute(found))


def letters(conn: Connection, name: str) -> int:
    """Count what the bot had to say under one name."""
    return int(conn.execute("SELECT count(*) FROM outbox WHERE name = ?", (name,)).fetchone()[0])


def spent(conn: Connection) -> Counter[str]:
    """Count what was bought from the fruit fund."""
    return Counter(what for (what,) in conn.execute("SELECT what FROM fund_spending WHERE kind = 'spending'"))


def enquiries(conn: Connection) -> dict[str, str]:
    """Return the status of each enquiry by its words."""
    return dict(conn.execute("SELECT words || number, status FROM enquiries"))


def payers(conn: Connection) -> list[tuple[str, str, int]]:
    """Return number, department and Telegram account of who pays, of each fine that was issued."""
    found = """SELECT number, fines.department, telegram_id FROM fines JOIN people ON people.id = fines.person
      WHERE status NOT IN ('held', 'dropped')"""
    return [(number, department, account) for number, department, account in conn.execute(found)]


def given_up(conn: Connection) -> int:
    """Count the sends over which the bot died twice: people are asked to look (design 5)."""
    counted = """SELECT (SELECT count(*) FROM outbox WHERE state = 'unknown')
      + (SELECT count(*) FROM cards WHERE state = 'unknown')"""
    return int(conn.execute(counted).fetchone()[0])


def cards(conn: Connection) -> dict[str, tuple[int, int]]:
    """Return where the card of each case stands, by the case's name."""
    found = "SELECT name, chat_id, message_id FROM cards JOIN cases ON id = case_id WHERE part = 'case'"
    return {name: (chat, message) for name, chat, message in conn.execute(found) if message}


def first_broken(conn: Connection) -> int | None:
    """Return the first row of the journal that is not as it was written."""
    return journal.verify(conn)


def differs_when_rebuilt(path: Path, copy: Path) -> list[str]:
    """Return the projections that the journal does not give again, on a copy."""
    with opened(path) as conn, closing(sqlite3.connect(copy, isolation_level=None)) as second:
        conn.backup(second)
        live = _pictures(second)
        second.execute("BEGIN")
        rebuild(second)
        again = _pictures(second)
    return [table for table in PROJECTIONS if live[table] != again[table]]


def _pictures(conn: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(map(tuple, conn.execute(f"SELECT * FROM {table}")), key=repr) for table in PROJECTIONS
    }


def _events_by_case(conn: Connection) -> defaultdict[int, Counter[str]]:
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    rows = "SELECT stream, type FROM journal WHERE stream GLOB 'case:*'"
    for stream, kind in conn.execute(rows):
        counted[int(stream.removeprefix("case:"))][kind] += 1
    return counted
