"""The one door: load, decide, record, say - in one transaction. The only `async def`s of the regulation."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from workflow.calendar import Calendar
from workflow.case import Case
from workflow.commands import Command, FundCommand, Stimulus
from workflow.deafness import Deafness
from workflow.decisions import Decision, decide
from workflow.directory import Directory
from workflow.enquiries import Enquiry
from workflow.enquiry_commands import EnquiryCommand
from workflow.events import Event
from workflow.evolving import replay
from workflow.following import follow_ups
from workflow.fund import Fund
from workflow.messages import answer
from workflow.notices import Notice
from workflow.refusals import Refusal
from workflow.speaking import notices
from workflow.standing import Standing, changed, topics
from workflow.values import Rules, Suspension, Window
from workflow.views import cards_wanted
from workflow.wizard import Wizard
from workflow.world import World

T = TypeVar("T")
_OUTAGES_OF_INTEREST = timedelta(days=14)  # longer than a duty of a department runs, unless it is suspended


class Books(Protocol):
    """The open transaction, as the desk sees it; nothing here awaits."""

    def case(self, case_id: int) -> Case:
        """Return the state of a case; raise Refusal("case_unknown") if there is none."""

    def next_case_id(self) -> int:
        """Return the number of the stream a new case will have."""

    def directory(self) -> Directory:
        """Return the people and departments as they are now."""

    def cases_owed_by(self, person: int) -> tuple[int, ...]:
        """Return the cases in which a person has open duties by name."""

    def cases_with_duties(self) -> tuple[int, ...]:
        """Return the cases in which anything is owed."""

    def cases_to_sign(self) -> tuple[int, ...]:
        """Return the cases in which a flow form or a voucher waits for somebody."""

    def suspensions(self) -> tuple[Suspension, ...]:
        """Return every suspension of clocks there ever was."""

    def last_numbers(self, day: date) -> dict[str, int]:
        """Return the last number given on that local day, by series letter."""

    def outages(self, since: datetime) -> tuple[Window, ...]:
        """Return the outages that ended after `since`."""

    def deafness(self, since: datetime) -> tuple[Deafness, ...]:
        """Return the stretches in which the group was not heard that last or ended after `since`, in order."""

    def cases_in_doubt_since(self, moment: datetime) -> tuple[int, ...]:
        """Return the cases with fines, held or not yet come to nothing, or a complainant's window, due since a moment."""

    def fund(self, number: str) -> Fund:
        """Return the fruit fund as it stands, with the spending of that number if there is one."""

    def enquiry(self, command: EnquiryCommand) -> Enquiry | None:
        """Return the enquiry a command is about; for words to be made one, what their message has become already."""

    def open_enquiries(self) -> tuple[int, ...]:
        """Return the enquiries that wait for an answer."""

    def next_enquiry_id(self) -> int:
        """Return the number of the stream a new enquiry will have."""

    def record(self, stream: str, events: tuple[Event, ...], *, now: datetime) -> None:
        """Append to the journal and bring the projections of the events up to date."""

    def keep(self, before: Case, after: Case) -> None:
        """Bring the projections of a case (its row, duties, fines) up to date."""

    def standing(self, topic: str) -> tuple[Standing, ...]:
        """Return the messages that stand, or are about to, and ask for something of that topic."""

    def change(self, standing: Standing, notice: Notice) -> None:
        """Have a message that stands look like this."""

    def say(self, notices: tuple[Notice, ...], *, case_id: int | None, now: datetime) -> None:
        """Put the notices into the outbox."""

    def show(self, case_id: int, parts: tuple[str, ...]) -> None:
        """Create the cards that do not exist yet and mark all cards of the case for another look."""

    def keep_wizard(self, wizard: Wizard, *, now: datetime) -> None:
        """Keep a form as far as it is filled in, in place of the person's earlier one; forget one that is over."""

    def settle(self, stimulus: Stimulus) -> None:
        """Mark the inbox row done, and the outbox row or card delivered."""


class Ledger(Protocol):
    """Where the books are kept."""

    async def transact(self, work: Callable[[Books], T]) -> T:
        """Run `work` in one transaction: committed when it returns, rolled back when it raises."""

    async def transact_all(self, works: Sequence[Callable[[Books], T]]) -> list[T]:
        """Run several in turn, each with books of its own, in one transaction: all are committed, or none."""


class Answer(NamedTuple):
    """What became of a command: what happened, or why not."""

    case: Case
    events: tuple[Event, ...] = ()
    refusal: Refusal | None = None


class Demand(NamedTuple):
    """A command and what led to it, to be performed together with others."""

    command: Command
    stimulus: Stimulus


