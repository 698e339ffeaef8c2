"""What one command led to, kept so that a whole play can be read afterwards."""

from typing import NamedTuple

from workflow.case import Case
from workflow.commands import Command, Stimulus
from workflow.events import Event
from workflow.notices import Notice
from workflow.refusals import Refusal


class Step(NamedTuple):
    """A command, and what came of it in order; `case` is how it stood afterwards, None where there is none."""

    command: Command
    stimulus: Stimulus
    came: tuple[Event | Notice | Refusal, ...]
    case: Case | None = None
