"""One request of the control API as a frozen model that performs itself on the world."""

from pydantic import BaseModel, ConfigDict

from sandbox.model import Chat, Json, Message, Person
from sandbox.world import World


class Act(BaseModel):
    """One request of the control API; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def perform(self, world: World) -> Json:
        """Do it and return what the caller wants to know."""
        raise NotImplementedError


class ByPerson(Act):
    """An act of one person."""

    person_id: int

    def person(self, world: World) -> Person:
        """Return who acts."""
        return world.people[self.person_id]


class OnMessage(Act):
    """An act on one message."""

    chat_id: int
    message_id: int

    def message(self, world: World) -> Message:
        """Return the message."""
        return world.chats[self.chat_id].messages[self.message_id]


class InGroup(ByPerson):
    """An act on a group."""

    chat_id: int

    def chat(self, world: World) -> Chat:
        """Return the group."""
        return world.chats[self.chat_id]
