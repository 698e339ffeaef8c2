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


def project_doubted(conn: Connection, event: ev.FineDoubted) -> None:
    """Note that a fine is held; one that was held already, or is paid, stays what it was."""
    conn.execute(
        """INSERT INTO fine_changes
        SELECT number, nth + 1, ?1, ?2, amount, NULL, '' FROM fine_changes WHERE number = ?3 AND status <> ?1
        AND nth = (SELECT max(nth) FROM fine_changes WHERE number = ?3)""",
        (event.status, stamp(event.at), event.number),
    )
