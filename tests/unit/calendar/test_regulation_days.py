"""The regulation's limits on real days of the company, with the arithmetic done by hand."""

from datetime import UTC, date, datetime, time

import pytest

from tests.unit.calendar.samples import ALWAYS, COMPANY, DAY, NATIONAL_DAY, at, pause, span
from workflow.calendar import Calendar, GapReason
from workflow.durations import parse_duration

FRIDAY_27 = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-11-23 10:05", "5m", "2026-11-23 10:10"),
        ("2026-11-23 10:05:23", "5m", "2026-11-23 10:11"),  # rounded up to the minute
        ("2026-11-23 10:21", "2h", "2026-11-23 13:51"),  # lunch is not counted
        ("2026-11-23 10:00", "2h", "2026-11-23 12:00"),  # the earliest moment, not 13:30
        ("2026-11-23 10:00:00.000001", "2h", "2026-11-23 13:31"),
        ("2026-11-23 12:40", "30m", "2026-11-23 14:00"),  # posted at lunch
        ("2026-11-23 17:30", "2h", "2026-11-24 10:00"),
        ("2026-11-21 17:30", "2h", "2026-11-23 10:00"),  # Saturday works, Sunday does not
        ("2026-11-22 09:00", "5m", "2026-11-23 08:35"),
        ("2026-11-23 05:00", "30m", "2026-11-23 09:00"),
        ("2026-02-14 17:00", "2h", "2026-02-24 09:30"),  # over the Spring Festival, from a 調休 Saturday
        ("2026-02-28 08:30", "2h", "2026-02-28 10:30"),
        ("2026-09-19 17:50", "30m", "2026-09-20 08:50"),  # 20 September is a Sunday that works
        ("2026-09-30 17:59", "5m", "2026-10-08 08:34"),  # over National Day
        ("2026-10-10 17:59", "5m", "2026-10-12 08:34"),
        ("2026-11-23 10:00:00.5", "2s", "2026-11-23 10:00:02.5"),  # under a minute nothing is rounded
        ("2026-11-23 11:59:59", "2s", "2026-11-23 13:30:01"),
        ("2026-11-23 11:59:58", "2s", "2026-11-23 12:00"),
        ("2026-11-23 10:00:01", "60s", "2026-11-23 10:02"),
        ("2026-11-23 10:21", "3 working days", "2026-11-26 10:21"),
        ("2026-11-23 10:21:30", "1 working day", "2026-11-24 10:22"),
        ("2026-11-20 10:21", "3 working days", "2026-11-24 10:21"),  # Friday, Saturday, Monday, Tuesday
        ("2026-11-23 12:30", "1 working day", "2026-11-24 13:30"),  # from the next opening
        ("2026-11-23 20:00", "1 working day", "2026-11-25 08:30"),
        ("2026-11-22 09:00", "3 working days", "2026-11-26 08:30"),
        ("2026-02-13 10:00", "2 working days", "2026-02-24 10:00"),
        ("2026-09-30 10:00", "1 working day", "2026-10-08 10:00"),
    ],
)
def test_a_limit_ends_when_the_regulation_says(start: str, limit: str, due: str) -> None:
    assert COMPANY.add(at(start), parse_duration(limit)) == at(due)


def test_due_times_are_in_the_zone_of_the_calendar_whatever_comes_in() -> None:
    due = COMPANY.add(datetime(2026, 11, 23, 2, 21, tzinfo=UTC), parse_duration("2h"))
    assert due.isoformat() == "2026-11-23T13:51:00+08:00"


def test_the_first_morning_of_a_month_is_followed_by_its_lunch_and_afternoon() -> None:
    morning, evening = at("2026-12-01 09:00"), at("2026-12-01 19:00")
    windows = [(one.starts_at, one.ends_at) for one in COMPANY.windows(morning, evening)]
    noon, one_thirty, six = (at(f"2026-12-01 {clock}") for clock in ("12:00", "13:30", "18:00"))
    assert windows == [(morning, noon), (one_thirty, six)]
    gaps = [(one.starts_at, one.ends_at, one.reason) for one in COMPANY.gaps(morning, evening)]
    assert gaps == [(noon, one_thirty, GapReason.LUNCH), (six, evening, GapReason.AFTER_HOURS)]


