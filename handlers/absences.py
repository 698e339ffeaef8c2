"""/away: what people type of an absence, and what deputies press."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from forms import Span, read_absence
from handlers.errand_codes import ErrandPress
from handlers.pressing import Answering, Presser, Reader, Typed
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command, Decline
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.namesakes import BETWEEN_TIMES, namesakes_in
from workflow.staff_commands import AnswerDeputy, ComeBack, GoAway, ShowAbsences
from workflow.values import Person

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def away_asked(words: str, directory: Directory, now: datetime) -> Command:
    """Return what /away wants; `now` is local, and what cannot be read comes back with an example."""
    if not words:
        return ShowAbsences()
    read = read_absence(words, directory, now)
    if read.is_back:
        return ComeBack()
    if read.span is None:
        return Decline(name="away_unread", facts={"text": words})
    if len(read.deputies) != 1:
        if namesakes_in(words, directory):
            return _one_of(read.deputies, read.span, directory)
        found = [person.name for person in read.deputies]
        return Decline(name="away_deputy", facts={"found": found, "text": read.span.rest})
    return GoAway(starts_at=read.span.starts_at, ends_at=read.span.ends_at, deputy=read.deputies[0].id)


# Private functions


def _one_of(people: tuple[Person, ...], span: Span, directory: Directory) -> Decline:
    """Which of the people of one name stands in, is chosen by button."""
    told = [
        {**one.model_dump(include={"id", "name", "position"}), "department": _office(one, directory)}
        for one in people
    ]
    times = {"starts_at": span.starts_at.isoformat(), "ends_at": span.ends_at.isoformat()}
    return Decline(name="away_namesakes", facts={"people": told, **times})


def _office(person: Person, directory: Directory) -> str:
    department = directory.department(person.department)
    return department.name if department else ""


def _deputy_chosen(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    starts, _, ends = press.choice.partition(BETWEEN_TIMES)
    if press.subject is None or not (starts.isdecimal() and ends.isdecimal()):
        return None
    starts_at, ends_at = (_EPOCH + timedelta(seconds=int(moment)) for moment in (starts, ends))
    return GoAway(starts_at=starts_at, ends_at=ends_at, deputy=press.subject)


def _answered(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    if press.subject is None or not press.choice.isdecimal():
        return None
    registered_at = _EPOCH + timedelta(microseconds=int(press.choice))
    accepts = press.errand is Errand.DEPUTISE
    return AnswerDeputy(person=press.subject, registered_at=registered_at, accepts=accepts)


def _typed(_question: OutboxRow, typed: Typed) -> Command:
    return away_asked(typed.text, typed.directory, typed.at)


READERS: Final[Mapping[Errand, Reader]] = {
    Errand.DEPUTISE: _answered,
    Errand.DEPUTISE_NOT: _answered,
    Errand.GO_AWAY: _deputy_chosen,
}
ANSWERS: Final[Mapping[Errand, Answering]] = {Errand.GO_AWAY: _typed}
