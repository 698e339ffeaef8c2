"""A walk over the flow form: whatever people press, type and let pass, no signature stands over what was not shown.

Everybody may press any button of any form he was ever sent, type at any question, and the case goes its own way beside
it: appeals, changed rulings, flags taken back. After every step the laws of the form hold.
"""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.company import CALENDAR, at
from tests.unit.workflow.play import Play, posted_product
from workflow import events as ev
from workflow.duties import OF_FLOW, DutyKind
from workflow.flow import Flow, Step
from workflow.flow_form import is_current, ruling_section
from workflow.flow_notices import buttons
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.signing import covers, digest
from workflow.values import Duration, Verdict

SIGNERS = ("錢主管", "孫主任", "周靜", "張副總", "王總", "丁小玲", "王五", "李小明")
ON_FORM = (
    *(Act.SIGN_FORM, Act.DISAGREE, Act.FORWARD_FORM, Act.WRITE_OPINION, Act.SIGN_OPINION),
    *(Act.AGREE, Act.AMEND, Act.SEND_BACK, Act.EXECUTE),
)
BESIDE = (
    ("李小明", Act.ACKNOWLEDGE, {}),
    ("李小明", Act.APPEAL, {"department": "supervise"}),
    ("嚴主任", Act.UPHOLD, {}),
    ("嚴主任", Act.CHANGE, {}),
    ("嚴主任", Act.REMAND, {"departments": ("production",)}),
    ("王總", Act.CHANGE, {}),
    ("周靜", Act.FLAG_SETTLEMENT, {}),
    ("周靜", Act.CLEAR_SETTLEMENT, {}),
)
TURNS = {  # whose turn a step is
    Step.SIGNING: {DutyKind.SIGN, DutyKind.FORWARD},
    Step.OPINION: {DutyKind.OPINE},
    Step.DECISION: {DutyKind.DECIDE},
    Step.EXECUTION: {DutyKind.EXECUTE},
    Step.DONE: set(),
}


def ruled() -> Play:
    """生產部 and 採購部 took the responsibility of a case about money."""
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.reply("錢主管", at("11:00"), "production", "purchasing")
    play.reply("孫主任", at("11:20"), "production", "purchasing")
    return play


def turns_left(play: Play) -> list[tuple[str, Act]]:
    """Return who could bring the form forward by which press or word, everybody at his own desk."""
    holders = {
        DutyKind.SIGN: {"production": "錢主管", "purchasing": "孫主任"},
        DutyKind.OPINE: {"": "張副總"},
        DutyKind.DECIDE: {"": "丁小玲"},
        DutyKind.EXECUTE: {"orders": "王五"},
        DutyKind.FORWARD: {"hr": "周靜"},
    }
    owed = [duty for duty in play.case.open_duties() if duty.kind in OF_FLOW]
    pressed = [(holders[d.kind][d.department], button.act) for d in owed for button in buttons(d, play.case)]
    return [(who, act) for who, act in pressed if act is not None]


