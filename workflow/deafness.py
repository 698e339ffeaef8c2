"""When the bot could not hear the group although Telegram could be read: values."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import AwareDatetime

from workflow.values import Value

_DATED_TO: Final = timedelta(seconds=1)


class Deaf(StrEnum):
    """Why the group is not heard."""

    OUT = "out"  # not in the group
    PRIVACY = (
        "privacy"  # an ordinary member in privacy mode: shown commands and answers to its own messages only
    )


class Deafness(Value):
    """A stretch from `starts_at`, the earliest moment at which it may have begun, until `ends_at` (None: it lasts).

    At `known_at` the bot was deaf for certain; what it heard before that tells nothing of an end.
    """

    starts_at: AwareDatetime
    known_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    why: Deaf

    def touches(self, start: datetime, end: datetime) -> bool:
        """Tell whether anything sent from `start` to `end` may be unheard; Telegram's dates leave out what is less than a second."""
        return self.starts_at <= end and (self.ends_at is None or self.ends_at + _DATED_TO > start)
