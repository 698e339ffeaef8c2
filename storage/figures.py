"""Figures for summaries and charts: how things were between two moments, and how they stood at the second.

A period is half-open, from its cut-off to the next one, and everything is told as of its end, even when asked later.
"""

from datetime import date, datetime
from sqlite3 import Connection
from zoneinfo import ZoneInfo

from workflow.duties import DutyKind
from workflow.values import Kind, Value


class Punctuality(Value):
    """The duties of one kind and department that fell due in the period."""

    kind: DutyKind
    department: str
    on_time: int = 0
    late: int = 0
    pending: int = 0  # open, and not judged yet
    dropped: int = 0  # ended without being done: released, excused, cancelled


class FineFigures(Value):
    """Whole yuan and counts; `outstanding` is what stood to be paid at the end of the period."""

    opened: int = 0
    opened_yuan: int = 0
    paid: int = 0
    paid_yuan: int = 0
    held: int = 0
    outstanding: int = 0
    outstanding_yuan: int = 0


class DayCount(Value):
    """Cases posted on one local day."""

    day: date
    kind: Kind
    count: int


class Figures(Value):
    """Everything a summary or chart shows of a period."""

    since: datetime
    until: datetime
    opened: dict[Kind, int]
    closed: dict[Kind, int]
    open: dict[Kind, int]
    punctuality: tuple[Punctuality, ...]
    fines: FineFigures
    days: tuple[DayCount, ...]


def figures(conn: Connection, since: datetime, until: datetime, *, zone: ZoneInfo) -> Figures:
    """Return the figures of a period; days are counted in `zone`."""
    raise NotImplementedError
