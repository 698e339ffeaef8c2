"""May this person do this now? One refusal each: not enrolled, not yours, not in this phase, done already."""

from typing import Final

from workflow.acts import ACTS, Rule
from workflow.case import Case, Entry
from workflow.commands import Do
from workflow.duties import DutyKind
from workflow.elsewhere import NOBODY, Before, form_not_here
from workflow.flow import Flow, Step
from workflow.freight_checks import FITTING, check_voucher
from workflow.phases import Act, Outcome, Phase
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import World

DONE_AS = {  # the event by which an act is known to have been done before
    Act.POST_FOR: "PostedFor",
    Act.POST_MYSELF: "PostedFor",
    Act.ACCEPT: "Accepted",
    Act.PUBLISH: "Published",
    Act.ROUTE: "Routed",
    Act.NOTIFY: "Notified",
    Act.ACKNOWLEDGE: "Acknowledged",
    Act.WITHDRAW: "Withdrawn",
    Act.TAKE_AS_WITHDRAWN: "Withdrawn",
    Act.COMPLETE: "Completed",
    Act.ASK_COMPLETION: "CompletionAsked",
    Act.ADJUDICATE: "Adjudicated",
    Act.CONCLUDE: "Concluded",
}
OF_JUDGES = {"AppealUpheld": Act.UPHOLD, "RulingChanged": Act.CHANGE, "Remanded": Act.REMAND}
TAKEN_BACK_BY: dict[Outcome | None, Act] = {Outcome.CANCELLED: Act.CANCEL, Outcome.WITHDRAWN: Act.WITHDRAW}
OF_CLAIMS = frozenset({Act.REASSIGN, Act.EXCUSE, Act.REJECT_CLAIM})
WHILE_OWED: dict[Act, frozenset[DutyKind]] = {  # acts that are open only as long as a duty is
    Act.ACCEPT: frozenset({DutyKind.ACCEPT}),
    Act.PUBLISH: frozenset({DutyKind.PUBLISH}),
    Act.SIGN_FORM: frozenset({DutyKind.SIGN}),
    Act.DISAGREE: frozenset({DutyKind.SIGN}),
    Act.FORWARD_FORM: frozenset({DutyKind.FORWARD}),
    Act.WRITE_OPINION: frozenset({DutyKind.OPINE, DutyKind.DECIDE}),
    Act.SIGN_OPINION: frozenset({DutyKind.OPINE}),
    Act.AGREE: frozenset({DutyKind.DECIDE}),
    Act.AMEND: frozenset({DutyKind.DECIDE}),
    Act.SEND_BACK: frozenset({DutyKind.DECIDE}),
    Act.EXECUTE: frozenset({DutyKind.EXECUTE}),
    Act.SETTLE_OFFLINE: frozenset({DutyKind.SETTLE}),
}
OF_FORM = {  # the acts on the flow form, and the event each is recorded as
    Act.SIGN_FORM: "FlowSigned",
    Act.DISAGREE: "FlowSigned",
    Act.FORWARD_FORM: "FlowForwarded",
    Act.WRITE_OPINION: "OpinionSigned",
    Act.SIGN_OPINION: "OpinionSigned",
    Act.AGREE: "FlowDecided",
    Act.AMEND: "FlowDecided",
    Act.SEND_BACK: "FlowDecided",
    Act.EXECUTE: "FlowExecuted",
}


OF_HEADS = frozenset({Act.SIGN_FORM, Act.DISAGREE})
WAITS_AT = {  # the acts of those for whom the form waits, and where it is then
    Act.SIGN_FORM: {Step.SIGNING},
    Act.DISAGREE: {Step.SIGNING},
    Act.FORWARD_FORM: {Step.SIGNING},
    Act.WRITE_OPINION: {Step.OPINION, Step.DECISION},
    Act.SIGN_OPINION: {Step.OPINION},
    Act.AGREE: {Step.DECISION},
    Act.AMEND: {Step.DECISION},
    Act.SEND_BACK: {Step.DECISION},
}
_FORWARDED = "FlowForwarded"
OPEN_AGAIN = frozenset({Phase.APPEALING, Phase.HANDLING})
"""While it is open again who is responsible, nobody signs; who has not signed is asked again afterwards."""


def check(case: Case, do: Do, world: World) -> None:
    """Raise Refusal unless the actor may do it to the case as it stands."""
    if world.actor is None:
        raise Refusal("not_enrolled")
    rule = ACTS[do.act]
    entitled = rule.who(case, world, do)
    if world.actor not in entitled:
        raise Refusal("not_entitled", **_those(entitled, do, world), phase=case.phase)
    if not is_open(case, do.act, rule):
        raise _too_late(case, do, world)


def is_open(case: Case, act: Act, rule: Rule | None = None) -> bool:
    """Whether the phase (and kind) of the case lets the act be done by somebody."""
    rule = rule or ACTS[act]
    if case.form is None or rule.kind not in (None, case.kind) or case.phase not in rule.phases:
        return False
    owed = WHILE_OWED.get(act)
    return owed is None or any(duty.kind in owed for duty in case.open_duties())