class Walk(RuleBasedStateMachine):
    """One case; `seen` are the revisions people have been shown, with what they showed."""

    def __init__(self) -> None:
        super().__init__()
        self.play = ruled()
        self.now: datetime = at("11:30")
        self.seen: dict[int, str] = {}
        self.words = 0
        self._look()

    # What people do

    @rule(who=st.sampled_from(SIGNERS), act=st.sampled_from(ON_FORM), back=st.integers(0, 2))
    def presses(self, who: str, act: Act, back: int) -> None:
        """Anybody answers the newest form, or one that is up to two changes old."""
        flow = self.play.case.flow
        if flow is not None:
            self._do(who, act, revision=max(1, flow.revision - back))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """Somebody whose turn it is does what the form asks."""
        turns = turns_left(self.play)
        if turns:
            who, act = data.draw(st.sampled_from(turns))
            assert self.play.case.flow is not None
            self._do(who, act, revision=self.play.case.flow.revision)

    @rule(who=st.sampled_from(SIGNERS), act=st.sampled_from(ON_FORM))
    def acts_unseen(self, who: str, act: Act) -> None:
        """Without a form before her nobody signs anything."""
        before = self.play.case
        self._do(who, act, revision=None)
        assert self.play.case == before

    @rule(beside=st.sampled_from(BESIDE))
    def goes_another_way(self, beside: tuple[str, Act, dict[str, object]]) -> None:
        who, act, more = beside
        self._do(who, act, **more)

    @precondition(lambda self: self.play.case.open_duties(DutyKind.REPLY))
    @rule()
    def replies_again(self) -> None:
        words = {"finding": f"重查 {self.words}", "opinion": "重做", "departments": ("production",)}
        self._do("錢主管", Act.REPLY, **words)

    @rule(hours=st.integers(1, 12))
    def lets_time_pass(self, hours: int) -> None:
        self.now = CALENDAR.add(self.now, Duration(seconds=hours * 3600))
        self.play.judge(self.now)
        self.play.remind(self.now)

    # The laws

    @invariant()
    def every_signature_stands_over_what_the_form_shows(self) -> None:
        flow = self.play.case.flow
        if flow is None or not is_current(self.play.case):
            return
        ruling = ruling_section(self.play.case)
        assert all(covers(one, ruling) for one in flow.heads.values())
        opinion, decision = flow.opinion_signature, flow.decision_signature
        assert opinion is None or covers(opinion, ruling, flow.opinion_section)
        if flow.is_decided:
            assert decision is not None
            assert covers(decision, ruling, flow.opinion_section, flow.decision_section)

    @invariant()
    def nothing_is_executed_undecided_nor_decided_without_an_opinion(self) -> None:
        flow = self.play.case.flow
        if flow is None:
            return
        if flow.executed_at is not None:
            assert flow.is_decided
            assert flow.opinion_signature is not None
        if flow.verdict is not None:
            assert flow.opinion
        if flow.opinion_signature is not None:
            assert not flow.unsigned or flow.forwarded

    @invariant()
    def exactly_those_owe_whose_turn_it_is(self) -> None:
        case = self.play.case
        owing = {duty.kind for duty in case.open_duties() if duty.kind in OF_FLOW}
        is_running = case.phase in {Phase.ACKNOWLEDGING, Phase.SETTLING}
        assert owing == (TURNS[case.flow.step] if self._form() and case.flow and is_running else set())

    @invariant()
    def a_closed_case_has_nothing_open(self) -> None:
        case = self.play.case
        if case.phase is Phase.CLOSED:
            assert not [duty for duty in case.open_duties() if duty.kind in OF_FLOW]
            assert not case.settlement or (case.flow is not None and case.flow.step is Step.DONE)

    @invariant()
    def a_revision_shows_one_thing_only(self) -> None:
        self._look()

    # Private

    def _do(self, who: str, act: Act, **more: object) -> None:
        self.now += timedelta(seconds=7)
        self.words += 1
        before = self.play.case
        try:
            self.play.do(who, act, self.now, press=True, **{"text": f"話 {self.words}", **more})
        except Refusal:
            assert self.play.case == before, "a refusal changes nothing"

    def _form(self) -> Flow | None:
        flow = self.play.case.flow
        return None if flow is None or flow.dropped else flow

    def _look(self) -> None:
        flow = self._form()
        if flow is not None and is_current(self.play.case):
            shown = digest(ruling_section(self.play.case), flow.opinion_section, flow.decision_section)
            assert self.seen.setdefault(flow.revision, shown) == shown


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def test_the_straight_way_ends_executed_and_closed() -> None:
    play = ruled()
    for who, act in (
        *(("錢主管", Act.SIGN_FORM), ("孫主任", Act.SIGN_FORM), ("張副總", Act.WRITE_OPINION)),
        *(("丁小玲", Act.AMEND), ("張副總", Act.SIGN_OPINION), ("王五", Act.EXECUTE)),
    ):
        assert play.case.flow is not None
        assert (who, act) in turns_left(play)
        play.do(who, act, at("14:00"), text="換 40 箱", revision=play.case.flow.revision)
    play.do("李小明", Act.ACKNOWLEDGE, at("15:00"))
    assert play.case.phase is Phase.CLOSED
    assert play.case.flow is not None
    assert (play.case.flow.verdict, play.case.flow.decision_signature is not None) == (Verdict.AMEND, True)
    assert next(e for e in play.events if isinstance(e, ev.FlowDecided)).signature.stands_in, "代"
