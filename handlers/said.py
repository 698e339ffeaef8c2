"""What somebody typed, out of Telegram's message: whose words, where, when, and under which message."""

from datetime import datetime
from typing import NamedTuple

from telegram import Message, MessageOriginUser, Update
from telegram.constants import ChatType

from handlers.media import evidence_in
from workflow.commands import Stimulus
from workflow.directory import Directory
from workflow.evidence import Evidence
from workflow.values import Person


class Quoted(NamedTuple):
    """The message of ours that is answered."""

    message_id: int
    text: str
    date: datetime


class Said(NamedTuple):
    """A typed message, or the caption of a photo, an album or a file; `at` is the act's own time."""

    chat_id: int
    message_id: int
    at: datetime
    sent_at: datetime
    """When it was first sent; an edit has a later time of its own."""
    text: str
    user_id: int
    user_name: str
    is_private: bool
    is_edit: bool
    is_anonymous: bool
    """Written in the name of the group: it cannot be told by whom."""
    is_forwarded: bool
    """A message of ours, passed on: its words are not the sender's."""
    quoted: Quoted | None
    answers: int | None = None
    """The message that is answered, whosever it is."""
    language_code: str = ""
    """The language of the sender's telephone, as Telegram calls it."""
    evidence: Evidence | None = None
    """The photo, file or recording whose caption the text is."""

    @property
    def album(self) -> str:
        """Telegram's id of the album it is part of, "" if of none."""
        return self.evidence.album if self.evidence else ""

    def author(self, directory: Directory) -> Person | None:
        """Return who typed it, if she is enrolled and it can be told."""
        return None if self.is_anonymous else directory.by_telegram(self.user_id)

    def stimulus(self, *, now: datetime, actor: int | None, inbox: int | None) -> Stimulus:
        """Return who wants something and when."""
        return Stimulus(
            now=now,
            at=self.at,
            actor=actor,
            edited=self.is_edit,
            inbox=inbox,
            chat_id=self.chat_id,
            message_id=self.message_id,
        )


def said(update: Update, *, bot_id: int) -> Said:
    """Read an update that holds a new or an edited message of a person."""
    message = update.effective_message
    assert message is not None
    assert message.from_user is not None
    edited = update.edited_message is not None
    return Said(
        chat_id=message.chat_id,
        message_id=message.message_id,
        at=(message.edit_date if edited else None) or message.date,
        sent_at=message.date,
        text=message.text or message.caption or "",
        user_id=message.from_user.id,
        user_name=message.from_user.full_name,
        is_private=message.chat.type == ChatType.PRIVATE,
        is_edit=edited,
        is_anonymous=is_anonymous(message),
        is_forwarded=_is_forwarded(message, bot_id),
        quoted=_quoted(message, bot_id),
        language_code=message.from_user.language_code or "",
        answers=_answered(message),
        evidence=evidence_in(message),
    )


def split_command(text: str) -> tuple[str, str]:
    """Part `/why@bot P-1` into `why` and `P-1`."""
    command, *words = text.split(maxsplit=1) or [""]
    return command.removeprefix("/").partition("@")[0].lower(), "".join(words).strip()


def is_anonymous(message: Message) -> bool:
    """Tell whether an administrator speaks in the name of the group."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat_id


# Private functions


def _is_forwarded(message: Message, bot_id: int) -> bool:
    origin = message.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot_id


def _answered(message: Message) -> int | None:
    """In a topic what answers nothing is said to answer the topic's beginning."""
    answered = message.reply_to_message
    return None if answered is None or answered.forum_topic_created is not None else answered.message_id


def _quoted(message: Message, bot_id: int) -> Quoted | None:
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != bot_id:
        return None
    return Quoted(answered.message_id, answered.text or answered.caption or "", answered.date)
