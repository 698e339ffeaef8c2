"""Everything the sandbox knows: who there is, what was said, what the bot has yet to hear."""

import re
import secrets
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sandbox.bell import Bell
from sandbox.clock import Clock
from sandbox.commands import Commands
from sandbox.events import Events
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.limits import Limits
from sandbox.model import ADMINISTRATOR, KICKED, MEDIA, PRESENT, Chat, Json, Message, Person, Press
from sandbox.refusals import Refused, bad_request, forbidden
from sandbox.updates import Updates

TOKEN: Final = "4242424242:AAE-sandbox-token-that-is-no-secret0"  # noqa: S105  opens nothing but this sandbox
BOT: Final = Person(4242424242, "投訴小幫手", username="tousu_sandbox_bot", is_bot=True)
GROUP_ID: Final = -1001000000001
GROUP_TITLE: Final = "輝煌同仁群"
CALLS_KEPT: Final = 50_000


@dataclass(frozen=True)
class Call:
    """One call of the Bot API: what was asked when (sandbox time) and what came back."""

    method: str
    params: Json
    at: datetime
    ok: bool
    result: Any
    note: str = ""


class State:
    """The state both sides work on: people through `World`, the bot through the Bot API."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        limits: Limits | None = None,
        token: str = TOKEN,
        bot: Person = BOT,
        strict: bool = True,
        reads_all: bool = True,
    ) -> None:
        self.clock = clock or Clock()
        self.id = secrets.token_hex(4)
        self.token = token
        self.bot = bot
        self.strict = strict
        self.reads_all = reads_all
        self.bell = Bell()
        self.events = Events(self.bell.ring)
        self.updates = Updates()
        self.limits = limits or Limits()
        self.faults = Faults()
        self.files = Files()
        self.commands = Commands()
        self.descriptions: dict[str, str] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.polls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.poll_generation = 0
        self.closing = False
        self._next_shared_id = 1
        self.clock.on_change(lambda: self.events.add("clock", **self.clock_json()))

    # What the bot may reach

    def reachable(self, chat_id: int | str) -> Chat:
        """Return a chat the bot may write to, or refuse in Telegram's words."""
        chat = self.known(chat_id)
        refusal = self._private_refusal(chat) if chat.type == "private" else self._group_refusal(chat)
        if refusal:
            raise refusal
        return chat

    def known(self, chat_id: int | str) -> Chat:
        """Return a chat by id or @username, or refuse."""
        chat = (
            self.chats.get(int(chat_id))
            if re.fullmatch(r"-?\d+", str(chat_id))
            else self._named(str(chat_id))
        )
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refused(400, upgraded, migrate_to_chat_id=chat.migrated_to)
        return chat

    def found(self, chat: Chat, message_id: int | None, otherwise: str) -> Message:
        """Return a message of a chat that still exists, or refuse with `otherwise`."""
        message = chat.messages.get(message_id or 0)
        if message is None or message.deleted:
            raise bad_request(otherwise)
        return message

    def is_bot_admin(self, chat: Chat) -> bool:
        """Say whether the bot administers a group."""
        return chat.status_of(self.bot.id) == ADMINISTRATOR

    def people_in(self, chat: Chat) -> Sequence[Person]:
        """Return the people in a chat, the bot not counted."""
        if chat.person is not None:
            return [chat.person]
        present = [number for number, status in chat.members.items() if status in PRESENT]
        return [self.people[number] for number in present if number in self.people]

    def _named(self, username: str) -> Chat | None:
        wanted = username.removeprefix("@").lower()
        groups = (chat for chat in self.chats.values() if chat.type != "private")
        return next((chat for chat in groups if (chat.username or "").lower() == wanted), None)

    def _private_refusal(self, chat: Chat) -> Refused | None:
        if not chat.opened:
            return forbidden("bot can't initiate conversation with a user")
        return forbidden("bot was blocked by the user") if chat.blocked else None

    def _group_refusal(self, chat: Chat) -> Refused | None:
        status = chat.status_of(self.bot.id)
        if status in PRESENT:
            return None
        if status == KICKED:
            return forbidden(f"bot was kicked from the {chat.type} chat")
        return forbidden(f"bot is not a member of the {chat.type} chat")

    # What is said

    def say(
        self, chat: Chat, sender: Person, content: Json, *, date: int | None = None, **more: Any
    ) -> Message:
        """Put a message into a chat; the bot hears of it only through `tell_bot`."""
        moment = self.clock.unix() if date is None else date
        message = Message(chat, self._new_message_id(chat), sender, moment, content, **more)
        chat.messages[message.id] = message
        self.show(message)
        return message

    def rewrite(
        self, message: Message, content: Json, markup: Json | None, *, date: int | None = None
    ) -> None:
        """Change what a message says and keep what it said."""
        moment = self.clock.unix() if date is None else date
        if message.content != content:
            message.edit_date = moment
        message.replace(content, markup, at=moment)
        self.show(message)

    def show(self, message: Message) -> None:
        """Tell the watchers that a message is new or has changed."""
        self.events.add("message", message=self.page_json(message))

    def tell_bot(self, message: Message, kind: str = "message") -> None:
        """Queue an update about a person's message if the bot may hear it."""
        if self._bot_hears(message):
            self.push(kind, message.as_json())

    def push(self, kind: str, payload: Json) -> None:
        """Queue an update of any kind."""
        self.updates.push(kind, payload, at=self.clock.now())
        self.bell.ring()

    def log(self, call: Call) -> None:
        """Note a call; polls are kept apart, for there are many."""
        (self.polls if call.method.lower() == "getupdates" else self.calls).append(call)
        self.bell.ring()

    def page_json(self, message: Message) -> Json:
        """Return a message with what only the sandbox knows of it."""
        versions = [
            {**version.content, "reply_markup": version.markup, "until": version.until}
            for version in message.versions
        ]
        shown = {
            "deleted": message.deleted,
            "pinned": message.pinned,
            "reactions": {str(person): emoji for person, emoji in message.reactions.items() if emoji},
            "versions": versions,
            "markup": message.markup,
            "sender_id": message.sender.id,
        }
        return message.as_json() | {"sandbox": shown}

    def clock_json(self) -> Json:
        """Return the clock as the bot and the page read it."""
        now = self.clock.now().isoformat(timespec="microseconds")
        return {"now": now, "rate": self.clock.rate, "version": self.clock.version}

    def _bot_hears(self, message: Message) -> bool:
        chat = message.chat
        if chat.type == "private":
            return True
        if chat.status_of(self.bot.id) not in PRESENT:
            return False
        return self.reads_all or self.is_bot_admin(chat) or self._addressed(message)

    def _addressed(self, message: Message) -> bool:
        """Say whether a bot in privacy mode is shown this message."""
        original = message.chat.messages.get(message.reply_to or 0)
        is_reply_to_bot = original is not None and original.sender.id == self.bot.id
        is_service = not {"text", *MEDIA} & message.content.keys()
        is_command = any(entity["type"] == "bot_command" for entity in message.entities)
        return is_reply_to_bot or is_service or is_command or f"@{self.bot.username}" in message.text

    def _new_message_id(self, chat: Chat) -> int:
        """Number a message: supergroups count for themselves, all other chats share one counter."""
        if chat.type == "supergroup":
            return max(chat.messages, default=0) + 1
        self._next_shared_id += 1
        return self._next_shared_id - 1
