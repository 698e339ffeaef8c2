"""The desk with a real database behind it: histories are made of commands, as Telegram and the clock would give them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import Any, TypeVar

from storage import cards, inbox
from storage.books import Books, Ledger
from storage.database import Database
from storage.inbox import RawUpdate
from storage.seeding import seed_people
from tests.company import CALENDAR, DEPARTMENTS, PEOPLE, at, person
from workflow.calendar import Calendar
from workflow.commands import Command, Delivered, Do, File, Judge, Remind, Stimulus
from workflow.desk import Answer, Desk
from workflow.phases import Act
from workflow.values import Department, Form, Kind, Rules

GROUP = -1001234567890
T = TypeVar("T")


class Office:
    """Plays people, the group and the clock; every act of a person comes through the inbox."""

    def __init__(
        self,
        database: Database,
        rules: Rules | None = None,
        *,
        departments: tuple[Department, ...] = DEPARTMENTS,
        calendar: Calendar = CALENDAR,
    ) -> None:
        self.database = database
        self.ledger = Ledger(database, departments)
        self.desk = Desk(self.ledger, calendar=calendar, rules=rules or Rules())
        self.messages = 100

    @classmethod
    async def opened(cls, database: Database) -> "Office":
        office = cls(database)
        await office.books(lambda books: seed_people(books, PEOPLE, now=at("08:00")))
        return office

    # Looking and writing directly

    async def books(self, work: Callable[[Books], T]) -> T:
        return await self.ledger.transact(work)

    async def read(self, work: Callable[..., T], *values: Any, **named: Any) -> T:
        return await self.database.read(lambda conn: work(conn, *values, **named))

    async def write(self, work: Callable[..., T], *values: Any, **named: Any) -> T:
        return await self.database.transact(lambda conn: work(conn, *values, **named))

    async def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return await self.read(lambda conn: conn.execute(statement, values).fetchall())

    # The stimuli

    async def receive(self, when: datetime) -> int:
        """An update arrives; return its inbox row."""
        self.messages += 1
        await self.write(inbox.add_batch, [RawUpdate(self.messages, "{}")], when)
        row = await self.read(inbox.oldest_undone)
        assert row is not None
        return row.id

    async def act(self, command: Command, who: str, when: datetime, **more: Any) -> Answer:
        row = await self.receive(when)
        stimulus = Stimulus(
            now=when,
            at=when,
            actor=person(who).id,
            inbox=row,
            chat_id=GROUP,
            message_id=self.messages,
            **more,
        )
        return await self.desk.perform(command, stimulus)

    async def file(self, form: Form, when: datetime, who: str = "李小明") -> int:
        answer = await self.act(
            File(kind=Kind(form.kind), complainant=form.complainant, form=form), who, when
        )
        return answer.case.id

    async def do(
        self, case: int, who: str, act: Act, when: datetime, *, press: bool = False, **more: Any
    ) -> Answer:
        return await self.act(Do(case=case, act=act, **more), who, when, pressed=press)

    async def post(self, case: int, when: datetime) -> Answer:
        """The courier sent the card of the case."""
        await self.write(cards.mark_sending, case, cards.CASE)
        self.messages += 1
        stimulus = Stimulus(
            now=when, at=when, card=(case, cards.CASE), chat_id=GROUP, message_id=self.messages
        )
        command = Delivered(case=case, chat_id=GROUP, message_id=self.messages, date=when, is_post=True)
        return await self.desk.perform(command, stimulus)

    async def ping(self, case: int, when: datetime) -> Answer:
        """The pings of all open duties stand in the group."""
        state = await self.books(lambda books: books.case(case))
        keys = tuple(duty.key for duty in state.open_duties())
        command = Delivered(case=case, chat_id=GROUP, message_id=1, date=when, pings=keys)
        return await self.desk.perform(command, Stimulus(now=when, at=when))

    async def judge(self, case: int, when: datetime) -> Answer:
        return await self.desk.perform(Judge(case=case, until=when), Stimulus(now=when, at=when))

    async def remind(self, case: int, when: datetime) -> Answer:
        return await self.desk.perform(Remind(case=case), Stimulus(now=when, at=when))

    # Whole stretches of a case

    async def posted(self, form: Form, *, day: str = "2026-11-23") -> int:
        """A complaint of 10:00, approved, in the group at 10:05."""
        case = await self.file(form, at("10:00", day))
        await self.do(case, "陳經理", Act.APPROVE, at("10:04", day), press=True, revision=1)
        await self.post(case, at("10:05", day))
        await self.ping(case, at("10:05", day))
        return case

    async def handled(self, form: Form, *, day: str = "2026-11-23") -> int:
        """The same, accepted and published: replies are due at 13:51."""
        case = await self.posted(form, day=day)
        await self.do(case, "王五", Act.ACCEPT, at("10:07", day), press=True)
        await self.do(case, "王五", Act.PUBLISH, at("10:21", day), text="烤漆→包裝→出貨")
        await self.ping(case, at("10:21", day))
        return case


@asynccontextmanager
async def opened(path: Path, *, read_only: bool = False) -> AsyncIterator[Database]:
    """A database that is closed whatever happens: an open one would keep the tests from ending."""
    database = await Database.open(path, read_only=read_only)
    try:
        yield database
    finally:
        await database.close()


def rows(conn: Connection, table: str) -> list[tuple[Any, ...]]:
    """Everything in a table, in an order that does not depend on how it was written."""
    return sorted(conn.execute(f"SELECT * FROM {table}"), key=repr)
