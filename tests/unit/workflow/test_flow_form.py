"""The flow form of a case about money or goods: who signs it, by when, and what becomes of it (C17-C25, Q26-Q34)."""

from datetime import timedelta

import pytest

from tests.company import DEPARTMENTS, PEOPLE, at, person, product_form, service_form
from tests.unit.workflow import freight_play
from tests.unit.workflow.play import Play, posted_product, routed_service
from tests.unit.workflow.test_audit import away
from workflow import events as ev
from workflow import views
from workflow.commands import OWN_DEPARTMENT
from workflow.directory import Directory
from workflow.duties import DutyKind, Ending
from workflow.flow import Step
from workflow.flow_form import flow_form, is_current, ruling_section
from workflow.owing import on_form, variant
from workflow.page_room import WORDS_ON_FORM
from workflow.papers import may_see
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal
from workflow.signing import digest
from workflow.values import Position, Verdict
from workflow.world import Scene

TUESDAY, WEDNESDAY, THURSDAY = "2026-11-24", "2026-11-25", "2026-11-26"


def ruled(
    complainant: str = "李小明", *, replied: str = "11:20", responsible: tuple[str, ...] = ("production",)
) -> Play:
    """生產部 took the responsibility for a case about money."""
    play = Play()
    play.file(product_form(complainant, settlement=True), complainant, at("10:00"))
    play.do("王總" if complainant == "張副總" else "陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at(replied), *responsible)
    return play


def step(play: Play) -> Step:
    assert play.case.flow is not None
    return play.case.flow.step


def revision(play: Play) -> int:
    assert play.case.flow is not None
    return play.case.flow.revision


def press(
    play: Play, who: str, act: Act, when: str = "14:00", day: str = "2026-11-23", **more: object
) -> None:
    """Press a button of the form as it is now, or answer its question."""
    play.do(who, act, at(when, day), press=True, **{"text": "換 40 箱", "revision": revision(play), **more})


def decided(act: Act = Act.AGREE) -> Play:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    press(play, "張副總", Act.WRITE_OPINION)
    press(play, "王總", act)
    return play


def asked(play: Play, name: str) -> set[int | None]:
    return {notice.to for notice in play.said if notice.name == name}


# Who signs


def test_a_department_without_a_head_is_signed_for_by_its_superior() -> None:
    play = ruled()
    gone = {"錢主管": {"active": False}}
    people = tuple(one.model_copy(update=gone.get(one.name, {})) for one in PEOPLE)
    play.directory = Directory(departments=DEPARTMENTS, people=people)
    press(play, "王總", Act.SIGN_FORM)
    assert step(play) is Step.OPINION
    signed = play.case.flow.heads["production"] if play.case.flow else None
    assert signed is not None
    assert signed.stands_in, "the form reads 代: the post is not his"


def test_an_opinion_that_stands_under_a_form_made_anew_is_to_be_signed_or_written_anew() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    assert variant(DutyKind.OPINE, play.case) == ""
    press(play, "張副總", Act.WRITE_OPINION, "14:01")
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    play.do("嚴主任", Act.CHANGE, at("14:20"), text="物流部負責", departments=("logistics",))
    press(play, "趙主任", Act.SIGN_FORM, "14:30")
    assert step(play) is Step.OPINION
    assert variant(DutyKind.OPINE, play.case) == "again"


def test_the_card_offers_no_appeal_once_the_decision_is_signed() -> None:
    def offered(play: Play) -> set[Act | None]:
        card = views.card(play.case, "case", Scene(calendar=play.calendar, directory=play.directory))
        assert card is not None
        return {button.act for row in card.buttons for button in row}

    assert {Act.ACKNOWLEDGE, Act.APPEAL} <= offered(ruled())
    assert offered(decided()) & {Act.ACKNOWLEDGE, Act.APPEAL} == {Act.ACKNOWLEDGE}


def test_a_deputy_signs_for_the_head_and_it_reads_so() -> None:
    play = ruled()
    play.directory = away("錢主管", deputy="孫強")
    press(play, "孫強", Act.SIGN_FORM)
    assert play.case.flow is not None
    signature = play.case.flow.heads["production"]
    assert (signature.by, signature.stands_in) == (person("孫強").id, True)


def test_a_colleague_who_is_no_deputy_does_not_sign() -> None:
    play = ruled()
    with pytest.raises(Refusal, match="not_entitled"):
        press(play, "孫強", Act.SIGN_FORM)


def test_a_vice_president_who_complains_does_not_write_the_opinion_on_his_own_case() -> None:
    play = ruled("張副總")
    press(play, "錢主管", Act.SIGN_FORM)
    assert asked(play, "duty_opine") == {person("王總").id}
    with pytest.raises(Refusal, match="not_entitled"):
        press(play, "張副總", Act.WRITE_OPINION)
    press(play, "王總", Act.WRITE_OPINION)
    assert step(play) is Step.DECISION


def test_where_nobody_is_above_the_complainant_a_vice_president_writes_the_opinion() -> None:
    play = Play()
    play.file(product_form("王總", settlement=True), "王總", at("10:00"))
    play.post(at("10:05"))
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at("11:20"), "production")
    press(play, "錢主管", Act.SIGN_FORM)
    assert asked(play, "duty_opine") == {person("張副總").id}
    press(play, "張副總", Act.WRITE_OPINION)
    assert asked(play, "duty_decide") == {person("丁小玲").id}


