"""How each event changes its fine; nothing here decides."""

from functools import singledispatch
from typing import Any

from workflow import events as ev
from workflow.fines import Fine, FineStatus, FineStep


def fine_after(event: ev.FineEvent, before: Fine) -> Fine:
    """Return the fine after the event."""
    changes = _changes(event, before)
    if not isinstance(event, ev.LatenessKnown):
        changes["steps"] = (*before.steps, _step(event, changes.get("status", before.status)))
    return before.model_copy(update=changes)


# Private functions


def _step(event: ev.FineEvent, status: FineStatus) -> FineStep:
    told = event.model_dump(include={"at", "by", "stands_for", "reason", "ground"})
    kept, doubted = isinstance(event, ev.FineRetained), isinstance(event, ev.FineDoubted)
    return FineStep(**told, status=status, kept=kept, doubted=doubted)


@singledispatch
def _changes(event: ev.FineEvent, _fine: Fine) -> dict[str, Any]:
    raise TypeError(f"a fine knows no {type(event).__name__}")


@_changes.register
def _(event: ev.FineChanged, fine: Fine) -> dict[str, Any]:
    changes: dict[str, Any] = {"status": event.status}
    if event.status is FineStatus.REFUNDED:
        changes |= {"refunded_at": event.at, "refunded_by": event.by}
    if fine.status is not FineStatus.REFUND_OWED:
        changes |= _decided(event)
    if event.objection_until is not None:
        changes["objection_until"] = event.objection_until
    return changes


def _decided(event: ev.FineChanged) -> dict[str, Any]:
    """Who decided so, and why: what a later 已退還 does not change."""
    words = "objected_reason" if event.status is FineStatus.OBJECTED else "note"
    by = {"changed_at": event.at, "changed_by": event.by}
    return {**by, words: event.reason, "ground": event.ground}


@_changes.register
def _(event: ev.FineRetained, _fine: Fine) -> dict[str, Any]:
    return {"kept_at": event.at, "kept_by": event.by, "kept_reason": event.reason}


@_changes.register
def _(event: ev.FineDoubted, fine: Fine) -> dict[str, Any]:
    doubted: dict[str, Any] = {"reasons": (*fine.reasons, event.doubt), "status": event.status}
    return doubted if fine.status is FineStatus.HELD else {**doubted, "doubted_at": event.at}


@_changes.register
def _(event: ev.LatenessKnown, _fine: Fine) -> dict[str, Any]:
    return {"minutes_late": event.minutes}
