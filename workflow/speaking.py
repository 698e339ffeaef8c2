"""What must be said after events: each becomes notices by the table below; cards speak for themselves."""

from collections.abc import Callable, Iterable
from typing import Any

from workflow import events as ev
from workflow import facts, who
from workflow.case import Case
from workflow.commands import Do, Stimulus
from workflow.duties import Duty, DutyKind
from workflow.fines import FineStatus
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.values import Kind, Person
from workflow.world import World

Said = Iterable[Notice]


def notices(before: Case, after: Case, events: tuple[ev.Event, ...], world: World) -> tuple[Notice, ...]:
    """Return what is to be said about the events; `before` and `after` are the case around them."""
    del before
    said = [notice for event in events for notice in _about(event, after, world)]
    return tuple(said) + tuple(_together(after, events, world))


def answer(refusal: Refusal, stimulus: Stimulus) -> Notice:
    """Return the answer to a typed message that was refused, put under it."""
    return told(f"refused_{refusal.name}", refusal.facts, stimulus)


def told(name: str, what: facts.Facts, stimulus: Stimulus) -> Notice:
    """Return an answer under the message the stimulus came from."""
    return Notice(
        name=name,
        chat_id=stimulus.chat_id,
        reply_to=stimulus.message_id,
        facts=what,
        urgency=Urgency.ANSWER,
    )


# Private functions: what several events together say


def _together(case: Case, events: tuple[ev.Event, ...], world: World) -> Said:
    """Pings, misses and fines of one moment are one message each (design section 4, Noise)."""
    opened = [e.duty for e in events if isinstance(e, ev.DutyOpened | ev.DutyReopened)]
    missed = [case.duties[e.key] for e in events if isinstance(e, ev.DutyMissed)]
    yield from _pings(case, opened, world)
    yield from _misses(case, missed, world)


PINGED_TOGETHER = {DutyKind.ACCEPT: "ping_accept", DutyKind.REPLY: "ping_reply"}
ANNOUNCED = (
    DutyKind.ACCEPT,
    DutyKind.PUBLISH,
    DutyKind.ROUTE,
    DutyKind.REPLY,
    DutyKind.NOTIFY,
    DutyKind.ADJUDICATE,
)


def _pings(case: Case, opened: list[Duty], world: World) -> Said:
    for kind, name in PINGED_TOGETHER.items():
        duties = [duty for duty in opened if duty.kind is kind]
        if duties:
            yield _group(name, case, world, duties=_listed(duties, world), keys=[d.key for d in duties])


def _misses(case: Case, missed: list[Duty], world: World) -> Said:
    """Announce what was missed; issued fines have a notice of their own, held ones are named here."""
    fined = {(f.department, f.round) for f in case.fines.values() if f.status is FineStatus.ISSUED}
    announced = [d for d in missed if d.kind in ANNOUNCED]
    shown = [d for d in announced if d.kind is not DutyKind.REPLY or (d.department, d.round) not in fined]
    if shown:
        yield _group("missed", case, world, duties=_listed(shown, world))
    for duty in shown:
        yield from _tell_superiors(case, duty, world)


def _tell_superiors(case: Case, duty: Duty, world: World) -> Said:
    head = world.directory.head(duty.department)
    above = world.directory.superior_of(head) if head else None
    overseers = who.supervisors(case, world)[:1] if duty.kind in {DutyKind.ROUTE, DutyKind.NOTIFY} else ()
    for person in dict.fromkeys((head, above, *overseers)):
        if person is not None:
            yield _to(person, "missed_head", case, world, duty=facts.duty(duty, world))


def _listed(duties: list[Duty], world: World) -> list[facts.Facts]:
    return [facts.duty(duty, world) for duty in duties]


# Private functions: what each event says


def _about(event: ev.Event, case: Case, world: World) -> Said:
    speaker = _SPEAKERS.get(type(event))
    return speaker(event, case, world) if speaker else ()


def _filed(_event: ev.Event, case: Case, world: World) -> Said:
    yield from _request_approval(case, world)
    if case.phase is Phase.DRAFT:
        buttons = (Button(act=Act.ASK_PROXY), Button(act=Act.CANCEL))
        yield from _authors("filed", case, world, buttons=buttons, approver=_approver(case, world))
    yield from _ask_target(case, world)


