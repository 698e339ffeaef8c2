"""What is decided beside any case: reports, outages, exports, people reached, and answers to questions."""

import pytest

from tests.company import CALENDAR, at, directory, person
from tests.unit.workflow.play import GROUP, Play, handled_product
from workflow import events as ev
from workflow.case import Case
from workflow.commands import (
    Attach,
    Command,
    CorrectSpending,
    Decline,
    Delivered,
    Enrol,
    FundCommand,
    HandOutFile,
    PostReport,
    Reach,
    RecordExport,
    RecordOutage,
    RegisterAbsence,
    Spend,
    Stimulus,
    Tell,
)
from workflow.decisions import Decision, decide
from workflow.fund import Fund, Spending
from workflow.fund_events import FundCorrected, FundSpent
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Absence, Position, Role, Rules
from workflow.world import World

NOW, SEEN = at("18:00:03"), at("18:00")
FIGURES: dict[str, object] = {"period": "2026-11-23", "open": 3}


def decided(
    command: Command, who: str | None = None, *, chat: int | None = GROUP, fund: Fund | None = None
) -> Decision:
    stimulus = Stimulus(now=NOW, at=SEEN, actor=person(who).id if who else None, chat_id=chat, message_id=8)
    world = World(
        calendar=CALENDAR, directory=directory(), stimulus=stimulus, case_id=7, rules=Rules(),
        fund=fund or Fund(), numbers={"E": 4},
    )  # fmt: skip
    return decide(Case(), command, world)


def refused(command: Command, who: str | None, fund: Fund | None = None) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        decided(command, who, fund=fund)
    return refusal.value


# Reports


def test_a_report_goes_once_to_the_group_with_the_digests() -> None:
    report = PostReport(kind="daily_summary", period="2026-11-23", facts=FIGURES)
    decision = decided(report)
    assert decision.stream == "company"
    assert not decision.is_about_case
    assert decision.events == (ev.ReportPosted(at=NOW, kind="daily_summary", period="2026-11-23"),)
    assert decision.notices == (Notice(name="daily_summary", facts=FIGURES, urgency=Urgency.DIGEST),)


def test_a_report_for_an_office_goes_to_each_of_its_people_and_not_to_the_group() -> None:
    report = PostReport(kind="ageing", period="2026-11-23", facts=FIGURES, roles=(Role.HR,))
    assert [(one.name, one.to, one.facts, one.urgency) for one in decided(report).notices] == [
        ("ageing", person(name).id, FIGURES, Urgency.DIGEST) for name in ("周靜", "許文")
    ]


def test_an_older_period_is_only_marked_as_done() -> None:
    report = PostReport(kind="daily_summary", period="2026-11-20", facts=FIGURES, show=False)
    assert decided(report)[1:3] == ((ev.ReportPosted(at=NOW, kind="daily_summary", period="2026-11-20"),), ())


def test_a_report_that_leaves_as_a_file_is_recorded_for_everybody_who_gets_it() -> None:
    facts: dict[str, object] = {"file": "fund.xlsx", "digest": "abc"}
    report = PostReport(kind="fund_statement", period="2026-10", facts=facts, roles=(Role.HR,))
    decision = decided(report)
    to = [person(name).id for name in ("周靜", "許文")]
    assert decision.events[1:] == tuple(
        ev.Exported(at=NOW, what="fund_statement", period="2026-10", digest="abc", to=one) for one in to
    )
    assert isinstance(decision.events[0], ev.ReportPosted)
    assert [(one.to, one.facts) for one in decision.notices] == [(one, facts) for one in to]


# The company's book, and the staff


def test_an_outage_begins_when_nothing_was_read_any_more() -> None:
    (outage,) = decided(RecordOutage(since=at("10:00"), until=at("10:07"))).events
    assert outage == ev.OutageRecorded(at=at("10:00"), until=at("10:07"))


