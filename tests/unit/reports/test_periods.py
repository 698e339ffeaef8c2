"""Which summaries and charts are due: each period once, whole, whatever the bot slept through."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.periods import (
    DAILY_SUMMARY,
    WEEKLY_CHART,
    Due,
    daily_period,
    due_periods,
    last_days,
    weekly_period,
)
from tests.company import CALENDAR, at
from tests.unit.calendar.samples import calendars, moments
from workflow.calendar import Calendar


class Weekly(NamedTuple):
    weekday: int = 0
    at: time = time(9)


class Times(NamedTuple):
    """The schedule of the example configuration."""

    daily_summary: time = time(18)
    weekly_chart: Weekly = Weekly()


clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, fold=0))
schedules = st.builds(Times, clocks, st.builds(Weekly, st.integers(0, 6), clocks))
pauses = st.lists(st.timedeltas(timedelta(0), timedelta(days=40)), min_size=1, max_size=12)
POSTED = {DAILY_SUMMARY: "2026-11-22", WEEKLY_CHART: "2026-W47"}


def ids(due: list[Due], kind: str) -> list[str]:
    return [one.period.id for one in due if one.kind == kind]


def lived(schedule: Times, start: datetime, sleeps: list[timedelta], calendar: Calendar) -> list[list[Due]]:
    """What was due each time the bot woke up; all it remembers is the last period of each kind."""
    posted: dict[str, str | None] = {}
    handed_out, now = [], start
    for sleep in sleeps:
        now += sleep
        due = due_periods(schedule, posted, now, calendar)
        posted |= {one.kind: one.period.id for one in due}
        handed_out.append(due)
    return handed_out


@settings(deadline=None)  # the machine may be busy
@given(schedules, moments, pauses, calendars)
def test_each_period_is_due_once_without_gap_or_overlap_however_long_the_bot_sleeps(
    schedule: Times, start: datetime, sleeps: list[timedelta], calendar: Calendar
) -> None:
    handed_out = [one for due in lived(schedule, start, sleeps, calendar) for one in due]
    for kind in (DAILY_SUMMARY, WEEKLY_CHART):
        periods = [one.period for one in handed_out if one.kind == kind]
        assert periods
        for before, after in pairwise(periods):
            assert before.until == after.since
            assert before.id < after.id


@settings(deadline=None)  # the machine may be busy
@given(schedules, moments, pauses, calendars)
def test_nothing_is_due_before_its_time_or_left_for_later(
    schedule: Times, start: datetime, sleeps: list[timedelta], calendar: Calendar
) -> None:
    handed_out = [one for due in lived(schedule, start, sleeps, calendar) for one in due]
    now = start + sum(sleeps, timedelta())
    for kind, longest in ((DAILY_SUMMARY, timedelta(days=1)), (WEEKLY_CHART, timedelta(days=8))):
        last = [one.period for one in handed_out if one.kind == kind][-1]
        assert last.until <= now <= last.until + longest + timedelta(hours=1)  # an hour for changing clocks


@settings(deadline=None)  # the machine may be busy
@given(schedules, moments, pauses, calendars)
def test_only_the_newest_of_a_kind_is_shown_and_the_oldest_comes_first(
    schedule: Times, start: datetime, sleeps: list[timedelta], calendar: Calendar
) -> None:
    for due in lived(schedule, start, sleeps, calendar)[1:]:
        ends = [one.period.until for one in due]
        assert ends == sorted(ends)
        for kind in {one.kind for one in due}:
            shown = [one.show for one in due if one.kind == kind]
            assert shown == [False] * (len(shown) - 1) + [True]


@settings(deadline=None)  # the machine may be busy
@given(schedules, moments, pauses, calendars)
def test_sleeping_in_pieces_makes_no_difference_to_the_periods(
    schedule: Times, start: datetime, sleeps: list[timedelta], calendar: Calendar
) -> None:
    in_pieces = [
        one.period.id for due in lived(schedule, start, [timedelta(0), *sleeps], calendar) for one in due
    ]
    whole = lived(schedule, start, [timedelta(0), sum(sleeps, timedelta())], calendar)
    assert sorted(in_pieces) == sorted(one.period.id for due in whole for one in due)


def test_a_new_bot_only_marks_what_ended_before_it_came() -> None:
    due = due_periods(Times(), {}, at("10:00"), CALENDAR)
    assert [(one.kind, one.period.id, one.show) for one in due] == [
        (DAILY_SUMMARY, "2026-11-22", False),
        (WEEKLY_CHART, "2026-W47", False),
    ]


def test_the_summary_is_due_at_its_cut_off_and_not_a_second_earlier() -> None:
    assert due_periods(Times(), POSTED, at("17:59:59"), CALENDAR) == []
    (due,) = due_periods(Times(), POSTED, at("18:00"), CALENDAR)
    assert (due.period.id, due.show, due.day_off) == ("2026-11-23", True, False)
    assert (due.period.since, due.period.until) == (at("18:00", "2026-11-22"), at("18:00"))


def test_a_posted_period_is_not_due_again() -> None:
    assert due_periods(Times(), POSTED | {DAILY_SUMMARY: "2026-11-23"}, at("18:00"), CALENDAR) == []


def test_a_clock_set_back_makes_nothing_due_again() -> None:
    later = {DAILY_SUMMARY: "2026-12-24", WEEKLY_CHART: "2026-W51"}
    assert due_periods(Times(), later, at("18:00"), CALENDAR) == []


def test_after_a_week_of_downtime_six_summaries_are_marked_and_one_is_shown() -> None:
    due = due_periods(Times(), POSTED, at("19:00", "2026-11-29"), CALENDAR)
    assert ids(due, DAILY_SUMMARY) == [f"2026-11-{day}" for day in range(23, 30)]
    assert [one.period.id for one in due if one.show] == ["2026-11-29"]


def test_a_sunday_is_a_day_off_unless_the_company_opens() -> None:
    posted = POSTED | {DAILY_SUMMARY: "2026-11-28"}
    sunday = at("18:00", "2026-11-29")
    assert due_periods(Times(), posted, sunday, CALENDAR)[0].day_off
    opened = Calendar(hours=CALENDAR.hours, opened=frozenset({date(2026, 11, 29)}))
    assert not due_periods(Times(), posted, sunday, opened)[0].day_off


def test_a_chart_posted_on_monday_shows_the_seven_days_from_monday_to_sunday() -> None:
    period = weekly_period(date(2026, 11, 23), CALENDAR)
    assert period.id == "2026-W47"
    assert (period.since, period.until) == (at("00:00", "2026-11-16"), at("00:00", "2026-11-23"))


@pytest.mark.parametrize(
    ("posted_on", "name"),
    [("2027-01-04", "2026-W53"), ("2027-01-11", "2027-W01"), ("2026-01-05", "2026-W01")],
)
def test_weeks_at_the_turn_of_the_year_are_named_as_iso_names_them(posted_on: str, name: str) -> None:
    assert weekly_period(date.fromisoformat(posted_on), CALENDAR).id == name


def test_the_chart_waits_for_its_hour() -> None:
    monday = "2026-11-30"
    posted = {DAILY_SUMMARY: "2026-11-29", WEEKLY_CHART: "2026-W47"}
    assert due_periods(Times(), posted, at("08:59", monday), CALENDAR) == []
    assert ids(due_periods(Times(), posted, at("09:00", monday), CALENDAR), WEEKLY_CHART) == ["2026-W48"]


def test_days_on_which_the_clocks_change_are_as_long_as_they_are() -> None:
    berlin = Calendar(timezone="Europe/Berlin", hours=CALENDAR.hours)
    period = daily_period(date(2026, 3, 29), time(18), berlin)
    assert period.until - period.since == timedelta(hours=23)


def test_the_last_seven_days_are_six_and_today() -> None:
    period = last_days(7, at("10:00"), CALENDAR)
    assert (period.since, period.until) == (at("00:00", "2026-11-17"), at("10:00"))
