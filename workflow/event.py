"""What every event has, whichever stream it stands in: when it happened, by whom, and for whom she stood in."""

from pydantic import AwareDatetime

from workflow.values import Value


class Event(Value):
    """`at` is when it happened for the regulation (a person's own time); `by` a person's id, None the desk.

    `about`: a press after a gap in the reading has no date of its own; `at` is the gap's start, shown with 約.
    """

    at: AwareDatetime
    by: int | None = None
    about: bool = False
    stands_for: int | None = None
