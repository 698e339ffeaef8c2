"""What must be said after events: each becomes notices by the table below; cards speak for themselves."""

from collections.abc import Callable

from workflow import (
    appeal_notices,
    correcting,
    draft_notices,
    facts,
    flow_notices,
    freight_notices,
    freight_stops,
    outcome_notices,
    waiting,
    who,
    windows,
)
from workflow import events as ev
from workflow import voucher_events as vev
from workflow.calls import (
    duty_opened,
    misses,
    misses_taken_back,
    naming,
    office_request,
    pings,
    reminded,
    tell_superiors,
)
from workflow.case import Case
from workflow.duties import OF_MONEY, Duty, DutyKind, Ending
from workflow.fine_notices import fine_changed, fine_doubted, fine_opened, fine_retained
from workflow.fines import FineStatus, Ground
from workflow.mark_notices import marked
from workflow.messages import Said, due_at, listed, to_authors, to_group, to_person, under_message
from workflow.notices import Button, Notice
from workflow.phases import Act, Phase
from workflow.values import Kind
from workflow.world import World


def notices(case: Case, events: tuple[ev.Event, ...], world: World) -> tuple[Notice, ...]:
    """Return what is to be said about the events; `case` is the state after them."""
    said = [notice for event in events for notice in _about(event, case, world)]
    return _once([*said, *_together(case, events, world)])


# Private functions

_SAID_AS_WELL: dict[str, DutyKind] = {"plan_received": DutyKind.NOTIFY}
"""What a request of the same moment quotes too: to whom that goes, this is not said."""


def _once(said: list[Notice]) -> tuple[Notice, ...]:
    asked = {(notice.name, notice.to) for notice in said}
    doubled = {name: f"duty_{kind}" for name, kind in _SAID_AS_WELL.items()}
    return tuple(one for one in said if (doubled.get(one.name), one.to) not in asked)


def _together(case: Case, events: tuple[ev.Event, ...], world: World) -> Said:
    """Pings, misses and fines of one moment are one message each (design section 4, Noise)."""
    opened = [e.duty for e in events if isinstance(e, ev.DutyOpened | ev.DutyReopened)]
    missed = [case.duties[e.key] for e in events if isinstance(e, ev.DutyMissed)]
    yield from pings(case, opened, world)
    yield from misses(case, missed, world)
    yield from misses_taken_back(case, _held_in_vain(events), world)
    yield from flow_notices.unsigned(case, missed, world)
    yield from flow_notices.paused(case, _stopped_by_appeal(case, events), world)


def _stopped_by_appeal(case: Case, events: tuple[ev.Event, ...]) -> list[Duty]:
    if not any(isinstance(event, ev.Appealed) for event in events):
        return []
    ended = (event for event in events if isinstance(event, ev.DutyEnded))
    return [case.duties[event.key] for event in ended if event.ending is Ending.CANCELLED]


def _held_in_vain(events: tuple[ev.Event, ...]) -> list[str]:
    """Fines that were held only, and whose reply turned up to have come in time."""
    changed = [event for event in events if isinstance(event, ev.FineChanged)]
    return [e.number for e in changed if (e.status, e.ground) == (FineStatus.DROPPED, Ground.IN_TIME)]


def _about(event: ev.Event, case: Case, world: World) -> Said:
    speaker = _SPEAKERS.get(type(event))
    return speaker(event, case, world) if speaker else ()


def _posted(event: ev.Event, case: Case, world: World) -> Said:
    duties = listed(list(case.open_duties()), world)
    waits = None if world.calendar.is_working(event.at) else world.calendar.next_opening(event.at)
    yield from to_authors("posted", case, world, duties=duties, starts_at=facts.moment(waits))


def _completion_asked(event: ev.CompletionAsked, case: Case, world: World) -> Said:
    buttons = (Button(act=Act.COMPLETE, ask=True), Button(act=Act.WITHDRAW, ask=True))
    until = due_at(DutyKind.COMPLETE, case)
    yield from to_authors("completion_asked", case, world, buttons=buttons, reason=event.reason, due_at=until)


def _completed(event: ev.Completed, case: Case, world: World) -> Said:
    for person in who.receivers(case, world):
        duties = listed(list(case.open_duties()), world)
        yield to_person(person, "completed", case, world, text=event.text, duties=duties)


def _ruled(event: ev.Ruled, case: Case, world: World) -> Said:
    if case.kind is Kind.SERVICE:
        for person in who.hr(case, world):
            ruling = case.ruling_of(event.department)
            yield to_person(
                person, "plan_received", case, world, ruling=facts.ruling(ruling, world) if ruling else None
            )
    if event.responsible is None and event.by is not None:
        buttons = naming(event.department, world)
        person = world.person(event.by)
        duty = case.duty(DutyKind.NAME_RESPONSIBLE, event.department)
        until = facts.moment(duty.due_at) if duty and duty.is_open else None
        notice = to_person(
            person,
            "ask_name_responsible",
            case,
            world,
            buttons=buttons,
            department=event.department,
            office=world.department(event.department).name,
            asked=facts.person(person, world),
            until=until,
        )
        yield notice.model_copy(update={"question": Act.NAME_RESPONSIBLE, "asked": person.id})


def _part_given(event: ev.PartGiven, case: Case, world: World) -> Said:
    missing = [name for name in ("finding", "opinion") if not getattr(event, name)]
    person = world.person(event.by) if event.by is not None else None
    if person is not None:
        yield under_message("reply_part", case, world, missing=missing)


