"""What the complainant said in a group that was not heard is not taken for silence: her window stays open (ADR 4)."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.company import CALENDAR, at
from tests.unit.workflow.play import Play, handled_product
from workflow import events as ev
from workflow.commands import Stimulus
from workflow.company_commands import Doubt
from workflow.deafness import Deaf, Deafness
from workflow.duties import DutyKind
from workflow.fines import FineStatus
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import Duration, Window

OPENS, ENDS = at("11:20"), at("11:20", "2026-11-26")
LAST_DAY, DAY_AFTER = "2026-11-26", "2026-11-27"


def answered() -> Play:
    """李小明 has until the 26th at 11:20 to say yes or no."""
    play = handled_product()
    play.reply("錢主管", OPENS, "production")
    assert play.due(DutyKind.ACKNOWLEDGE) == ENDS
    play.said.clear()
    return play


def unheard(since: datetime, until: datetime | None) -> Deafness:
    return Deafness(starts_at=since, known_at=since, ends_at=until, why=Deaf.OUT)


def learn(play: Play, when: datetime, *stretches: Deafness) -> None:
    """It is known now when the group was not heard."""
    play.deafness = stretches
    play.perform(Doubt(case=1), Stimulus(now=when, at=when))


def told(play: Play) -> list[dict[str, object]]:
    return [
        {name: one.facts[name] for name in ("until", "before", "lasts", "reopened")}
        for one in play.said
        if one.name == "window_lengthened"
    ]


def test_heard_again_shortly_before_the_end_she_has_a_working_day_more_and_is_told() -> None:
    play = answered()
    learn(play, at("10:50", LAST_DAY), unheard(at("10:30", LAST_DAY), at("10:50", LAST_DAY)))
    until = at("10:50", DAY_AFTER)
    assert play.due(DutyKind.ACKNOWLEDGE) == until
    assert told(play) == [
        {"until": until.isoformat(), "before": ENDS.isoformat(), "lasts": False, "reopened": False}
    ]
    play.judge(ENDS)
    assert play.case.phase is Phase.ACKNOWLEDGING
    play.do("李小明", Act.APPEAL, at("10:40", DAY_AFTER), department="supervise", text="已在群組說過")
    assert play.case.phase is Phase.APPEALING


def test_with_days_left_nothing_is_lengthened() -> None:
    play = answered()
    learn(play, at("12:30"), unheard(at("12:00"), at("12:30")))
    assert (play.due(DutyKind.ACKNOWLEDGE), told(play)) == (ENDS, [])
    play.judge(ENDS)
    assert play.case.outcome is Outcome.UNOPPOSED


def test_while_the_group_is_not_heard_nothing_closes_and_she_is_told_once() -> None:
    play = answered()
    play.deafness = (unheard(at("10:30", LAST_DAY), None),)
    for day in (LAST_DAY, DAY_AFTER, "2026-11-28"):
        play.judge(at("11:20", day))
        assert play.case.phase is Phase.ACKNOWLEDGING
    (once,) = told(play)
    assert (once["before"], once["lasts"]) == (ENDS.isoformat(), True)
    learn(play, at("15:00", "2026-11-28"), unheard(at("10:30", LAST_DAY), at("15:00", "2026-11-28")))
    assert told(play)[1]["until"] == at("15:00", "2026-11-30").isoformat()
    play.judge(at("15:00", "2026-11-30"))
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.UNOPPOSED)


def test_between_the_end_and_its_judgement_an_appeal_is_heard_while_the_group_is_not() -> None:
    play = answered()
    play.deafness = (unheard(at("10:30", LAST_DAY), None),)
    play.do("李小明", Act.APPEAL, ENDS + timedelta(seconds=9), department="supervise", text="不同意")
    assert play.case.phase is Phase.APPEALING


def test_what_closed_in_silence_before_it_was_known_opens_again() -> None:
    play = answered()
    play.judge(ENDS)
    assert play.case.phase is Phase.CLOSED
    learn(play, at("14:00", LAST_DAY), unheard(at("11:00", LAST_DAY), None))
    assert (play.case.phase, play.case.outcome, play.case.closed_at) == (Phase.ACKNOWLEDGING, None, None)
    assert told(play)[0]["reopened"]
    assert [entry.what for entry in play.case.timeline][-2:] == ["Acknowledged", "WindowReopened"]
    play.do("李小明", Act.APPEAL, at("14:20", LAST_DAY), department="supervise", text="不同意")
    assert play.case.phase is Phase.APPEALING


def test_what_she_agreed_to_stays_closed() -> None:
    play = answered()
    play.do("李小明", Act.ACKNOWLEDGE, at("11:00", LAST_DAY), press=True)
    learn(play, at("14:00", LAST_DAY), unheard(at("10:30", LAST_DAY), at("10:50", LAST_DAY)))
    assert play.case.phase is Phase.CLOSED


def test_an_outage_of_more_than_a_day_loses_words_and_a_shorter_one_does_not() -> None:
    play = answered()
    starts = at("11:00", "2026-11-25")
    play.outages = (Window(starts_at=starts, ends_at=starts + timedelta(hours=24)),)
    assert not [event for event in play.judge(ENDS) if isinstance(event, ev.WindowLengthened)]
    play = answered()
    play.outages = (Window(starts_at=starts, ends_at=starts + timedelta(hours=24, minutes=10)),)
    play.judge(ENDS)
    assert play.due(DutyKind.ACKNOWLEDGE) == at("11:10", DAY_AFTER)


def test_an_objection_is_heard_after_its_time_where_the_group_was_not_heard_in_it() -> None:
    play = handled_product()
    play.judge(at("13:51"))
    fine = play.fine("logistics")
    late = at("16:00", LAST_DAY)
    with pytest.raises(Refusal):
        play.do("趙主任", Act.OBJECT, late, fine=fine.number, text="已在群組說過")
    play.deafness = (unheard(at("13:00", LAST_DAY), at("14:00", LAST_DAY)),)
    play.do("趙主任", Act.OBJECT, late, fine=fine.number, text="已在群組說過")
    assert play.fine("logistics").status is FineStatus.OBJECTED


moments = st.integers(0, 5 * 24 * 60).map(lambda minutes: OPENS + timedelta(minutes=minutes))


@given(moments, st.integers(0, 3 * 24 * 60))
def test_no_case_is_closed_in_silence_less_than_a_working_day_after_the_group_is_heard_again(
    since: datetime, minutes: int
) -> None:
    play = answered()
    stretch = unheard(since, since + timedelta(minutes=minutes))
    closed_at = ENDS
    if since <= ENDS:
        play.deafness = (stretch,)
        closed_at = max(ENDS, CALENDAR.add(stretch.ends_at or ENDS, Duration(working_days=1)))
    for _ in range(2):
        play.judge(play.due(DutyKind.ACKNOWLEDGE))
    assert play.case.phase is Phase.CLOSED
    assert play.case.closed_at is not None
    assert play.case.closed_at >= closed_at
