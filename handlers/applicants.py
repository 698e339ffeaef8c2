"""What a person who is not enrolled is told when she wants something: apply, go on applying, or wait for HR."""

from typing import Final

from storage.books import Books
from workflow.applications import ApplicationStatus
from workflow.commands import Command, Decline, Tell
from workflow.facts import Facts, moment
from workflow.staff_commands import Apply

NOT_ENROLLED: Final = "not_enrolled"


def how_far(user_id: int, books: Books) -> Facts:
    """Return how far the application of an account is, and since when; nothing where none is open."""
    application = books.directory().application_of(user_id)
    if application is None or not application.is_open:
        return {}
    waiting = application.status is ApplicationStatus.WAITING
    return {"waiting": waiting, "filling": not waiting, "applied_at": moment(application.applied_at)}


def needs_enrolment(command: Command) -> bool:
    """Tell whether only an enrolled person may want it: everything but what is told to everybody, and applying."""
    if isinstance(command, Decline):
        return command.name == NOT_ENROLLED
    return not isinstance(command, Tell | Apply)
