"""/why: how each due time of a case came about. Pure: records in, facts for the template out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from handlers.why_fines import fines_of
from workflow import facts
from workflow.calendar import Calendar, Gap, GapReason
from workflow.case import Case, Entry
from workflow.deafness import Deafness
from workflow.duties import Duty, DutyKind
from workflow.enquiries import LIMIT, Enquiry
from workflow.enquiry_notices import told_of
from workflow.facts import Facts
from workflow.phases import Outcome
from workflow.values import Duration, Pause, Suspension, Window
from workflow.world import Scene, pauses_among


class Around(NamedTuple):
    """When the chats were not read, when the bot was not shown what people write in the group, and when clocks stood still."""

    outages: Sequence[Window] = ()
    deafness: Sequence[Deafness] = ()
    suspensions: Sequence[Suspension] = ()


_NOTHING: Final = Around()


def why(case: Case, scene: Scene, around: Around = _NOTHING) -> Facts:
    """Return every duty of the case that has a limit: its start, the time counted and not, its end, and its fine."""
    timed = [duty for duty in case.duties.values() if duty.is_limited]
    duties = sorted(timed, key=lambda duty: (duty.starts_at, duty.due_at, duty.key))
    return {
        **facts.heading(case, scene),
        "duties": [
            _explained(duty, case, scene) | _consequences(duty, case, scene, around) for duty in duties
        ],
    }


def why_enquiry(enquiry: Enquiry, scene: Scene, suspensions: Sequence[Suspension] = ()) -> Facts:
    """Return how the due time of an answer came about: its start, the suspensions within it, and what became of it."""
    span = enquiry.opened_at, enquiry.due_at
    gaps = scene.calendar.gaps(*span, pauses=enquiry.pauses)
    answered = enquiry.answered_at
    pauses = pauses_among(suspensions, scene, enquiry.department, None)
    return {
        **told_of(enquiry, scene),
        "limit": facts.limit(LIMIT),
        "rounded": _is_rounded(scene.calendar.windows(*span, pauses=enquiry.pauses), enquiry.due_at),
        "gaps": _suspensions(gaps, enquiry.pauses),
        "late": bool(answered and answered > enquiry.due_at) or (answered is None and enquiry.overdue),
        "minutes_late": scene.calendar.minutes_late(enquiry.due_at, answered, pauses=pauses)
        if answered and answered > enquiry.due_at
        else None,
    }


# Private functions

_DAYS: Final = range(1, 11)
_STARTERS: Final = {  # what starts a duty, as the timeline calls it; the last is said where no line fits
    DutyKind.APPROVE: ("Filed",),
    DutyKind.POST_FOR: ("Approved",),
    DutyKind.ACCEPT: ("Posted",),
    DutyKind.COMPLETE: ("CompletionAsked",),
    DutyKind.PUBLISH: ("Completed", "Posted"),
    DutyKind.ROUTE: ("Completed", "Posted"),
    DutyKind.REPLY: ("Published", "Routed", "ClaimSettled", "Remanded", "Ruled", "HandedOver"),
    DutyKind.NAME_RESPONSIBLE: ("Ruled",),
    DutyKind.SETTLE_CLAIM: ("Disclaimed",),
    DutyKind.ACKNOWLEDGE: (
        *("Notified", "Ruled", "Adjudicated", "Concluded", "AppealUpheld", "RulingChanged"),
        "Entered",
    ),
    DutyKind.APPEAL: ("Appealed",),
    DutyKind.SIGN: ("FlowCompiled",),
    DutyKind.FORWARD: ("FlowCompiled",),
}
_ANYTHING: Final = ("Entered",)


_BY_THE_CLOCK: Final = frozenset({DutyKind.SIGN, DutyKind.FORWARD})
"""Due at a time of the day, whenever they began."""


def _explained(duty: Duty, case: Case, scene: Scene) -> Facts:
    due_at = duty.lengthened_from or duty.due_at
    span = duty.starts_at, due_at
    windows = scene.calendar.windows(*span, pauses=duty.pauses)
    gaps = scene.calendar.gaps(*span, pauses=duty.pauses)
    limit = _limit(duty, scene.calendar)
    counted = sum(_lengths(windows))
    is_whole = bool(limit["working_days"]) or duty.kind in _BY_THE_CLOCK
    return {
        **facts.duty(duty, scene),
        "started_by": _started_by(duty, case, scene),
        "limit": limit,
        "by_clock": duty.kind in _BY_THE_CLOCK,
        "windows": [] if is_whole else [*_counted(windows)],
        "rounded": duty.kind not in _BY_THE_CLOCK and _is_rounded(windows, due_at),
        "beyond": 0 if is_whole else _minutes(counted) - limit["minutes"],
        "gaps": _suspensions(gaps, duty.pauses) if is_whole else [_paused(gap, duty.pauses) for gap in gaps],
        "ended_by": facts.doer_of(duty.ended_by, duty.ended_for, scene),
        "in_silence": case.agreed is Outcome.UNOPPOSED,
        "missed_at": facts.moment(duty.missed_at),
        "certain": duty.certain,
        "late_start": duty.late_start,
    }


def _consequences(duty: Duty, case: Case, scene: Scene, around: Around) -> Facts:
    """By how much it was late, what kept the bot from seeing that it was done, and the fine with what became of it."""
    return {
        **_lateness(duty, scene, around.suspensions),
        "outages": [_span(window) for window in around.outages if _touches(window, duty)],
        "deaf": facts.deafness(around.deafness, duty) if duty.is_late else [],
        **_lengthened(duty, around),
        "fines": fines_of(duty, case, scene),
    }


def _lengthened(duty: Duty, around: Around) -> Facts:
    """Of a window in which not all was heard: when it was to end, and why it did not (`workflow/unheard.py`)."""
    if duty.lengthened_from is None:
        return {}
    missed = facts.deafness(around.deafness, duty)
    lost = [_span(one) for one in around.outages if not missed and _meet_in(one, duty)]
    return {"before": facts.moment(duty.lengthened_from), "lengthened": [*missed, *lost]}


def _lateness(duty: Duty, scene: Scene, suspensions: Sequence[Suspension]) -> Facts:
    """By how many minutes it came too late, and the suspensions after its time, which are none of them."""
    if duty.ended_at is None or not duty.is_late or duty.ended_at <= duty.due_at:
        return {"minutes_late": None, "stood_still": []}
    span = duty.due_at, duty.ended_at
    pauses = pauses_among(suspensions, scene, duty.department, duty.person)
    gaps = scene.calendar.gaps(*span, pauses=pauses)
    return {
        "minutes_late": scene.calendar.minutes_late(*span, pauses=pauses),
        "stood_still": _suspensions(gaps, pauses),
    }


def _touches(window: Window, duty: Duty) -> bool:
    """An outage matters to a duty whose miss was judged, as it does to its fine (`judging.py`)."""
    return duty.is_late and _meet_in(window, duty)


def _meet_in(window: Window, duty: Duty) -> bool:
    return window.starts_at < duty.due_at and window.ends_at > duty.starts_at


def _started_by(duty: Duty, case: Case, scene: Scene) -> Facts:
    """What happened at the moment the clock started; where no line of the timeline says it, what it must have been."""
    names = _STARTERS.get(duty.kind, _ANYTHING)
    entry = next((one for one in reversed(case.timeline) if _starts(one, duty, names)), None)
    if entry is not None:
        return {"what": entry.what, "by": facts.doer(entry, scene)}
    author = case.author if duty.kind is DutyKind.APPROVE else None
    return {"what": names[-1], "by": facts.by(author, scene)}


def _starts(entry: Entry, duty: Duty, names: tuple[str, ...]) -> bool:
    return entry.at == duty.starts_at and (names is _ANYTHING or entry.what in names)


def _limit(duty: Duty, calendar: Calendar) -> Facts:
    """The limit as it was given; of older duties what was counted: days where it ends at that day's time, else minutes."""
    if duty.limit is not None:
        return facts.limit(duty.limit)
    for days in _DAYS:
        if calendar.add(duty.starts_at, Duration(working_days=days), pauses=duty.pauses) == duty.due_at:
            return {"working_days": days, "minutes": 0}
    return {
        "working_days": 0,
        "minutes": _minutes(calendar.working_seconds(duty.starts_at, duty.due_at, pauses=duty.pauses)),
    }


