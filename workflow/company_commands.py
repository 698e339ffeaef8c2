"""What HR wants of the company's clocks."""

from pydantic import AwareDatetime

from workflow.commands import Command


class ClockCommand(Command):
    """About the clocks of the company; decided in `suspending.py`."""


class ShowSuspensions(ClockCommand):
    """/suspend without words: what stands still or is going to, and how to stop clocks."""


class Suspend(ClockCommand):
    """Stop the clocks of some departments, or of all (none named), for a while; a start of just now means now."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    departments: tuple[str, ...] = ()
    reason: str


class EndSuspension(ClockCommand):
    """The clocks run again from now; a suspension that has not begun is called off."""

    suspension: int


class Reckon(Command):
    """Bring the due times of a case in line with the suspensions as they are now."""

    case: int
