"""處理回覆 and 處理方案 as typed (C11, C15): labelled parts become the reply of a department."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from forms import Known, ReplyReading, read_responsible
from storage import cases
from storage.books import Books
from storage.unclear import Candidate
from workflow.commands import OWN_DEPARTMENT, Do
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.phases import Act
from workflow.values import Kind, Person


class Owed(NamedTuple):
    """A case that a person's department owes a reply."""

    case_id: int
    case_name: str
    kind: Kind
    department: str
    due_at: datetime | None
    """None where nothing is owed any more: it would be put on record."""


def ruling(case_id: int, reply: ReplyReading, directory: Directory, *, department: str = "") -> Do:
    """Return the reply as the act it is; responsible departments that are not all known are asked for by button."""
    return Do(
        case=case_id,
        act=Act.REPLY,
        department=department,
        finding=reply.finding,
        opinion=reply.opinion,
        plan=reply.plan,
        departments=responsible(reply.responsible, directory),
    )


def responsible(text: str, directory: Directory) -> tuple[str, ...]:
    """Return the departments that a 責任部門 value names; none where one of them is unknown or in doubt."""
    known = Known(
        names=tuple(one.name for one in directory.departments),
        find=lambda name: [one.id for one in directory.find_departments(name)],
        own=OWN_DEPARTMENT,
    )
    return read_responsible(text, known)


def owed_by(
    books: Books, person: Person, at: datetime, reply: ReplyReading | None = None
) -> tuple[Owed, ...]:
    """Return the replies a person may give at a moment, for her department or one she stands in for.

    With a `reply`, only those it can be: a plan answers a service case, a finding or an opinion a product case.
    """
    directory = books.directory()
    mine = [one.id for one in directory.departments if directory.acts_for(person, one.id, at)]
    owed = (one for department in mine for one in _owed(books, department))
    return tuple(one for one in owed if reply is None or one.kind is _kind_of(reply))


def belongs_elsewhere(books: Books, case_id: int, person: Person, at: datetime, reply: ReplyReading) -> bool:
    """Tell whether a ruling typed about a case cannot answer it, but something else that its author owes."""
    is_filled = bool(reply.finding or reply.opinion or reply.plan)
    return (
        is_filled
        and not _was_asked(books, case_id, person, at, reply)
        and bool(owed_by(books, person, at, reply))
    )


def may_supplement(books: Books, case_id: int, person: Person, at: datetime, reply: ReplyReading) -> bool:
    """Tell whether a case would put such a ruling on record: an open one that the author's department has answered."""
    case = books.case(case_id)
    if case.form is None or not case.is_open or case.kind is not _kind_of(reply):
        return False
    return any(books.directory().acts_for(person, duty.department, at) for duty in case.replies())


def candidates(books: Books, owed: Iterable[Owed], reply: ReplyReading) -> tuple[Candidate, ...]:
    """Return the duties that a ruling which cannot be placed may end: where it names its own department, also the others'."""
    named = responsible(reply.responsible, books.directory())
    found = (candidate for one in owed for candidate in _may_end(books, one, named))
    return tuple(dict.fromkeys(found))


# Private functions


def _was_asked(books: Books, case_id: int, person: Person, at: datetime, reply: ReplyReading) -> bool:
    """Whether the person owed the case such a reply when she wrote it, also if that is over by now."""
    case = books.case(case_id)
    if case.form is None or case.kind is not _kind_of(reply):
        return False
    asked = (
        duty
        for duty in case.duties.values()
        if duty.kind is DutyKind.REPLY and (duty.ended_at is None or at < duty.ended_at)
    )
    return any(books.directory().acts_for(person, duty.department, at) for duty in asked)


def _may_end(books: Books, owed: Owed, named: Collection[str]) -> Iterator[Candidate]:
    """Yield the author's own duty, and those that are released if he takes the responsibility, or may yet take it."""
    yield Candidate(owed.case_id, owed.department)
    if not named or {owed.department, OWN_DEPARTMENT} & set(named):
        others = (duty.department for duty in books.case(owed.case_id).open_duties(DutyKind.REPLY))
        yield from (Candidate(owed.case_id, other) for other in others if other not in named)


def _owed(books: Books, department: str) -> Iterator[Owed]:
    for duty in cases.duties_of_department(books.conn, department):
        row = cases.get(books.conn, duty.case_id)
        if duty.kind is DutyKind.REPLY and row is not None:
            yield Owed(row.id, row.name, row.kind, department, duty.due_at)


def _kind_of(reply: ReplyReading) -> Kind:
    return Kind.PRODUCT if reply.finding or reply.opinion else Kind.SERVICE
