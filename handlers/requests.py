"""Words typed under a request that has buttons: the answer its button would ask for, or a word on which button to press.

A signature, a decision or a payment is never taken from them: whoever means one presses its button.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from forms.nods import tells_nothing
from handlers import evidence, questions
from handlers.context import Context, Wiring
from handlers.gates import objection
from handlers.receipts import BESIDE
from handlers.replies import Meant, take, typed_by
from handlers.said import Said
from storage import outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow.asking import NEEDS, ask
from workflow.case import Case
from workflow.commands import Ask, Decline, Do, Tell
from workflow.entitlement import check, is_open
from workflow.notices import Button
from workflow.phases import POSTED_PHASES, Act
from workflow.refusals import Refusal
from workflow.rehearsing import rehearse
from workflow.values import Person
from workflow.world import World

TAKEN: Final = frozenset(
    {Act.COMPLETE, Act.WRITE_OPINION, Act.EXECUTE, Act.SETTLE_OFFLINE, Act.DRAFT_VOUCHER, Act.EDIT_VOUCHER}
)
"""Acts that words under a request may be, where nothing else that is typed waits there."""
ELSEWHERE: Final = frozenset({Act.PUBLISH, Act.REPLY})
"""Acts whose words have readers of their own."""


async def words_to_request(said: Said, context: Context) -> bool:
    """Take words under a private request for the answer that its button asks for, or say which button to press."""
    put = await context.read(lambda books: _put(said, books, context.wiring))
    if put is None:
        return False
    if put.question is not None:
        return await take(await context.read(lambda books: _answer(put, said, books, context)), said, context)
    is_filed = said.evidence is not None and await evidence.file_sent(said, context)
    stimulus = said.stimulus(
        now=context.wiring.now(), actor=put.actor.id, inbox=None if is_filed else context.row.id
    )
    stopped = await context.read(lambda books: _stopped(put, said, books, context.wiring))
    if stopped is not None:
        told = {"case": put.case.name, **stopped.facts, "filed": is_filed}
        await context.perform(Decline(name=stopped.name, facts=told), stimulus)
    else:
        await context.perform(press_instead(put.case, put.buttons, is_filed=is_filed), stimulus)
    return True


async def file_without_words(said: Said, context: Context) -> bool:
    """Say under a file that words, or a press, are asked for: it is kept as evidence, and what was asked is still open."""
    question = await context.read(lambda books: _left_open(said, books, context))
    if question is None:
        return await _file_under_request(said, context)
    if not await evidence.file_sent(said, context):
        return False
    about = {"case": question.notice.facts.get("case"), "act": question.notice.question}
    stimulus = said.stimulus(now=context.wiring.now(), actor=question.notice.asked, inbox=None)
    await context.perform(Tell(name="words_missing", facts=about), stimulus)
    return True


def press_instead(case: Case, open_to_her: Iterable[Button], *, is_filed: bool = False) -> Tell:
    """Return the buttons of a request that are open to her once more, to be put under her words."""
    buttons = tuple(button.model_copy(update={"case": case.id}) for button in open_to_her)
    rows = tuple(buttons[start : start + _A_ROW] for start in range(0, len(buttons), _A_ROW))
    told = {
        "case": case.name,
        "kind": case.kind,
        "acts": list(dict.fromkeys(button.act for button in buttons)),
        "filed": is_filed,
    }
    return Tell(name="press_instead", facts=told, buttons=rows)


def acts_of(request: OutboxRow) -> Iterator[Button]:
    """Yield the buttons of a request that are about its case."""
    return (button for row in request.notice.buttons for button in row if button.errand is None)


def refusal_of(button: Button, case: Case, world: World) -> Refusal | None:
    """Return why an act can no longer be done by whom it was asked of; None if it can."""
    if button.act is None:
        return None
    try:
        if button.act in NEEDS:
            ask(case, _asked(button, case), world)
        else:
            about = button.model_dump(include={"department", "voucher", "fine", "revision"})
            do = Do(case=case.id, act=button.act, **about)
            check(case, do, world)
            rehearse(case, do, world)
    except Refusal as refusal:
        return refusal
    return None


def still_open(buttons: Collection[Button], case: Case, world: World) -> tuple[Button, ...]:
    """Return the buttons of a request that wait for her yet; none where only those beside what it asked for are left."""
    found = tuple(button for button in buttons if _is_still_open(button, case, world))
    asks_for = {button.act for button in buttons} - BESIDE - {None}
    return found if not asks_for or any(button.act in asks_for for button in found) else ()


def world_of(said: Said, actor: Person, case: Case, books: Books, wiring: Wiring) -> World:
    """Return the world in which somebody's words would be an act about a case."""
    stimulus = said.stimulus(now=wiring.now(), actor=actor.id, inbox=None)
    return World(stimulus=stimulus, case_id=case.id, rules=wiring.rules, **dict(wiring.scene(books)))


