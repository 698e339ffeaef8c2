"""Enquiries played purely: `decide`, and one enquiry at a time that follows its events."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.company import CALENDAR, at, directory, person
from tests.unit.workflow.steps import Step
from workflow.case import Case
from workflow.commands import Stimulus
from workflow.decisions import decide
from workflow.directory import Directory
from workflow.enquiries import Enquiry, evolve
from workflow.enquiry_commands import EnquiryCommand, OpenEnquiry
from workflow.enquiry_events import EnquiryEvent, Source
from workflow.event import Event
from workflow.notices import Notice
from workflow.refusals import Refusal
from workflow.values import Rules, Suspension
from workflow.world import World

GROUP = -1001234567890
NUMBER = 1


def opening(
    asker: str = "李小明", department: str = "", text: str = "H 牌新款什麼時候到貨？", *, chat: int = GROUP
) -> OpenEnquiry:
    """Words of somebody in the group; a name that is nobody's here is a stranger's."""
    known = next((one for one in directory().people if one.name == asker), None)
    account = known.telegram_id if known and known.telegram_id else 5555
    source = Source(chat_id=chat, message_id=7, author=asker)
    return OpenEnquiry(text=text, source=source, author=account, department=department)


@dataclass
class EnquiryPlay:
    """The company's people, the enquiry as it stands, and all that was said."""

    directory: Directory = field(default_factory=directory)
    enquiry: Enquiry | None = None
    now: datetime = field(default_factory=lambda: at("10:00"))
    suspensions: tuple[Suspension, ...] = ()
    events: list[Event] = field(default_factory=list)
    said: list[Notice] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def perform(self, command: EnquiryCommand, who: str | None = None, *, chat: int = GROUP) -> Notice | None:
        """Decide and follow; return the first thing said."""
        world = self._world(who, chat)
        decision = decide(Case(), command, world)
        self.steps.append(Step(command, world.stimulus, (*decision.events, *decision.notices)))
        for event in decision.events:
            assert isinstance(event, EnquiryEvent)
            self.enquiry = evolve(self.enquiry, event)
        self.events += decision.events
        self.said += decision.notices
        return next(iter(decision.notices), None)

    def refused(self, command: EnquiryCommand, who: str | None = None) -> Refusal:
        """Return why the command is refused; it must be, and changes nothing."""
        before = self.enquiry
        try:
            self.perform(command, who)
        except Refusal as refusal:
            assert self.enquiry == before
            self.refusals.append(refusal)
            self.steps.append(Step(command, self._world(who, GROUP).stimulus, (refusal,)))
            return refusal
        raise AssertionError(f"{command} was not refused")

    def told(self, name: str) -> list[int | None]:
        """Return whom a notice went to, over and over."""
        return [notice.to for notice in self.said if notice.name == name]

    @property
    def stands(self) -> Enquiry:
        assert self.enquiry is not None
        return self.enquiry

    def _world(self, who: str | None, chat: int) -> World:
        actor = person(who).id if who else None
        return World(
            calendar=CALENDAR,
            directory=self.directory,
            stimulus=Stimulus(now=self.now, at=self.now, actor=actor, chat_id=chat, message_id=9),
            case_id=1,
            rules=Rules(),
            suspensions=self.suspensions,
            enquiry=self.enquiry,
            enquiry_id=NUMBER,
        )
