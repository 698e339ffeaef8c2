"""What a command about the staff or the company brings with it in cases and enquiries; it is decided in the same transaction."""

from typing import Protocol

from workflow.commands import Command, PassOn, Reseat
from workflow.company_commands import EndSuspension, Reckon, Suspend
from workflow.directory import Directory
from workflow.enquiry_commands import ReckonEnquiry
from workflow.staff_commands import Admit, AnswerDeputy, Leave, Move
from workflow.values import Position


class Owing(Protocol):
    """What the books say about who owes something."""

    def cases_owed_by(self, person: int) -> tuple[int, ...]:
        """Return the cases in which a person has open duties by name."""

    def cases_with_duties(self) -> tuple[int, ...]:
        """Return the cases in which anything is owed."""

    def cases_to_sign(self) -> tuple[int, ...]:
        """Return the cases in which a flow form or a voucher waits for somebody."""

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
        case Move(person=person, position=Position()):
            return _reseated(person, books)
        case Admit(application=application):
            enrolled = books.directory().application(application)
            return _reseated(enrolled.person if enrolled else None, books)
        case AnswerDeputy(person=person, registered_at=moment, accepts=True):
            absence = books.directory().absence(person, moment)
            return _reseated(absence.deputy if absence else None, books)
        case Suspend() | EndSuspension():
            owed = (Reckon(case=case) for case in books.cases_with_duties())
            asked = (ReckonEnquiry(enquiry=one) for one in books.open_enquiries())
            return (*owed, *asked)
        case _:
            return ()


# Private functions


def _reseated(person: int | None, books: Owing) -> tuple[Command, ...]:
    """Who came to a post, or stands in for its holder, is asked for what waits there."""
    if person is None:
        return ()
    return tuple(Reseat(case=case, person=person) for case in books.cases_to_sign())
