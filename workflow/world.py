"""Everything a decision, or a card, may know beside the state of its case: frozen values."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pydantic import Field

from workflow.calendar import Calendar
from workflow.commands import Stimulus
from workflow.deafness import Deafness
from workflow.directory import Directory
from workflow.enquiries import Enquiry
from workflow.fund import Fund
from workflow.values import Department, Pause, Person, Rules, Suspension, Value, Window

_KNOWN_AT_ONCE = timedelta(minutes=2)


class Scene(Value):
    """The company: its people, departments and calendar."""

    calendar: Calendar
    directory: Directory

    def person(self, person_id: int) -> Person:
        """Return a person the records name; nobody is ever deleted."""
        person = self.directory.person(person_id)
        if person is None:
            raise LookupError(f"the records name person {person_id}, the directory does not")
        return person

    def on_duty(self, person: Person) -> Person:
        """Return who is called for a person: herself, as long as no moment is known."""
        return person

    def department(self, department_id: str) -> Department:
        """Return a department the records name, also one the configuration no longer has."""
        return self.directory.department(department_id) or Department(id=department_id, name=department_id)


def pauses_among(
    suspensions: Iterable[Suspension], scene: Scene, department: str, person: int | None
) -> tuple[Pause, ...]:
    """Return when the clocks of a department, or of the department of a person, stand still."""
    known = scene.directory.person(person) if person is not None and not department else None
    whose = known.department if known else department
    return tuple(
        Pause(starts_at=one.starts_at, ends_at=one.ends_at, reason=one.reason)
        for one in suspensions
        if one.concerns(whose) and one.starts_at < one.ends_at
    )


class World(Scene):
    """`numbers` holds today's last number of each series (D, P, S, F); `outages` and `deafness` those still of interest."""

    stimulus: Stimulus
    case_id: int
    rules: Rules
    numbers: dict[str, int] = Field(default_factory=dict)
    outages: tuple[Window, ...] = ()
    deafness: tuple[Deafness, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    fund: Fund = Fund()  # as it stands, for the commands about it
    enquiry: Enquiry | None = None  # the one a command is about
    enquiry_id: int = 0  # its number, or that of the one to be opened

    @property
    def now(self) -> datetime:
        return self.stimulus.now

    @property
    def at(self) -> datetime:
        return self.stimulus.at

    @property
    def begins(self) -> datetime:
        """When a duty that follows from the act can begin: at its own time, unless nobody could know of it then."""
        return self.now if self.now - self.at > _KNOWN_AT_ONCE else self.at

    def on_duty(self, person: Person) -> Person:
        """Return who stands in for a person at the moment of the act, or herself."""
        return self.directory.on_duty(person, self.at)

    def pauses(self, department: str, person: int | None) -> tuple[Pause, ...]:
        """Return when the clocks of a department, or of the department of a person, stand still."""
        return pauses_among(self.suspensions, self, department, person)

    def without_deputies(self) -> "World":
        """Return the same world with everybody at their places."""
        known = self.directory
        present = Directory(departments=known.departments, people=known.people)
        return self.model_copy(update={"directory": present})

    @property
    def actor(self) -> Person | None:
        return None if self.stimulus.actor is None else self.directory.person(self.stimulus.actor)

    def next_number(self, series: str, offset: int = 0) -> str:
        """The next number of today's series, e.g. P-20261123-001."""
        day = self.calendar.local(self.now).strftime("%Y%m%d")
        return f"{series}-{day}-{self.numbers.get(series, 0) + 1 + offset:03d}"
