"""The bot opens, closes and deletes topics of a group."""

from sandbox.botapi_parameters import Arguments
from sandbox.forums import ICON_COLOUR
from sandbox.model import Chat, Json
from sandbox.refusals import bad_request
from sandbox.world import World


def create_forum_topic(world: World, args: Arguments) -> Json:
    """Open a topic."""
    chat = _forum(world, args)
    _needs_right(world, chat, "create a topic")
    topic = world.open_topic(chat, world.bot, args.get("name"))
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": ICON_COLOUR}


def close_forum_topic(world: World, args: Arguments) -> bool:
    """Close a topic, one's own also without the right."""
    return _set_closed(world, args, closed=True)


def reopen_forum_topic(world: World, args: Arguments) -> bool:
    """Open a closed topic again."""
    return _set_closed(world, args, closed=False)


def delete_forum_topic(world: World, args: Arguments) -> bool:
    """Delete a topic with everything said in it."""
    chat = _forum(world, args)
    if not world.is_bot_admin(chat):
        raise bad_request("not enough rights to delete a topic")
    world.delete_topic(chat, args.get("message_thread_id"))
    return True


def _set_closed(world: World, args: Arguments, *, closed: bool) -> bool:
    chat = _forum(world, args)
    topic = world.topic(chat, args.get("message_thread_id"))
    if topic.creator != world.bot.id:
        _needs_right(world, chat, "close the topic")
    world.close_topic(chat, world.bot, topic.id, closed=closed)
    return True


def _forum(world: World, args: Arguments) -> Chat:
    chat = world.reachable(args.get("chat_id"))
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def _needs_right(world: World, chat: Chat, to: str) -> None:
    if not world.may_manage_topics(chat, world.bot):
        raise bad_request(f"not enough rights to {to}")
