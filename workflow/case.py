"""The state of a case, and how each event changes it; nothing here decides."""

from datetime import datetime
from functools import singledispatch
from typing import Any

from pydantic import AwareDatetime, Field

from workflow import events as ev
from workflow.duties import Duty, DutyKind, Ending
from workflow.fines import Fine, FineStatus
from workflow.phases import Outcome, Phase
from workflow.values import Form, Kind, Value


class Ruling(Value):
    """What one department answered in one round; `responsible` is None until it named somebody."""

    department: str
    round: int
    at: AwareDatetime
    by: int | None
    finding: str = ""
    opinion: str = ""
    plan: str = ""
    responsible: tuple[str, ...] | None = None


class Claim(Value):
    """非本部門責任 by one department in one round; `settled` once HR answered it (service)."""

    department: str
    round: int
    at: AwareDatetime
    reason: str
    settled: bool = False


class Appeal(Value):
    """The appeal that is being judged, or was last."""

    body: str
    judge: int
    reason: str
    at: AwareDatetime
    final: bool = False


class Entry(Value):
    """One line of the timeline: an event's name, its moment, its person and a few words."""

    what: str
    at: AwareDatetime
    by: int | None = None
    detail: str = ""


class Case(Value):
    """Everything about one case; `id` is the stream's number, 0 before it is filed."""

    id: int = 0
    draft: str = ""
    number: str = ""
    form: Form | None = None
    phase: Phase = Phase.DRAFT
    outcome: Outcome | None = None
    revision: int = 1
    author: int | None = None
    complainant: int | None = None
    source: tuple[int, int] = (0, 0)  # chat and message the form was typed in
    target: tuple[str, int | None] | None = None  # the accused department and person, once named by button
    wants_proxy: bool = False
    released: bool = False  # the group post may go out
    filed_at: AwareDatetime | None = None
    approved_at: AwareDatetime | None = None
    approved_by: int | None = None
    proxy: int | None = None
    posted_at: AwareDatetime | None = None
    post: tuple[int, int] | None = None
    accepted_at: AwareDatetime | None = None
    handed_over_at: AwareDatetime | None = None
    published: str = ""
    completion_asked: bool = False
    settlement: bool = False
    settled_note: str = ""
    round: int = 1
    parts: dict[str, ev.PartGiven] = Field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    claims: tuple[Claim, ...] = ()
    adjudged: tuple[str, ...] | None = None
    changed_ruling: str = ""
    notified_at: AwareDatetime | None = None
    appeal: Appeal | None = None
    appeals: int = 0
    duties: dict[str, Duty] = Field(default_factory=dict)
    fines: dict[str, Fine] = Field(default_factory=dict)
    timeline: tuple[Entry, ...] = ()
    closed_at: AwareDatetime | None = None
    version: int = 0  # events so far

    @property
    def name(self) -> str:
        """The number people know it by."""
        return self.number or self.draft

    @property
    def kind(self) -> Kind:
        assert self.form is not None
        return self.form.kind

    @property
    def is_open(self) -> bool:
        return self.phase is not Phase.CLOSED

    def duty(self, kind: DutyKind, department: str | None = None) -> Duty | None:
        """The newest duty of the kind; with a department, that department's of this round."""
        if department is not None:
            return self.duties.get(f"{kind}/{self.round}/{department}")
        found = [duty for duty in self.duties.values() if duty.kind is kind]
        return max(found, key=lambda duty: duty.round, default=None)

    def open_duties(self, kind: DutyKind | None = None) -> tuple[Duty, ...]:
        return tuple(d for d in self.duties.values() if d.is_open and kind in (None, d.kind))

    def replies(self) -> tuple[Duty, ...]:
        """The reply duties of this round."""
        return tuple(d for d in self.duties.values() if d.kind is DutyKind.REPLY and d.round == self.round)

    def round_rulings(self) -> tuple[Ruling, ...]:
        return tuple(ruling for ruling in self.rulings if ruling.round == self.round)

    def ruling_of(self, department: str) -> Ruling | None:
        found = [ruling for ruling in self.round_rulings() if ruling.department == department]
        return found[-1] if found else None

    def claim_of(self, department: str) -> Claim | None:
        found = [c for c in self.claims if c.department == department and c.round == self.round]
        return found[-1] if found else None

    def responsible(self) -> tuple[str, ...]:
        """The departments found responsible in this round, adjudged ones first."""
        if self.adjudged is not None:
            return self.adjudged
        named = [name for ruling in self.round_rulings() for name in ruling.responsible or ()]
        return tuple(dict.fromkeys(named))


def replay(case: Case, events: tuple[ev.Event, ...]) -> Case:
    """Apply the events in order."""
    for event in events:
        case = evolve(case, event)
    return case


