"""What a report lists beside the figures: late duties, open cases, the fund; all as of a moment.

The figures themselves are in `storage.figures`. Moments before `until` count, as there.
"""

from collections.abc import Iterator
from datetime import datetime
from sqlite3 import Connection
from typing import Final, NamedTuple

from reports.stages import TIMED
from storage import journal
from storage.moments import stamp
from storage.rows import scalar, select
from storage.streams import case_stream
from workflow.duties import OF_FINE, UNLIMITED, DutyKind
from workflow.events import Entered, Marked, Unmarked
from workflow.fines import STANDING
from workflow.marks import Mark
from workflow.phases import Phase

UNTIMED: Final = UNLIMITED | {DutyKind.ACKNOWLEDGE}
LISTED: Final = (
    *TIMED,
    *(DutyKind.NAME_RESPONSIBLE, DutyKind.SETTLE_CLAIM, DutyKind.ADJUDICATE, DutyKind.APPEAL, DutyKind.SIGN),
    *(DutyKind.FORWARD, DutyKind.SETTLE),
)
"""What is listed when it is late: also what is in no share of the stages, so that nobody's lateness is left out."""


class LateDuty(NamedTuple):
    """A duty that was not done in time; `fine` and `amount` if a fine for it stood."""

    case_name: str
    kind: DutyKind
    department: str
    person_name: str | None
    due_at: datetime
    ended_at: datetime | None
    fine: str | None
    amount: int | None


class OpenCase(NamedTuple):
    """A posted case that was not closed; `due_at` is the earliest of what was owed on it, and orders the list."""

    case_id: int
    case_name: str
    due_at: datetime | None


class Waiting(NamedTuple):
    """What an open case waited for: a duty of a department, or of a person by name."""

    kind: DutyKind
    department: str
    person_name: str | None
    due_at: datetime

    @property
    def has_time(self) -> bool:
        """Whether it is due by some time: the window for 認可 is no obligation."""
        return self.kind not in UNTIMED


class Answered(NamedTuple):
    """From when until when a case was handled: its post, and the last answer of a department."""

    posted_at: datetime
    answered_at: datetime | None


class Fined(NamedTuple):
    """Fines that a department got, and their whole yuan."""

    department: str
    fines: int
    yuan: int


def late_duties(conn: Connection, since: datetime, until: datetime) -> tuple[LateDuty, ...]:
    """Return the late ones of the duties that fell due in a period, in the order of their due times."""
    return select(conn, LateDuty, _LATE, _period(since, until))


def open_cases(conn: Connection, until: datetime, limit: int) -> tuple[OpenCase, ...]:
    """Return the cases that were open, the most urgent first."""
    return select(conn, OpenCase, _OPEN, {"until": stamp(until), "limit": limit})


def waiting_for(conn: Connection, case_id: int, until: datetime) -> tuple[Waiting, ...]:
    """Return what a case waited for, the most urgent first."""
    return select(conn, Waiting, _WAITING, {"case": case_id, "until": stamp(until)})


def reviews_open(conn: Connection, until: datetime) -> int:
    """Return how many fines waited for HR to say whether they stand in spite of the ruling, also of closed cases."""
    return int(scalar(conn, _REVIEWS, {"until": stamp(until)}))


def phase_at(conn: Connection, case_id: int, until: datetime) -> Phase:
    """Return the phase in which a posted case stood."""
    events = journal.load(conn, case_stream(case_id))
    entered = [event.phase for event in events if isinstance(event, Entered) and event.at < until]
    return entered[-1] if entered and entered[-1] not in {Phase.DRAFT, Phase.POSTING} else Phase.ACCEPTING


def has_begun(conn: Connection, until: datetime) -> bool:
    """Tell whether any complaint had been posted."""
    asked = {"until": stamp(until)}
    return conn.execute("SELECT 1 FROM cases WHERE posted_at < :until LIMIT 1", asked).fetchone() is not None


def marks_at(conn: Connection, case_id: int, until: datetime) -> list[Mark]:
    """Return what a case was marked as."""
    events = [event for event in journal.load(conn, case_stream(case_id)) if event.at < until]
    marked: dict[Mark, bool] = {}
    for event in events:
        if isinstance(event, Marked | Unmarked):
            marked[event.mark] = isinstance(event, Marked)
    return [mark for mark in Mark if marked.get(mark)]


