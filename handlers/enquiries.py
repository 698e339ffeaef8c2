"""Enquiries (諮詢建議): the buttons under them, and answers typed under what we say of them."""

import json
from collections.abc import Mapping
from typing import Any, Final

from telegram import Update

from forms import read_answer, says_nothing_yet
from forms.nods import is_nod
from handlers.buttons import named
from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Answering, Presser, Reader, Typed, subject_of
from handlers.receipts import react_to_words
from handlers.said import Said
from handlers.said import said as said_in
from storage import amendments, enquiries, inbox, outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command, Tell
from workflow.enquiries import Enquiry
from workflow.enquiry_commands import (
    AnswerEnquiry,
    LeaveAsTalk,
    RouteEnquiry,
    SettleEnquiry,
    TakeEnquiry,
    WithdrawEnquiry,
)
from workflow.errands import Errand
from workflow.notices import Button
from workflow.values import Person


async def answer_typed(said: Said, context: Context) -> bool:
    """Take an answer typed under a message of ours about an enquiry; privately any words are one."""
    labelled = read_answer(said.text)
    if labelled is None and not said.is_private:
        return False
    words = said.text.strip() if labelled is None else labelled
    is_bare = bool(words) and (says_nothing_yet(words) if labelled is None else is_nod(words))
    return await _brought(said, context, text=words, bare=is_bare)


async def remark_typed(said: Said, context: Context) -> bool:
    """In the group ask one who may answer whether words without the label are the answer; all else there is talk."""
    if says_nothing_yet(said.text):
        return False
    return await _brought(said, context, text=said.text.strip(), remark=True, brought_by=context.row.id)


async def answer_edited(said: Said, context: Context) -> bool:
    """Take what an edit makes an answer; one that was sent already stands, and its author hears so."""
    given = await context.read(lambda books: _given(said, books))
    if given is None:
        is_known = await context.read(lambda books: _was_asked_about(said, books))
        return await answer_typed(said, context) or is_known or await remark_typed(said, context)
    enquiry, person, texts = given
    labelled = read_answer(said.text)
    if (said.text.strip() if labelled is None else labelled) in texts:
        return True
    button = Button(errand=Errand.ANSWER_ENQUIRY, subject=enquiry.id)
    stands = Tell(name="answer_stands", facts={"case": enquiry.number}, buttons=((button,),))
    await context.bring(stands, said, person)
    return True


# Private functions


def _was_asked_about(said: Said, books: Books) -> bool:
    """Whether these very words were asked about: Telegram calls it an edit, too, when a link gets its preview."""
    standing = amendments.standing(books.conn, f"enquiry/{_enquiry_under(said, books)}")
    asked = (row.notice.facts for row in standing if row.notice.name == "enquiry_whether_answer")
    return any(told["said"] == said.text.strip() for told in asked)


def _given(said: Said, books: Books) -> tuple[Enquiry, Person, frozenset[str]] | None:
    """The enquiry and the answers that a message, or an earlier edit of it, has given."""
    enquiry_id, person = _enquiry_under(said, books), said.author(books.directory())
    enquiry = enquiries.get(books.conn, enquiry_id) if enquiry_id else None
    if enquiry is None or person is None:
        return None
    hers = (one for one in enquiry.replies if one.by == person.id)
    texts = frozenset(one.text for one in hers if said.sent_at <= one.at <= said.at)
    return (enquiry, person, texts) if texts else None


async def _brought(said: Said, context: Context, **told: Any) -> bool:
    """Bring it before the desk; False where it is under no message about an enquiry, or is talk."""
    enquiry = await context.read(lambda books: _enquiry_under(said, books))
    if enquiry is None:
        return False
    person = await context.read(lambda books: said.author(books.directory()))
    if person is None and "remark" in told:
        return False
    answer = await context.bring(AnswerEnquiry(enquiry=enquiry, **told), said, person)
    react_to_words(said, answer, context)
    return True


def _enquiry_under(said: Said, books: Books) -> int | None:
    if said.quoted is None:
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    enquiry = row.notice.facts.get("enquiry") if row else None
    return enquiry if isinstance(enquiry, int) else None


def _answer(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return AnswerEnquiry(enquiry=press.subject) if press.subject else None


def _remark(press: ErrandPress, presser: Presser, books: Books) -> tuple[int, Said] | None:
    """The words the buttons are about, of whoever presses, and the enquiry under which they stand."""
    row = inbox.get(books.conn, press.subject) if press.subject else None
    update = Update.de_json(json.loads(row.body), None) if row else None
    message = update.effective_message if update else None
    if update is None or message is None or message.reply_to_message is None:
        return None
    ours = message.reply_to_message.from_user
    typed = said_in(update, bot_id=ours.id if ours else 0)
    enquiry = _enquiry_under(typed, books)
    return (enquiry, typed) if enquiry is not None and typed.user_id == presser.user_id else None


def _confirmed(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    remark = _remark(press, presser, books)
    if remark is None:
        return None
    enquiry, typed = remark
    return AnswerEnquiry(enquiry=enquiry, text=typed.text.strip(), said_at=typed.at)


def _left(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    remark = _remark(press, presser, books)
    return LeaveAsTalk(enquiry=remark[0]) if remark else None


def _route(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    ids = [department.id for department in books.directory().departments]
    department = named(press.choice, ids) if press.choice else ""
    if not press.subject or department is None:
        return None
    return RouteEnquiry(enquiry=press.subject, department=department)


def _take(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return TakeEnquiry(enquiry=press.subject) if press.subject else None


def _settle(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return SettleEnquiry(enquiry=press.subject) if press.subject else None


def _withdraw(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return WithdrawEnquiry(enquiry=press.subject) if press.subject else None


READERS: Final[Mapping[Errand, Reader]] = {
    Errand.ANSWER_ENQUIRY: _answer,
    Errand.REMARK_ANSWERS: _confirmed,
    Errand.REMARK_IS_TALK: _left,
    Errand.ROUTE_ENQUIRY: _route,
    Errand.TAKE_ENQUIRY: _take,
    Errand.SETTLE_ENQUIRY: _settle,
    Errand.WITHDRAW_ENQUIRY: _withdraw,
}


def _answered(question: OutboxRow, typed: Typed) -> Command:
    words = read_answer(typed.text)
    text = typed.text.strip() if words is None else words
    return AnswerEnquiry(enquiry=subject_of(question), text=text, bare=is_nod(text))


ANSWERS: Final[Mapping[Errand, Answering]] = {Errand.ANSWER_ENQUIRY: _answered}
