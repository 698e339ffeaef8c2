"""The company's stream as far as hearing goes: pure, `decide` and what the projection makes of the events."""

from datetime import datetime

from tests.company import CALENDAR, at, directory
from workflow import events as ev
from workflow.case import Case
from workflow.commands import Stimulus
from workflow.company_commands import HearingCommand, LoseHearing, RegainHearing
from workflow.deafness import Deaf, Deafness
from workflow.decisions import decide
from workflow.notices import Notice
from workflow.refusals import Refusal
from workflow.values import Rules
from workflow.world import World

ADMIN = 7001


class Company:
    """What it knows of its hearing, and all that was said about it."""

    refusals: tuple[Refusal, ...] = ()  # nobody asks, so nobody is refused

    def __init__(self) -> None:
        self.deafness: tuple[Deafness, ...] = ()
        self.said: list[Notice] = []

    def hears_of(self, command: HearingCommand) -> tuple[ev.Event, ...]:
        now = at("15:00")
        world = World(
            calendar=CALENDAR, directory=directory(), stimulus=Stimulus(now=now, at=now), case_id=0, rules=Rules(),
            deafness=self.deafness,
        )  # fmt: skip
        decision = decide(Case(), command, world)
        self.said += decision.notices
        for event in decision.events:
            self._note(event)
        return decision.events

    def is_out(self, since: datetime, *, known_at: datetime | None = None, why: Deaf = Deaf.OUT) -> bool:
        known_at = known_at or since
        return bool(self.hears_of(LoseHearing(since=since, known_at=known_at, why=why, tell=(ADMIN,))))

    def is_in(self, since: datetime) -> bool:
        return bool(self.hears_of(RegainHearing(since=since, tell=(ADMIN,))))

    def _note(self, event: ev.Event) -> None:
        """As the projection does (`storage/company.py`)."""
        before = tuple(one for one in self.deafness if one.ends_at is not None)
        if isinstance(event, ev.HearingLost):
            lost = Deafness(starts_at=event.at, known_at=event.known_at, why=event.why)
            self.deafness = (*before, lost)
        else:
            self.deafness = (*before, self.deafness[-1].model_copy(update={"ends_at": event.at}))
