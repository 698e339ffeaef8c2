"""A typed answer to a question of ours becomes the act that was asked about."""

from collections.abc import Callable, Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import Final

from forms import read_plan, read_reply, split_names
from forms.labels import Slot
from forms.opinions import read_opinion
from forms.reasons import tells_no_reason
from forms.responsible import responsible_in_prose, without_line_of_names
from handlers import gates
from handlers.errands import answer_of
from handlers.freight import freight
from handlers.pressing import Typed
from handlers.publishing import published
from handlers.rulings import responsible, ruling
from storage import outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.asking import NEEDS, Need
from workflow.commands import OWN_DEPARTMENT, Command, Decline, Do
from workflow.desk import Answer
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.events import AppealBegun, PartGiven
from workflow.phases import Act
from workflow.values import Kind


def answered(question: OutboxRow, typed: Typed) -> Command:
    """Return what the answer wants of the desk; Decline where names in it are unknown."""
    if isinstance(question.notice.question, Errand):
        return answer_of(question, typed)
    text, directory = typed.text, typed.directory
    act, case_id = question.notice.question, question.case_id
    assert isinstance(act, Act)
    assert case_id is not None
    given = {name: str(question.notice.facts.get(name) or "") for name in _PASSED_ON}
    revision = question.notice.facts.get("revision")
    shown = revision if isinstance(revision, int) else None
    do = Do(
        case=case_id,
        act=act,
        fine=given["fine"],
        voucher=given["voucher"],
        department=given["department"],
        revision=shown,
    )
    if is_for_plan(question):
        return ruling(case_id, read_plan(text), directory, department=given["department"])
    refused = gates.declined(act, text, question.notice.facts.get("case"), has_file=typed.has_file)
    if refused is not None:
        return refused
    if NEEDS[act] is Need.BODY:
        told = {"department": given["choice"], "text": text, "bare": tells_no_reason(text)}
        return do.model_copy(update=told)
    command = _READERS[NEEDS[act]](do, text, directory)
    if isinstance(command, Decline):
        return command.model_copy(
            update={"facts": command.facts | {"case": question.notice.facts.get("case")}}
        )
    return command


def is_for_plan(question: OutboxRow) -> bool:
    """Tell the question for 處理方案, which needs no label before its answer."""
    return question.notice.question is Act.REPLY and question.notice.facts.get("kind") == Kind.SERVICE


def questions_to(books: Books, person: int) -> tuple[OutboxRow, ...]:
    """Return the questions open to a person, the newest of each kind and subject; closed cases ask nothing more."""
    newest: dict[tuple[object, ...], OutboxRow] = {}
    for row in outbox.open_questions(books.conn, person):
        told = row.notice.facts
        about = row.case_id, row.notice.question, told.get("subject"), told.get("department")
        newest.setdefault(about, row)
    return tuple(newest.values())


def settles(answer: Answer) -> bool:
    """Tell whether a question is over: answered in full, or by now without point."""
    if answer.refusal is not None:
        return answer.refusal.name not in _TRY_AGAIN
    return not any(isinstance(event, PartGiven | AppealBegun) for event in answer.events)


def close(conn: Connection, person: int, done: Do, at: datetime) -> None:
    """Close what a person was asked about an act, however she did it; what another department was asked stays open."""
    for row in outbox.open_questions(conn, person):
        department = row.notice.facts.get("department") or done.department
        is_same = (row.case_id, row.notice.question) == (done.case, done.act)
        if is_same and done.department in {"", department}:
            outbox.answer_question(conn, row.id, at)


def settle(conn: Connection, question: OutboxRow, at: datetime) -> None:
    """Close a question, and whatever else she was asked about the same: her next words are no second answer."""
    outbox.answer_question(conn, question.id, at)
    for row in outbox.open_questions(conn, question.notice.asked or 0):
        if _about(row) == _about(question):
            outbox.answer_question(conn, row.id, at)


def give_up(conn: Connection, person: int, at: datetime) -> int:
    """Close everything a person was asked; return how many questions that were."""
    rows = outbox.open_questions(conn, person)
    for row in rows:
        outbox.answer_question(conn, row.id, at)
    return len(rows)


# Private functions