def test_a_form_that_was_put_away_is_not_shown_any_more() -> None:
    play = ruled()
    scene = Scene(calendar=play.calendar, directory=play.directory)
    assert flow_form(play.case, scene)
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("11:30"), text="客戶改要維修")
    for case in (play.case, Play().case):
        with pytest.raises(LookupError, match="has no flow form"):
            flow_form(case, scene)


def test_who_is_too_late_for_the_form_learns_who_did_it_last_and_when() -> None:
    play = decided(Act.SEND_BACK)
    press(play, "張副總", Act.WRITE_OPINION, "14:10", text="換 30 箱")
    press(play, "王總", Act.AGREE, "14:20")
    with pytest.raises(Refusal, match="form_not_here") as refused:
        press(play, "丁小玲", Act.AGREE, "14:30")
    told = refused.value.facts
    assert (told["by"], told["at"], told["did"]) == ("王總", at("14:20").isoformat(), DutyKind.DECIDE)
    assert [duty["what"] for duty in told["waits_for"]] == [DutyKind.EXECUTE]


def test_a_head_who_disagreed_and_presses_again_learns_that_and_whom_the_form_waits_for() -> None:
    play = freight_play.ruled("production", "purchasing")
    press(play, "錢主管", Act.DISAGREE, "14:00", text="原料不合格")
    with pytest.raises(Refusal, match="form_not_here") as refused:
        press(play, "錢主管", Act.SIGN_FORM, "14:05")
    told = refused.value.facts
    assert (told["yours"], told["disagreed"], told["at"]) == (True, True, at("14:00").isoformat())
    assert [duty["department"] for duty in told["waits_for"]] == ["採購部"]
    press(play, "孫主任", Act.SIGN_FORM, "14:10")
    with pytest.raises(Refusal, match="form_not_here") as refused:
        press(play, "錢主管", Act.SIGN_FORM, "14:15")
    assert (refused.value.facts["disagreed"], refused.value.facts["yours"]) == (True, True)


def test_who_is_asked_again_about_another_opinion_owed_the_first_no_more() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    press(play, "張副總", Act.WRITE_OPINION)
    events = play.do("張副總", Act.WRITE_OPINION, at("14:10"), text="換 30 箱", revision=revision(play))
    endings = [(one.key, one.ending) for one in events if isinstance(one, ev.DutyEnded)]
    assert endings == [("decide/1/", Ending.CANCELLED)]


