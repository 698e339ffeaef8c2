"""What HR wants of the company's clocks."""

from pydantic import AwareDatetime

from workflow.commands import Command
from workflow.deafness import Deaf


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


class HearingCommand(Command):
    """Whether the group is heard; decided in `hearing.py`. `tell`: the administrators' Telegram accounts."""

    tell: tuple[int, ...] = ()


class LoseHearing(HearingCommand):
    """The group is not heard: for certain at `known_at`, and perhaps since `since`; `by`: whose hand it was, if known."""

    since: AwareDatetime
    known_at: AwareDatetime
    why: Deaf
    by: str = ""


class RegainHearing(HearingCommand):
    """The group is heard again, from `since` on."""

    since: AwareDatetime


class Doubt(Command):
    """Hold the fines of a case for HR, and keep its window open, whose time meets a stretch in which the group was not heard."""

    case: int