def test_what_an_operator_takes_with_him_is_recorded() -> None:
    taken = {"what": "cases", "period": "2026-10", "operator": "root", "digest": "abc"}
    (event,) = decided(RecordExport(**taken)).events
    assert event == ev.TakenByOperator(at=NOW, **taken)


def test_people_are_enrolled_and_reached_and_their_absences_registered_in_the_stream_of_the_staff() -> None:
    absence = Absence(person=3, deputy=4, starts_at=NOW, ends_at=at("18:00", "2026-11-24"), registered_at=NOW)
    expected: dict[Command, ev.Event] = {
        Enrol(person=person("馬力")): ev.PersonEnrolled(at=SEEN, by=16, person=person("馬力")),
        Reach(person=3, reachable=False): ev.PersonReached(at=SEEN, person=3, reachable=False),
        RegisterAbsence(absence=absence): ev.AbsenceRegistered(at=SEEN, by=16, absence=absence),
    }
    assert person("周靜").id == 16
    for command, event in expected.items():
        assert decided(command, "周靜")[:3] == ("staff", (event,), ())


# Answers


def test_an_answer_stands_under_the_question_with_its_buttons_and_what_follows_it() -> None:
    row = ((Button(act=Act.ACCEPT),),)
    files: tuple[dict[str, object], ...] = ({"total": 2}, {"total": 1})
    command = Tell(name="status", facts={"case": "P"}, buttons=row, evidence=files, also=(Tell(name="help"),))
    decision = decided(command, "馬力")
    assert (decision.stream, decision.events) == ("company", ())
    assert [(one.name, one.facts, one.buttons) for one in decision.notices] == [
        ("status", {"case": "P"}, row),
        ("help", {}, ()),
        ("evidence", {"total": 2}, ()),
        ("evidence", {"total": 1}, ()),
    ]
    assert {(one.chat_id, one.reply_to, one.urgency) for one in decision.notices} == {
        (GROUP, 8, Urgency.ANSWER)
    }


def test_what_cannot_become_a_command_is_refused_with_its_reasons() -> None:
    refusal = refused(Decline(name="case_unknown", facts={"number": "P-1"}), "馬力")
    assert (refusal.name, refusal.facts) == ("case_unknown", {"number": "P-1"})


def test_evidence_with_words_that_are_no_reply_is_kept_and_its_sender_told_so() -> None:
    play = handled_product()
    before = len(play.said)
    command = Attach(case=1, evidence=(), instead_of_reply=True)
    play.perform(command, Stimulus(now=NOW, at=SEEN, actor=person("孫強").id, chat_id=GROUP, message_id=8))
    (answer,) = play.said[before:]
    assert (answer.name, answer.chat_id, answer.reply_to) == ("refused_reply_unfilled", GROUP, 8)
    assert answer.facts["case"] == "P-20261123-001"


# Deliveries


def test_a_ping_counts_from_its_first_delivery_and_only_for_duties_there_are() -> None:
    play = handled_product()
    keys = ("reply/1/production", "reply/1/nobody")
    delivered = Delivered(case=1, chat_id=GROUP, message_id=52, date=at("10:40"), pings=keys)
    assert play.perform(delivered, Stimulus(now=at("10:40"), at=at("10:40"))) == ()
    assert play.case.duties["reply/1/production"].pinged_at == at("10:21")


def test_a_second_copy_of_the_post_starts_no_clock() -> None:
    play = Play(case=handled_product().case)
    again = Delivered(case=1, chat_id=GROUP, message_id=53, date=at("10:50"), is_post=True)
    assert play.perform(again, Stimulus(now=at("10:50"), at=at("10:50"))) == ()
    assert play.case.posted_at == at("10:05")


# The fruit fund: money


RICH = Fund(paid=20_000, refunded=1_000, spent=2_000, owed_back=5_000)


