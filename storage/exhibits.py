"""Evidence: what is on record (a projection), and files of which it is not known yet to which case they belong.

Telegram sends an album as single messages, the caption on one of them and no end mark: parts that come before the
caption, or under a form that still has mistakes, wait here until the album has found its case.
"""

from datetime import datetime
from sqlite3 import Connection
from typing import Final, NamedTuple

from storage.moments import stamp
from storage.rows import first, insert, scalar, select, update
from workflow.case import Case
from workflow.evidence import Evidence, Exhibit


class Place(NamedTuple):
    """Where the rest of an album went: the case, and the department if it came with that one's ruling."""

    case_id: int
    department: str


class Uncopied(NamedTuple):
    """A file on record of which there is no copy on disk."""

    case_id: int
    unique_id: str
    file_id: str
    name: str
    size: int


class _Waiting(NamedTuple):
    evidence: Evidence


# What waits


def wait(conn: Connection, evidence: Evidence, *, person: int, at: datetime) -> None:
    """Keep a file until it is known where it belongs; the same message once."""
    new = "INSERT OR IGNORE INTO waiting_files VALUES (?, ?, ?, ?, ?, ?)"
    where = evidence.chat_id, evidence.message_id
    conn.execute(new, (*where, evidence.album, person, stamp(at), evidence.model_dump_json()))


def waiting(conn: Connection, chat_id: int, message_id: int, album: str = "") -> tuple[Evidence, ...]:
    """Return what waits of a message and of its album, in the order sent; the album is looked up if it waits itself."""
    album = album or scalar(conn, _ALBUM, (chat_id, message_id)) or ""
    parts = "FROM waiting_files WHERE chat_id = ? AND album = ? AND album <> ''"
    alone = "FROM waiting_files WHERE chat_id = ? AND message_id = ?"
    found = (
        select(conn, _Waiting, f"{parts} ORDER BY message_id", (chat_id, album))
        if album
        else select(conn, _Waiting, alone, (chat_id, message_id))
    )
    return tuple(row.evidence for row in found)


def prune(conn: Connection, before: datetime) -> None:
    """Forget what has waited since before that moment: chatter, not evidence."""
    conn.execute("DELETE FROM waiting_files WHERE at < ?", (stamp(before),))


# What is on record


def album_place(conn: Connection, chat_id: int, album: str) -> Place | None:
    """Return where another part of the album went."""
    if not album:
        return None
    part = "FROM evidence WHERE chat_id = ? AND album = ? AND album <> '' LIMIT 1"
    return first(conn, Place, part, (chat_id, album))


def uncopied(conn: Connection, limit: int = 20) -> tuple[Uncopied, ...]:
    """Return the files without a copy that may still get one, the oldest first."""
    missing = "FROM evidence WHERE path = '' AND not_kept IS NULL ORDER BY added_at LIMIT ?"
    return select(conn, Uncopied, missing, (limit,))


def count(conn: Connection, case_id: int) -> int:
    """Count the evidence of a case."""
    return int(scalar(conn, "SELECT count(*) FROM evidence WHERE case_id = ?", (case_id,)))


def keep(conn: Connection, before: Case, after: Case) -> None:
    """Bring the rows of a case's evidence up to date."""
    for number, exhibit in enumerate(after.evidence):
        if number >= len(before.evidence):
            insert(conn, "evidence", _row(after.id, exhibit))
        elif before.evidence[number] is not exhibit:
            update(conn, "evidence", _KEY, _row(after.id, before.evidence[number]), _row(after.id, exhibit))


# Private functions

_ALBUM: Final = "SELECT album FROM waiting_files WHERE chat_id = ? AND message_id = ?"
_KEY: Final = "case_id = :case_id AND unique_id = :unique_id"


def _row(case_id: int, exhibit: Exhibit) -> dict[str, object]:
    return {
        "case_id": case_id,
        **exhibit.evidence.model_dump(mode="json", exclude={"caption"}),
        "department": exhibit.department,
        "person": exhibit.by,
        "added_at": stamp(exhibit.at),
        "path": exhibit.path,
        "not_kept": exhibit.not_kept,
    }
