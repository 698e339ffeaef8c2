"""What the offices that executed or paid add afterwards: no record is taken back, but whoever went by it hears the words."""

from collections.abc import Iterator

from workflow import events as ev
from workflow import facts, freight_who, signers, who
from workflow.case import Case
from workflow.commands import Do
from workflow.messages import Said, to_person, under_message
from workflow.signing import Signature
from workflow.values import Person
from workflow.world import World


def who_adds(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """Everybody with a part in an open case; and, also of a closed one, whoever recorded that it was executed or paid."""
    parts = who.involved(case, world, do) if case.is_open else ()
    return tuple(dict.fromkeys((*parts, *_recorders(case, world))))


def supplemented(event: ev.Event, case: Case, world: World) -> Said:
    """Who answers what is answered is told that it went on record; of money done with, everybody who went by it."""
    if world.stimulus.chat_id is not None and not world.stimulus.edited:
        yield under_message("supplemented", case, world)
    if isinstance(event, ev.Supplemented) and event.by in {one.id for one in _recorders(case, world)}:
        for person in dict.fromkeys(_concerned(case, world)):
            if person.id != event.by:
                by = facts.by(event.by, world)
                yield to_person(person, "added_after_money", case, world, by=by, text=event.text)


# Private functions


def _recorders(case: Case, world: World) -> tuple[Person, ...]:
    is_executed = case.flow is not None and case.flow.executed_at is not None
    is_paid = any(voucher.paid_at for voucher in case.vouchers.values())
    return (
        *(signers.executors(case, world) if is_executed else ()),
        *(freight_who.cashiers(case, world) if is_paid else ()),
    )


def _concerned(case: Case, world: World) -> Iterator[Person]:
    """The complainant, HR, who signed the form or a voucher that is paid, and the offices themselves."""
    signed = [one.by for one in _signatures(case)]
    drafted = [voucher.drafted_by for voucher in case.vouchers.values() if voucher.paid_at]
    for one in (case.complainant, case.author, *signed, *drafted):
        if one is not None:
            yield world.person(one)
    yield from (*freight_who.followers_up(case, world), *_recorders(case, world))


def _signatures(case: Case) -> Iterator[Signature]:
    if case.flow is not None and case.flow.executed_at is not None:
        given = (*case.flow.heads.values(), case.flow.opinion_signature, case.flow.decision_signature)
        yield from (one for one in given if one is not None)
    for voucher in case.vouchers.values():
        yield from voucher.signatures if voucher.paid_at else ()
