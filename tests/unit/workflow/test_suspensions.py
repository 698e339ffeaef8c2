"""暫停計時: what is owed moves by exactly the working time that stood still, and nothing that was judged does."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.company import CALENDAR, at, product_form
from tests.unit.workflow.play import Play, handled_product
from tests.unit.workflow.staff_play import StaffPlay
from texts import render
from workflow.commands import Stimulus
from workflow.company_commands import EndSuspension, Reckon, ShowSuspensions, Suspend
from workflow.duties import Duty, DutyKind
from workflow.events import DutyMoved
from workflow.pausing import paused
from workflow.phases import Act
from workflow.values import Duration, Pause, Suspension

MINUTES = st.integers(0, 3 * 24 * 60)
LIMITS = st.sampled_from([300, 1800, 7200, 8 * 3600])


def moment(minute: int) -> datetime:
    return at("08:00") + timedelta(minutes=minute)


SPANS = st.tuples(MINUTES, st.integers(1, 600)).map(
    lambda span: Pause(starts_at=moment(span[0]), ends_at=moment(span[0] + span[1]))
)


def duty_of(start: datetime, seconds: int) -> Duty:
    due = CALENDAR.add(start, Duration(seconds=seconds))
    half = CALENDAR.add(start, Duration(seconds=seconds // 2))
    later = tuple(CALENDAR.add(due, Duration(seconds=1800 * step)) for step in (1, 2))
    return Duty(kind=DutyKind.REPLY, starts_at=start, due_at=due, half_at=half, reminders=later)


@given(start=MINUTES, seconds=LIMITS, pauses=st.lists(SPANS, max_size=4))
def test_the_time_that_counts_is_the_limit_whatever_stands_still(
    start: int, seconds: int, pauses: list[Pause]
) -> None:
    moved = paused(duty_of(moment(start), seconds), pauses, CALENDAR)
    assert CALENDAR.working_seconds(moved.starts_at, moved.due_at, pauses=pauses) == seconds


@given(start=MINUTES, seconds=LIMITS, pauses=st.lists(SPANS, max_size=3), more=SPANS)
def test_one_more_pause_never_brings_anything_forward(
    start: int, seconds: int, pauses: list[Pause], more: Pause
) -> None:
    before = paused(duty_of(moment(start), seconds), pauses, CALENDAR)
    after = paused(before, [*pauses, more], CALENDAR)
    for old, new in zip(moments(before), moments(after), strict=True):
        assert old <= new
    assert list(moments(after)) == sorted(moments(after))


@given(start=MINUTES, seconds=LIMITS, pauses=st.lists(SPANS, max_size=3), more=SPANS)
def test_a_pause_called_off_leaves_everything_as_it_was(
    start: int, seconds: int, pauses: list[Pause], more: Pause
) -> None:
    before = paused(duty_of(moment(start), seconds), pauses, CALENDAR)
    after = paused(paused(before, [*pauses, more], CALENDAR), pauses, CALENDAR)
    assert after.due_at == before.due_at


@given(first=MINUTES, second=MINUTES, seconds=LIMITS, pauses=st.lists(SPANS, max_size=4))
def test_who_began_earlier_is_never_due_later(
    first: int, second: int, seconds: int, pauses: list[Pause]
) -> None:
    early, late = (
        paused(duty_of(moment(minute), seconds), pauses, CALENDAR) for minute in sorted((first, second))
    )
    assert early.due_at <= late.due_at


def moments(duty: Duty) -> tuple[datetime, ...]:
    return duty.half_at, duty.due_at, *duty.reminders


# In a case


def suspended(play: Play, starts: str, ends: str, *departments: str, when: str = "11:00") -> None:
    number = len(play.suspensions) + 1
    span = {"starts_at": at(starts), "ends_at": at(ends)}
    one = Suspension(id=number, **span, departments=departments, reason="停電")
    play.suspensions = (*play.suspensions, one)
    play.perform(Reckon(case=1), Stimulus(now=at(when), at=at(when)))


def test_only_the_departments_named_stand_still() -> None:
    play = handled_product()
    suspended(play, "11:00", "11:30", "production")
    assert play.due(DutyKind.REPLY, "production") == at("14:21")
    assert play.due(DutyKind.REPLY, "logistics") == at("13:51")


def test_what_one_person_owes_stands_still_with_her_department() -> None:
    play = Play()
    play.file(product_form(), "李小明", at("10:00"))
    suspended(play, "11:00", "11:30", "production", when="10:30")
    assert play.due(DutyKind.APPROVE) == at("12:00")
    suspended(play, "11:00", "11:30", "sales", when="10:30")
    assert play.due(DutyKind.APPROVE) == at("14:00")


def test_overlapping_suspensions_count_once() -> None:
    play = handled_product()
    suspended(play, "11:00", "11:30", "production")
    suspended(play, "11:15", "11:45")
    assert play.due(DutyKind.REPLY, "production") == at("14:36")
    assert play.due(DutyKind.REPLY, "logistics") == at("14:21")


def test_a_duty_that_begins_while_clocks_stand_still_is_counted_from_their_end() -> None:
    play = Play(suspensions=(Suspension(id=1, starts_at=at("10:00"), ends_at=at("11:00"), reason="停電"),))
    play.file(product_form(), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    owner = play.case.open_duties(DutyKind.ACCEPT)[0]
    assert owner.due_at == at("11:05")
    assert owner.pauses[0].reason == "停電"


def test_what_was_judged_stays_judged() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    before = play.case.duties
    suspended(play, "14:00", "16:00", when="14:00")
    assert play.case.duties == before
    assert not [event for event in play.events if isinstance(event, DutyMoved)]


def test_reckoning_again_changes_nothing() -> None:
    play = handled_product()
    suspended(play, "11:00", "11:30")
    assert play.perform(Reckon(case=1), Stimulus(now=at("11:10"), at=at("11:10"))) == ()


# HR


def suspend(starts: str, ends: str, *departments: str, reason: str = "停電") -> Suspend:
    return Suspend(starts_at=at(starts), ends_at=at(ends), departments=departments, reason=reason)


def test_hr_stops_the_clocks_and_lets_them_run_again_early() -> None:
    play = StaffPlay()
    play.perform(suspend("10:00", "16:00", "production"), "周靜")
    assert play.newest("suspended").facts["departments"] == ["生產部"]
    play.now = at("11:00")
    play.perform(EndSuspension(suspension=1), "許文")
    assert play.suspensions[0].ends_at == at("11:00")
    assert play.refused(EndSuspension(suspension=1), "周靜").name == "suspension_over"
    play.perform(ShowSuspensions(), "周靜")
    assert play.newest("suspensions").facts["suspensions"] == []


def test_hr_is_told_of_what_a_suspension_overlaps_with() -> None:
    play = StaffPlay()
    play.perform(suspend("11:00", "12:00", "production"), "周靜")
    assert not play.newest("suspension_set").facts["overlaps"]
    for starts, ends, departments in (
        ("12:00", "13:00", ("production",)),
        ("11:00", "12:00", ("logistics",)),
    ):
        play.perform(suspend(starts, ends, *departments), "周靜")
        assert not play.newest("suspension_set").facts["overlaps"]
    play.perform(suspend("11:30", "14:00", reason="檢修"), "周靜")
    told = play.newest("suspension_set")
    assert len(told.facts["overlaps"]) == 3  # type: ignore[arg-type]
    said = render(told.name, told.facts)
    assert "• 與已登記的重疊：生產部 11:00–12:00（停電）；重疊的時間只計一次。" in said


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (suspend("09:00", "12:00"), "suspend_past"),
        (suspend("08:00", "09:00"), "suspend_past"),
        (suspend("09:59", "10:00"), "suspend_past"),
        (suspend("12:00", "11:00"), "suspend_backwards"),
        (suspend("11:00", "12:00", reason=" "), "suspend_reason"),
        (suspend("11:00", "12:00", reason="。"), "suspend_reason"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(command: Suspend, name: str) -> None:
    play = StaffPlay()
    assert play.refused(command, "周靜").name == name
    assert play.refused(command, "陳經理").name == "not_hr"


def test_the_minute_just_begun_is_now() -> None:
    play = StaffPlay(now=at("10:00") + timedelta(seconds=40))
    play.perform(suspend("10:00", "11:00"), "周靜")
    assert play.suspensions[0].starts_at == play.now
