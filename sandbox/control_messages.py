"""Control acts on messages: writing, editing, pressing, reacting."""

import base64

from pydantic import AwareDatetime, BaseModel, ConfigDict

from sandbox.control_act import ByPerson, OnMessage
from sandbox.model import Attachment, Json
from sandbox.world import World


class File(BaseModel):
    """A file in a JSON request; `content` is base64."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    content: str
    filename: str = "file"
    content_type: str = "application/octet-stream"

    def attachment(self) -> Attachment:
        """Return the file itself."""
        return Attachment(base64.b64decode(self.content, validate=True), self.filename, self.content_type)


class Post(ByPerson):
    """`post`: write to a chat (a private one has the person's id), with a picture or file if given."""

    chat_id: int
    text: str = ""
    reply_to: int | None = None
    photo: File | None = None
    document: File | None = None
    voice: File | None = None
    video: File | None = None
    topic: int | None = None
    anonymous: bool = False
    date: AwareDatetime | None = None

    def perform(self, world: World) -> Json:
        message = world.post(
            self.person(world),
            self.chat_id,
            self.text,
            reply_to=self.reply_to,
            photo=_attachment(self.photo),
            document=_attachment(self.document),
            voice=_attachment(self.voice),
            video=_attachment(self.video),
            topic=self.topic,
            anonymous=self.anonymous,
            date=self.date,
        )
        return world.page_json(message)


class Album(ByPerson):
    """`album`: post 2 to 10 pictures, or files, as one album."""

    chat_id: int
    parts: tuple[File, ...]
    caption: str = ""
    caption_on: int = 0
    as_documents: bool = False
    reply_to: int | None = None
    topic: int | None = None

    def perform(self, world: World) -> Json:
        posted = world.post_album(
            self.person(world),
            self.chat_id,
            [part.attachment() for part in self.parts],
            self.caption,
            caption_on=self.caption_on,
            as_documents=self.as_documents,
            reply_to=self.reply_to,
            topic=self.topic,
        )
        return {"messages": [world.page_json(message) for message in posted]}


class Start(ByPerson):
    """`start`: press Start in the private chat, with a deep link's payload."""

    payload: str = ""

    def perform(self, world: World) -> Json:
        return world.page_json(world.start(self.person(world), self.payload))


class Edit(OnMessage, ByPerson):
    """`edit`: edit one's own message."""

    text: str
    date: AwareDatetime | None = None

    def perform(self, world: World) -> Json:
        edited = world.edit(self.person(world), self.message(world), self.text, date=self.date)
        return world.page_json(edited)


class Delete(OnMessage):
    """`delete`: delete a message."""

    def perform(self, world: World) -> Json:
        world.delete(self.message(world))
        return {}


class Duplicate(OnMessage):
    """`duplicate`: show a copy of a bot's message that the bot does not know of."""

    def perform(self, world: World) -> Json:
        return world.page_json(world.duplicate(self.message(world)))


class PressButton(OnMessage, ByPerson):
    """`press`: press a button by label or data; `data` alone forges one."""

    button: str = ""
    data: str | None = None

    def perform(self, world: World) -> Json:
        press = world.press(self.person(world), self.message(world), self.button, data=self.data)
        return {"press_id": press.id}


class React(OnMessage, ByPerson):
    """`react`: set one's reactions to a message."""

    emoji: tuple[str, ...] = ()

    def perform(self, world: World) -> Json:
        world.react(self.person(world), self.message(world), *self.emoji)
        return {}


def _attachment(file: File | None) -> Attachment | None:
    return file.attachment() if file else None
