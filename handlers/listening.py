"""Who is heard: people, in the group and privately; and how a listener takes what was typed."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any

import structlog
from telegram import Chat, Message, Update
from telegram.constants import ChatID, ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.said import Said, is_anonymous, said

_log = structlog.stdlib.get_logger()

Listener = Callable[[Said, Context], Awaitable[bool]]
"""Takes a message and returns True, or leaves it to the next one."""


def listen(listener: Listener) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Make a listener a callback of the Application: what it takes goes no further."""

    @wraps(listener)
    async def callback(update: Update, context: Context) -> None:
        if await listener(said(update, bot_id=context.bot.id), context):
            raise ApplicationHandlerStop

    return callback


def keep(
    command: Callable[[Update, Context], Awaitable[None]],
) -> Callable[[Update, Context], Coroutine[Any, Any, None]]:
    """Let a command keep its update from those who would take the file beside it."""

    @wraps(command)
    async def callback(update: Update, context: Context) -> None:
        await command(update, context)
        raise ApplicationHandlerStop

    return callback


async def only_people_here(update: Update, context: Context) -> None:
    """Stop what comes from other chats, other bots and channels."""
    message, chat = update.effective_message, update.effective_chat
    if chat is None or not await _is_ours(chat, context):
        _log.info("from another chat", chat=chat.id if chat else None)
        raise ApplicationHandlerStop
    if update.callback_query is None and (message is None or not _is_from_a_person(message)):
        raise ApplicationHandlerStop


# Private functions


async def _is_ours(chat: Chat, context: Context) -> bool:
    if chat.type == ChatType.PRIVATE:
        return True
    return await context.read(lambda books: context.wiring.is_group(books, chat.id))


def _is_from_a_person(message: Message) -> bool:
    sender = message.from_user
    if sender is None or sender.id in {ChatID.SERVICE_CHAT, ChatID.FAKE_CHANNEL}:
        return False
    return is_anonymous(message) or not sender.is_bot
