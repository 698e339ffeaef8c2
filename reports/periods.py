"""The periods of the schedule: which summaries and charts are due, each exactly once.

A period is half-open and contains its `since`, not its `until`. Consecutive periods of a kind touch: while the schedule
stays as it is nothing falls between two of them or into both, however often the bot was down. Ids sort as the periods do.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Final, NamedTuple, Protocol

from pydantic import AwareDatetime

from workflow.calendar import Calendar
from workflow.hours import MIDNIGHT
from workflow.values import Value
from workflow.wallclock import instant

DAILY_SUMMARY: Final = "daily_summary"
WEEKLY_CHART: Final = "weekly_chart"
STATS: Final = "stats"
FUND_STATEMENT: Final = "fund_statement"
UPKEEP: Final = "upkeep"
"""What is done once a day beside the summary: the copy of the database, and the heartbeat to the administrators."""
STATEMENT_AT: Final = time(9)
"""On the first working day of a month, when the last one's statement goes out."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class WeeklyMoment(Protocol):
    """A moment of every week; Monday is 0."""

    @property
    def weekday(self) -> int: ...
    @property
    def at(self) -> time: ...


class Schedule(Protocol):
    """When reports go out, in local time (config.yaml `schedule:`)."""

    @property
    def daily_summary(self) -> time: ...
    @property
    def weekly_chart(self) -> WeeklyMoment: ...


class Period(Value):
    """A stretch of time, in UTC, that a report tells of as things stood at its end."""

    id: str
    since: AwareDatetime
    until: AwareDatetime


class Due(Value):
    """A report to be handed out: `show` it, or only mark its period as done."""

    kind: str
    period: Period
    show: bool
    day_off: bool = False  # nobody worked that day: not posted if nothing happened


def due_periods(
    schedule: Schedule, last_posted: Mapping[str, str | None], now: datetime, calendar: Calendar
) -> list[Due]:
    """Return what is due by now, oldest first; of several periods of a kind only the newest is shown.

    `last_posted` names the last period of each kind that was handed out. Where there is none the bot is new: the period
    that ended before it came is only marked, so that its first report is about its own first day or week.
    """
    due = [one for series in _series(schedule) for one in _due(series, last_posted, now, calendar)]
    return sorted(due, key=lambda one: one.period.until)


def daily_period(day: date, cut_off: time, calendar: Calendar) -> Period:
    """Return the period of a daily summary: from the cut-off of the day before to that of `day`, named after it."""
    return Period(
        id=day.isoformat(),
        since=_moment(day - _DAY, cut_off, calendar),
        until=_moment(day, cut_off, calendar),
    )


def weekly_period(posted_on: date, calendar: Calendar) -> Period:
    """Return the period of a weekly chart: the seven whole local days before the day it is posted on.

    Whole days, so that the bars of the days add up to the figures beside them; posted on a Monday it is the week from
    Monday to Sunday. It is named after the ISO week of its last day.
    """
    year, week, _ = (posted_on - _DAY).isocalendar()
    return Period(
        id=f"{year}-W{week:02}",
        since=_moment(posted_on - _WEEK, MIDNIGHT, calendar),
        until=_moment(posted_on, MIDNIGHT, calendar),
    )


def last_days(count: int, now: datetime, calendar: Calendar) -> Period:
    """Return the last `count` local days, today being the last, until now."""
    first_day = calendar.local(now).date() - (count - 1) * _DAY
    return Period(id=f"last-{count}-days", since=_moment(first_day, MIDNIGHT, calendar), until=now)


def month_period(first_day: date, calendar: Calendar) -> Period:
    """Return a calendar month, named 2026-11."""
    following = (first_day.replace(day=1) + 32 * _DAY).replace(day=1)
    since, until = (_moment(day, MIDNIGHT, calendar) for day in (first_day.replace(day=1), following))
    return Period(id=f"{first_day:%Y-%m}", since=since, until=until)


def due_statement(last_posted: Mapping[str, str | None], now: datetime, calendar: Calendar) -> list[Due]:
    """Return the fund's monthly statement if it is due: on the first working day of the next month, at nine.

    As with the others, where there never was one it is only marked.
    """
    last, month = last_posted.get(FUND_STATEMENT), _stated_month(now, calendar)
    is_new = last is None or month.id > last
    return [Due(kind=FUND_STATEMENT, period=month, show=last is not None)] if is_new else []


def due_upkeep(
    schedule: Schedule, last_posted: Mapping[str, str | None], now: datetime, calendar: Calendar
) -> list[Due]:
    """Return the upkeep of the newest day if it was not done: what an earlier day missed is in it.

    It is owed by what is recorded, so a process that dies after the summary leaves it to the next one.
    """
    last, series = last_posted.get(UPKEEP), _daily(UPKEEP, schedule.daily_summary)
    newest = series.period_on(series.newest_day(now, calendar), calendar)
    is_new = last is None or newest.id > last
    return [Due(kind=UPKEEP, period=newest, show=last is not None)] if is_new else []


# Private functions


class _Series(NamedTuple):
    """The reports of one kind: posted at a time of day, every day or on one weekday."""

    kind: str
    at: time
    period_on: Callable[[date, Calendar], Period]
    weekday: int | None = None

    @property
    def step(self) -> timedelta:
        return _DAY if self.weekday is None else _WEEK

    def newest_day(self, now: datetime, calendar: Calendar) -> date:
        """Return the last day whose report may go out by now."""
        day = calendar.local(now).date()
        while self.weekday not in {None, day.weekday()} or _moment(day, self.at, calendar) > now:
            day -= _DAY
        return day


def _series(schedule: Schedule) -> tuple[_Series, ...]:
    weekly = schedule.weekly_chart
    return (
        _daily(DAILY_SUMMARY, schedule.daily_summary),
        _Series(WEEKLY_CHART, weekly.at, weekly_period, weekday=weekly.weekday),
    )


def _daily(kind: str, cut_off: time) -> _Series:
    return _Series(kind, cut_off, lambda day, calendar: daily_period(day, cut_off, calendar))


def _due(
    series: _Series, last_posted: Mapping[str, str | None], now: datetime, calendar: Calendar
) -> Iterator[Due]:
    last, newest = last_posted.get(series.kind), series.newest_day(now, calendar)
    if last is None:
        yield Due(kind=series.kind, period=series.period_on(newest, calendar), show=False)
        return
    for day in _days_since(last, series, newest, calendar):
        yield Due(
            kind=series.kind,
            period=series.period_on(day, calendar),
            show=day == newest,
            day_off=series.weekday is None and not calendar.is_working_day(day),
        )


def _days_since(last: str, series: _Series, newest: date, calendar: Calendar) -> Iterator[date]:
    """Yield the days of posting, the newest first, back to the period that was handed out last."""
    days = (newest - n * series.step for n in range((newest - date.min) // series.step))
    return takewhile(lambda day: series.period_on(day, calendar).id > last, days)


def _stated_month(now: datetime, calendar: Calendar) -> Period:
    """Return the newest month whose statement may go out by now."""
    today = calendar.local(now).date()
    first = day = today.replace(day=1)
    while not calendar.is_working_day(day) and day < today:
        day += _DAY
    is_out = calendar.is_working_day(day) and _moment(day, STATEMENT_AT, calendar) <= now
    last_month = (first - _DAY).replace(day=1)
    return month_period(last_month if is_out else (last_month - _DAY), calendar)


def _moment(day: date, at: time, calendar: Calendar) -> datetime:
    return instant(datetime.combine(day, at), zone=calendar.zone)
