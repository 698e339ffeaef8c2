"""What is done about a message that did not arrive: wait, send once more, tell it elsewhere, or give it up and say so."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any, Final

import structlog

from bot.alarms import UNREACHABLE, Alarm, Alarms, say_once
from bot.fates import Failure, Fate
from bot.lanes import Errand
from bot.pacing import Pace
from bot.rendering import Rendered
from bot.sight import Standing
from bot.telegram_time import TelegramTime
from storage import cards, cases, company, outbox, topics
from storage.books import Books, Ledger
from storage.company import Chat
from storage.outbox import GROUP
from storage.relocation import move_group
from workflow.commands import Reach, Stimulus
from workflow.desk import Desk
from workflow.notices import Button, Notice, Urgency
from workflow.refusals import Refusal

_log = structlog.stdlib.get_logger()

_AFTER_DOUBT: Final = timedelta(seconds=5)
_FIRST_PAUSE: Final = timedelta(seconds=1)
_LONGEST_PAUSE: Final = timedelta(minutes=1)
_CLOSED_PAUSE: Final = timedelta(minutes=1)
_LONGEST_CLOSED_PAUSE: Final = timedelta(minutes=30)
_STRETCH: Final = timedelta(hours=4)
_ALARMS: Final = frozenset(Alarm)


class Mishaps:
    """One answer for each fate of a call (`bot.fates`)."""

    def __init__(
        self,
        ledger: Ledger,
        desk: Desk,
        alarms: Alarms,
        *,
        pace: Pace,
        time: TelegramTime,
        look_around: Callable[[], Awaitable[Standing | None]],
        beside: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._ledger, self._desk, self._alarms = ledger, desk, alarms
        self._pace, self._time = pace, time
        self._look_around, self._beside = look_around, beside
        self._pauses: dict[str, timedelta] = {}
        self._later: set[datetime] = set()
        self._answers: dict[Fate, Callable[[Errand, Failure], Awaitable[None]]] = {
            Fate.NOT_SENT: self._wait,
            Fate.UNKNOWN: self._doubt,
            Fate.FLOOD: self._obey,
            Fate.REFUSED: self._refused,
            Fate.UNCHANGED: self._refused,
            Fate.GONE: self._gone,
            Fate.NO_TOPIC: self._leave_topic,
            Fate.MIGRATED: self._follow,
            Fate.CLOSED: self._closed,
            Fate.UNAUTHORIZED: self._wait,
        }

    async def met(self, errand: Errand, rendered: Rendered, failure: Failure) -> None:
        """Deal with a call that failed."""
        _log.info("not delivered", notice=errand.parcel.name, lane=errand.lane, error=failure.text)
        if failure.fate is Fate.UNCHANGED and errand.parcel.is_edit:
            await self._transact(lambda conn: errand.parcel.mark_shown(conn, rendered))
        else:
            await self._answers[failure.fate](errand, failure)

    async def over(self, errand: Errand) -> None:
        """Forget the trouble with a lane: something got through."""
        self._pauses.pop(errand.lane, None)

    async def bury(self, errand: Errand, error: str) -> None:
        """Give a parcel up and tell the administrators."""

        def work(conn: Connection) -> None:
            errand.parcel.bury(conn, error)
            self._tell(conn, Alarm.SEND_REFUSED, errand, error)

        await self._transact(work)

    async def lost(self, errand: Errand, error: str) -> None:
        """Tell the administrators that nobody knows what became of a parcel."""
        await self._transact(lambda conn: self._tell(conn, Alarm.SEND_UNKNOWN, errand, error))

    async def unreachable(self, errand: Errand) -> None:
        """Tell in the group, by number and kind only, that there is something to be read privately."""
        now = self._time.now()
        await self._ledger.transact(lambda books: _tell_in_group(books, errand, now))
        person = errand.person
        if person is not None and person.reachable:
            await self._desk.perform(Reach(person=person.id, reachable=False), Stimulus(now=now, at=now))

    async def doubt_interrupted(self) -> None:
        """At a start: what was on its way when the last process ended is sent once more, a second time told."""

        def work(conn: Connection) -> None:
            for row in outbox.doubt_interrupted(conn):
                facts = {"notice": row.notice.name, "case": row.case_id, "lane": row.lane, "error": row.error}
                self._alarms.queue(conn, Alarm.SEND_UNKNOWN, cause=f"outbox/{row.id}", **facts)
            for card in cards.doubt_interrupted(conn):
                facts = {"notice": card.part, "case": card.case_id, "lane": GROUP, "error": card.error}
                self._alarms.queue(
                    conn, Alarm.SEND_UNKNOWN, cause=f"card/{card.case_id}/{card.part}", **facts
                )

        await self._transact(work)

    def moments_after(self, now: datetime) -> Iterable[datetime]:
        """Return when something put back by us is to be tried again."""
        self._later = {moment for moment in self._later if moment > now}
        return self._later

    # The answers

    async def _wait(self, errand: Errand, failure: Failure) -> None:
        """Try again in 1, 2, 4 … 60 seconds."""
        pause = self._pauses.get(errand.lane, _FIRST_PAUSE)
        self._pauses[errand.lane] = min(2 * pause, _LONGEST_PAUSE)
        await self._postpone(errand, pause, failure.text)

    async def _obey(self, errand: Errand, failure: Failure) -> None:
        """Leave the chat alone for exactly as long as Telegram says."""
        pause = timedelta(seconds=failure.retry_after)
        self._halt(errand, pause)
        await self._postpone(errand, pause, failure.text)

    async def _doubt(self, errand: Errand, failure: Failure) -> None:
        """An edit can be repeated; a message is sent once more, and then people must look."""
        if errand.parcel.is_edit:
            await self._wait(errand, failure)
            return
        pause = self._pauses.get(errand.lane, _AFTER_DOUBT)
        self._pauses[errand.lane] = min(2 * pause, _LONGEST_PAUSE)
        self._halt(errand, pause)

        def work(conn: Connection) -> None:
            if errand.parcel.doubt(conn, failure.text):
                self._tell(conn, Alarm.SEND_UNKNOWN, errand, failure.text)

        await self._transact(work)

    async def _refused(self, errand: Errand, failure: Failure) -> None:
        await self.bury(errand, failure.text)

    async def _gone(self, errand: Errand, failure: Failure) -> None:
        """The card's message is gone: it is sent anew, and starts no clock."""
        if errand.parcel.is_edit:
            await self._transact(errand.parcel.forget)
        else:
            await self.bury(errand, failure.text)

    async def _leave_topic(self, errand: Errand, failure: Failure) -> None:
        """The topic is gone: out of a case's own into the configured one, out of that into General."""
        chat = errand.chat
        if chat is None or chat.topic is None:
            await self._closed(errand, failure)
            return

        def work(conn: Connection) -> None:
            case = _leave(conn, chat, errand.parcel.case_id)
            cause, error = f"{chat.chat_id}/{chat.topic}", failure.text
            configured = _has_topic(conn)
            self._alarms.queue(
                conn, Alarm.TOPIC_GONE, cause=cause, case=case, configured=configured, error=error
            )

        await self._transact(work)
        await self._postpone(errand, timedelta(0), failure.text)

    async def _follow(self, errand: Errand, failure: Failure) -> None:
        """The group is a supergroup now, under another id; its old messages cannot be edited from there."""
        assert errand.chat is not None
        old, now = errand.chat.chat_id, self._time.now()

        def work(conn: Connection) -> None:
            move_group(conn, old, failure.new_chat_id)
            errand.parcel.postpone(conn, now, failure.text)
            if errand.parcel.is_edit:
                errand.parcel.forget(conn)

        await self._transact(work)

    async def _closed(self, errand: Errand, failure: Failure) -> None:
        """A person: tell it in the group. The group: wait to be let in again."""
        if errand.person is not None:
            await self.unreachable(errand)
        elif errand.lane == GROUP:
            await self._wait_for_group(errand, failure)
        else:
            await self.bury(errand, failure.text)

    async def _wait_for_group(self, errand: Errand, failure: Failure) -> None:
        assert errand.chat is not None
        chat, today = errand.chat.chat_id, self._time.now().date()
        # Told once a day for one closure, also by a process started meanwhile: nothing newer stands in the group.
        newest = await self._ledger.database.read(lambda conn: outbox.newest_message(conn, chat))
        pause = self._pauses.get(errand.lane, _CLOSED_PAUSE)
        self._pauses[errand.lane] = min(2 * pause, _LONGEST_CLOSED_PAUSE)
        self._halt(errand, pause)
        self._beside(self._tell_closed(f"{newest}/{today}", failure.text))
        await self._postpone(errand, pause, failure.text)

    async def _tell_closed(self, cause: str, error: str) -> None:
        """Say that we may not write; being out of the group is told, and since when, where it is recorded."""
        if await self._look_around() is not Standing.OUT:
            await self._alarms.tell(Alarm.GROUP_CLOSED, cause=cause, error=error)

    # Tools

    async def _postpone(self, errand: Errand, pause: timedelta, error: str) -> None:
        until = self._time.now() + pause
        self._later.add(until)
        await self._transact(lambda conn: errand.parcel.postpone(conn, until, error))

    def _halt(self, errand: Errand, pause: timedelta) -> None:
        assert errand.chat is not None
        self._pace.halt(errand.chat.chat_id, self._time.now() + pause)

    def _tell(self, conn: Connection, alarm: Alarm, errand: Errand, error: str) -> None:
        parcel = errand.parcel
        if parcel.notice.name in _ALARMS:
            _log.error("an alarm did not arrive", notice=parcel.name, error=error)
            return
        facts: dict[str, Any] = {"notice": parcel.notice.name, "case": parcel.case_id, "lane": errand.lane}
        self._alarms.queue(conn, alarm, cause=parcel.cause, error=error, **facts)

    async def _transact(self, work: Callable[[Connection], None]) -> None:
        await self._ledger.database.transact(work)


