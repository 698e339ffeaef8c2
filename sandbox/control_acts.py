"""What can be done over the control API: one frozen model per act, performed on the world."""

import base64
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from sandbox.faults import Fault, FaultKind
from sandbox.model import Attachment, Chat, Json, Message, Person
from sandbox.world import World


class Act(BaseModel):
    """One request of the control API; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def perform(self, world: World) -> Json:
        """Do it and return what the caller wants to know."""
        raise NotImplementedError


class File(BaseModel):
    """A file in a JSON request; `content` is base64."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    content: str
    filename: str = "file"
    content_type: str = "application/octet-stream"

    def attachment(self) -> Attachment:
        """Return the file itself."""
        return Attachment(base64.b64decode(self.content, validate=True), self.filename, self.content_type)


class AddPerson(Act):
    """`person`: add somebody to the company and the group."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    title: str = ""
    admin: bool = False
    joins: bool = True
    started: bool = False

    def perform(self, world: World) -> Json:
        return world.add_person(**self.model_dump()).as_json()


class ByPerson(Act):
    """An act of one person."""

    person_id: int

    def person(self, world: World) -> Person:
        """Return who acts."""
        return world.people[self.person_id]


class Post(ByPerson):
    """`post`: write to a chat (a private one has the person's id), with a picture or file if given."""

    chat_id: int
    text: str = ""
    reply_to: int | None = None
    photo: File | None = None
    document: File | None = None
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

    def perform(self, world: World) -> Json:
        posted = world.post_album(
            self.person(world),
            self.chat_id,
            [part.attachment() for part in self.parts],
            self.caption,
            caption_on=self.caption_on,
            as_documents=self.as_documents,
            reply_to=self.reply_to,
        )
        return {"messages": [world.page_json(message) for message in posted]}


class Start(ByPerson):
    """`start`: press Start in the private chat, with a deep link's payload."""

    payload: str = ""

    def perform(self, world: World) -> Json:
        return world.page_json(world.start(self.person(world), self.payload))


class SetBlocked(ByPerson):
    """`block`: block the bot, or let it write again."""

    blocked: bool = True

    def perform(self, world: World) -> Json:
        (world.block if self.blocked else world.unblock)(self.person(world))
        return {}


class OnMessage(Act):
    """An act on one message."""

    chat_id: int
    message_id: int

    def message(self, world: World) -> Message:
        """Return the message."""
        return world.chats[self.chat_id].messages[self.message_id]


class Delete(OnMessage):
    """`delete`: delete a message."""

    def perform(self, world: World) -> Json:
        world.delete(self.message(world))
        return {}


class Duplicate(OnMessage):
    """`duplicate`: show a copy of a bot's message that the bot does not know of."""

    def perform(self, world: World) -> Json:
        return world.page_json(world.duplicate(self.message(world)))


class Edit(OnMessage, ByPerson):
    """`edit`: edit one's own message."""

    text: str
    date: AwareDatetime | None = None

    def perform(self, world: World) -> Json:
        edited = world.edit(self.person(world), self.message(world), self.text, date=self.date)
        return world.page_json(edited)


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


class InGroup(ByPerson):
    """An act on a group."""

    chat_id: int

    def chat(self, world: World) -> Chat:
        """Return the group."""
        return world.chats[self.chat_id]


class Membership(InGroup):
    """`membership`: a person joins, leaves, or becomes an administrator or an ordinary member."""

    change: Literal["join", "leave", "promote", "demote"]

    def perform(self, world: World) -> Json:
        person, chat = self.person(world), self.chat(world)
        if self.change in {"join", "leave"}:
            (world.join if self.change == "join" else world.leave)(person, chat)
        else:
            world.set_admin(person, chat, admin=self.change == "promote")
        return {}


class BotMembership(InGroup):
    """`bot`: a person adds, removes, promotes or demotes the bot."""

    change: Literal["add", "remove", "promote", "demote"]

    def perform(self, world: World) -> Json:
        changes = {
            "add": world.add_bot,
            "remove": world.remove_bot,
            "promote": world.promote_bot,
            "demote": world.demote_bot,
        }
        changes[self.change](self.chat(world), self.person(world))
        return {}


class Rename(InGroup):
    """`rename`: give a group another title."""

    title: str

    def perform(self, world: World) -> Json:
        world.rename(self.chat(world), self.person(world), self.title)
        return {}


class Migrate(InGroup):
    """`migrate`: turn a basic group into a supergroup."""

    def perform(self, world: World) -> Json:
        return world.migrate(self.chat(world), self.person(world)).as_json()


class SetClock(Act):
    """`clock`: jump to a moment, or by seconds, or change the rate."""

    to: AwareDatetime | None = None
    by: float | None = None
    rate: float | None = None

    def perform(self, world: World) -> Json:
        if self.rate is not None:
            world.clock.set_rate(self.rate)
        if self.to is not None or self.by is not None:
            world.clock.jump(to=self.to, by=None if self.by is None else timedelta(seconds=self.by))
        return world.clock_json()


class PlanFault(Act):
    """`fault`: let the next calls of a method fail (`*`: any; `times` null: until cleared)."""

    method: str
    kind: FaultKind
    times: int | None = 1
    applied: bool = False
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0.0
    chat_id: int | None = None

    def perform(self, world: World) -> Json:
        world.faults.add(Fault(**self.model_dump()))
        return {}


class ClearFaults(Act):
    """`clear_faults`: forget all planned faults."""

    def perform(self, world: World) -> Json:
        world.faults.clear()
        return {}


class Inject(Act):
    """`inject`: queue any raw update."""

    update: dict[str, Any]

    def perform(self, world: World) -> Json:
        world.inject(self.update)
        return {}


class Hold(Act):
    """`hold`: keep updates back."""

    def perform(self, world: World) -> Json:
        world.hold_updates()
        return {}


class Release(Act):
    """`release`: deliver what was held back, with its old dates."""

    def perform(self, world: World) -> Json:
        return {"released": world.release_updates()}


ACTS: Final[Mapping[str, type[Act]]] = {
    "person": AddPerson,
    "post": Post,
    "album": Album,
    "start": Start,
    "block": SetBlocked,
    "delete": Delete,
    "duplicate": Duplicate,
    "edit": Edit,
    "press": PressButton,
    "react": React,
    "membership": Membership,
    "bot": BotMembership,
    "rename": Rename,
    "migrate": Migrate,
    "clock": SetClock,
    "fault": PlanFault,
    "clear_faults": ClearFaults,
    "inject": Inject,
    "hold": Hold,
    "release": Release,
}


def _attachment(file: File | None) -> Attachment | None:
    return file.attachment() if file else None
