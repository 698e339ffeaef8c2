"""Words that end a duty and that others go by: what does not say that it is done is asked back, with the words kept.

One tap takes them as they stand, for no list of words knows every way to say a thing; until then nothing is recorded.
"""

from collections.abc import Callable, Mapping
from typing import Final

from forms.deeds import is_unsettled, tells_done, tells_receipt
from forms.nods import tells_nothing
from forms.opinions import is_undecided
from handlers.context import Context, Wiring
from handlers.evidence import gathered, keep_waiting
from handlers.said import Said
from storage import unclear
from storage.books import Books
from storage.outbox import OutboxRow
from storage.unclear import UnclearReply
from workflow.asking import ask
from workflow.commands import Ask, Attach, Command, Decline, Tell
from workflow.notices import Button
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import World

NOT_BY_A_NOD: Final = frozenset(
    {
        *(Act.WRITE_OPINION, Act.AMEND, Act.SEND_BACK, Act.DISAGREE, Act.FORWARD_FORM, Act.EXECUTE),
        *(Act.SETTLE_OFFLINE, Act.CLEAR_SETTLEMENT, Act.RETURN_VOUCHER, Act.CANCEL_VOUCHER, Act.PAY_VOUCHER),
        *(Act.WAIVE, Act.KEEP_FINE, Act.LIFT_FINE, Act.RETAIN_FINE, Act.UPHOLD, Act.CHANGE, Act.REMAND),
        *(Act.CONCLUDE, Act.REJECT_CLAIM, Act.TAKE_AS_WITHDRAWN, Act.RETURN, Act.ASK_COMPLETION),
    }
)
"""Decisions and records others go by: 「好」 says nothing of them. What stops a clock or is somebody's right is not among them."""
ONLY_A_NOD: Final = "only_a_nod"
UNSETTLED: Final = "words_unsettled"


def objection(act: Act, text: str, *, has_file: bool = False) -> str:
    """Return what keeps words from being taken for an act; "" if nothing does. A file is a receipt by itself."""
    if not text.strip():
        return ""
    is_shown = has_file and act is Act.PAY_VOUCHER
    if act in NOT_BY_A_NOD and tells_nothing(text) and not is_shown:
        return ONLY_A_NOD
    return UNSETTLED if _leaves_open(act, text, is_shown=is_shown) else ""


def declined(act: Act, text: str, case: object, *, has_file: bool = False) -> Decline | None:
    """Return the answer to words that are none."""
    name = objection(act, text, has_file=has_file)
    return Decline(name=name, facts={"case": case, "said": text.strip(), "act": act}) if name else None


async def passed(
    command: Command, about: Ask | None, said: Said, actor: Person | None, context: Context
) -> Command:
    """Return what to bring before the desk: the command, or why it is too late anyway, or the question with its button."""
    is_gated = isinstance(command, Decline) and command.name in _GATED
    if about is None or actor is None or not (is_gated or about.act in _OF_MONEY):
        return command
    over = await context.read(lambda books: _over(about, said, actor, books, context.wiring))
    is_done = over is not None and about.act in _OF_MONEY and bool(over.facts.get("by"))
    adds_words = is_done and bool(said.text.strip())
    keeps_file = over is not None and said.evidence is not None and not adds_words
    if over is not None and keeps_file and await _is_filed(said, about.case, actor, context):
        return over.model_copy(update={"facts": {**over.facts, "filed": True}})
    if over is not None and is_done:
        return await _to_be_added(over, about, said, actor, context)
    if not isinstance(command, Decline) or not is_gated:
        return command
    if over is not None:
        return over
    return command if command.name == ONLY_A_NOD else await _asked_back(command, about, said, actor, context)


def is_asked_back(command: Command) -> bool:
    """Tell whether words wait for their author to say that they stand."""
    return isinstance(command, Tell) and command.name == UNSETTLED


