"""The company's calendar: which moments count, when a limit ends, and why.

Moments come in aware, in any zone, and go out in the zone of the calendar. A day's hours are half-open: at 12:00 the
morning is over. `add` gives the earliest moment by which the time has passed, so it may return 12:00.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from math import ceil
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, model_validator

from workflow.hours import MIDNIGHT, DayHours, check_hours
from workflow.indexed import Indexed
from workflow.values import Duration, Value, Window
from workflow.wallclock import MINUTE, instant, utc, whole_minute
from workflow.worktime import NOTHING, AllTime, Hours, Stretch, Worktime, between, joined, without

DAY = timedelta(days=1)


class Mode(StrEnum):
    """Whether clocks run in working time or round the clock."""

    WORKING = "working"
    ALWAYS = "always"


class GapReason(StrEnum):
    """Why a stretch of time is not counted."""

    LUNCH = "lunch"
    AFTER_HOURS = "after_hours"
    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    COMPANY_CLOSED = "company_closed"
    SUSPENDED = "suspended"


_FREE_DAYS = frozenset({GapReason.DAY_OFF, GapReason.HOLIDAY, GapReason.COMPANY_CLOSED})


class Gap(Value):
    """A stretch that is not counted; a night beside a day off belongs to the day off, as far as both are in it."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: GapReason


