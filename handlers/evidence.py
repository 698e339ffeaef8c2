"""Photos, albums, files and recordings as evidence (J02): with a form or a ruling, or on their own.

Telegram sends each part of an album as a message of its own. The part with the caption decides where the album belongs;
what came before it waits in the database, what comes after it follows it.
"""

from typing import NamedTuple

from handlers import copies
from handlers.context import Context
from handlers.receipts import NOTED, react
from handlers.rulings import owed_by
from handlers.said import Said
from storage import cases, exhibits, inbox
from storage.books import Books
from storage.exhibits import Place
from workflow.commands import Attach, Command, Decline, Do, File
from workflow.evidence import Evidence
from workflow.phases import Outcome
from workflow.values import Person


async def file_sent(said: Said, context: Context) -> bool:
    """Take what was sent for evidence, if it can be told to which case it belongs; else a part of an album waits."""
    sent = await context.read(lambda books: _sent(said, books))
    if sent is None:
        return False
    if sent.command is None or sent.is_repeated:
        await _wait(said, sent.actor, context)
        return sent.is_repeated
    answer = await context.bring(sent.command, said, sent.actor)
    if answer.refusal is not None:
        await _wait(said, sent.actor, context)
    else:
        react(said, NOTED, context)  # also where it is on record already
    return True


async def file_alone(said: Said, context: Context) -> bool:
    """Ask where a file sent privately belongs; of an album under its last part."""
    if said.evidence is None:
        return False
    actor, is_at_end = await context.read(
        lambda books: (said.author(books.directory()), is_last(said, books, context))
    )
    if is_at_end:
        await context.bring(Decline(name="evidence_where" if actor else "not_enrolled"), said, actor)
    return True


def with_evidence(command: Command, said: Said, books: Books) -> Command:
    """Return the command with the file its words are the caption of, and the parts of the album that came before."""
    if said.evidence is None or not isinstance(command, Do | File):
        return command
    return command.model_copy(update={"evidence": gathered(said.evidence, books)})


def gathered(evidence: Evidence, books: Books) -> tuple[Evidence, ...]:
    """Return a file together with what waits of its album, in the order sent."""
    waiting = exhibits.waiting(books.conn, evidence.chat_id, evidence.message_id, evidence.album)
    others = [one for one in waiting if one.message_id != evidence.message_id]
    return tuple(sorted([*others, evidence], key=lambda one: one.message_id))


async def keep_waiting(said: Said, actor: Person, context: Context) -> None:
    """Keep a file until its sender has said where its caption belongs."""
    evidence = said.evidence
    if evidence is not None:
        await context.write(lambda conn: exhibits.wait(conn, evidence, person=actor.id, at=said.at))


def is_last(said: Said, books: Books, context: Context) -> bool:
    """Tell whether no other part of the album has been read yet."""
    return not said.album or not inbox.is_spoken_of(books.conn, said.album, after=context.row.id)


# Private functions


class _Sent(NamedTuple):
    """A file, and what it means; `is_repeated`: the album was refused under an earlier part, and that is enough."""

    actor: Person | None
    command: Attach | None
    is_repeated: bool = False


def _sent(said: Said, books: Books) -> _Sent | None:
    if said.evidence is None or said.is_forwarded:
        return None
    actor = said.author(books.directory())
    followed = exhibits.album_place(books.conn, said.chat_id, said.album)
    place = followed or _answered(said, books)
    if place is None:
        return _Sent(actor, None)
    command = _attach(said, said.evidence, place, actor, books)
    return _Sent(actor, command, is_repeated=followed is None and len(command.evidence) > 1)


def _answered(said: Said, books: Books) -> Place | None:
    """The case that the answered message is about: one of ours, or the form itself."""
    case_id = copies.case_under(said, books)
    if case_id is None and said.answers is not None:
        row = cases.case_by_source(books.conn, said.chat_id, said.answers)
        case_id = row.id if row and row.outcome is not Outcome.CANCELLED else None
    return Place(case_id, "") if case_id else None


def _attach(said: Said, evidence: Evidence, place: Place, actor: Person | None, books: Books) -> Attach:
    owes = actor is not None and any(one.case_id == place.case_id for one in owed_by(books, actor, said.at))
    return Attach(
        case=place.case_id,
        evidence=gathered(evidence, books),
        department=place.department,
        instead_of_reply=bool(said.text) and owes and not place.department,
    )


async def _wait(said: Said, actor: Person | None, context: Context) -> None:
    if said.album and actor is not None:
        await keep_waiting(said, actor, context)