def asked_about(question: OutboxRow) -> Ask | None:
    """Return what a question asks for, None if it is about no case."""
    act, told = question.notice.question, question.notice.facts
    if question.case_id is None or not isinstance(act, Act):
        return None
    given = {name: str(told.get(name) or "") for name in ("fine", "voucher", "department", "choice")}
    revision = told.get("revision")
    return Ask(
        case=question.case_id, act=act, revision=revision if isinstance(revision, int) else None, **given
    )


# Private functions

_GATED: Final = frozenset({ONLY_A_NOD, UNSETTLED})
_OF_MONEY: Final = frozenset({Act.EXECUTE, Act.PAY_VOUCHER})
"""Records that money or goods are out of the house: what is said afterwards can only be added, and is told."""

_LEAVES_OPEN: Final[Mapping[Act, Callable[[str], bool]]] = {
    **dict.fromkeys(
        (Act.EXECUTE, Act.SETTLE_OFFLINE), lambda text: is_unsettled(text) or not tells_done(text)
    ),
    **dict.fromkeys((Act.WRITE_OPINION, Act.AMEND), is_undecided),
}


def _leaves_open(act: Act, text: str, *, is_shown: bool) -> bool:
    if act is Act.PAY_VOUCHER:
        return is_unsettled(text) or not (is_shown or tells_receipt(text))
    return act in _LEAVES_OPEN and _LEAVES_OPEN[act](text)


def _over(about: Ask, said: Said, actor: Person, books: Books, wiring: Wiring) -> Decline | None:
    """What was done already, or waits for nobody, is told first: another answer would be in vain."""
    stimulus = said.stimulus(now=wiring.now(), actor=actor.id, inbox=None)
    world = World(stimulus=stimulus, case_id=about.case, rules=wiring.rules, **dict(wiring.scene(books)))
    case = books.case(about.case)
    try:
        ask(case, about, world)
    except Refusal as refusal:
        return Decline(name=refusal.name, facts={"case": case.name, **refusal.facts})
    return None


async def _asked_back(command: Decline, about: Ask, said: Said, actor: Person, context: Context) -> Tell:
    what = {"case": about.case, "voucher": about.voucher, "revision": about.revision}
    buttons = [Button(act=about.act, choice=await _kept(said, actor, context), **what)]
    if about.act is Act.PAY_VOUCHER:
        buttons.append(Button(act=Act.RETURN_VOUCHER, ask=True, **what))
    return Tell(name=UNSETTLED, facts=command.facts, buttons=(tuple(buttons),))


async def _to_be_added(over: Decline, about: Ask, said: Said, actor: Person, context: Context) -> Tell:
    """The record stands; one tap adds the words to it and tells whoever went by it."""
    add = Button(act=Act.SUPPLEMENT, case=about.case, choice=await _kept(said, actor, context))
    told = {
        "case": over.facts["case"],
        "act": about.act,
        "by": over.facts["by"],
        "at": over.facts["at"],
        "own": over.facts["by"] == actor.name,
        "said": said.text.strip(),
    }
    return Tell(name="words_after_money", facts=told, buttons=((add,),))


async def _is_filed(said: Said, case_id: int, actor: Person, context: Context) -> bool:
    """What was sent along is evidence, though the act has to wait: a receipt is shown once."""
    sent = await context.read(lambda books: gathered(said.evidence, books) if said.evidence else ())
    stimulus = said.stimulus(now=context.wiring.now(), actor=actor.id, inbox=None)
    answer = await context.perform(Attach(case=case_id, evidence=sent), stimulus)
    return answer.refusal is None


async def _kept(said: Said, actor: Person, context: Context) -> str:
    """Keep the words, and the file they are the caption of, until their author has tapped; return what the button carries."""
    kept = UnclearReply(0, said.chat_id, said.message_id, actor.id, said.at, said.text, None)
    await keep_waiting(said, actor, context)
    return str(await context.write(lambda conn: unclear.keep(conn, kept, ())))