def evolve(case: Case, event: ev.Event) -> Case:
    """The case after the event."""
    changes = _changes(event, case)
    changes["version"] = case.version + 1
    entry = _entry(event)
    if entry:
        changes["timeline"] = (*case.timeline, entry)
    return case.model_copy(update=changes)


# Private functions

_DETAIL = {
    ev.Returned: "reason",
    ev.CompletionAsked: "reason",
    ev.Disclaimed: "department",
    ev.Ruled: "department",
    ev.Concurred: "department",
    ev.Withdrawn: "reason",
    ev.Appealed: "body",
    ev.AppealUpheld: "reason",
    ev.RulingChanged: "text",
    ev.Remanded: "reason",
    ev.SettledOffline: "note",
    ev.Supplemented: "text",
    ev.Completed: "text",
    ev.Concluded: "reason",
}
_TOLD = {
    ev.Posted, ev.PostedFor, ev.Accepted, ev.Published, ev.Routed, ev.Notified, ev.Acknowledged, ev.Adjudicated,
    ev.ClaimSettled, *_DETAIL,
}  # fmt: skip


def _entry(event: ev.Event) -> Entry | None:
    if type(event) not in _TOLD:
        return None
    detail = getattr(event, _DETAIL.get(type(event), ""), "") if type(event) in _DETAIL else _listed(event)
    return Entry(what=type(event).__name__, at=event.at, by=event.by, detail=detail)


def _listed(event: ev.Event) -> str:
    names = getattr(event, "departments", None) or getattr(event, "responsible", None) or ()
    return ",".join(names)


@singledispatch
def _changes(event: ev.Event, _case: Case) -> dict[str, Any]:
    raise TypeError(f"a case knows no {type(event).__name__}")


@_changes.register
def _(event: ev.Filed, _case: Case) -> dict[str, Any]:
    return {
        "draft": event.draft,
        "form": event.form,
        "settlement": event.form.settlement,
        "author": event.by,
        "complainant": event.complainant,
        "source": (event.chat_id, event.message_id),
        "filed_at": event.at,
    }


@_changes.register
def _(event: ev.Revised, _case: Case) -> dict[str, Any]:
    return {"form": event.form, "settlement": event.form.settlement, "revision": event.revision}


@_changes.register
def _(event: ev.TargetNamed, _case: Case) -> dict[str, Any]:
    return {"target": (event.department, event.person)}


@_changes.register
def _(event: ev.Approved, case: Case) -> dict[str, Any]:
    return {
        "number": event.number,
        "approved_at": event.at,
        "approved_by": event.by,
        "released": not case.wants_proxy,
    }


@_changes.register
def _(_event: ev.ProxyAsked, _case: Case) -> dict[str, Any]:
    return {"wants_proxy": True}


@_changes.register
def _(event: ev.PostedFor, case: Case) -> dict[str, Any]:
    return {"released": True, "proxy": event.by if event.by != case.complainant else None}


@_changes.register
def _(event: ev.Posted, _case: Case) -> dict[str, Any]:
    return {"posted_at": event.at, "post": (event.chat_id, event.message_id)}


@_changes.register
def _(event: ev.Accepted, _case: Case) -> dict[str, Any]:
    return {"accepted_at": event.at}


@_changes.register
def _(_event: ev.CompletionAsked, _case: Case) -> dict[str, Any]:
    return {"completion_asked": True}


@_changes.register
def _(event: ev.Published, _case: Case) -> dict[str, Any]:
    return {"published": event.text}


@_changes.register
def _(event: ev.HandedOver, _case: Case) -> dict[str, Any]:
    return {"handed_over_at": event.at}


@_changes.register
def _(event: ev.PartGiven, case: Case) -> dict[str, Any]:
    return {"parts": {**case.parts, event.department: event}}


@_changes.register
def _(event: ev.Ruled, case: Case) -> dict[str, Any]:
    ruling = Ruling(**event.model_dump(), round=case.round)
    kept = tuple(r for r in case.rulings if (r.department, r.round) != (ruling.department, ruling.round))
    parts = {name: part for name, part in case.parts.items() if name != event.department}
    return {"rulings": (*kept, ruling), "parts": parts}


@_changes.register
def _(event: ev.ResponsibleNamed, case: Case) -> dict[str, Any]:
    def named(ruling: Ruling) -> Ruling:
        mine = (ruling.department, ruling.round) == (event.department, case.round)
        return ruling.model_copy(update={"responsible": event.responsible}) if mine else ruling

    return {"rulings": tuple(named(ruling) for ruling in case.rulings)}


@_changes.register
def _(event: ev.Disclaimed, case: Case) -> dict[str, Any]:
    claim = Claim(department=event.department, round=case.round, at=event.at, reason=event.reason)
    return {"claims": (*case.claims, claim)}