def _result(case: Case, world: World) -> Said:
    """Whenever the complainant's window opens she is told what stands, and until when she may say yes or no (C16)."""
    buttons = (Button(act=Act.ACKNOWLEDGE), Button(act=Act.APPEAL, ask=True))
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    until = due_at(DutyKind.ACKNOWLEDGE, case)
    outcome = {
        "changed_ruling": case.changed_ruling,
        "responsible": facts.names(case.responsible(), world),
        "adjudged": case.adjudged is not None,
    }
    yield from to_authors("result", case, world, buttons=buttons, rulings=rulings, until=until, **outcome)


def _entered(event: ev.Entered, case: Case, world: World) -> Said:
    if event.phase is Phase.ACKNOWLEDGING:
        yield from _result(case, world)
    yield from freight_notices.entered(event, case, world)
    if event.phase is Phase.CLOSED:
        yield from to_authors("closed", case, world, outcome=case.outcome)
        yield from outcome_notices.closing_line(case, world)


def _flagged(event: ev.SettlementFlagged, case: Case, world: World) -> Said:
    """Set late, a freight may have to be paid after all; cleared, the complainant learns why."""
    if event.on:
        yield from freight_notices.invited(case, world)
    else:
        had_form, by = case.flow is not None, facts.doer(event, world)
        yield from to_authors(
            "settlement_cleared", case, world, reason=event.reason, by=by, had_form=had_form
        )


def _withdrawn(event: ev.Withdrawn, case: Case, world: World) -> Said:
    if case.handed_over_at is not None:
        yield to_group("withdrawn", case, world, reason=event.reason)


def _claim_settled(event: ev.ClaimSettled, case: Case, world: World) -> Said:
    head = world.directory.head(event.department)
    if head is not None:
        told_why: facts.Facts = {
            "moved_to": facts.names(event.moved_to, world),
            "rejected": event.rejected,
            "answered": case.ruling_of(event.department) is not None,
        }
        yield to_person(head, "claim_settled", case, world, reason=event.reason, **told_why)


def _missed(event: ev.DutyMissed, case: Case, world: World) -> Said:
    """Misses of one person's duty go on privately; those of departments are announced together."""
    duty = case.duties[event.key]
    if not duty.is_open:  # done by now, a little late: there is nothing to ask for
        return
    match duty.kind:
        case DutyKind.APPROVE:
            yield from draft_notices.request_approval(case, world)
        case DutyKind.POST_FOR:
            yield from to_authors("proxy_silent", case, world, buttons=(Button(act=Act.POST_MYSELF),))
            yield from tell_superiors(case, [duty], world)
        case DutyKind.COMPLETE:
            buttons = (Button(act=Act.RESUME), Button(act=Act.TAKE_AS_WITHDRAWN, ask=True))
            for person in who.hr(case, world):
                yield to_person(person, "completion_missing", case, world, buttons=buttons)
        case DutyKind.SETTLE_CLAIM | DutyKind.ADJUDICATE:
            yield from office_request(duty, who.supervisors(case, world), case, world)
        case DutyKind.APPEAL if case.appeal is not None:
            yield from appeal_notices.request_judgement(case, world)


def _evidence_not_kept(event: ev.EvidenceNotKept, case: Case, world: World) -> Said:
    """Whoever sent it can send it in another way while she still has it."""
    exhibit = next(one for one in case.evidence if one.evidence.unique_id == event.unique_id)
    if exhibit.by is not None:
        file, sender = exhibit.evidence, world.person(exhibit.by)
        yield to_person(
            sender,
            "evidence_not_kept",
            case,
            world,
            reason=event.reason,
            medium=file.medium,
            called=file.name,
        )


def _passed_on(event: ev.DutyPassedOn, case: Case, world: World) -> Said:
    """Who owes it now is asked as the one before was."""
    duty = case.duties[event.key]
    if duty.kind in OF_MONEY and duty.is_open and duty.person == event.person:
        yield waiting.request(world.person(event.person), duty, case, world)
    match duty.kind:
        case DutyKind.APPROVE:
            yield from draft_notices.request_approval(case, world)
        case DutyKind.APPEAL if case.appeal is not None:
            yield from appeal_notices.request_judgement(case, world)


_SPEAKERS: dict[type[ev.Event], Callable[..., Said]] = {
    **draft_notices.SPEAKERS,
    **appeal_notices.SPEAKERS,
    ev.Posted: _posted,
    ev.CompletionAsked: _completion_asked,
    ev.Completed: _completed,
    ev.PartGiven: _part_given,
    ev.Ruled: _ruled,
    ev.Entered: _entered,
    ev.Withdrawn: _withdrawn,
    ev.SettlementFlagged: _flagged,
    ev.Marked: marked,
    **dict.fromkeys((ev.Supplemented, ev.ProcessSupplemented), correcting.supplemented),
    ev.ClaimSettled: _claim_settled,
    ev.EvidenceNotKept: _evidence_not_kept,
    ev.DutyOpened: duty_opened,
    ev.DutyReopened: duty_opened,
    ev.DutyPassedOn: _passed_on,
    ev.DutyMissed: _missed,
    ev.Reminded: reminded,
    ev.FineOpened: fine_opened,
    ev.FineChanged: fine_changed,
    ev.FineDoubted: fine_doubted,
    **freight_notices.SPEAKERS,
    vev.VoucherReturned: freight_stops.returned,
    vev.VoucherRevised: freight_stops.revised,
    ev.FineRetained: fine_retained,
    **dict.fromkeys((ev.WindowLengthened, ev.WindowReopened), windows.told),
    **dict.fromkeys(flow_notices.TOLD, flow_notices.told),
    ev.FlowDropped: flow_notices.dropped,
}
