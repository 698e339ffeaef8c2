"""What is said of the flow form: to whoever has to sign, decide or execute, and to the complainant at each step (Q46)."""

from collections.abc import Callable

from workflow import events as ev
from workflow import facts, signers, who
from workflow.case import Case
from workflow.commands import Do
from workflow.duties import OF_FLOW, Duty, DutyKind, Ending
from workflow.flow import Flow
from workflow.flow_form import departments, is_current
from workflow.messages import Said, to_authors, to_person
from workflow.notices import Button, Notice
from workflow.owing import on_form, owing
from workflow.phases import Act
from workflow.signing import Signature
from workflow.values import Person, Verdict
from workflow.world import Scene, World

FLOW_FORM = "flow_form"
REQUESTED = (DutyKind.SIGN, DutyKind.OPINE, DutyKind.DECIDE, DutyKind.EXECUTE, DutyKind.FORWARD)
TOLD = (
    ev.FlowCompiled,
    ev.FlowSigned,
    ev.FlowForwarded,
    ev.OpinionSigned,
    ev.FlowDecided,
    ev.FlowExecuted,
)


def shown(case: Case, scene: Scene) -> facts.Facts:
    """The form as facts for messages; the printed one says the same."""
    flow = case.flow
    assert flow is not None
    is_signed = is_current(case)
    return {
        "form": facts.form(case),
        "departments": facts.names(departments(case), scene),
        "rulings": [facts.ruling(ruling, scene) for ruling in case.round_rulings()],
        "changed_ruling": case.changed_ruling,
        "revision": flow.revision,
        "heads": [_head(name, s, scene) for name, s in flow.heads.items() if is_signed],
        "unsigned": facts.names(flow.unsigned, scene) if flow.forwarded and is_signed else [],
        "forwarded": flow.forwarded,
        "opinion": flow.opinion,
        "opinion_by": _signature(flow.opinion_signature, scene),
        "amended": flow.amended,
        "verdict": flow.verdict,
        "decision": flow.decision,
        "decision_by": _signature(flow.decision_signature, scene),
        "execution": flow.execution,
    }


def duty_opened(event: ev.DutyOpened | ev.DutyReopened, case: Case, world: World) -> Said:
    """Whose turn it is gets the form with its buttons; HR is asked only once the heads let their time pass."""
    if event.duty.kind in OF_FLOW and event.duty.kind is not DutyKind.FORWARD:
        yield from requests(event.duty, case, world)


def unsigned(case: Case, missed: list[Duty], world: World) -> Said:
    """The heads' time is over: HR may 照轉 (Q31)."""
    duty = case.duty(DutyKind.FORWARD)
    if any(one.kind is DutyKind.SIGN for one in missed) and duty is not None and duty.is_open:
        yield from requests(duty, case, world)


def paused(case: Case, stopped: list[Duty], world: World) -> Said:
    """An appeal stops the form: whoever it waited for hears that there is nothing to do until the answer."""
    waited_for = (duty for duty in stopped if duty.kind in OF_FLOW - {DutyKind.FORWARD})
    asked = (one for duty in waited_for for one in people(duty, case, world))
    for person in dict.fromkeys(asked):
        yield to_person(person, "flow_paused", case, world)


def dropped(_event: ev.FlowDropped, case: Case, world: World) -> Said:
    """No money after all: whoever signed the form, or had it before her, hears that it is put away."""
    cleared = next(one for one in reversed(case.timeline) if one.what == ev.SettlementFlagged.__name__)
    knowing = {cleared.by, case.complainant, case.author}
    for person in dict.fromkeys((*_signers(case, world), *_waited_for(case, world))):
        if person.id not in knowing:
            by = facts.by(cleared.by, world)
            yield to_person(person, "flow_dropped", case, world, by=by, reason=cleared.detail)


def requests(duty: Duty, case: Case, world: World) -> Said:
    for person in people(duty, case, world):
        yield request(person, duty, case, world)


def request(person: Person, duty: Duty, case: Case, world: World) -> Notice:
    """The form put before somebody, with the buttons for what she owes."""
    due_gone = duty.is_limited and duty.due_at <= world.now
    told = owing(duty, case, world) | ({"late": True} if due_gone else {})
    about = {"duty": told, "flow": shown(case, world), "document": FLOW_FORM}
    return to_person(person, f"duty_{duty.kind}", case, world, buttons=buttons(duty, case), **about)


def people(duty: Duty, case: Case, world: World) -> tuple[Person, ...]:
    """Who may do what the duty asks for."""
    if duty.kind is DutyKind.SIGN:
        return signers.heads(case, world, Do(case=case.id, act=Act.SIGN_FORM, department=duty.department))
    return _PEOPLE[duty.kind](case, world)


