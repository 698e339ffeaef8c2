"""Make the projections again from the journal."""

from sqlite3 import Connection

PROJECTIONS = (
    "fine_changes", "fines", "duties", "cases", "absences", "people", "counters", "outages", "reports",
)  # fmt: skip
"""In an order in which they can be emptied: what refers to others first."""


def rebuild(conn: Connection) -> int:
    """Empty the projections and fill them again, in one transaction; return the number of cases."""
    raise NotImplementedError
