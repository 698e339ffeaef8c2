"""A post changes hands while money waits for it: the new holder is asked at once, and HR where nobody is left (Q31)."""

from datetime import datetime

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person
from tests.unit.workflow.freight_play import V1, drafted, signed_by_heads
from tests.unit.workflow.freight_play import press as press_voucher
from tests.unit.workflow.play import Play, posted_product
from tests.unit.workflow.test_flow_form import TUESDAY, WEDNESDAY, press, ruled, step
from workflow.commands import GoneAway, Reseat, Stimulus
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.flow import Step
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Absence, Person, Position


def posted(name: str, department: str, position: Position) -> Person:
    return person(name).model_copy(update={"department": department, "position": position})


def reseated(
    play: Play, who: str, *changed: Person, when: str = "14:00", absences: tuple[Absence, ...] = ()
) -> list[str]:
    """The people as they are now; return what `who` is told because of that."""
    posts = {one.id: one for one in changed}
    people = tuple(posts.get(one.id, one) for one in PEOPLE)
    play.directory = Directory(departments=DEPARTMENTS, people=people, absences=absences)
    before = len(play.said)
    play.perform(Reseat(case=1, person=person(who).id), Stimulus(now=at(when), at=at(when)))
    return [notice.name for notice in play.said[before:] if notice.to == person(who).id]


OLD_HEAD = posted("錢主管", "admin", Position.STAFF)
NEW_HEAD = posted("孫強", "production", Position.MANAGER)


def test_a_new_head_is_asked_to_sign_at_once_and_the_old_one_reads_who_signs() -> None:
    play = ruled()
    assert reseated(play, "孫強", OLD_HEAD, NEW_HEAD) == ["duty_sign"]
    with pytest.raises(Refusal, match="not_entitled") as refused:
        press(play, "錢主管", Act.SIGN_FORM, "14:01")
    assert refused.value.facts["people"] == ["孫強"]
    press(play, "孫強", Act.SIGN_FORM, "14:02")
    assert step(play) is Step.OPINION


def test_nothing_is_said_where_nothing_changes_hands() -> None:
    play = ruled()
    before = play.case
    assert reseated(play, "黃美", posted("黃美", "service", Position.STAFF)) == []
    assert play.case == before


def test_a_new_vice_president_is_asked_for_the_opinion() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    old = posted("張副總", "admin", Position.STAFF)
    assert reseated(play, "黃美", old, posted("黃美", "sales_vp", Position.VICE_PRESIDENT)) == ["duty_opine"]


def test_a_signature_given_stands_whoever_holds_the_post_afterwards() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    assert reseated(play, "孫強", OLD_HEAD, NEW_HEAD) == []
    assert step(play) is Step.OPINION


def test_a_new_head_is_asked_to_sign_the_voucher_and_the_duty_goes_on() -> None:
    play = drafted()
    opened = play.case.duties[f"voucher_sign/1/production/{V1}"].starts_at
    assert reseated(play, "孫強", OLD_HEAD, NEW_HEAD) == ["duty_sign", "duty_voucher_sign"]
    duty = play.case.duties[f"voucher_sign/1/production/{V1}"]
    assert (duty.person, duty.starts_at, duty.is_open) == (person("孫強").id, opened, True)
    with pytest.raises(Refusal, match="not_entitled"):
        press_voucher(play, "錢主管", Act.SIGN_VOUCHER, at("14:01"), department="production")


def test_who_comes_to_an_office_that_has_to_sign_or_pay_is_asked_too() -> None:
    play = signed_by_heads(drafted())
    came = posted("黃美", "orders", Position.ASSISTANT)
    assert reseated(play, "黃美", came) == ["duty_voucher_countersign"]
    press_voucher(play, "黃美", Act.COUNTERSIGN_VOUCHER, at("14:02"))
    teller = posted("馬力", "finance", Position.STAFF)
    assert reseated(play, "馬力", came, teller) == ["duty_voucher_pay"]


def test_a_head_who_leaves_is_signed_for_by_the_next_above_who_is_asked_at_once() -> None:
    play = drafted()
    gone = person("錢主管").model_copy(update={"active": False})
    reseated(play, "錢主管", gone)
    asked = [
        n.to for n in play.said if n.name == "duty_voucher_sign" and n.facts["duty"]["department"] == "生產部"
    ]
    assert asked == [person("錢主管").id, person("王總").id]


def test_who_newly_stands_in_for_a_head_is_asked_at_once() -> None:
    play = ruled()
    assert reseated(play, "孫強", absences=(away(accepted=True),)) == ["duty_sign"]
    press(play, "孫強", Act.SIGN_FORM, "14:01")
    assert play.case.flow is not None
    assert play.case.flow.heads["production"].stands_in


# Nobody to sign


