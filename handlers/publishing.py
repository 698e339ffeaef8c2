"""工藝流程 as 打單部 types it (C09): published, added to what is published, or asked for again."""

from typing import Final

from forms.nods import is_nod
from forms.publication import tells_process, without_label
from handlers import copies
from handlers.rulings import owed_by
from handlers.said import Said
from storage import outbox, unclear
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.case import Case
from workflow.commands import Command, Decline, Do
from workflow.duties import DutyKind
from workflow.phases import Act
from workflow.values import Person

CALLS: Final = frozenset({"ping_reply", "missed"})
"""Messages that stand once the departments' clocks run: what is published under them starts none."""


def published(do: Do, typed: str) -> Command:
    """Return the act with what is published; Decline where that tells nothing of how the goods were made."""
    text = without_label(typed)
    if text and is_nod(text):
        return Decline(name="process_untold", facts={"said": text})
    return do.model_copy(update={"text": text})


def process(case: Case, typed: str) -> Command | None:
    """Return what words meant as the process do to a case; None where it is published and they add nothing to it.

    What is published stays, with its time: an edit, and whatever comes later, adds to it.
    """
    do = Do(case=case.id, act=Act.PUBLISH)
    if not case.published:
        return _named(published(do, typed), case)
    text = without_label(typed)
    is_known = text in {case.published, *(remark.text for remark in case.process_remarks)}
    if is_known or is_nod(text):
        return None
    return do.model_copy(update={"act": Act.SUPPLEMENT, "text": text, "of_process": True})


def is_of_desk(person: Person | None, case: Case, said: Said, books: Books) -> bool:
    """Tell whether a person acts for the department that has to publish, or had to."""
    duty = case.duty(DutyKind.PUBLISH)
    return bool(person and duty and books.directory().acts_for(person, duty.department, said.at))


def told_without_label(said: Said, actor: Person, books: Books) -> Command | None:
    """Return what words of 打單部 without a label mean under a message of ours; an edited answer is one still."""
    placed = None if said.quoted else unclear.case_of(books.conn, said.chat_id, said.message_id)
    case_id = placed or copies.case_under(said, books)
    case = books.case(case_id) if case_id else None
    if case is None or said.is_forwarded or not is_of_desk(actor, case, said, books):
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id) if said.quoted else None
    if said.is_edit and (placed or _asks(row, actor)):
        return process(case, said.text)
    if any(one.case_id == case.id for one in owed_by(books, actor, said.at)):
        return None  # he owes a ruling too: what he writes may be meant as one
    is_call = row is not None and row.notice.name in CALLS
    return _said_beside(case, said, starts_nothing=is_call or case.handed_over_at is not None)


# Private functions


def _asks(row: OutboxRow | None, actor: Person) -> bool:
    return row is not None and (row.notice.question, row.notice.asked) == (Act.PUBLISH, actor.id)


def _said_beside(case: Case, said: Said, *, starts_nothing: bool) -> Command | None:
    """Not asked for as such, words count only where they tell a process, and start no clock."""
    tells = tells_process(said.text)
    if case.published:
        return process(case, said.text) if tells and starts_nothing else None
    duty = case.duty(DutyKind.PUBLISH)
    if duty is None or not duty.is_open:
        return None
    if starts_nothing and tells:
        return process(case, said.text)
    if said.evidence is not None or not (starts_nothing or tells):
        return None  # a picture is evidence, whatever is written beside it
    if starts_nothing and is_nod(said.text):
        return process(case, said.text)
    return _named(Decline(name="process_unlabelled"), case)


def _named(command: Command, case: Case) -> Command:
    if not isinstance(command, Decline):
        return command
    return command.model_copy(update={"facts": {**command.facts, "case": case.name}})