def _ask_target(case: Case, world: World) -> Said:
    """A 投訴對象 that is not exactly one enrolled person or department is picked by button."""
    if who.is_target_clear(case, world) or case.author is None:
        return
    buttons = tuple(
        Button(act=Act.NAME_TARGET, label=d.name, choice=d.id) for d in world.directory.departments
    )
    author = world.person(case.author)
    notice = _to(author, "ask_name_target", case, world, buttons=buttons, target=facts.form(case)["target"])
    yield notice.model_copy(update={"question": Act.NAME_TARGET, "asked": author.id})


def _revised(_event: ev.Event, case: Case, world: World) -> Said:
    yield from _request_approval(case, world)
    yield from _authors("revised", case, world, approver=_approver(case, world))


def _request_approval(case: Case, world: World) -> Said:
    buttons = (
        Button(act=Act.APPROVE, revision=case.revision),
        Button(act=Act.RETURN, revision=case.revision, ask=True),
    )
    for person in who.approver(case, world):
        yield _to(person, "approve_request", case, world, buttons=buttons, form=facts.form(case))


def _returned(event: ev.Returned, case: Case, world: World) -> Said:
    told_by = facts.by(event.by, world)
    yield from _authors("returned", case, world, reason=event.reason, by=told_by, form=facts.form(case))


def _proxy_asked(_event: ev.Event, case: Case, world: World) -> Said:
    yield from _authors("proxy_asked", case, world)


def _approved(event: ev.Event, case: Case, world: World) -> Said:
    yield from _authors("approved", case, world, by=facts.by(event.by, world), waits=not case.released)
    if not case.released:
        for person in who.proxies(case, world):
            buttons = (Button(act=Act.POST_FOR),)
            yield _to(person, "proxy_request", case, world, buttons=buttons, form=facts.form(case))


def _posted(event: ev.Event, case: Case, world: World) -> Said:
    duties = _listed(list(case.open_duties()), world)
    waits = None if world.calendar.is_working(event.at) else world.calendar.next_opening(event.at)
    yield from _authors("posted", case, world, duties=duties, starts_at=facts.moment(waits))


def _completion_asked(event: ev.CompletionAsked, case: Case, world: World) -> Said:
    buttons = (Button(act=Act.COMPLETE, ask=True), Button(act=Act.WITHDRAW, ask=True))
    yield from _authors("completion_asked", case, world, buttons=buttons, reason=event.reason)


def _completed(event: ev.Completed, case: Case, world: World) -> Said:
    for person in who.receivers(case, world):
        duties = _listed(list(case.open_duties()), world)
        yield _to(person, "completed", case, world, text=event.text, duties=duties)


def _ruled(event: ev.Ruled, case: Case, world: World) -> Said:
    if case.kind is Kind.SERVICE:
        for person in who.hr(case, world):
            ruling = case.ruling_of(event.department)
            yield _to(
                person, "plan_received", case, world, ruling=facts.ruling(ruling, world) if ruling else None
            )
    if event.responsible is None and event.by is not None:
        buttons = tuple(
            Button(act=Act.NAME_RESPONSIBLE, label=d.name, department=event.department, choice=d.id)
            for d in world.directory.departments
        )
        person = world.person(event.by)
        notice = _to(person, "ask_name_responsible", case, world, buttons=buttons)
        yield notice.model_copy(update={"question": Act.NAME_RESPONSIBLE, "asked": person.id})


def _part_given(event: ev.PartGiven, case: Case, world: World) -> Said:
    missing = [name for name in ("finding", "opinion") if not getattr(event, name)]
    person = world.person(event.by) if event.by is not None else None
    if person is not None:
        yield _under_message("reply_part", case, world, missing=missing)


def _notified(_event: ev.Event, case: Case, world: World) -> Said:
    buttons = (Button(act=Act.ACKNOWLEDGE), Button(act=Act.APPEAL, ask=True))
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    window = case.duty(DutyKind.ACKNOWLEDGE)
    until = facts.moment(window.due_at) if window else None
    outcome = {"changed_ruling": case.changed_ruling, "responsible": facts.names(case.responsible(), world)}
    yield from _authors("result", case, world, buttons=buttons, rulings=rulings, until=until, **outcome)


