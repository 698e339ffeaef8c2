"""/new, and what is typed or sent privately while a form is being filled in step by step."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from telegram import Update

from forms import Problem, read_field, read_fields
from forms.doubts import doubt
from handlers import copies, questions
from handlers.context import Context
from handlers.evidence import gathered
from handlers.receipts import NOTED, react
from handlers.said import Said, said
from handlers.wizard import fresh, moving, offer
from storage import wizards
from storage.books import Books
from storage.wizards import WizardRow
from workflow.commands import Command, Decline, Fill, Tell
from workflow.errands import Errand
from workflow.notices import Button
from workflow.values import Kind, Person
from workflow.wizard import EVIDENCE, KIND, PREVIEW, Move, Wizard, answer, go

Read = Callable[[Wizard, Said, Books, Context], Fill]
"""Returns what words typed at a step want of the form."""
HEARD_FOR: Final = timedelta(days=7)
"""So long words typed privately are taken for the next value; a greeting of next month is none."""


async def new(update: Update, context: Context) -> None:
    """Begin a form, or offer to go on with the one begun; in the group point to the private chat."""
    typed = said(update, bot_id=context.bot.id)
    person, command = await context.read(lambda books: _begun(typed, books))
    await context.bring(command, typed, person)


async def value_typed(said: Said, context: Context) -> bool:
    """Take words typed privately for the value asked for, unless something else was asked since."""
    person, row = await context.read(lambda books: _row(said, books))
    if row is None or said.evidence is not None:
        return False
    wizard, read = row.wizard, _reader(said, row.wizard, context)
    await context.bring(await context.read(lambda books: read(wizard, said, books, context)), said, person)
    return True


async def file_put_to_form(said: Said, context: Context) -> bool:
    """Put a photo, file or recording to the form that is being filled in."""
    person, row = await context.read(lambda books: _row(said, books))
    file = said.evidence
    if row is None or file is None:
        return False
    files = await context.read(lambda books: gathered(file, books))
    await context.bring(Fill(wizard=row.wizard, move=Move.ATTACH, evidence=files), said, person)
    react(said, NOTED, context)
    return True


# Private functions


def _begun(typed: Said, books: Books) -> tuple[Person | None, Command]:
    person = typed.author(books.directory())
    if person is None:
        return None, Decline(name="not_enrolled")
    if not typed.is_private:
        button = Button(errand=Errand.WIZARD_START, private=True)
        return person, Tell(name="wizard_in_private", buttons=((button,),))
    row = wizards.get(books.conn, person.id)
    has_begun = row is not None and row.wizard.kind is not None
    return person, offer(row.wizard) if row and has_begun else moving(fresh(person, books), Move.SHOW, books)


def _row(said: Said, books: Books) -> tuple[Person | None, WizardRow | None]:
    """The form that what was sent belongs to, if it answers nothing else and came while she was at it."""
    author = said.author(books.directory())
    row = wizards.get(books.conn, author.id) if author else None
    if row is None or author is None or said.is_forwarded or said.at - row.touched_at > HEARD_FOR:
        return author, None
    asked = [question.sent_at for question in questions.questions_to(books, author.id) if question.sent_at]
    is_older = bool(asked) and max(asked) > row.touched_at
    return author, None if is_older or copies.case_under(said, books) else row


def _reader(said: Said, wizard: Wizard, context: Context) -> Read:
    """Return what takes the words; a control that is typed instead of pressed is no value."""
    is_back = said.text.strip().lower() in context.wiring.texts.called("errands", Errand.WIZARD_BACK)
    return _back if is_back else _READERS.get(wizard.step, _value)


def _back(wizard: Wizard, said: Said, books: Books, _context: Context) -> Fill:
    if wizard.before is None:
        return moving(wizard, Move.SHOW, books, quote=said.text)
    return moving(wizard, Move.BACK, books)


def _kind(wizard: Wizard, said: Said, books: Books, context: Context) -> Fill:
    called, text = context.wiring.texts.called, said.text.strip().lower()
    named = [kind for kind in Kind if text in called("kinds", kind) | called("kinds_short", kind)]
    return (
        moving(wizard, Move.CHOOSE_KIND, books, value=named[0])
        if named
        else _again(wizard, said, books, context)
    )


def _evidence(wizard: Wizard, said: Said, books: Books, context: Context) -> Fill:
    done = context.wiring.texts.called("errands", Errand.WIZARD_DONE)
    if said.text.strip().lower() in done:
        return moving(wizard, Move.DONE, books)
    return _again(wizard, said, books, context)


def _again(wizard: Wizard, said: Said, books: Books, _context: Context) -> Fill:
    """Words are no answer here: say what is."""
    return moving(wizard, Move.SHOW, books, quote=said.text)


def _value(wizard: Wizard, said: Said, books: Books, context: Context) -> Fill:
    now = context.wiring.calendar.local(said.at)
    return _given(wizard, read_field(wizard.step, said.text, now=now), said, books, now)


def _labelled(wizard: Wizard, said: Said, books: Books, context: Context) -> Fill:
    """Words at the preview mend the fields they name; one that cannot be read is asked for again."""
    assert wizard.kind is not None
    now = context.wiring.calendar.local(said.at)
    read = read_fields(wizard.kind, said.text, now=now)
    found = sorted(read.items(), key=lambda field: isinstance(field[1], Problem))
    unread = [value for _, value in found if isinstance(value, Problem)]
    if not found or len(unread) > 1 or not set(read) <= set(wizard.fields):
        return _again(wizard, said, books, context)
    *before, (last, value) = found
    for field, good in before:
        wizard = answer(go(wizard, field), good)
    return _given(go(wizard, last), value, said, books, now)


def _given(wizard: Wizard, value: str | Problem, said: Said, books: Books, now: datetime) -> Fill:
    if isinstance(value, Problem):
        return moving(wizard, Move.ANSWER, books, problem=value, quote=said.text)
    is_sure = value in wizard.choices  # offered, or asked about before
    unsure = None if is_sure else doubt(wizard.step, value, now=now)
    return moving(wizard, Move.ANSWER, books, value=value, doubt=unsure or "", quote=said.text)


_READERS: Final[Mapping[str, Read]] = {KIND: _kind, EVIDENCE: _evidence, PREVIEW: _labelled}
