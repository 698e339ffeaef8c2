"""Fines to the second and to the letter: when one is held, what may become of it, and what of the money (C26-C27, Q11)."""

from datetime import datetime
from typing import Any

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.unit.workflow.play import Play, handled_product
from workflow import events as ev
from workflow import views
from workflow.commands import Ask, Stimulus
from workflow.directory import Directory
from workflow.fines import Fine, FineStatus, Ground, HoldReason
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Absence, Penalty, Rules, Window

S = FineStatus
WORDS = {"text": " 理由 "}


def judged(**evidence: Any) -> Play:
    """Nobody replied by 13:51."""
    play = handled_product()
    play.judge(at("13:51"), **evidence)
    return play


def held(play: Play, department: str = "logistics") -> tuple[HoldReason, ...]:
    return play.fine(department).reasons


# When a miss is judged


def test_nothing_is_judged_before_its_time_and_everything_at_it() -> None:
    play = handled_product()
    assert play.judge(at("13:50:59")) == ()
    play.judge(at("13:51"))
    assert len(play.case.fines) == 3


def test_a_fine_is_of_its_duty_and_its_amount_that_of_the_rules() -> None:
    play = handled_product()
    play.rules = Rules(penalty=Penalty(amount=80))
    play.judge(at("13:51:05"))
    fine = play.fine("logistics")
    assert (fine.amount, fine.round, fine.due_at, fine.issued_at) == (80, 1, at("13:51"), at("13:51:05"))
    assert (fine.person, fine.head) == (person("趙主任").id, person("趙主任").id)
    assert fine.objection_until == at("13:52", "2026-11-26")
    assert (fine.status, fine.reasons, fine.ground, fine.minutes_late) == (
        S.ISSUED,
        (),
        Ground.DECISION,
        None,
    )


def test_fines_are_numbered_on_and_share_the_notice_of_the_first() -> None:
    play = judged()
    fines = sorted(play.case.fines.values(), key=lambda fine: fine.number)
    assert [fine.number for fine in fines] == [f"F-20261123-00{n}" for n in (1, 2, 3)]
    assert {fine.notice for fine in fines} == {"F-20261123-001"}


def test_what_is_held_stands_under_its_own_number_and_not_in_the_notice_of_the_others() -> None:
    play = judged(unclear=(("logistics", at("11:00")),))
    assert held(play) == (HoldReason.UNCLEAR,)
    assert play.fine("logistics").notice == play.fine("logistics").number
    others = {play.fine(name).notice for name in ("production", "purchasing")}
    assert len(others) == 1
    assert play.fine("logistics").notice not in others


# What makes it doubtful: from the start of the clock to its end, both included


@pytest.mark.parametrize(
    ("moment", "counts"), [("10:20:59", False), ("10:21", True), ("13:51", True), ("13:51:01", False)]
)
def test_what_could_not_be_read_or_placed_holds_the_fine_if_it_may_have_been_the_reply(
    moment: str, *, counts: bool
) -> None:
    assert held(judged(unread=(at(moment),))) == ((HoldReason.UNREAD,) if counts else ())
    assert held(judged(unclear=(("logistics", at(moment)),))) == ((HoldReason.UNCLEAR,) if counts else ())
    assert held(judged(unclear=(("production", at(moment)),))) == ()


@pytest.mark.parametrize(("placed", "counts"), [("10:21", False), ("10:22", True), ("13:51:03", True)])
def test_a_head_who_came_after_the_clock_had_started_is_not_fined_before_hr_decides(
    placed: str, *, counts: bool
) -> None:
    assert held(judged(placed=(("logistics", at(placed)),))) == ((HoldReason.NEW_HEAD,) if counts else ())
    assert held(judged(placed=(("production", at(placed)),))) == ()


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        ("10:00", "10:21", False),
        ("10:00", "10:21:01", True),
        ("12:30", "12:40", True),
        ("13:50:59", "14:00", True),
        ("13:51", "14:00", False),
    ],
)
def test_an_outage_holds_the_fine_if_any_of_it_lay_in_the_time(
    since: str, until: str, *, counts: bool
) -> None:
    play = handled_product()
    play.outages = (Window(starts_at=at(since), ends_at=at(until)),)
    play.judge(at("13:51"))
    assert held(play) == ((HoldReason.OUTAGE,) if counts else ())


