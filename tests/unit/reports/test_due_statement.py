"""The fund's statement is due once a month, on its first working day at nine, and never for a month that is not over."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import FUND_STATEMENT, due_statement
from tests.company import CALENDAR, at

BEGIN = at("00:00", "2026-01-01")
LAST = {FUND_STATEMENT: "2026-10"}
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("now", "months"),
    [
        (at("18:00", "2026-11-30"), []),
        (at("08:59", "2026-12-01"), []),
        (at("09:00", "2026-12-01"), ["2026-11"]),
        (at("12:00", "2026-12-20"), ["2026-11"]),
        (at("09:00", "2027-02-01"), ["2027-01"]),
    ],
)
def test_the_statement_waits_for_the_first_working_day(now: datetime, months: list[str]) -> None:
    assert [one.period.id for one in due_statement(LAST, now, CALENDAR)] == months


def test_a_month_that_begins_on_a_sunday_states_the_last_one_on_monday() -> None:
    last = {FUND_STATEMENT: "2026-09"}
    assert not due_statement(last, at("12:00", "2026-11-01"), CALENDAR)
    (due,) = due_statement(last, at("09:00", "2026-11-02"), CALENDAR)
    assert (due.period.id, due.show) == ("2026-10", True)


def test_a_new_bot_only_marks_the_month_before_it_came() -> None:
    (due,) = due_statement({FUND_STATEMENT: None}, at("10:00"), CALENDAR)
    assert (due.period.id, due.show) == ("2026-10", False)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_month_is_stated_only_when_it_is_over_and_once(first: datetime, pause: timedelta) -> None:
    (one,) = due_statement({FUND_STATEMENT: None}, first, CALENDAR)
    assert one.period.until <= first
    assert not due_statement({FUND_STATEMENT: one.period.id}, first, CALENDAR)
    for later in due_statement({FUND_STATEMENT: one.period.id}, first + pause, CALENDAR):
        assert later.show
        assert later.period.since >= one.period.until
