"""The facts of the daily summary: what happened between two cut-offs, and how things stood at the second."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from reports import queries
from reports.scope import Scope
from reports.stages import Facts, on_time
from storage import company, enquiries, fund
from workflow.precedence import is_left_behind
from workflow.values import Window

LINES: Final = 40
"""So many late duties and so many open cases are listed; `late_more` and `open_more` count the others."""


def daily_summary(scope: Scope) -> Facts:
    """Return the facts of `daily_summary`, as of the cut-off however much later they are asked for.

    `weekday`: Monday is 0. `late`: a line for a case and a department; the working minutes of each duty run up to the
    cut-off where nothing had come by then, `amount` (whole yuan) and `fine` are None unless a fine stood. `open_list`:
    `waits_for` is what keeps the case, with those who owe it; None if nobody owes anything. `reviews`: fines that wait for HR, the case
    closed or not. `fund`: whole yuan, but `balance` and `spent` in fen.
    """
    figures, still_open = scope.figures, sum(scope.figures.open.values())
    late = _late(queries.late_duties(scope.conn, scope.since, scope.until), scope)
    return {
        **_heading(scope),
        "opened": {str(kind): count for kind, count in figures.opened.items()},
        "closed": sum(figures.closed.values()),
        "open": still_open,
        "on_time": on_time(figures.punctuality),
        "late": late[:LINES],
        "late_more": max(0, len(late) - LINES),
        "open_list": [_open(case, scope) for case in queries.open_cases(scope.conn, scope.until, LINES)],
        "open_more": max(0, still_open - LINES),
        "reviews": queries.reviews_open(scope.conn, scope.until),
        "enquiries": enquiry_counts(scope),
        "fund": _fund(scope),
    }


def is_empty(summary: Facts) -> bool:
    """Tell whether nothing happened in the period of a daily summary."""
    asked = (summary["enquiries"]["opened"], summary["enquiries"]["answered"])
    happened = (
        *summary["opened"].values(),
        summary["closed"],
        summary["late"],
        summary["fund"]["due_today"],
        summary["fund"]["spent"],
        *asked,
    )
    return not any(happened)


def enquiry_counts(scope: Scope) -> Facts:
    """Return the enquiries of the period, which are in no figure of the complaints."""
    return enquiries.counts(scope.conn, scope.since, scope.until)._asdict()


def fund_moved(scope: Scope) -> Facts:
    """Return what was spent from the fruit fund in the period, and its balance at the end; in fen."""
    entries = fund.entries(scope.conn, scope.since, scope.until)
    return {"balance": fund.standing(scope.conn, scope.until).balance, "spent": fund.moved(entries).spent}


# Private functions


def _heading(scope: Scope) -> Facts:
    day = date.fromisoformat(scope.period.id)
    return {"day": day.isoformat(), "weekday": day.weekday(), "until": scope.moment(scope.until)}


def _late(duties: Iterable[queries.LateDuty], scope: Scope) -> list[Facts]:
    """One line for a case and whoever was late in it, with all that was."""
    lines: dict[tuple[str, str], list[Facts]] = {}
    for duty in duties:
        who = scope.name(duty.department) if duty.department else duty.person_name or ""
        lines.setdefault((duty.case_name, who), []).append(_lateness(duty, scope))
    return [{"case": case, "department": who, "duties": late} for (case, who), late in lines.items()]


def _lateness(duty: queries.LateDuty, scope: Scope) -> Facts:
    return {
        "what": duty.kind,
        "minutes": scope.calendar.minutes_late(
            duty.due_at, duty.ended_at or scope.until, pauses=_pauses(duty.department or "", scope)
        ),
        "amount": duty.amount,
        "fine": duty.fine,
    }


def _pauses(department: str, scope: Scope) -> list[Window]:
    """When the department's clocks stood still: nothing was late meanwhile."""
    return [
        Window(starts_at=one.starts_at, ends_at=one.ends_at)
        for one in company.suspensions(scope.conn)
        if one.concerns(department) and one.starts_at < one.ends_at
    ]


def _open(case: queries.OpenCase, scope: Scope) -> Facts:
    """One open case; `marks` only where it has any."""
    marks = queries.marks_at(scope.conn, case.case_id, scope.until)
    phase = queries.phase_at(scope.conn, case.case_id, scope.until)
    waiting = queries.waiting_for(scope.conn, case.case_id, scope.until)
    first = min(waiting, default=None, key=lambda one: is_left_behind(one.kind, phase))
    return {
        **({"marks": marks} if marks else {}),
        "case": case.case_name,
        "phase": phase,
        "waits_for": _waits_for(first, waiting, scope) if first else None,
        "due_at": scope.moment(first.due_at) if first and first.has_time else None,
    }


def _waits_for(what: queries.Waiting, waiting: Sequence[queries.Waiting], scope: Scope) -> Facts:
    """Return that duty with everybody who owes the same."""
    owing = [one for one in waiting if one.kind == what.kind]
    first, *together = [scope.name(one.department) for one in owing if one.department] or [""]
    is_late = what.has_time and what.due_at < scope.until
    return {
        "what": what.kind,
        "department": first,
        **({"together": together} if together else {}),
        **({"late": True} if is_late else {}),
        "people": [{"name": one.person_name} for one in owing if one.person_name],
    }


def _fund(scope: Scope) -> Facts:
    return {
        **fund_moved(scope),
        "due_today": sum(one.yuan for one in queries.fined(scope.conn, scope.since, scope.until)),
        "paid": queries.paid_by(scope.conn, scope.until),
        "outstanding": scope.figures.fines.outstanding_yuan,
    }
