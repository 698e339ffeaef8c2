"""The desk with its handlers, Telegram's JSON coming in by hand: real Application, real SQLite, no network."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram.ext import Application, ExtBot

import handlers
from bot.alarms import Alarms
from bot.dispatch import Dispatcher
from bot.sending import Aside
from handlers.buttons import encode, keyboard
from handlers.context import TousuApplication, Wiring, context_types
from storage import cards, cases, company, inbox, outbox
from storage.books import Books, Ledger
from storage.database import Database
from storage.inbox import InboxRow, RawUpdate
from storage.outbox import OutboxRow
from storage.rows import select
from storage.seeding import seed_people
from tests.company import CALENDAR, DEPARTMENTS, PEOPLE, at, person
from tests.integration.handlers.telegram_line import BOT, Line
from texts import Texts
from workflow.case import Case
from workflow.commands import Delivered, Judge, Stimulus
from workflow.desk import Desk
from workflow.notices import Button, Notice
from workflow.values import Person, Rules

GROUP = -1001234567890
STRANGER = Person(id=0, name="路人", department="", telegram_id=5555)
Json = dict[str, Any]

PRODUCT = """《產品質量投訴》
投訴人：李小明
客戶名稱：東方五金
發貨日期：2026年11月20日
品牌：H牌
規格及數量：120×60，300 箱
產品存在的質量問題：表面起泡，約 40 箱
客戶要求：派人檢查
投訴時間：2026年11月23日9時50分"""
SERVICE = """《服務質量投訴》
投訴人：李小明
投訴對象：物流部
投訴事件：
時間：昨天下午
起因：送貨
過程：司機不肯卸貨
結果：客戶自己卸
投訴目的：改進服務質量"""
RULING = "質量鑒定結果：烤漆溫度過低\n處理意見：重做並換貨\n責任部門：生產部"


@dataclass
class Office:
    """Acts of people as updates, and what came of them."""

    application: TousuApplication
    dispatcher: Dispatcher
    line: Line
    aside: Aside
    now: datetime = field(default_factory=lambda: at("10:00"))
    is_delivering: bool = True
    next_message: int = 100
    next_update: int = 640_000_001

    @property
    def wiring(self) -> Wiring:
        return self.application.bot_data

    @property
    def ledger(self) -> Ledger:
        return self.wiring.ledger

    # What people do

    async def say(
        self,
        who: str | Person,
        text: str,
        *,
        private: bool = False,
        under: Json | int | None = None,
        date: datetime | None = None,
        **more: Any,
    ) -> Json:
        """Type a message in the group or privately, perhaps under a message of ours."""
        message = self.message(who, text, private=private, under=under, date=date) | more
        await self.update(message=message)
        return message

    async def edit(self, message: Json, text: str, *, minutes: int = 1) -> None:
        """Change what a message says, so many minutes after it was sent."""
        field_ = "caption" if "caption" in message else "text"
        edited = message | {field_: text, "edit_date": message["date"] + 60 * minutes}
        await self.update(edited_message=edited)

    async def press(self, who: str | Person, data: str, *, on: Json | int) -> Json:
        """Press a button under a message of the group, or another one; return what the press was answered with."""
        message = on if isinstance(on, dict) else self.ours(on)
        query = {"id": str(self.next_update), "from": _user(who), "chat_instance": "1", "data": data}
        await self.update(callback_query=query | {"message": message})
        answers = self.line.told("answerCallbackQuery")
        return answers[-1] if answers else {}

    async def button(
        self, who: str | Person, case_id: int, on: Json | int | None = None, **button: Any
    ) -> Json:
        """Press a button of ours on a case: on its card, privately before that stands, or where it is said."""
        place = on or await self.card(case_id) or self.ours(1, chat=_private(who))
        return await self.press(who, encode(case_id, Button(**button)), on=place)

    async def update(self, **body: Any) -> None:
        """Let an update come in through the inbox, and let everything that follows from it happen."""
        raw = RawUpdate(self.next_update, json.dumps({"update_id": self.next_update, **body}))
        self.next_update += 1
        await self.ledger.database.transact(lambda conn: inbox.add_batch(conn, [raw], self.now))
        row = await self.ledger.database.read(inbox.oldest_undone)
        assert row is not None
        await self.dispatcher.handle(row)
        await self.aside.settle()
        await self.deliver()

    async def lose(self, who: str, case_id: int, **button: Any) -> None:
        """Press a button, and let nothing that follows from it be heard of again by us."""
        self.is_delivering = False
        await self.button(who, case_id, **button)
        self.is_delivering = True

    # Messages as Telegram describes them

    def message(
        self,
        who: str | Person,
        text: str,
        *,
        private: bool = False,
        under: Json | int | None = None,
        date: datetime | None = None,
    ) -> Json:
        self.next_message += 1
        user = _user(who)
        described: Json = {
            "message_id": self.next_message,
            "date": int((date or self.now).timestamp()),
            "from": user,
            "chat": _private(who) if private else _GROUP_CHAT,
            "text": text,
        }
        if text.startswith("/"):
            described["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            ]
        if under is not None:
            chat = described["chat"]
            described["reply_to_message"] = under if isinstance(under, dict) else self.ours(under, chat=chat)
        return described

    def ours(
        self, message_id: int, text: str = "…", *, chat: Json | None = None, date: datetime | None = None
    ) -> Json:
        """Return a message of the bot's."""
        sent = int((date or self.now).timestamp())
        return {
            "message_id": message_id,
            "date": sent,
            "from": BOT,
            "chat": chat or _GROUP_CHAT,
            "text": text,
        }

    # The courier's part: everything that is queued stands at once

    async def deliver(self) -> None:
        """Put everything that waits into its chat."""
        if not self.is_delivering:
            return
        while row := await self._queued():
            await self._sent(row)
        for card in await self.ledger.read(lambda books: cards.wanted(books.conn, self.now)):
            await self._shown(card)

    async def _queued(self) -> OutboxRow | None:
        found = "FROM outbox WHERE state = 'new' ORDER BY id LIMIT 1"
        rows = await self.ledger.read(lambda books: select(books.conn, OutboxRow, found))
        return rows[0] if rows else None

    async def _sent(self, row: OutboxRow) -> None:
        self.next_message += 1
        self._render(row.notice, row.case_id)
        where = {"chat_id": self._chat(row), "message_id": self.next_message}
        if row.case_id is not None and row.notice.pings:
            command = Delivered(case=row.case_id, date=self.now, pings=row.notice.pings, **where)
            await self.wiring.desk.perform(
                command, Stimulus(now=self.now, at=self.now, outbox=row.id, **where)
            )
        else:
            await self.ledger.database.transact(
                lambda conn: outbox.mark_sent(conn, row.id, at=self.now, **where)
            )

    def _render(self, notice: Notice, case_id: int | None) -> None:
        """Hold that whatever is said can be said, with buttons that Telegram takes."""
        kind = str(notice.facts.get("kind", ""))
        self.wiring.texts.render(notice.name, notice.facts)
        keyboard(case_id, notice.buttons, texts=self.wiring.texts, bot_username="tousu_bot", kind=kind)

    def _chat(self, row: OutboxRow) -> int:
        if row.lane == outbox.GROUP:
            return GROUP
        kind, _, number = row.lane.partition(":")
        return int(number) if kind == "chat" else 1000 + int(number)

    async def _shown(self, card: cards.Card) -> None:
        if not card.stands:
            self.next_message += 1
            await self.post(card.case_id, self.next_message, part=card.part)
        await self.ledger.database.transact(lambda conn: cards.mark_shown(conn, card, "seen"))

    async def post(self, case_id: int, message_id: int, *, part: str = "case") -> None:
        """Let the card stand as a message of the group."""
        where = {"chat_id": GROUP, "message_id": message_id}
        command = Delivered(case=case_id, date=self.now, is_post=part == "case", **where)
        stimulus = Stimulus(now=self.now, at=self.now, card=(case_id, part), **where)
        await self.wiring.desk.perform(command, stimulus)

    # What came of it

    async def case(self, case_id: int = 1) -> Case:
        return await self.ledger.read(lambda books: books.case(case_id))

    async def card(self, case_id: int = 1) -> int:
        """Return the message id of the card; 0 before it stands."""
        card = await self.ledger.read(lambda books: cards.get(books.conn, case_id))
        return (card.message_id if card else None) or 0

    async def cases(self) -> int:
        """Return how many cases there are."""
        return await self.ledger.read(lambda books: cases.next_id(books.conn)) - 1

    async def said(self) -> list[OutboxRow]:
        """Return everything said so far, in order."""
        return list(
            await self.ledger.read(lambda books: select(books.conn, OutboxRow, "FROM outbox ORDER BY id"))
        )

    async def last(self, name: str = "") -> OutboxRow:
        """Return the last thing said, or the last of that name."""
        return [row for row in await self.said() if name in ("", row.notice.name)][-1]

    async def names(self) -> list[str]:
        return [row.notice.name for row in await self.said()]

    async def rows(self) -> list[InboxRow]:
        """Return the inbox."""
        return list(
            await self.ledger.read(lambda books: select(books.conn, InboxRow, "FROM inbox ORDER BY id"))
        )

    # Stories

    def later(self, clock: str, day: str = "2026-11-23") -> None:
        self.now = at(clock, day)

    async def filed(self, text: str = PRODUCT) -> Json:
        """李小明 pastes a form at ten o'clock."""
        return await self.say("李小明", text)

    async def posted(self, text: str = PRODUCT, case_id: int = 1) -> int:
        """His manager approves at once; return the case."""
        await self.filed(text)
        await self.button("陳經理", case_id, act="approve", revision=1)
        return case_id

    async def handled(self, text: str = PRODUCT, case_id: int = 1) -> int:
        """The process is published at once, so three departments owe a reply by 12:00."""
        await self.posted(text, case_id)
        await self.say("王五", "工藝流程：烤漆→包裝→出貨", under=await self.card(case_id))
        return case_id

    async def judged(self, until: datetime, case_id: int = 1, **evidence: Any) -> None:
        """Let the clockwork judge."""
        self.now = max(self.now, until)
        stimulus = Stimulus(now=self.now, at=self.now)
        await self.wiring.desk.perform(Judge(case=case_id, until=until, **evidence), stimulus)
        await self.deliver()