class Desk:
    """The complaint desk: everything that changes anything goes through `perform`, or many at once `perform_all`."""

    def __init__(self, ledger: Ledger, *, calendar: Calendar, rules: Rules) -> None:
        self._ledger = ledger
        self._calendar = calendar
        self._rules = rules

    async def perform(self, command: Command, stimulus: Stimulus) -> Answer:
        """Decide about the command and commit what follows; a refusal commits its answer."""
        return await self._ledger.transact(lambda books: self._decide(books, command, stimulus))

    async def perform_all(self, demands: Sequence[Demand]) -> list[Answer]:
        """Perform them in turn as `perform` would, in one transaction; raise, and nothing has happened, if one fails."""
        works = [partial(self._decide, command=command, stimulus=stimulus) for command, stimulus in demands]
        return await self._ledger.transact_all(works)

    def _decide(self, books: Books, command: Command, stimulus: Stimulus) -> Answer:
        try:
            outcome = self._act(books, command, stimulus)
        except Refusal as refusal:
            outcome = Answer(_case_of(books, command), refusal=refusal)
            _refuse(books, outcome, stimulus)
        books.settle(stimulus)
        return outcome

    def _act(self, books: Books, command: Command, stimulus: Stimulus) -> Answer:
        """Decide about the command, and in the same transaction about what follows from it in cases."""
        answer = self._one(books, command, stimulus)
        for following in follow_ups(command, books):
            self._one(books, following, stimulus)
        return answer

    def _one(self, books: Books, command: Command, stimulus: Stimulus) -> Answer:
        given = getattr(command, "case", None)
        before = Case() if given is None else books.case(given)
        world = self._world(
            books, given or books.next_case_id(), stimulus, since=_since(before, stimulus.now)
        )
        if isinstance(command, FundCommand):
            world = world.model_copy(update={"fund": books.fund(command.number)})
        if isinstance(command, EnquiryCommand):
            known = {
                "enquiry": books.enquiry(command),
                "enquiry_id": command.enquiry or books.next_enquiry_id(),
            }
            world = world.model_copy(update=known)
        decision = decide(before, command, world)
        after = replay(before, decision.events) if decision.is_about_case else before
        if decision.wizard is not None:
            books.keep_wizard(decision.wizard, now=stimulus.now)
        if decision.events:
            books.record(decision.stream, decision.events, now=stimulus.now)
        if decision.is_about_case and decision.events:
            after = after.model_copy(update={"id": world.case_id})
            books.keep(before, after)
            books.show(after.id, cards_wanted(after, decision.events))
        self._bring_up_to_date(books, after, decision, command, world)
        said = decision.notices + notices(after, decision.events, world)
        books.say(said, case_id=after.id or None, now=stimulus.now)
        return Answer(after, decision.events)

    def _bring_up_to_date(
        self, books: Books, case: Case, decision: Decision, command: Command, world: World
    ) -> None:
        """Change the messages that stand and ask for what is over now."""
        if isinstance(command, EnquiryCommand):
            world = world.model_copy(update={"enquiry": books.enquiry(command)})
        for topic in topics(decision.events, case.id or None):
            for standing in books.standing(topic):
                notice = changed(standing, case, decision.events, command, world)
                if notice is not None:
                    books.change(standing, notice)

    def _world(self, books: Books, case_id: int, stimulus: Stimulus, *, since: datetime) -> World:
        return World(
            stimulus=stimulus,
            case_id=case_id,
            rules=self._rules,
            calendar=self._calendar,
            directory=books.directory(),
            numbers=books.last_numbers(self._calendar.local(stimulus.now).date()),
            suspensions=books.suspensions(),
            outages=books.outages(since),
            deafness=books.deafness(since),
        )


def _since(case: Case, now: datetime) -> datetime:
    """From when on it is of interest that the group was not heard: from the first duty that may be missed."""
    owed = (duty.starts_at for duty in case.duties.values() if duty.awaits_judgement)
    return min([now - _OUTAGES_OF_INTEREST, *owed])


def _case_of(books: Books, command: Command) -> Case:
    """The case a command is about, an empty one if there is none."""
    given = getattr(command, "case", None)
    try:
        return Case() if given is None else books.case(given)
    except Refusal:
        return Case()


def _refuse(books: Books, outcome: Answer, stimulus: Stimulus) -> None:
    """Answer what was typed; the refusal belongs to its case and names it. A press is answered beside the button."""
    case, refusal = outcome.case, outcome.refusal
    assert refusal is not None
    if case.id:
        refusal.facts.setdefault("case", case.name)
    if not stimulus.pressed:
        books.say((answer(refusal, stimulus),), case_id=case.id or None, now=stimulus.now)
