"""諮詢建議: somebody always answers for it, its time moves with 暫停計時 only, and an answer or 撤回 ends it."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.unit.workflow.enquiry_play import NUMBER, EnquiryPlay, opening
from workflow.enquiries import EnquiryStatus, evolve
from workflow.enquiry_commands import (
    AnswerEnquiry,
    EnquiryCommand,
    LeaveAsTalk,
    ReckonEnquiry,
    RemindEnquiry,
    RouteEnquiry,
    SettleEnquiry,
    TakeEnquiry,
    WithdrawEnquiry,
)
from workflow.enquiry_events import EnquiryAnswered, EnquiryEvent, EnquiryReminded, EnquirySettled
from workflow.errands import Errand
from workflow.refusals import Refusal
from workflow.values import Suspension


class Step(NamedTuple):
    """After some hours somebody, or the clock, does something."""

    hours: int
    command: EnquiryCommand
    who: str | None


names = st.sampled_from([one.name for one in PEOPLE])
departments = st.sampled_from(["", *(one.id for one in DEPARTMENTS)])
about = {"enquiry": st.just(NUMBER)}
acts = st.one_of(
    st.builds(AnswerEnquiry, **about, text=st.sampled_from(["", "11/27 到貨"])),
    st.builds(RouteEnquiry, **about, department=departments),
    st.builds(TakeEnquiry, **about),
    st.builds(SettleEnquiry, **about),
    st.builds(WithdrawEnquiry, **about),
)
clock = st.builds(Step, st.integers(0, 40), st.builds(RemindEnquiry, **about), st.none())
steps = st.one_of(clock, st.builds(Step, st.integers(0, 40), acts, names))


@given(st.lists(steps, max_size=25), departments, names)
def test_it_is_followed_up_until_it_is_answered(history: list[Step], department: str, asker: str) -> None:
    play = EnquiryPlay()
    play.perform(opening(asker, department), "王五")
    due_at = play.stands.due_at
    for step in history:
        play.now += timedelta(hours=step.hours)
        try:
            play.perform(step.command, step.who)
        except Refusal as refusal:
            play.refusals.append(refusal)
        enquiry = play.stands
        is_over = bool(enquiry.replies) or enquiry.withdrawn_at is not None
        assert (enquiry.next_at is None) == is_over == (not enquiry.is_open)
        assert enquiry.due_at == due_at
        assert enquiry.asker not in {reply.by for reply in enquiry.replies}
        assert enquiry.watcher is None or enquiry.watcher != enquiry.asker
    reminded = [event for event in play.events if isinstance(event, EnquiryReminded)]
    assert all(event.next_at > event.at for event in reminded)
    assert all(event.overdue == (event.at >= due_at) for event in reminded)


@given(st.lists(steps, max_size=25))
def test_the_events_alone_tell_how_it_stands(history: list[Step]) -> None:
    play = EnquiryPlay()
    play.perform(opening("黃美"), "王五")
    for step in history:
        play.now += timedelta(hours=step.hours)
        try:
            play.perform(step.command, step.who)
        except Refusal as refusal:
            play.refusals.append(refusal)
    told = None
    for event in play.events:
        assert isinstance(event, EnquiryEvent)
        told = evolve(told, event)
    assert told == play.stands
    settled = [event for event in play.events if isinstance(event, EnquirySettled)]
    assert len(settled) == (told.status is EnquiryStatus.SATISFIED)
    assert not settled or any(isinstance(event, EnquiryAnswered) for event in play.events)


def test_the_answer_is_due_at_the_same_time_of_the_next_working_day() -> None:
    for asked, due in (
        (at("10:00", "2026-11-23"), at("10:00", "2026-11-24")),
        (at("20:00", "2026-11-23"), at("08:30", "2026-11-25")),
        (at("16:00", "2026-11-28"), at("16:00", "2026-11-30")),  # Saturday: Sunday does not count
    ):
        play = EnquiryPlay(now=asked)
        play.perform(opening(), "王五")
        assert play.stands.due_at == due


def test_what_is_asked_of_a_department_waits_while_its_clocks_stand_still() -> None:
    power = Suspension(
        id=1, starts_at=at("10:30"), ends_at=at("11:30"), departments=("production",), reason="停電"
    )
    for department, due in (("production", "11:00"), ("logistics", "10:00"), ("", "10:00")):
        play = EnquiryPlay(suspensions=(power,))
        play.perform(opening(department=department), "王五")
        assert play.stands.due_at == at(due, "2026-11-24")


def test_who_asks_herself_has_nobody_in_her_place_until_somebody_takes_it_over() -> None:
    play = EnquiryPlay()
    play.perform(opening("李小明"), "李小明")
    assert play.stands.watcher is None
    play.perform(TakeEnquiry(enquiry=NUMBER), "王五")
    assert play.stands.watcher == person("王五").id


def test_an_overdue_one_is_told_to_the_head_to_hr_and_to_who_answers_for_it() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    play.now = play.stands.due_at
    play.perform(RemindEnquiry(enquiry=NUMBER))
    told = set(play.told("enquiry_overdue"))
    assert {person(name).id for name in ("趙主任", "周靜", "王五")} <= told
    assert person("李小明").id not in told


def test_the_only_one_who_could_answer_asked_herself_so_hr_is_told() -> None:
    play = EnquiryPlay()
    play.perform(opening("趙主任", "logistics"), "王五")
    assert person("趙主任").id not in play.told("enquiry_owed")
    assert play.told("enquiry_owed")


def suspended(starts: str, ends: str, *departments: str, day: str = "2026-11-23") -> Suspension:
    return Suspension(
        id=1, starts_at=at(starts, day), ends_at=at(ends, day), departments=departments, reason="停電"
    )


def test_a_suspension_moves_the_due_time_and_the_reminder_by_as_much() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    assert play.stands.due_at == at("10:00", "2026-11-24")
    remind_at = play.stands.next_at
    assert remind_at is not None
    play.suspensions = (suspended("14:00", "16:00", "logistics"),)
    play.now = at("13:50")
    play.perform(ReckonEnquiry(enquiry=NUMBER))
    assert play.stands.due_at > at("10:00", "2026-11-24")
    assert play.stands.next_at is not None
    assert play.stands.next_at > remind_at
    moved = play.stands.due_at
    play.suspensions = ()
    play.perform(ReckonEnquiry(enquiry=NUMBER))
    assert (
        (play.stands.due_at, play.stands.next_at) == (at("10:00", "2026-11-24"), remind_at) != (moved, None)
    )


def test_a_suspension_of_others_or_after_its_time_moves_nothing() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    for one in (suspended("14:00", "16:00", "orders"), suspended("14:00", "16:00", day="2026-11-25")):
        play.suspensions = (one,)
        play.perform(ReckonEnquiry(enquiry=NUMBER))
        assert play.stands.due_at == at("10:00", "2026-11-24")


def test_what_is_overdue_stays_overdue_whatever_is_suspended() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    play.now = at("10:01", "2026-11-24")
    play.perform(RemindEnquiry(enquiry=NUMBER))
    before = play.stands
    play.suspensions = (suspended("14:00", "16:00", day="2026-11-24"),)
    play.perform(ReckonEnquiry(enquiry=NUMBER))
    assert play.stands == before


def test_who_asked_withdraws_and_nobody_owes_an_answer_any_more() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    assert play.refused(WithdrawEnquiry(enquiry=NUMBER), "王五").name == "enquiry_of_asker"
    play.perform(WithdrawEnquiry(enquiry=NUMBER), "李小明")
    assert play.stands.status is EnquiryStatus.WITHDRAWN
    told = play.told("enquiry_withdrawn")
    assert {person("趙主任").id, person("王五").id, None} == set(told)
    assert play.refused(WithdrawEnquiry(enquiry=NUMBER), "李小明").name == "enquiry_withdrawn"
    assert play.refused(AnswerEnquiry(enquiry=NUMBER, text="11/27"), "趙主任").name == "enquiry_withdrawn"
    play.now = at("10:01", "2026-11-24")
    play.perform(RemindEnquiry(enquiry=NUMBER))
    assert not play.told("enquiry_overdue")


def test_what_is_answered_cannot_be_withdrawn() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    play.perform(AnswerEnquiry(enquiry=NUMBER, text="11/27 到貨"), "趙主任")
    assert play.refused(WithdrawEnquiry(enquiry=NUMBER), "李小明").name == "enquiry_over"


def test_words_without_the_label_are_an_answer_only_once_who_may_give_it_says_so() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    remark = AnswerEnquiry(enquiry=NUMBER, text="11/27 到貨", remark=True, brought_by=7)
    for talker in ("李小明", "錢主管"):  # who asked, and who has nothing to do with it
        assert play.perform(remark, talker) is None
    asked = play.perform(remark, "趙主任")
    assert asked is not None
    assert (asked.name, asked.to, asked.facts["said"]) == (
        "enquiry_whether_answer",
        person("趙主任").id,
        "11/27 到貨",
    )
    assert [button.subject for row in asked.buttons for button in row] == [7, 7]
    assert play.stands.is_open, "talk ends nothing"
    assert play.perform(LeaveAsTalk(enquiry=NUMBER), "趙主任") is None
    written = play.now
    play.now = play.stands.due_at + timedelta(minutes=5)
    play.perform(AnswerEnquiry(enquiry=NUMBER, text="11/27 到貨", said_at=written), "趙主任")
    assert [(one.text, one.at) for one in play.stands.replies] == [("11/27 到貨", written)]
    assert play.stands.answered_at == written, "its time is when it was written"
    thanks = remark.model_copy(update={"text": "不客氣"})
    assert play.perform(thanks, "趙主任") is None, (
        "where there is an answer, words without the label are talk"
    )


def test_a_nod_does_not_end_what_is_owed() -> None:
    play = EnquiryPlay()
    play.perform(opening(department="logistics"), "王五")
    nod = AnswerEnquiry(enquiry=NUMBER, text="好的", bare=True)
    assert play.refused(nod, "趙主任").name == "enquiry_bare"
    assert play.stands.is_open


def test_who_asked_hears_where_she_asked_who_answers_now() -> None:
    play = EnquiryPlay()
    account = person("李小明").telegram_id or 0
    receipt = play.perform(opening(chat=account), "李小明", chat=account)
    assert receipt is not None
    assert (receipt.name, receipt.chat_id) == ("enquiry_received", account)
    assert [button.errand for row in receipt.buttons for button in row] == [Errand.WITHDRAW_ENQUIRY]
    play.perform(RouteEnquiry(enquiry=NUMBER, department="logistics"), "周靜")
    play.perform(TakeEnquiry(enquiry=NUMBER), "王五")
    told = {one.name: one for one in play.said if one.chat_id == account}
    assert told["enquiry_routed"].facts["office"] == "物流部"
    assert told["enquiry_watched"].facts["watcher"]
