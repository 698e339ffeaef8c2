"""Whether the bot hears what people write in the group: neither a start nor somebody's hand may leave it deaf unnoticed.

What it learns is recorded (`workflow/hearing.py`), so that nobody is fined for what it could not hear.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import structlog
from telegram import ChatMember, ChatMemberAdministrator, ChatMemberUpdated
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.alarms import Alarm, Alarms
from bot.fates import interpret
from handlers.context import Place
from handlers.membership import is_out
from storage import company, overheard
from storage.books import Books, Ledger
from storage.company import Chat
from workflow.commands import Stimulus
from workflow.company_commands import HearingCommand, LoseHearing, RegainHearing
from workflow.deafness import Deaf, Deafness
from workflow.desk import Desk

_log = structlog.stdlib.get_logger()

_SEES_ALL: Final = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
_AT_ONCE: Final = timedelta(seconds=5)
"""An answer about our place this soon after we lost it may be older than the loss."""


class Standing(StrEnum):
    """How the bot stands in the group."""

    OUT = "out"
    BLIND = "blind"  # an ordinary member in privacy mode
    MEMBER = "member"  # an ordinary member, privacy off
    ADMINISTRATOR = "administrator"


_DEAF: Final = {Standing.OUT: Deaf.OUT, Standing.BLIND: Deaf.PRIVACY}
_WHAT_TO_DO: Final = {
    Deaf.OUT: "the bot is not in the group: add it again, as an administrator",
    Deaf.PRIVACY: "the bot does not see what people write in the group: turn privacy off (@BotFather, /setprivacy, Disable), "
    "then remove it from the group and add it again, or make it an administrator",
}


class Sight:
    """Looks at our own standing in the group and records when it is not heard, and when it is again."""

    def __init__(
        self,
        bot: ExtBot[None],
        ledger: Ledger,
        desk: Desk,
        alarms: Alarms,
        *,
        group: Callable[[Books], Chat],
        now: Callable[[], datetime],
        wants_topics: bool = False,
    ) -> None:
        self._bot, self._ledger, self._desk, self._alarms = bot, ledger, desk, alarms
        self._group_of, self._now, self._wants_topics = group, now, wants_topics
        self._is_sure = False

    async def is_sure(self) -> bool:
        """Tell whether it is known how we stand; asked before a miss is judged. After a start Telegram says so first."""
        return self._is_sure or await self.check() is not None

    def doubt(self) -> None:
        """Ask Telegram again before the next judgement: something may have happened that we were not told."""
        self._is_sure = False

    async def check(self) -> Standing | None:
        """Ask Telegram where we are, record what that means, and return it; None if there is no answer."""
        asked_at = self._now()
        standing = await self._look(await self._group())
        if standing is None:
            return None
        if standing in _DEAF:
            await self._is_deaf(_DEAF[standing], asked_at)
        else:
            await self._is_in(standing, asked_at)
        self._is_sure = True
        return standing

    async def moved(self, change: ChatMemberUpdated) -> None:
        """Record what became of our standing in the group, by Telegram's own date."""
        standing, at = await self._standing(change.new_chat_member), change.date
        if standing in _DEAF:
            by = await self._name(change)
            await self._tell(
                LoseHearing(since=at, known_at=at, why=_DEAF[standing], by=by, tell=self._admins)
            )
        else:
            await self._tell(RegainHearing(since=at, tell=self._admins))

    async def brought(self, body: str) -> None:
        """Note an update: what only a bot that hears everything is brought ends a stretch in which it did not."""
        stretch = await self._stretch()
        if stretch is None:
            return
        at = overheard.heard_at(body, group=await self._group(), username=self._bot.username)
        if at is not None and at > stretch.known_at:
            await self._tell(RegainHearing(since=at, tell=self._admins))

    async def place(self, group_id: int, asker: int | None) -> Place | None:
        """Return how the bot stands in a group, and whether somebody administers it; None if Telegram does not say.

        Without an asker it was asked in the name of the group, as only administrators can.
        """
        try:
            own = await self._bot.get_chat_member(group_id, self._bot.id)
            is_hers = asker is None or (await self._bot.get_chat_member(group_id, asker)).status in _SEES_ALL
        except TelegramError as error:
            _log.warning("the bot cannot look into the group", group_id=group_id, error=interpret(error).text)
            return None
        sees = await self._standing(own) in {Standing.ADMINISTRATOR, Standing.MEMBER}
        return Place(is_hers, sees, self._opens_topics(own))

    # Private

    @property
    def _admins(self) -> tuple[int, ...]:
        return self._alarms.admin_ids

    async def _look(self, group_id: int) -> Standing | None:
        try:
            return await self._standing(await self._bot.get_chat_member(group_id, self._bot.id))
        except Forbidden:
            return Standing.OUT
        except ChatMigrated as error:
            return await self._look(error.new_chat_id)
        except BadRequest as error:
            _log.warning("the group does not know the bot", group_id=group_id, error=interpret(error).text)
            return Standing.OUT
        except TelegramError as error:
            _log.warning("the bot cannot look into the group", group_id=group_id, error=interpret(error).text)
            return None

    async def _standing(self, member: ChatMember) -> Standing:
        if is_out(member):
            return Standing.OUT
        if member.status in _SEES_ALL:
            return Standing.ADMINISTRATOR
        return Standing.MEMBER if await self._reads_all() else Standing.BLIND

    async def _reads_all(self) -> bool:
        """Privacy may have been switched since we introduced ourselves."""
        try:
            return bool((await self._bot.get_me()).can_read_all_group_messages)
        except TelegramError as error:
            _log.warning("the bot could not ask about its privacy mode", error=interpret(error).text)
            return bool(self._bot.bot.can_read_all_group_messages)

    async def _is_deaf(self, why: Deaf, asked_at: datetime) -> None:
        _log.warning(_WHAT_TO_DO[why])
        before = await self._stretch()
        if before is None or before.why is not why:
            since = await self._ledger.read(lambda books: self._since(books, asked_at))
            lost = LoseHearing(since=since, known_at=asked_at, why=why, tell=self._admins)
            await self._tell(lost)
        elif before.known_at.date() < asked_at.date():
            await self._remind(before, asked_at)

    async def _is_in(self, standing: Standing, asked_at: datetime) -> None:
        """Among the group's administrators we hear all. An ordinary member hears what privacy mode said as it came in."""
        stretch = await self._stretch()
        if stretch is None or asked_at <= stretch.known_at + _AT_ONCE:
            return
        if standing is Standing.ADMINISTRATOR or stretch.why is Deaf.OUT:
            await self._tell(RegainHearing(since=asked_at, tell=self._admins))

    async def _remind(self, stretch: Deafness, now: datetime) -> None:
        facts = {"since": stretch.starts_at.isoformat(), "is_exact": stretch.starts_at == stretch.known_at}
        cause = f"{stretch.starts_at.isoformat()}/{now.date()}"
        await self._alarms.tell(Alarm.HEARING_LOST, cause=cause, why=stretch.why, by="", **facts)

    async def _tell(self, command: HearingCommand) -> None:
        now = self._now()
        await self._desk.perform(command, Stimulus(now=now, at=now))

    async def _stretch(self) -> Deafness | None:
        return await self._ledger.read(lambda books: company.deaf_now(books.conn))

    async def _group(self) -> int:
        return (await self._ledger.read(self._group_of)).chat_id

    def _opens_topics(self, own: ChatMember) -> bool | None:
        may = isinstance(own, ChatMemberAdministrator) and bool(own.can_manage_topics)
        return may if self._wants_topics else None

    async def _name(self, change: ChatMemberUpdated) -> str:
        """Return who did it, as the company knows her, else as Telegram does."""
        account = change.from_user
        person = await self._ledger.read(lambda books: books.directory().by_telegram(account.id))
        return person.name if person else account.full_name

    def _since(self, books: Books, asked_at: datetime) -> datetime:
        """Return from when we may have been deaf: nobody knows it, so since we heard the group last."""
        group = self._group_of(books).chat_id
        heard = overheard.last_heard(books.conn, group=group, username=self._bot.username)
        return min(heard or asked_at, asked_at)
