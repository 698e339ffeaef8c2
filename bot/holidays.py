"""China's public holidays and the workdays moved to make up for them (調休)."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple


class PublicDays(NamedTuple):
    """Days off, days of work in exchange, and the years for which both are known."""

    days_off: frozenset[date] = frozenset()
    extra_days: frozenset[date] = frozenset()
    known_years: frozenset[int] | None = None


NONE = PublicDays()


@cache
def china() -> PublicDays:
    """Return every year the library knows; the State Council announces the next one in November."""
    from chinese_calendar import constants  # noqa: PLC0415 - 40 ms that a company without holidays need not wait

    days_off: Mapping[date, str] = constants.holidays
    extra_days: Mapping[date, str] = constants.workdays
    return PublicDays(
        days_off=frozenset(days_off),
        extra_days=frozenset(extra_days),
        known_years=frozenset(day.year for day in days_off),
    )
