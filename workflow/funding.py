"""Deciding about the fruit fund: spendings, their corrections, and statements that leave the bot as files (C27, Q14, J17-J18)."""

from workflow.commands import CorrectSpending, FundCommand, HandOutFile, PostReport, Spend
from workflow.event import Event
from workflow.facts import Facts
from workflow.fund import Fund
from workflow.fund_events import Exported, FundCorrected, FundSpent
from workflow.messages import told
from workflow.notices import Notice, Urgency
from workflow.refusals import Refusal
from workflow.values import Person, Role
from workflow.who import holders
from workflow.world import World

Outcome = tuple[tuple[Event, ...], tuple[Notice, ...]]
"""What happened, and what is said."""


def keepers(world: World) -> tuple[Person, ...]:
    """Who keeps the fund: 人力資源部 and its deputies."""
    return holders((Role.HR,), world)


def check_keeper(world: World) -> Person:
    """Return the actor; raise Refusal unless she keeps the fund."""
    actor, entitled = world.actor, keepers(world)
    if actor is None:
        raise Refusal("not_enrolled")
    if actor not in entitled:
        offices = [office.name for office in world.directory.with_role(Role.HR)]
        people = [person.name for person in entitled]
        yours = world.department(actor.department).name
        raise Refusal("fund_keepers", departments=offices, people=people, yours=yours)
    return actor


def decide_fund(command: FundCommand, world: World) -> Outcome:
    """Decide about any command concerning the fund."""
    check_keeper(world)
    match command:
        case Spend():
            return _spend(command, world)
        case CorrectSpending():
            return _correct(command, world)
        case _:
            raise TypeError(f"the fund knows no {type(command).__name__}")


def hand_out(command: HandOutFile | PostReport, recipients: tuple[Person, ...], world: World) -> Outcome:
    """Send a file privately, and record for each recipient that it left."""
    name = command.what if isinstance(command, HandOutFile) else command.kind
    about = {"what": name, "period": command.period, "digest": str(command.facts["digest"])}
    made = {"at": world.now, "by": world.stimulus.actor, **about}
    exports = tuple(Exported(**made, to=person.id) for person in recipients)
    letters = tuple(
        Notice(name=name, to=person.id, facts=command.facts, urgency=Urgency.DIGEST) for person in recipients
    )
    return exports, letters


def ask_for_file(command: HandOutFile, world: World) -> Outcome:
    """Hand the file to who asks, if she keeps the fund; in the group say that it comes privately."""
    asker = check_keeper(world)
    exports, letters = hand_out(command, (asker,), world)
    is_private = world.stimulus.chat_id == asker.telegram_id
    said = told("fund_statement_sent", {"month": command.period}, world.stimulus)
    return exports, letters if is_private else (*letters, said)


# Private functions


def _spend(command: Spend, world: World) -> Outcome:
    fund = world.fund
    if not command.what.strip():
        raise Refusal("spending_of_what", amount=command.amount)
    if command.amount > fund.available:
        raise Refusal("beyond_balance", amount=command.amount, **_standing(fund))
    number = world.next_number("E")
    event = FundSpent(
        at=world.now,
        by=world.stimulus.actor,
        number=number,
        amount=command.amount,
        what=command.what.strip(),
        receipt=command.receipt,
    )
    after = fund.model_copy(update={"spent": fund.spent + event.amount})
    facts = {**_facts(event, after, what=event.what), "has_receipt": event.receipt is not None}
    return (event,), (told("fund_spent", facts, world.stimulus),)


def _correct(command: CorrectSpending, world: World) -> Outcome:
    spending = world.fund.spending
    if spending is None:
        raise Refusal("spending_unknown", number=command.number)
    if spending.corrected_by:
        raise Refusal("spending_corrected", number=spending.number, corrected_by=spending.corrected_by)
    if not command.reason.strip():
        raise Refusal("correction_reason", number=spending.number)
    event = FundCorrected(
        at=world.now,
        by=world.stimulus.actor,
        number=world.next_number("E"),
        amount=spending.amount,
        corrects=spending.number,
        reason=command.reason.strip(),
    )
    after = world.fund.model_copy(update={"spent": world.fund.spent - event.amount})
    facts = _facts(event, after, corrects=event.corrects, what=spending.what, reason=event.reason)
    return (event,), (told("fund_corrected", facts, world.stimulus),)


def _facts(event: FundSpent | FundCorrected, after: Fund, **more: str) -> Facts:
    return {"number": event.number, "amount": event.amount, **more, **_standing(after)}


def _standing(fund: Fund) -> dict[str, int]:
    return {"balance": fund.balance, "owed_back": fund.owed_back, "available": fund.available}
