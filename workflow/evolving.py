"""How each event changes a case; nothing here decides."""

from datetime import datetime
from functools import singledispatch
from typing import Any

from workflow import events as ev
from workflow import flow
from workflow import voucher_events as vev
from workflow.case import Appeal, Case, Claim, Entry, Remark, Ruling
from workflow.duty_changes import duty_changes
from workflow.evidence import Exhibit
from workflow.fine_changes import fine_after
from workflow.phases import Outcome, Phase
from workflow.voucher_changes import voucher_after


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
    ev.Concurred: "both",
    ev.ClaimSettled: "answer",
    ev.Withdrawn: "reason",
    ev.Appealed: "body",
    ev.AppealUpheld: "reason",
    ev.RulingChanged: "text",
    ev.Remanded: "reason",
    ev.SettledOffline: "note",
    ev.SettlementFlagged: "cleared_for",
    ev.Supplemented: "text",
    ev.Completed: "text",
    ev.Marked: "told",
    ev.Unmarked: "mark",
    ev.Concluded: "reason",
    ev.FlowSigned: "department",
    ev.FlowDecided: "verdict",
    vev.VoucherDrafted: "number",
    vev.VoucherPaid: "number",
    vev.VoucherWrittenOff: "number",
    vev.VoucherCancelled: "number",
}
_TOLD = {
    ev.Posted, ev.PostedFor, ev.Accepted, ev.Published, ev.Routed, ev.Notified, ev.Acknowledged, ev.Adjudicated,
    ev.FormEdited, ev.ProcessSupplemented, ev.WindowReopened, ev.FlowCompiled, ev.FlowForwarded, ev.OpinionSigned, ev.FlowExecuted, *_DETAIL,
}  # fmt: skip


def _entry(event: ev.Event) -> Entry | None:
    if type(event) not in _TOLD:
        return None
    detail = getattr(event, _DETAIL.get(type(event), ""), "") if type(event) in _DETAIL else _listed(event)
    return Entry(
        what=type(event).__name__,
        at=event.at,
        by=event.by,
        detail=detail,
        about=event.about,
        stands_for=event.stands_for,
        changes=event.changes if isinstance(event, ev.FormEdited) else (),
        refused=isinstance(event, ev.FlowSigned) and not event.signature.agrees,
    )


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
    return {
        "form": event.form,
        "settlement": event.form.settlement,
        "revision": event.revision,
        "complainant": event.complainant,
        "target": None,
    }


@_changes.register
def _(event: ev.TargetNamed, _case: Case) -> dict[str, Any]:
    return {"target": (event.department, event.person)}


