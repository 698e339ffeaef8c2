"""The bot changes what it said: edits, deletions, reactions, pins, answers to presses."""

from datetime import timedelta
from typing import Final

from sandbox.botapi_parameters import Arguments
from sandbox.botapi_text import caption_content, text_content
from sandbox.keyboards import checked_markup
from sandbox.model import MEDIA, Answer, Chat, Json, Message
from sandbox.reactions import EMOJI
from sandbox.refusals import bad_request
from sandbox.state import State

QUERY_LIVES: Final = 15.0  # seconds, as felt at the screen
MAX_ANSWER: Final = 200
DELETABLE_FOR: Final = timedelta(hours=48)
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(state: State, args: Arguments) -> Json:
    """Change the text; without `reply_markup` the keyboard goes."""
    message = _editable(state, args)
    content = text_content(state, args)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(state, message, content, checked_markup(args.get("reply_markup"), inline_only=True))


def edit_message_caption(state: State, args: Arguments) -> Json:
    """Change the caption; without `reply_markup` the keyboard goes."""
    message = _editable(state, args)
    if "text" in message.content:
        raise bad_request("there is no caption in the message to edit")
    media = {key: value for key, value in message.content.items() if key in MEDIA}
    content = media | caption_content(state, args)
    return _edit(state, message, content, checked_markup(args.get("reply_markup"), inline_only=True))


def edit_message_reply_markup(state: State, args: Arguments) -> Json:
    """Change or remove the keyboard alone."""
    message = _editable(state, args)
    return _edit(state, message, message.content, checked_markup(args.get("reply_markup"), inline_only=True))


def delete_message(state: State, args: Arguments) -> bool:
    """Delete a message: the bot's own for 48 hours, anybody's as an administrator of the group."""
    chat = state.reachable(args.get("chat_id"))
    message = state.found(chat, args.get("message_id"), "message to delete not found")
    if not _may_delete(state, message):
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    state.show(message)
    return True


def answer_callback_query(state: State, args: Arguments) -> bool:
    """Answer a press, at most 15 seconds after it."""
    press = state.presses.get(args.get("callback_query_id"))
    if press is None or press.answer or state.clock.felt() - press.felt_at > QUERY_LIVES:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = args.get("text", "")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = Answer(text, bool(args.get("show_alert")), args.get("url"))
    shown: Json = {"text": text, "alert": press.answer.alert, "url": press.answer.url}
    state.events.add("answer", press_id=press.id, person_id=press.person.id, **shown)
    return True


def set_message_reaction(state: State, args: Arguments) -> bool:
    """React to a message with one of Telegram's emoji, or take the reaction back."""
    chat = state.reachable(args.get("chat_id"))
    message = state.found(chat, args.get("message_id"), "message to react not found")
    emoji = [_emoji(reaction) for reaction in args.get("reaction") or []]
    if len(emoji) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    message.reactions[state.bot.id] = emoji
    state.show(message)
    return True


def pin_chat_message(state: State, args: Arguments) -> bool:
    """Pin a message."""
    chat = _pinnable(state, args)
    message = state.found(chat, args.get("message_id"), "message to pin not found")
    message.pinned = True
    state.show(message)
    state.say(chat, state.bot, {"pinned_message": message.as_json(with_reply=False)})
    return True


def unpin_chat_message(state: State, args: Arguments) -> bool:
    """Unpin a message, or the newest pinned one."""
    chat = _pinnable(state, args)
    pinned = [message for message in chat.visible() if message.pinned]
    wanted = [message for message in pinned if args.get("message_id") in (None, message.id)]
    if not wanted:
        raise bad_request("message to unpin not found")
    wanted[-1].pinned = False
    state.show(wanted[-1])
    return True


def _editable(state: State, args: Arguments) -> Message:
    chat = state.reachable(args.get("chat_id"))
    message = state.found(chat, args.get("message_id"), "message to edit not found")
    if message.sender.id != state.bot.id or not {"text", *MEDIA} & message.content.keys():
        raise bad_request("message can't be edited")
    if message.markup and not message.keyboard:
        raise bad_request("message can't be edited")  # a message that carries ForceReply or a reply keyboard
    return message


def _edit(state: State, message: Message, content: Json, markup: Json | None) -> Json:
    if message.content == content and message.markup == markup:
        raise bad_request(NOT_MODIFIED)
    state.limits.spend(message.chat.id, state.clock.now(), edits=1)
    state.rewrite(message, content, markup)
    return message.as_json()


def _may_delete(state: State, message: Message) -> bool:
    is_old = state.clock.unix() - message.date > DELETABLE_FOR.total_seconds()
    if message.chat.type == "private":
        return not is_old
    return state.is_bot_admin(message.chat) or (message.sender.id == state.bot.id and not is_old)


def _pinnable(state: State, args: Arguments) -> Chat:
    chat = state.reachable(args.get("chat_id"))
    if chat.type != "private" and not state.is_bot_admin(chat):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _emoji(reaction: Json) -> str:
    emoji = str(reaction.get("emoji", "")).replace("\ufe0f", "")  # how it is drawn, not what it is
    if reaction.get("type") != "emoji" or emoji not in EMOJI:
        raise bad_request("REACTION_INVALID")
    return emoji
