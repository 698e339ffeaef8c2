"""The bot sends: messages, pictures, files, albums, copies."""

from typing import Any, Final

from sandbox.botapi_parameters import Arguments
from sandbox.botapi_text import caption_content, text_content
from sandbox.keyboards import checked_markup
from sandbox.model import MEDIA, Attachment, Chat, Json, Message
from sandbox.refusals import bad_request
from sandbox.world import World

ACTIONS: Final = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(world: World, args: Arguments) -> Json:
    """Send a text."""
    return _send(world, args, lambda: text_content(world, args)).as_json()


def send_photo(world: World, args: Arguments) -> Json:
    """Send a picture, uploaded or by file_id."""
    return _send(world, args, lambda: _media(world, args, "photo", args.get("photo"))).as_json()


def send_document(world: World, args: Arguments) -> Json:
    """Send a file, uploaded or by file_id."""
    return _send(world, args, lambda: _media(world, args, "document", args.get("document"))).as_json()


def send_voice(world: World, args: Arguments) -> Json:
    """Send a voice message, uploaded or by file_id."""
    return _send(world, args, lambda: _media(world, args, "voice", args.get("voice"))).as_json()


def send_video(world: World, args: Arguments) -> Json:
    """Send a video, uploaded or by file_id."""
    return _send(world, args, lambda: _media(world, args, "video", args.get("video"))).as_json()


def send_media_group(world: World, args: Arguments) -> list[Json]:
    """Send 2 to 10 pictures and videos, or 2 to 10 files, as an album."""
    chat, reply = _place(world, args)
    media = args.get("media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("media group must have from 2 to 10 items")
    contents = [_part(world, args, part) for part in media]
    if len({"document" in content for content in contents}) > 1:
        raise bad_request("documents can't be mixed with other media types")
    world.limits.spend(chat.id, world.clock.now(), sends=len(contents))
    album = f"sandbox-album-{world.events.seq + 1}"
    return [world.say(chat, world.bot, content, album=album, **reply).as_json() for content in contents]


def copy_message(world: World, args: Arguments) -> Json:
    """Send a copy of a message that does not name its origin."""
    source = world.reachable(args.get("from_chat_id"))
    original = world.found(source, args.get("message_id"), "message to copy not found")
    if not {"text", *MEDIA} & original.content.keys():
        raise bad_request("message can't be copied")
    content = dict(original.content)
    if "caption" in args and "text" not in content:
        content = {key: content[key] for key in MEDIA if key in content}
        content |= caption_content(world, args)
    return {"message_id": _send(world, args, lambda: content).id}


def send_chat_action(world: World, args: Arguments) -> bool:
    """Show that the bot is typing or uploading."""
    chat = world.reachable(args.get("chat_id"))
    if args.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.events.add("action", chat_id=chat.id, action=args.get("action"))
    return True


def _send(world: World, args: Arguments, content: Any) -> Message:
    chat, reply = _place(world, args)
    markup = checked_markup(args.get("reply_markup"))
    said = content()
    world.limits.spend(chat.id, world.clock.now(), sends=1)
    return world.say(chat, world.bot, said, markup=markup, **reply)


def _place(world: World, args: Arguments) -> tuple[Chat, Json]:
    """Return where to send and what the message replies to."""
    chat = world.reachable(args.get("chat_id"))
    reply = _reply(chat, args.get("reply_parameters") or {})
    original = chat.messages.get(reply.get("reply_to", 0))
    topic = world.topic_to_write_in(chat, world.bot, args.get("message_thread_id"), original)
    return chat, reply | {"topic": topic}


def _reply(chat: Chat, wanted: Json) -> Json:
    if not wanted:
        return {}
    original = chat.messages.get(int(wanted.get("message_id", 0)))
    elsewhere = str(wanted.get("chat_id", chat.id)) != str(chat.id)
    if original is None or original.deleted or elsewhere:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to": original.id, "quote": _quote(original, wanted)}


def _quote(original: Message, wanted: Json) -> Json | None:
    quoted = wanted.get("quote")
    if not quoted:
        return None
    position = original.text.find(quoted, int(wanted.get("quote_position", 0)))
    position = original.text.find(quoted) if position < 0 else position
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": quoted, "position": position, "is_manual": True}


def _part(world: World, args: Arguments, part: Json) -> Json:
    kind = part.get("type")
    if kind not in {"photo", "video", "document"}:
        raise bad_request(f"the sandbox sends no {kind!r}")
    return _media(world, Arguments(part, args.uploads), str(kind), part.get("media"))


def _media(world: World, args: Arguments, kind: str, source: str | None) -> Json:
    uploaded = args.uploads.get(str(source).removeprefix("attach://")) if source else args.uploads.get(kind)
    attachment = uploaded or world.files.get(str(source)).attachment
    return _stored(world, kind, attachment, source if uploaded is None else None) | caption_content(
        world, args
    )


def _stored(world: World, kind: str, attachment: Attachment, file_id: str | None) -> Json:
    if kind == "document":
        return {"document": world.files.document(attachment)}
    if kind in {"voice", "video"}:
        return {kind: world.files.recording(attachment, kind)}
    if file_id and not world.files.get(file_id).path.startswith(("photos", "thumbnails")):
        raise bad_request("can't use file of type Document as Photo")
    return {"photo": world.files.photo(attachment)}
