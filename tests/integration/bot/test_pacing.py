"""Sliding windows: no stretch of time ever holds more calls than allowed, and none waits longer than it must."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import Limit, Pace, Window

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GROUP, OTHER_GROUP, PERSON = -1001, -1002, 42


def send(pace: Pace, chat_id: int, now: datetime) -> datetime:
    """Send at the earliest moment from `now` on, and return it."""
    at = pace.free_at(chat_id, now)
    pace.begin(at)
    pace.end(chat_id, at)
    return at


def test_a_group_gets_eighteen_at_once_and_the_next_a_minute_after_the_first() -> None:
    pace = Pace()
    moments = [send(pace, GROUP, NOON) for _ in range(19)]
    assert moments == [NOON] * 18 + [NOON + timedelta(seconds=60)]


def test_a_full_group_holds_up_no_other_chat() -> None:
    pace = Pace()
    for _ in range(18):
        send(pace, GROUP, NOON)
    assert send(pace, OTHER_GROUP, NOON) == NOON
    assert send(pace, PERSON, NOON) == NOON


def test_a_private_chat_gets_one_a_second() -> None:
    pace = Pace()
    assert [send(pace, PERSON, NOON) - NOON for _ in range(3)] == [timedelta(seconds=n) for n in range(3)]


def test_all_chats_together_get_twenty_five_a_second() -> None:
    pace = Pace()
    moments = [send(pace, person, NOON) for person in range(1, 27)]
    assert moments[:25] == [NOON] * 25
    assert moments[25] == NOON + timedelta(seconds=1)


def test_a_halt_is_obeyed_exactly_and_by_its_chat_alone() -> None:
    pace = Pace()
    until = NOON + timedelta(seconds=37)
    pace.halt(GROUP, until)
    pace.halt(GROUP, NOON + timedelta(seconds=5))
    assert pace.free_at(GROUP, NOON) == until
    assert pace.free_at(PERSON, NOON) == NOON
    pace.lift(GROUP)
    assert pace.free_at(GROUP, NOON) == NOON


@given(st.lists(st.floats(0, 40), max_size=120), st.integers(1, 6), st.integers(1, 30))
def test_no_stretch_holds_more_than_the_limit(gaps: list[float], count: int, seconds: int) -> None:
    window = Window(Limit(count, seconds))
    now, sent = NOON, []
    for gap in gaps:
        now = window.free_at(now + timedelta(seconds=gap))
        window.spend(now)
        sent.append(now)
    for first, one_too_many in zip(sent, sent[count:], strict=False):
        assert one_too_many - first >= timedelta(seconds=seconds)
