"""Where in the group a message goes: with `telegram.topic_per_case` each case has a topic, closed while the case is over."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.alarms import Alarm, Alarms
from bot.fates import Fate, interpret
from bot.lanes import Errand
from bot.parcels import CardParcel
from bot.telegram_time import TelegramTime
from storage import topics
from storage.company import Chat
from storage.database import Database
from storage.topics import Topic
from texts import Texts
from texts.fitting import plain

_log = structlog.stdlib.get_logger()

TOPIC_NAME: Final = "topic_name"
_LONGEST_NAME: Final = 128


class Rooms:
    """Opens and closes the topics of cases; without the right for it they go where everything else goes."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        alarms: Alarms,
        texts: Texts,
        *,
        time: TelegramTime,
        is_wanted: bool,
    ) -> None:
        self._bot, self._database, self._alarms, self._texts = bot, database, alarms, texts
        self._time, self._is_wanted = time, is_wanted

    async def room_for(self, errand: Errand) -> Chat:
        """Return where an errand goes; the post of a case opens its topic. Raises `TelegramError`."""
        chat, parcel = errand.chat, errand.parcel
        assert chat is not None
        if not self._is_wanted or not isinstance(parcel, CardParcel) or not parcel.is_post:
            return chat
        case_id = parcel.card.case_id
        known = await self._database.read(lambda conn: topics.of_case(conn, case_id, chat.chat_id))
        return chat if known is not None else await self._opened(chat, parcel)

    async def keep_up(self) -> None:
        """Close the topics of cases that are over, open those of cases that go on; one that cannot be is left as it is."""
        for topic in await self._database.read(topics.finished):
            if await self._is_settled(topic, self._bot.close_forum_topic):
                await self._database.transact(partial(topics.mark_closed, case_id=topic.case_id))
        for topic in await self._database.read(topics.resumed):
            if await self._is_settled(topic, self._bot.reopen_forum_topic):
                await self._database.transact(
                    partial(topics.mark_closed, case_id=topic.case_id, closed=False)
                )

    # Private

    async def _opened(self, chat: Chat, parcel: CardParcel) -> Chat:
        # Killed between the two, a topic stays empty and another is opened: better than a case without a post.
        name = plain(self._texts.render(TOPIC_NAME, parcel.notice.facts, limit=_LONGEST_NAME))
        try:
            topic = await self._bot.create_forum_topic(chat.chat_id, name)
        except BadRequest as error:
            if interpret(error).fate is not Fate.REFUSED:
                raise
            day = self._time.now().date()
            await self._alarms.tell(Alarm.TOPIC_DENIED, cause=f"{chat.chat_id}/{day}", error=str(error))
            return chat
        case_id, thread = parcel.card.case_id, topic.message_thread_id
        await self._database.transact(lambda conn: topics.keep(conn, case_id, chat.chat_id, thread))
        return chat._replace(topic=thread)

    async def _is_settled(self, topic: Topic, change: Callable[[int, int], Awaitable[bool]]) -> bool:
        try:
            await change(topic.chat_id, topic.thread)
        except BadRequest as error:  # done by somebody else, deleted, or not ours to do: it is left so
            _log.info("a topic was not closed or opened", case=topic.case_id, error=str(error))
        except TelegramError as error:
            _log.info("a topic waits to be closed or opened", case=topic.case_id, error=str(error))
            return False
        return True
