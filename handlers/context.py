"""What the handlers work with: the desk, the books, the words, and a typed way to them (`Context`)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple, Protocol, TypeVar

from telegram import BotCommand, ChatMemberUpdated
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext, ContextTypes, ExtBot

from handlers.applicants import NOT_ENROLLED, how_far, needs_enrolment
from handlers.said import Said
from storage import company
from storage.books import Books, Ledger
from storage.inbox import InboxRow
from texts import Texts
from workflow.calendar import Calendar
from workflow.commands import Command, Decline, File, Stimulus, Tell
from workflow.desk import Answer, Desk
from workflow.values import Person, Rules
from workflow.world import Scene

T = TypeVar("T")


class Direct(Protocol):
    """What is said at once and may be lost: tasks started after the commit, that nobody waits for."""

    def answer(
        self,
        callback_id: str,
        text: str = "",
        *,
        alert: bool = False,
        url: str | None = None,
        expired: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """Answer a press; if it is too old for an answer, do `expired` instead."""

    def react(self, chat_id: int, message_id: int, emoji: str) -> None:
        """Put a reaction on a message."""

    def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message of ours."""

    def menu(self, chat_id: int, commands: Sequence[BotCommand]) -> None:
        """Show these commands in the menu of a private chat; none: those that everybody has."""


class Hearing(Protocol):
    """Keeps account of whether the group is heard."""

    async def moved(self, change: ChatMemberUpdated) -> None:
        """Record what became of our place in the group."""

    async def brought(self, body: str) -> None:
        """Note an update of a group."""


Reports = Callable[[str, datetime, datetime], Awaitable[Mapping[str, Any] | None]]
"""Gives the facts of a kind of report of a period, ready for its template; None if there is nothing to tell."""


class Place(NamedTuple):
    """How we stand in a group, and who asks; `opens_topics` is None where no topics are wanted."""

    is_asked_by_administrator: bool
    sees_everything: bool
    opens_topics: bool | None


@dataclass
class Wiring:
    """What the composition root hands to the handlers (`Application.bot_data`).

    `row` is the inbox row being handled and `failure` what an error handler caught: the dispatcher's side of it.
    """

    desk: Desk
    ledger: Ledger
    texts: Texts
    calendar: Calendar
    rules: Rules
    direct: Direct
    now: Callable[[], datetime]
    group_id: int  # as configured; the database knows better once the group has migrated
    bot_username: str
    reports: Reports | None = None
    admin_ids: frozenset[int] = frozenset()
    let_in: Callable[[int], None] = lambda _chat_id: (
        None
    )  # told of a chat that was closed to us and is open again
    hearing: Hearing | None = None
    place: Callable[[int, int | None], Awaitable[Place | None]] | None = (
        None  # asks Telegram about a group and somebody in it (None: the group itself asks); None if there is no telling
    )
    row: InboxRow | None = None
    failure: BaseException | None = None

    def group(self, books: Books) -> int:
        """Return where the group is now."""
        chat = company.chat(books.conn)
        return chat.chat_id if chat else self.group_id

    def is_group(self, books: Books, chat_id: int) -> bool:
        """Tell whether a chat is the group, or was it: we may hear of its move before we have read all that came before."""
        return chat_id == self.group(books) or company.was_group(books.conn, chat_id)

    def scene(self, books: Books) -> Scene:
        """Return the company as views and facts want it."""
        return Scene(calendar=self.calendar, directory=books.directory())


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Wiring]):
    """What each handler is given beside the update."""

    @property
    def wiring(self) -> Wiring:
        return self.bot_data

    @property
    def row(self) -> InboxRow:
        """The inbox row this update came from."""
        assert self.bot_data.row is not None
        return self.bot_data.row

    async def read(self, work: Callable[[Books], T]) -> T:
        """Ask the books something."""
        return await self.bot_data.ledger.read(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Note something that is no act: a question answered, a chat moved."""
        return await self.bot_data.ledger.database.transact(work)

    async def perform(self, command: Command, stimulus: Stimulus) -> Answer:
        """Bring a command before the desk."""
        return await self.bot_data.desk.perform(command, stimulus)

    async def bring(self, command: Command, said: Said, actor: Person | None) -> Answer:
        """Bring before the desk what somebody typed; what is said in the group's name cannot be anybody's act."""
        if said.is_anonymous:
            command = Decline(name="anonymous")
        elif actor is None and needs_enrolment(command):
            told = {"form": True} if isinstance(command, File) else {}
            applied = await self.read(lambda books: how_far(said.user_id, books)) | told
            command = Decline(name=NOT_ENROLLED, facts=applied) if applied else command
        person = actor.id if actor else None
        stimulus = said.stimulus(now=self.bot_data.now(), actor=person, inbox=self.row.id)
        return await self.perform(command, stimulus)

    async def voice_for(self, user_id: int) -> Texts:
        """Return the words for somebody's private chat, and for the answers to her presses."""
        language = await self.read(lambda books: books.directory().language(user_id))
        return self.bot_data.texts.spoken_to(language)

    async def mention(self, name: str, facts: Mapping[str, object], *, user_id: int) -> None:
        """Tell somebody privately something beside the answer."""
        now = self.bot_data.now()
        await self.perform(Tell(name=name, facts=dict(facts)), Stimulus(now=now, at=now, chat_id=user_id))


TousuApplication = Application[ExtBot[None], Context, dict[Any, Any], dict[Any, Any], Wiring, None]


def context_types(wiring: Wiring) -> ContextTypes[Context, dict[Any, Any], dict[Any, Any], Wiring]:
    """Return what makes an Application hand out our Context around this wiring."""
    # PTB only ever calls it, without arguments; its annotation asks for a class.
    return ContextTypes(context=Context, bot_data=lambda: wiring)  # type: ignore[call-overload, no-any-return]


async def remember_failure(_update: object, context: Context) -> None:
    """Leave what went wrong for the dispatcher, which logs it, counts it and tells people.

    Nobody below may take the update after that: he would take it for something else and settle it.
    """
    context.wiring.failure = context.error
    raise ApplicationHandlerStop
