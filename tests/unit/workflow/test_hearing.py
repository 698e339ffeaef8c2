"""When the group is not heard nobody is fined, whenever it is learnt; what is told of it, and to whom."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.company import at
from tests.unit.workflow.hearing_play import ADMIN, Company
from tests.unit.workflow.play import Play, handled_product
from workflow.commands import Stimulus
from workflow.company_commands import Doubt
from workflow.deafness import Deaf, Deafness
from workflow.fines import FineStatus, HoldReason
from workflow.phases import Act

STARTS, DUE = at("10:21"), at("13:51")
DAY = at("09:00")


def judged(deafness: Sequence[Deafness]) -> Play:
    play = handled_product()
    play.deafness = tuple(deafness)
    play.judge(DUE)
    return play


def stretch(since: str, until: str | None) -> Deafness:
    ends_at = at(until) if until else None
    return Deafness(starts_at=at(since), known_at=at(since), ends_at=ends_at, why=Deaf.OUT)


# Judging


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        ("09:00", "10:20:59", False),
        ("09:00", "10:21", True),  # Telegram's dates are whole seconds
        ("11:00", "11:00", True),
        ("12:10", "12:40", True),
        ("13:51", None, True),
        ("13:51:01", None, False),
        ("09:00", None, True),
    ],
)
def test_a_stretch_that_meets_the_time_holds_the_fine(since: str, until: str | None, *, counts: bool) -> None:
    fine = judged([stretch(since, until)]).fine("logistics")
    assert fine.reasons == ((HoldReason.DEAF,) if counts else ())


moments = st.integers(0, 6 * 60).map(lambda minutes: DAY + timedelta(minutes=minutes))
changes = st.lists(
    st.tuples(moments, st.sampled_from([Deaf.OUT, Deaf.PRIVACY, None])), min_size=1, max_size=8
)


@given(changes)
def test_nobody_is_fined_whose_time_meets_a_moment_at_which_the_bot_was_deaf(
    changes: list[tuple[datetime, Deaf | None]],
) -> None:
    company, is_deaf, met = Company(), False, False
    ordered = sorted(changes, key=lambda change: change[0])
    for (moment, why), until in zip(ordered, [*(m for m, _ in ordered[1:]), at("23:00")], strict=True):
        if why is None:
            company.is_in(moment)
        else:
            company.is_out(moment, why=why)
        is_deaf = why is not None
        met |= is_deaf and moment <= DUE and until >= STARTS
    assert any(one.ends_at is None for one in company.deafness) is is_deaf
    fines = judged(company.deafness).case.fines.values()
    assert {fine.status for fine in fines} == {FineStatus.HELD if met else FineStatus.ISSUED}


def test_hr_reads_from_when_until_when_and_the_group_is_asked_to_send_again() -> None:
    play = judged([stretch("11:00", None)])
    held = next(notice for notice in play.said if notice.name == "fine_held")
    span = {"starts_at": at("11:00").isoformat(), "ends_at": None, "why": Deaf.OUT}
    assert held.facts["deaf"] == [span]
    assert next(notice for notice in play.said if notice.name == "missed").facts["deaf"] == [span]


# Learnt later


def doubted(*before: tuple[Act, str, str]) -> Play:
    """All three are fined at 13:51; at 14:30 it turns out that the bot was deaf at noon."""
    play = judged([])
    for act, who, department in before:
        play.do(who, act, at("14:00"), fine=play.fine(department).number, text="理由")
    play.deafness = (stretch("12:00", "12:05"),)
    play.said.clear()
    play.perform(Doubt(case=1), Stimulus(now=at("14:30"), at=at("14:30")))
    return play


def test_what_was_fined_meanwhile_is_held_and_the_fined_hear_that_nothing_is_to_be_paid() -> None:
    play = doubted((Act.OBJECT, "趙主任", "logistics"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.HELD}
    assert {fine.reasons for fine in play.case.fines.values()} == {(HoldReason.DEAF,)}
    to_fined = [notice.facts["to"] for notice in play.said if notice.name == "fine_changed"]
    assert len(to_fined) == 3
    offered = {button.act for notice in play.said for row in notice.buttons for button in row}
    assert offered == {Act.CONFIRM_FINE, Act.DROP_FINE}
    play.do("周靜", Act.CONFIRM_FINE, at("15:00"), fine=play.fine("logistics").number)
    assert play.fine("logistics").status is FineStatus.ISSUED


def test_what_is_paid_stays_in_the_fund_and_hr_is_asked() -> None:
    play = doubted((Act.MARK_PAID, "周靜", "logistics"))
    paid = play.fine("logistics")
    assert (paid.status, paid.reasons, paid.doubted_at) == (FineStatus.PAID, (HoldReason.DEAF,), at("14:30"))
    asked = next(
        n for n in play.said if n.name == "fine_doubted" and n.facts["fine"]["number"] == paid.number
    )  # type: ignore[index]
    assert [button.act for row in asked.buttons for button in row] == [Act.WAIVE]
    play.do("周靜", Act.WAIVE, at("15:00"), fine=paid.number, text="群組裡有回覆")
    assert play.fine("logistics").status is FineStatus.REFUND_OWED


def test_what_has_come_to_nothing_is_left_alone_and_nothing_is_doubted_twice() -> None:
    play = doubted((Act.WAIVE, "周靜", "logistics"))
    assert play.fine("logistics").status is FineStatus.WAIVED
    assert play.perform(Doubt(case=1), Stimulus(now=at("14:40"), at=at("14:40"))) == ()


def test_a_reply_in_time_that_turns_up_revokes_what_is_held() -> None:
    play = doubted()
    play.reply("趙主任", at("12:01"), "logistics", now=at("14:45"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.REVOKED}


# The stretches


def test_of_being_removed_the_administrators_hear_and_the_group_when_it_can_be_spoken_to() -> None:
    company = Company()
    assert company.is_out(at("10:30"))
    assert [(notice.name, notice.chat_id) for notice in company.said] == [("alarm_hearing_lost", ADMIN)]
    assert company.is_in(at("10:50"))
    assert [(n.name, n.chat_id) for n in company.said[1:]] == [
        ("hearing_back", None),
        ("alarm_hearing_back", ADMIN),
    ]


def test_in_privacy_mode_the_group_hears_at_once_what_still_arrives() -> None:
    company = Company()
    company.is_out(at("10:30"), why=Deaf.PRIVACY)
    assert [notice.name for notice in company.said] == ["hearing_lost", "alarm_hearing_lost"]


def test_let_in_as_an_ordinary_member_it_is_the_same_stretch_for_another_reason() -> None:
    company = Company()
    company.is_out(at("10:30"))
    assert company.is_out(at("10:50"), why=Deaf.PRIVACY)
    assert not company.is_out(at("10:55"), why=Deaf.PRIVACY)
    company.is_in(at("11:00"))
    (only,) = company.deafness
    assert (only.starts_at, only.ends_at, only.why) == (at("10:30"), at("11:00"), Deaf.PRIVACY)


def test_what_is_older_than_what_is_known_changes_nothing() -> None:
    company = Company()
    company.is_out(at("09:30"), known_at=at("10:30"))
    assert not company.is_in(at("10:10"))  # handled late: it heard then, and does not now
    company.is_in(at("10:50"))
    assert not company.is_out(at("10:00"), known_at=at("10:40"))
    assert len(company.deafness) == 1


def test_a_stretch_of_unknown_beginning_begins_after_the_last_one() -> None:
    company = Company()
    company.is_out(at("10:30"))
    company.is_in(at("10:50"))
    company.is_out(at("09:00"), known_at=at("12:00"))
    assert company.deafness[-1].starts_at == at("10:50")
