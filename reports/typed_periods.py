"""A period as somebody types it: 2026-11-23, 2026-W47, 2026-11."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from reports.periods import Period, daily_period, weekly_period
from workflow.calendar import Calendar
from workflow.hours import MIDNIGHT
from workflow.wallclock import instant

_WEEK: Final = timedelta(days=7)


class Span(StrEnum):
    """How long a period is: a day ends at the cut-off of the daily summary, weeks and months at midnight."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def current(span: Span, today: date) -> str:
    """Return how the period that contains today is typed."""
    year, week, _ = today.isocalendar()
    return {Span.DAY: f"{today}", Span.WEEK: f"{year}-W{week:02}", Span.MONTH: f"{today:%Y-%m}"}[span]


def span_of(text: str) -> Span | None:
    """Return how long a typed period is, None if it is none."""
    return next((span for span, form in _FORMS.items() if re.fullmatch(form, text)), None)


def typed_period(text: str, *, now: datetime, cut_off: time, calendar: Calendar) -> Period | None:
    """Return a typed period, ending now if it has not ended yet; None if there is no such day, week or month."""
    span = span_of(text)
    try:
        period = _PERIODS[span](text, cut_off, calendar) if span else None
    except ValueError:
        return None
    return period and period.model_copy(update={"until": max(period.since, min(period.until, now))})


# Private functions


def _day(text: str, cut_off: time, calendar: Calendar) -> Period:
    return daily_period(date.fromisoformat(text), cut_off, calendar)


def _week(text: str, _cut_off: time, calendar: Calendar) -> Period:
    return weekly_period(date.fromisoformat(f"{text}-1") + _WEEK, calendar)


def _month(text: str, _cut_off: time, calendar: Calendar) -> Period:
    first = date.fromisoformat(f"{text}-01")
    after = (first + timedelta(days=31)).replace(day=1)
    since, until = (instant(datetime.combine(day, MIDNIGHT), zone=calendar.zone) for day in (first, after))
    return Period(id=text, since=since, until=until)


_FORMS: Final = {
    Span.DAY: r"\d{4}-\d{2}-\d{2}",
    Span.WEEK: r"\d{4}-W\d{2}",
    Span.MONTH: r"\d{4}-\d{2}",
}
_PERIODS: Final[dict[Span, Callable[[str, time, Calendar], Period]]] = {
    Span.DAY: _day,
    Span.WEEK: _week,
    Span.MONTH: _month,
}
