"""The day's upkeep is owed until it is recorded as done, whatever became of the summary."""

from datetime import timedelta

from reports.periods import UPKEEP, due_upkeep
from tests.company import CALENDAR, at
from tests.unit.reports.test_periods import Times

DONE = {UPKEEP: "2026-11-22"}


def test_it_is_due_with_the_summary_and_until_it_is_recorded() -> None:
    assert due_upkeep(Times(), DONE, at("17:59"), CALENDAR) == []
    for moment in (at("18:00"), at("18:01"), at("23:00")):
        (due,) = due_upkeep(Times(), DONE, moment, CALENDAR)
        assert (due.period.id, due.show) == ("2026-11-23", True)
    assert due_upkeep(Times(), {UPKEEP: "2026-11-23"}, at("18:01"), CALENDAR) == []


def test_after_days_without_a_bot_only_the_newest_is_done() -> None:
    (due,) = due_upkeep(Times(), DONE, at("18:00") + timedelta(days=4), CALENDAR)
    assert (due.period.id, due.show) == ("2026-11-27", True)


def test_a_new_bot_only_notes_the_day_before_it_came() -> None:
    (due,) = due_upkeep(Times(), {}, at("10:00"), CALENDAR)
    assert (due.period.id, due.show) == ("2026-11-22", False)