@_changes.register
def _(event: ev.ClaimSettled, case: Case) -> dict[str, Any]:
    def settled(claim: Claim) -> Claim:
        mine = (claim.department, claim.round) == (event.department, case.round)
        return claim.model_copy(update={"settled": True}) if mine else claim

    return {"claims": tuple(settled(claim) for claim in case.claims)}


@_changes.register
def _(event: ev.Adjudicated, _case: Case) -> dict[str, Any]:
    return {"adjudged": event.responsible}


@_changes.register
def _(event: ev.Notified, _case: Case) -> dict[str, Any]:
    return {"notified_at": event.at}


@_changes.register
def _(event: ev.Appealed, case: Case) -> dict[str, Any]:
    appeal = Appeal(body=event.body, judge=event.judge, reason=event.reason, at=event.at, final=event.final)
    return {"appeal": appeal, "appeals": case.appeals + 1}


@_changes.register
def _(event: ev.RulingChanged, _case: Case) -> dict[str, Any]:
    return {"changed_ruling": event.text}


@_changes.register
def _(_event: ev.Remanded, case: Case) -> dict[str, Any]:
    return {"round": case.round + 1, "adjudged": None, "changed_ruling": "", "notified_at": None, "parts": {}}


@_changes.register
def _(event: ev.SettlementFlagged, _case: Case) -> dict[str, Any]:
    return {"settlement": event.on}


@_changes.register
def _(event: ev.SettledOffline, _case: Case) -> dict[str, Any]:
    return {"settled_note": event.note}


@_changes.register
def _(event: ev.Entered, _case: Case) -> dict[str, Any]:
    closed_at: datetime | None = event.at if event.phase is Phase.CLOSED else None
    return {"phase": event.phase, "outcome": event.outcome, "closed_at": closed_at}


@_changes.register(ev.Returned)
@_changes.register(ev.Completed)
@_changes.register(ev.Routed)
@_changes.register(ev.Concurred)
@_changes.register(ev.Concluded)
@_changes.register(ev.Acknowledged)
@_changes.register(ev.AppealUpheld)
@_changes.register(ev.Withdrawn)
@_changes.register(ev.Supplemented)
def _(_event: ev.Event, _case: Case) -> dict[str, Any]:
    return {}


@_changes.register
def _(event: ev.DutyOpened, case: Case) -> dict[str, Any]:
    return {"duties": {**case.duties, event.duty.key: event.duty}}


@_changes.register
def _(event: ev.DutyReopened, case: Case) -> dict[str, Any]:
    return {"duties": {**case.duties, event.key: event.duty}}


@_changes.register
def _(event: ev.DutyEnded, case: Case) -> dict[str, Any]:
    ended = {
        "ended_at": event.at,
        "ended_by": event.by,
        "ending": event.ending,
        "ended_late": event.late,
    }
    return _with_duty(case, event.key, ended)


@_changes.register
def _(event: ev.DutyMissed, case: Case) -> dict[str, Any]:
    return _with_duty(case, event.key, {"missed_at": event.at})


@_changes.register
def _(event: ev.MissTakenBack, case: Case) -> dict[str, Any]:
    return _with_duty(case, event.key, {"missed_at": None})


@_changes.register
def _(event: ev.Reminded, case: Case) -> dict[str, Any]:
    return _with_duty(case, event.key, {"reminded": event.count})


@_changes.register
def _(event: ev.Pinged, case: Case) -> dict[str, Any]:
    duties = dict(case.duties)
    for key in event.keys:
        if key in duties and duties[key].pinged_at is None:
            duties[key] = duties[key].model_copy(update={"pinged_at": event.at})
    return {"duties": duties}


def _with_duty(case: Case, key: str, changes: dict[str, Any]) -> dict[str, Any]:
    return {"duties": {**case.duties, key: case.duties[key].model_copy(update=changes)}}


@_changes.register
def _(event: ev.FineOpened, case: Case) -> dict[str, Any]:
    return {"fines": {**case.fines, event.fine.number: event.fine}}


@_changes.register
def _(event: ev.FineChanged, case: Case) -> dict[str, Any]:
    changes: dict[str, Any] = {"status": event.status, "changed_at": event.at, "changed_by": event.by}
    if event.status is FineStatus.OBJECTED:
        changes["objected_reason"] = event.reason
    else:
        changes["note"] = event.reason
    if event.objection_until is not None:
        changes["objection_until"] = event.objection_until
    return _with_fine(case, event.number, changes)


@_changes.register
def _(event: ev.LatenessKnown, case: Case) -> dict[str, Any]:
    return _with_fine(case, event.number, {"minutes_late": event.minutes})


def _with_fine(case: Case, number: str, changes: dict[str, Any]) -> dict[str, Any]:
    return {"fines": {**case.fines, number: case.fines[number].model_copy(update=changes)}}


ENDED_WELL = frozenset({Ending.DONE, Ending.RELEASED, Ending.DISCLAIMED, Ending.CONCURRED, Ending.EXCUSED})
