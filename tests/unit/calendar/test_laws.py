"""Laws that hold on every calendar, with or without holidays, lunch, pauses and changes of the clocks."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.calendar.samples import DAY, calendars, moments, pauses, spans, working_days
from workflow.calendar import Calendar
from workflow.values import Duration

MINUTE = timedelta(minutes=1)
durations = spans | working_days
data = st.data()


@given(calendars, moments, moments, spans, data)
def test_a_later_start_is_never_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, span: Duration, data: st.DataObject
) -> None:
    first, second = sorted([one, other])
    stops = data.draw(pauses(around=first))
    assert calendar.add(first, span, pauses=stops) <= calendar.add(second, span, pauses=stops)


@given(moments, st.integers(0, 10 * 86400), working_days, data)
def test_nor_is_it_in_working_days_with_pauses(
    start: datetime, later: int, days: Duration, data: st.DataObject
) -> None:
    calendar = Calendar(timezone="Europe/Berlin", hours=(*[DAY] * 5, (), ()))
    stops = data.draw(pauses(around=start))
    second = start + timedelta(seconds=later)
    assert calendar.add(start, days, pauses=stops) <= calendar.add(second, days, pauses=stops)


@given(moments, st.integers(0, 10 * 86400), working_days)
def test_nor_is_it_in_working_days_that_differ(start: datetime, later: int, days: Duration) -> None:
    calendar = Calendar(timezone="Europe/Berlin", hours=(*[DAY] * 5, (DAY[0],), ()))
    assert calendar.add(start, days) <= calendar.add(start + timedelta(seconds=later), days)


@given(calendars, moments, spans, spans, data)
def test_a_longer_limit_is_never_due_earlier(
    calendar: Calendar, start: datetime, one: Duration, other: Duration, data: st.DataObject
) -> None:
    shorter, longer = sorted([one, other], key=lambda duration: duration.seconds)
    stops = data.draw(pauses(around=start))
    assert calendar.add(start, shorter, pauses=stops) <= calendar.add(start, longer, pauses=stops)


@given(calendars, moments, spans, data)
def test_a_limit_gives_its_full_time_and_less_than_a_minute_more(
    calendar: Calendar, start: datetime, span: Duration, data: st.DataObject
) -> None:
    stops = data.draw(pauses(around=start))
    given_time = calendar.working_seconds(start, calendar.add(start, span, pauses=stops), pauses=stops)
    assert span.seconds <= given_time < span.seconds + 60


@given(calendars, moments, spans, data)
def test_no_earlier_minute_would_do(
    calendar: Calendar, start: datetime, span: Duration, data: st.DataObject
) -> None:
    stops = data.draw(pauses(around=start))
    due = calendar.add(start, span, pauses=stops)
    step = MINUTE if span.seconds >= 60 else timedelta(microseconds=1)
    assert due == start or calendar.working_seconds(start, due - step, pauses=stops) < span.seconds


@given(calendars, moments, spans, spans)
def test_two_limits_in_a_row_are_one_limit_up_to_rounding(
    calendar: Calendar, start: datetime, one: Duration, other: Duration
) -> None:
    at_once = calendar.add(start, Duration(seconds=one.seconds + other.seconds))
    in_turn = calendar.add(calendar.add(start, one), other)
    assert abs(calendar.working_seconds(at_once, in_turn)) < 120


@given(calendars, moments, durations)
def test_nothing_is_due_inside_free_time(calendar: Calendar, start: datetime, duration: Duration) -> None:
    due = calendar.add(start, duration)
    assert due == start or calendar.is_working(due) or calendar.is_working(due - timedelta(microseconds=1))


@given(calendars, moments, st.integers(0, 20 * 86400), data)
def test_windows_and_gaps_make_up_the_whole_span(
    calendar: Calendar, start: datetime, length: int, data: st.DataObject
) -> None:
    end = start + timedelta(seconds=length)
    stops = data.draw(pauses(around=start))
    windows = calendar.windows(start, end, pauses=stops)
    pieces = sorted(
        (piece.starts_at, piece.ends_at) for piece in (*windows, *calendar.gaps(start, end, pauses=stops))
    )
    assert [first for first, _ in pieces] + [end] == [start] + [last for _, last in pieces]
    assert all(window.starts_at < window.ends_at for window in windows)
    counted = sum((_real(window.ends_at, window.starts_at) for window in windows), timedelta())
    assert counted.total_seconds() == calendar.working_seconds(start, end, pauses=stops)


@given(calendars, moments, moments, moments)
def test_working_time_adds_up(calendar: Calendar, a: datetime, b: datetime, c: datetime) -> None:
    in_turn = calendar.working_seconds(a, b) + calendar.working_seconds(b, c)
    assert abs(in_turn - calendar.working_seconds(a, c)) < 1e-3


@given(calendars, moments)
def test_the_next_opening_is_working_time_and_nothing_before_it_is(
    calendar: Calendar, moment: datetime
) -> None:
    opening = calendar.next_opening(moment)
    assert calendar.is_working(opening)
    assert calendar.working_seconds(moment, opening) == 0


@given(calendars, moments)
def test_working_moments_are_within_the_hours_of_their_day(calendar: Calendar, moment: datetime) -> None:
    local = calendar.local(moment)
    shown = any(
        start <= local.time() and (local.time() < end or end.hour == end.minute == 0)
        for start, end in calendar.hours_on(local.date())
    )
    changes = _changes_clocks_near(local)
    assert changes or calendar.is_working(moment) == shown


def _real(end: datetime, start: datetime) -> timedelta:
    return end.astimezone(ZoneInfo("UTC")) - start.astimezone(ZoneInfo("UTC"))


def _changes_clocks_near(local: datetime) -> bool:
    near = [
        (local.astimezone(ZoneInfo("UTC")) + timedelta(hours=h)).astimezone(local.tzinfo) for h in (-3, 3)
    ]
    return near[0].utcoffset() != near[1].utcoffset()
