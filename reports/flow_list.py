"""The day's list of flow forms for HR, half an hour before closing (C18-C19, Q27, Q29): what is made, what still waits.

A case that no department has answered rolls over: it stands on the list of every day, marked, until it is answered.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from pydantic import AwareDatetime

from reports.periods import Due, Period
from reports.scope import Scope
from reports.stages import Facts
from storage import journal
from storage.moments import stamp
from storage.streams import case_stream
from workflow.calendar import Calendar
from workflow.case import Case
from workflow.evolving import replay
from workflow.flow import Step
from workflow.flow_turns import cut_off
from workflow.phases import Phase

FLOW_LIST: Final = "flow_list"
_DAY = timedelta(days=1)
_ANSWERING: Final = frozenset({Phase.ACCEPTING, Phase.COMPLETING, Phase.HANDING_OVER, Phase.HANDLING})


def due_list(kind: str, last: str | None, now: AwareDatetime, calendar: Calendar) -> tuple[Due, ...]:
    """Return the newest list if it was not handed out yet; a bot that is new only marks the day before it came."""
    day = calendar.local(now).date()
    while (moment := cut_off(day, calendar)) is None or moment > now:
        day -= _DAY
    if last is not None and last >= day.isoformat():
        return ()
    return (Due(kind=kind, period=_period(day, calendar), show=last is not None),)


def next_cut_off(now: AwareDatetime, calendar: Calendar) -> AwareDatetime:
    """Return the next moment at which a list is due."""
    day = calendar.local(now).date()
    while (moment := cut_off(day, calendar)) is None or moment <= now:
        day += _DAY
    return moment


def flow_list(scope: Scope) -> Facts:
    """Return the facts of `flow_list`, as of the cut-off: forms `made` that day, executed or not, those made `earlier`
    and not executed yet, and the cases `unanswered`; each with the departments concerned."""
    cases = tuple(_flagged(scope))
    with_form = [case for case in cases if _has_form(case)]
    today = date.fromisoformat(scope.period.id)
    return {
        "day": today.isoformat(),
        "weekday": today.weekday(),
        "until": scope.moment(scope.until),
        "made": [_form(case, scope) for case in with_form if _compiled_at(case) >= scope.since],
        "earlier": [
            _form(case, scope)
            for case in with_form
            if _compiled_at(case) < scope.since and not _is_executed(case)
        ],
        "unanswered": [_unanswered(case, scope) for case in cases if case.phase in _ANSWERING],
    }


def lists_nothing(told: Facts) -> bool:
    """Tell whether there is nothing on the list."""
    return not (told["made"] or told["earlier"] or told["unanswered"])


# Private functions


def _period(day: date, calendar: Calendar) -> Period:
    before = day - _DAY
    while (since := cut_off(before, calendar)) is None:
        before -= _DAY
    until = cut_off(day, calendar)
    assert until is not None
    return Period(id=day.isoformat(), since=since, until=until)


def _flagged(scope: Scope) -> Iterator[Case]:
    """Yield the cases about money or goods that were open in the period, as they were at the cut-off."""
    flagged = """SELECT id FROM cases WHERE settlement AND posted_at IS NOT NULL AND phase <> 'closed'
      UNION SELECT id FROM cases WHERE settlement AND posted_at IS NOT NULL AND closed_at >= ? ORDER BY id"""
    for (case_id,) in scope.conn.execute(flagged, (stamp(scope.since),)):
        events = journal.load(scope.conn, case_stream(case_id))
        case = replay(Case(id=case_id), tuple(event for event in events if event.at < scope.until))
        if case.settlement and case.posted_at is not None:
            yield case


def _has_form(case: Case) -> bool:
    return case.flow is not None and not case.flow.dropped and case.phase not in _ANSWERING


def _is_executed(case: Case) -> bool:
    return case.flow is not None and case.flow.step is Step.DONE


def _compiled_at(case: Case) -> AwareDatetime:
    assert case.flow is not None
    return case.flow.compiled_at


def _form(case: Case, scope: Scope) -> Facts:
    assert case.flow is not None
    names = [scope.name(department) for department in case.flow.departments]
    is_appealed = case.phase is Phase.APPEALING
    return {"case": case.name, "departments": names, "step": case.flow.step, "appealed": is_appealed}


def _unanswered(case: Case, scope: Scope) -> Facts:
    waiting = [scope.name(duty.department) for duty in case.replies() if duty.is_open]
    return {"case": case.name, "departments": waiting}
