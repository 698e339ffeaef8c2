"""綜合處理意見 typed with its label (C22): for the case it stands under, else for the one that waits for its author."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from forms.opinions import read_opinion
from handlers import copies, edits, gates, questions
from handlers.context import Context
from handlers.evidence import keep_waiting, with_evidence
from handlers.receipts import react_to_words
from handlers.said import Said
from storage import cases, unclear
from storage.books import Books
from storage.unclear import UnclearReply
from workflow import events as ev
from workflow.case import Case
from workflow.commands import Ask, Command, Decline, Do, Tell
from workflow.duties import DutyKind
from workflow.facts import Facts
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Person


async def opinion_typed(said: Said, context: Context) -> bool:
    """Take 「綜合處理意見：」 for the opinion on the one form it can be about; with several, ask which."""
    words = read_opinion(said.text)
    if not words or said.is_forwarded:
        return False
    meant = await context.read(lambda books: _meant(said, books))
    if meant.is_recorded:
        return False
    if meant.actor is not None and len(meant.cases) > 1:
        await _ask_which(said, meant.actor, meant.cases, context)
        return True
    command: Command = _opinion(meant.cases[0], words) if meant.cases else _nowhere(meant.actor)
    asks_for = _asked_of(meant.cases[0]) if meant.cases else None
    await _bring(await gates.passed(command, asks_for, said, meant.actor, context), said, meant, context)
    return True


def opinion(case: Case, kept: UnclearReply) -> Command:
    """Return an opinion kept until its author said so; a form made since then is not what she saw, one signed since stands."""
    if any(entry.what == ev.OpinionSigned.__name__ and entry.at >= kept.at for entry in case.timeline):
        return Decline(name="opinion_given", facts={"case": case.name, "act": Act.WRITE_OPINION})
    do = _do(case, read_opinion(kept.text) or kept.text.strip())
    is_newer = case.flow is not None and case.flow.compiled_at > kept.at
    return do.model_copy(update={"revision": None}) if is_newer else do


# Private functions

_LONGEST: Final = 40


class _Meant(NamedTuple):
    """Whose opinion it is, and about which of the cases; `under`: it stands under a message about that case."""

    actor: Person | None
    cases: tuple[Case, ...] = ()
    under: bool = False
    is_recorded: bool = False


def _meant(said: Said, books: Books) -> _Meant:
    actor = said.author(books.directory())
    placed = unclear.case_of(books.conn, said.chat_id, said.message_id)
    under = placed or copies.case_under(said, books)
    is_recorded = said.is_edit and actor is not None and edits.is_recorded(said, actor, books)
    if under is not None:
        return _Meant(actor, (books.case(under),), under=True, is_recorded=is_recorded)
    found = _waiting_for(actor, said, books) if actor is not None else ()
    return _Meant(actor, tuple(books.case(one) for one in found), is_recorded=is_recorded)


def _waiting_for(person: Person, said: Said, books: Books) -> tuple[int, ...]:
    """The cases whose form waits for her opinion; with several, the one that she has just been asked about."""
    principals = books.directory().principals_of(person, said.at)
    owed = (row for one in (person, *principals) for row in cases.duties_of_person(books.conn, one.id))
    waiting = tuple(dict.fromkeys(row.case_id for row in owed if row.kind is DutyKind.OPINE))
    put = questions.questions_to(books, person.id)
    asked = {row.case_id for row in put if row.notice.question is Act.WRITE_OPINION}
    just_one = tuple(one for one in waiting if one in asked)
    return just_one if len(just_one) == 1 else waiting


def _opinion(case: Case, words: str) -> Command:
    return gates.declined(Act.WRITE_OPINION, words, case.name) or _do(case, words)


def _asked_of(case: Case) -> Ask:
    return Ask(case=case.id, act=Act.WRITE_OPINION)


def _do(case: Case, words: str) -> Do:
    revision = case.flow.revision if case.flow is not None else None
    return Do(case=case.id, act=Act.WRITE_OPINION, text=words, revision=revision)


def _nowhere(actor: Person | None) -> Decline:
    return Decline(name="opinion_not_owed" if actor is not None else "not_enrolled")


async def _bring(command: Command, said: Said, meant: _Meant, context: Context) -> None:
    """Under nothing, its author hears for which case it was taken; its edit belongs to the same one."""
    command = await context.read(lambda books: with_evidence(command, said, books))
    answer = await context.bring(command, said, meant.actor)
    react_to_words(said, answer, context)
    if not answer.events or meant.actor is None:
        return
    person, case, now = meant.actor.id, answer.case, context.wiring.now()
    done = Do(case=case.id, act=Act.WRITE_OPINION)
    await context.write(lambda conn: questions.close(conn, person, done, now))
    if said.is_edit or not meant.under:
        await context.write(lambda conn: unclear.place(conn, said.chat_id, said.message_id, case.id))
    if not meant.under:
        facts = {"case": case.name, "kind": case.kind}
        await context.mention("opinion_placed", facts, user_id=said.user_id)


async def _ask_which(said: Said, actor: Person, found: Iterable[Case], context: Context) -> None:
    kept = UnclearReply(0, said.chat_id, said.message_id, actor.id, said.at, said.text, None)
    await keep_waiting(said, actor, context)
    reply_id = await context.write(lambda conn: unclear.keep(conn, kept, ()))
    lines: list[Facts] = [{"case": case.name, "about": _about(case)} for case in found]
    buttons = tuple(
        (Button(act=Act.WRITE_OPINION, label=case.name, case=case.id, choice=str(reply_id)),)
        for case in found
    )
    await context.bring(Tell(name="which_opinion", facts={"cases": lines}, buttons=buttons), said, actor)


def _about(case: Case) -> str:
    """The customer, or whom it is about, as on the card."""
    told = case.form.model_dump() if case.form is not None else {}
    return str(told.get("customer") or told.get("target") or "")[:_LONGEST]
