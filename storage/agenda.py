"""When the clockwork has to look again: the first moment of whatever waits for one."""

from datetime import datetime
from sqlite3 import Connection

from storage import cases, enquiries


def next_due(conn: Connection, after: datetime) -> datetime | None:
    """Return the first moment after this one at which a duty or an enquiry has to be looked at."""
    moments = (cases.next_due(conn, after), enquiries.next_due(conn, after))
    return min((moment for moment in moments if moment), default=None)
