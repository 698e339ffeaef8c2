"""A press on a button: decoded, brought before the desk, and answered beside the button."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

from telegram import CallbackQuery, Message, Update
from telegram.helpers import create_deep_linked_url

from handlers import copies, questions
from handlers.buttons import Press, decode, encode, named
from handlers.context import Context, Wiring
from handlers.copies import Spot
from handlers.errand_codes import decode_errand
from handlers.errands import errand_pressed
from handlers.pressing import STALE, in_group, press_stimulus, say, strip
from handlers.receipts import LEAVES_MORE_TO_DO, react_to_words
from handlers.unplaced import TYPED_ELSEWHERE, placed
from storage import unclear
from storage.books import Books
from storage.unclear import UnclearReply
from workflow.asking import BODIES, NEEDS, Need, ask, needs_no_question
from workflow.case import Case
from workflow.commands import Ask, Command, Decline, Do, ShowMore, Stimulus
from workflow.desk import Answer
from workflow.events import Concurred
from workflow.fine_notices import ON_NOTICE, THIS_FINE
from workflow.namesakes import people_choices
from workflow.notices import Button, Notice
from workflow.offering import show_more
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import World

OUTDATED = frozenset(
    {
        *("already_done", "wrong_phase", "draft_changed", "form_changed", "form_not_here"),
        *("voucher_changed", "voucher_status", "marked_already", "not_marked"),
    }
)


class Pressed(NamedTuple):
    """A press as the books see it.

    `goes_private`: a press in the group is answered in her private chat; `opens_chat`: first she has to open that.
    """

    command: Command
    stimulus: Stimulus
    goes_private: bool = False
    opens_chat: bool = False
    reply: UnclearReply | None = None  # the ruling of which the press says where it belongs


async def pressed(update: Update, context: Context) -> None:
    """Handle a press; whatever it carries is only a wish."""
    query = update.callback_query
    assert query is not None
    errand = decode_errand(query.data)
    if errand is not None:
        await errand_pressed(query, errand, context)
        return
    press = decode(query.data)
    if press is not None:
        await _care_for_copy(query, press, context)
        meant = await context.read(lambda books: _understand(query, press, books, context))
    if press is None or meant is None:
        await say(query, context, STALE, {}, alert=True)
    elif meant.opens_chat:
        link = create_deep_linked_url(context.wiring.bot_username, encode(*press))
        context.wiring.direct.answer(query.id, url=link)
    else:
        answer = await context.perform(meant.command, meant.stimulus)
        await _tidy(meant, answer, context)
        is_hers = meant.reply is not None or not in_group(query)
        if is_hers and _is_spent(meant.command, answer):
            strip(query, context)
        await _tell(query, meant, answer, context)


def wish(press: Press, books: Books) -> Command | None:
    """Return what a press wants; None if it names something that is not there."""
    case_id, button = press
    if button.act is None:
        return ShowMore(case=case_id)
    choice, department = _names(button, books)
    if choice is None or department is None:
        return None
    about: dict[str, Any] = {
        "case": case_id,
        "act": button.act,
        "fine": button.fine,
        "voucher": button.voucher,
        "department": department,
    }
    if is_question(button):
        return Ask(**about, choice=choice, revision=button.revision)
    return Do(**about, departments=(choice,) if choice else (), revision=button.revision)


def is_question(button: Button) -> bool:
    """Tell whether words or a choice are still missing."""
    need = NEEDS.get(button.act) if button.act else None
    if need in {Need.DEPARTMENTS, Need.TARGET, Need.RULING}:
        return not button.choice
    return button.ask or need is not None


# Private functions


def _names(button: Button, books: Books) -> tuple[str | None, str | None]:
    ids = [department.id for department in books.directory().departments]
    people = people_choices(books.directory()) if button.act is Act.NAME_TARGET else ()
    choice = named(button.choice, (*_choices(button, ids), *people)) if button.choice else ""
    return choice, named(button.department, ids) if button.department else ""


def _choices(button: Button, departments: list[str]) -> Iterable[str]:
    if button.act in ON_NOTICE:
        return (THIS_FINE,)
    return BODIES if button.act is Act.APPEAL else departments


def _understand(query: CallbackQuery, press: Press, books: Books, context: Context) -> Pressed | None:
    actor = books.directory().by_telegram(query.from_user.id)
    stimulus = press_stimulus(query, actor, books, context)
    if _places_a_ruling(press):
        return _placed(press, actor, stimulus, books)
    command = wish(press, books)
    if command is None:
        return None
    if isinstance(command, Ask):
        command = _done_at_once(command, stimulus, books, context.wiring) or command
    goes_private = in_group(query) and _is_answered_privately(command, stimulus, books, context.wiring)
    opens = goes_private and actor is not None and not actor.reachable
    return Pressed(command, stimulus, goes_private=goes_private, opens_chat=opens)


def _done_at_once(command: Ask, stimulus: Stimulus, books: Books, wiring: Wiring) -> Command | None:
    try:
        case = books.case(command.case)
        return needs_no_question(case, command, _world(stimulus, case, books, wiring))
    except Refusal:  # there is no such case: the desk says so
        return None


def _places_a_ruling(press: Press) -> bool:
    return press.button.act in TYPED_ELSEWHERE and press.button.choice.isdecimal()


def _placed(press: Press, actor: Person | None, stimulus: Stimulus, books: Books) -> Pressed | None:
    """The press says which case a ruling answers; the ruling counts from when it was sent."""
    found = placed(books, press, actor)
    if found is None:
        return None
    command, reply = found
    if isinstance(command, Decline):
        return Pressed(command, stimulus)
    its_own = {"at": reply.at, "pressed": False, "chat_id": reply.chat_id, "message_id": reply.message_id}
    return Pressed(command, stimulus.model_copy(update=its_own), reply=reply)


def _is_answered_privately(command: Command, stimulus: Stimulus, books: Books, wiring: Wiring) -> bool:
    """Tell whether the desk will put a private question; False also where it will refuse."""
    try:
        return any(notice.to is not None for notice in _questions(command, stimulus, books, wiring))
    except Refusal:
        return False


def _questions(command: Command, stimulus: Stimulus, books: Books, wiring: Wiring) -> tuple[Notice, ...]:
    if not isinstance(command, Ask | ShowMore):
        return ()
    case = books.case(command.case)
    world = _world(stimulus, case, books, wiring)
    return ask(case, command, world) if isinstance(command, Ask) else show_more(case, world)


def _world(stimulus: Stimulus, case: Case, books: Books, wiring: Wiring) -> World:
    return World(stimulus=stimulus, case_id=case.id, rules=wiring.rules, **dict(wiring.scene(books)))


async def _care_for_copy(query: CallbackQuery, press: Press, context: Context) -> None:
    """A group message of ours that we do not know of is the post we wait for, or loses its buttons."""
    message = query.message
    if not isinstance(message, Message) or not message.is_accessible or not in_group(query):
        return
    spot, now = Spot(message.chat_id, message.message_id, message.date), context.wiring.now()
    if await context.read(lambda books: copies.is_copy(books, spot, press)):
        context.wiring.direct.strip(spot.chat_id, spot.message_id)
        return
    delivery = await context.read(lambda books: copies.posted_by(books, press.case_id, spot, now))
    if delivery is not None:
        await context.perform(*delivery)


async def _tidy(meant: Pressed, answer: Answer, context: Context) -> None:
    """Close what the press answered: an open question, or which case a ruling belongs to."""
    command, reply, now = meant.command, meant.reply, context.wiring.now()
    if answer.refusal is not None:
        return
    if reply is not None:
        await context.write(lambda conn: _settle(conn, reply, command, now))
        react_to_words(reply, answer, context)
    elif isinstance(command, Do) and command.act in NEEDS and meant.stimulus.actor is not None:
        actor = meant.stimulus.actor
        await context.write(lambda conn: questions.close(conn, actor, command, now))


def _settle(conn: Connection, reply: UnclearReply, command: Command, now: datetime) -> None:
    assert isinstance(command, Do)
    unclear.settle(conn, reply.id, now)
    unclear.place(conn, reply.chat_id, reply.message_id, command.case)
    questions.close(conn, reply.person, command, now)


def _is_spent(command: Command, answer: Answer) -> bool:
    """Tell whether the buttons of a private message have served: what they ask for is done, by her or another."""
    if answer.refusal is not None:
        return answer.refusal.name in OUTDATED
    return isinstance(command, Do) and command.act not in LEAVES_MORE_TO_DO


async def _tell(query: CallbackQuery, meant: Pressed, answer: Answer, context: Context) -> None:
    refusal, command = answer.refusal, meant.command
    if refusal is not None:
        await say(query, context, refusal.name, refusal.facts, alert=True)
    elif isinstance(command, Do):
        receipt = await context.read(lambda books: _receipt(command, answer, books))
        await say(query, context, receipt.name, receipt.facts, alert=False)
    elif meant.goes_private:
        await say(query, context, "asked_privately", {}, alert=False)
    else:
        context.wiring.direct.answer(query.id)


class _Receipt(NamedTuple):
    name: str
    facts: Mapping[str, object]


def _receipt(command: Do, answer: Answer, books: Books) -> _Receipt:
    """What is said beside a press that worked: of 同意此結論 also whose, as nothing else asked her."""
    about = {"case": answer.case.name, "kind": answer.case.kind}
    agreed = next((event for event in answer.events if isinstance(event, Concurred)), None)
    if agreed is None:
        return _Receipt(f"done_{command.act}", about)
    whose = books.directory().department(agreed.ruling_of)
    return _Receipt("concurred_with", {"department": whose.name if whose else agreed.ruling_of})
