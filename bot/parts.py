"""Every part of the running process, made on first use from the parts it needs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from telegram import InlineKeyboardMarkup
from telegram.ext import ExtBot

from bot.alarms import Alarm, Alarms
from bot.clock import Clock
from bot.clockwork import Clockwork
from bot.config import Config
from bot.connection import application
from bot.copying import Copier
from bot.courier import Courier
from bot.dispatch import Dispatcher
from bot.figures import Figures
from bot.intake import Intake
from bot.lanes import Lanes
from bot.line import Line
from bot.mishaps import Mishaps
from bot.pacing import Pace
from bot.press import Press
from bot.relieving import Relieving
from bot.rendering import Buttons, Renderer
from bot.reporting import Reporting
from bot.ringing import RingingDesk
from bot.roll_call import RollCall
from bot.rooms import Rooms
from bot.sending import Aside, Sender
from bot.sight import Sight, Standing
from bot.stall import Stall
from bot.telegram_time import TelegramTime
from bot.watch import Watch
from handlers.buttons import keyboard
from handlers.context import Reports, TousuApplication, Wiring
from handlers.question_links import with_links
from storage import exhibits, inbox, wizards
from storage.backup import backup, copies_beside
from storage.books import Ledger
from storage.database import Database
from texts import Texts
from workflow.calendar import Calendar
from workflow.values import Language
from workflow.views import card

_KEPT_UPDATES: Final = timedelta(days=30)


@dataclass(frozen=True)
class Outside:
    """What the parts are made from."""

    config: Config
    database: Database
    telegram: ExtBot[None]
    line: Line
    clock: Clock
    time: TelegramTime
    aside: Aside
    texts: Texts
    stall: Stall
    reports: Reports | None


class Parts:
    """The parts by name; each exists once."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._config, self._database = outside.config, outside.database
        self._time = outside.time

    # What decides and remembers

    @cached_property
    def calendar(self) -> Calendar:
        return self._config.calendar()

    @cached_property
    def ledger(self) -> Ledger:
        departments, _ = self._config.directory_seed()
        return Ledger(self._database, departments)

    @cached_property
    def desk(self) -> RingingDesk:
        return RingingDesk(self.ledger, calendar=self.calendar, rules=self._config.rules(), ring=self.ring)

    @cached_property
    def texts(self) -> Texts:
        return self._outside.texts

    @cached_property
    def reports(self) -> Reports:
        departments, _ = self._config.directory_seed()
        own = Figures(
            self._database,
            calendar=self.calendar,
            departments=departments,
            company=self._config.company,
            language=self._config.language,
        )
        return self._outside.reports or own

    @cached_property
    def alarms(self) -> Alarms:
        admins = self._config.telegram.admin_ids
        return Alarms(self._database, admins, now=self._time.now, on_queued=self.ring)

    @cached_property
    def roll_call(self) -> RollCall:
        return RollCall(self.ledger, self.alarms, calendar=self.calendar, now=self._time.now)

    @cached_property
    def sight(self) -> Sight:
        return Sight(
            self._outside.telegram,
            self.ledger,
            self.desk,
            self.alarms,
            group=self.lanes.group,
            now=self._time.now,
            wants_topics=self._config.telegram.topic_per_case,
        )

    async def look_around(self) -> Standing | None:
        """Look where we are in the group, once all that Telegram has for us is handled: it may say since when."""
        await self.intake.read_now()
        await self.dispatcher.settled()
        return await self.sight.check()

    # What listens

    @cached_property
    def aside(self) -> Aside:
        return self._outside.aside

    @cached_property
    def wiring(self) -> Wiring:
        return Wiring(
            desk=self.desk,
            ledger=self.ledger,
            texts=self.texts,
            calendar=self.calendar,
            rules=self._config.rules(),
            direct=self.aside,
            now=self._time.now,
            group_id=self._config.telegram.group_id,
            bot_username="",  # known once we are connected
            reports=self.reports,
            admin_ids=frozenset(self._config.telegram.admin_ids),
            let_in=self.pace.lift,
            hearing=self.sight,
            place=self.sight.place,
        )

    @cached_property
    def application(self) -> TousuApplication:
        return application(self._outside.telegram, self.wiring)

    @cached_property
    def watch(self) -> Watch:
        return Watch(self.desk, self.alarms, clock=self._outside.clock, on_gap=self._after_gap)

    def _after_gap(self) -> None:
        """Telegram forgets after a day what we did not read, also that we were removed."""
        self.sight.doubt()
        self.aside.beside(self.find_out())

    async def find_out(self) -> None:
        """Look around, at a start or after a gap; what that means is recorded."""
        await self.look_around()

    def heed_stalls(self) -> None:
        """While nothing can be written nobody is heard, and a stall counts as a failed reading of the chats."""
        stall = self._outside.stall
        stall.on_begun = lambda error: self.watch.stalled(error, self._time.now())
        stall.on_over = self._tell_disk_works

    async def _tell_disk_works(self, since: datetime) -> None:
        facts = {"since": since.isoformat(), "until": self._time.now().isoformat()}
        await self.alarms.tell(Alarm.DISK_WORKS, cause=since.isoformat(), **facts)

    @cached_property
    def intake(self) -> Intake:
        return Intake(
            self._outside.line,
            self._database,
            self.watch,
            clock=self._outside.clock,
            time=self._time,
            on_read=self._on_read,
        )

    @cached_property
    def dispatcher(self) -> Dispatcher:
        return Dispatcher(self.application, self._database, self.alarms, on_handled=self._on_handled)

    # What acts by the clock

    @cached_property
    def reporting(self) -> Reporting:
        return Reporting(
            self._database,
            self.desk,
            self.alarms,
            schedule=self._config.schedule,
            calendar=self.calendar,
            reports=self.reports,
            upkeep=self._upkeep,
            time=self._time,
        )

    @cached_property
    def clockwork(self) -> Clockwork:
        return Clockwork(
            self.ledger,
            self.desk,
            self.intake,
            self.reporting,
            self.alarms,
            relieving=Relieving(self.desk, self.alarms, self.calendar),
            is_heard=self.sight.is_sure,
            clock=self._outside.clock,
            time=self._time,
        )

    @cached_property
    def copier(self) -> Copier:
        return Copier(
            self._outside.telegram,
            self._database,
            self.desk,
            time=self._time,
            is_wanted=self._config.evidence.keep_files,
        )

    # What speaks

    @cached_property
    def pace(self) -> Pace:
        return Pace()

    @cached_property
    def lanes(self) -> Lanes:
        return Lanes(card_of=card, calendar=self.calendar, group_id=self._config.telegram.group_id)

    @cached_property
    def mishaps(self) -> Mishaps:
        return Mishaps(
            self.ledger,
            self.desk,
            self.alarms,
            pace=self.pace,
            time=self._time,
            look_around=self.look_around,
            beside=self.aside.beside,
        )

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(
            self._outside.telegram,
            self._database,
            self.alarms,
            self.texts,
            time=self._time,
            is_wanted=self._config.telegram.topic_per_case,
        )

    @cached_property
    def press(self) -> Press:
        return Press(company=self._config.company, zone=self._config.timezone)

    @cached_property
    def courier(self) -> Courier:
        return Courier(
            self.ledger,
            self.desk,
            lanes=self.lanes,
            renderer=Renderer(self.texts, self._keyboard, self._with_links),
            sender=Sender(self._outside.telegram, self.press),
            rooms=self.rooms,
            mishaps=self.mishaps,
            pace=self.pace,
            time=self._time,
        )

    # Who wakes whom

    def ring(self) -> None:
        """Something was committed: there may be something to say, and an earlier duty to wait for."""
        self.courier.wake()
        self.clockwork.wake()
        self.copier.wake()

    def _on_read(self) -> None:
        self.dispatcher.wake()
        self.clockwork.wake()

    def _on_handled(self) -> None:
        """The last row is handled: what waited for that can be judged."""
        self.clockwork.wake()

    def _keyboard(
        self, case_id: int | None, buttons: Buttons, *, kind: str, language: Language | None
    ) -> InlineKeyboardMarkup | None:
        username, spoken = self._outside.telegram.username, self.texts.spoken_to(language)
        return keyboard(case_id, buttons, texts=spoken, bot_username=username, kind=kind)

    def _with_links(self, html: str) -> str:
        return with_links(html, self._outside.telegram.username)

    async def _upkeep(self, now: datetime) -> Path:
        """Once a day: who is missing, whether we see, an end to what nobody needs any more, and a copy of the database."""
        await self.roll_call.take()
        await self.sight.check()

        def forget(conn: Connection) -> None:
            inbox.prune(conn, now - _KEPT_UPDATES)
            exhibits.prune(conn, now - _KEPT_UPDATES)
            wizards.prune(conn, now - _KEPT_UPDATES)

        await self._database.transact(forget)
        return await backup(self._database.path, copies_beside(self._database.path), now=now)
