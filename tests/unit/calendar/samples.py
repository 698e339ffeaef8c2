"""The company's week, calendars to try laws on, and short ways to write moments."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from workflow.calendar import Calendar, Mode
from workflow.hours import DayHours
from workflow.values import Duration, Window

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY: DayHours = ((time(8, 30), time(12)), (time(13, 30), time(18)))
WEEK = (DAY,) * 6 + ((),)

# The State Council's arrangement for 2026, typed in from its notice: Spring Festival and National Day.
SPRING_FESTIVAL = frozenset(date(2026, 2, day) for day in range(15, 24))
SPRING_WORKDAYS = frozenset({date(2026, 2, 14), date(2026, 2, 28)})
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
NATIONAL_WORKDAYS = frozenset({date(2026, 9, 20), date(2026, 10, 10)})

COMPANY = Calendar(
    hours=WEEK,
    days_off=SPRING_FESTIVAL | NATIONAL_DAY,
    extra_days=SPRING_WORKDAYS | NATIONAL_WORKDAYS,
    known_years=frozenset(range(2004, 2027)),
)
ALWAYS = Calendar(mode=Mode.ALWAYS)


def at(text: str) -> datetime:
    """Read `2026-11-23 10:21` as local time in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def pause(start: str, end: str) -> Window:
    return Window(starts_at=at(start), ends_at=at(end))


def span(**kwargs: float) -> Duration:
    return Duration(seconds=int(timedelta(**kwargs).total_seconds()))


@st.composite
def day_hours(draw: st.DrawFn) -> DayHours:
    minutes = draw(st.lists(st.integers(0, 24 * 60), max_size=6, unique=True).map(sorted))
    clock = [(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)).time() for minute in minutes]
    return tuple(zip(clock[::2], clock[1::2], strict=False))


dates = st.dates(date(2025, 1, 1), date(2028, 12, 31))
calendars = (
    st.builds(
        Calendar,
        timezone=st.sampled_from(
            ["Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "America/New_York"]
        ),
        hours=st.tuples(*[day_hours()] * 7).filter(any),
        days_off=st.frozensets(dates, max_size=8),
        extra_days=st.frozensets(dates, max_size=8),
        closed=st.frozensets(dates, max_size=8),
    )
    | st.just(ALWAYS)
    | st.just(COMPANY)
)
moments = st.datetimes(datetime(2025, 3, 1), datetime(2028, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside them
spans = st.integers(0, 40 * 3600).map(lambda seconds: Duration(seconds=seconds))
working_days = st.integers(1, 12).map(lambda days: Duration(working_days=days))


@st.composite
def pauses(draw: st.DrawFn, around: datetime) -> tuple[Window, ...]:
    starts = draw(st.lists(st.integers(-3 * 86400, 5 * 86400), max_size=4))
    lengths = draw(st.lists(st.integers(1, 86400), min_size=len(starts), max_size=len(starts)))
    moved = [around + timedelta(seconds=start) for start in starts]
    return tuple(
        Window(starts_at=start, ends_at=start + timedelta(seconds=length))
        for start, length in zip(moved, lengths, strict=True)
    )
