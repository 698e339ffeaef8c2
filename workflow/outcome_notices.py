"""What follows a decision: the departments it concerns are told, its judge has a receipt, the group one line at the end."""

from collections.abc import Iterable
from datetime import datetime

from workflow import events as ev
from workflow import facts
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.messages import Said, to_person
from workflow.notices import Notice, Urgency
from workflow.phases import Outcome
from workflow.values import Kind, Person
from workflow.world import World

Decision = ev.Appealed | ev.AppealUpheld | ev.RulingChanged | ev.Remanded | ev.Adjudicated


def told_departments(event: Decision, case: Case, world: World) -> Said:
    """Tell those who answered, or are to answer, what was decided; an appeal's reason is not for them (C15)."""
    people = _people_of(_concerned(event, case), world)
    what = _decided(event, case, world)
    for person in people:
        if person.id not in {event.by, case.complainant}:
            yield to_person(person, "decision_told", case, world, **what)


def receipt(event: Decision, case: Case, world: World) -> Said:
    """Tell the judge that her answer stands, who was told, and what comes next."""
    if event.by is None:
        return
    window = case.duty(DutyKind.ACKNOWLEDGE)
    is_open = window is not None and window.is_open
    told = _people_of(_concerned(event, case), world)
    yield to_person(
        world.person(event.by),
        "decision_receipt",
        case,
        world,
        until=facts.moment(window.due_at) if window is not None and is_open else None,
        told=[facts.person(one, world) for one in told if one.id != event.by],
        **_decided(event, case, world),
    )


def sent_back(case: Case, world: World) -> facts.Facts:
    """Which round it is and who sent the case back; the reason only where the group may read it (C15)."""
    lines = [line for line in case.timeline if line.what == ev.Remanded.__name__]
    if case.round == 1 or not lines:
        return {}
    reason = lines[-1].detail if case.kind is Kind.PRODUCT else ""
    return {"round": case.round, "sent_back_by": facts.doer(lines[-1], world), "reason": reason}


def closing_line(case: Case, world: World) -> Said:
    """One line under the card of a case that is over; it hurries nobody, and calls nobody."""
    is_told = case.outcome is Outcome.WITHDRAWN and case.handed_over_at is not None
    if case.post is None or case.posted_at is None or case.closed_at is None or is_told:
        return
    chat_id, message_id = case.post
    yield Notice(
        name="closed_in_group",
        chat_id=chat_id,
        reply_to=message_id,
        facts={
            **facts.heading(case, world),
            "outcome": case.outcome,
            "responsible": facts.names(case.responsible(), world),
            "answer": _answer(case),
            **_lasted(case.posted_at, case.closed_at, case, world),
        },
        after_card=True,
        urgency=Urgency.DIGEST,
    )


# Private functions


def _concerned(event: Decision, case: Case) -> tuple[str, ...]:
    """The departments that answered or were found responsible, in whatever round, and those named now."""
    named = event.departments if isinstance(event, ev.Remanded) else ()
    answered = tuple(ruling.department for ruling in case.rulings)
    asked = tuple(duty.department for duty in case.replies())
    return tuple(dict.fromkeys((*named, *case.responsible(), *answered))) or asked


def _people_of(departments: Iterable[str], world: World) -> tuple[Person, ...]:
    """The heads, and who stands in for one that is away."""
    heads = [head for one in departments if (head := world.directory.head(one))]
    return tuple(dict.fromkeys(one for head in heads for one in (head, world.on_duty(head))))


def _decided(event: Decision, case: Case, world: World) -> facts.Facts:
    departments = getattr(event, "departments", None) or getattr(event, "responsible", None) or ()
    appeal = case.duty(DutyKind.APPEAL)
    reply = next((duty for duty in case.open_duties(DutyKind.REPLY)), None)
    is_appeal = isinstance(event, ev.Appealed)
    due = (appeal if is_appeal else reply) if is_appeal or isinstance(event, ev.Remanded) else None
    return {
        "what": type(event).__name__,
        "by": facts.doer(event, world),
        "judge": facts.by(event.judge, world) if isinstance(event, ev.Appealed) else None,
        "departments": facts.names(departments, world),
        "responsible": facts.names(case.responsible(), world),
        "text": ""
        if isinstance(event, ev.Appealed)
        else getattr(event, "text", "") or getattr(event, "reason", ""),
        "due_at": facts.moment(due.due_at) if due else None,
        "round": case.round,
    }


def _lasted(posted_at: datetime, closed_at: datetime, case: Case, world: World) -> facts.Facts:
    """Working time until the end; without money until the result: nobody worked on it while the complainant had time."""
    window = case.duty(DutyKind.ACKNOWLEDGE)
    is_to_result = window is not None and not case.settlement
    until = window.starts_at if window is not None and is_to_result else closed_at
    seconds = int(world.calendar.working_seconds(posted_at, max(posted_at, until)))
    return {"seconds": seconds, "to_result": is_to_result}


def _answer(case: Case) -> str:
    """The answer in its own words, where the group may read it and money has not had the last one."""
    if case.kind is Kind.SERVICE or case.settlement:
        return ""
    blamed = [one for one in case.round_rulings() if one.department in case.responsible()]
    opinions = [one.opinion for one in blamed or case.round_rulings()]
    return case.changed_ruling or next(iter(opinions), "")
