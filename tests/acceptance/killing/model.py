"""What the regulation says must come of what people did: a second reading of it that shares no code with `workflow`.

A story tells a `Reckoning` what people did and when Telegram dates it; the reckoning says which departments must be
fined, which must not, and for which misses HR decides. A miss is HR's (held, never fined) if the bot was blind for more
than two minutes of the department's time, if the department was told late, or if its time began late.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tests.acceptance.killing.worktime import after, working

REPLY = timedelta(hours=2)
HAND_OVER = timedelta(minutes=30)
REST_AT_LEAST = timedelta(minutes=30)
BLIND = timedelta(minutes=2)


class Fate(StrEnum):
    """What must become of a department's reply duty."""

    CLEAR = "clear"
    FINED = "fined"
    HELD = "held"
    HELD_OR_FINED = "held or fined"  # nobody outside can tell how long the bot was blind


class Darkness(NamedTuple):
    """A time without the bot: it read last at some moment between two, and again at `until`."""

    earliest: datetime
    latest: datetime
    until: datetime

    def surely_hides(self, starts_at: datetime, due_at: datetime) -> bool:
        return self.until - self.latest > BLIND and self.latest < due_at and self.until > starts_at

    def perhaps_hides(self, starts_at: datetime, due_at: datetime) -> bool:
        return self.until - self.earliest > BLIND and self.earliest < due_at and self.until > starts_at


@dataclass
class Owed:
    """A reply that a department owes, and when it needed to do so no longer."""

    starts_at: datetime
    due_at: datetime
    began_late: bool = False
    stopped_at: datetime | None = None

    @property
    def is_missed(self) -> bool:
        return self.stopped_at is None or self.stopped_at > self.due_at

    def fate(self, darkness: Iterable[Darkness], told: tuple[datetime, datetime] | None) -> Fate:
        """Say what must become of it; `told` are the first and the last moment at which its ping was seen."""
        if not self.is_missed:
            return Fate.CLEAR
        half = self.starts_at + (self.due_at - self.starts_at) / 2
        span = (self.starts_at, self.due_at)
        if self.began_late or told is None or told[0] > half or any(d.surely_hides(*span) for d in darkness):
            return Fate.HELD
        in_doubt = told[1] > half or any(d.perhaps_hides(*span) for d in darkness)
        return Fate.HELD_OR_FINED if in_doubt else Fate.FINED


@dataclass
class Reckoning:
    """What is known of one case; the methods are what people did to it."""

    is_service: bool
    owed: dict[str, Owed] = field(default_factory=dict)
    rulings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    disclaimed: dict[str, bool] = field(default_factory=dict)  # whether HR still has to answer
    done: Counter[str] = field(default_factory=Counter)
    fines: dict[str, str] = field(default_factory=dict)  # what people made of issued or held ones
    asked: int = 0  # enquiries
    bought: list[str] = field(default_factory=list)
    begun_again: datetime | None = None  # 發回重辦: what was ruled before counts no more
    delivered_late: bool = False
    adjudged: bool = False

    def does(self, *what: str) -> None:
        """Note acts that move no clock."""
        self.done.update(what)

    def accepts(self) -> None:
        """Accept, unless that was done."""
        if not self.done["Accepted"]:
            self.does("Accepted")

    def is_published(self, at: datetime, due_at: datetime, departments: Iterable[str]) -> None:
        """The departments' time begins at publication; at the latest, and then in doubt, when its own time is over."""
        self.accepts()
        self.does("Published")
        self.begins(min(at, due_at), departments, late=at > due_at)

    def is_routed(self, at: datetime, departments: Iterable[str]) -> None:
        self.accepts()
        self.does("Routed")
        self.begins(at, departments)

    def begins(self, at: datetime, departments: Iterable[str], *, late: bool = False) -> None:
        for department in departments:
            self.owed[department] = Owed(at, after(at, REPLY), began_late=late)

    def rules(self, department: str, at: datetime, responsible: tuple[str, ...]) -> None:
        """A full reply: naming oneself releases the others, naming somebody new asks him."""
        self.does("Ruled")
        self.rulings[department] = responsible
        self._stops(department, at)
        if department in responsible:
            for other in self.owed.keys() - set(responsible):
                self._stops(other, at)
        self.begins(at, [name for name in responsible if name not in self.owed])

    def disclaims(self, department: str, at: datetime) -> None:
        self.does("Disclaimed")
        self.disclaimed[department] = self.is_service
        self._stops(department, at)

    def concurs(self, department: str, at: datetime) -> None:
        self.does("Concurred")
        self._stops(department, at)

    def moves_claim(self, department: str, at: datetime, to: tuple[str, ...]) -> None:
        """改派, or 免除 where `to` is empty."""
        self.does("ClaimSettled")
        self.disclaimed[department] = False
        self.begins(at, [name for name in to if name not in self.owed])

    def rejects_claim(self, department: str, at: datetime) -> None:
        """駁回: the rest of the time runs on, at least half an hour."""
        self.does("ClaimSettled")
        self.disclaimed[department] = False
        old = self.owed[department]
        assert old.stopped_at is not None
        rest = max(working(old.stopped_at, old.due_at), REST_AT_LEAST)
        self.owed[department] = Owed(at, after(at, rest))

    def is_adjudicated(self) -> None:
        self.does("Adjudicated")
        self.adjudged = True

    def is_remanded(self, at: datetime, departments: tuple[str, ...]) -> None:
        """發回重辦: what was ruled is void, and these have their time once more."""
        self.does("Remanded")
        self.begun_again = at
        self.rulings.clear()
        self.begins(at, departments)

    def asks(self) -> None:
        """An enquiry was answered, and its asker content."""
        self.asked += 1

    def spends(self, what: str) -> None:
        """HR spends from the fruit fund; told by what was bought."""
        self.bought.append(what)

    def is_withdrawn(self, at: datetime) -> None:
        self.does("Withdrawn")
        for department in self.owed:
            self._stops(department, at)

    @property
    def phase(self) -> str:
        """Return the phase the case must be in."""
        if self.done["Withdrawn"] or self.done["Acknowledged"] or self.done["cancelled"]:
            return "closed"
        if not self.done["Approved"]:
            return "draft"
        if not self.owed:
            return "handing_over" if self.done["Accepted"] else "accepting"
        if self._is_being_handled():
            return "handling"
        if self.is_service and not self.done["Notified"]:
            return "notifying"
        return "acknowledging"

    def _is_being_handled(self) -> bool:
        is_owed = any(owed.stopped_at is None for owed in self.owed.values())
        is_disputed = len({frozenset(names) for names in self.rulings.values()}) > 1
        return is_owed or any(self.disclaimed.values()) or (is_disputed and not self.adjudged)

    def _stops(self, department: str, at: datetime) -> None:
        owed = self.owed[department]
        owed.stopped_at = owed.stopped_at or at
