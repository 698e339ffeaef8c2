"""/away: what people type of an absence, and what deputies press."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from forms import read_span
from handlers.errand_codes import ErrandPress
from handlers.pressing import Answering, Presser, Reader, Typed
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command, Decline
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.staff_commands import AnswerDeputy, ComeBack, GoAway, ShowAbsences

BACK: Final = frozenset({"end", "結束", "结束", "取消", "回來", "回来"})
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def away_asked(words: str, directory: Directory, now: datetime) -> Command:
    """Return what /away wants; `now` is local, and what cannot be read comes back with an example."""
    if not words:
        return ShowAbsences()
    if words.strip().lower() in BACK:
        return ComeBack()
    return _read(words, directory, now)


# Private functions


def _read(words: str, directory: Directory, now: datetime) -> Command:
    deputies = directory.find_people(words)
    without_names = words
    for person in deputies:
        without_names = without_names.replace(person.name, " ")
    span = read_span(without_names, now)
    if span is None:
        return Decline(name="away_unread", facts={"text": words})
    if len(deputies) != 1:
        found = [person.name for person in deputies]
        return Decline(name="away_deputy", facts={"found": found, "text": span.rest})
    return GoAway(starts_at=span.starts_at, ends_at=span.ends_at, deputy=deputies[0].id)


def _answered(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    if press.subject is None or not press.choice.isdecimal():
        return None
    registered_at = _EPOCH + timedelta(microseconds=int(press.choice))
    accepts = press.errand is Errand.DEPUTISE
    return AnswerDeputy(person=press.subject, registered_at=registered_at, accepts=accepts)


def _typed(_question: OutboxRow, typed: Typed) -> Command:
    return away_asked(typed.text, typed.directory, typed.at)


READERS: Final[Mapping[Errand, Reader]] = {Errand.DEPUTISE: _answered, Errand.DEPUTISE_NOT: _answered}
ANSWERS: Final[Mapping[Errand, Answering]] = {Errand.GO_AWAY: _typed}