@pytest.mark.parametrize(("pinged", "counts"), [("11:21", False), ("11:21:01", True)])
def test_a_ping_within_the_first_half_is_in_time(pinged: str, *, counts: bool) -> None:
    play = handled_product()
    duties = {
        key: duty.model_copy(update={"pinged_at": at(pinged)}) for key, duty in play.case.duties.items()
    }
    play.case = play.case.model_copy(update={"duties": duties})
    play.judge(at("13:51"))
    assert held(play) == ((HoldReason.PING_LATE,) if counts else ())


def test_a_year_without_holidays_holds_the_fine() -> None:
    play = handled_product()
    duties = {key: duty.model_copy(update={"certain": False}) for key, duty in play.case.duties.items()}
    play.case = play.case.model_copy(update={"duties": duties})
    play.judge(at("13:51"))
    assert held(play) == (HoldReason.NO_CALENDAR,)


def away(accepted: str | None, registered: str = "09:00") -> Absence:
    return Absence(
        person=person("趙主任").id, deputy=person("馬力").id, starts_at=at("08:30"), ends_at=at("18:00"),
        registered_at=at(registered), accepted_at=at(accepted) if accepted else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("absence", "payer", "reasons"),
    [
        (away("10:21"), "馬力", ()),  # accepted by the moment the clock started
        (away("10:21", registered="10:21"), "馬力", ()),
        (away("10:22"), None, (HoldReason.AWAY,)),
        (away(None), None, (HoldReason.AWAY,)),
        (away("10:30", registered="10:22"), "趙主任", ()),  # entered later: changes nothing
    ],
)
def test_who_pays_is_who_was_on_duty_when_the_clock_started(
    absence: Absence, payer: str | None, reasons: tuple[HoldReason, ...]
) -> None:
    play = handled_product()
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(absence,))
    play.judge(at("13:51"))
    fine = play.fine("logistics")
    assert fine.person == (person(payer).id if payer else None)
    assert (fine.head, fine.reasons) == (person("趙主任").id, reasons)


def test_where_the_post_is_vacant_nobody_is_fined_and_hr_cannot_confirm_it() -> None:
    play = handled_product()
    people = tuple(one for one in PEOPLE if one.name != "趙主任")
    play.directory = Directory(departments=DEPARTMENTS, people=people)
    play.judge(at("13:51"))
    assert (held(play), play.fine("logistics").person) == ((HoldReason.VACANT,), None)
    with pytest.raises(Refusal, match="nobody_to_fine"):
        play.do("周靜", Act.CONFIRM_FINE, at("14:00"), fine=play.fine("logistics").number)


# What may become of it


def standing(status: FineStatus) -> Play:
    """A fine of 物流部 of 13:51, as it came to stand."""
    play = judged()
    fine = play.fine("logistics").model_copy(update={"status": status})
    play.case = play.case.model_copy(update={"fines": {**play.case.fines, fine.number: fine}})
    return play


BECOMES: dict[Act, tuple[str, dict[FineStatus, FineStatus]]] = {
    Act.CONFIRM_FINE: ("周靜", {S.HELD: S.ISSUED}),
    Act.DROP_FINE: ("周靜", {S.HELD: S.DROPPED}),
    Act.WAIVE: (
        "周靜",
        {S.ISSUED: S.WAIVED, S.OBJECTED: S.WAIVED, S.UPHELD: S.WAIVED, S.PAID: S.REFUND_OWED},
    ),
    Act.OBJECT: ("趙主任", {S.ISSUED: S.OBJECTED}),
    Act.KEEP_FINE: ("嚴主任", {S.OBJECTED: S.UPHELD}),
    Act.LIFT_FINE: ("嚴主任", {S.OBJECTED: S.LIFTED}),
    Act.MARK_PAID: ("周靜", {S.ISSUED: S.PAID, S.UPHELD: S.PAID}),
    Act.MARK_REFUNDED: ("周靜", {S.REFUND_OWED: S.REFUNDED}),
}


WORDLESS = frozenset({Act.MARK_REFUNDED})


def _last_word(fine: Fine, act: Act) -> tuple[str, datetime | None, int | None]:
    """Why, when and by whom; an objection keeps its own reason, and a refund stands beside what came to nothing."""
    if act is Act.MARK_REFUNDED:
        return "", fine.refunded_at, fine.refunded_by
    reason = fine.objected_reason if act is Act.OBJECT else fine.note
    return reason, fine.changed_at, fine.changed_by