def test_the_head_of_an_accused_department_does_not_sign_his_own_case() -> None:
    play = Play()
    form = service_form(target="物流部").model_copy(update={"settlement": True})
    play.file(form, "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    play.do("周靜", Act.ROUTE, at("10:21"), departments=("logistics",))
    play.do("馬力", Act.REPLY, at("11:20"), plan="賠 200 元", departments=("logistics",))
    assert asked(play, "duty_sign") == {person("王總").id}
    with pytest.raises(Refusal, match="not_entitled"):
        press(play, "趙主任", Act.SIGN_FORM)


@pytest.mark.parametrize(("who", "stands_in"), [("王總", False), ("丁小玲", True)])
def test_the_assistants_signature_reads_in_his_place(who: str, *, stands_in: bool) -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    press(play, "張副總", Act.WRITE_OPINION)
    assert asked(play, "duty_decide") == {person("王總").id, person("丁小玲").id}
    press(play, who, Act.AGREE)
    assert play.case.flow is not None
    assert play.case.flow.decision_signature is not None
    assert play.case.flow.decision_signature.stands_in is stands_in


# By when


def test_heads_have_until_the_next_morning_and_hr_until_that_noon() -> None:
    play = ruled()
    assert play.due(DutyKind.SIGN, "production") == at("08:30", TUESDAY)
    assert play.due(DutyKind.FORWARD, "hr") == at("12:00", TUESDAY)


def test_what_is_answered_after_the_cut_off_belongs_to_the_next_day() -> None:
    late = posted_product(settlement=True)
    late.do("王五", Act.PUBLISH, at("16:00"), text="烤漆")
    late.reply("錢主管", at("17:30"), "production")
    assert late.due(DutyKind.SIGN, "production") == at("08:30", WEDNESDAY)
    assert late.due(DutyKind.FORWARD, "hr") == at("12:00", WEDNESDAY)


def test_hr_does_not_go_on_before_the_heads_time_is_over() -> None:
    play = ruled()
    with pytest.raises(Refusal, match="heads_have_time"):
        press(play, "周靜", Act.FORWARD_FORM, "08:29", TUESDAY)
    press(play, "周靜", Act.FORWARD_FORM, "08:30", TUESDAY)
    assert step(play) is Step.OPINION


def test_the_opinion_has_no_limit_but_is_asked_for_every_working_day() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    for day in (TUESDAY, WEDNESDAY, THURSDAY):
        before = len(play.said)
        play.judge(at("14:01", day))
        play.remind(at("14:01", day))
        assert [notice.name for notice in play.said[before:] if notice.to == person("張副總").id] == [
            "reminder"
        ]
        assert not play.remind(at("17:00", day)), "once a day"
    duty = play.case.duty(DutyKind.OPINE)
    assert duty is not None
    assert not duty.is_late


# What changes it


def test_no_compensation_after_all_puts_the_form_away_and_a_later_flag_starts_it_anew() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:10"), text="客戶改要維修")
    assert not play.case.open_duties(DutyKind.OPINE)
    cleared = next(notice for notice in play.said if notice.name == "settlement_cleared")
    assert (cleared.to, cleared.facts["reason"]) == (person("李小明").id, "客戶改要維修")
    play.do("周靜", Act.FLAG_SETTLEMENT, at("14:20"))
    flags = [(one.by, one.detail) for one in play.case.timeline if one.what == "SettlementFlagged"]
    assert flags == [(person("周靜").id, "客戶改要維修"), (person("周靜").id, "")]
    assert (step(play), revision(play)) == (Step.SIGNING, 2)
    with pytest.raises(Refusal, match="form_changed"):
        press(play, "錢主管", Act.SIGN_FORM, revision=1)


def test_whoever_signed_the_form_or_had_it_before_her_hears_that_it_is_put_away() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:10"), text="客戶改要維修")
    assert asked(play, "flow_dropped") == {person("錢主管").id, person("張副總").id}


def test_whoever_an_appeal_made_wait_hears_it_too() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:12"), text="客戶改要維修")
    assert asked(play, "flow_dropped") == {person("錢主管").id, person("張副總").id}


def test_a_second_press_on_the_flag_takes_nothing_back() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    with pytest.raises(Refusal, match="settlement_flagged"):
        play.do("周靜", Act.FLAG_SETTLEMENT, at("14:10"), press=True)
    with pytest.raises(Refusal, match="reason_missing"):
        play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:10"))
    assert step(play) is Step.OPINION


def test_a_case_whose_only_open_end_was_the_form_closes_when_the_flag_is_taken_back() -> None:
    play = ruled()
    play.do("李小明", Act.ACKNOWLEDGE, at("14:00"))
    assert play.case.phase is Phase.SETTLING
    play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:10"), text="客戶改要維修")
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.ACKNOWLEDGED)


def test_what_is_decided_is_neither_appealed_nor_taken_back() -> None:
    play = decided()
    with pytest.raises(Refusal, match="settlement_decided"):
        play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    with pytest.raises(Refusal, match="settlement_decided"):
        play.do("周靜", Act.CLEAR_SETTLEMENT, at("14:10"), text="客戶改要維修")


def test_an_appeal_suspends_the_form_and_a_ruling_upheld_keeps_its_signatures() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    assert not play.case.open_duties(DutyKind.OPINE)
    with pytest.raises(Refusal):
        press(play, "張副總", Act.WRITE_OPINION, "14:15")
    play.do("嚴主任", Act.UPHOLD, at("14:20"), text="結論清楚")
    assert (step(play), revision(play)) == (Step.OPINION, 1)
    press(play, "張副總", Act.WRITE_OPINION, "14:30")


