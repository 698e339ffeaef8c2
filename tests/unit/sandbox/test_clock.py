from datetime import UTC, datetime, timedelta

import pytest

from sandbox import Clock
from sandbox.clock import CHINA, DEFAULT_START


class RealTime:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def real() -> RealTime:
    return RealTime()


def test_it_starts_on_a_monday_at_ten_in_china():
    assert Clock(rate=0).now() == datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert Clock(rate=0).now().isoweekday() == 1


@pytest.mark.parametrize(("rate", "passed"), [(1, 30), (60, 1800), (0, 0), (0.5, 15)])
def test_thirty_real_seconds_pass_at_its_rate(real, rate, passed):
    clock = Clock(rate=rate, real=real)
    real.seconds += 30
    assert clock.now() - DEFAULT_START == timedelta(seconds=passed)


def test_changing_the_rate_neither_loses_nor_invents_time(real):
    clock = Clock(rate=60, real=real)
    real.seconds += 2
    clock.set_rate(0)
    real.seconds += 100
    clock.set_rate(1)
    real.seconds += 3
    assert clock.now() - DEFAULT_START == timedelta(seconds=123)


def test_it_jumps_by_seconds_by_lengths_and_to_moments_in_any_zone(real):
    clock = Clock(rate=0, real=real)
    clock.jump(by=90)
    clock.jump(by=timedelta(minutes=1))
    assert clock.jump(to=datetime(2026, 11, 23, 3, 0, tzinfo=UTC)) == datetime(
        2026, 11, 23, 11, 0, tzinfo=CHINA
    )
    assert clock.now().utcoffset() == timedelta(hours=8)


def test_it_never_goes_back(real):
    clock = Clock(real=real)
    with pytest.raises(ValueError, match="forward"):
        clock.jump(to=DEFAULT_START - timedelta(microseconds=1))
    with pytest.raises(ValueError, match="forward"):
        clock.jump(by=-1)
    with pytest.raises(ValueError, match="forward"):
        clock.set_rate(-1)
    with pytest.raises(ValueError, match="aware"):
        Clock(datetime(2026, 11, 23))  # noqa: DTZ001  the mistake under test
    with pytest.raises(ValueError, match="either"):
        clock.jump()
    assert clock.now() == DEFAULT_START


def test_jumps_and_rates_change_the_version_and_are_announced(real):
    clock = Clock(real=real)
    heard = []
    clock.on_change(lambda: heard.append(clock.version))
    clock.jump(by=1)
    clock.set_rate(60)
    assert heard == [2, 3]


def test_a_message_date_is_whole_seconds_rounded_down(real):
    clock = Clock(real=real)
    real.seconds += 1.999
    assert clock.unix() == int(DEFAULT_START.timestamp()) + 1


def test_the_http_date_is_sandbox_time_in_gmt(real):
    assert Clock(rate=0, real=real).http_date() == "Mon, 23 Nov 2026 02:00:00 GMT"


def test_a_person_feels_jumps_but_not_the_speed(real):
    clock = Clock(rate=600, real=real)
    real.seconds += 2
    assert clock.felt() == pytest.approx(2)
    clock.jump(by=30)
    assert clock.felt() == pytest.approx(32)
    clock.set_rate(0)
    real.seconds += 50
    assert clock.felt() == pytest.approx(32)


def test_waiting_for_a_moment_takes_real_time_by_the_rate(real):
    clock = Clock(rate=60, real=real)
    assert clock.real_seconds_until(DEFAULT_START + timedelta(minutes=5)) == pytest.approx(5)
    assert clock.real_seconds_until(DEFAULT_START - timedelta(minutes=5)) == 0
    clock.set_rate(0)
    assert clock.real_seconds_until(DEFAULT_START + timedelta(minutes=5)) is None
