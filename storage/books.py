"""The books: what the desk sees of an open transaction, and where they are kept."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from sqlite3 import Connection
from typing import TypeVar

from storage import (
    amendments,
    cards,
    cases,
    company,
    counters,
    enquiries,
    fund,
    inbox,
    journal,
    keeping,
    outbox,
    staff,
    wizards,
)
from storage.asked import with_open_question
from storage.database import Database
from storage.enclosures import with_paper
from storage.memory import Memory
from storage.outbox import Letter
from storage.projections import project
from storage.streams import STAFF, case_stream
from workflow.case import Case
from workflow.commands import Stimulus
from workflow.deafness import Deafness
from workflow.directory import Directory
from workflow.duties import OF_MONEY
from workflow.enquiries import Enquiry
from workflow.enquiry_commands import EnquiryCommand, OpenEnquiry
from workflow.events import Event
from workflow.evolving import replay
from workflow.fund import Fund
from workflow.notices import Notice
from workflow.refusals import Refusal
from workflow.standing import Standing
from workflow.values import Department, Suspension, Window
from workflow.wizard import Wizard

T = TypeVar("T")


class Books:
    """One open transaction (`workflow.desk.Books`); what is said is queued when it ends, under its stimulus' name."""

    def __init__(self, conn: Connection, memory: Memory) -> None:
        self.conn = conn
        self._memory = memory
        self._letters: list[Letter] = []
        self._said_at: datetime | None = None
        self._cause = ""

    # What the desk asks

    def case(self, case_id: int) -> Case:
        """Return the state of a case; raise Refusal("case_unknown") if there is none."""
        stream = case_stream(case_id)
        seal = journal.seal(self.conn, stream)
        if seal is None:
            raise Refusal("case_unknown", case=case_id)
        return self._memory.case(
            case_id, seal, lambda: replay(Case(id=case_id), journal.load(self.conn, stream))
        )

    def next_case_id(self) -> int:
        """Return the number of the stream a new case will have."""
        return cases.next_id(self.conn)

    def directory(self) -> Directory:
        """Return the people and departments as they are now."""
        seal = journal.seal(self.conn, STAFF)
        return self._memory.directory(seal, lambda departments: staff.directory(self.conn, departments))

    def cases_owed_by(self, person: int) -> tuple[int, ...]:
        """Return the cases in which a person has open duties by name."""
        owed = cases.duties_of_person(self.conn, person)
        return tuple(dict.fromkeys(duty.case_id for duty in owed))

    def cases_with_duties(self) -> tuple[int, ...]:
        """Return the cases in which anything is owed."""
        return cases.with_open_duties(self.conn)

    def cases_to_sign(self) -> tuple[int, ...]:
        """Return the cases in which a flow form or a voucher waits for somebody."""
        return cases.with_open_duties(self.conn, OF_MONEY)

    def suspensions(self) -> tuple[Suspension, ...]:
        """Return every suspension of clocks there ever was."""
        return company.suspensions(self.conn)

    def last_numbers(self, day: date) -> dict[str, int]:
        """Return the last number given on that local day, by series letter."""
        return counters.last_numbers(self.conn, day)

    def outages(self, since: datetime) -> tuple[Window, ...]:
        """Return the outages that ended after `since`."""
        return company.outages(self.conn, since)

    def deafness(self, since: datetime) -> tuple[Deafness, ...]:
        """Return the stretches in which the group was not heard that last or ended after `since`, in order."""
        return company.deafness(self.conn, since)

    def cases_in_doubt_since(self, moment: datetime) -> tuple[int, ...]:
        """Return the cases with fines, held or not yet come to nothing, or a complainant's window, due since a moment."""
        return cases.in_doubt_since(self.conn, moment)

    def fund(self, number: str) -> Fund:
        """Return the fruit fund as it stands, with the spending of that number if there is one."""
        return fund.standing(self.conn).model_copy(update={"spending": fund.spending(self.conn, number)})

    def enquiry(self, command: EnquiryCommand) -> Enquiry | None:
        """Return the enquiry a command is about; for words to be made one, what their message has become already."""
        if isinstance(command, OpenEnquiry):
            return enquiries.of_source(self.conn, command.source.chat_id, command.source.message_id)
        return enquiries.get(self.conn, command.enquiry)

    def open_enquiries(self) -> tuple[int, ...]:
        """Return the enquiries that wait for an answer."""
        return enquiries.waiting(self.conn)

    def next_enquiry_id(self) -> int:
        """Return the number of the stream a new enquiry will have."""
        return enquiries.next_id(self.conn)

    # What the desk writes

    def record(self, stream: str, events: tuple[Event, ...], *, now: datetime) -> None:
        """Append to the journal and bring the projections of the events up to date."""
        first = journal.append(self.conn, stream, events, now=now)
        self._cause = self._cause or f"journal/{first}"
        project(self.conn, events)

    def keep(self, before: Case, after: Case) -> None:
        """Bring the projections of a case (its row, duties, fines) up to date."""
        department = "" if before.version else self._department_of(after.complainant)
        keeping.keep(self.conn, before, after, department=department)
        seal = journal.seal(self.conn, case_stream(after.id))
        if seal:
            self._memory.remember(seal, after)

    def standing(self, topic: str) -> tuple[Standing, ...]:
        """Return the messages that stand, or are about to, and ask for something of that topic."""
        return tuple(Standing(row.id, row.notice) for row in amendments.standing(self.conn, topic))

    def change(self, standing: Standing, notice: Notice) -> None:
        """Have a message that stands look like this; over, it is not looked at again."""
        amendments.change(self.conn, standing.id, notice)

    def say(self, notices: Iterable[Notice], *, case_id: int | None, now: datetime) -> None:
        """Put the notices into the outbox; who is shown a document privately also gets it as a file."""
        placed = (followed(self.conn, one) for one in notices)
        for notice in (with_open_question(self.conn, one, case_id) for one in placed):
            lane = self._lane(notice)
            sent = (notice,) if lane == outbox.GROUP else with_paper(notice)
            self._letters += [Letter(one, lane, case_id) for one in sent]
        self._said_at = now

    def show(self, case_id: int, parts: tuple[str, ...]) -> None:
        """Create the cards that do not exist yet and mark all cards of the case for another look."""
        cards.show(self.conn, case_id, parts)

    def keep_wizard(self, wizard: Wizard, *, now: datetime) -> None:
        """Keep a form as far as it is filled in, in place of the person's earlier one; forget one that is over."""
        wizards.keep(self.conn, wizard, now)

    def settle(self, stimulus: Stimulus) -> None:
        """Mark the inbox row done, and the outbox row or card delivered (`chat_id` and `message_id`, since `at`)."""
        if stimulus.inbox is not None:
            inbox.mark_done(self.conn, stimulus.inbox)
        if stimulus.outbox is not None or stimulus.card is not None:
            self._deliver(stimulus)
        self._cause = _cause_of(stimulus) or self._cause

    # The end of the transaction

    def close(self) -> None:
        """Queue what was said; `Ledger` calls it before the commit."""
        if self._letters and self._said_at:
            outbox.add(self.conn, self._letters, cause=self._cause, now=self._said_at)
        self._letters = []

    # Private

    def _deliver(self, stimulus: Stimulus) -> None:
        assert stimulus.chat_id is not None
        assert stimulus.message_id is not None
        where, message = stimulus.chat_id, stimulus.message_id
        if stimulus.outbox is not None:
            outbox.mark_sent(self.conn, stimulus.outbox, chat_id=where, message_id=message, at=stimulus.at)
        if stimulus.card is not None:
            cards.mark_sent(self.conn, *stimulus.card, chat_id=where, message_id=message, at=stimulus.at)

    def _department_of(self, person_id: int | None) -> str:
        person = None if person_id is None else self.directory().person(person_id)
        return person.department if person else ""

    def _lane(self, notice: Notice) -> str:
        if notice.chat_id is None:
            return outbox.GROUP if notice.to is None else outbox.person_lane(notice.to)
        group = company.chat(self.conn)
        if group and group.chat_id == notice.chat_id:
            return outbox.GROUP
        person = staff.person_by_telegram(self.conn, notice.chat_id)
        return outbox.person_lane(person.id) if person else outbox.chat_lane(notice.chat_id)


