"""Words typed in the group beside a question of ours, under no message: their author is asked whether they answer it.

The reply box that a question opens is lost when its reader leaves the chat, so answers come this way; talk does too, and a
claim can be made only once. Until the author has said so nothing is recorded, and the miss they may concern is held.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from forms import says_nothing_yet
from forms.deeds import ASKS
from forms.publication import is_publication, tells_process
from forms.reasons import tells_no_reason
from handlers import questions
from handlers.context import Context, Wiring
from handlers.evidence import keep_waiting
from handlers.requests import refusal_of, world_of
from handlers.said import Said
from storage import cases, unclear
from storage.books import Books
from storage.unclear import Candidate, UnclearReply
from workflow.asking import SAID_IN_GROUP
from workflow.case import Case
from workflow.commands import Tell
from workflow.duties import DutyKind
from workflow.errands import Errand
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Person

TAKEN_BESIDE: Final = SAID_IN_GROUP - {Act.REPLY}
"""A reply has labels: with them it is taken wherever it stands, without them it is none."""
STOPS: Final = {Act.PUBLISH: DutyKind.PUBLISH, Act.DISCLAIM: DutyKind.REPLY}
"""Which clock an answer stops; a reply without its labels stops none."""


async def words_beside_question(said: Said, context: Context) -> bool:
    """Ask who was asked something in the group, or owes the process, whether words of hers are the answer."""
    actor, asked = await context.read(lambda books: _asked(said, books, context.wiring))
    if actor is None or not asked:
        return False
    await keep_waiting(said, actor, context)
    await _ask(asked, actor, said, context)
    return True


async def ask_whether(case: Case, act: Act, actor: Person, said: Said, context: Context) -> bool:
    """Ask the author of words under a card whether they are such an act; the miss they may concern is held."""
    await keep_waiting(said, actor, context)
    await _ask((_Asked(case, act, ""),), actor, said, context)
    return True


# Private functions


class _Asked(NamedTuple):
    """What somebody's words may answer."""

    case: Case
    act: Act
    department: str


async def _ask(asked: tuple[_Asked, ...], actor: Person, said: Said, context: Context) -> None:
    kept = UnclearReply(0, said.chat_id, said.message_id, actor.id, said.at, said.text, None)
    may_end = await context.read(lambda books: tuple(_may_end(asked, actor, said, books)))
    reply_id = await context.write(lambda conn: unclear.keep(conn, kept, may_end))
    await context.bring(_whether(asked, actor, reply_id), said, actor)


def _asked(said: Said, books: Books, wiring: Wiring) -> tuple[Person | None, tuple[_Asked, ...]]:
    actor = said.author(books.directory())
    if actor is None or said.answers is not None or said.is_forwarded or _says_nothing(said.text):
        return None, ()
    found = {
        (one.case.id, one.act, one.department): one
        for one in (*_owed(said, actor, books), *_put(said, actor, books))
    }
    asked = tuple(one for one in found.values() if _may_be_answered(one, said, actor, books, wiring))
    return actor, asked


def _says_nothing(text: str) -> bool:
    return says_nothing_yet(text) or tells_no_reason(text) or text.strip().endswith(ASKS)


def _put(said: Said, actor: Person, books: Books) -> Iterator[_Asked]:
    """The questions put to her in this chat."""
    for row in questions.questions_to(books, actor.id):
        act, put_at = row.notice.question, row.sent_at or row.created_at
        if row.chat_id == said.chat_id and act in TAKEN_BESIDE and row.case_id and put_at <= said.sent_at:
            assert isinstance(act, Act)
            department = str(row.notice.facts.get("department") or "")
            yield _Asked(books.case(row.case_id), act, department)


def _owed(said: Said, actor: Person, books: Books) -> Iterator[_Asked]:
    """The process that her department owes, where her words tell one."""
    if not (is_publication(said.text) or tells_process(said.text)):
        return
    directory = books.directory()
    mine = (one.id for one in directory.departments if directory.acts_for(actor, one.id, said.at))
    for duty in (duty for one in mine for duty in cases.duties_of_department(books.conn, one)):
        if duty.kind is DutyKind.PUBLISH and duty.starts_at <= said.sent_at:
            yield _Asked(books.case(duty.case_id), Act.PUBLISH, "")


def _may_be_answered(one: _Asked, said: Said, actor: Person, books: Books, wiring: Wiring) -> bool:
    world = world_of(said, actor, one.case, books, wiring)
    return refusal_of(Button(act=one.act, department=one.department), one.case, world) is None


def _may_end(asked: Iterable[_Asked], actor: Person, said: Said, books: Books) -> Iterator[Candidate]:
    directory = books.directory()
    for one in asked:
        duties = one.case.open_duties(STOPS[one.act]) if one.act in STOPS else ()
        for duty in duties:
            if directory.acts_for(actor, duty.department, said.at):
                yield Candidate(one.case.id, duty.department)


def _whether(asked: tuple[_Asked, ...], actor: Person, reply_id: int) -> Tell:
    facts: dict[str, object] = {
        "asked": {"name": actor.name, "telegram_id": actor.telegram_id},
        "questions": [{"case": one.case.name, "kind": one.case.kind, "act": one.act} for one in asked],
    }
    yes = tuple((_answers(one, reply_id, is_only=len(asked) == 1),) for one in asked)
    talk = Button(errand=Errand.WORDS_ARE_TALK, subject=reply_id)
    rows = ((*yes[0], talk),) if len(yes) == 1 else (*yes, (talk,))
    return Tell(name="whether_answer", facts=facts, buttons=rows)


def _answers(one: _Asked, reply_id: int, *, is_only: bool) -> Button:
    about = {"act": one.act, "case": one.case.id, "department": one.department}
    label = "" if is_only else one.case.name
    return Button(**about, label=label, choice=str(reply_id))