def _leave(conn: Connection, chat: Chat, case_id: int | None) -> str | None:
    """Forget a topic; return the name of the case whose own it was."""
    own = None if case_id is None else topics.of_case(conn, case_id, chat.chat_id)
    if own is None or own.thread != chat.topic:
        company.set_chat(conn, chat.chat_id, None)
        return None
    topics.forget(conn, own.case_id)
    row = cases.get(conn, own.case_id)
    return row.name if row else None


def _has_topic(conn: Connection) -> bool:
    """Tell whether the group has a configured topic, in which anything can still be written."""
    group = company.chat(conn)
    return group is not None and group.topic is not None


def _tell_in_group(books: Books, errand: Errand, now: datetime) -> None:
    parcel = errand.parcel
    parcel.bury(books.conn, outbox.NO_CHAT)
    if not parcel.notice.fallback or errand.person is None:
        return
    notice = Notice(
        name=UNREACHABLE,
        facts=_heading(books, errand),
        buttons=((Button(private=True),),) if parcel.case_id is not None else (),
        urgency=Urgency.PING,
    )
    say_once(books.conn, [notice], cause=_stretch(books.conn, errand, now), now=now, case_id=parcel.case_id)


def _stretch(conn: Connection, errand: Errand, now: datetime) -> str:
    """Name what one mention is enough for: one case for half a working day, until something arrives again.

    「開始」 brings all that waits.
    """
    person = errand.person
    assert person is not None
    last = None if person.telegram_id is None else outbox.newest_message(conn, person.telegram_id)
    return f"unreachable/{person.id}/{errand.parcel.case_id or ''}/{last or ''}/{now.timestamp() // _STRETCH.total_seconds():.0f}"


def _heading(books: Books, errand: Errand) -> dict[str, object]:
    """Return what may be told in the group: whom to look, at which case, of which kind."""
    person = errand.person
    told = {"name": person.name, "telegram_id": person.telegram_id} if person else None
    return {"person": told, **_case_facts(books, errand.parcel.case_id)}


def _case_facts(books: Books, case_id: int | None) -> dict[str, object]:
    try:
        case = books.case(case_id) if case_id is not None else None
    except Refusal:
        case = None
    return {"case": case.name, "kind": case.kind} if case else {"case": None, "kind": None}