class Calendar(Indexed):
    """Working time; `hours` begins with Monday, and the company's own dates win over the public ones.

    A workday on a weekday without hours (調休 on a Sunday) has the hours of the first weekday that has some.
    In a change of the clocks, an hour that comes twice is the first one, one that is skipped the moment of the change.
    """

    timezone: str = "Asia/Shanghai"
    mode: Mode = Mode.WORKING
    hours: Annotated[tuple[DayHours, ...], Field(min_length=7, max_length=7)] = ((),) * 7
    days_off: frozenset[date] = frozenset()
    extra_days: frozenset[date] = frozenset()
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    known_years: frozenset[int] | None = None
    """Years whose public holidays are known; None if the company follows none, so that every year is certain."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.mode is Mode.WORKING and not any(self.hours):
            raise ValueError("no weekday has working hours")
        if self.closed & self.opened:
            raise ValueError("a date is both closed and opened")
        for day_hours in self.hours:
            check_hours(day_hours)
        return self

    # Due times

    def add(self, start: datetime, duration: Duration, *, pauses: Sequence[Window] = ()) -> datetime:
        """Return the earliest moment by which `duration` has passed, rounded up to the minute from one minute on.

        `n` working days end at the same time of day n working days later. From outside working hours they are counted
        from the next opening; where the last day does not work at that time, they end at that day's next opening, or
        else at its closing. Working time within `pauses` is not counted.
        """
        begin, holes = utc(start), _holes(pauses)
        if duration.working_days:
            return self.local(whole_minute(self._days_later(begin, duration.working_days, holes)))
        due = self._later(begin, duration.span, holes)
        return self.local(due if duration.span < MINUTE else whole_minute(due))

    def is_certain(self, start: datetime, end: datetime) -> bool:
        """Tell whether the public holidays of every year in the span are known."""
        if self.mode is Mode.ALWAYS or self.known_years is None:
            return True
        return self.known_years.issuperset(range(self.local(start).year, self.local(end).year + 1))

    # Counting

    def working_seconds(self, start: datetime, end: datetime, *, pauses: Sequence[Window] = ()) -> float:
        """Count the working time from `start` to `end`; negative if `end` comes first."""
        begin, finish = utc(start), utc(end)
        if finish < begin:
            return -self.working_seconds(end, start, pauses=pauses)
        span = Stretch(begin, finish)
        return (self._time.elapsed(*span) - self._paused(span, _holes(pauses))).total_seconds()

    def minutes_late(self, due: datetime, act: datetime, *, pauses: Sequence[Window] = ()) -> int:
        """Count the working minutes by which an act came too late, but for suspensions: rounded up, at least 1."""
        return max(1, ceil(self.working_seconds(due, act, pauses=pauses) / 60))

    def windows(self, start: datetime, end: datetime, *, pauses: Sequence[Window] = ()) -> tuple[Window, ...]:
        """Return the counted stretches between two moments."""
        counted = without(self._worked(Stretch(utc(start), utc(end))), _holes(pauses))
        return tuple(Window(starts_at=self.local(a), ends_at=self.local(b)) for a, b in counted)

    def gaps(self, start: datetime, end: datetime, *, pauses: Sequence[Window] = ()) -> tuple[Gap, ...]:
        """Return what `windows` leaves out between the same moments, each with its reason."""
        span = Stretch(utc(start), utc(end))
        off = [piece for gap in between(joined(self._time.covering(span))) for piece in self._explained(gap)]
        off += [
            (cut, GapReason.SUSPENDED)
            for hole in _holes(pauses)
            for stretch in self._worked(span)
            if (cut := hole.within(stretch)).start < cut.end
        ]
        cuts = sorted((stretch.within(span), reason) for stretch, reason in off)
        return tuple(
            Gap(
                starts_at=self.local(cut.start), ends_at=self.local(cut.end), reason=self._reason(cut, reason)
            )
            for cut, reason in cuts
            if cut.start < cut.end
        )

    # Days and hours

    def is_working(self, moment: datetime) -> bool:
        """Tell whether a moment lies in working time."""
        return self._time.opening(utc(moment)) == utc(moment)

    def next_opening(self, moment: datetime) -> datetime:
        """Return the moment itself if it is working time, else the next one that is."""
        return self.local(self._time.opening(utc(moment)))

    def closing(self, day: date) -> datetime | None:
        """Return when a day's work ends, None if there is no work that day."""
        return self.local(self._closing_of(day)) if self.is_working_day(day) else None

    def is_working_day(self, day: date) -> bool:
        """Tell whether there is work on a day."""
        return bool(self.hours_on(day))

    def next_working_day(self, day: date) -> date:
        """Return the first working day after a day."""
        day += DAY
        while not self.is_working_day(day):
            day += DAY
        return day

    def hours_on(self, day: date) -> DayHours:
        """Return the working hours of a day, none if it is free."""
        if self.mode is Mode.ALWAYS:
            return ((MIDNIGHT, MIDNIGHT),)
        if self._day_off(day):
            return ()
        return self.hours[day.weekday()] or next(filter(None, self.hours))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """Return the same moment in the zone of the calendar."""
        return utc(moment).astimezone(self.zone)

    # Private: the calendar as a line of stretches in UTC

    @cached_property
    def _time(self) -> Worktime:
        if self.mode is Mode.ALWAYS:
            return AllTime()
        return Hours(month_of=self._month_of, stretches_of=self._month)

    def _month_of(self, moment: datetime) -> int:
        local = moment.astimezone(self.zone)
        return local.year * 12 + local.month - 1

    def _month(self, month: int) -> Iterator[Stretch]:
        first = date(month // 12, month % 12 + 1, 1)
        for day in (first + n * DAY for n in range(monthrange(first.year, first.month)[1])):
            yield from (self._stretch(day, *hours) for hours in self.hours_on(day))

    def _stretch(self, day: date, start: time, end: time) -> Stretch:
        last_day = day if end > start else day + DAY
        return Stretch(self._instant(day, start), self._instant(last_day, end))

    def _instant(self, day: date, at: time) -> datetime:
        return instant(datetime.combine(day, at), zone=self.zone)

    def _day_off(self, day: date) -> GapReason | None:
        if day in self.closed:
            return GapReason.COMPANY_CLOSED
        if day in self.opened:
            return None
        if day in self.days_off:
            return GapReason.HOLIDAY
        return None if day in self.extra_days or self.hours[day.weekday()] else GapReason.DAY_OFF

    def _later(self, start: datetime, span: timedelta, holes: Iterable[Stretch]) -> datetime:
        for hole in holes:
            before = self._time.elapsed(start, max(start, hole.start))
            if before >= span:
                break
            span -= before
            start = max(start, hole.end)
        return self._time.advance(start, span)

    def _days_later(self, start: datetime, days: int, holes: Sequence[Stretch]) -> datetime:
        opening = self._time.opening(start).astimezone(self.zone)
        day = opening.date()
        for _ in range(days):
            day = self.next_working_day(day)
        due = self._at_work(day, opening.time())
        paused = self._paused(Stretch(start, due), holes)
        return self._later(due, paused, holes) if paused else due

    def _at_work(self, day: date, at: time) -> datetime:
        due = self._instant(day, at)
        opening = self._time.opening(due)
        return opening if opening.astimezone(self.zone).date() == day else self._closing_of(day)

    def _closing_of(self, day: date) -> datetime:
        return self._stretch(day, *self.hours_on(day)[-1]).end

    def _paused(self, span: Stretch, holes: Iterable[Stretch]) -> timedelta:
        cuts = (hole.within(span) for hole in holes)
        return sum((self._time.elapsed(*cut) for cut in cuts if cut.start < cut.end), NOTHING)

    def _worked(self, span: Stretch) -> list[Stretch]:
        return list(joined(stretch.within(span) for stretch in self._time.covering(span)))

    def _explained(self, gap: Stretch) -> list[tuple[Stretch, GapReason]]:
        first, last = self._date_before(gap.start), self.local(gap.end).date()
        days = [first + n * DAY for n in range((last - first).days + 1)]
        runs = [(reason, next(run)) for reason, run in groupby(days, self._day_off) if reason]
        if not runs:
            return [(gap, GapReason.LUNCH if first == last else GapReason.AFTER_HOURS)]
        edges = [gap.start, *(self._instant(day, MIDNIGHT) for _, day in runs[1:]), gap.end]
        return [(Stretch(*edges[n : n + 2]), reason) for n, (reason, _) in enumerate(runs)]

    def _reason(self, cut: Stretch, reason: GapReason) -> GapReason:
        """Before the opening on a working day no day off is left over of what the gap was called for."""
        first, last = self.local(cut.start).date(), self._date_before(cut.end)
        if reason in _FREE_DAYS and first == last and self.is_working_day(first):
            return GapReason.AFTER_HOURS
        return reason

    def _date_before(self, moment: datetime) -> date:
        return self.local(moment - timedelta(microseconds=1)).date()


def _holes(pauses: Iterable[Window]) -> list[Stretch]:
    return list(joined(Stretch(utc(pause.starts_at), utc(pause.ends_at)) for pause in pauses))
