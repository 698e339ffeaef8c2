"""A stretch of time to come, as people type it behind /away and /suspend."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import read_span
from tests.company import at

NOW = at("10:00")  # Monday, 23 November 2026


def moment(text: str) -> datetime:
    day, _, clock = text.partition(" ")
    return at(clock or "00:00", f"2026-{day}")


@pytest.mark.parametrize(
    ("typed", "starts", "ends", "rest"),
    [
        ("11/24-11/28 出差", "11-24", "11-29", "出差"),
        ("11/24 - 11/28", "11-24", "11-29", ""),
        ("11月24日至11月28日 出差 廣州", "11-24", "11-29", "出差 廣州"),
        ("2026-11-24~2026-11-28", "11-24", "11-29", ""),
        ("11/24-28日", "11-24", "11-29", ""),
        ("11/24", "11-24", "11-25", ""),
        ("11/24 13:30", "11-24 13:30", "11-25", ""),
        ("11/24 13:30-18:00", "11-24 13:30", "11-24 18:00", ""),
        ("11/24 13:30 到 11/25 12:00 看診", "11-24 13:30", "11-25 12:00", "看診"),
        ("11/24-11/28 12:00", "11-24", "11-28 12:00", ""),
        ("14:00-16:00 停電", "11-23 14:00", "11-23 16:00", "停電"),
        ("下午2點至4點半 盤點", "11-23 14:00", "11-23 04:30", "盤點"),
        ("現在-16:00", "11-23 10:00", "11-23 16:00", ""),
        ("明天 周靜", "11-24", "11-25", "周靜"),
        ("１１／２４－１１／２８", "11-24", "11-29", ""),
        ("周五", "11-27", "11-28", ""),
        ("下周一至下周三 周靜", "11-30", "12-03", "周靜"),
        ("25號", "11-25", "11-26", ""),
        ("明天至后天", "11-24", "11-26", ""),
        ("14:00-16:00 11/24 停電", "11-24 14:00", "11-24 16:00", "停電"),
        ("11/24 周二", "11-24", "11-25", ""),
        ("11/24 14:00-16:00 2號線停電", "11-24 14:00", "11-24 16:00", ""),
        ("tomorrow", "11-24", "11-25", ""),
        ("Tue 24 November", "11-24", "11-25", ""),
        ("30 Nov - 1 Dec", "11-30", "12-02", ""),
        ("30 Nov-1 Dec 2026 王五", "11-30", "12-02", "王五"),
        ("from 30 November to 1 December", "11-30", "12-02", ""),
        ("Nov 24-28", "11-24", "11-29", ""),
        ("24-28 Nov", "11-24", "11-29", ""),
        ("Friday", "11-27", "11-28", ""),
        ("next Monday to next Wednesday", "11-30", "12-03", ""),
        ("next Monday-Wed", "11-30", "12-03", ""),
        ("today till Friday 12:00", "11-23", "11-27 12:00", ""),
        ("until Friday", "11-23 10:00", "11-28", ""),
        ("now - 4 pm", "11-23 10:00", "11-23 16:00", ""),
        ("2 pm to 4:30 pm tomorrow stock count", "11-24 14:00", "11-24 16:30", "stock count"),
        (
            "14:00-16:00 power cut to the line, machines sat idle, may last",
            "11-23 14:00",
            "11-23 16:00",
            "power cut to the line, machines sat idle, may last",
        ),
    ],
)
def test_what_people_type_is_read(typed: str, starts: str, ends: str, rest: str) -> None:
    span = read_span(typed, NOW)
    assert span is not None
    assert (span.starts_at, span.ends_at, span.rest) == (moment(starts), moment(ends), rest)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "王五",
        "today and tomorrow",
        "11/24 11/26",
        "11/24和11/26 王五",
        "11/24 周三",
        "11/24-11/26 11/30",
        "出差",
        "13/45",
        "11/24-32:00",
        "-",
        "至",
    ],
)
def test_what_names_no_time_is_none(typed: str) -> None:
    assert read_span(typed, NOW) is None


def test_a_january_typed_in_november_is_the_next_one() -> None:
    span = read_span("1/4-1/6", NOW)
    assert span is not None
    assert span.starts_at.year == NOW.year + 1


@given(text=st.text(max_size=60))
def test_whatever_is_typed_raises_nothing(text: str) -> None:
    span = read_span(text, NOW)
    assert span is None or span.starts_at.tzinfo is not None


@given(days=st.integers(0, 200), length=st.integers(0, 100))
def test_two_dates_mean_all_days_between_them(days: int, length: int) -> None:
    first = NOW + timedelta(days=days)
    last = first + timedelta(days=length)
    span = read_span(f"{first.year}/{first.month}/{first.day}-{last.year}/{last.month}/{last.day}", NOW)
    assert span is not None
    assert (span.ends_at - span.starts_at).days == length + 1