def test_after_an_appeal_exactly_those_are_asked_again_who_have_not_signed() -> None:
    play = freight_play.ruled("production", "purchasing")
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    assert asked(play, "flow_paused") == {person("孫主任").id}, "it waits for nobody else"
    for who, name in (("孫主任", "money_suspended"), ("錢主管", "form_not_here")):
        for act in (Act.SIGN_FORM, Act.DISAGREE):
            with pytest.raises(Refusal, match=name):
                press(play, who, act, "14:15")
    with pytest.raises(Refusal, match="form_not_here"):
        press(play, "張副總", Act.WRITE_OPINION, "14:15")
    before = len(play.said)
    play.do("嚴主任", Act.UPHOLD, at("14:20"), text="結論清楚")
    again = [n for n in play.said[before:] if n.name == "duty_sign"]
    assert [n.to for n in again] == [person("孫主任").id]
    press(play, "孫主任", Act.SIGN_FORM, "14:25")
    assert (step(play), revision(play)) == (Step.OPINION, 1)


def test_a_case_sent_back_is_signed_anew_after_its_new_round() -> None:
    play = ruled()
    press(play, "錢主管", Act.SIGN_FORM)
    play.do("李小明", Act.APPEAL, at("14:10"), department="supervise", text="不服")
    play.do("嚴主任", Act.REMAND, at("14:20"), text="重查", departments=("purchasing",))
    assert not flow_form(play.case, scene(play)).head_signatures, (
        "nobody has signed what is being looked into"
    )
    play.reply("孫主任", at("15:00"), "purchasing")
    assert (step(play), revision(play)) == (Step.SIGNING, 2)
    assert asked(play, "duty_sign") == {person("錢主管").id, person("孫主任").id}


def test_what_was_executed_waits_only_for_the_complainant_and_silence_closes_it() -> None:
    play = decided()
    press(play, "林助理", Act.EXECUTE, "15:00")
    assert play.case.phase is Phase.ACKNOWLEDGING
    play.judge(play.due(DutyKind.ACKNOWLEDGE) + timedelta(seconds=6))
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.UNOPPOSED)


def test_a_silent_complainant_does_not_close_what_is_not_executed() -> None:
    play = decided()
    play.judge(play.due(DutyKind.ACKNOWLEDGE) + timedelta(seconds=6))
    assert play.case.phase is Phase.SETTLING
    press(play, "林助理", Act.EXECUTE, "10:00", "2026-11-27")
    assert (play.case.phase, play.case.outcome) == (Phase.CLOSED, Outcome.UNOPPOSED)


# What it shows


def scene(play: Play) -> Scene:
    return Scene(calendar=play.calendar, directory=play.directory)


def test_the_printed_form_holds_every_part_in_the_words_of_those_who_added_it() -> None:
    play = decided(Act.AMEND)
    press(play, "張副總", Act.SIGN_OPINION)
    press(play, "王五", Act.EXECUTE, text="已換貨，出貨單 A-1")
    form = flow_form(play.case, scene(play))
    assert (form.number, form.departments) == ("P-20261123-001", ("生產部",))
    assert [(line.office, line.name) for line in form.head_signatures] == [("生產部", "錢主管")]
    assert (form.decision, form.decision_text) == (Verdict.AMEND, "換 40 箱")
    assert form.opinion_signature is not None
    assert form.opinion_signature.name == "張副總"
    assert (form.executed_by, form.execution) == ("王五", "已換貨，出貨單 A-1")


def test_whoever_did_not_sign_is_named_beside_the_reason_for_going_on() -> None:
    play = ruled()
    press(play, "周靜", Act.FORWARD_FORM, "09:00", TUESDAY, text="出差")
    form = flow_form(play.case, scene(play))
    assert (form.unsigned, form.forwarded) == (("生產部",), "出差")


def test_a_head_who_was_gone_past_learns_who_went_on_without_him() -> None:
    play = ruled()
    press(play, "周靜", Act.FORWARD_FORM, "09:00", TUESDAY, text="出差")
    assert any((one.name, one.to) == ("passed_over", person("錢主管").id) for one in play.said)
    with pytest.raises(Refusal, match="form_not_here") as refused:
        press(play, "錢主管", Act.SIGN_FORM, "09:10", TUESDAY)
    assert (refused.value.facts["by"], refused.value.facts["passed_over"]) == ("周靜", True)


