"""轉為投訴 and 轉為諮詢: any colleague makes a message of the group a complaint's draft or an enquiry (E06, K01).

Under the message: /complain, /ask, or our name alone, which brings the two buttons. The buttons name the update they came
with, so what they are about is read again from the inbox and survives a restart.
"""

import json
import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from telegram import Bot, Message, MessageEntity, Update
from telegram.ext import ApplicationHandlerStop

from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Presser, Reader
from handlers.said import Said, said, split_command
from handlers.wizard import complaint_of
from storage import enquiries, inbox
from storage.books import Books
from workflow.commands import Command, Decline, Tell
from workflow.directory import Directory
from workflow.enquiry_commands import OpenEnquiry
from workflow.enquiry_events import Source
from workflow.errands import Errand
from workflow.names import called
from workflow.notices import Button
from workflow.values import Person

_FIRST_WORD: Final = re.compile(r"([^\s:：,，、]*)[\s:：,，、]*(.*)", re.DOTALL)
LONGEST: Final = 1500
"""So much of a message is taken over; the message itself stands in the group."""


class Words(NamedTuple):
    """What is to be made something of: whose words, and where they stand."""

    text: str
    source: Source
    author: int
    department: str = ""

    def as_enquiry(self) -> OpenEnquiry:
        """Return the wish to make them an enquiry."""
        return OpenEnquiry(text=self.text, source=self.source, author=self.author, department=self.department)


async def ask(update: Update, context: Context) -> None:
    """Make the answered message, or the words behind the command, an enquiry; a department's name gives it to that one."""
    typed = said(update, bot_id=context.bot.id)
    directory = await context.read(lambda books: books.directory())
    words = _words(_message(update), typed, directory)
    await context.bring(_enquiry_of(words, directory), typed, typed.author(directory))


async def complain(update: Update, context: Context) -> None:
    """Make the answered message a complaint's draft: privately at once, from the group behind a button."""
    typed = said(update, bot_id=context.bot.id)
    person = await context.read(lambda books: typed.author(books.directory()))
    if typed.is_private and person is not None:
        words = _words(_message(update), typed, Directory())
        told = _as_told(words, person)
        await context.bring(
            await context.read(lambda books: complaint_of(told, person, books)), typed, person
        )
        return
    button = Button(errand=Errand.TURN_COMPLAINT, subject=context.row.id, private=True)
    taken = bool(_words(_message(update), typed, Directory()).text)
    offer = Tell(name="complain_in_private", facts={"taken": taken}, buttons=((button,),))
    await context.bring(offer if person else Decline(name="not_enrolled"), typed, person)


async def called_up(update: Update, context: Context) -> None:
    """Show what somebody's words can be made, where our name stands under them, alone or with 「這個怎麼辦」."""
    typed, message = said(update, bot_id=context.bot.id), _message(update)
    if not _calls_us(message, context.bot) or _answered(message, context.bot) is None:
        return
    person = await context.read(lambda books: typed.author(books.directory()))
    buttons = (
        Button(errand=Errand.TURN_COMPLAINT, subject=context.row.id, private=True),
        Button(errand=Errand.TURN_ENQUIRY, subject=context.row.id),
    )
    offer = Tell(name="turn_offer", buttons=(buttons,))
    await context.bring(offer if person else Decline(name="not_enrolled"), typed, person)
    raise ApplicationHandlerStop


# Private functions


def _message(update: Update) -> Message:
    assert update.effective_message is not None
    return update.effective_message


def _calls_us(message: Message, bot: Bot) -> bool:
    named = message.parse_entities([MessageEntity.MENTION]).values() if message.text else ()
    return f"@{bot.username}".lower() in {name.lower() for name in named}


def _enquiry_of(words: Words, directory: Directory) -> Command:
    """Return the wish to make them an enquiry; with only a department named, the question is asked for."""
    if words.text:
        return words.as_enquiry()
    department = directory.department(words.department)
    return Decline(name="enquiry_empty", facts={"office": department.name if department else ""})


def _answered(message: Message, bot: Bot | None) -> Message | None:
    """The message of a person that is answered; where topics are, each message formally answers the topic's first."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.forum_topic_created is not None:
        return None
    is_ours = bot is not None and answered.from_user.id == bot.id
    return None if is_ours or answered.from_user.is_bot else answered


def _words(message: Message, typed: Said, directory: Directory) -> Words:
    """The words of the answered message with what was typed behind the command; else the latter alone."""
    department, behind = _directed(split_command(typed.text)[1], directory)
    answered = _answered(message, None)
    if answered is None:
        source = Source(chat_id=typed.chat_id, message_id=typed.message_id, author=typed.user_name)
        return Words(behind[:LONGEST], source, typed.user_id, department)
    assert answered.from_user is not None
    text = "\n".join(filter(None, (answered.text or answered.caption or "", behind)))
    source = Source(
        chat_id=answered.chat_id, message_id=answered.message_id, author=answered.from_user.full_name
    )
    return Words(text[:LONGEST], source, answered.from_user.id, department)


def _directed(behind: str, directory: Directory) -> tuple[str, str]:
    """Part 「物流部 倉庫的鑰匙在哪裡」 into the department and the question; any other words name none."""
    first, rest = _FIRST_WORD.fullmatch(behind).groups()  # type: ignore[union-attr]  # it matches anything
    department = called(first, {one.id: (one.name,) for one in directory.departments})
    return (department, rest.strip()) if department else ("", behind.strip())


def _as_told(words: Words, person: Person) -> str:
    """The words as they go into a complaint: another's with her name."""
    if not words.text or words.author == person.telegram_id:
        return words.text
    return f"{words.source.author}：{words.text}"


def _again(press: ErrandPress, books: Books) -> Words | None:
    """The words that a button is about, out of the update it came with; None once that is forgotten."""
    row = inbox.get(books.conn, press.subject) if press.subject else None
    update = Update.de_json(json.loads(row.body), None) if row else None
    if update is None or update.message is None:
        return None
    typed = said(update, bot_id=0)
    if not typed.text.startswith("/"):  # who calls us by name says nothing of her own
        typed = typed._replace(text="")
    return _words(update.message, typed, books.directory())


def _complained(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    words = _again(press, books)
    if words is None or presser.person is None:
        return None if words is None else Decline(name="not_enrolled")
    return complaint_of(_as_told(words, presser.person), presser.person, books)


def _enquired(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    words = _again(press, books)
    if words is None:
        return None
    return _enquiry_of(words, books.directory())


def _complained_of(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    """An enquiry that was answered is not settled by that: its words become a complaint."""
    enquiry = enquiries.get(books.conn, press.subject) if press.subject else None
    if enquiry is None:
        return None
    return complaint_of(f"{enquiry.text}（{enquiry.number}）", presser.person, books)


READERS: Final[Mapping[Errand, Reader]] = {
    Errand.TURN_COMPLAINT: _complained,
    Errand.TURN_ENQUIRY: _enquired,
    Errand.COMPLAIN_OF: _complained_of,
}
