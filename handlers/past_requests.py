"""Words under a private message about a case that waits for none: what was done, by whom, when, and how to add to it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from handlers.context import Context, Wiring
from handlers.requests import acts_of, press_instead, refusal_of, still_open, world_of
from handlers.said import Said
from storage import outbox
from storage.books import Books
from storage.outbox import OutboxRow
from workflow import entitlement, facts, freight_who
from workflow.case import Case
from workflow.commands import Tell
from workflow.facts import Facts
from workflow.notices import Button
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.standing import LISTS
from workflow.values import Person
from workflow.vouchers import VoucherStatus
from workflow.world import World


async def words_too_late(said: Said, context: Context) -> bool:
    """Say under a request that is done, or a message that asks nothing, that the words are on no record."""
    past = await context.read(lambda books: _past(said, books, context.wiring))
    if past is None:
        return False
    told = press_instead(past.case, past.still_open) if past.still_open else _over(past)
    await context.bring(told, said, past.actor)
    return True


# Private functions

_OF_PAYMENT: Final = "voucher_told"
_SAYS_WHICH: Final = frozenset({"already_done", "share_kept"})
"""Refusals whose act is the one that was done; others only tell who brought it where it is."""


class _Past(NamedTuple):
    """What became of a request: `done` says who did it and when; `way` is the act by which something can be added."""

    actor: Person
    case: Case
    still_open: tuple[Button, ...]
    done: Facts | None
    way: Act | None
    keepers: list[str]
    """Under the word that a freight is paid: who records that a department has borne its share."""


def _over(past: _Past) -> Tell:
    about = {
        "case": past.case.name,
        "kind": past.case.kind,
        "done": past.done,
        "way": past.way,
        "keepers": past.keepers,
    }
    button = Button(act=past.way, case=past.case.id, ask=True) if past.way else None
    return Tell(name="request_over", facts=about, buttons=((button,),) if button else ())


def _past(said: Said, books: Books, wiring: Wiring) -> _Past | None:
    actor = said.author(books.directory())
    if said.quoted is None or actor is None or said.is_forwarded or not said.is_private:
        return None
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    if row is None or row.case_id is None or row.notice.name in LISTS:
        return None
    case = books.case(row.case_id)
    world = world_of(said, actor, case, books, wiring)
    replied, buttons = _replied(case, world), tuple(acts_of(row))
    waiting = tuple(one for one in buttons if not (one.act is Act.REPLY and replied))
    done = replied if any(one.act is Act.REPLY for one in buttons) else None
    way = Act.SUPPLEMENT if entitlement.may(case, Act.SUPPLEMENT, actor, world) else None
    open_still, done = still_open(waiting, case, world), done or next(_done(buttons, case, world), None)
    return _Past(actor, case, open_still, done, way, _keepers(row, case, world))


def _keepers(row: OutboxRow, case: Case, world: World) -> list[str]:
    voucher = case.vouchers.get(str(row.notice.facts.get("voucher") or ""))
    if row.notice.name != _OF_PAYMENT or voucher is None or voucher.status is not VoucherStatus.KEEPING:
        return []
    return [person.name for person in freight_who.followers_up(case, world)]


def _done(buttons: Iterable[Button], case: Case, world: World) -> Iterator[Facts]:
    """Who did what the request asked for, where that is on record."""
    for button in buttons:
        refusal = refusal_of(button, case, world)
        if refusal is not None and refusal.facts.get("by"):
            yield _told(_act(refusal, button), refusal.facts, world)


def _act(refusal: Refusal, button: Button) -> Act | None:
    if refusal.facts.get("passed_over"):
        return Act.FORWARD_FORM
    if refusal.name not in _SAYS_WHICH:
        return None
    told = refusal.facts.get("act")
    return told if isinstance(told, Act) else button.act


def _replied(case: Case, world: World) -> Facts | None:
    """The reply that the actor's department, or one she stands in for, has given: a colleague's counts too."""
    actor = world.actor
    mine = (d for d in case.replies() if actor and world.directory.acts_for(actor, d.department, world.at))
    found = (facts.done(duty, world.directory) for duty in mine)
    return next((_told(Act.REPLY, done, world) for done in found if done), None)


def _told(act: Act | None, known: Facts, world: World) -> Facts:
    own = world.actor is not None and known["by"] == world.actor.name
    return {"act": act, "by": known["by"], "at": known["at"], "own": own}
