"""A walk between the departments: whatever they answer, claim and are given, nobody who answered in time owes a fine.

Answers may be read a while after they were written, HR decides what it likes, and the clock judges whenever it wants.
"""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.company import at
from tests.unit.workflow.play import Play, handled_product, routed_service
from workflow.duties import DutyKind
from workflow.fines import OWED
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.values import Kind

HEADS = {"production": "錢主管", "purchasing": "孫主任", "logistics": "趙主任"}
BETWEEN = {DutyKind.REPLY, DutyKind.NAME_RESPONSIBLE, DutyKind.SETTLE_CLAIM, DutyKind.ADJUDICATE}

OF_CLAIMS = (Act.REASSIGN, Act.EXCUSE, Act.REJECT_CLAIM)
OF_RULINGS = (Act.ADJUDICATE, Act.CONCLUDE)
CLAIMS = 2

departments = st.sampled_from(sorted(HEADS))
named = st.lists(departments, max_size=2, unique=True).map(tuple)
delays = st.sampled_from([0, 0, 1, 15])


class Walk(RuleBasedStateMachine):
    """One case; `answered` are the whole answers taken so far, by department with the moment they were written."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()
        self.now = at("10:21")
        self.answered: list[tuple[str, datetime]] = []

    @initialize(kind=st.sampled_from(Kind))
    def begin(self, kind: Kind) -> None:
        self.play = handled_product() if kind is Kind.PRODUCT else routed_service("logistics", "production")

    @rule(minutes=st.sampled_from([1, 20, 60, 180]), is_judged=st.booleans())
    def time_passes(self, minutes: int, *, is_judged: bool) -> None:
        self.now += timedelta(minutes=minutes)
        if is_judged:
            self.play.judge(self.now)

    @rule(department=departments, responsible=named, delay=delays)
    def a_department_answers(self, department: str, responsible: tuple[str, ...], delay: int) -> None:
        written = self.now - timedelta(minutes=delay)
        if self.does(HEADS[department], Act.REPLY, written, departments=responsible, **self.words()):
            self.answered.append((department, written))

    @precondition(lambda self: len(self.play.case.claims) < CLAIMS)
    @rule(department=departments)
    def a_department_disclaims(self, department: str) -> None:
        self.does(HEADS[department], Act.DISCLAIM, self.now, text="不是我們")

    @precondition(lambda self: self.play.case.open_duties(DutyKind.NAME_RESPONSIBLE))
    @rule(department=departments, responsible=named)
    def a_department_names_who_is_responsible(self, department: str, responsible: tuple[str, ...]) -> None:
        self.does(HEADS[department], Act.NAME_RESPONSIBLE, self.now, departments=responsible)

    @precondition(lambda self: self.play.case.rulings and self.play.case.kind is Kind.PRODUCT)
    @rule(department=departments, other=departments)
    def a_department_agrees(self, department: str, other: str) -> None:
        self.does(HEADS[department], Act.CONCUR, self.now, departments=(other,))

    @rule(settles=st.sampled_from(OF_CLAIMS), decides=st.sampled_from(OF_RULINGS), chosen=departments)
    def hr_decides(self, settles: Act, decides: Act, chosen: str) -> None:
        is_claimed = self.play.case.open_duties(DutyKind.SETTLE_CLAIM)
        act = settles if is_claimed else decides
        self.does("周靜", act, self.now, text="單據上是這樣", departments=(chosen,))

    def does(self, who: str, act: Act, written: datetime, **more: object) -> bool:
        """Let somebody act; whoever is called is called at once. Tell whether it was taken."""
        try:
            self.play.do(who, act, written, now=self.now, **more)
        except Refusal:
            return False
        self.play.ping(self.now)
        return True

    def words(self) -> dict[str, str]:
        if self.play.case.kind is Kind.SERVICE:
            return {"plan": "道歉並補送"}
        return {"finding": "溫度過低", "opinion": "重做"}

    @invariant()
    def nobody_who_answered_in_time_owes_a_fine(self) -> None:
        for fine in self.play.case.fines.values():
            duty = self.play.case.duties[f"{DutyKind.REPLY}/{fine.round}/{fine.department}"]
            if fine.status in OWED and duty.due_at == fine.due_at:
                mine = [when for department, when in self.answered if department == fine.department]
                assert not any(duty.starts_at <= when <= duty.due_at for when in mine)

    @invariant()
    def whatever_is_between_the_departments_is_over_with_the_round(self) -> None:
        if self.play.case.form is None:
            return
        left = {duty.kind for duty in self.play.case.open_duties()} & BETWEEN
        assert bool(left) == (self.play.case.phase is Phase.HANDLING)

    def teardown(self) -> None:
        """Whoever owes an answer can give it."""
        self.now += timedelta(minutes=1)
        for duty in self.play.case.open_duties(DutyKind.REPLY):
            if self.play.case.duties[duty.key].is_open:
                owner = (duty.department,)
                assert self.does(
                    HEADS[duty.department], Act.REPLY, self.now, departments=owner, **self.words()
                )
                assert not self.play.case.duties[duty.key].is_open


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=150, stateful_step_count=10, deadline=None)
