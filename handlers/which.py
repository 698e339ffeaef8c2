"""Words that may answer several cases, or be several departments' own: kept as typed until their author says which.

They count from when they were sent, and until then the misses they may concern are held (design 3, Acts).
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from forms import ReplyReading, read_reply
from handlers.context import Context, Wiring
from handlers.edits import done_by
from handlers.evidence import keep_waiting
from handlers.rulings import Owed, candidates, ruling
from handlers.said import Said
from storage import outbox, unclear
from storage.books import Books
from storage.unclear import Candidate, UnclearReply
from workflow.answering import FOR_A_DEPARTMENT, answering_departments
from workflow.case import Case
from workflow.commands import Command, Do, Tell
from workflow.duties import DutyKind
from workflow.events import Disclaimed, PartGiven, Ruled
from workflow.facts import Facts, moment
from workflow.notices import Button
from workflow.phases import Act
from workflow.values import Person
from workflow.world import World


class Placed(NamedTuple):
    """What somebody's words want; `between`: the departments she may mean, where only she can say which."""

    command: Command
    between: tuple[Owed, ...] = ()


def for_department(
    command: Command, said: Said, actor: Person | None, books: Books, wiring: Wiring
) -> Placed:
    """Return an act with the department it is done for, as far as its words and where they stand show it."""
    if actor is None or not isinstance(command, Do) or command.act not in FOR_A_DEPARTMENT:
        return Placed(command)
    if command.department:
        return Placed(command)
    before = _taken_for(command, said, actor, books) or _told_under(command, said, actor, books)
    if before:
        return Placed(command.model_copy(update={"department": before}))
    found = _meant(command, said, actor, books, wiring)
    return Placed(command, found if len(found) > 1 else ())


def narrowed(
    owed: Iterable[Owed], reply: ReplyReading, said: Said, actor: Person, books: Books, wiring: Wiring
) -> tuple[Owed, ...]:
    """Return those that a ruling may be: of each case only the departments it may be for."""
    listed = tuple(owed)
    wishes = [
        ruling(case_id, reply, books.directory()) for case_id in dict.fromkeys(one.case_id for one in listed)
    ]
    meant = {one[:4] for do in wishes for one in _meant(do, said, actor, books, wiring)}
    return tuple(one for one in listed if not one.department or one[:4] in meant)


async def ask_which(
    said: Said, actor: Person, owed: Collection[Owed], context: Context, *, act: Act = Act.REPLY
) -> None:
    """Keep the words with their own time, and ask their author what they are for."""
    kept = UnclearReply(0, said.chat_id, said.message_id, actor.id, said.at, said.text, None)
    await keep_waiting(said, actor, context)
    may_end = await context.read(lambda books: _may_end(act, owed, said, books))
    reply_id = await context.write(lambda conn: unclear.keep(conn, kept, may_end))
    asked = await context.read(lambda books: _choices(owed, books))
    facts: Facts = {"cases": [one.facts for one in asked]}
    buttons = tuple((one.button(act, reply_id),) for one in asked)
    await context.bring(Tell(name="which_case", facts=facts, buttons=buttons), said, actor)


# Private functions


class _Choice(NamedTuple):
    """One of them, with the name of its department where the case alone does not tell it."""

    owed: Owed
    name: str
    is_only_case: bool

    @property
    def facts(self) -> Facts:
        told = {"case": self.owed.case_name, "due_at": moment(self.owed.due_at) or ""}
        return told | ({"department": self.name} if self.name else {})

    def button(self, act: Act, reply_id: int) -> Button:
        both = " ".join(filter(None, (self.owed.case_name, self.name)))
        return Button(
            act=act,
            label=self.name if self.is_only_case and self.name else both,
            case=self.owed.case_id,
            department=self.owed.department if self.name else "",
            choice=str(reply_id),
        )


def _choices(owed: Collection[Owed], books: Books) -> list[_Choice]:
    directory, times = books.directory(), Counter(one.case_id for one in owed)
    offices = {one.id: one.name for one in directory.departments}
    return [
        _Choice(one, offices.get(one.department, "") if times[one.case_id] > 1 else "", len(times) == 1)
        for one in owed
    ]


def _may_end(act: Act, owed: Iterable[Owed], said: Said, books: Books) -> tuple[Candidate, ...]:
    if act is Act.REPLY:
        return candidates(books, owed, read_reply(said.text))
    return tuple(Candidate(one.case_id, one.department) for one in owed)


def _meant(do: Do, said: Said, actor: Person, books: Books, wiring: Wiring) -> tuple[Owed, ...]:
    """The departments they may be for; of an edit also one that she has answered for since its message was sent."""
    case = books.case(do.case)
    if case.form is None:
        return ()
    stimulus = said.stimulus(now=wiring.now(), actor=actor.id, inbox=None)
    world = World(stimulus=stimulus, case_id=case.id, rules=wiring.rules, **dict(wiring.scene(books)))
    since = _answered_since(case, said, actor) if said.is_edit else ()
    found = dict.fromkeys((*answering_departments(case, do, world), *since))
    return tuple(_owed(case, one) for one in found)


def _owed(case: Case, department: str) -> Owed:
    duty = next((one for one in case.replies() if one.department == department), None)
    due_at = duty.due_at if duty and duty.is_open else None
    return Owed(case.id, case.name, case.kind, department, due_at)


def _answered_since(case: Case, said: Said, actor: Person) -> tuple[str, ...]:
    return tuple(
        one.department for one in case.round_rulings() if one.by == actor.id and said.sent_at < one.at
    )


def _taken_for(do: Do, said: Said, actor: Person, books: Books) -> str:
    """The department for which a message was taken that is edited now."""
    if not said.is_edit:
        return ""
    done = done_by(said, do.case, actor, books)
    return next((one.department for one in done if isinstance(one, PartGiven | Ruled | Disclaimed)), "")


def _told_under(do: Do, said: Said, actor: Person, books: Books) -> str:
    """The department that the message answered is about: a question or a reminder of its reply."""
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id) if said.quoted else None
    if row is None or row.case_id != do.case:
        return ""
    told, directory = row.notice.facts, books.directory()
    asked = told.get("department") if row.notice.question in FOR_A_DEPARTMENT else None
    duty = told.get("duty")
    owed = duty["department"] if isinstance(duty, dict) and duty.get("what") == DutyKind.REPLY else None
    found = (one.id for one in directory.departments if one.id == asked or one.name == owed)
    return next((one for one in found if directory.acts_for(actor, one, said.at)), "")
