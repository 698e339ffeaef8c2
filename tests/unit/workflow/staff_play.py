"""Decisions about the staff played purely: `decide`, and a directory that follows the events as the database does."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.company import CALENDAR, at, directory, person
from tests.unit.workflow.steps import Step
from workflow import events as ev
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.commands import Command, Stimulus
from workflow.decisions import decide
from workflow.directory import Directory
from workflow.events import Event
from workflow.notices import Notice
from workflow.refusals import Refusal
from workflow.staff_commands import Apply
from workflow.values import Person, Position, Rules, Suspension
from workflow.world import World

STRANGER = 5555


@dataclass
class StaffPlay:
    """The company's people and all that was said."""

    directory: Directory = field(default_factory=directory)
    calendar: Calendar = CALENDAR
    said: list[Notice] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    suspensions: tuple[Suspension, ...] = ()
    now: datetime = field(default_factory=lambda: at("10:00"))

    def perform(self, command: Command, who: str | None = None) -> tuple[Event, ...]:
        """Decide and follow; a Refusal leaves everything as it was."""
        world = self.world(who)
        decision = decide(Case(), command, world)
        self.said += decision.notices
        self.steps.append(Step(command, world.stimulus, (*decision.events, *decision.notices)))
        for event in decision.events:
            self._follow(event)
        return decision.events

    def refused(self, command: Command, who: str | None = None) -> Refusal:
        """Return why the command is refused; it must be."""
        before = self.directory
        try:
            self.perform(command, who)
        except Refusal as refusal:
            assert self.directory == before
            self.refusals.append(refusal)
            self.steps.append(Step(command, self.world(who).stimulus, (refusal,)))
            return refusal
        raise AssertionError(f"{command} was not refused")

    def world(self, who: str | None = None) -> World:
        actor = self.named(who).id if who else None
        stimulus = Stimulus(now=self.now, at=self.now, actor=actor, chat_id=9, message_id=1)
        return World(
            calendar=self.calendar,
            directory=self.directory,
            stimulus=stimulus,
            case_id=1,
            rules=Rules(),
            suspensions=self.suspensions,
        )

    def named(self, name: str) -> Person:
        return next(one for one in self.directory.people if one.name == name)

    def newest(self, name: str) -> Notice:
        """Return the newest notice of that name."""
        return next(notice for notice in reversed(self.said) if notice.name == name)

    def applied(self, name: str = "新人", department: str = "sales", *, account: int = STRANGER) -> int:
        """Somebody applies to be enrolled; return the number of the application."""
        told: tuple[dict[str, Any], ...] = (
            {},
            {"name": name},
            {"department": department},
            {"position": Position.STAFF},
        )
        for more in told:
            self.perform(Apply(telegram_id=account, **more))
        application = self.directory.application_of(account)
        assert application is not None
        return application.id

    def _follow(self, event: Event) -> None:
        match event:
            case ev.PersonEnrolled(person=enrolled):
                others = [one for one in self.directory.people if one.id != enrolled.id]
                people = sorted([*others, enrolled], key=lambda one: one.id)
                self._becomes(people=tuple(people))
            case ev.AbsenceRegistered(absence=changed):
                key = changed.person, changed.deputy, changed.registered_at
                absences = self.directory.absences
                others_ = [o for o in absences if (o.person, o.deputy, o.registered_at) != key]
                self._becomes(absences=(*others_, changed))
            case ev.SuspensionSet(suspension=changed):
                others = [one for one in self.suspensions if one.id != changed.id]
                self.suspensions = (*others, changed)
            case ev.LanguageChosen(telegram_id=account, language=chosen):
                self._becomes(languages={**self.directory.languages, account: chosen})
            case ev.ApplicationChanged(application=changed):
                kept = [one for one in self.directory.applications if one.id != changed.id]
                self._becomes(applications=(*kept, changed))

    def _becomes(self, **parts: Any) -> None:
        known = {name: getattr(self.directory, name) for name in type(self.directory).model_fields}
        self.directory = Directory(**{**known, **parts})


__all__ = ["STRANGER", "StaffPlay", "person"]