def test_what_may_be_spent_is_what_is_there_and_nobodys() -> None:
    assert (RICH.balance, RICH.available) == (17_000, 12_000)
    assert Fund(paid=1_000, owed_back=5_000).available == 0
    (spent,) = decided(Spend(amount=12_000, what=" 西瓜 "), "周靜", fund=RICH).events
    assert spent == FundSpent(at=NOW, by=16, number="E-20261123-005", amount=12_000, what="西瓜")
    refusal = refused(Spend(amount=12_001, what="西瓜"), "周靜", RICH)
    assert refusal.name == "beyond_balance"
    assert refusal.facts == {"amount": 12_001, "balance": 17_000, "owed_back": 5_000, "available": 12_000}


def test_the_answer_to_a_spending_tells_what_is_left() -> None:
    (said,) = decided(Spend(amount=2_000, what="西瓜"), "周靜", fund=RICH).notices
    assert said.facts == {
        "number": "E-20261123-005", "amount": 2_000, "what": "西瓜", "has_receipt": False,
        "balance": 15_000, "owed_back": 5_000, "available": 10_000,
    }  # fmt: skip


BOUGHT = Spending(number="E-20261122-001", amount=1_500, what="西瓜")


def test_a_correction_puts_the_whole_spending_back_once() -> None:
    fund = RICH.model_copy(update={"spending": BOUGHT})
    decision = decided(CorrectSpending(number=BOUGHT.number, reason=" 重複 "), "許文", fund=fund)
    assert decision.events == (
        FundCorrected(
            at=NOW, by=17, number="E-20261123-005", amount=1_500, corrects=BOUGHT.number, reason="重複"
        ),
    )
    assert decision.notices[0].facts == {
        "number": "E-20261123-005", "amount": 1_500, "corrects": BOUGHT.number, "what": "西瓜",
        "reason": "重複", "balance": 18_500, "owed_back": 5_000, "available": 13_500,
    }  # fmt: skip
    twice = fund.model_copy(update={"spending": BOUGHT.model_copy(update={"corrected_by": "E-20261123-002"})})
    refusal = refused(CorrectSpending(number=BOUGHT.number, reason="重複"), "周靜", twice)
    assert (refusal.name, refusal.facts["corrected_by"]) == ("spending_corrected", "E-20261123-002")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (CorrectSpending(number="E-1", reason="重複"), "spending_unknown"),
        (Spend(amount=1, what=" "), "spending_of_what"),
    ],
)
def test_what_names_no_spending_or_nothing_bought_is_refused(command: FundCommand, name: str) -> None:
    assert refused(command, "周靜", RICH).name == name


@pytest.mark.parametrize("who", ["馬力", None])
def test_only_hr_keeps_the_fund(who: str | None) -> None:
    refusal = refused(Spend(amount=1, what="西瓜"), who, RICH)
    assert refusal.name == ("fund_keepers" if who else "not_enrolled")
    if who:
        assert refusal.facts == {"departments": ["人力資源部"], "people": ["周靜", "許文"], "yours": "物流部"}


def test_a_statement_asked_for_in_the_group_comes_privately_and_the_group_is_told_so() -> None:
    asked = HandOutFile(what="fund_statement", period="2026-11", facts={"file": "x", "digest": "abc"})
    letter, said = decided(asked, "周靜").notices
    assert (letter.name, letter.to, letter.facts) == ("fund_statement", 16, asked.facts)
    assert (said.name, said.chat_id, said.facts) == ("fund_statement_sent", GROUP, {"month": "2026-11"})
    alone = decided(asked, "周靜", chat=person("周靜").telegram_id)
    assert [one.name for one in alone.notices] == ["fund_statement"]
    assert alone.events == (
        ev.Exported(at=NOW, by=16, what="fund_statement", period="2026-11", digest="abc", to=16),
    )


def test_an_assistant_of_no_office_has_no_say_over_the_fund() -> None:
    assert Position.ASSISTANT is person("林助理").position
    assert refused(HandOutFile(what="fund_statement", period="2026-11"), "林助理").name == "fund_keepers"