def may(case: Case, act: Act, person: Person, world: World) -> bool:
    """Whether the person could do the act now."""
    do = Do(case=case.id, act=act)
    return is_open(case, act) and person in ACTS[act].who(case, world, do)


def principal(case: Case, do: Do, world: World) -> int | None:
    """Return for whom the actor does it as a deputy, None where she may in her own right."""
    actor = world.actor
    principals = world.directory.principals_of(actor, world.at) if actor else ()
    if not principals:
        return None
    by_themselves = ACTS[do.act].who(case, world.without_deputies(), do)
    if actor in by_themselves:
        return None
    return next((person.id for person in by_themselves if person in principals), None)


# Private functions

_OF_PEOPLE: Final = frozenset({Act.MARK_URGENT, Act.CLEAR_URGENT, Act.MARK_IMPORTANT, Act.CLEAR_IMPORTANT})
"""Acts of several posts, which no department has as such: whoever may is named alone."""


def _those(entitled: tuple[Person, ...], do: Do, world: World) -> dict[str, object]:
    offices = () if do.act in _OF_PEOPLE else entitled
    departments = dict.fromkeys(world.department(person.department).name for person in offices)
    actor = world.actor
    return {
        "act": do.act,
        "departments": list(departments),
        "people": [person.name for person in entitled],
        "yours": world.department(actor.department).name if actor else "",
    }


def _too_late(case: Case, do: Do, world: World) -> Refusal:
    if _is_suspended(case, do, world):
        return Refusal("money_suspended", phase=case.phase, act=do.act)
    if do.act in OF_FORM and case.flow is not None:
        return _form_is_elsewhere(case, case.flow, do, world)
    entry = _done_before(case, do.act)
    if entry is None:
        return _over(case, do)
    first = {"by": world.person(entry.by).name if entry.by is not None else "", "at": entry.at.isoformat()}
    if do.act in OF_CLAIMS:
        return Refusal("nothing_claimed", **first)
    return Refusal("already_done", act=OF_JUDGES.get(entry.what, do.act), **first)


def _over(case: Case, do: Do) -> Refusal:
    """The act has no place any more; of a complaint that was taken back, say so and when."""
    if case.outcome not in TAKEN_BACK_BY or case.closed_at is None:
        return Refusal("wrong_phase", phase=case.phase, act=do.act)
    return Refusal("already_done", act=TAKEN_BACK_BY[case.outcome], by="", at=case.closed_at.isoformat())


def _is_suspended(case: Case, do: Do, world: World) -> bool:
    """Whether only an appeal, or another round, keeps the actor from what waits for her on the form or a voucher."""
    if case.phase not in OPEN_AGAIN:
        return False
    if do.act in FITTING:
        return check_voucher(case, do, world).is_open
    flow = case.flow
    if flow is None or flow.dropped or flow.step not in WAITS_AT.get(do.act, ()):
        return False
    return do.act not in OF_HEADS or any(_signs_for(one, case, do, world) for one in flow.unsigned)


def _signs_for(department: str, case: Case, do: Do, world: World) -> bool:
    hers = do.model_copy(update={"department": department})
    return do.department in {"", department} and world.actor in ACTS[do.act].who(case, world, hers)


def _form_is_elsewhere(case: Case, flow: Flow, do: Do, world: World) -> Refusal:
    """Too early or too late: say who did this last (a head: when he himself did), and who is to do what now."""
    last = _last_done(case, flow, do, world)
    passed = last is not None and last.what == _FORWARDED and do.act in OF_HEADS
    before = NOBODY if last is None else Before(last.by, last.at, last.refused, passed)
    return form_not_here(case, do, world, before)


def _last_done(case: Case, flow: Flow, do: Do, world: World) -> Entry | None:
    """Who did it: she herself, or for a head whoever signed for his department, or went on without him."""
    since = [entry for entry in case.timeline if entry.at >= flow.compiled_at]
    done = [entry for entry in since if entry.what == OF_FORM[do.act]]
    own = [entry for entry in done if entry.by == world.stimulus.actor]
    if do.act in OF_HEADS and not own:
        waived = any(_signs_for(one, case, do, world) for one in flow.unsigned)
        done = (
            [entry for entry in since if entry.what == _FORWARDED]
            if waived
            else [entry for entry in done if _signs_for(entry.detail, case, do, world)]
        )
    return next(iter((own or done)[-1:]), None)


def _done_before(case: Case, act: Act) -> Entry | None:
    if act is Act.APPROVE and case.approved_at is not None:  # told on the line of the post
        return Entry(what="Approved", at=case.approved_at, by=case.approved_by)
    events = _recorded_as(act)
    return next((entry for entry in reversed(case.timeline) if entry.what in events), None)


def _recorded_as(act: Act) -> frozenset[str]:
    """The events by which somebody was first: of two judges, or of HR about a claim, also with another answer."""
    if act in OF_JUDGES.values():
        return frozenset(OF_JUDGES)
    return frozenset({"ClaimSettled"} if act in OF_CLAIMS else {DONE_AS.get(act, "")})
