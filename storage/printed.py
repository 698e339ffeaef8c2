"""The documents that were printed and sent, known by the hash of the file, whatever program prints them today."""

from datetime import datetime
from sqlite3 import Connection

from storage.moments import stamp
from storage.rows import scalar_moment


def note(conn: Connection, sha256: str, number: str, *, at: datetime) -> None:
    """Keep the hash of a file that goes out; the first time counts."""
    row = (sha256, number, stamp(at))
    conn.execute("INSERT INTO printed_files VALUES (?, ?, ?) ON CONFLICT DO NOTHING", row)


def sent_at(conn: Connection, sha256: str) -> datetime | None:
    """Return when a file was first sent, None if it never was."""
    return scalar_moment(conn, "SELECT at FROM printed_files WHERE sha256 = ?", (sha256,))
