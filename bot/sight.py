"""Whether the bot sees what people write in the group: neither a start nor somebody's hand may leave it blind unnoticed."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from telegram import ChatMember, ChatMemberAdministrator
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.alarms import Alarm, Alarms
from bot.fates import interpret
from handlers.context import Place

_log = structlog.stdlib.get_logger()

_SEES_ALL: Final = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
_IS_OUT: Final = frozenset({ChatMember.LEFT, ChatMember.BANNED})


class Sight:
    """Looks at our own place in the group, and tells the administrators where complaints would never arrive."""

    def __init__(
        self, bot: ExtBot[None], alarms: Alarms, *, now: Callable[[], datetime], wants_topics: bool = False
    ) -> None:
        self._bot, self._alarms, self._now, self._wants_topics = bot, alarms, now, wants_topics

    async def check(self, group_id: int) -> bool:
        """Return whether the bot is blind; that is told once a day. Being out of the group is told where sending fails."""
        if self._bot.bot.can_read_all_group_messages or not await self._is_mere_member(group_id):
            return False
        _log.error(
            "the bot does not see what people write in the group: turn privacy off (@BotFather, /setprivacy, Disable), "
            "then remove it from the group and add it again, or make it an administrator",
            group_id=group_id,
        )
        await self._alarms.tell(Alarm.GROUP_UNSEEN, cause=f"{group_id}/{self._now().date()}")
        return True

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
        sees = self._bot.bot.can_read_all_group_messages or own.status in _SEES_ALL
        return Place(is_hers, bool(sees), self._opens_topics(own))

    # Private

    def _opens_topics(self, own: ChatMember) -> bool | None:
        may = isinstance(own, ChatMemberAdministrator) and bool(own.can_manage_topics)
        return may if self._wants_topics else None

    async def _is_mere_member(self, group_id: int) -> bool:
        try:
            status = (await self._bot.get_chat_member(group_id, self._bot.id)).status
        except TelegramError as error:
            _log.error("the bot cannot look into the group", group_id=group_id, error=interpret(error).text)
            return False
        return status not in _SEES_ALL | _IS_OUT
