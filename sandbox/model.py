"""People, chats and messages as the sandbox keeps them, and as Telegram's JSON shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

Json = dict[str, Any]

MEMBER: Final = "member"
ADMINISTRATOR: Final = "administrator"
LEFT: Final = "left"
KICKED: Final = "kicked"
PRESENT: Final = frozenset({MEMBER, ADMINISTRATOR, "creator"})


@dataclass(frozen=True)
class Person:
    """A Telegram user; `title` is what the host wants shown beside the name (department, position)."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    title: str = ""
    is_bot: bool = False
    language_code: str | None = None

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.first_name, self.last_name)))

    def as_json(self) -> Json:
        """Return Telegram's `User`."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        optional = {
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return user | {key: value for key, value in optional.items() if value}


ANONYMOUS_ADMIN: Final = Person(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)


MEDIA: Final = frozenset({"photo", "document", "voice", "video"})
"""The fields of a `Message` that hold a file."""


@dataclass(frozen=True)
class Attachment:
    """A file somebody sends: its bytes and what they are called."""

    content: bytes
    filename: str = "file"
    content_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Version:
    """What a message said until it was edited; `until` is the moment of the edit (unix)."""

    content: Mapping[str, Any]
    markup: Json | None
    until: int


@dataclass
class Topic:
    """A topic of a group; its id is that of the message that opened it."""

    id: int
    name: str
    creator: int
    closed: bool = False

    def as_json(self) -> Json:
        """Return it for the page."""
        return {"id": self.id, "name": self.name, "closed": self.closed}


@dataclass
class Message:
    """One message; `content` holds the fields of Telegram's `Message` that say what it is."""

    chat: "Chat"
    id: int
    sender: Person
    date: int
    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    quote: Json | None = None
    album: str | None = None
    topic: int | None = None
    anonymous: bool = False
    edit_date: int | None = None
    deleted: bool = False
    pinned: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text, or the caption of a picture or file."""
        said = self.content.get("text", self.content.get("caption", ""))
        return str(said)

    @property
    def entities(self) -> list[Json]:
        """Return the entities of `text`."""
        return [*self.content.get("entities", ()), *self.content.get("caption_entities", ())]

    @property
    def keyboard(self) -> list[list[Json]]:
        """Return the rows of the inline keyboard."""
        return list((self.markup or {}).get("inline_keyboard", []))

    @property
    def buttons(self) -> list[str]:
        """Return the labels of the inline keyboard, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    def button(self, label_or_data: str) -> Json:
        """Return the button with this label or callback data; `LookupError` if there is none."""
        for button in (button for row in self.keyboard for button in row):
            if label_or_data in (button["text"], button.get("callback_data")):
                return button
        raise LookupError(f"message {self.id} has no button {label_or_data!r}, only {self.buttons}")

    def replace(self, content: Json, markup: Json | None, *, at: int) -> None:
        """Say something else from `at` on, keeping what was said before."""
        self.versions.append(Version(self.content, self.markup, at))
        self.content, self.markup = content, markup

    def as_json(self, *, with_reply: bool = True) -> Json:
        """Return Telegram's `Message`; the message replied to is shown one level deep only."""
        shown: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.as_json()}
        shown["from"] = ANONYMOUS_ADMIN.as_json() if self.anonymous else self.sender.as_json()
        optional = {
            "sender_chat": self.chat.as_json() if self.anonymous else None,
            "edit_date": self.edit_date,
            "media_group_id": self.album,
            "reply_markup": self.markup if self.keyboard else None,
            **(self._reply_fields() if with_reply else {}),
            **({"message_thread_id": self.topic, "is_topic_message": True} if self.topic else {}),
        }
        return shown | self.content | {key: value for key, value in optional.items() if value is not None}

    def _reply_fields(self) -> Json:
        original = self.chat.messages.get(self.reply_to or 0)
        if original is None or original.deleted:
            return {}
        thread = self.chat.thread_of(original) if self.chat.type == "supergroup" else None
        shown = original.as_json(with_reply=False)
        return {"reply_to_message": shown, "message_thread_id": thread, "quote": self.quote}


@dataclass
class Chat:
    """A private chat with the bot (`person` is set, its id is the person's), or a group."""

    id: int
    type: str
    title: str = ""
    person: Person | None = None
    username: str | None = None
    opened: bool = False
    blocked: bool = False
    members: dict[int, str] = field(default_factory=dict)
    lacking: dict[int, frozenset[str]] = field(default_factory=dict)  # rights that an administrator has not
    is_forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return Telegram's `Chat`."""
        if self.person is not None:
            user = self.person.as_json()
            names = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
            return {"id": self.id, "type": self.type} | names
        group: Json = {"id": self.id, "type": self.type, "title": self.title}
        optional = {"username": self.username, "is_forum": self.is_forum or None}
        return group | {key: value for key, value in optional.items() if value}

    def visible(self) -> list[Message]:
        """Return the messages that were not deleted, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]

    def thread_of(self, message: Message) -> int:
        """Return the id of the message that began the chain of replies `message` belongs to."""
        while message.reply_to in self.messages:
            message = self.messages[message.reply_to]
        return message.id

    def status_of(self, person_id: int) -> str:
        """Return the membership status of a person."""
        return self.members.get(person_id, LEFT)


@dataclass
class Answer:
    """What the bot answered to a press."""

    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass
class Press:
    """A press on an inline button, and its answer once the bot gave one."""

    id: str
    person: Person
    message: Message
    data: str
    at: datetime
    felt_at: float
    answer: Answer | None = None
