"""Control acts on who is where: people, membership, the bot's standing, the group itself."""

from typing import Literal

from sandbox.control_act import Act, ByPerson, InGroup
from sandbox.model import Json
from sandbox.world import World


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
    language_code: str = "zh-hant"

    def perform(self, world: World) -> Json:
        return world.add_person(**self.model_dump()).as_json()


class SetBlocked(ByPerson):
    """`block`: block the bot, or let it write again."""

    blocked: bool = True

    def perform(self, world: World) -> Json:
        (world.block if self.blocked else world.unblock)(self.person(world))
        return {}


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


class Forum(InGroup):
    """`forum`: give a supergroup topics, or take them away."""

    is_forum: bool = True

    def perform(self, world: World) -> Json:
        world.make_forum(self.chat(world), is_forum=self.is_forum)
        return {}


class OpenTopic(InGroup):
    """`open_topic`: open a topic."""

    name: str

    def perform(self, world: World) -> Json:
        return world.open_topic(self.chat(world), self.person(world), self.name).as_json()


class ChangeTopic(InGroup):
    """`topic`: close a topic, open it again, or delete it."""

    topic: int
    change: Literal["close", "reopen", "delete"]

    def perform(self, world: World) -> Json:
        if self.change == "delete":
            world.delete_topic(self.chat(world), self.topic)
        else:
            by, is_closing = self.person(world), self.change == "close"
            world.close_topic(self.chat(world), by, self.topic, closed=is_closing)
        return {}


class Publish(InGroup):
    """`publish`: give a group a public @name, or make it private again."""

    username: str | None = None

    def perform(self, world: World) -> Json:
        world.publish(self.chat(world), self.username)
        return {}


class Migrate(InGroup):
    """`migrate`: turn a basic group into a supergroup."""

    def perform(self, world: World) -> Json:
        return world.migrate(self.chat(world), self.person(world)).as_json()