def buttons(duty: Duty, case: Case) -> tuple[Button, ...]:
    """The buttons carry the revision that is shown: one that is outdated is refused."""
    flow = case.flow
    if flow is None or duty.kind not in OF_FLOW:
        return ()
    carried = {"revision": flow.revision}
    return tuple(button.model_copy(update=carried) for button in _buttons(duty, flow))


def told(event: ev.Event, case: Case, world: World) -> Said:
    """The complainant follows the form from desk to desk without carrying it (Q46)."""
    if case.flow is None or (
        isinstance(event, ev.FlowSigned) and event.signature.agrees and case.flow.unsigned
    ):
        return
    signature: Signature | None = getattr(event, "signature", None)
    more: facts.Facts = {
        "what": type(event).__name__,
        "by": facts.by(event.by, world),
        "stands_in": bool(signature and signature.stands_in),
        "agrees": signature is None or signature.agrees,
        "verdict": getattr(event, "verdict", None),
        "text": getattr(event, "text", "")
        or getattr(event, "reason", "")
        or getattr(signature, "reason", ""),
        "again": case.flow.revision > 1,
        "waits_for": on_form(case, world),
    }
    yield from to_authors("flow_step", case, world, **more)
    yield from _told_beside(event, case, world, more)


# Private functions


def _signers(case: Case, scene: Scene) -> list[Person]:
    assert case.flow is not None
    flow = case.flow
    given = (*flow.heads.values(), flow.opinion_signature, flow.decision_signature)
    return [scene.person(one.by) for one in given if one is not None]


def _waited_for(case: Case, world: World) -> list[Person]:
    """Whom the form waited for when it was put away, or when an appeal suspended it."""
    assert case.flow is not None
    since = case.flow.compiled_at
    stopped = (one for one in case.duties.values() if one.ending is Ending.CANCELLED)
    asked = (one for one in stopped if one.kind in OF_FLOW - {DutyKind.FORWARD})
    last = (one for one in asked if one.ended_at is not None and one.ended_at >= since)
    return [person for duty in last for person in people(duty, case, world)]


def _told_beside(event: ev.Event, case: Case, world: World, more: facts.Facts) -> Said:
    """Whoever was passed over, or decided for, hears it."""
    if isinstance(event, ev.FlowForwarded):
        heads = (signers.head_for(department, case, world) for department in event.departments)
        for head in dict.fromkeys(one for one in heads if one is not None):
            yield to_person(head, "passed_over", case, world, by=more["by"], text=more["text"])
    office = signers.decider_for(case, world) if isinstance(event, ev.FlowDecided) else None
    if office is not None and more["stands_in"] and office.id != event.by:
        told = {"by": more["by"], "verdict": more["verdict"], "text": more["text"]}
        yield to_person(office, "decided_for_you", case, world, **told)


_PEOPLE: dict[DutyKind, Callable[[Case, World], tuple[Person, ...]]] = {
    DutyKind.FORWARD: who.hr,
    DutyKind.OPINE: signers.opinion_writers,
    DutyKind.DECIDE: signers.deciders,
    DutyKind.EXECUTE: signers.executors,
}


def _buttons(duty: Duty, flow: Flow) -> tuple[Button, ...]:
    place = duty.department
    opinion_stands = bool(flow.opinion) and flow.verdict is not Verdict.SEND_BACK
    as_it_stands = (Button(act=Act.SIGN_OPINION),) if opinion_stands else ()
    by_kind: dict[DutyKind, tuple[Button, ...]] = {
        DutyKind.SIGN: (
            Button(act=Act.SIGN_FORM, department=place),
            Button(act=Act.DISAGREE, department=place, ask=True),
        ),
        DutyKind.FORWARD: (Button(act=Act.FORWARD_FORM, ask=True),),
        DutyKind.OPINE: (*as_it_stands, Button(act=Act.WRITE_OPINION, ask=True)),
        DutyKind.DECIDE: (
            Button(act=Act.AGREE),
            Button(act=Act.AMEND, ask=True),
            Button(act=Act.SEND_BACK, ask=True),
        ),
        DutyKind.EXECUTE: (Button(act=Act.EXECUTE, ask=True),),
    }
    return by_kind[duty.kind]


def _head(department: str, signature: Signature, scene: Scene) -> facts.Facts:
    return {**_signed(signature, scene), "department": scene.department(department).name}


def _signature(signature: Signature | None, scene: Scene) -> facts.Facts | None:
    return None if signature is None else _signed(signature, scene)


def _signed(signature: Signature, scene: Scene) -> facts.Facts:
    return {
        "name": scene.person(signature.by).name,
        "at": facts.moment(signature.at),
        "stands_in": signature.stands_in,
        "agrees": signature.agrees,
        "reason": signature.reason,
    }
