"""Enquiries (諮詢建議): the buttons under them, and answers typed under what we say of them."""

from collections.abc import Mapping
from typing import Final

from forms import read_answer
from handlers.buttons import named
from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Answering, Presser, Reader, Typed, subject_of
from handlers.receipts import react_to_words
from handlers.said import Said
from storage import outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.commands import Command
from workflow.enquiry_commands import (
    AnswerEnquiry,
    RouteEnquiry,
    SettleEnquiry,
    TakeEnquiry,
    WithdrawEnquiry,
)
from workflow.errands import Errand


async def answer_typed(said: Said, context: Context) -> bool:
    """Take an answer typed under a message of ours about an enquiry; privately any words are one."""
    enquiry = await context.read(lambda books: _enquiry_under(said, books))
    words = _answer_in(said)
    if enquiry is None or not words:
        return False
    person = await context.read(lambda books: said.author(books.directory()))
    answer = await context.bring(AnswerEnquiry(enquiry=enquiry, text=words), said, person)
    react_to_words(said, answer, context)
    return True


# Private functions


def _enquiry_under(said: Said, books: Books) -> int | None:
    if said.quoted is None:
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    enquiry = row.notice.facts.get("enquiry") if row else None
    return enquiry if isinstance(enquiry, int) else None


def _answer_in(said: Said) -> str:
    """In the group other words under our message are talk; privately any are an answer."""
    words = read_answer(said.text)
    return said.text.strip() if words is None and said.is_private else words or ""


def _answer(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return AnswerEnquiry(enquiry=press.subject) if press.subject else None


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
    Errand.ROUTE_ENQUIRY: _route,
    Errand.TAKE_ENQUIRY: _take,
    Errand.SETTLE_ENQUIRY: _settle,
    Errand.WITHDRAW_ENQUIRY: _withdraw,
}


def _answered(question: OutboxRow, typed: Typed) -> Command:
    return AnswerEnquiry(enquiry=subject_of(question), text=typed.text)


ANSWERS: Final[Mapping[Errand, Answering]] = {Errand.ANSWER_ENQUIRY: _answered}
