"""The course of one decision: events are added one by one, each seen by what follows it."""

from datetime import datetime
from typing import Any

from workflow.calendar import Calendar
from workflow.case import Case
from workflow.duties import (
    OF_FINE,
    OF_VOUCHER,
    OVERDUE_EVERY,
    OVERDUE_REMINDERS,
    REMIND_AT_SHARE,
    UNLIMITED,
    Duty,
    DutyKind,
    Ending,
)
from workflow.events import DutyEnded, DutyOpened, DutyReopened, Entered, Event
from workflow.evolving import evolve
from workflow.marks import Mark, hurried
from workflow.pausing import paused
from workflow.phases import Outcome, Phase
from workflow.values import Duration, Rules
from workflow.world import World

HALF_HOUR = Duration(seconds=1800)
ONE_DAY = Duration(working_days=1)
THREE_DAYS = Duration(working_days=3)
TWO_HOURS = Duration(seconds=7200)

FIXED_LIMITS = {
    DutyKind.APPROVE: TWO_HOURS,  # Q15: then the VP is asked
    DutyKind.POST_FOR: HALF_HOUR,
    DutyKind.COMPLETE: THREE_DAYS,
    DutyKind.NAME_RESPONSIBLE: HALF_HOUR,  # then HR is asked for 裁定
    DutyKind.SETTLE_CLAIM: HALF_HOUR,
    DutyKind.ADJUDICATE: HALF_HOUR,
    DutyKind.APPEAL: ONE_DAY,
    DutyKind.SETTLE: ONE_DAY,
    DutyKind.OPINE: ONE_DAY,  # until the first reminder
    DutyKind.DECIDE: ONE_DAY,
    DutyKind.EXECUTE: ONE_DAY,
    **dict.fromkeys(OF_VOUCHER | OF_FINE, ONE_DAY),
}
SILENT = frozenset({DutyKind.ACKNOWLEDGE})  # a window, not an obligation: nobody is reminded of its end


class Course:
    """Gathers the events of a decision; `case` is always the state after the last of them."""

    def __init__(self, case: Case, world: World, *, stands_for: int | None = None) -> None:
        self.stands_for = stands_for
        self.before = case
        self.case = case
        self.world = world
        self.events: list[Event] = []

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.case = evolve(self.case, event)

    def happens(self, kind: type[Event], **facts: Any) -> None:
        """Add an event of the actor at the act's own time."""
        stimulus = self.world.stimulus
        who = {"by": stimulus.actor, "stands_for": self.stands_for}
        self.add(kind(at=stimulus.at, about=stimulus.about, **who, **facts))

    def follows(self, kind: type[Event], *, at: datetime | None = None, **facts: Any) -> None:
        """Add an event that nobody did: it follows from the rules, now or at `at`."""
        self.add(kind(at=at or self.world.now, **facts))

    def enter(self, phase: Phase, outcome: Outcome | None = None) -> None:
        self.follows(Entered, phase=phase, outcome=outcome)

    def open(self, kind: DutyKind, starts_at: datetime, **more: Any) -> None:
        """Open a duty with the limit of its kind; one with the same key is given back instead."""
        duty = new_duty(kind, starts_at, self.world, round_=self.case.round, **more)
        duty = hurried(duty) if Mark.URGENT in self.case.marks else duty
        if duty.key in self.case.duties:
            self.follows(DutyReopened, key=duty.key, duty=duty)
        else:
            self.follows(DutyOpened, duty=duty)

    def end(self, duty: Duty | None, ending: Ending = Ending.DONE, *, at: datetime | None = None) -> None:
        """End the duty if it is open, now or at `at`; after its time it stays to be judged, however it ended."""
        if duty is not None and duty.is_open:
            at, stimulus = at or self.world.at, self.world.stimulus
            can_be_late = duty.is_limited and duty.kind not in SILENT and not stimulus.pressed
            late = can_be_late and at > duty.due_at
            who = {"by": stimulus.actor, "stands_for": self.stands_for}
            self.add(DutyEnded(at=at, key=duty.key, ending=ending, late=late, **who))

    def end_all(self, kind: DutyKind | None = None, ending: Ending = Ending.CANCELLED) -> None:
        """End what is owed on the case itself; a voucher goes its own way whatever becomes of the case."""
        for duty in self.case.open_duties(kind):
            if not duty.subject:
                self.end(duty, ending)


def limit_of(kind: DutyKind, rules: Rules) -> Duration:
    """The limit the regulation (or the decision in the design) sets for a duty."""
    by_rule = {
        DutyKind.ACCEPT: rules.accept,
        DutyKind.PUBLISH: rules.publish,
        DutyKind.ROUTE: rules.route,
        DutyKind.REPLY: rules.reply,
        DutyKind.NOTIFY: rules.notify,
        DutyKind.ACKNOWLEDGE: rules.appeal_window,
    }
    return by_rule.get(kind) or FIXED_LIMITS[kind]


def new_duty(
    kind: DutyKind,
    starts_at: datetime,
    world: World,
    *,
    round_: int = 1,
    limit: Duration | None = None,
    due_at: datetime | None = None,
    **more: Any,
) -> Duty:
    """Make a duty: its due time and reminders are fixed here and only events move them.

    `due_at` is for what is due at a time of day instead of after a while.
    """
    given = limit if limit or due_at else limit_of(kind, world.rules)
    limit = given or ONE_DAY
    due_at = due_at or world.calendar.add(starts_at, limit)
    duty = Duty(
        kind=kind,
        round=round_,
        starts_at=starts_at,
        limit=given,
        due_at=due_at,
        half_at=_half_time(starts_at, due_at, limit, world.calendar),
        reminders=_reminders(kind, starts_at, due_at, limit, world.calendar),
        certain=world.calendar.is_certain(starts_at, due_at),
        **more,
    )
    return paused(duty, world.pauses(duty.department, duty.person), world.calendar)


# Private functions


def _half_time(starts_at: datetime, due_at: datetime, limit: Duration, calendar: Calendar) -> datetime:
    """In working time, also of what is due at a time of the next day: nobody is reminded at night."""
    seconds = calendar.working_seconds(starts_at, due_at) if limit.working_days else limit.seconds
    return min(due_at, calendar.add(starts_at, Duration(seconds=int(seconds) // 2)))


def _reminders(
    kind: DutyKind, starts_at: datetime, due_at: datetime, limit: Duration, calendar: Calendar
) -> tuple[datetime, ...]:
    if kind in SILENT:
        return ()
    if kind in UNLIMITED:
        return (due_at,)
    early = _early_reminder(kind, limit)
    before = [calendar.add(starts_at, early)] if early else []
    every = int(OVERDUE_EVERY.total_seconds())
    steps = range(1, OVERDUE_REMINDERS + 1)
    after = [calendar.add(due_at, Duration(seconds=every * step)) for step in steps]
    return tuple(moment for moment in before if moment < due_at) + tuple(after)


def _early_reminder(kind: DutyKind, limit: Duration) -> Duration | None:
    if kind is DutyKind.APPROVE:
        return HALF_HOUR
    return Duration(seconds=int(limit.seconds * REMIND_AT_SHARE)) if limit.seconds else None