_SUBJECTS: Final = ("fine", "voucher", "department", "subject")
_PASSED_ON: Final = ("fine", "voucher", "department", "choice")
_TRY_AGAIN: Final = frozenset(
    {
        "anonymous",
        "away_backwards",
        "away_deputy",
        "away_long",
        "away_namesakes",
        "away_past",
        "away_unread",
        "departments_unknown",
        "enquiry_bare",
        "deputy_circle",
        "deputy_self",
        "deputy_without_account",
        "freight_mistakes",
        "only_a_nod",
        "words_too_long",
        "reason_missing",
        "receipt_missing",
        "reply_unfilled",
        "responsible_unread",
        "target_namesakes",
        "target_unknown",
        "which_body",
    }
)


def _about(question: OutboxRow) -> tuple[object, ...]:
    """What a question is about; which of several choices it followed makes no other question of it."""
    told = question.notice.facts
    return question.case_id, question.notice.question, *(told.get(name) for name in _SUBJECTS)


def _text(do: Do, text: str, _directory: Directory) -> Command:
    if do.act is Act.PUBLISH:
        return published(do, text)
    words = read_opinion(text) if do.act is Act.WRITE_OPINION else ""
    return do.model_copy(update={"text": words or text.strip()})


def _reply(do: Do, text: str, directory: Directory) -> Command:
    return ruling(do.case, read_reply(text), directory, department=do.department)


def _remand(do: Do, text: str, directory: Directory) -> Command:
    """A line 「責任部門：」, or one of nothing but departments, names who has to do it again; else those asked before."""
    named = read_reply(text).responsible or _line_of_departments(text, directory)
    reasoned = do.model_copy(update={"text": text.strip()})
    return _departments(reasoned, named, directory) if named else reasoned


def _changed(do: Do, text: str, directory: Directory) -> Command:
    """A line 「責任部門：」 names who is responsible from now on; what names nobody for sure is asked for again."""
    reply, reasoned = read_reply(text), do.model_copy(update={"text": text.strip()})
    known = [department.name for department in directory.departments]
    is_named = Slot.RESPONSIBLE in reply.labels
    said = reply.responsible if is_named else responsible_in_prose(text, known)
    named = responsible(said, directory) if is_named else ()
    if named and OWN_DEPARTMENT not in named:
        words = without_line_of_names(text, known) or text.strip()
        return reasoned.model_copy(update={"departments": named, "text": words})
    if is_named or said:
        return Decline(name="responsible_unread", facts={"said": said, "known": known})
    return reasoned


def _line_of_departments(text: str, directory: Directory) -> str:
    """Return the first line that is nothing but names of departments, "" if there is none."""
    return next((line for line in text.splitlines() if _are_departments(split_names(line), directory)), "")


def _are_departments(names: Iterable[str], directory: Directory) -> bool:
    """Only whole names: what a sentence says of a department asks nothing of it."""
    known = {department.name for department in directory.departments}
    return bool(names := tuple(names)) and known.issuperset(names)


def _departments(do: Do, text: str, directory: Directory) -> Command:
    names = split_names(text)
    if do.act is Act.NAME_RESPONSIBLE:
        named = responsible(text, directory)
        return (
            do.model_copy(update={"departments": named}) if named else _departments_unknown(names, directory)
        )
    unknown = [name for name in names if not directory.find_departments(name)]
    if unknown or not names:
        return _departments_unknown(unknown, directory)
    ids = [department.id for name in names for department in directory.find_departments(name)]
    return do.model_copy(update={"departments": tuple(dict.fromkeys(ids))})


def _departments_unknown(names: Iterable[str], directory: Directory) -> Decline:
    known = [department.name for department in directory.departments]
    return Decline(name="departments_unknown", facts={"names": list(names), "known": known})


_READERS: Final[dict[Need, Callable[[Do, str, Directory], Command]]] = {
    Need.TEXT: _text,
    Need.RECEIPT: _text,
    Need.FREIGHT: freight,
    Need.TARGET: _text,
    Need.REPLY: _reply,
    Need.REMAND: _remand,
    Need.CHANGE: _changed,
    Need.DEPARTMENTS: _departments,
    Need.RULING: _departments,
}
