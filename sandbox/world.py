"""The world as people act in it: they write, edit, press, react, come and go."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sandbox.entities import styled, utf16_length
from sandbox.forums import Forums
from sandbox.model import MEDIA, Attachment, Chat, Json, Message, Person, Press
from sandbox.state import GROUP_ID, GROUP_TITLE, Call

T = TypeVar("T")
Place = Chat | Person | int


class World(Forums):
    """One group, its people and the bot; every method but the waiting ones is plain and synchronous."""

    def __init__(
        self,
        *,
        group_title: str = GROUP_TITLE,
        group_id: int = GROUP_ID,
        basic_group: bool = False,
        bot_is_admin: bool = True,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        kind = "group" if basic_group else "supergroup"
        self.group = self.add_group(group_title, group_id, kind=kind, bot_is_admin=bot_is_admin)

    # Looking

    def chat(self, place: Place) -> Chat:
        """Return the chat of a person, of an id, or the chat itself."""
        if isinstance(place, Chat):
            return place
        return self.chats[place.id if isinstance(place, Person) else place]

    def messages(self, place: Place | None = None) -> list[Message]:
        """Return the messages of a chat (default: the group) that were not deleted, newest last."""
        return self.chat(self.group if place is None else place).visible()

    def private(self, person: Person) -> list[Message]:
        """Return the messages between a person and the bot, newest last."""
        return self.messages(person)

    def from_bot(self, place: Place | None = None) -> list[Message]:
        """Return only the bot's messages of a chat, newest last."""
        return [message for message in self.messages(place) if message.sender.id == self.bot.id]

    def calls_of(self, *methods: str) -> list[Call]:
        """Return the logged calls of these methods, oldest first (none named: all but getUpdates)."""
        if methods == ("getUpdates",):
            return list(self.polls)
        return [
            call
            for call in self.calls
            if call.method in methods or (not methods and call.method != "getUpdates")
        ]

    # Writing

    def post(  # noqa: PLR0913 # a message has as many parts
        self,
        person: Person,
        place: Place,
        text: str = "",
        *,
        reply_to: Message | int | None = None,
        photo: Attachment | None = None,
        document: Attachment | None = None,
        voice: Attachment | None = None,
        video: Attachment | None = None,
        topic: int | None = None,
        anonymous: bool = False,
        date: datetime | None = None,
    ) -> Message:
        """Write as a person; beside a photo, file or recording the text is its caption. `date` backdates it."""
        media = self._media(photo, document, voice=voice, video=video)
        content = media | _worded(text, is_caption=bool(media))
        return self._write(
            person, place, content, reply_to=reply_to, topic=topic, anonymous=anonymous, date=date
        )

    def post_album(
        self,
        person: Person,
        place: Place,
        parts: Sequence[Attachment],
        caption: str = "",
        *,
        caption_on: int = 0,
        as_documents: bool = False,
        reply_to: Message | int | None = None,
        topic: int | None = None,
    ) -> list[Message]:
        """Post 2 to 10 pictures or files as one album, the caption on one of them."""
        if not 2 <= len(parts) <= 10:
            raise ValueError("an album has 2 to 10 parts")
        album = f"sandbox-album-{self.events.seq + 1}"
        posted = []
        for number, part in enumerate(parts):
            content = self._media(*((None, part) if as_documents else (part, None)))
            content |= _worded(caption if number == caption_on else "", is_caption=True)
            posted.append(self._write(person, place, content, reply_to=reply_to, topic=topic, album=album))
        return posted

    def start(self, person: Person, payload: str = "") -> Message:
        """Press Start in the private chat with the bot, or follow a deep link with a payload."""
        return self.post(person, person, f"/start {payload}".strip())

    def edit(self, person: Person, message: Message, text: str, *, date: datetime | None = None) -> Message:
        """Edit one's own message."""
        if message.sender != person:
            raise ValueError(f"{person.name} did not write message {message.id}")
        is_caption = "text" not in message.content
        kept = {key: value for key, value in message.content.items() if key in MEDIA}
        content = kept | _worded(text, is_caption=is_caption)
        self.rewrite(message, content, message.markup, date=_unix(date))
        self.tell_bot(message, "edited_message")
        return message

    def delete(self, message: Message) -> None:
        """Delete a message; Telegram tells bots nothing."""
        message.deleted = True
        self.show(message)

    # Pressing and reacting

    def press(self, person: Person, message: Message, button: str = "", *, data: str | None = None) -> Press:
        """Press a button, named by label or data; `data` forges one that is not there."""
        sent = data if data is not None else self._data_of(message.button(button))
        press = Press(
            str(7_000_000 + len(self.presses)), person, message, sent, self.clock.now(), self.clock.felt()
        )
        self.presses[press.id] = press
        query = {"id": press.id, "from": person.as_json(), "message": _accessible(message)}
        self.push("callback_query", query | {"chat_instance": f"instance{message.chat.id}", "data": sent})
        return press

    def duplicate(self, message: Message) -> Message:
        """Show a second copy of a message of the bot, one whose id it was never told."""
        content, markup = dict(message.content), message.markup
        return self.say(message.chat, message.sender, content, markup=markup, topic=message.topic)

    def react(self, person: Person, message: Message, *emoji: str) -> None:
        """Set a person's reactions to a message (none: take them back)."""
        before = message.reactions.get(person.id, [])
        message.reactions[person.id] = list(emoji)
        self.show(message)
        if message.chat.type != "private" and not self.is_bot_admin(message.chat):
            return
        update = {"chat": message.chat.as_json(), "message_id": message.id, "date": self.clock.unix()}
        reactions = {"old_reaction": _reactions(before), "new_reaction": _reactions(emoji)}
        self.push("message_reaction", update | {"user": person.as_json()} | reactions)

    # Late delivery

    def hold_updates(self) -> None:
        """Keep updates back from now on."""
        self.updates.hold()

    def release_updates(self) -> int:
        """Deliver the held updates with their old dates; return how many there were."""
        released = self.updates.release(at=self.clock.now())
        self.bell.ring()
        return released

    def inject(self, raw: Json) -> None:
        """Queue any raw update, a poisonous one for instance."""
        self.updates.inject(raw, at=self.clock.now())
        self.bell.ring()

    # Waiting, for tests that run in the server's loop

    async def wait_for(self, look: Callable[[], T], *, seconds: float = 5.0, what: str = "") -> T:
        """Return what `look` gives once it is truthy; `TimeoutError` after so many real seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not (seen := look()):
                    await self.bell.wait()
                return seen
        except TimeoutError:
            raise TimeoutError(f"waited {seconds} s in vain for {what or look}") from None

    async def heard(self, *, seconds: float = 5.0) -> None:
        """Return once the bot has confirmed every update."""
        await self.wait_for(
            lambda: not len(self.updates), seconds=seconds, what="the bot to fetch its updates"
        )

    # Private

    def _write(
        self,
        person: Person,
        place: Place,
        content: Json,
        *,
        reply_to: Message | int | None = None,
        topic: int | None = None,
        date: datetime | None = None,
        **more: Any,
    ) -> Message:
        chat = self.chat(place)
        self._may_write(person, chat)
        original = reply_to.id if isinstance(reply_to, Message) else reply_to
        where = self.topic_to_write_in(chat, person, topic, chat.messages.get(original or 0))
        message = self.say(chat, person, content, date=_unix(date), reply_to=original, topic=where, **more)
        self.tell_bot(message)
        return message

    def _may_write(self, person: Person, chat: Chat) -> None:
        if chat.migrated_to is not None:
            raise ValueError("the group has become a supergroup")
        if person not in self.people_in(chat):
            raise ValueError(f"{person.name} is not in chat {chat.id}")
        if chat.type == "private":
            self._open(chat)

    def _media(
        self,
        photo: Attachment | None,
        document: Attachment | None,
        *,
        voice: Attachment | None = None,
        video: Attachment | None = None,
    ) -> Json:
        if photo is not None:
            return {"photo": self.files.photo(photo)}
        for kind, recording in (("voice", voice), ("video", video)):
            if recording is not None:
                return {kind: self.files.recording(recording, kind)}
        return {"document": self.files.document(document)} if document is not None else {}

    def _data_of(self, button: Json) -> str:
        if "callback_data" not in button:
            raise ValueError(f"the button {button['text']!r} calls nobody back")
        return str(button["callback_data"])


def _worded(text: str, *, is_caption: bool) -> Json:
    said = styled(text)
    if not said.text:
        if is_caption:
            return {}
        raise ValueError("a message needs a text")
    if utf16_length(said.text) > (1024 if is_caption else 4096):
        raise ValueError("Telegram's apps send no text as long as this in one message")
    keys = ("caption", "caption_entities") if is_caption else ("text", "entities")
    return {keys[0]: said.text} | ({keys[1]: list(said.entities)} if said.entities else {})


def _unix(date: datetime | None) -> int | None:
    return None if date is None else int(date.timestamp())


def _accessible(message: Message) -> Json:
    if message.deleted:
        return {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
    return message.as_json()


def _reactions(emoji: Sequence[str]) -> list[Json]:
    return [{"type": "emoji", "emoji": one} for one in emoji]
