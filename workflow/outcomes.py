"""What a decision comes to: the events that happened, and the notices that tell of them."""

from typing import NamedTuple

from workflow.events import Event
from workflow.notices import Notice


class Outcome(NamedTuple):
    """What happened, and what is said of it."""

    events: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()
