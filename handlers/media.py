"""Photos, files and recordings in Telegram's messages, as evidence."""

from typing import Any, Final

from telegram import Message

from workflow.evidence import Evidence, Medium

# An animation is sent as a document too; the first that fits tells what it is.
MEDIA: Final = (
    Medium.PHOTO,
    Medium.ANIMATION,
    Medium.VIDEO,
    Medium.VIDEO_NOTE,
    Medium.VOICE,
    Medium.AUDIO,
    Medium.DOCUMENT,
)


def evidence_in(message: Message) -> Evidence | None:
    """Return the photo, file or recording of a message; of a photo the largest of its sizes."""
    for medium in MEDIA:
        found: Any = getattr(message, medium.value)
        if found:
            return _evidence(message, medium, found[-1] if medium is Medium.PHOTO else found)
    return None


# Private functions


def _evidence(message: Message, medium: Medium, file: Any) -> Evidence:
    return Evidence(
        medium=medium,
        file_id=file.file_id,
        unique_id=file.file_unique_id,
        size=file.file_size or 0,
        name=getattr(file, "file_name", None) or "",
        caption=message.caption or "",
        chat_id=message.chat_id,
        message_id=message.message_id,
        album=message.media_group_id or "",
    )
