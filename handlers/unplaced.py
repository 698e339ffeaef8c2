"""A ruling typed under no message of ours, or under one of another case: whose case it answers, or which (design 3, Acts)."""

from typing import Final

from forms import ReplyReading, read_plan, read_reply
from handlers import copies
from handlers.appealing import appealed
from handlers.buttons import Press, named
from handlers.context import Context
from handlers.opinions import opinion
from handlers.publishing import published
from handlers.replies import Meant, take
from handlers.rulings import Owed, may_supplement, owed_by, ruling
from handlers.said import Said
from handlers.which import ask_which, narrowed
from storage import exhibits, unclear
from storage.books import Books
from storage.unclear import UnclearReply
from workflow.commands import Command, Decline, Do
from workflow.phases import Act
from workflow.values import Person

AS_IT_STANDS: Final = frozenset({Act.AMEND, Act.EXECUTE, Act.SETTLE_OFFLINE, Act.PAY_VOUCHER})
"""Those of them whose words were doubted: the button carries what they are about."""
TYPED_ELSEWHERE: Final = AS_IT_STANDS | {
    Act.REPLY,
    Act.WRITE_OPINION,
    Act.PUBLISH,
    Act.DISCLAIM,
    Act.APPEAL,
    Act.SUPPLEMENT,
}
"""Acts of which a press may say that words typed before are one."""


async def unplaced_ruling(said: Said, context: Context) -> bool:
    """Take a ruling for the one case its author owes a reply; with several, ask which."""
    reply = read_reply(said.text)
    if said.is_forwarded or not (reply.finding or reply.opinion or reply.plan):
        return False
    actor, owed = await context.read(lambda books: _author(said, books))
    before = await context.read(lambda books: unclear.case_of(books.conn, said.chat_id, said.message_id))
    if before is not None:
        return await _take_for(before, reply, said, actor, context)
    under = await context.read(lambda books: copies.case_under(said, books))
    if actor is not None:
        owed = await context.read(lambda books: narrowed(owed, reply, said, actor, books, context.wiring))
    if len(owed) == 1:
        taken = await _take_for(owed[0].case_id, reply, said, actor, context)
        if under is not None:
            facts = {"case": owed[0].case_name, "kind": owed[0].kind}
            await context.mention("ruling_placed", facts, user_id=said.user_id)
        return taken
    if actor is None or not owed:
        name = "nothing_owed" if actor or said.is_anonymous else "not_enrolled"
        return await take(Meant(Decline(name=name), actor), said, context)
    await ask_which(said, actor, owed, context)
    return True


def placed(books: Books, press: Press, actor: Person | None) -> tuple[Command, UnclearReply] | None:
    """Return the words that a press places, as the act they are; only their author may say which case they are about.

    They are about one case only: pressed again, also for another, they stand where they are.
    """
    kept = unclear.get(books.conn, int(press.button.choice))
    if kept is None or actor is None or kept.person != actor.id:
        return None
    before = unclear.case_of(books.conn, kept.chat_id, kept.message_id)
    if before is not None:
        return Decline(name="words_placed", facts={"case": books.case(before).name}), kept
    command = _as_act(press, kept, books)
    if not isinstance(command, Do):
        return command, kept
    files = exhibits.waiting(books.conn, kept.chat_id, kept.message_id)
    return command.model_copy(update={"evidence": files}), kept


# Private functions


def _as_act(press: Press, kept: UnclearReply, books: Books) -> Command:
    do = Do(case=press.case_id, act=press.button.act or Act.REPLY, text=kept.text.strip())
    match press.button.act:
        case Act.WRITE_OPINION:
            return opinion(books.case(press.case_id), kept)
        case Act.PUBLISH:
            return published(do, kept.text)
        case Act.DISCLAIM:
            return do.model_copy(update={"department": _department(press, books)})
        case act if act in AS_IT_STANDS:
            about = press.button.model_dump(include={"voucher", "revision"})
            return do.model_copy(update=about)
        case Act.APPEAL | Act.SUPPLEMENT:
            return appealed(do) if do.act is Act.APPEAL else do
    reply = read_reply(kept.text)
    if not reply.has_labels:  # the answer to the question for a plan needs none
        reply = read_plan(kept.text)
    return ruling(press.case_id, reply, books.directory(), department=_department(press, books))


def _department(press: Press, books: Books) -> str:
    return named(press.button.department, [one.id for one in books.directory().departments]) or ""


async def _take_for(
    case_id: int, reply: ReplyReading, said: Said, actor: Person | None, context: Context
) -> bool:
    """Take it for the case, and remember that: its edit belongs to the same one."""
    directory = await context.read(lambda books: books.directory())
    taken = await take(Meant(ruling(case_id, reply, directory), actor), said, context)
    await context.write(lambda conn: unclear.place(conn, said.chat_id, said.message_id, case_id))
    return taken


def _author(said: Said, books: Books) -> tuple[Person | None, tuple[Owed, ...]]:
    actor = said.author(books.directory())
    if actor is None:
        return None, ()
    reply = read_reply(said.text)
    owed, under = owed_by(books, actor, said.at, reply), copies.case_under(said, books)
    if under is None or not owed or not may_supplement(books, under, actor, said.at, reply):
        return actor, owed
    case = books.case(under)  # it may add to what it stands under, or be the one that is owed
    return actor, (*owed, Owed(case.id, case.name, case.kind, "", None))
