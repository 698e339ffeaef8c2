"""The facts of /stats and of the weekly chart."""

from collections import Counter
from datetime import date, timedelta
from statistics import median

from reports import queries
from reports.departments import best_and_worst, by_department
from reports.periods import last_days
from reports.scope import Scope
from reports.stages import TIMED, Facts, on_time
from reports.summary import enquiry_counts, fund_moved
from workflow.values import Kind

SPANS = (7, 30)
DAYS_OF_A_WEEK = 7
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)


def stats(scope: Scope) -> Facts:
    """Return the facts of `stats`: the figures of the period, and in `spans` of the last 7 and 30 days up to its end."""
    spans = (scope.over(last_days(days, scope.until, scope.calendar)) for days in SPANS)
    return {
        "until": scope.moment(scope.until),
        **_span(scope),
        "enquiries": enquiry_counts(scope),
        "spans": [{"days": days, **_span(span)} for days, span in zip(SPANS, spans, strict=True)],
    }


def weekly_chart(scope: Scope) -> Facts:
    """Return the facts of `weekly_chart`: what its caption says and its picture shows."""
    span = _span(scope)
    year, number = _week(_dates(scope))
    fined = queries.fined(scope.conn, scope.since, scope.until)
    return {
        "company": scope.company,
        "year": year,
        "number": number,
        "until": scope.moment(scope.until),
        **span,
        **best_and_worst(span["departments"]),
        "fines": {"count": sum(one.fines for one in fined), "amount": sum(one.yuan for one in fined)},
        "fund": fund_moved(scope),
        "days": _days(scope),
        "beside": _beside(scope),
        **({} if queries.has_begun(scope.conn, scope.until) else {"has_begun": False}),
    }


def is_before_all(chart: Facts) -> bool:
    """Tell whether a weekly chart could show nothing yet: no complaint had ever been posted, no money had moved."""
    moved = (*chart["fines"].values(), *chart["fund"].values())
    return not chart.get("has_begun", True) and not any(moved)


# Private functions


def _span(scope: Scope) -> Facts:
    figures, days = scope.figures, _dates(scope)
    return {
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "opened": {str(kind): count for kind, count in figures.opened.items()},
        "closed": sum(figures.closed.values()),
        "open": sum(figures.open.values()),
        "on_time": on_time(figures.punctuality),
        "handling_minutes": _handling_minutes(scope),
        "departments": by_department(scope),
    }


def _beside(scope: Scope) -> list[Facts]:
    """What was late and is in no share of the stages: by whom, and how often."""
    late = queries.late_duties(scope.conn, scope.since, scope.until)
    owed = (
        (one.kind, scope.name(one.department) if one.department else one.person_name or "")
        for one in late
        if one.kind not in TIMED
    )
    return [{"what": what, "who": who, "count": count} for (what, who), count in Counter(owed).items()]


def _handling_minutes(scope: Scope) -> int | None:
    """Return the median working time from a case's post to the departments' last answer, of the cases closed."""
    answered = queries.answered_cases(scope.conn, scope.since, scope.until)
    seconds = [scope.calendar.working_seconds(*span) for span in answered]
    return round(median(seconds) / 60) if seconds else None


def _days(scope: Scope) -> list[Facts]:
    counts = Counter({(one.day, one.kind): one.count for one in scope.figures.days})
    return [
        {"day": day.isoformat(), "weekday": day.weekday(), **{str(kind): counts[day, kind] for kind in Kind}}
        for day in _dates(scope)
    ]


def _week(days: list[date]) -> tuple[int, int] | tuple[None, None]:
    """Return year and number of the week that the days are; Nones if they are none: a chart asked for midweek."""
    if len(days) != DAYS_OF_A_WEEK or days[0].weekday() != 0:
        return None, None
    week = days[0].isocalendar()
    return week.year, week.week


def _dates(scope: Scope) -> list[date]:
    """Return the local days that a period touches; it does not contain its end."""
    first, last = (scope.calendar.local(moment).date() for moment in (scope.since, scope.until - _MOMENT))
    return [first + n * _DAY for n in range((last - first).days + 1)]
