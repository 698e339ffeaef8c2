"""A pasted form, new or edited, becomes a draft or its next revision (C01, Q45)."""

from forms import Reading, read, write
from forms.doubts import doubts
from handlers import copies
from handlers.context import Context
from handlers.evidence import with_evidence
from handlers.receipts import SEEN, react
from handlers.said import Said
from handlers.wizard import begin_buttons
from storage import cases
from storage.books import Books
from workflow.commands import Command, File, Mistake, Tell
from workflow.desk import Answer
from workflow.facts import Facts
from workflow.phases import Outcome, Phase
from workflow.values import Kind, Person


async def form_typed(said: Said, context: Context) -> bool:
    """Take a form; in the group a good one gets a reaction instead of an answer."""
    reading = read(said.text, now=context.wiring.calendar.local(said.at))
    if reading.kind is None or said.is_forwarded:
        return False
    kind = reading.kind
    author, command = await context.read(lambda books: _filed(said, reading, kind, books))
    answer = await context.bring(command, said, author)
    if answer.refusal is None and isinstance(command, File) and not said.is_private:
        react(said, SEEN, context)
    await _ask_about_doubts(reading, answer, said, context)
    return True


# Private functions


async def _ask_about_doubts(reading: Reading, answer: Answer, said: Said, context: Context) -> None:
    """The form is taken as it stands; while it is a draft, what looks like a slip is asked about privately."""
    found = doubts(reading.fields, now=reading.now)
    if answer.refusal is None and not reading.problems and found and answer.case.phase is Phase.DRAFT:
        told = [
            {"field": field, "doubt": why, "value": reading.fields[field]} for field, why in found.items()
        ]
        asked: Facts = {"case": answer.case.name, "doubts": told}
        await context.mention("form_doubts", asked, user_id=said.user_id)


def _filed(said: Said, reading: Reading, kind: Kind, books: Books) -> tuple[Person | None, Command]:
    author = said.author(books.directory())
    if not reading.fields and not reading.quotes:
        buttons = begin_buttons(kind, private=said.is_private)
        return author, Tell(name="refused_form_blank", facts={"kind": kind}, buttons=buttons)
    command = File(
        kind=kind,
        complainant=reading.fields.get("complainant", ""),
        form=None if reading.problems else reading.form(),
        mistakes=_mistakes(reading),
        prefilled=write(kind, reading.fields),
        unsigned=write(kind, {**reading.fields, "complainant": ""}),
        private=said.is_private,
        case=_draft(said, author, books),
    )
    return author, with_evidence(command, said, books)


def _mistakes(reading: Reading) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(field=field, problem=problem, quote=reading.quotes.get(field, ""))
        for field, problem in reading.problems.items()
    )


def _draft(said: Said, author: Person | None, books: Books) -> int | None:
    """The case this form belongs to: its original was edited, or its draft is answered by its author."""
    if said.is_edit:
        row = cases.case_by_source(books.conn, said.chat_id, said.message_id)
        return row.id if row and row.outcome is not Outcome.CANCELLED else None
    case_id = copies.case_under(said, books)
    case = books.case(case_id) if case_id else None
    mine = case is not None and author is not None and case.author == author.id
    return case_id if case and mine and case.phase is Phase.DRAFT else None