def test_a_night_shift_goes_on_over_the_end_of_the_month() -> None:
    nights = Calendar(hours=(((time(), time(8)), (time(22), time())),) * 7)
    evening, morning = at("2026-11-30 23:00"), at("2026-12-01 02:00")
    assert nights.working_seconds(evening, morning) == 3 * 3600
    assert nights.add(evening, parse_duration("3h")) == morning
    assert [(window.starts_at, window.ends_at) for window in nights.windows(evening, morning)] == [
        (evening, morning)
    ]


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        COMPANY.add(datetime(2026, 11, 23, 10, 21), parse_duration("2h"))  # noqa: DTZ001 - that is the mistake


def test_the_companys_own_dates_win_over_the_public_ones() -> None:
    calendar = COMPANY.model_copy(update={"closed": {FRIDAY_27}, "opened": {date(2026, 10, 5)}})
    assert calendar.add(at("2026-11-26 17:00"), parse_duration("2h")) == at("2026-11-28 09:30")
    assert calendar.add(at("2026-09-30 17:30"), parse_duration("2h")) == at("2026-10-05 10:00")
    # The original was asked nothing, answers for itself, and is untouched.
    assert COMPANY.is_working_day(FRIDAY_27)


def test_a_copy_does_not_remember_the_days_of_its_original() -> None:
    assert COMPANY.is_working(at("2026-11-27 10:00"))
    assert not COMPANY.model_copy(update={"closed": {FRIDAY_27}}).is_working(at("2026-11-27 10:00"))


def test_an_extra_workday_without_hours_of_its_own_has_those_of_the_first_working_weekday() -> None:
    week = ((), ((time(9), time(15)),), *[DAY] * 4, ())
    calendar = Calendar(hours=week, opened=frozenset({date(2026, 11, 22)}))
    assert calendar.closing(date(2026, 11, 22)) == at("2026-11-22 15:00")


def test_on_a_short_day_working_days_end_at_the_closing() -> None:
    calendar = Calendar(hours=(*[DAY] * 5, ((time(9), time(12)),), ()))
    assert calendar.add(at("2026-11-20 16:00"), parse_duration("1 working day")) == at("2026-11-21 12:00")
    assert calendar.add(at("2026-11-20 08:40"), parse_duration("1 working day")) == at("2026-11-21 09:00")


def test_round_the_clock_every_moment_counts_and_working_days_are_days() -> None:
    assert ALWAYS.add(at("2026-11-21 23:50"), parse_duration("2h")) == at("2026-11-22 01:50")
    assert ALWAYS.add(at("2026-11-21 23:50"), parse_duration("3 working days")) == at("2026-11-24 23:50")
    assert ALWAYS.closing(date(2026, 11, 22)) == at("2026-11-23 00:00")
    assert ALWAYS.gaps(at("2026-11-21 00:00"), at("2027-11-28 00:00")) == ()


def test_a_year_without_holiday_data_is_not_certain() -> None:
    assert COMPANY.is_certain(at("2026-01-01 00:00"), at("2026-12-31 23:59"))
    assert not COMPANY.is_certain(at("2026-12-31 17:00"), at("2027-01-01 00:00"))
    assert ALWAYS.is_certain(at("2026-12-31 17:00"), at("2027-01-04 10:00"))
    assert COMPANY.model_copy(update={"known_years": None}).is_certain(
        at("2030-01-01 00:00"), at("2031-01-01 00:00")
    )


def test_the_year_of_certainty_is_the_local_one() -> None:
    assert not COMPANY.is_certain(
        datetime(2026, 12, 31, 17, tzinfo=UTC), datetime(2026, 12, 31, 18, tzinfo=UTC)
    )


def test_minutes_late_are_working_minutes_rounded_up_and_at_least_one() -> None:
    due = at("2026-11-23 11:50")
    assert COMPANY.minutes_late(due, at("2026-11-23 11:50:01")) == 1
    assert COMPANY.minutes_late(due, at("2026-11-23 11:52")) == 2
    assert COMPANY.minutes_late(due, at("2026-11-23 11:52:01")) == 3
    assert COMPANY.minutes_late(due, at("2026-11-23 13:45")) == 25
    assert COMPANY.minutes_late(at("2026-11-23 12:00"), at("2026-11-23 12:40")) == 1


