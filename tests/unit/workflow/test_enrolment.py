"""How people come, move and go (design section 4): HR decides, and whatever a stranger types has a clear answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.workflow.staff_play import STRANGER, StaffPlay
from texts import render
from workflow.applications import LONGEST_NAME, ApplicationStatus, checked_name
from workflow.directory import Post
from workflow.refusals import Refusal
from workflow.staff_commands import Admit, Apply, Leave, Move, RefuseApplication, ShowStaff
from workflow.values import Position


def test_a_stranger_is_asked_three_things_and_hr_admits_her() -> None:
    play = StaffPlay()
    application = play.applied()
    assert [notice.name for notice in play.said] == [
        *("apply_name", "apply_department", "apply_position", "application_sent"),
        *("application_request", "application_request"),  # both of HR
    ]
    play.perform(Admit(application=application), "許文")
    new = play.named("新人")
    assert (new.department, new.position, new.telegram_id) == ("sales", Position.STAFF, STRANGER)
    assert new.reachable
    assert play.newest("welcome").chat_id == STRANGER
    assert play.directory.application(application).decided_by == play.named("許文").id  # type: ignore[union-attr]


def test_only_hr_decides_about_applicants() -> None:
    play = StaffPlay()
    application = play.applied()
    for command in (Admit(application=application), RefuseApplication(application=application), ShowStaff()):
        assert play.refused(command, "陳經理").name == "not_hr"
    assert play.refused(Admit(application=application)).name == "not_enrolled"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("<b>王五</b>", "name_signs"),
        ("王五 13912345678", "name_signs"),
        ("王" * 200, "name_long"),
        ("\u3000 ", "name_empty"),
        ("·", "name_empty"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(typed: str, name: str) -> None:
    play = StaffPlay()
    play.perform(Apply(telegram_id=STRANGER))
    assert play.refused(Apply(telegram_id=STRANGER, name=typed)).name == name


@given(typed=st.text(max_size=300))
def test_whatever_is_typed_becomes_a_usable_name_or_a_refusal(typed: str) -> None:
    try:
        name = checked_name(typed)
    except Refusal:
        return
    assert 0 < len(name) <= LONGEST_NAME
    assert checked_name(name) == name
    assert not set(name) & set("<>&\n")


def test_a_name_can_be_put_right_until_everything_is_told() -> None:
    play = StaffPlay()
    for more in ({}, {"name": "新入"}, {"department": "sales"}, {"renames": True}, {"name": "新人"}):
        play.perform(Apply(telegram_id=STRANGER, **more))  # type: ignore[arg-type]
    assert play.said[-2].facts["called"] == "新入"
    assert play.said[-1].name == "apply_position"  # the department told before stays
    application = play.directory.application_of(STRANGER)
    assert application is not None
    assert application.name == "新人"
    assert len(play.directory.applications) == 1


def test_words_that_are_none_of_the_choices_change_nothing() -> None:
    play = StaffPlay()
    for more in ({}, {"name": "新人"}, {"department": "sales"}):
        play.perform(Apply(telegram_id=STRANGER, **more))  # type: ignore[arg-type]
    assert play.perform(Apply(telegram_id=STRANGER, unread="業務員")) == ()
    asked = play.said[-1]
    assert (asked.name, asked.facts["unread"], asked.facts["name"]) == ("apply_position", "業務員", "新人")
    assert len([button for row in asked.buttons for button in row]) == len(Position) + 2  # and 上一步, 改姓名


def test_a_button_pressed_before_the_name_asks_for_the_name() -> None:
    play = StaffPlay()
    assert play.refused(Apply(telegram_id=STRANGER, department="sales")).name == "name_first"


def test_who_waits_for_hr_is_told_so_and_changes_nothing() -> None:
    play = StaffPlay()
    play.applied()
    assert play.perform(Apply(telegram_id=STRANGER, name="別名")) == ()
    assert play.said[-1].name == "application_waiting"


def test_who_is_enrolled_does_not_apply_again() -> None:
    play = StaffPlay()
    assert play.refused(Apply(telegram_id=1012)).name == "enrolled_already"


def test_a_refused_applicant_hears_why_and_may_apply_again() -> None:
    play = StaffPlay()
    application = play.applied()
    play.perform(RefuseApplication(application=application), "周靜")
    assert play.newest("ask_refuse_application").asked == play.named("周靜").id
    play.perform(RefuseApplication(application=application, reason="不是本公司員工"), "周靜")
    assert play.newest("application_refused").facts["reason"] == "不是本公司員工"
    refusal = play.refused(Admit(application=application), "許文")
    assert refusal.name == "application_over"
    assert play.applied() == application + 1


def test_two_who_apply_as_the_same_person_are_shown_to_hr_who_decides() -> None:
    play = StaffPlay()
    first = play.applied("王五", "orders", account=7001)
    second = play.applied("王五", "orders", account=7002)
    told = play.newest("application_request").facts
    assert told["rivals"] == 1
    assert [one["name"] for one in told["namesakes"]] == ["王五"]  # type: ignore[attr-defined]
    wang = play.named("王五")
    play.perform(Admit(application=second, person=wang.id), "周靜")
    after = play.directory.person(wang.id)
    assert after == wang.model_copy(update={"telegram_id": 7002})
    assert play.directory.by_telegram(1012) is None  # the old telephone
    play.perform(RefuseApplication(application=first, reason="不是本人"), "周靜")
    assert [one.status for one in play.directory.applications] == [
        ApplicationStatus.ADMITTED,
        ApplicationStatus.REFUSED,
    ]


def test_two_people_may_bear_one_name() -> None:
    play = StaffPlay()
    play.perform(Admit(application=play.applied("王五", "sales"), namesakes=1), "周靜")
    assert len(play.directory.namesakes("王五")) == 2


def test_a_message_from_before_her_namesake_was_enrolled_enrols_nobody_twice() -> None:
    play = StaffPlay()
    first, second = play.applied("方小雨", "logistics"), play.applied("方小雨", "logistics", account=5556)
    play.perform(Admit(application=second), "周靜")
    assert play.perform(Admit(application=first), "許文") == ()
    (again,) = [notice for notice in play.said[-1:] if notice.name == "application_request"]
    assert [one["name"] for one in again.facts["namesakes"]] == ["方小雨"]  # type: ignore[attr-defined]
    admit = again.buttons[0][0]
    assert (again.to, admit.choice) == (play.named("許文").id, "1")
    play.perform(Admit(application=first, namesakes=int(admit.choice)), "許文")
    assert len(play.directory.namesakes("方小雨")) == 2


def test_who_leaves_can_do_nothing_more_and_may_come_back_as_the_same_person() -> None:
    play = StaffPlay()
    wang = play.named("王五")
    assert play.perform(Leave(person=wang.id), "周靜") == ()
    assert play.said[-1].facts["above"]
    play.perform(Leave(person=wang.id, sure=True), "周靜")
    assert play.directory.by_telegram(1012) is None
    assert play.directory.person(wang.id) is not None
    assert play.refused(Leave(person=wang.id), "周靜").name == "left_already"
    back = play.applied("王五", "service", account=1012)
    play.perform(Admit(application=back, person=wang.id), "周靜")
    again = play.directory.person(wang.id)
    assert again is not None
    assert (again.active, again.department, again.position) == (True, "service", Position.STAFF)


def test_of_somebody_with_nobody_above_it_is_not_said_that_anything_went_up() -> None:
    play = StaffPlay()
    play.perform(Leave(person=play.named("王總").id, sure=True), "周靜")
    left = play.newest("left")
    assert left.facts["above"] is None
    assert "轉給上一級" not in render(left.name, left.facts)


def test_hr_moves_somebody_step_by_step_and_she_is_told() -> None:
    play = StaffPlay()
    sun = play.named("孫強").id
    assert play.perform(Move(person=sun), "周靜") == ()
    assert play.perform(Move(person=sun, department="logistics"), "周靜") == ()
    play.perform(Move(person=sun, department="logistics", position=Position.MANAGER), "周靜")
    assert play.named("孫強").department == "logistics"
    assert play.newest("you_moved").to == sun


def test_hr_finds_everybody_and_every_application_in_one_list() -> None:
    play = StaffPlay()
    play.applied()
    play.said.clear()
    play.perform(ShowStaff(), "周靜")
    assert [notice.name for notice in play.said] == ["staff", "application_request"]
    play.perform(ShowStaff(department="orders"), "周靜")
    people = play.newest("staff_department").facts["people"]
    assert [one["name"] for one in people] == ["王五", "林助理"]  # type: ignore[attr-defined]


def test_of_several_people_of_one_name_hr_chooses_one() -> None:
    play = StaffPlay()
    both = tuple(person.id for person in play.directory.people if person.name in {"王五", "孫強"})
    play.perform(ShowStaff(people=both, words="五"), "周靜")
    ((first, second),) = play.newest("staff_found").buttons
    assert {first.label, second.label} == {"打單部王五", "生產部孫強"}
    play.perform(ShowStaff(person=first.subject), "周靜")
    assert play.newest("staff_person")


def test_hr_reads_before_it_decides_what_nobody_would_hold_any_more() -> None:
    play = StaffPlay()
    play.perform(Leave(person=play.named("趙主任").id), "周靜")
    assert {"what": Post.HEAD, "department": "物流部"} in play.newest("leave_sure").facts["vacated"]  # type: ignore[operator]
    play.perform(Move(person=play.named("趙主任").id), "周靜")
    assert play.newest("move_department").facts["vacated"]
    play.perform(Leave(person=play.named("馬力").id), "周靜")
    assert play.newest("leave_sure").facts["vacated"] == []


def test_hr_is_warned_of_a_second_holder_of_a_post_that_one_person_holds() -> None:
    play = StaffPlay()
    for more in ({}, {"name": "新人"}, {"department": "logistics"}, {"position": Position.MANAGER}):
        play.perform(Apply(telegram_id=STRANGER, **more))  # type: ignore[arg-type]
    holders = play.newest("application_request").facts["holders"]
    assert [one["name"] for one in holders] == ["趙主任"]  # type: ignore[attr-defined]


def test_the_account_that_is_replaced_is_told() -> None:
    play = StaffPlay()
    wang = play.named("王五")
    play.perform(Admit(application=play.applied("王五", "orders"), person=wang.id), "周靜")
    assert play.newest("account_replaced").chat_id == wang.telegram_id


def test_what_was_tapped_by_mistake_is_put_right_before_hr_has_answered() -> None:
    play = StaffPlay()
    first = play.applied()
    play.perform(Apply(telegram_id=STRANGER, goes_back=True))
    assert play.said[-1].name == "apply_position"
    assert play.refused(Admit(application=first), "周靜").name == "application_over"
    play.perform(Apply(telegram_id=STRANGER, goes_back=True))
    assert play.said[-1].name == "apply_department"
    play.perform(Apply(telegram_id=STRANGER, department="orders"))
    play.perform(Apply(telegram_id=STRANGER, position=Position.STAFF))
    request = play.newest("application_request")
    assert (request.facts["department"], request.facts["rivals"]) == ("打單部", 0)
    play.perform(Admit(application=first + 1), "周靜")
    assert play.named("新人").department == "orders"
