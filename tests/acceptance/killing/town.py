"""The people at their telephones: what each can see of the bot, and what they do with it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from bot.config import Config
from sandbox import Chat, Message, Person, World
from tests.acceptance.killing.posts import CHATTER

_CASES = re.compile(r"[PS]-\d{8}-\d{3,}")
_NAMES = re.compile(r"案\d{3}|[CDFPSV]-\d{8}-\d{3,}")


class Place(NamedTuple):
    """Where something can be read: a name that stands in the text, and the chat it stands in."""

    name: str
    chat: int


class Town:
    """The sandbox by people's names, with the bot's messages found by the cases they name."""

    def __init__(self, world: World, config: Config) -> None:
        self.world = world
        self._first_group = world.group
        _, people = config.directory_seed()
        self.people: dict[str, Person] = {
            one.name: world.add_person(one.telegram_id or 0, one.name, started=True) for one in people
        }
        self.doubts: list[
            tuple[datetime, datetime]
        ] = []  # while a reply waited for its author to say which case it answers
        self._seen: dict[int, int] = defaultdict(int)
        self._found: defaultdict[Place, list[Message]] = defaultdict(list)

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    @property
    def group(self) -> int:
        return self.world.group.id

    # Doing

    def says(
        self, name: str, text: str, *, to: Message | None = None, date: datetime | None = None
    ) -> Message:
        """Type into the group, or into the chat of the message that is answered."""
        chat = to.chat if to else self.world.group
        return self.world.post(self.people[name], chat, text, reply_to=to, date=date)

    def types_to_bot(self, name: str, text: str) -> None:
        """Write something in the private chat with the bot."""
        person = self.people[name]
        self.world.post(person, self.world.chats[person.id], text)

    def presses(self, name: str, button: str, on: Message) -> None:
        """Press a button, or follow where it leads."""
        url = on.button(button).get("url")
        if url:
            self.world.start(self.people[name], parse_qs(urlsplit(url).query)["start"][0])
        else:
            self.world.press(self.people[name], on, button)

    def chatters(self) -> None:
        """Say something that is no business of the bot."""
        self.says("孫強", CHATTER)

    # Seeing

    def look(self) -> None:
        """Take notice of what the bot has said since the last look."""
        for chat in self.world.chats.values():
            for message in islice(chat.messages.values(), self._seen[chat.id], None):
                self._seen[chat.id] += 1
                if message.sender.id == self.world.bot.id:
                    self._file(message)

    def in_group(self, name: str) -> list[Message]:
        """Return what names the case in the group where it is now, oldest first."""
        return self._found[Place(name, self.group)]

    def in_groups(self, name: str) -> list[Message]:
        """Return what names the case in the group, wherever it was then."""
        return [m for chat in self.groups() for m in self._found[Place(name, chat.id)]]

    def groups(self) -> list[Chat]:
        """Return the group, and before it what it was before it moved."""
        return [chat for chat in self.world.chats.values() if chat.type != "private"]

    def is_left_behind(self, marker: str) -> bool:
        """Tell whether the card of a case stands only in the group that has moved."""
        if self.world.group is self._first_group:
            return False
        return self.has_card(self.in_groups(marker)) and not self.has_card(self.in_group(marker))

    @staticmethod
    def has_card(said: Iterable[Message]) -> bool:
        return any(m.text[:2] in {"P-", "S-"} for m in said)

    @staticmethod
    def is_about_one(message: Message) -> bool:
        """Tell whether a message names one case only."""
        return len(set(_CASES.findall(message.text))) == 1

    def told(self, person: str, name: str) -> list[Message]:
        """Return what names the case in a person's private chat."""
        return self._found[Place(name, self.people[person].id)]

    def with_button(self, person: str, name: str, button: str, words: str = "") -> Message | None:
        """Return the newest message with that button that the person can see, in private first."""
        fitting = (m for m in self._newest_first(person, name) if button in m.buttons and words in m.text)
        return next(fitting, None)

    def question(self, person: str, name: str, words: str) -> Message | None:
        """Return the newest question of these words that was put to the person."""
        mention = str(self.people[person].id)
        return next(
            (m for m in self._newest_first(person, name) if words in m.text and _is_for(m, mention)), None
        )

    def said_about(self, person: str, name: str, *words: str) -> Message | None:
        """Return the newest message to the person or the group that names the case and has one of the words."""
        fitting = (m for m in self._newest_first(person, name) if any(word in m.text for word in words))
        return next(fitting, None)

    def _newest_first(self, person: str, name: str) -> Iterator[Message]:
        yield from reversed(self.told(person, name))
        yield from reversed(self.in_group(name))

    def _file(self, message: Message) -> None:
        for name in set(_NAMES.findall(message.text)):
            self._found[Place(name, message.chat.id)].append(message)


def _is_for(message: Message, mention: str) -> bool:
    return message.chat.type == "private" or mention in str(message.entities)
