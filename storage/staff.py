"""The staff: people and absences, as projected from the `staff` stream."""

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from storage.moments import stamp
from storage.rows import insert, scalar, select
from workflow import events as ev
from workflow.applications import Application, ApplicationStatus
from workflow.directory import HEADS, Directory
from workflow.values import Absence, Department, Language, Person, Position


class Appointment(NamedTuple):
    """A department, and when whoever heads it came to the post."""

    department: str
    at: datetime


def directory(conn: Connection, departments: Iterable[Department]) -> Directory:
    """Read who is who; the departments come from the configuration. `Books.directory` keeps it in memory."""
    return Directory(
        departments=tuple(departments),
        people=people(conn),
        absences=absences(conn),
        applications=applications(conn),
        languages=languages(conn),
    )


def people(conn: Connection) -> tuple[Person, ...]:
    """Return everybody ever enrolled, in the order of enrolment."""
    return _people(conn, "ORDER BY id")


def person(conn: Connection, person_id: int) -> Person | None:
    """Return a person by our id."""
    return next(iter(_people(conn, "WHERE id = ?", person_id)), None)


def person_by_telegram(conn: Connection, telegram_id: int) -> Person | None:
    """Return the person behind a Telegram account, active or not."""
    return next(iter(_people(conn, "WHERE telegram_id = ?", telegram_id)), None)


def next_person_id(conn: Connection) -> int:
    """Return the id the next person to enrol will have."""
    return (scalar(conn, "SELECT max(id) FROM people") or 0) + 1


def absences(conn: Connection) -> tuple[Absence, ...]:
    """Return all absences, past ones included: a fine asks who was away when a clock started."""
    found = select(conn, _AbsenceRow, "FROM absences ORDER BY registered_at, person, deputy")
    return tuple(Absence(**row._asdict()) for row in found)


def turning(conn: Connection, now: datetime) -> tuple[Absence, ...]:
    """Return the accepted absences that are to be handed over still, or back."""
    found = select(conn, _AbsenceRow, _TURNING, {"now": stamp(now)})
    return tuple(Absence(**row._asdict()) for row in found)


def applications(conn: Connection) -> tuple[Application, ...]:
    """Return all applications to be enrolled, in order."""
    found = select(conn, _ApplicationRow, "FROM applications ORDER BY id")
    return tuple(Application(**row._asdict()) for row in found)


def languages(conn: Connection) -> dict[int, Language]:
    """Return what Telegram accounts chose to read."""
    found = conn.execute("SELECT telegram_id, language FROM languages")
    return {telegram_id: Language(language) for telegram_id, language in found}


def heads_placed_since(
    conn: Connection, people: Iterable[Person], since: datetime
) -> tuple[Appointment, ...]:
    """Return the departments that people came to head after a moment, each with when that was."""
    placed = _placed_since(conn, since)
    heading = (one for one in people if one.id in placed and one.active and one.position in HEADS)
    return tuple(
        Appointment(one.department, placed[one.id].at)
        for one in heading
        if (one.department, True) != placed[one.id].before
    )


# Projecting


def project_enrolled(conn: Connection, event: ev.PersonEnrolled) -> None:
    """Enrol a person, or change what is known of one."""
    conn.execute(_ENROL, event.person.model_dump())


def project_reached(conn: Connection, event: ev.PersonReached) -> None:
    """Note whether the person can be told things privately."""
    conn.execute("UPDATE people SET reachable = ? WHERE id = ?", (event.reachable, event.person))


def project_application(conn: Connection, event: ev.ApplicationChanged) -> None:
    """Note an application as it stands now."""
    row = event.application.model_dump() | {"applied_at": stamp(event.application.applied_at)}
    conn.execute("DELETE FROM applications WHERE id = :id", row)
    insert(conn, "applications", row)


def project_language(conn: Connection, event: ev.LanguageChosen) -> None:
    """Note what an account wants to read from now on."""
    chosen = {"telegram_id": event.telegram_id, "language": event.language}
    conn.execute(_CHOOSE, chosen)


def project_absence(conn: Connection, event: ev.AbsenceRegistered) -> None:
    """Note an absence, or that its deputy accepted (the same absence again, with `accepted_at`)."""
    one = event.absence
    row = {name: stamp(told) if isinstance(told, datetime) else told for name, told in one}
    conn.execute(_ABSENCE, row)


# Private functions


class _Placed(NamedTuple):
    """When a person was last enrolled or moved, and the department before all that is looked at, and if she headed it."""

    at: datetime
    before: tuple[str, bool] | None = None


def _placed_since(conn: Connection, since: datetime) -> dict[int, _Placed]:
    """The newest come first, and mostly there is none: nothing older is read then."""
    placed: dict[int, _Placed] = {}
    for recorded_at, body in conn.execute(_ENROLLED):
        if recorded_at <= stamp(since) and all(one.before for one in placed.values()):
            break
        event = ev.PersonEnrolled.model_validate_json(body)
        one = event.person
        if recorded_at > stamp(since):
            placed.setdefault(one.id, _Placed(event.at))
        elif one.id in placed and placed[one.id].before is None:
            before = one.department, one.active and one.position in HEADS
            placed[one.id] = placed[one.id]._replace(before=before)
    return placed


_ENROLLED = """SELECT recorded_at, body FROM journal WHERE stream = 'staff' AND type = 'PersonEnrolled'
  ORDER BY seq DESC"""

_ENROL = """INSERT INTO people (id, name, department, position, telegram_id, reachable, active)
  VALUES (:id, :name, :department, :position, :telegram_id, :reachable, :active)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, department = excluded.department,
  position = excluded.position, telegram_id = excluded.telegram_id, reachable = excluded.reachable,
  active = excluded.active"""

_CHOOSE = """INSERT INTO languages (telegram_id, language) VALUES (:telegram_id, :language)
  ON CONFLICT (telegram_id) DO UPDATE SET language = excluded.language"""

_TURNING = """FROM absences WHERE accepted_at IS NOT NULL AND handed_back_at IS NULL
  AND (handed_over_at IS NOT NULL OR ends_at > :now)"""

_ABSENCE = """INSERT INTO absences (person, deputy, starts_at, ends_at, registered_at, accepted_at, declined_at,
  handed_over_at, handed_back_at)
  VALUES (:person, :deputy, :starts_at, :ends_at, :registered_at, :accepted_at, :declined_at,
  :handed_over_at, :handed_back_at)
  ON CONFLICT (person, deputy, registered_at) DO UPDATE SET
  starts_at = excluded.starts_at, ends_at = excluded.ends_at, accepted_at = excluded.accepted_at,
  declined_at = excluded.declined_at, handed_over_at = excluded.handed_over_at,
  handed_back_at = excluded.handed_back_at"""


class _PersonRow(NamedTuple):
    id: int
    name: str
    department: str
    position: Position
    telegram_id: int | None
    reachable: bool
    active: bool


class _ApplicationRow(NamedTuple):
    id: int
    telegram_id: int
    name: str
    department: str
    position: Position | None
    status: ApplicationStatus
    applied_at: datetime
    reason: str
    decided_by: int | None
    person: int | None


class _AbsenceRow(NamedTuple):
    person: int
    deputy: int
    starts_at: datetime
    ends_at: datetime
    registered_at: datetime
    accepted_at: datetime | None
    declined_at: datetime | None
    handed_over_at: datetime | None
    handed_back_at: datetime | None


def _people(conn: Connection, where: str, *values: object) -> tuple[Person, ...]:
    return tuple(Person(**row._asdict()) for row in select(conn, _PersonRow, f"FROM people {where}", values))
