"""Working hours as the configuration writes them."""

from datetime import time

import pytest

from workflow.hours import check_hours, parse_shift, parse_time

MORNING, AFTERNOON = (time(8, 30), time(12)), (time(13, 30), time(18))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:00", time(18)),
        ("8:05", time(8, 5)),
        ("00:00", time()),
        ("23:59", time(23, 59)),
        (" １８：３０ ", time(18, 30)),
    ],
)
def test_a_time_of_day_is_read(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "18:60", "1800", "18:0", "18:00:00", "noon"])
def test_what_is_no_time_is_quoted_beside_what_is(text: str) -> None:
    with pytest.raises(ValueError, match=rf"^{text!r} is not a time; accepted is 18:00$"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:30-12:00", MORNING),
        ("8:30 – 12:00", MORNING),
        ("13:30~18:00", AFTERNOON),
        ("１３：３０－１８：００", AFTERNOON),
        ("18:00-24:00", (time(18), time())),
        ("18:05-23:45", (time(18, 5), time(23, 45))),
    ],
)
def test_a_shift_is_read(text: str, expected: tuple[time, time]) -> None:
    assert parse_shift(text) == expected


@pytest.mark.parametrize("text", ["", "08:30", "08:30-25:00", "08:30 to 12:00", "24:00-08:00"])
def test_what_is_no_shift_is_quoted_beside_what_is(text: str) -> None:
    with pytest.raises(ValueError, match=rf"^{text!r} are not hours; accepted are 08:30-12:00$"):
        parse_shift(text)


@pytest.mark.parametrize("text", ["12:00-08:30", "12:00-12:00"])
def test_a_shift_ends_after_it_begins(text: str) -> None:
    with pytest.raises(ValueError, match=r"^working hours overlap or are out of order$"):
        parse_shift(text)


def test_a_day_may_have_several_shifts_that_touch_or_reach_midnight() -> None:
    check_hours(())
    check_hours((MORNING, AFTERNOON))
    check_hours((MORNING, (time(12), time(18)), (time(18), time())))
    check_hours(((time(), time()),))


@pytest.mark.parametrize(
    "hours",
    [(AFTERNOON, MORNING), (MORNING, (time(11, 59), time(18))), ((time(18), time()), (time(19), time(20)))],
)
def test_shifts_stand_in_order_and_apart(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(ValueError, match=r"^working hours overlap or are out of order$"):
        check_hours(hours)


def test_hours_are_whole_minutes() -> None:
    with pytest.raises(ValueError, match=r"^working hours are whole minutes$"):
        check_hours(((time(8, 30, 1), time(12)),))
