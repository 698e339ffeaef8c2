"""Everything a decision may know beside the state of its case: one frozen value."""

from datetime import datetime

from workflow.calendar import Calendar
from workflow.commands import Stimulus
from workflow.directory import Directory
from workflow.values import Person, Rules, Value, Window


class World(Value):
    """`numbers` holds today's last number of each series (D, P, S, F); `outages` those still of interest."""

    stimulus: Stimulus
    case_id: int
    rules: Rules
    calendar: Calendar
    directory: Directory
    numbers: dict[str, int] = {}
    outages: tuple[Window, ...] = ()

    @property
    def now(self) -> datetime:
        return self.stimulus.now

    @property
    def at(self) -> datetime:
        return self.stimulus.at

    @property
    def actor(self) -> Person | None:
        return None if self.stimulus.actor is None else self.directory.person(self.stimulus.actor)

    def next_number(self, series: str, offset: int = 0) -> str:
        """The next number of today's series, e.g. P-20261123-001."""
        day = self.calendar.local(self.now).strftime("%Y%m%d")
        return f"{series}-{day}-{self.numbers.get(series, 0) + 1 + offset:03d}"
