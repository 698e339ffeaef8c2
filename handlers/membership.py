"""The bot's own place in chats: let in, thrown out, blocked; and a group that became a supergroup."""

from sqlite3 import Connection

import structlog
from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.starting import reach
from storage import cards, outbox
from storage.relocation import move_group

_log = structlog.stdlib.get_logger()

_GONE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


def is_out(member: ChatMember) -> bool:
    """Tell whether this says that we are not in the chat."""
    return member.status in _GONE or (isinstance(member, ChatMemberRestricted) and not member.is_member)


async def own_membership(update: Update, context: Context) -> None:
    """Note who opened or blocked the private chat; let in again, the group hears at once what waited for it.

    Out of the group, or an ordinary member in privacy mode, the bot hears nothing there, and nobody is fined meanwhile.
    """
    change = update.my_chat_member
    assert change is not None
    is_in = not is_out(change.new_chat_member)
    _log.info("own membership", chat=change.chat.id, status=change.new_chat_member.status)
    if change.chat.type == ChatType.PRIVATE:
        person = await context.read(lambda books: books.directory().by_telegram(change.from_user.id))
        if person is not None:
            await reach(person, context, reachable=is_in)
    elif change.chat.id == await context.read(context.wiring.group):
        await _moved(change, context, is_in=is_in)
    raise ApplicationHandlerStop


async def overheard(update: Update, context: Context) -> None:
    """Words in the group that are not meant for us prove that we hear it; whoever is below takes them."""
    chat = update.effective_chat
    if context.wiring.hearing is not None and chat is not None and chat.type != ChatType.PRIVATE:
        await context.wiring.hearing.brought(context.row.body)


async def migrated(update: Update, context: Context) -> None:
    """Follow the group to its new id, with the cards of open cases; the others follow when they next change."""
    message = update.effective_message
    assert message is not None
    old = message.migrate_from_chat_id or message.chat_id
    new = message.migrate_to_chat_id or message.chat_id
    known = await context.read(context.wiring.group)
    if old == known:
        await context.write(lambda conn: move_group(conn, old, new))
        _log.info("the group has moved", old=old, new=new)
    raise ApplicationHandlerStop


# Private functions


async def _moved(change: ChatMemberUpdated, context: Context, *, is_in: bool) -> None:
    if context.wiring.hearing is not None:
        await context.wiring.hearing.moved(change)
    if is_in:
        await context.write(_hurry)
        context.wiring.let_in(change.chat.id)


def _hurry(conn: Connection) -> None:
    outbox.hurry(conn, outbox.GROUP)
    cards.hurry(conn)