def answered_cases(conn: Connection, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield post and last answer of each case closed in a period that was answered at all."""
    for case in select(conn, Answered, _ANSWERED, _period(since, until)):
        if case.answered_at is not None:
            yield case.posted_at, case.answered_at


def fined(conn: Connection, since: datetime, until: datetime) -> tuple[Fined, ...]:
    """Return the fines by department that came to be owed in a period and still stood, or were paid, at its end."""
    return select(conn, Fined, _FINED, _period(since, until))


def paid_by(conn: Connection, until: datetime) -> int:
    """Return the whole yuan that had ever been paid into the fruit fund, less what was given back."""
    return int(scalar(conn, _PAID, {"until": stamp(until)}))


# Private functions

_KINDS = ", ".join(f"'{kind}'" for kind in LISTED)
_UNTIMED = ", ".join(f"'{kind}'" for kind in sorted(UNTIMED))
_OF_FINE = ", ".join(f"'{kind}'" for kind in sorted(OF_FINE))
_STANDING = ", ".join(f"'{status}'" for status in sorted(STANDING))

_STANDS_AT_END = f"""(
  SELECT status FROM fine_changes WHERE number = fines.number AND at < :until ORDER BY nth DESC LIMIT 1)
  IN ({_STANDING})"""  # noqa: S608 # ours

_LATE = f"""FROM (
  SELECT cases.name AS case_name, duties.kind, duties.department, people.name AS person_name, duties.due_at,
    CASE WHEN ended_at < :until THEN ended_at END AS ended_at, fines.number AS fine, fines.amount
  FROM duties JOIN cases ON cases.id = duties.case_id LEFT JOIN people ON people.id = duties.person
  LEFT JOIN fines ON duties.kind = 'reply' AND fines.case_id = duties.case_id AND fines.round = duties.round
    AND fines.department = duties.department AND {_STANDS_AT_END}
  WHERE duties.due_at >= :since AND duties.due_at < :until AND late AND duties.kind IN ({_KINDS}))
  ORDER BY due_at, case_name, department, kind"""  # noqa: S608 # ours

_OWED_AT_END = "starts_at < :until AND (ended_at IS NULL OR ended_at >= :until)"

# The window for 認可 is no obligation, so its end is no due time. Without INDEXED BY SQLite reads all that was ever
# posted.
_OPEN = f"""FROM (
  SELECT id AS case_id, name AS case_name, (
    SELECT min(due_at) FROM duties WHERE case_id = id AND kind NOT IN ({_UNTIMED}) AND {_OWED_AT_END}) AS due_at
  FROM (
    SELECT id, name FROM cases INDEXED BY cases_open_by_post WHERE phase <> 'closed' AND posted_at < :until
    UNION ALL SELECT id, name FROM cases WHERE closed_at >= :until AND posted_at < :until))
  ORDER BY due_at IS NULL, due_at, case_id LIMIT :limit"""  # noqa: S608 # ours

_WAITING = f"""FROM (
  SELECT duties.kind, duties.department, people.name AS person_name, due_at
  FROM duties LEFT JOIN people ON people.id = duties.person
  WHERE case_id = :case AND kind NOT IN ({_OF_FINE}) AND {_OWED_AT_END}
  ORDER BY due_at, duties.department)"""  # noqa: S608 # ours

_REVIEWS = f"SELECT count(*) FROM duties WHERE kind = '{DutyKind.REVIEW_FINE}' AND {_OWED_AT_END}"  # noqa: S608 # ours

_ANSWERED = """FROM (
  SELECT posted_at, (
    SELECT max(ended_at) FROM duties WHERE case_id = id AND kind = 'reply'
    AND ending IN ('done', 'released', 'disclaimed', 'concurred')) AS answered_at
  FROM cases WHERE closed_at >= :since AND closed_at < :until AND posted_at IS NOT NULL)"""

_FINED = f"""FROM (
  SELECT department, count(*) AS fines, sum(amount) AS yuan FROM fines
  WHERE number IN (SELECT number FROM fine_changes WHERE status = 'issued' AND at >= :since AND at < :until)
  AND {_STANDS_AT_END} GROUP BY department)"""  # noqa: S608 # ours

_PAID = """SELECT coalesce(sum(CASE status WHEN 'paid' THEN amount ELSE -amount END), 0)
  FROM fine_changes WHERE status IN ('paid', 'refunded') AND at < :until"""


def _period(since: datetime, until: datetime) -> dict[str, int]:
    return {"since": stamp(since), "until": stamp(until)}