def away(*, accepted: bool) -> Absence:
    """錢主管 is away for two days, 孫強 asked to stand in."""
    return Absence(
        person=person("錢主管").id,
        deputy=person("孫強").id,
        starts_at=at("08:00"),
        ends_at=at("18:00", TUESDAY),
        registered_at=at("08:00"),
        accepted_at=at("08:01") if accepted else None,
    )


def told_hr(play: Play) -> list[dict[str, object]]:
    return [n.facts for n in play.said if n.name == "nobody_to_sign" and n.to == person("周靜").id]


def test_hr_hears_at_once_that_the_head_is_away_without_a_deputy_and_from_when_it_may_go_on() -> None:
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(away(accepted=False),))
    play.reply("錢主管", at("11:20"), "production")
    (told,) = told_hr(play)
    assert told["head"]["name"] == "錢主管"
    assert told["until"] == at("08:30", TUESDAY).isoformat()
    with pytest.raises(Refusal, match="heads_have_time"):
        press(play, "周靜", Act.FORWARD_FORM, "14:00")
    play.judge(at("08:30", TUESDAY))
    press(play, "周靜", Act.FORWARD_FORM, "08:31", TUESDAY)
    assert step(play) is Step.OPINION


NOON = at("12:00")


def gone_away(play: Play, absence: Absence, when: datetime = NOON) -> list[dict[str, object]]:
    """What HR is told because 錢主管 registered the absence."""
    play.directory = Directory(departments=DEPARTMENTS, people=PEOPLE, absences=(absence,))
    play.perform(GoneAway(case=1), Stimulus(now=when, at=when, actor=absence.person))
    return told_hr(play)


def test_hr_hears_at_once_of_an_absence_also_before_it_begins_and_whose_deputy_has_not_accepted() -> None:
    play = drafted()  # a flow form and a voucher wait for him
    begins = {"starts_at": at("13:30"), "registered_at": at("11:40")}
    told = gone_away(play, away(accepted=False).model_copy(update=begins))
    assert [one["duty"]["what"] for one in told] == ["sign", "voucher_sign"]
    assert all(one["head"]["name"] == "錢主管" for one in told)
    assert told[0]["absence"]["starts_at"] == at("13:30").isoformat()
    assert [one["until"] for one in told] == [at("08:30", TUESDAY).isoformat(), None]


def test_hr_hears_nothing_of_an_absence_whose_deputy_may_sign_or_that_leaves_nothing_waiting() -> None:
    assert gone_away(drafted(), away(accepted=True)) == []
    play = drafted()
    press(play, "錢主管", Act.SIGN_FORM)
    press_voucher(play, "錢主管", Act.SIGN_VOUCHER, at("11:41"), department="production")
    assert gone_away(play, away(accepted=False)) == []


def test_once_the_heads_time_is_over_the_absence_is_told_beside_the_button_to_go_on() -> None:
    play = ruled()
    play.judge(at("08:31", TUESDAY))
    told = gone_away(play, away(accepted=False), at("09:00", TUESDAY))[-1]
    assert told["overdue"]
    (button,) = play.said[-1].buttons[0]
    assert button.act is Act.FORWARD_FORM
    press(play, "周靜", Act.FORWARD_FORM, "09:01", TUESDAY)
    assert step(play) is Step.OPINION


def test_a_deputy_who_is_the_complainant_covers_no_signature_on_her_own_complaint() -> None:
    play = ruled()
    (told,) = gone_away(play, away(accepted=True).model_copy(update={"deputy": person("李小明").id}))
    assert (told["absence"]["accepted"], told["absence"]["deputy"]["name"]) == (True, "李小明")


def test_hr_hears_at_once_where_no_head_is_left_at_all() -> None:
    play = ruled()
    gone = [person(name).model_copy(update={"active": False}) for name in ("錢主管", "王總")]
    assert reseated(play, "周靜", *gone) == ["nobody_to_sign"]
    assert told_hr(play)[0]["head"] is None
    play.judge(at("08:30", TUESDAY))
    press(play, "周靜", Act.FORWARD_FORM, "08:31", TUESDAY)
    assert step(play) is Step.OPINION


# Reminders


@pytest.mark.parametrize("kind", [DutyKind.SIGN, DutyKind.FORWARD])
def test_an_unsigned_form_is_asked_for_every_working_day_until_it_is_signed(kind: DutyKind) -> None:
    play = ruled()
    play.judge(at("12:00", TUESDAY))
    counted = []
    for day in (TUESDAY, WEDNESDAY, "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-30"):
        before = len(play.said)
        play.remind(at("17:59", day))
        counted.append(
            sum(n.name == "reminder" and n.facts["duty"]["what"] == kind for n in play.said[before:])
        )
        assert play.case.open_duties(kind)[0].next_reminder is not None
    assert all(counted), counted
