"""What a manager may write as a length of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.durations import format_duration, parse_duration
from workflow.values import Duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("2s", Duration(seconds=2)),
        ("5m", Duration(seconds=300)),
        ("90m", Duration(seconds=5400)),
        ("2h", Duration(seconds=7200)),
        (" 2 H ", Duration(seconds=7200)),
        ("５m", Duration(seconds=300)),
        ("1 working day", Duration(working_days=1)),
        ("3 Working  Days", Duration(working_days=3)),
        ("1 working days", Duration(working_days=1)),
    ],
)
def test_a_duration_is_read(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "m",
        "0m",
        "-5m",
        "+5m",
        "1.5h",
        "5 minutes",
        "3d",
        "3 days",
        "2h30m",
        "9999999h",
        "٥m",
        "5m\n5m",
    ],
)
def test_anything_else_is_refused_with_what_is_accepted(text: str) -> None:
    with pytest.raises(ValueError, match=r"accepted are 2s, 5m, 2h, 1 working day"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["2s", "90s", "5m", "90m", "2h", "1 working day", "3 working days"])
def test_a_duration_is_written_as_it_was_read(text: str) -> None:
    assert format_duration(parse_duration(text)) == text


@given(
    st.builds(Duration, seconds=st.integers(1, 999_999))
    | st.builds(Duration, working_days=st.integers(1, 999_999))
)
def test_what_is_written_reads_back(duration: Duration) -> None:
    assert parse_duration(format_duration(duration)) == duration