@_changes.register
def _(event: ev.Approved, case: Case) -> dict[str, Any]:
    return {
        "number": event.number,
        "approved_at": event.at,
        "approved_by": event.by,
        "approved_for": event.stands_for,
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
def _(event: ev.ProcessSupplemented, case: Case) -> dict[str, Any]:
    remark = Remark(at=event.at, by=event.by, text=event.text)
    return {"process_remarks": (*case.process_remarks, remark)}


@_changes.register
def _(event: ev.HandedOver, _case: Case) -> dict[str, Any]:
    return {"handed_over_at": event.at}


@_changes.register
def _(event: ev.PartGiven, case: Case) -> dict[str, Any]:
    return {"parts": {**case.parts, event.department: event}}


@_changes.register
def _(event: ev.Ruled, case: Case) -> dict[str, Any]:
    ruling = Ruling(**event.model_dump(exclude={"about", "stands_for"}), round=case.round)
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
def _(event: ev.Adjudicated, _case: Case) -> dict[str, Any]:
    return {"adjudged": event.responsible}


@_changes.register
def _(event: ev.Notified, _case: Case) -> dict[str, Any]:
    return {"notified_at": event.at}


@_changes.register
def _(event: ev.AppealBegun, _case: Case) -> dict[str, Any]:
    return {"appeal_begun": event}


@_changes.register
def _(event: ev.Appealed, _case: Case) -> dict[str, Any]:
    appeal = Appeal(body=event.body, judge=event.judge, reason=event.reason, at=event.at, final=event.final)
    return {"appeal": appeal}


@_changes.register
def _(event: ev.RulingChanged, case: Case) -> dict[str, Any]:
    return {"changed_ruling": event.text, "adjudged": event.responsible or case.adjudged}


@_changes.register
def _(_event: ev.Remanded, case: Case) -> dict[str, Any]:
    return {"round": case.round + 1, "adjudged": None, "changed_ruling": "", "notified_at": None, "parts": {}}


@_changes.register
def _(event: ev.SettlementFlagged, _case: Case) -> dict[str, Any]:
    return {"settlement": event.on}


@_changes.register
def _(event: ev.Marked, case: Case) -> dict[str, Any]:
    return {"marks": {**case.marks, event.mark: event.reason}}


@_changes.register
def _(event: ev.Unmarked, case: Case) -> dict[str, Any]:
    return {"marks": {mark: reason for mark, reason in case.marks.items() if mark is not event.mark}}


@_changes.register
def _(event: ev.SettledOffline, _case: Case) -> dict[str, Any]:
    return {"settled_note": event.note}


@_changes.register
def _(event: ev.EvidenceAdded, case: Case) -> dict[str, Any]:
    added = Exhibit(evidence=event.evidence, at=event.at, by=event.by, department=event.department)
    return {"evidence": (*case.evidence, added)}


@_changes.register
def _(event: ev.EvidenceKept, case: Case) -> dict[str, Any]:
    return _with_exhibit(case, event.unique_id, {"path": event.path, "sha256": event.sha256})


@_changes.register
def _(event: ev.EvidenceNotKept, case: Case) -> dict[str, Any]:
    return _with_exhibit(case, event.unique_id, {"not_kept": event.reason})


def _with_exhibit(case: Case, unique_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    def changed(one: Exhibit) -> Exhibit:
        return one.model_copy(update=changes) if one.evidence.unique_id == unique_id else one

    return {"evidence": tuple(changed(one) for one in case.evidence)}


@_changes.register
def _(event: ev.Entered, _case: Case) -> dict[str, Any]:
    closed_at: datetime | None = event.at if event.phase is Phase.CLOSED else None
    return {
        "phase": event.phase,
        "outcome": event.outcome,
        "closed_at": closed_at,
        "appeal_begun": None,
    }


@_changes.register
def _(event: ev.FlowCompiled, case: Case) -> dict[str, Any]:
    return {"flow": flow.compiled(case.flow, event)}


@_changes.register
def _(event: ev.FlowEvent, case: Case) -> dict[str, Any]:
    assert case.flow is not None
    return {"flow": flow.after(case.flow, event)}


@_changes.register
def _(event: ev.Acknowledged, _case: Case) -> dict[str, Any]:
    return {"agreed": Outcome.UNOPPOSED if event.silent else Outcome.ACKNOWLEDGED}


@_changes.register(ev.Returned)
@_changes.register(ev.Completed)
@_changes.register(ev.Routed)
@_changes.register(ev.Concurred)
@_changes.register(ev.ClaimSettled)
@_changes.register(ev.Concluded)
@_changes.register(ev.AppealUpheld)
@_changes.register(ev.Withdrawn)
@_changes.register(ev.Supplemented)
@_changes.register(ev.FormEdited)
def _(_event: ev.Event, _case: Case) -> dict[str, Any]:
    return {}


@_changes.register
def _(event: ev.DutyEvent, case: Case) -> dict[str, Any]:
    return duty_changes(event, case)


@_changes.register
def _(event: ev.FineOpened, case: Case) -> dict[str, Any]:
    return {"fines": {**case.fines, event.fine.number: event.fine}}


@_changes.register
def _(event: ev.FineEvent, case: Case) -> dict[str, Any]:
    return {"fines": {**case.fines, event.number: fine_after(event, case.fines[event.number])}}


@_changes.register
def _(event: vev.VoucherEvent, case: Case) -> dict[str, Any]:
    after = voucher_after(event, case.vouchers.get(event.number))
    return {"vouchers": {**case.vouchers, event.number: after}}