_GROUP_CHAT: Json = {"id": GROUP, "type": "supergroup", "title": "輝煌同仁群"}


def _private(who: str | Person) -> Json:
    return {"id": _user(who)["id"], "type": "private"}


def _user(who: str | Person) -> Json:
    one = person(who) if isinstance(who, str) else who
    return {"id": one.telegram_id, "is_bot": False, "first_name": one.name}


@asynccontextmanager
async def opened(path: Path, *, people: tuple[Person, ...] = PEOPLE) -> AsyncIterator[Office]:
    """Open the office in an empty database."""
    database = await Database.open(path / "tousu.db")
    try:
        office = _furnished(database)
        await office.application.initialize()
        await office.ledger.transact(lambda books: _found(books, people, office.now - timedelta(days=1)))
        yield office
        await office.application.shutdown()
    finally:
        await database.close()


def _found(books: Books, people: tuple[Person, ...], now: datetime) -> None:
    seed_people(books, people, now=now)
    company.set_chat(books.conn, GROUP)


def _furnished(database: Database) -> Office:
    ledger, line = Ledger(database, DEPARTMENTS), Line()
    bot: ExtBot[None] = ExtBot("900:token", request=line, get_updates_request=line)
    aside = Aside(bot)
    clock: list[Office] = []
    wiring = Wiring(
        desk=Desk(ledger, calendar=CALENDAR, rules=Rules()),
        ledger=ledger,
        texts=Texts(),
        calendar=CALENDAR,
        rules=Rules(),
        direct=aside,
        now=lambda: clock[0].now,
        group_id=GROUP,
        bot_username="tousu_bot",
    )
    builder = Application.builder().bot(bot).updater(None).job_queue(None)
    application: TousuApplication = builder.context_types(context_types(wiring)).build()
    handlers.register(application)
    alarms = Alarms(database, (1020,), now=lambda: clock[0].now)
    office = Office(application, Dispatcher(application, database, alarms), line, aside)
    clock.append(office)
    return office
