"""/away: from when, until when, who stands in; the deputy must accept, and nobody's deputy leads back to himself."""

from datetime import timedelta

import pytest

from tests.company import at
from tests.unit.workflow.staff_play import StaffPlay
from workflow.staff_commands import AnswerDeputy, ComeBack, GoAway, ShowAbsences

TUESDAY, FRIDAY = "2026-11-24", "2026-11-27"


def away(play: StaffPlay, who: str, deputy: str, **times: str) -> GoAway:
    starts, ends = times.get("starts", TUESDAY), times.get("ends", FRIDAY)
    return GoAway(starts_at=at("00:00", starts), ends_at=at("00:00", ends), deputy=play.named(deputy).id)


def answers(play: StaffPlay, deputy: str, whose: str, *, accepts: bool = True) -> None:
    absence = play.directory.absences_of(play.named(whose).id)[-1]
    play.perform(
        AnswerDeputy(person=absence.person, registered_at=absence.registered_at, accepts=accepts), deputy
    )


def stands_in(play: StaffPlay, deputy: str, whose: str, when: str = "10:00") -> bool:
    moment = at(when, TUESDAY)
    return play.named(deputy) in play.directory.deputies_of(play.named(whose), moment)


def test_a_deputy_stands_in_only_once_she_has_accepted() -> None:
    play = StaffPlay()
    play.perform(away(play, "陳經理", "李小明"), "陳經理")
    assert [notice.name for notice in play.said] == ["away_registered", "deputy_request"]
    assert play.said[-1].to == play.named("李小明").id
    assert not stands_in(play, "李小明", "陳經理")
    answers(play, "李小明", "陳經理")
    assert stands_in(play, "李小明", "陳經理")
    assert play.newest("deputy_answered").to == play.named("陳經理").id


def test_a_deputy_who_declines_does_not_stand_in_and_cannot_answer_twice() -> None:
    play = StaffPlay()
    play.perform(away(play, "陳經理", "李小明"), "陳經理")
    answers(play, "李小明", "陳經理", accepts=False)
    assert not stands_in(play, "李小明", "陳經理")
    (absence,) = play.directory.absences
    again = AnswerDeputy(person=absence.person, registered_at=absence.registered_at, accepts=True)
    assert play.refused(again, "李小明").name == "deputy_answered_already"
    assert play.refused(again, "黃美").name == "not_asked_to_deputise"


def test_the_fine_of_an_absent_head_goes_to_the_deputy_who_had_accepted_by_then_and_else_is_held() -> None:
    play = StaffPlay()
    play.perform(away(play, "趙主任", "馬力"), "趙主任")
    noon = at("12:00", TUESDAY)
    assert play.directory.fined_person("logistics", noon) is None
    answers(play, "馬力", "趙主任", accepts=False)
    assert play.directory.fined_person("logistics", noon) is None
    assert play.directory.fined_person("logistics", at("12:00")) == play.named("趙主任")
    play.now += timedelta(minutes=1)
    play.perform(away(play, "趙主任", "馬力"), "趙主任")
    answers(play, "馬力", "趙主任")
    assert play.directory.fined_person("logistics", noon) == play.named("馬力")
    play.now = at("11:00", TUESDAY)
    play.perform(ComeBack(), "趙主任")
    assert play.directory.fined_person("logistics", at("10:00", TUESDAY)) == play.named("馬力")
    assert play.directory.fined_person("logistics", noon) == play.named("趙主任")


def test_deputies_may_be_chained_but_not_in_a_circle() -> None:
    play = StaffPlay()
    for who, deputy in (("陳經理", "李小明"), ("李小明", "黃美")):
        play.perform(away(play, who, deputy), who)
        answers(play, deputy, who)
    assert stands_in(play, "黃美", "陳經理")
    assert play.directory.on_duty(play.named("陳經理"), at("10:00", TUESDAY)) == play.named("黃美")
    refusal = play.refused(away(play, "黃美", "陳經理"), "黃美")
    assert refusal.name == "deputy_circle"
    assert refusal.facts["names"] == ["黃美", "陳經理", "李小明", "黃美"]
    later = away(play, "黃美", "陳經理", starts=FRIDAY, ends="2026-11-28")
    assert play.perform(later, "黃美")


@pytest.mark.parametrize(
    ("times", "deputy", "name"),
    [
        ({"starts": "2026-11-20", "ends": "2026-11-22"}, "李小明", "away_past"),
        ({"starts": "2026-11-20"}, "李小明", "away_past"),
        ({"starts": FRIDAY, "ends": TUESDAY}, "李小明", "away_backwards"),
        ({"ends": "2028-01-01"}, "李小明", "away_long"),
        ({}, "陳經理", "deputy_self"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    times: dict[str, str], deputy: str, name: str
) -> None:
    play = StaffPlay()
    assert play.refused(away(play, "陳經理", deputy, **times), "陳經理").name == name


def test_an_absence_of_today_begins_now() -> None:
    play = StaffPlay()
    play.perform(away(play, "陳經理", "李小明", starts="2026-11-23"), "陳經理")
    (absence,) = play.directory.absences
    assert absence.starts_at == play.now


def test_who_comes_back_before_leaving_was_never_away() -> None:
    play = StaffPlay()
    play.perform(away(play, "陳經理", "李小明"), "陳經理")
    answers(play, "李小明", "陳經理")
    play.perform(ComeBack(), "陳經理")
    assert not stands_in(play, "李小明", "陳經理")
    assert play.newest("deputy_freed").to == play.named("李小明").id
    assert play.refused(ComeBack(), "陳經理").name == "not_away"


def test_without_words_it_tells_and_asks() -> None:
    play = StaffPlay()
    play.perform(away(play, "陳經理", "李小明"), "陳經理")
    play.perform(ShowAbsences(), "陳經理")
    asked = play.newest("ask_go_away")
    assert asked.asked == play.named("陳經理").id
    assert len(asked.facts["absences"]) == 1  # type: ignore[arg-type]


def test_a_deputy_who_has_not_answered_hears_of_the_cancellation_and_can_accept_nothing_any_more() -> None:
    play = StaffPlay()
    play.perform(away(play, "趙主任", "馬力"), "趙主任")
    play.perform(ComeBack(), "趙主任")
    told = play.newest("deputy_freed")
    assert (told.to, told.facts["accepted"], told.facts["begun"]) == (play.named("馬力").id, False, False)
    (absence,) = play.directory.absences
    late = AnswerDeputy(person=absence.person, registered_at=absence.registered_at, accepts=True)
    assert play.refused(late, "馬力").name == "absence_over"


def test_a_deputy_who_declined_hears_nothing_more_of_it() -> None:
    play = StaffPlay()
    play.perform(away(play, "趙主任", "馬力"), "趙主任")
    answers(play, "馬力", "趙主任", accepts=False)
    play.perform(ComeBack(), "趙主任")
    assert all(one.name != "deputy_freed" for one in play.said)