def _entered(event: ev.Entered, case: Case, world: World) -> Said:
    if event.phase is Phase.ACKNOWLEDGING and case.notified_at is None:
        yield from _notified(event, case, world)
    if event.phase in {Phase.NOTIFYING, Phase.ACKNOWLEDGING}:
        yield from _review_fines(case, world)
    if event.phase is Phase.CLOSED:
        yield from _authors("closed", case, world, outcome=case.outcome)
    if event.phase is Phase.SETTLING:
        for person in who.hr(case, world):
            buttons = (Button(act=Act.SETTLE_OFFLINE, ask=True),)
            yield _to(person, "settling", case, world, buttons=buttons, demand=_demand(case))


def _review_fines(case: Case, world: World) -> Said:
    """A fined department that the ruling finds not responsible: HR is asked (design, Fines)."""
    responsible = case.responsible()
    for fine in case.fines.values():
        standing = fine.status in {FineStatus.ISSUED, FineStatus.OBJECTED, FineStatus.UPHELD}
        if responsible and standing and fine.round == case.round and fine.department not in responsible:
            buttons = (Button(act=Act.WAIVE, fine=fine.number, ask=True),)
            for person in _fine_office(case, fine.number, world):
                yield _to(person, "fine_review", case, world, buttons=buttons, fine=facts.fine(fine, world))


def _appealed(event: ev.Appealed, case: Case, world: World) -> Said:
    buttons = tuple(Button(act=act, ask=True) for act in (Act.UPHOLD, Act.CHANGE, Act.REMAND))
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    duty = case.duty(DutyKind.APPEAL)
    due_at = facts.moment(duty.due_at) if duty else None
    for person in who.judges(case, world):
        yield _to(
            person, "appeal_request", case, world, buttons=buttons, reason=event.reason, rulings=rulings,
            body=event.body, final=event.final, due_at=due_at,
        )  # fmt: skip
    yield from _authors("appealed", case, world, body=event.body, judge=facts.by(event.judge, world))


def _appeal_upheld(event: ev.AppealUpheld, case: Case, world: World) -> Said:
    yield from _authors("appeal_answered", case, world, answer="uphold", text=event.reason)


def _ruling_changed(event: ev.RulingChanged, case: Case, world: World) -> Said:
    yield from _authors("appeal_answered", case, world, answer="change", text=event.text)


def _remanded(event: ev.Remanded, case: Case, world: World) -> Said:
    names = facts.names(event.departments, world)
    yield from _authors("appeal_answered", case, world, answer="remand", text=event.reason, departments=names)


def _withdrawn(event: ev.Withdrawn, case: Case, world: World) -> Said:
    if case.handed_over_at is not None:
        yield _group("withdrawn", case, world, reason=event.reason)


def _claim_settled(event: ev.ClaimSettled, case: Case, world: World) -> Said:
    head = world.directory.head(event.department)
    if head is not None:
        told_why: facts.Facts = {"moved_to": facts.names(event.moved_to, world), "rejected": event.rejected}
        yield _to(head, "claim_settled", case, world, reason=event.reason, **told_why)


_OFFICE_BUTTONS: dict[DutyKind, tuple[Button, ...]] = {
    DutyKind.SETTLE_CLAIM: (
        Button(act=Act.REASSIGN, ask=True),
        Button(act=Act.EXCUSE),
        Button(act=Act.REJECT_CLAIM, ask=True),
    ),
    DutyKind.ADJUDICATE: (Button(act=Act.ADJUDICATE, ask=True),),
    DutyKind.NOTIFY: (Button(act=Act.NOTIFY),),
}


def _duty_opened(event: ev.DutyOpened | ev.DutyReopened, case: Case, world: World) -> Said:
    """HR's own duties between the departments are told to HR privately, with their buttons."""
    if event.duty.kind in _OFFICE_BUTTONS:
        yield from _office_request(event.duty, who.hr(case, world), case, world)