def test_a_reminder_shows_the_form_before_it_is_signed() -> None:
    play = ruled()
    play.judge(at("08:31", TUESDAY))
    play.remind(at("09:10", TUESDAY))
    (reminder,) = [one for one in play.said if one.name == "reminder" and one.to == person("錢主管").id]
    (sign,) = [b for row in reminder.buttons for b in row if b.act is Act.SIGN_FORM]
    assert (sign.ask, sign.revision) == (True, None)


def test_a_case_about_no_money_has_no_form() -> None:
    with pytest.raises(LookupError):
        flow_form(posted_product().case, scene(posted_product()))


def all_answered_naming_nobody() -> Play:
    """A case about money whose three departments answered and left it to HR who is responsible."""
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    for minute, head in enumerate(("錢主管", "孫主任", "趙主任")):
        play.reply(head, at(f"11:{minute:02}"))
    play.judge(at("11:35"))
    heads = ("production", "purchasing", "logistics")
    play.do("周靜", Act.ADJUDICATE, at("11:40"), press=True, departments=heads)
    return play


@pytest.mark.parametrize("act", [Act.NAME_RESPONSIBLE, Act.REPLY])
def test_a_responsible_department_named_late_takes_nothing_from_what_is_decided_and_executed(
    act: Act,
) -> None:
    play = all_answered_naming_nobody()
    for head in ("錢主管", "孫主任", "趙主任"):
        press(play, head, Act.SIGN_FORM)
    press(play, "張副總", Act.WRITE_OPINION)
    press(play, "王總", Act.AGREE)
    press(play, "林助理", Act.EXECUTE)
    words = {"finding": "烤漆溫度過低", "opinion": "重做", "departments": ("logistics",)}
    if act is Act.NAME_RESPONSIBLE:
        with pytest.raises(Refusal, match="settlement_decided"):
            play.do("錢主管", act, at("14:20"), press=True, departments=("logistics",))
    else:
        play.do("錢主管", act, at("14:20"), **words)
    assert play.case.phase is Phase.ACKNOWLEDGING
    printed = flow_form(play.case, scene(play))
    assert len(printed.head_signatures) == 3
    assert printed.decision == Verdict.AGREE


def test_the_accused_never_see_a_case_s_documents_and_the_complainant_once_hr_has_told_the_plan() -> None:
    play = Play()
    play.file(service_form().model_copy(update={"settlement": True}), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True)
    play.post(at("10:05"))
    play.do("周靜", Act.ROUTE, at("10:21"), departments=("logistics", "production"))
    for head, department in (("趙主任", "logistics"), ("錢主管", "production")):
        play.do(
            head,
            Act.REPLY,
            at("11:00"),
            plan="賠償 300 元",
            departments=("logistics",),
            department=department,
        )
    assert play.case.phase is Phase.NOTIFYING

    def seeing() -> set[str]:
        people = ("趙主任", "錢主管", "李小明", "張副總", "王五")
        return {one for one in people if may_see(play.case, person(one), scene(play), at("11:05"))}

    assert seeing() == {"錢主管", "張副總"}
    play.do("周靜", Act.NOTIFY, at("11:10"), press=True)
    assert seeing() == {"錢主管", "張副總", "李小明"}


def test_whoever_heads_the_department_by_the_next_reminder_owes_the_signature_and_is_asked() -> None:
    play = ruled()
    old, new = person("錢主管"), person("孫強")
    posts = {
        old.id: old.model_copy(update={"department": "admin", "position": Position.STAFF}),
        new.id: new.model_copy(update={"position": Position.MANAGER}),
    }
    play.directory = Directory(
        departments=DEPARTMENTS, people=tuple(posts.get(one.id, one) for one in PEOPLE)
    )
    play.judge(at("08:31", TUESDAY))
    play.remind(at("09:01", TUESDAY))
    duty = play.case.duty(DutyKind.SIGN, "production")
    assert duty is not None
    assert duty.person == new.id
    assert [notice.to for notice in play.said if notice.name == "duty_sign"] == [old.id, new.id]
    press(play, "孫強", Act.SIGN_FORM, "09:10", TUESDAY)
    assert step(play) is Step.OPINION