def test_working_time_backwards_is_negative() -> None:
    assert COMPANY.working_seconds(at("2026-11-23 13:51"), at("2026-11-23 10:21")) == -7200


def test_the_clock_stands_still_during_a_pause() -> None:
    outage = pause("2026-11-23 10:30", "2026-11-23 11:10")
    assert COMPANY.add(at("2026-11-23 10:21"), parse_duration("2h"), pauses=[outage]) == at(
        "2026-11-23 14:31"
    )
    assert COMPANY.working_seconds(at("2026-11-23 10:21"), at("2026-11-23 14:31"), pauses=[outage]) == 7200


def test_pauses_may_overlap_come_in_any_order_or_lie_outside_working_time() -> None:
    pauses = [
        pause("2026-11-23 10:50", "2026-11-23 11:10"),
        pause("2026-11-23 10:30", "2026-11-23 11:00"),
        pause("2026-11-23 12:00", "2026-11-23 13:00"),
        pause("2026-11-23 09:00", "2026-11-23 09:30"),
        pause("2026-11-23 16:00", "2026-11-23 17:00"),
    ]
    assert COMPANY.add(at("2026-11-23 10:21"), parse_duration("2h"), pauses=pauses) == at("2026-11-23 14:31")


def test_a_pause_before_the_due_moment_begins_after_it() -> None:
    night = pause("2026-11-23 12:00", "2026-11-24 00:00")
    assert COMPANY.add(at("2026-11-23 10:00"), parse_duration("2h"), pauses=[night]) == at("2026-11-23 12:00")


def test_working_days_are_prolonged_by_the_working_time_of_a_pause() -> None:
    day = pause("2026-11-24 00:00", "2026-11-25 00:00")
    start = at("2026-11-23 10:21")
    assert COMPANY.add(start, parse_duration("3 working days"), pauses=[day]) == at("2026-11-27 10:21")
    sunday = pause("2026-11-22 00:00", "2026-11-23 00:00")
    assert COMPANY.add(at("2026-11-21 10:21"), parse_duration("1 working day"), pauses=[sunday]) == at(
        "2026-11-23 10:21"
    )


def test_why_shows_the_windows_and_the_lunch_between() -> None:
    start, due = at("2026-11-23 10:21"), at("2026-11-23 13:51")
    assert [(w.starts_at, w.ends_at) for w in COMPANY.windows(start, due)] == [
        (at("2026-11-23 10:21"), at("2026-11-23 12:00")),
        (at("2026-11-23 13:30"), at("2026-11-23 13:51")),
    ]
    (lunch,) = COMPANY.gaps(start, due)
    assert (lunch.starts_at, lunch.ends_at, lunch.reason) == (
        at("2026-11-23 12:00"),
        at("2026-11-23 13:30"),
        GapReason.LUNCH,
    )


def test_every_gap_has_its_reason() -> None:
    calendar = COMPANY.model_copy(update={"closed": {FRIDAY_27}})
    suspended = pause("2026-11-26 15:00", "2026-11-26 16:00")
    gaps = calendar.gaps(at("2026-11-25 17:00"), at("2026-11-30 09:00"), pauses=[suspended])
    assert [
        (gap.starts_at.strftime("%d %H:%M"), gap.ends_at.strftime("%d %H:%M"), gap.reason) for gap in gaps
    ] == [
        ("25 18:00", "26 08:30", "after_hours"),
        ("26 12:00", "26 13:30", "lunch"),
        ("26 15:00", "26 16:00", "suspended"),
        ("26 18:00", "28 08:30", "company_closed"),
        ("28 12:00", "28 13:30", "lunch"),
        ("28 18:00", "30 08:30", "day_off"),
    ]


def test_a_holiday_and_a_day_off_beside_it_are_told_apart() -> None:
    calendar = COMPANY.model_copy(update={"days_off": NATIONAL_DAY - {date(2026, 10, 4)}})
    gaps = calendar.gaps(at("2026-09-30 18:00"), at("2026-10-08 08:30"))
    assert [(gap.starts_at.strftime("%d %H:%M"), gap.reason) for gap in gaps] == [
        ("30 18:00", "holiday"),
        ("04 00:00", "day_off"),
        ("05 00:00", "holiday"),
    ]