class Ledger:
    """Where the books are kept (`workflow.desk.Ledger`): one database, and what is remembered of it."""

    def __init__(
        self, database: Database, departments: Iterable[Department], *, remembered_cases: int = 512
    ) -> None:
        self.database = database
        self._memory = Memory(tuple(departments), remembered_cases)

    async def transact(self, work: Callable[[Books], T]) -> T:
        """Run `work` in one transaction: committed when it returns, rolled back when it raises."""
        return await self.database.transact(lambda conn: self._with_books(work, conn))

    async def transact_all(self, works: Sequence[Callable[[Books], T]]) -> list[T]:
        """Run several in turn, each with books of its own, in one transaction: all are committed, or none."""
        return await self.database.transact(lambda conn: [self._with_books(work, conn) for work in works])

    async def read(self, work: Callable[[Books], T]) -> T:
        """Run `work` on one unchanging picture of the books; an attempt to write raises."""
        return await self.database.read(lambda conn: work(Books(conn, self._memory)))

    def _with_books(self, work: Callable[[Books], T], conn: Connection) -> T:
        books = Books(conn, self._memory)
        result = work(books)
        books.close()
        return result


def followed(conn: Connection, notice: Notice) -> Notice:
    """Return the notice as it is said where the group is now: under no message, for those stayed behind."""
    if notice.chat_id is None or not company.was_group(conn, notice.chat_id):
        return notice
    group = company.chat(conn)
    return notice.model_copy(update={"chat_id": group and group.chat_id, "reply_to": None})


def _cause_of(stimulus: Stimulus) -> str:
    """Name what may have an effect only once; a duty that fell due is named by the journal row of its judgement."""
    if stimulus.inbox is not None:
        return f"inbox/{stimulus.inbox}"
    if stimulus.outbox is not None:
        return f"outbox/{stimulus.outbox}"
    if stimulus.card is not None:
        case_id, part = stimulus.card
        return f"card/{case_id}/{part}/{stimulus.chat_id}/{stimulus.message_id}"
    return ""