@pytest.mark.parametrize(
    ("act", "who"),
    [(Act.DISAGREE, "錢主管"), (Act.WRITE_OPINION, "張副總"), (Act.AMEND, "王總"), (Act.EXECUTE, "王五")],
)
def test_more_than_the_form_shows_is_not_signed(act: Act, who: str) -> None:
    play = ruled()
    if act is not Act.DISAGREE:
        press(play, "錢主管", Act.SIGN_FORM)
    if act in {Act.AMEND, Act.EXECUTE}:
        press(play, "張副總", Act.WRITE_OPINION)
    if act is Act.EXECUTE:
        press(play, "王總", Act.AGREE)
    with pytest.raises(Refusal, match="words_too_long") as refused:
        press(play, who, act, text="換" * (WORDS_ON_FORM + 1))
    told = {"act": act, "length": WORDS_ON_FORM + 1, "longest": WORDS_ON_FORM, "strange": ""}
    assert refused.value.facts == told
    press(play, who, act, text="換" * WORDS_ON_FORM)


def test_heads_share_the_room_for_their_reasons_and_strange_characters_take_more_of_it() -> None:
    play = ruled(responsible=("production", "purchasing"))
    play.reply("孫主任", at("11:30"), "production", "purchasing")
    with pytest.raises(Refusal, match="words_too_long") as refused:
        press(play, "錢主管", Act.DISAGREE, text="👎🙅👎" + "否" * 280)
    told = {"act": Act.DISAGREE, "length": 307, "longest": 300, "strange": "👎🙅"}
    assert refused.value.facts == told
    press(play, "錢主管", Act.DISAGREE, text="👎🙅" + "否" * 282)


# In which words


def test_who_signs_for_an_accused_head_reads_why_and_so_does_the_complainant() -> None:
    play = named_late()
    (asked_for,) = [one for one in play.said if one.name == "duty_sign"]
    told = [one.facts["waits_for"] for one in play.said if one.name == "flow_step"]
    assert (asked_for.to, asked_for.facts["duty"]["instead"]) == (person("王總").id, "accused")
    assert told[0][0]["instead"] == "accused"


def test_a_vice_president_who_has_only_to_sign_an_amended_opinion_is_not_said_to_owe_one() -> None:
    play = decided(Act.AMEND)
    assert variant(DutyKind.OPINE, play.case) == "amended"
    (duty,) = on_form(play.case, Scene(calendar=play.calendar, directory=play.directory))
    assert (duty["what"], duty["variant"]) == (DutyKind.OPINE, "amended")
    press(play, "張副總", Act.SIGN_OPINION)
    assert variant(DutyKind.OPINE, play.case) == ""
    assert variant(DutyKind.OPINE, decided(Act.SEND_BACK).case) == ""


# What voids a signature


def named_late(*departments: str, older: bool = False) -> Play:
    """物流部's plan left 責任部門 open; the form said 物流部, 王總 signed, then 趙主任 names who is responsible."""
    play = routed_service()
    play.do("趙主任", Act.FLAG_SETTLEMENT, at("10:30"), press=True)
    play.do("趙主任", Act.REPLY, at("11:00"), plan="賠償誤工費 300 元")
    play.do("周靜", Act.NOTIFY, at("11:05"), press=True)
    if older:
        assert play.case.flow is not None
        whole = {
            **ruling_section(play.case),
            "rulings": [one.model_dump(mode="json") for one in play.case.rulings],
        }
        play.case = play.case.model_copy(
            update={"flow": play.case.flow.model_copy(update={"base": digest(whole)})}
        )
    press(play, "王總", Act.SIGN_FORM, "11:10")
    if departments:
        play.do("趙主任", Act.NAME_RESPONSIBLE, at("11:20"), press=True, departments=departments)
    return play


@pytest.mark.parametrize("named", [OWN_DEPARTMENT, "logistics"])
def test_an_answer_that_says_what_the_form_says_already_voids_no_signature(named: str) -> None:
    play = named_late(named)
    assert (revision(play), step(play)) == (1, Step.OPINION)


def test_another_department_found_responsible_is_another_form() -> None:
    play = named_late("production")
    assert not is_current(play.case)
    play.do("錢主管", Act.REPLY, at("11:40"), plan="賠償 300 元", departments=("production",))
    play.do("周靜", Act.NOTIFY, at("11:45"), press=True)
    assert (revision(play), step(play)) == (2, Step.SIGNING)


def test_a_form_made_with_all_that_a_ruling_says_is_signed_on_as_it_was_made() -> None:
    play = named_late(older=True)
    assert play.case.flow is not None
    assert play.case.flow.heads["logistics"].digest == play.case.flow.base
    assert (revision(play), step(play)) == (1, Step.OPINION)
