"""The methods the sandbox knows, each with the parameters Telegram's Bot API gives it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sandbox import botapi_chat as chat
from sandbox import botapi_edit as edit
from sandbox import botapi_send as send
from sandbox import botapi_topics as topics
from sandbox.botapi_parameters import NOT_HERE, Arguments, read_arguments
from sandbox.model import Attachment
from sandbox.refusals import Refused
from sandbox.world import World

Handler = Callable[[World, Arguments], Any]


@dataclass(frozen=True)
class Method:
    """One method: what does it, and the parameters it takes."""

    handler: Handler
    required: frozenset[str]
    optional: frozenset[str]


def _method(handler: Handler, required: str = "", optional: str = "") -> Method:
    return Method(handler, frozenset(required.split()), frozenset(optional.split()))


_PLACE: Final = "message_thread_id direct_messages_topic_id "
_SENDING: Final = (
    _PLACE
    + "business_connection_id disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup "
)
_CAPTION: Final = "caption parse_mode caption_entities show_caption_above_media "
_COPYING: Final = _SENDING.replace("business_connection_id ", "") + _CAPTION + "video_start_timestamp"
_EDITED: Final = "business_connection_id inline_message_id reply_markup "
_ALBUM: Final = (
    _PLACE
    + "business_connection_id disable_notification protect_content allow_paid_broadcast message_effect_id "
    "reply_parameters"
)

METHODS: Final[Mapping[str, Method]] = {
    "getme": _method(chat.get_me),
    "deletewebhook": _method(chat.delete_webhook, optional="drop_pending_updates"),
    "getwebhookinfo": _method(chat.get_webhook_info),
    "sendmessage": _method(
        send.send_message, "chat_id text", _SENDING + "parse_mode entities link_preview_options"
    ),
    "sendphoto": _method(send.send_photo, "chat_id photo", _SENDING + _CAPTION + "has_spoiler"),
    "senddocument": _method(
        send.send_document,
        "chat_id document",
        _SENDING + "caption parse_mode caption_entities thumbnail disable_content_type_detection",
    ),
    "sendvoice": _method(
        send.send_voice, "chat_id voice", _SENDING + "caption parse_mode caption_entities duration"
    ),
    "sendvideo": _method(
        send.send_video,
        "chat_id video",
        _SENDING
        + _CAPTION
        + "duration width height thumbnail cover start_timestamp has_spoiler supports_streaming",
    ),
    "sendmediagroup": _method(send.send_media_group, "chat_id media", _ALBUM),
    "sendchataction": _method(
        send.send_chat_action, "chat_id action", "business_connection_id message_thread_id"
    ),
    "copymessage": _method(send.copy_message, "chat_id from_chat_id message_id", _COPYING),
    "editmessagetext": _method(
        edit.edit_message_text,
        "chat_id message_id text",
        _EDITED + "parse_mode entities link_preview_options rich_message",
    ),
    "editmessagecaption": _method(edit.edit_message_caption, "chat_id message_id", _EDITED + _CAPTION),
    "editmessagereplymarkup": _method(edit.edit_message_reply_markup, "chat_id message_id", _EDITED),
    "deletemessage": _method(edit.delete_message, "chat_id message_id"),
    "answercallbackquery": _method(
        edit.answer_callback_query, "callback_query_id", "text show_alert url cache_time"
    ),
    "setmessagereaction": _method(edit.set_message_reaction, "chat_id message_id", "reaction is_big"),
    "pinchatmessage": _method(
        edit.pin_chat_message, "chat_id message_id", "business_connection_id disable_notification"
    ),
    "unpinchatmessage": _method(edit.unpin_chat_message, "chat_id", "business_connection_id message_id"),
    "getchat": _method(chat.get_chat, "chat_id"),
    "getchatmember": _method(chat.get_chat_member, "chat_id user_id"),
    "getchatmembercount": _method(chat.get_chat_member_count, "chat_id"),
    "getchatadministrators": _method(chat.get_chat_administrators, "chat_id", "return_bots"),
    "leavechat": _method(chat.leave_chat, "chat_id"),
    "getfile": _method(chat.get_file, "file_id"),
    "setmycommands": _method(chat.set_my_commands, "commands", "scope language_code"),
    "getmycommands": _method(chat.get_my_commands, "", "scope language_code"),
    "deletemycommands": _method(chat.delete_my_commands, "", "scope language_code"),
    "createforumtopic": _method(topics.create_forum_topic, "chat_id name", "icon_color icon_custom_emoji_id"),
    "closeforumtopic": _method(topics.close_forum_topic, "chat_id message_thread_id"),
    "reopenforumtopic": _method(topics.reopen_forum_topic, "chat_id message_thread_id"),
    "deleteforumtopic": _method(topics.delete_forum_topic, "chat_id message_thread_id"),
    "getmydescription": _method(chat.get_my_description, "", "language_code"),
    "getmyshortdescription": _method(chat.get_my_short_description, "", "language_code"),
    "setmydescription": _method(chat.set_my_description, "", "description language_code"),
    "setmyshortdescription": _method(chat.set_my_short_description, "", "short_description language_code"),
}
POLL_PARAMETERS: Final = frozenset({"offset", "limit", "timeout", "allowed_updates"})


def call(
    world: World,
    method: str,
    raw: Mapping[str, Any],
    uploads: Mapping[str, Attachment] | None = None,
) -> Any:
    """Carry out a call of the bot and return its result, or raise `Refused`."""
    known = METHODS.get(method.lower())
    if known is None:
        raise Refused(404, "Not Found")
    taken = known.required | known.optional
    args = read_arguments(
        raw, uploads or {}, required=known.required, optional=taken - NOT_HERE, strict=world.strict
    )
    return known.handler(world, args)
