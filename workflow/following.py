"""What a command about the staff or the company brings with it in cases and enquiries; it is decided in the same transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from workflow.commands import Command, GoneAway, PassOn, Reseat
from workflow.company_commands import Doubt, EndSuspension, LoseHearing, Reckon, RegainHearing, Suspend
from workflow.directory import Directory
from workflow.enquiry_commands import ReckonEnquiry
from workflow.staff_commands import Admit, AnswerDeputy, GoAway, Leave, Move, Relieve
from workflow.values import Absence, Position


class Owing(Protocol):
    """What the books say about who owes something."""

    def cases_owed_by(self, person: int) -> tuple[int, ...]:
        """Return the cases in which a person has open duties by name."""

    def cases_with_duties(self) -> tuple[int, ...]:
        """Return the cases in which anything is owed."""

    def cases_to_sign(self) -> tuple[int, ...]:
        """Return the cases in which a flow form or a voucher waits for somebody."""

    def cases_in_doubt_since(self, moment: datetime) -> tuple[int, ...]:
        """Return the cases with fines, held or not yet come to nothing, or a complainant's window, due since a moment."""

    def directory(self) -> Directory:
        """Return the people as they are after the command."""

    def open_enquiries(self) -> tuple[int, ...]:
        """Return the enquiries that wait for an answer."""


def follow_ups(command: Command, books: Owing) -> tuple[Command, ...]:
    """Return the commands that follow; none of them is ever refused."""
    match command:
        case Leave(person=person, sure=True):
            passed = tuple(PassOn(case=case, person=person) for case in books.cases_owed_by(person))
            return (*passed, *_reseated(person, books))
        case GoAway():
            return tuple(GoneAway(case=case) for case in books.cases_to_sign())
        case LoseHearing(since=since) | RegainHearing(since=since):
            return tuple(Doubt(case=case) for case in books.cases_in_doubt_since(since))
        case Suspend() | EndSuspension():
            return _of_clocks(books)
        case _:
            return _reseated(_comes(command, books.directory), books)


# Private functions


def _comes(command: Command, directory: Callable[[], Directory]) -> int | None:
    """Who came to a post by the command, or stands in for its holder from now."""
    match command:
        case Move(person=person, position=Position()):
            return person
        case Admit(application=application):
            enrolled = directory().application(application)
            return enrolled.person if enrolled else None
        case (
            AnswerDeputy(person=person, registered_at=moment, accepts=True)
            | Relieve(person=person, registered_at=moment)
        ):
            absence = directory().absence(person, moment)
            return _now_acts(absence, directory()) if absence else None
    return None


def _now_acts(absence: Absence, directory: Directory) -> int:
    """Who is to be asked: the person, back again, or the deputy; where he is away himself, who stands in for him."""
    if absence.handed_back_at:
        return absence.person
    deputy, begins = directory.person(absence.deputy), absence.handed_over_at or absence.accepted_at
    return directory.on_duty(deputy, begins).id if deputy and begins else absence.deputy


def _of_clocks(books: Owing) -> tuple[Command, ...]:
    """What is owed moves with the suspensions."""
    owed = (Reckon(case=case) for case in books.cases_with_duties())
    asked = (ReckonEnquiry(enquiry=one) for one in books.open_enquiries())
    return (*owed, *asked)


def _reseated(person: int | None, books: Owing) -> tuple[Command, ...]:
    """Who came to a post, or stands in for its holder, is asked for what waits there."""
    if person is None:
        return ()
    return tuple(Reseat(case=case, person=person) for case in books.cases_to_sign())
