"""Asking Telegram who we are and what we can do; nothing is sent to anybody, and no update is confirmed."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx
from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator, ChatMemberRestricted
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.clock import Clock
from bot.config import Config
from bot.doctor.facts import Answers, Group
from bot.doctor.findings import found
from bot.fates import interpret
from bot.peeking import Heard, chats_heard

_SECONDS: Final = 10.0
_STEP: Final = timedelta(seconds=1)
"""`Date` counts whole seconds."""


async def ask(config: Config, token: str, group_id: int, *, clock: Clock, may_peek: bool) -> Answers:
    """Ask everything; look for the group among the waiting updates only if we may."""
    ear = _Ear(clock.now)
    try:
        async with _bot(config, token, ear) as bot:
            answers = await _answers(bot, group_id)
    except InvalidToken:
        return Answers(found("token_unknown"))
    except TelegramError as error:
        said = interpret(error).text.replace(token, "…")
        return Answers(found("telegram_unreachable", error=said))
    if answers.group.error and may_peek:
        with suppress(TelegramError):  # that the group was not found is said all the same
            heard = await chats_heard(config.telegram.base_url, token, clock)
            answers = answers._replace(group=_with(heard, answers.group))
    return answers._replace(skew=ear.skew)


def least_skew(asked: datetime, heard: datetime, date: datetime) -> timedelta:
    """Return by how much our clock is ahead at least (negative: behind), if `date` was written between the two moments."""
    if date > heard:
        return heard - date
    return max(asked - (date + _STEP), timedelta(0))


# Private functions


class _Ear:
    """Compares the clocks at every answer."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._asked_at = now()
        self.skew = timedelta(0)

    async def asking(self, _: httpx.Request) -> None:
        self._asked_at = self._now()

    async def heard(self, response: httpx.Response) -> None:
        with suppress(KeyError, ValueError):  # a proxy may write anything
            date = parsedate_to_datetime(response.headers["Date"])
            self.skew = least_skew(self._asked_at, self._now(), date.replace(tzinfo=date.tzinfo or UTC))


def _bot(config: Config, token: str, ear: _Ear) -> Bot:
    hooks: dict[str, Any] = {"event_hooks": {"request": [ear.asking], "response": [ear.heard]}}
    request = HTTPXRequest(
        connect_timeout=_SECONDS, read_timeout=_SECONDS, pool_timeout=_SECONDS, httpx_kwargs=hooks
    )
    keys = config.telegram
    return Bot(token, base_url=keys.base_url, base_file_url=keys.base_file_url, request=request)


async def _answers(bot: Bot, group_id: int) -> Answers:
    webhook = await bot.get_webhook_info()
    return Answers(
        username=bot.username,
        reads_all=bool(bot.bot.can_read_all_group_messages),
        webhook=webhook.url,
        group=await _group(bot, group_id),
    )


def _with(heard: Heard, group: Group) -> Group:
    others = {one: name for one, name in heard.groups.items() if one != group.id}
    return group._replace(seen=tuple(f"{name}（{one}）" for one, name in others.items()))


async def _group(bot: Bot, group_id: int) -> Group:
    try:
        member = await bot.get_chat_member(group_id, bot.id)
        chat = await bot.get_chat(group_id)
    except ChatMigrated as moved:
        return Group(group_id, moved_to=moved.new_chat_id)
    except Forbidden:
        return Group(group_id, status=ChatMember.BANNED)
    except BadRequest as error:
        return Group(group_id, error=str(error))
    return Group(
        group_id,
        title=chat.title or "",
        status=_status(member),
        is_silenced=_is_silenced(member, chat),
        is_forum=bool(chat.is_forum),
        may_manage_topics=isinstance(member, ChatMemberAdministrator) and bool(member.can_manage_topics),
    )


def _status(member: ChatMember) -> str:
    has_left = isinstance(member, ChatMemberRestricted) and not member.is_member
    return ChatMember.LEFT if has_left else member.status


def _is_silenced(member: ChatMember, chat: ChatFullInfo) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return not member.can_send_messages
    everybody = chat.permissions
    is_ordinary = member.status == ChatMember.MEMBER
    return is_ordinary and everybody is not None and everybody.can_send_messages is False