def test_a_moment_inside_a_day_off_knows_why_nothing_is_counted() -> None:
    (gap,) = COMPANY.gaps(at("2026-11-22 10:00"), at("2026-11-22 11:00"))
    assert gap.reason is GapReason.DAY_OFF
    (night,) = COMPANY.gaps(at("2026-11-23 00:10"), at("2026-11-23 00:20"))
    assert night.reason is GapReason.AFTER_HOURS  # on Monday itself nobody calls that a day off
    (weekend, *_) = COMPANY.gaps(at("2026-11-22 23:00"), at("2026-11-23 08:30"))
    assert weekend.reason is GapReason.DAY_OFF  # but the night after Sunday belongs to it


def test_openings_and_closings() -> None:
    assert COMPANY.next_opening(at("2026-11-23 10:00")) == at("2026-11-23 10:00")
    assert COMPANY.next_opening(at("2026-11-23 12:00")) == at("2026-11-23 13:30")
    assert COMPANY.next_opening(at("2026-09-30 18:00")) == at("2026-10-08 08:30")
    assert COMPANY.closing(date(2026, 11, 21)) == at("2026-11-21 18:00")
    assert COMPANY.closing(date(2026, 11, 22)) is None
    assert COMPANY.next_working_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert not COMPANY.is_working(at("2026-11-23 12:00"))
    assert COMPANY.is_working(at("2026-11-23 13:30"))


def test_a_day_may_end_at_midnight_and_the_next_begin_there() -> None:
    calendar = Calendar(hours=(((time(0), time(8)), (time(20), time(0))),) * 7)
    start, end = at("2026-12-31 19:00"), at("2027-01-01 09:00")
    assert [(w.starts_at, w.ends_at) for w in calendar.windows(start, end)] == [
        (at("2026-12-31 20:00"), at("2027-01-01 08:00"))
    ]
    assert calendar.add(at("2026-12-31 23:00"), parse_duration("2h")) == at("2027-01-01 01:00")
    assert calendar.closing(date(2026, 12, 31)) == at("2027-01-01 00:00")


def test_the_change_of_clocks_neither_gives_nor_takes_working_time() -> None:
    night = Calendar(timezone="Europe/Berlin", hours=(((time(1), time(5)),),) * 7)
    before = datetime(2026, 3, 28, 20, tzinfo=UTC)
    assert (
        night.add(before, span(hours=3)).isoformat() == "2026-03-29T05:00:00+02:00"
    )  # a night of three hours
    autumn = datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert night.add(autumn, span(hours=5)).isoformat() == "2026-10-25T05:00:00+01:00"  # a night of five


def test_an_hour_that_the_clocks_skip_is_empty() -> None:
    night = Calendar(timezone="Europe/Berlin", hours=(((time(2, 10), time(2, 50)),),) * 7)
    (window, *_) = night.windows(datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 3, 30, 4, tzinfo=UTC))
    assert window.starts_at.isoformat() == "2026-03-30T02:10:00+02:00"


def test_working_days_keep_the_wall_clock_over_a_change_of_clocks() -> None:
    office = Calendar(timezone="Europe/Berlin", hours=(*[DAY] * 5, (), ()))
    friday = datetime(2026, 3, 27, 10, tzinfo=office.zone)
    assert office.add(friday, parse_duration("1 working day")).isoformat() == "2026-03-30T10:00:00+02:00"


def test_a_calendar_without_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="no weekday"):
        Calendar()


def test_a_date_cannot_be_closed_and_opened() -> None:
    with pytest.raises(ValueError, match="both closed and opened"):
        Calendar(hours=(DAY,) * 7, closed=frozenset({FRIDAY_27}), opened=frozenset({FRIDAY_27}))


@pytest.mark.parametrize(
    "hours",
    [
        ((time(8, 30), time(12)), (time(11), time(18))),
        ((time(13), time(18)), (time(8), time(12))),
        ((time(9), time(9)),),
        ((time(18), time(9)),),
        ((time(9), time(0)), (time(10), time(12))),
        ((time(9, 0, 30), time(12)),),
    ],
)
def test_hours_that_make_no_day_are_refused(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match="working hours"):
        Calendar(hours=(hours,) * 7)