def _office_request(duty: Duty, people: tuple[Person, ...], case: Case, world: World) -> Said:
    buttons = tuple(b.model_copy(update={"department": _claimant(duty)}) for b in _OFFICE_BUTTONS[duty.kind])
    claim = case.claim_of(duty.department)
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    more: facts.Facts = {
        "duty": facts.duty(duty, world),
        "reason": claim.reason if claim else "",
        "rulings": rulings,
    }
    for person in people:
        yield _to(person, f"duty_{duty.kind}", case, world, buttons=buttons, **more)


def _claimant(duty: Duty) -> str:
    return duty.department if duty.kind is DutyKind.SETTLE_CLAIM else ""


def _missed(event: ev.DutyMissed, case: Case, world: World) -> Said:
    """Misses of one person's duty go on privately; those of departments are announced together."""
    duty = case.duties[event.key]
    match duty.kind:
        case DutyKind.APPROVE:
            yield from _request_approval(case, world)
        case DutyKind.POST_FOR:
            yield from _authors("proxy_silent", case, world, buttons=(Button(act=Act.POST_MYSELF),))
        case DutyKind.COMPLETE:
            buttons = (Button(act=Act.RESUME), Button(act=Act.TAKE_AS_WITHDRAWN, ask=True))
            for person in who.hr(case, world):
                yield _to(person, "completion_missing", case, world, buttons=buttons)
        case DutyKind.SETTLE_CLAIM | DutyKind.ADJUDICATE:
            yield from _office_request(duty, who.supervisors(case, world), case, world)
        case DutyKind.APPEAL if case.appeal is not None:
            event_again = ev.Appealed(at=case.appeal.at, **case.appeal.model_dump(exclude={"at"}))
            yield from (n for n in _appealed(event_again, case, world) if n.name == "appeal_request")


def _reminded(event: ev.Reminded, case: Case, world: World) -> Said:
    """Privately; where nobody of the department can be told so, one line in the group (design section 4)."""
    duty = case.duties[event.key]
    gaps = world.calendar.gaps(world.now, duty.due_at) if world.now < duty.due_at else ()
    told_facts: facts.Facts = {
        "duty": facts.duty(duty, world),
        "seconds_left": _seconds_left(duty, world),
        "gaps": [gap.model_dump(mode="json") for gap in gaps],
    }
    people = _reminded_people(case, duty, world)
    reachable = [person for person in people if person.reachable]
    expires = world.calendar.add(world.now, world.rules.notify)
    for person in reachable:
        notice = _to(person, "reminder", case, world, **told_facts)
        yield notice.model_copy(update={"expires_at": expires, "fallback": False})
    if people and not reachable and event.count == 1:
        yield _group("reminder_group", case, world, **told_facts)


_REMINDED: dict[DutyKind, Callable[[Case, World], tuple[Person, ...]]] = {
    DutyKind.APPROVE: who.approver,
    DutyKind.POST_FOR: who.proxies,
    DutyKind.SETTLE_CLAIM: who.claim_judges,
    DutyKind.APPEAL: who.judges,
    DutyKind.SETTLE: who.hr,
}


def _reminded_people(case: Case, duty: Duty, world: World) -> tuple[Person, ...]:
    """Those named by the regulation, else the duty's department, else its person."""
    if duty.kind in _REMINDED:
        return _REMINDED[duty.kind](case, world)
    if duty.department:
        return who.with_deputies(world.directory.members(duty.department), world)
    return facts.owners(duty, world)


def _seconds_left(duty: Duty, world: World) -> int:
    """Working seconds until due; negative once it is over."""
    if world.now <= duty.due_at:
        return int(world.calendar.working_seconds(world.now, duty.due_at))
    return -int(world.calendar.working_seconds(duty.due_at, world.now))


def _fine_opened(event: ev.FineOpened, case: Case, world: World) -> Said:
    fine = case.fines[event.fine.number]
    told_fine: facts.Facts = {"fine": facts.fine(fine, world)}
    if fine.status is FineStatus.HELD:
        buttons = (
            Button(act=Act.CONFIRM_FINE, fine=fine.number),
            Button(act=Act.DROP_FINE, fine=fine.number),
        )
        for person in _fine_office(case, fine.number, world):
            yield _to(person, "fine_held", case, world, buttons=buttons, **told_fine)
    else:
        yield from _fine_issued(case, fine.number, world)


