"""A case played through the pure regulation: `decide` and `evolve` only, at times the story names."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.company import CALENDAR, at, directory, person, product_form, service_form
from tests.unit.workflow.steps import Step
from workflow import events as ev
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.commands import Command, Delivered, Do, File, Judge, Remind, Stimulus
from workflow.course import new_duty
from workflow.deafness import Deafness
from workflow.decisions import decide
from workflow.directory import Directory
from workflow.duties import DutyKind
from workflow.events import Event
from workflow.evolving import replay
from workflow.fines import Fine
from workflow.fund import Fund
from workflow.notices import Notice
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.speaking import notices
from workflow.standing import Standing, changed, topic_of
from workflow.values import Form, Kind, Rules, Suspension, Window
from workflow.world import World

GROUP = -1001234567890


@dataclass
class Play:
    """One case and everything said about it so far."""

    case: Case = field(default_factory=lambda: Case(id=1))
    said: list[Notice] = field(default_factory=list)
    standing: list[Notice] = field(default_factory=list)  # the private requests, as they look now
    events: list[Event] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    directory: Directory = field(default_factory=directory)
    calendar: Calendar = CALENDAR
    rules: Rules = field(default_factory=Rules)
    outages: tuple[Window, ...] = ()
    deafness: tuple[Deafness, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    fund: Fund = field(default_factory=Fund)

    def perform(self, command: Command, stimulus: Stimulus) -> tuple[Event, ...]:
        """Decide and evolve; a Refusal leaves everything as it was."""
        world = World(
            calendar=self.calendar, directory=self.directory, stimulus=stimulus, case_id=1, rules=self.rules,
            outages=self.outages, deafness=self.deafness, suspensions=self.suspensions, fund=self.fund,
            numbers={"F": len(self.case.fines), "V": len(self.case.vouchers)},
        )  # fmt: skip
        try:
            decision = decide(self.case, command, world)
        except Refusal as refusal:
            self.steps.append(Step(command, stimulus, (refusal,), self.case))
            raise
        after = replay(self.case, decision.events) if decision.is_about_case else self.case
        said = (*decision.notices, *notices(after, decision.events, world))
        self.steps.append(Step(command, stimulus, (*decision.events, *said), after))
        if decision.is_about_case and decision.events:
            self._bring_up_to_date(after, decision.events, command, world)
        self.standing += [notice for notice in said if topic_of(notice, 1)]
        self.said += said
        self.events += decision.events
        self.case = after
        return decision.events

    def _bring_up_to_date(
        self, case: Case, events: tuple[Event, ...], command: Command, world: World
    ) -> None:
        self.standing = [
            one if one.over else changed(Standing(0, one), case, events, command, world) or one
            for one in self.standing
        ]

    def file(self, form: Form, who: str, when: datetime, **more: Any) -> None:
        stimulus = Stimulus(now=when, at=when, actor=person(who).id, chat_id=GROUP, message_id=7)
        command = File(kind=Kind(form.kind), complainant=form.complainant, form=form, **more)
        self.perform(command, stimulus)

    def do(
        self,
        who: str,
        act: Act,
        when: datetime,
        *,
        now: datetime | None = None,
        press: bool = False,
        **more: Any,
    ) -> tuple[Event, ...]:
        stimulus = Stimulus(
            now=now or when, at=when, actor=person(who).id, pressed=press, chat_id=GROUP, message_id=8
        )
        return self.perform(Do(case=1, act=act, **more), stimulus)

    def post(self, when: datetime) -> None:
        self.perform(
            Delivered(case=1, chat_id=GROUP, message_id=50, date=when, is_post=True),
            Stimulus(now=when, at=when),
        )

    def ping(self, when: datetime) -> None:
        """The pings of all open duties stand in the group."""
        keys = tuple(duty.key for duty in self.case.open_duties())
        command = Delivered(case=1, chat_id=GROUP, message_id=51, date=when, pings=keys)
        self.perform(command, Stimulus(now=when, at=when))

    def judge(self, until: datetime, **evidence: Any) -> tuple[Event, ...]:
        return self.perform(Judge(case=1, until=until, **evidence), Stimulus(now=until, at=until))

    def remind(self, when: datetime) -> tuple[Event, ...]:
        return self.perform(Remind(case=1), Stimulus(now=when, at=when))

    def reply(
        self, who: str, when: datetime, *responsible: str, now: datetime | None = None
    ) -> tuple[Event, ...]:
        """A complete 處理回覆 (product)."""
        words = {"finding": "烤漆溫度過低", "opinion": "重做並換貨", "departments": responsible}
        return self.do(who, Act.REPLY, when, now=now, **words)

    def names(self) -> list[str]:
        return [notice.name for notice in self.said]

    def fine(self, department: str) -> Fine:
        return next(fine for fine in self.case.fines.values() if fine.department == department)

    def due(self, kind: DutyKind, department: str = "") -> datetime:
        duty = self.case.duty(kind, department)
        assert duty is not None
        return CALENDAR.local(duty.due_at)


def posted_product(*, settlement: bool = False) -> Play:
    """李小明's product complaint, approved, in the group at 10:05."""
    play = Play()
    play.file(product_form(settlement=settlement), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    play.ping(at("10:05"))
    return play


def handled_product() -> Play:
    """The same, accepted at 10:07 and published at 10:21: replies are due at 13:51."""
    play = posted_product()
    play.do("王五", Act.ACCEPT, at("10:07"), press=True)
    play.do("王五", Act.PUBLISH, at("10:21"), text="烤漆→包裝→出貨")
    play.ping(at("10:21"))
    return play


def settling_without_form() -> Play:
    """A case that came to 賠付中 before there was a flow form, as its journal tells it."""
    play = handled_product()
    play.reply("錢主管", at("11:20"), "production")
    world = World(
        calendar=CALENDAR, directory=play.directory, case_id=1, rules=play.rules,
        stimulus=Stimulus(now=at("14:00"), at=at("14:00")),
    )  # fmt: skip
    play.case = replay(
        play.case,
        (
            ev.SettlementFlagged(at=at("14:00"), on=True),
            ev.Acknowledged(at=at("14:00"), by=person("李小明").id),
            ev.DutyOpened(at=at("14:00"), duty=new_duty(DutyKind.SETTLE, at("14:00"), world)),
            ev.Entered(at=at("14:00"), phase=Phase.SETTLING),
        ),
    )
    return play


def routed_service(*departments: str, target: str = "物流部") -> Play:
    """A service complaint, accepted at 10:07 and routed at 10:21."""
    play = Play()
    play.file(service_form(target=target), "李小明", at("10:00"))
    play.do("陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    play.post(at("10:05"))
    play.ping(at("10:05"))
    play.do("周靜", Act.ACCEPT, at("10:07"), press=True)
    play.do("周靜", Act.ROUTE, at("10:21"), departments=departments or ("logistics",))
    play.ping(at("10:21"))
    return play


__all__ = [
    "GROUP",
    "Play",
    "ev",
    "handled_product",
    "posted_product",
    "routed_service",
    "settling_without_form",
]
