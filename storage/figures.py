"""Figures for summaries and charts: what happened between two moments, and how things stood at the second.

A period is half-open, from one cut-off to the next, and everything is told as of its end, even when asked later.
"""

from collections import Counter
from datetime import date, datetime, tzinfo
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import first, select
from workflow.duties import DutyKind
from workflow.fines import FineStatus
from workflow.values import Kind, Value


class Punctuality(Value):
    """The duties of one kind and department that fell due in the period."""

    kind: DutyKind
    department: str
    on_time: int = 0
    late: int = 0  # missed, or done after its time
    pending: int = 0  # open and not judged yet
    dropped: int = 0  # ended in time without being done: released, excused, cancelled


class FineFigures(Value):
    """Counts and whole yuan; the last four are how things stood at the end of the period."""

    issued: int = 0
    issued_yuan: int = 0
    paid: int = 0
    paid_yuan: int = 0
    held: int = 0
    held_yuan: int = 0
    outstanding: int = 0
    outstanding_yuan: int = 0


class DayCount(Value):
    """Cases posted on one local day."""

    day: date
    kind: Kind
    count: int


class Figures(Value):
    """Everything a summary or chart shows of a period; only cases that were posted count."""

    since: datetime
    until: datetime
    opened: dict[Kind, int]
    closed: dict[Kind, int]
    open: dict[Kind, int]
    complaining: dict[str, int]  # cases opened, by the complainant's department
    punctuality: tuple[Punctuality, ...]
    fines: FineFigures
    days: tuple[DayCount, ...]


class Fund(Value):
    """The fruit fund: number and whole yuan of the fines in one status, since ever."""

    status: FineStatus
    fines: int
    yuan: int


def figures(conn: Connection, since: datetime, until: datetime, *, zone: tzinfo) -> Figures:
    """Return the figures of a period; days are those of `zone`."""
    period = {"since": stamp(since), "until": stamp(until)}
    posted = select(conn, _PostedRow, f"FROM cases WHERE {_POSTED}", period)
    return Figures(
        since=since,
        until=until,
        opened=_by_kind(Counter(row.kind for row in posted)),
        closed=_by_kind(_counted(conn, _CLOSED, period)),
        open=_by_kind(_counted(conn, _STILL_OPEN, period) + _counted(conn, _CLOSED_SINCE, period)),
        complaining=dict(sorted(Counter(row.department for row in posted).items())),
        punctuality=tuple(
            Punctuality(**row._asdict()) for row in select(conn, _DutyCount, _PUNCTUALITY, period)
        ),
        fines=_fines(conn, period),
        days=_days(posted, zone),
    )


def fund(conn: Connection) -> tuple[Fund, ...]:
    """Return what the fines amount to by status; reads through all fines."""
    sums = "FROM (SELECT status, count(*) AS fines, sum(amount) AS yuan FROM fines GROUP BY status)"
    return tuple(Fund(**row._asdict()) for row in select(conn, _FundRow, sums))


# Private functions

_POSTED = "posted_at >= :since AND posted_at < :until"
_CLOSED = "closed_at >= :since AND closed_at < :until AND posted_at IS NOT NULL"
_STILL_OPEN = "phase <> 'closed' AND posted_at < :until"
_CLOSED_SINCE = "closed_at >= :until AND posted_at < :until"

_PUNCTUALITY = """FROM (
  SELECT kind, department, sum(verdict = 'on_time') AS on_time, sum(verdict = 'late') AS late,
    sum(verdict = 'pending') AS pending, sum(verdict = 'dropped') AS dropped
  FROM (
    SELECT kind, department, CASE
      WHEN late THEN 'late' WHEN ending IS NULL THEN 'pending' WHEN ending = 'done' THEN 'on_time' ELSE 'dropped'
      END AS verdict
    FROM duties WHERE due_at >= :since AND due_at < :until)
  GROUP BY kind, department)"""

_IN_PERIOD = """FROM (
  SELECT total(status = 'issued') AS issued, total((status = 'issued') * amount) AS issued_yuan,
    total(status = 'paid') AS paid, total((status = 'paid') * amount) AS paid_yuan
  FROM fine_changes WHERE at >= :since AND at < :until)"""

# The fines that may have been unsettled at the end of the period: those that are now, and those that changed since.
_AT_END = """FROM (
  SELECT total(status = 'held') AS held, total((status = 'held') * amount) AS held_yuan,
    total(status <> 'held') AS outstanding, total((status <> 'held') * amount) AS outstanding_yuan
  FROM (
    SELECT amount, (
      SELECT status FROM fine_changes WHERE number = fines.number AND at < :until ORDER BY nth DESC LIMIT 1) AS status
    FROM fines WHERE number IN (
      SELECT number FROM fines WHERE status IN ('held', 'issued', 'objected', 'upheld')
      UNION SELECT number FROM fine_changes WHERE at >= :until))
  WHERE status IN ('held', 'issued', 'objected', 'upheld'))"""


class _PostedRow(NamedTuple):
    posted_at: datetime
    kind: Kind
    department: str


class _DutyCount(NamedTuple):
    kind: DutyKind
    department: str
    on_time: int
    late: int
    pending: int
    dropped: int


class _IssuedAndPaid(NamedTuple):
    issued: int
    issued_yuan: int
    paid: int
    paid_yuan: int


class _Unsettled(NamedTuple):
    held: int
    held_yuan: int
    outstanding: int
    outstanding_yuan: int


class _FundRow(NamedTuple):
    status: FineStatus
    fines: int
    yuan: int


def _counted(conn: Connection, where: str, period: dict[str, int]) -> Counter[Kind]:
    found = conn.execute(f"SELECT kind, count(*) FROM cases WHERE {where} GROUP BY kind", period)  # noqa: S608 # ours
    return Counter({Kind(kind): count for kind, count in found})


def _by_kind(counts: Counter[Kind]) -> dict[Kind, int]:
    return {kind: counts[kind] for kind in Kind}


def _days(posted: tuple[_PostedRow, ...], zone: tzinfo) -> tuple[DayCount, ...]:
    counts = Counter((row.posted_at.astimezone(zone).date(), row.kind) for row in posted)
    return tuple(DayCount(day=day, kind=kind, count=count) for (day, kind), count in sorted(counts.items()))


def _fines(conn: Connection, period: dict[str, int]) -> FineFigures:
    moved, stood = first(conn, _IssuedAndPaid, _IN_PERIOD, period), first(conn, _Unsettled, _AT_END, period)
    assert moved is not None
    assert stood is not None
    return FineFigures(**moved._asdict(), **stood._asdict())
