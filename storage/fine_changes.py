"""What became of each fine and when, so that a summary can say how things stood at its cut-off."""

from sqlite3 import Connection

from storage.moments import stamp
from workflow import events as ev


def project_opened(conn: Connection, event: ev.FineOpened) -> None:
    """Note a new fine."""
    fine = event.fine
    conn.execute(
        "INSERT INTO fine_changes VALUES (?, 1, ?, ?, ?, NULL, '')",
        (fine.number, fine.status, stamp(event.at), fine.amount),
    )


def project_changed(conn: Connection, event: ev.FineChanged) -> None:
    """Note what became of a fine."""
    conn.execute(
        """INSERT INTO fine_changes
        SELECT number, max(nth) + 1, ?, ?, amount, ?, ? FROM fine_changes WHERE number = ?""",
        (event.status, stamp(event.at), event.by, event.reason, event.number),
    )