def _counted(windows: Sequence[Window]) -> Iterator[Facts]:
    """The time counted; the minutes of all together are those of the limit, where single ones begin with seconds."""
    seconds = 0.0
    for window, length in zip(windows, _lengths(windows), strict=True):
        before = _minutes(seconds)
        seconds += length
        yield {**_span(window), "minutes": _minutes(seconds) - before}


def _lengths(stretches: Iterable[Window | Gap]) -> Iterator[float]:
    """In seconds."""
    yield from ((one.ends_at - one.starts_at).total_seconds() for one in stretches)


def _is_rounded(windows: Sequence[Window], due_at: datetime) -> bool:
    """Tell whether the time counted is no whole number of minutes, and the due time is."""
    bounds = (bound for window in windows for bound in (window.starts_at, window.ends_at))
    return not due_at.second and any(bound.second for bound in bounds)


def _suspensions(gaps: Iterable[Gap], pauses: Sequence[Pause]) -> list[Facts]:
    """Each suspension within a limit of working days, once, with the working time by which it moved the end."""
    suspended = [gap for gap in gaps if gap.reason is GapReason.SUSPENDED]
    runs = groupby(suspended, lambda gap: next((one for one in pauses if _meet(one, gap)), None))
    pieces = [tuple(run) for _, run in runs]
    return [
        _paused(run[0].model_copy(update={"ends_at": run[-1].ends_at}), pauses)
        | {"minutes": _minutes(sum(_lengths(run)))}
        for run in pieces
    ]


def _paused(gap: Gap, pauses: Sequence[Pause]) -> Facts:
    """Why it was not counted; of a suspension also what HR gave as the reason."""
    inside = (one.reason for one in pauses if _meet(one, gap))
    why = next(inside, "") if gap.reason is GapReason.SUSPENDED else ""
    return {**_span(gap), "reason": gap.reason, "why": why}


def _meet(one: Window | Pause, other: Gap) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _span(stretch: Window | Gap) -> Facts:
    return {"starts_at": stretch.starts_at.isoformat(), "ends_at": stretch.ends_at.isoformat()}


def _minutes(seconds: float) -> int:
    return int(seconds // 60)  # a due time is rounded up to the minute, so the rest belongs to no limit
