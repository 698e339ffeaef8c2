"""Edits of words that are on record: what was signed, decided or executed does not change with them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from handlers import copies, evidence
from handlers.context import Context, Wiring
from handlers.said import Said
from storage import journal, outbox, unclear
from storage.books import Books
from workflow import entitlement
from workflow import events as ev
from workflow.case import Case
from workflow.commands import Tell
from workflow.events import Event
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Person
from workflow.world import World


async def recorded_words_edited(said: Said, context: Context) -> bool:
    """Tell whoever edits an answer of hers that what is recorded stands, and how she changes it."""
    edited = await context.read(lambda books: _edited(said, books, context.wiring))
    if edited is None:
        return False
    about = {"case": edited.case.name, "kind": edited.case.kind, "way": edited.way}
    button = Button(act=edited.way, case=edited.case.id, ask=True) if edited.way else None
    told = Tell(name="words_stand", facts=about, buttons=((button,),) if button else ())
    is_filed = said.evidence is not None and await evidence.file_sent(said, context)  # it may be another file
    inbox = None if is_filed else context.row.id
    await context.perform(told, said.stimulus(now=context.wiring.now(), actor=edited.actor.id, inbox=inbox))
    return True


def is_recorded(said: Said, person: Person, books: Books) -> bool:
    """Tell whether an edited message of hers did something to a case when it was sent."""
    return any(done_by(said, case_id, person, books) for case_id in _cases(said, person, books))


def done_by(said: Said, case_id: int, actor: Person, books: Books) -> list[Event]:
    """Everything the message did: an act has the time of its message, an opinion also that of an earlier edit."""
    hers = [event for event in journal.load(books.conn, f"case:{case_id}") if event.by == actor.id]
    is_placed = unclear.case_of(books.conn, said.chat_id, said.message_id) == case_id
    return [
        event
        for event in hers
        if event.at == said.sent_at
        or (is_placed and isinstance(event, ev.OpinionSigned) and event.at > said.sent_at)
    ]


# Private functions

_WAYS: Final[dict[type[Event], tuple[Act, ...]]] = {ev.OpinionSigned: (Act.WRITE_OPINION, Act.SUPPLEMENT)}
_OTHER_WAYS: Final = (Act.SUPPLEMENT,)
_CHANGED_BY_EDITS: Final = (ev.Filed, ev.Revised, ev.FormEdited, ev.PartGiven, ev.Ruled, ev.Published)
"""What is read again when its message is edited, or noted as an addition."""
_BESIDE: Final = (ev.EvidenceAdded, ev.DutyEnded, ev.DutyOpened)
_LAST: Final = 20


class _Edited(NamedTuple):
    """A message that did something to a case; `way` is the act by which its author may say it anew."""

    actor: Person
    case: Case
    way: Act | None


def _edited(said: Said, books: Books, wiring: Wiring) -> _Edited | None:
    actor = said.author(books.directory())
    if actor is None or said.is_forwarded:
        return None
    for case_id in dict.fromkeys(_cases(said, actor, books)):
        event = _event(said, case_id, actor, books)
        if event is not None and _told(said.text).isdisjoint(_words(event.model_dump())):
            case = books.case(case_id)
            return _Edited(actor, case, _way(event, case, actor, _world(said, case, books, wiring)))
    return None


def _cases(said: Said, actor: Person, books: Books) -> Iterator[int]:
    """The case of the message answered, or that it was taken for; else those she was asked about last."""
    placed = unclear.case_of(books.conn, said.chat_id, said.message_id)
    under = placed or copies.case_under(said, books)
    if under is not None:
        return iter((under,))
    rows = outbox.last_asked(books.conn, actor.id, limit=_LAST) if said.is_private else ()
    return (row.case_id for row in rows if row.case_id is not None)


def _event(said: Said, case_id: int, actor: Person, books: Books) -> Event | None:
    """What the message did that no edit changes."""
    done = done_by(said, case_id, actor, books)
    if any(isinstance(event, _CHANGED_BY_EDITS) for event in done):
        return None
    return next((event for event in done if not isinstance(event, _BESIDE)), None)


def _told(text: str) -> set[str]:
    """What may stand on record of such words: all of them, or those behind their label."""
    whole = text.strip()
    behind = whole.replace(":", "：", 1).partition("：")[2].strip()
    return {whole, behind} - {""}


def _words(told: object) -> set[str]:
    """Every string in it."""
    if isinstance(told, str):
        return {told}
    parts = told.values() if isinstance(told, dict) else told if isinstance(told, tuple | list) else ()
    return {word for part in parts for word in _words(part)}


def _way(event: Event, case: Case, actor: Person, world: World) -> Act | None:
    ways = _WAYS.get(type(event), _OTHER_WAYS)
    return next((act for act in ways if entitlement.may(case, act, actor, world)), None)


def _world(said: Said, case: Case, books: Books, wiring: Wiring) -> World:
    stimulus = said.stimulus(now=wiring.now(), actor=None, inbox=None)
    return World(stimulus=stimulus, case_id=case.id, rules=wiring.rules, **dict(wiring.scene(books)))
