"""Every phase x every act: what the table forbids is one refusal that changes nothing; what it allows leads where it says."""

from collections.abc import Callable
from functools import cache

import pytest

from tests.company import PEOPLE, at, service_form
from tests.unit.workflow.play import Play, handled_product, posted_product, routed_service
from workflow.acts import ACTS, BY_ITSELF
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.phases import Act, Phase
from workflow.refusals import Refusal


def _draft() -> Play:
    play = Play()
    play.file(service_form(), "李小明", at("10:00"))
    return play


def _posting() -> Play:
    play = _draft()
    play.do("李小明", Act.ASK_PROXY, at("10:01"), press=True)
    play.do("陳經理", Act.APPROVE, at("10:02"), press=True)
    return play


def _handing_over() -> Play:
    play = posted_product()
    play.do("王五", Act.ACCEPT, at("10:06"), press=True)
    return play


def _completing() -> Play:
    play = posted_product()
    play.do("王五", Act.ASK_COMPLETION, at("10:15"), text="批號")
    return play


def _notifying() -> Play:
    play = routed_service()
    play.do("趙主任", Act.REPLY, at("11:00"), plan="致歉", departments=("logistics",))
    return play


def _acknowledging() -> Play:
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    return play


def _appealing() -> Play:
    play = _acknowledging()
    play.do("李小明", Act.APPEAL, at("14:00"), department="supervise", text="不服")
    return play


def _settling() -> Play:
    play = posted_product(settlement=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆")
    play.reply("錢主管", at("11:20"), "production")
    play.do("李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    return play


def _closed() -> Play:
    play = _acknowledging()
    play.do("李小明", Act.ACKNOWLEDGE, at("14:00"), press=True)
    return play


STANDING: dict[Phase, Callable[[], Play]] = {
    Phase.DRAFT: _draft,
    Phase.POSTING: _posting,
    Phase.ACCEPTING: posted_product,
    Phase.COMPLETING: _completing,
    Phase.HANDING_OVER: _handing_over,
    Phase.HANDLING: handled_product,
    Phase.NOTIFYING: _notifying,
    Phase.ACKNOWLEDGING: _acknowledging,
    Phase.SETTLING: _settling,
    Phase.APPEALING: _appealing,
    Phase.CLOSED: _closed,
}


@cache
def standing(phase: Phase) -> Case:
    return STANDING[phase]().case


WORDS = {"text": "理由", "finding": "鑒定", "opinion": "意見", "plan": "方案"}


def test_every_phase_can_be_reached() -> None:
    assert {phase: standing(phase).phase for phase in STANDING} == {p: p for p in Phase}


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("phase", list(Phase))
def test_phase_by_act(phase: Phase, act: Act) -> None:
    """Everybody tries; whoever succeeds must be entitled, and the case goes where the table says."""
    rule = ACTS[act]
    when = at("16:00")
    for person in PEOPLE:
        for departments in ((), ("production",), ("service",)):
            play = Play(case=standing(phase))
            before = play.case
            try:
                play.do(person.name, act, when, departments=departments, department="", **WORDS)
            except Refusal:
                assert play.case == before
                continue
            assert phase in rule.phases
            assert rule.kind in (None, before.kind)
            assert play.case.phase in {phase, *rule.leads_to}


@pytest.mark.parametrize("phase", list(Phase))
def test_time_alone_approves_rejects_and_closes_nothing_but_silence(phase: Phase) -> None:
    """However late it gets: only the open reply clocks and 無異議 move a case (design, After a timeout)."""
    play = Play(case=standing(phase))
    late = at("16:00", "2026-12-23")
    play.remind(late)
    play.judge(late)
    by_other_than_time = {Phase.ACCEPTING, Phase.ACKNOWLEDGING}  # the post, and what is learnt of the group
    to = {to for source, to, _ in BY_ITSELF if source is phase} - by_other_than_time
    assert play.case.phase in (to or {phase})
    left = [duty for duty in play.case.duties.values() if duty.awaits_judgement and duty.due_at <= late]
    assert {duty.kind for duty in left} <= {DutyKind.REPLY}, "only what the judgement itself opened is left"
