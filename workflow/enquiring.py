"""Deciding about enquiries: opened, routed, taken over, answered, and followed up until they are (I04, E10, V02, M28)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from workflow import facts
from workflow.enquiries import LIMIT, SERIES, Enquiry, EnquiryStatus, evolve
from workflow.enquiry_clock import reckon, times
from workflow.enquiry_commands import (
    AnswerEnquiry,
    EnquiryCommand,
    LeaveAsTalk,
    OpenEnquiry,
    ReckonEnquiry,
    RemindEnquiry,
    RouteEnquiry,
    SettleEnquiry,
    TakeEnquiry,
    WithdrawEnquiry,
)
from workflow.enquiry_events import (
    EnquiryAnswered,
    EnquiryOpened,
    EnquiryReminded,
    EnquiryRouted,
    EnquirySettled,
    EnquiryTaken,
    EnquiryWithdrawn,
)
from workflow.enquiry_notices import (
    is_it_an_answer,
    question,
    reply_told,
    to_asker,
    to_helpers,
    to_person,
    to_withdraw,
    under_question,
    which_department,
)
from workflow.enquiry_who import called, check_asker, check_colleague, check_helper, helpers, watcher
from workflow.notices import Notice
from workflow.outcomes import Outcome
from workflow.refusals import Refusal
from workflow.staff_notices import hr_people
from workflow.values import Person
from workflow.world import World


def decide(command: EnquiryCommand, world: World) -> Outcome:
    """Decide about an enquiry: `world.enquiry`, or the one a message has already become."""
    if isinstance(command, OpenEnquiry):
        return _open(command, world)
    if world.enquiry is None:
        raise Refusal("case_unknown")
    return _DECIDE[type(command)](command, world.enquiry, world)


# Private functions


def _open(command: OpenEnquiry, world: World) -> Outcome:
    if world.actor is None:
        raise Refusal("not_enrolled")
    if world.enquiry is not None:
        raise Refusal("enquiry_known", case=world.enquiry.number)
    asker = world.directory.by_telegram(command.author)
    when = times(world.at, command.department, world)
    opened = EnquiryOpened(
        **_done(world),
        number=world.next_number(SERIES),
        text=_needed(command.text),
        source=command.source,
        asker=asker.id if asker else None,
        department=command.department,
        due_at=when.due_at,
        remind_at=when.remind_at,
        pauses=when.pauses,
    )
    enquiry = evolve(None, opened)
    now_open = world.calendar.is_working(world.at)
    opens_at = None if now_open else world.calendar.next_opening(world.at).isoformat()
    receipt = _receipt(enquiry, world, opens_at=opens_at)
    return Outcome((opened,), (receipt, *_asked(enquiry, world)))


def _receipt(enquiry: Enquiry, world: World, *, opens_at: str | None) -> Notice:
    """In the group it is for those who answer; who asks in her private chat reads what will come of it."""
    if enquiry.source.chat_id > 0:
        buttons = to_withdraw(enquiry)
        return under_question("enquiry_received", enquiry, world, buttons=buttons, opens_at=opens_at)
    buttons = (*to_helpers(enquiry), *to_withdraw(enquiry))
    return under_question("enquiry_opened", enquiry, world, buttons=buttons, opens_at=opens_at)


def _route(command: RouteEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    actor = check_helper(enquiry, world)
    _check_open(enquiry)
    if not command.department:
        return Outcome(notices=(which_department(actor, enquiry, world),))
    if command.department == enquiry.department:
        raise Refusal("enquiry_there", case=enquiry.number, office=world.department(enquiry.department).name)
    routed = EnquiryRouted(**_done(world), department=command.department)
    after = evolve(enquiry, routed)
    told = under_question("enquiry_routed", after, world, by=facts.person(actor, world))
    return Outcome((routed,), (told, *_asked(after, world)))


def _take(_command: TakeEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    actor = check_colleague(enquiry, world)
    _check_open(enquiry)
    if enquiry.watcher == actor.id:
        raise Refusal("enquiry_taken", case=enquiry.number)
    taken = EnquiryTaken(**_done(world))
    before, after = watcher(enquiry, world), evolve(enquiry, taken)
    relieved = (to_person(before, "enquiry_taken", after, world),) if before else ()
    return Outcome((taken,), (under_question("enquiry_watched", after, world), *relieved))


def _answer(command: AnswerEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    if command.remark:
        return Outcome(notices=tuple(_whether_answer(command, enquiry, world)))
    actor = check_helper(enquiry, world)
    _check_standing(enquiry)
    if command.bare:
        raise Refusal("enquiry_bare", case=enquiry.number, text=command.text.strip())
    if not command.text.strip():
        return Outcome(notices=(question(actor, enquiry, world),))
    when = {"at": command.said_at} if command.said_at else {}
    answered = EnquiryAnswered(**(_done(world) | when), text=command.text.strip())
    if any(
        (one.at, one.by, one.text) == (answered.at, answered.by, answered.text) for one in enquiry.replies
    ):
        return Outcome()  # pressed twice
    after = evolve(enquiry, answered)
    reply = reply_told(after.replies[-1], world)
    shown = under_question("enquiry_answered", after, world, buttons=to_asker(after), reply=reply)
    return Outcome((answered,), (shown, *_private_receipt(actor, after, world)))


def _whether_answer(command: AnswerEnquiry, enquiry: Enquiry, world: World) -> Iterator[Notice]:
    """Ask who may answer, and as long as nobody has: talk must not end what is owed, nor an answer go unheard."""
    actor = world.actor
    if actor is not None and enquiry.is_open and actor in helpers(enquiry, world):
        yield is_it_an_answer(actor, enquiry, world, words=command.text, brought_by=command.brought_by)


def _leave(_command: LeaveAsTalk, _enquiry: Enquiry, _world: World) -> Outcome:
    return Outcome()


def _settle(_command: SettleEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    check_asker(enquiry, world)
    _check_standing(enquiry)
    if enquiry.is_open:
        raise Refusal("enquiry_unanswered", case=enquiry.number)
    if enquiry.status is EnquiryStatus.SATISFIED:
        raise Refusal("enquiry_settled", case=enquiry.number)
    settled = EnquirySettled(**_done(world))
    replier = world.person(enquiry.replies[-1].by)
    thanks = to_person(replier, "enquiry_settled", evolve(enquiry, settled), world)
    return Outcome((settled,), (thanks,))


def _withdraw(_command: WithdrawEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    """撤回 by who asked, as long as nobody has answered; those who were asked hear that nothing is owed."""
    check_asker(enquiry, world)
    _check_open(enquiry)
    withdrawn = EnquiryWithdrawn(**_done(world))
    after = evolve(enquiry, withdrawn)
    watching = watcher(enquiry, world)
    told = dict.fromkeys((*called(enquiry, world), *((watching,) if watching else ())))
    others = tuple(to_person(one, "enquiry_withdrawn", after, world) for one in told if one != world.actor)
    return Outcome((withdrawn,), (under_question("enquiry_withdrawn", after, world), *others))


def _remind(_command: RemindEnquiry, enquiry: Enquiry, world: World) -> Outcome:
    """Before its time is up a reminder; then the head, 人力資源部 and who answers for it; then once a working day."""
    if enquiry.next_at is None or world.now < enquiry.next_at:
        return Outcome()
    is_overdue = world.now >= enquiry.due_at
    next_at = world.calendar.add(world.now, LIMIT) if is_overdue else enquiry.due_at
    reminded = EnquiryReminded(at=world.now, enquiry=enquiry.id, next_at=next_at, overdue=is_overdue)
    after = evolve(enquiry, reminded)
    if is_overdue:
        return Outcome((reminded,), _to_all("enquiry_overdue", _concerned(after, world), after, world))
    return Outcome((reminded,), _to_all("enquiry_reminder", called(after, world), after, world))


def _concerned(enquiry: Enquiry, world: World) -> tuple[Person, ...]:
    watching = watcher(enquiry, world)
    return (*called(enquiry, world), *((watching,) if watching else ()), *hr_people(world))


def _asked(enquiry: Enquiry, world: World) -> tuple[Notice, ...]:
    """Tell those who owe the answer, but for who has just sent it to them."""
    people = (one for one in called(enquiry, world) if one != world.actor)
    return _to_all("enquiry_owed", people, enquiry, world)


def _to_all(name: str, people: Iterable[Person], enquiry: Enquiry, world: World) -> tuple[Notice, ...]:
    told = (one for one in dict.fromkeys(people) if one.id != enquiry.asker)
    buttons = to_helpers(enquiry)
    return tuple(to_person(one, name, enquiry, world, buttons=buttons) for one in told)


def _private_receipt(actor: Person, enquiry: Enquiry, world: World) -> tuple[Notice, ...]:
    """Who answered privately is told that it stands under the question; in the group she sees it."""
    if world.stimulus.chat_id != actor.telegram_id:
        return ()
    return (to_person(actor, "enquiry_sent", enquiry, world),)


def _needed(text: str) -> str:
    if not text.strip():
        raise Refusal("enquiry_empty", office="")
    return text.strip()


def _check_standing(enquiry: Enquiry) -> None:
    if enquiry.status is EnquiryStatus.WITHDRAWN:
        raise Refusal("enquiry_withdrawn", case=enquiry.number)


def _check_open(enquiry: Enquiry) -> None:
    _check_standing(enquiry)
    if not enquiry.is_open:
        raise Refusal("enquiry_over", case=enquiry.number)


def _done(world: World) -> dict[str, Any]:
    """What every act of a person has."""
    stimulus = world.stimulus
    return {
        "at": stimulus.at,
        "by": stimulus.actor,
        "about": stimulus.about,
        "enquiry": world.enquiry_id,
    }


_DECIDE: Final[dict[type[EnquiryCommand], Callable[[Any, Enquiry, World], Outcome]]] = {
    RouteEnquiry: _route,
    TakeEnquiry: _take,
    AnswerEnquiry: _answer,
    LeaveAsTalk: _leave,
    SettleEnquiry: _settle,
    WithdrawEnquiry: _withdraw,
    RemindEnquiry: _remind,
    ReckonEnquiry: reckon,
}
