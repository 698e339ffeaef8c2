"""How each event of a duty changes its case; nothing here decides."""

from functools import singledispatch
from typing import Any

from workflow import events as ev
from workflow.case import Case
from workflow.duties import DutyKind


def duty_changes(event: ev.DutyEvent, case: Case) -> dict[str, Any]:
    """Return the fields of the case that the event changes, by name."""
    return _changes(event, case)


# Private functions


@singledispatch
def _changes(event: ev.DutyEvent, _case: Case) -> dict[str, Any]:
    raise TypeError(f"a duty knows no {type(event).__name__}")


@_changes.register
def _(event: ev.DutyOpened, case: Case) -> dict[str, Any]:
    return {"duties": {**case.duties, event.duty.key: event.duty}}


@_changes.register(ev.DutyReopened)
@_changes.register(ev.DutyMoved)
@_changes.register(ev.WindowLengthened)
@_changes.register(ev.WindowReopened)
def _(
    event: ev.DutyReopened | ev.DutyMoved | ev.WindowLengthened | ev.WindowReopened, case: Case
) -> dict[str, Any]:
    return {"duties": {**case.duties, event.key: event.duty}}


@_changes.register
def _(event: ev.DutyEnded, case: Case) -> dict[str, Any]:
    ended = {
        "ended_at": event.at,
        "ended_by": event.by,
        "ended_for": event.stands_for,
        "ending": event.ending,
        "ended_late": event.late,
    }
    return _with_duty(case, event.key, ended)


@_changes.register
def _(event: ev.DutyPassedOn, case: Case) -> dict[str, Any]:
    changes = _with_duty(case, event.key, {"person": event.person})
    if case.appeal is not None and case.duties[event.key].kind is DutyKind.APPEAL:
        changes["appeal"] = case.appeal.model_copy(update={"judge": event.person})
    return changes


@_changes.register
def _(event: ev.DutyMissed, case: Case) -> dict[str, Any]:
    return _with_duty(case, event.key, {"missed_at": event.at})


@_changes.register
def _(event: ev.MissTakenBack, case: Case) -> dict[str, Any]:
    return _with_duty(case, event.key, {"missed_at": None, "ended_late": False})


@_changes.register
def _(event: ev.Reminded, case: Case) -> dict[str, Any]:
    reminders = (*case.duties[event.key].reminders, *event.more)
    return _with_duty(case, event.key, {"reminded": event.count, "reminders": reminders})


@_changes.register
def _(event: ev.Pinged, case: Case) -> dict[str, Any]:
    duties = dict(case.duties)
    for key in event.keys:
        if key in duties and duties[key].pinged_at is None:
            duties[key] = duties[key].model_copy(update={"pinged_at": event.at})
    return {"duties": duties}


def _with_duty(case: Case, key: str, changes: dict[str, Any]) -> dict[str, Any]:
    return {"duties": {**case.duties, key: case.duties[key].model_copy(update=changes)}}
