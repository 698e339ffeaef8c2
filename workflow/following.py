"""What a command about the staff or the company brings with it in cases; it is decided in the same transaction."""

from typing import Protocol

from workflow.commands import Command, PassOn
from workflow.company_commands import EndSuspension, Reckon, Suspend
from workflow.staff_commands import Leave


class Owing(Protocol):
    """What the books say about who owes something."""

    def cases_owed_by(self, person: int) -> tuple[int, ...]:
        """Return the cases in which a person has open duties by name."""

    def cases_with_duties(self) -> tuple[int, ...]:
        """Return the cases in which anything is owed."""


def follow_ups(command: Command, books: Owing) -> tuple[Command, ...]:
    """Return the commands that follow; none of them is ever refused."""
    match command:
        case Leave(person=person, sure=True):
            return tuple(PassOn(case=case, person=person) for case in books.cases_owed_by(person))
        case Suspend() | EndSuspension():
            return tuple(Reckon(case=case) for case in books.cases_with_duties())
        case _:
            return ()