# Private functions

_OUTDATED: Final = frozenset({"draft_changed", "form_changed", "voucher_changed"})
_A_ROW: Final = 3


class _Put(NamedTuple):
    """A request answered in words: by whom, its buttons open to her, and the question they are the answer to if to one."""

    actor: Person
    request: OutboxRow
    case: Case
    buttons: tuple[Button, ...]
    question: OutboxRow | None = None


def _put(said: Said, books: Books, wiring: Wiring) -> _Put | None:
    actor = said.author(books.directory())
    request = _request(said, actor, books)
    if actor is None or request is None or request.case_id is None:
        return None
    case = books.case(request.case_id)
    world = world_of(said, actor, case, books, wiring)
    buttons = still_open(tuple(acts_of(request)), case, world)
    if not buttons:
        return None
    put = _Put(actor, request, case, buttons)
    typed = [button for button in buttons if button.act in NEEDS]
    if len(typed) != 1 or not _answers(said.text, typed[0].act):
        return put
    return put._replace(question=_question(typed[0], request, case, world))


def _stopped(put: _Put, said: Said, books: Books, wiring: Wiring) -> Refusal | None:
    """Why money that is asked for has to wait: an appeal stops it, and what is open beside it is no way to go on."""
    world = world_of(said, put.actor, put.case, books, wiring)
    refusals = (refusal_of(button, put.case, world) for button in acts_of(put.request))
    return next((one for one in refusals if one is not None and one.name == "money_suspended"), None)


def _answers(text: str, act: Act | None) -> bool:
    """Whether words are clearly the answer that the button of an act would ask for."""
    return act is not None and act in TAKEN and not tells_nothing(text) and not objection(act, text)


def _request(said: Said, actor: Person | None, books: Books) -> OutboxRow | None:
    """The private request that is answered; under a question, a ping or a list of everything other words count."""
    if said.quoted is None or actor is None or not said.is_private or said.is_forwarded:
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    if row is None or row.notice.question is not None or row.notice.to != actor.id:
        return None
    is_elsewhere = any(button.act is None or button.act in ELSEWHERE for button in acts_of(row))
    return None if is_elsewhere or row.notice.name == "menu" else row


def _is_still_open(button: Button, case: Case, world: World) -> bool:
    """Whether the act still waits for her; what is outdated of a form is said when it is asked about."""
    if button.act is None or not is_open(case, button.act):
        return False
    refusal = refusal_of(button, case, world)
    return refusal is None or refusal.name in _OUTDATED


def _asked(button: Button, case: Case) -> Ask:
    about = button.model_dump(include={"act", "department", "choice", "fine", "voucher", "revision"})
    return Ask(case=case.id, **about)


def _question(button: Button, request: OutboxRow, case: Case, world: World) -> OutboxRow:
    """The question that the button would put, as if it had been put under the request."""
    (notice,) = ask(case, _asked(button, case), world)
    pressed_on = {"pressed_on": request.message_id}
    return request._replace(notice=notice.model_copy(update=pressed_on))


def _answer(put: _Put, said: Said, books: Books, context: Context) -> Meant:
    assert put.question is not None
    typed = typed_by(said, context.wiring.calendar, books)
    return Meant(questions.answered(put.question, typed), put.actor, put.question)


async def _file_under_request(said: Said, context: Context) -> bool:
    """Under the request itself a file is no record either: it is kept, and the button that is waited for put under it."""
    put = await context.read(lambda books: _put_by_file(said, books, context))
    if put is None or not await evidence.file_sent(said, context):
        return False
    stimulus = said.stimulus(now=context.wiring.now(), actor=put.actor.id, inbox=None)
    await context.perform(press_instead(put.case, put.buttons, is_filed=True), stimulus)
    return True


def _put_by_file(said: Said, books: Books, context: Context) -> _Put | None:
    """The request; of an album the last part stands for all, and to a draft nobody but its author adds."""
    if said.text or not evidence.is_last(said, books, context):
        return None
    put = _put(said, books, context.wiring)
    return put if put is not None and put.case.phase in POSTED_PHASES else None


def _left_open(said: Said, books: Books, context: Context) -> OutboxRow | None:
    """The question of hers a file stands under; of an album the last part stands for all."""
    actor = said.author(books.directory())
    if said.quoted is None or said.text or actor is None or not evidence.is_last(said, books, context):
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    if row is None or row.id not in {one.id for one in outbox.open_questions(books.conn, actor.id)}:
        return None
    return row if isinstance(row.notice.question, Act) and row.case_id is not None else None