@pytest.mark.parametrize("status", list(FineStatus))
@pytest.mark.parametrize("act", list(BECOMES))
def test_every_act_on_a_fine_as_it_stands(act: Act, status: FineStatus) -> None:
    who, becomes = BECOMES[act]
    play = standing(status)
    number = play.fine("logistics").number
    if status in becomes:
        play.do(who, act, at("14:00"), fine=number, **WORDS)
        fine = play.fine("logistics")
        assert (fine.status, fine.ground) == (becomes[status], Ground.DECISION)
        assert _last_word(fine, act) == ("理由" if act not in WORDLESS else "", at("14:00"), person(who).id)
        return
    before = play.case
    with pytest.raises(Refusal, match="fine_status") as refused:
        play.do(who, act, at("14:00"), fine=number, **WORDS)
    assert refused.value.facts == {"fine": number, "status": status, "act": act}
    assert play.case == before


@pytest.mark.parametrize("act", [Act.WAIVE, Act.OBJECT, Act.KEEP_FINE, Act.LIFT_FINE])
def test_what_is_done_to_a_fine_needs_a_reason(act: Act) -> None:
    who, becomes = BECOMES[act]
    play = standing(next(iter(becomes)))
    with pytest.raises(Refusal, match="reason_missing"):
        play.do(who, act, at("14:00"), fine=play.fine("logistics").number, text=" ")


def test_the_reason_that_follows_a_bare_objection_reaches_its_judge_with_it() -> None:
    play = judged()
    number = play.fine("logistics").number
    play.do("趙主任", Act.OBJECT, at("14:30"), fine=number, text="不服")
    play.do("趙主任", Act.OBJECT, at("14:32"), fine=number, text="當時停電，配電房可證明")
    (*_, asked) = (one for one in play.said if one.name == "objection_request")
    assert asked.to == person("嚴主任").id
    assert asked.facts["fine"]["objected_reason"] == "不服\n當時停電，配電房可證明"  # type: ignore[index]
    for again in ("當時停電，配電房可證明", " "):
        with pytest.raises(Refusal, match="fine_status"):
            play.do("趙主任", Act.OBJECT, at("14:33"), fine=number, text=again)
    play.do("嚴主任", Act.KEEP_FINE, at("14:40"), fine=number, text="已查證，沒有停電")
    with pytest.raises(Refusal, match="fine_status"):
        play.do("趙主任", Act.OBJECT, at("14:41"), fine=number, text="還有照片")


def test_an_objection_is_in_time_up_to_its_last_moment() -> None:
    last = "2026-11-26"
    in_time, late = judged(), judged()
    number = in_time.fine("logistics").number
    until = in_time.fine("logistics").objection_until
    assert until == at("13:51", last)
    in_time.do("趙主任", Act.OBJECT, at("13:51", last), fine=number, **WORDS)
    assert in_time.fine("logistics").status is S.OBJECTED
    with pytest.raises(Refusal, match="objection_too_late") as refused:
        late.do("趙主任", Act.OBJECT, at("13:51:01", last), fine=number, **WORDS)
    assert refused.value.facts == {"until": until.isoformat()}


def test_a_fine_that_was_held_can_be_objected_to_for_three_days_from_its_confirmation() -> None:
    play = judged(unread=(at("11:00"),))
    number = play.fine("logistics").number
    play.do("周靜", Act.CONFIRM_FINE, at("16:00", "2026-11-25"), fine=number)
    assert play.fine("logistics").objection_until == at("16:00", "2026-11-28")


# A reply in time that turns up afterwards


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (S.HELD, S.DROPPED),
        *((one, S.REVOKED) for one in (S.ISSUED, S.OBJECTED, S.UPHELD)),
        (S.PAID, S.REFUND_OWED),
        *((one, one) for one in (S.DROPPED, S.WAIVED, S.LIFTED, S.REFUND_OWED, S.REFUNDED)),
    ],
)
def test_a_reply_in_time_takes_back_whatever_still_weighs_on_somebody(
    status: FineStatus, becomes: FineStatus
) -> None:
    play = standing(status)
    play.reply("馬力", at("13:51"), "purchasing", now=at("14:10"))
    fine = play.fine("logistics")
    assert fine.status is becomes
    assert (fine.ground is Ground.IN_TIME) == (becomes is not status)
    others = [play.fine(name).status for name in ("production", "purchasing")]
    assert others == [S.ISSUED, S.ISSUED]