def _fine_issued(case: Case, number: str, world: World) -> Said:
    fine = case.fines[number]
    told_fine: facts.Facts = {"fine": facts.fine(fine, world)}
    if fine.person is not None:
        buttons = (Button(act=Act.OBJECT, fine=number, ask=True),)
        yield _to(world.person(fine.person), "fined", case, world, buttons=buttons, **told_fine)
    office = (Button(act=Act.WAIVE, fine=number, ask=True), Button(act=Act.MARK_PAID, fine=number))
    for person in _fine_office(case, number, world):
        yield _to(person, "fine_office", case, world, buttons=office, **told_fine)


def _fine_changed(event: ev.FineChanged, case: Case, world: World) -> Said:
    fine = case.fines[event.number]
    told_fine: facts.Facts = {"fine": facts.fine(fine, world), "by": facts.by(event.by, world)}
    if event.status is FineStatus.OBJECTED:
        buttons = tuple(Button(act=act, fine=fine.number, ask=True) for act in (Act.KEEP_FINE, Act.LIFT_FINE))
        for person in who.objection_judges(
            case, world, Do(case=case.id, act=Act.KEEP_FINE, fine=fine.number)
        ):
            yield _to(person, "objection_request", case, world, buttons=buttons, **told_fine)
    elif event.status is FineStatus.ISSUED:
        yield from _fine_issued(case, fine.number, world)
    elif fine.person is not None and event.status is not FineStatus.DROPPED:
        yield _to(world.person(fine.person), "fine_changed", case, world, **told_fine)


def _fine_office(case: Case, number: str, world: World) -> tuple[Person, ...]:
    return who.fine_office(case, world, Do(case=case.id, act=Act.WAIVE, fine=number))


_SPEAKERS: dict[type[ev.Event], Callable[..., Said]] = {
    ev.Filed: _filed,
    ev.Revised: _revised,
    ev.Returned: _returned,
    ev.ProxyAsked: _proxy_asked,
    ev.Approved: _approved,
    ev.Posted: _posted,
    ev.CompletionAsked: _completion_asked,
    ev.Completed: _completed,
    ev.PartGiven: _part_given,
    ev.Ruled: _ruled,
    ev.Notified: _notified,
    ev.Entered: _entered,
    ev.Appealed: _appealed,
    ev.AppealUpheld: _appeal_upheld,
    ev.RulingChanged: _ruling_changed,
    ev.Remanded: _remanded,
    ev.Withdrawn: _withdrawn,
    ev.ClaimSettled: _claim_settled,
    ev.DutyOpened: _duty_opened,
    ev.DutyReopened: _duty_opened,
    ev.DutyMissed: _missed,
    ev.Reminded: _reminded,
    ev.FineOpened: _fine_opened,
    ev.FineChanged: _fine_changed,
}


# Private functions: making notices


def _approver(case: Case, world: World) -> facts.Facts | None:
    return facts.person(next(iter(who.approver(case, world)), None), world)


def _demand(case: Case) -> str:
    told_form = facts.form(case)
    return str(told_form.get("demand") or told_form.get("purpose"))


def _group(name: str, case: Case, world: World, *, keys: Iterable[str] = (), **more: Any) -> Notice:
    told_facts = {**facts.heading(case, world), **more}
    return Notice(name=name, facts=told_facts, after_card=True, pings=tuple(keys))


def _under_message(name: str, case: Case, world: World, **more: Any) -> Notice:
    return told(name, {**facts.heading(case, world), **more}, world.stimulus)


def _to(
    person: Person, name: str, case: Case, world: World, *, buttons: tuple[Button, ...] = (), **more: Any
) -> Notice:
    told_facts = {**facts.heading(case, world), "to": facts.person(person, world), **more}
    rows = tuple(buttons[start : start + 3] for start in range(0, len(buttons), 3))
    return Notice(name=name, to=person.id, facts=told_facts, buttons=rows)


def _authors(name: str, case: Case, world: World, *, buttons: tuple[Button, ...] = (), **more: Any) -> Said:
    """The complainant, and whoever filed for her."""
    for one in dict.fromkeys((case.complainant, case.author)):
        if one is not None:
            yield _to(world.person(one), name, case, world, buttons=buttons, **more)
