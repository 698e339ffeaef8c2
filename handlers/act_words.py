"""The name of an act typed about a case instead of pressed: 「申訴：賠得太少」 is the appeal, 「受理」 brings the button.

What is labelled and the author's right, and says all that the act needs, is taken. A decision is never taken from words:
whoever means one presses its button. What the complainant says under a card while she may appeal is never left unheard.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from forms import ActRead, denies_responsibility, read_act
from forms.deeds import tells_done
from forms.nods import is_nod
from forms.opinions import tells_settlement
from handlers import copies, edits, loose_words
from handlers.appealing import appealed
from handlers.context import Context, Wiring
from handlers.evidence import keep_waiting
from handlers.publishing import told_without_label
from handlers.replies import Meant, take
from handlers.requests import press_instead, refusal_of, world_of
from handlers.rulings import owed_by
from handlers.said import Said
from storage import cases, unclear
from storage.books import Books
from storage.unclear import UnclearReply
from workflow.asking import NEEDS, SEEN_FIRST
from workflow.case import Case
from workflow.closing import is_last_appeal
from workflow.commands import Do, Tell
from workflow.duties import DutyKind
from workflow.facts import moment
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Person


async def act_labelled(said: Said, context: Context) -> bool:
    """Take a labelled act that is done by words, in the group and privately; edited, what did nothing before."""
    meant = await context.read(lambda books: _labelled(said, books, context.wiring))
    return meant is not None and await take(meant, said, context)


async def act_named(said: Said, context: Context) -> bool:
    """Ask the author of words under a card what they are meant to be, or say which button to press."""
    found = await context.read(lambda books: _found(said, books))
    if found is None:
        return False
    wishes = await context.read(lambda books: _wishes(found, said, books, context.wiring))
    return wishes is not None and await _ask(wishes, found, said, context)


# Private functions

_BY_WORDS: Final = frozenset({Act.APPEAL, Act.COMPLETE, Act.SUPPLEMENT, Act.DISCLAIM})
"""Acts that are done by words alone."""
_ON_FORM: Final = (
    (Act.EXECUTE, DutyKind.EXECUTE, tells_done),
    (Act.WRITE_OPINION, DutyKind.OPINE, tells_settlement),
)
_OF_COMPLAINANT: Final = (Act.APPEAL, Act.SUPPLEMENT, Act.ACKNOWLEDGE)


class _Found(NamedTuple):
    """Words about a case, by whom, and what they name; `read` is None for any other words."""

    actor: Person
    case: Case
    read: ActRead | None
    is_named: bool
    """The case is told by its number, or is the only one it can be."""


class _Wishes(NamedTuple):
    """What the words may be meant as; `until`: whose window is open, and how long."""

    acts: tuple[Act, ...]
    until: str | None = None
    is_appeal: bool = False
    denies: bool = False


def _found(said: Said, books: Books) -> _Found | None:
    actor = said.author(books.directory())
    if actor is None or said.is_forwarded:
        return None
    under = copies.case_under(said, books)
    if under is not None:
        return _Found(actor, books.case(under), read_act(said.text), is_named=False)
    if said.answers is not None:
        return None
    found = _alone(said, actor, books)
    return found if said.is_private or _names_appeal(found) else None


def _names_appeal(found: _Found | None) -> bool:
    """In the group, under nothing, only the appeal of a case that is named by its number is more than talk."""
    return found is not None and found.is_named and found.read is not None and Act.APPEAL in found.read.acts


def _alone(said: Said, actor: Person, books: Books) -> _Found | None:
    """Words typed privately under nothing: about the case they number, or the only one of hers that waits."""
    number = copies.CASE_NAME.search(said.text)
    read = read_act(said.text.replace(number.group(), " ") if number else said.text)
    if number is not None and read is None:
        read = read_act("：".join(said.text.replace(number.group(), " ").split(maxsplit=1)))
    case_id = copies.case_named_in(books, said.text) if number else _only_one(read, actor, said, books)
    if case_id is None or read is None or not (number or read.is_labelled):
        return None
    return _Found(actor, books.case(case_id), read, is_named=number is not None)


def _only_one(read: ActRead | None, actor: Person, said: Said, books: Books) -> int | None:
    if read is None or Act.EXECUTE not in read.acts:
        return _only_window(actor, books)
    directory = books.directory()
    mine = (one.id for one in directory.departments if directory.acts_for(actor, one.id, said.at))
    owed = (row for one in mine for row in cases.duties_of_department(books.conn, one))
    found = {row.case_id for row in owed if row.kind is DutyKind.EXECUTE}
    return found.pop() if len(found) == 1 else None


def _only_window(actor: Person, books: Books) -> int | None:
    found = {row.case_id for row in _windows(actor, books)}
    return found.pop() if len(found) == 1 else None


def _windows(actor: Person, books: Books) -> list[cases.DutyRow]:
    rows = cases.duties_of_person(books.conn, actor.id)
    return [row for row in rows if row.kind is DutyKind.ACKNOWLEDGE]


def _labelled(said: Said, books: Books, wiring: Wiring) -> Meant | None:
    """The act that labelled words are, where they can be nothing else."""
    found = _found(said, books)
    read = found.read if found else None
    if found is None or read is None or not read.words or not (read.is_labelled or found.is_named):
        return None
    act = _done_by_words(found, read, said, books, wiring)
    if act is None or (said.is_edit and not _may_by_edit(act, found, said, books, wiring)):
        return None
    do = Do(case=found.case.id, act=act, text=read.words)
    return Meant(appealed(do, body=read.body) if act is Act.APPEAL else do, found.actor)


def _done_by_words(found: _Found, read: ActRead, said: Said, books: Books, wiring: Wiring) -> Act | None:
    possible = [act for act in read.acts if act in _BY_WORDS]
    if not possible or told_without_label(said, found.actor, books) is not None:
        return None
    open_to_her = [act for act in possible if _may(act, found, said, books, wiring)]
    if Act.APPEAL in possible:
        return Act.APPEAL if _appeals_at_once(found, read, is_open=bool(open_to_her)) else None
    if Act.DISCLAIM in possible and is_nod(read.words):
        return None
    return next(iter(open_to_her), None)


def _appeals_at_once(found: _Found, read: ActRead, *, is_open: bool) -> bool:
    """What is too late is refused in words; without a window nothing is lost by asking for the body first."""
    is_hers = found.case.complainant == found.actor.id
    waits = found.case.open_duties(DutyKind.ACKNOWLEDGE)
    return is_hers and bool(not is_open or waits or read.body or is_last_appeal(found.case))


def _may(act: Act, found: _Found, said: Said, books: Books, wiring: Wiring) -> bool:
    world = world_of(said, found.actor, found.case, books, wiring)
    return refusal_of(Button(act=act), found.case, world) is None


def _may_by_edit(act: Act, found: _Found, said: Said, books: Books, wiring: Wiring) -> bool:
    is_new = found.case.appeal_begun is None and not edits.is_recorded(said, found.actor, books)
    return is_new and _may(act, found, said, books, wiring)


def _wishes(found: _Found, said: Said, books: Books, wiring: Wiring) -> _Wishes | None:
    """What words that are not labelled may be meant as; None where nobody needs to be asked."""
    named = found.read.acts if found.read else ()
    acts = tuple(act for act in named if _may(act, found, said, books, wiring))
    if found.read is None and denies_responsibility(said.text):
        acts, denies = tuple(a for a in (Act.DISCLAIM,) if _may(a, found, said, books, wiring)), True
        return _Wishes(acts, denies=denies) if acts else None
    agrees = Act.ACKNOWLEDGE in acts and found.read is not None and not found.read.words
    if not said.is_private and not agrees and _is_in_window(found, said, books, wiring):
        return _of_complainant(found, said, books, wiring)
    acts = acts or tuple(_in_turn(found, said, books, wiring))
    return _Wishes(acts) if acts else None


def _in_turn(found: _Found, said: Said, books: Books, wiring: Wiring) -> Iterator[Act]:
    """What the flow form waits for from the author, if her words may be that: she is shown its button."""
    is_told = found.read is None and said.evidence is None  # a file is taken for evidence first
    for act, kind, is_like in _ON_FORM if is_told else ():
        if found.case.open_duties(kind) and is_like(said.text) and _may(act, found, said, books, wiring):
            yield act


def _is_in_window(found: _Found, said: Said, books: Books, wiring: Wiring) -> bool:
    """Whether the words may be an appeal; a picture, a nod and what else its author owes are heard elsewhere."""
    if found.read is None and (said.evidence is not None or is_nod(said.text)):
        return False
    if found.case.complainant != found.actor.id or not found.case.open_duties(DutyKind.ACKNOWLEDGE):
        return False
    owes = any(one.case_id == found.case.id for one in owed_by(books, found.actor, said.at))
    return not owes and _may(Act.APPEAL, found, said, books, wiring)


def _of_complainant(found: _Found, said: Said, books: Books, wiring: Wiring) -> _Wishes:
    acts = tuple(act for act in _OF_COMPLAINANT if _may(act, found, said, books, wiring))
    (window,) = found.case.open_duties(DutyKind.ACKNOWLEDGE)
    return _Wishes(acts, until=moment(window.due_at), is_appeal=True)


async def _ask(wishes: _Wishes, found: _Found, said: Said, context: Context) -> bool:
    if wishes.denies:
        return await loose_words.ask_whether(found.case, wishes.acts[0], found.actor, said, context)
    told = await _whether_appeal(wishes, found, said, context) if wishes.is_appeal else _hint(wishes, found)
    await context.bring(told, said, found.actor)
    return True


def _hint(wishes: _Wishes, found: _Found) -> Tell:
    return press_instead(found.case, map(_button, wishes.acts))


def _button(act: Act) -> Button:
    return Button(act=act, ask=act in NEEDS or act in SEEN_FIRST)


async def _whether_appeal(wishes: _Wishes, found: _Found, said: Said, context: Context) -> Tell:
    """Keep the words with their time: a press makes them the reason of the appeal, or an addition."""
    kept = UnclearReply(0, said.chat_id, said.message_id, found.actor.id, said.at, said.text, None)
    await keep_waiting(said, found.actor, context)
    reply_id = await context.write(lambda conn: unclear.keep(conn, kept, ()))
    facts = {
        "case": found.case.name,
        "asked": {"name": found.actor.name, "telegram_id": found.actor.telegram_id},
        "acts": list(wishes.acts),
        "until": wishes.until,
    }
    choices = {Act.APPEAL: str(reply_id), Act.SUPPLEMENT: str(reply_id)}
    row = tuple(Button(act=act, case=found.case.id, choice=choices.get(act, "")) for act in wishes.acts)
    return Tell(name="whether_appeal", facts=facts, buttons=(row,))