@pytest.mark.parametrize(
    ("replied", "minutes"), [("13:51:01", 1), ("13:52", 1), ("13:52:01", 2), ("14:21", 30), ("18:30", 249)]
)
def test_how_late_a_reply_was_counts_working_minutes_rounded_up(replied: str, minutes: int) -> None:
    play = judged()
    play.reply("馬力", at(replied), "purchasing")
    assert play.fine("logistics").minutes_late == minutes
    assert play.fine("logistics").status is S.ISSUED


# The ruling finds the fined department not responsible


def reviewed(status: FineStatus = S.ISSUED) -> tuple[Play, str]:
    play = standing(status)
    play.reply("錢主管", at("14:00"), "production")
    return play, play.fine("logistics").number


def test_hr_rescinds_what_the_ruling_clears_and_owes_back_what_was_paid() -> None:
    for status, becomes in ((S.ISSUED, S.LIFTED), (S.PAID, S.REFUND_OWED)):
        play, number = reviewed(status)
        play.do("周靜", Act.RESCIND_FINE, at("14:05"), fine=number, press=True)
        assert (play.fine("logistics").status, play.fine("logistics").ground) == (becomes, Ground.RULING)


def test_hr_keeps_it_with_a_reason_once() -> None:
    play, number = reviewed()
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("周靜", Act.RETAIN_FINE, at("14:05"), fine=number)
    play.do("周靜", Act.RETAIN_FINE, at("14:05"), fine=number, **WORDS)
    fine = play.fine("logistics")
    assert (fine.status, fine.kept_at, fine.kept_by, fine.kept_reason) == (
        S.ISSUED,
        at("14:05"),
        person("周靜").id,
        "理由",
    )
    for act in (Act.RETAIN_FINE, Act.RESCIND_FINE):
        with pytest.raises(Refusal, match="fine_retained") as refused:
            play.do("許文", act, at("14:06"), fine=number, **WORDS)
        assert refused.value.facts == {"fine": number, "by": "周靜", "at": at("14:05").isoformat()}


def test_a_fine_that_the_ruling_does_not_clear_is_not_reviewed() -> None:
    play, _ = reviewed()
    with pytest.raises(Refusal, match="fine_not_reviewed"):
        play.do("周靜", Act.RESCIND_FINE, at("14:05"), fine=play.fine("production").number)


def test_who_may_not_object_to_any_fine_of_the_notice_learns_who_may() -> None:
    play = judged()
    stimulus = Stimulus(now=at("14:00"), at=at("14:00"), actor=person("馬力").id)
    for number in ("", play.fine("logistics").notice):
        with pytest.raises(Refusal, match="not_entitled") as refused:
            play.perform(Ask(case=1, act=Act.OBJECT, fine=number), stimulus)
        assert refused.value.facts["people"] == ["趙主任"]


def test_a_number_that_is_no_fine_of_the_case_is_said_to_be_none() -> None:
    play = judged()
    with pytest.raises(Refusal, match="fine_unknown") as refused:
        play.do("周靜", Act.WAIVE, at("14:00"), fine="F-20261123-099", **WORDS)
    assert refused.value.facts == {"fine": "F-20261123-099"}


def test_one_miss_of_a_round_is_one_fine_however_often_it_is_looked_at() -> None:
    play = judged()
    before: dict[str, Fine] = play.case.fines
    duties = {key: duty.model_copy(update={"missed_at": None}) for key, duty in play.case.duties.items()}
    play.case = play.case.model_copy(update={"duties": duties})
    events = play.judge(at("14:00"))
    assert play.case.fines == before
    assert not any(isinstance(one, ev.FineOpened) for one in events)


def test_a_fine_nobody_heard_of_is_never_announced_and_the_overdue_post_is_put_right_once() -> None:
    play = handled_product()
    gap = Window(starts_at=at("11:00"), ends_at=at("11:20"))
    play.outages = (gap,)
    play.judge(at("13:51"))
    play.said.clear()
    play.reply("錢主管", at("13:50"), "production", now=at("14:02"))
    assert {fine.status for fine in play.case.fines.values()} == {FineStatus.DROPPED}
    assert views.cards_wanted(play.case, tuple(play.events)) == ("case",)
    assert not {"fine_changed", "fined"} & set(play.names())
    (put_right,) = [notice for notice in play.said if notice.name == "miss_corrected"]
    said = {(duty["department"], duty["ending"]) for duty in put_right.facts["duties"]}
    assert said == {("生產部", "done"), ("採購部", "released"), ("物流部", "released")}
