"""A duty's time is over: announce, fine, or hold for HR; and take back what was wrong (C26-C27, Q10-Q11, Q42)."""

from collections.abc import Callable
from datetime import datetime

from workflow import events as ev
from workflow.case import Case
from workflow.closing import close_in_silence
from workflow.commands import Judge, Remind
from workflow.company_commands import Doubt
from workflow.course import ONE_DAY, THREE_DAYS, Course
from workflow.duties import DAILY, Duty, DutyKind
from workflow.fines import OWED, STANDING, Fine, FineStatus, Ground, HoldReason
from workflow.handover import hand_over, investigators
from workflow.phases import Phase
from workflow.rounds import conclude_round
from workflow.values import PenaltyMode, Person, Window
from workflow.windows import reconsider


def judge(course: Course, command: Judge) -> None:
    """Judge every duty that fell due by `until`, in the order of their due times."""
    due = [d for d in course.case.duties.values() if d.awaits_judgement and d.due_at <= command.until]
    for duty in sorted(due, key=lambda duty: (duty.due_at, duty.key)):
        if duty.kind is DutyKind.ACKNOWLEDGE:
            close_in_silence(course, course.case.duties[duty.key], command.until)
        else:
            course.follows(ev.DutyMissed, key=duty.key)
            CONSEQUENCES.get(duty.kind, _announced)(course, duty, command)


def remind(course: Course, _command: Remind) -> None:
    """Count the reminders whose moment has come; only the newest of them is worth saying."""
    for duty in course.case.open_duties():
        passed = sum(moment <= course.world.now for moment in duty.reminders)
        if passed > duty.reminded:
            course.follows(ev.Reminded, key=duty.key, count=passed, more=_tomorrow(course, duty, passed))


def late_found(course: Course, duty: Duty, at: datetime) -> None:
    """A reply in time that turns up after a miss takes back what it speaks against; a late one says how late it was.

    A duty that was given back has a later time than the miss it was fined for: each is measured by its own.
    """
    fine = _fine_of(course, duty)
    if duty.is_late and at <= duty.due_at:
        course.follows(ev.MissTakenBack, key=duty.key)
    if fine is not None and at <= fine.due_at:
        _revoke(course, fine)
    elif fine is not None and duty.is_late and at > duty.due_at:
        minutes = _minutes_late(course, duty, at)
        course.follows(ev.LatenessKnown, number=fine.number, minutes=minutes)


def speaks_against_miss(course: Course, duty: Duty, at: datetime) -> bool:
    """Tell whether a reply of that moment was in time for a miss, or a fine, that stands."""
    fine = _fine_of(course, duty)
    is_fined = fine is not None and fine.status in {*STANDING, FineStatus.HELD} and at <= fine.due_at
    return is_fined or (duty.is_late and at <= duty.due_at)


def doubt(course: Course, _command: Doubt) -> None:
    """Hold fines in whose time the group was not heard, as is known only now; what is paid stays so until HR decides.

    The complainant's window stays open, or opens again, by the same doubt.
    """
    for fine in course.case.fines.values():
        is_open = fine.status in STANDING or fine.status is FineStatus.HELD
        if is_open and HoldReason.DEAF not in fine.reasons and _was_deaf(course, _duty_of(course, fine)):
            status = FineStatus.PAID if fine.status is FineStatus.PAID else FineStatus.HELD
            course.follows(ev.FineDoubted, number=fine.number, doubt=HoldReason.DEAF, status=status)
    reconsider(course)


# Private functions


def _minutes_late(course: Course, duty: Duty, at: datetime) -> int:
    """How late it came; while its clock stood still nothing was late (a pause may lie after the due time too)."""
    pauses = course.world.pauses(duty.department, duty.person)
    return course.world.calendar.minutes_late(duty.due_at, at, pauses=pauses)


def _tomorrow(course: Course, duty: Duty, passed: int) -> tuple[datetime, ...]:
    """Money, and a fine to be reviewed, are asked for again each working day, until it is done (Q33, Q38)."""
    if duty.kind not in DAILY or passed < len(duty.reminders):
        return ()
    return (course.world.calendar.add(course.world.now, ONE_DAY),)


def _announced(_course: Course, _duty: Duty, _command: Judge) -> None:
    """No money: the miss is recorded and said (Q12)."""


def _hand_over_anyway(course: Course, duty: Duty, _command: Judge) -> None:
    """30 minutes are gone: the departments' clocks start, 公布 stays owed (Q03)."""
    if course.case.phase in {Phase.ACCEPTING, Phase.HANDING_OVER}:
        hand_over(course, investigators(course), starts_at=duty.due_at, late=True)


def _ask_hr_instead(course: Course, _duty: Duty, _command: Judge) -> None:
    """Nobody said who is responsible: where nothing else is owed, HR decides (Q08)."""
    conclude_round(course)


def _penalise(course: Course, duty: Duty, command: Judge) -> None:
    """Fine the head of the department, once a round; or hold it for HR."""
    if any(f.department == duty.department and f.round == duty.round for f in course.case.fines.values()):
        return
    person = course.world.directory.fined_person(duty.department, duty.starts_at)
    fine = _new_fine(course, duty, person, _reasons_to_hold(course, duty, command, person))
    course.follows(ev.FineOpened, fine=fine)
    if duty.ended_at is not None:
        minutes = _minutes_late(course, duty, duty.ended_at)
        course.follows(ev.LatenessKnown, number=fine.number, minutes=minutes)


def _new_fine(course: Course, duty: Duty, person: Person | None, reasons: tuple[HoldReason, ...]) -> Fine:
    opened = [event.fine for event in course.events if isinstance(event, ev.FineOpened)]
    number = course.world.next_number("F", len(opened))
    issued = [fine for fine in opened if fine.status is FineStatus.ISSUED]
    head = course.world.directory.head(duty.department)
    return Fine(
        number=number,
        notice=issued[0].notice if issued and not reasons else number,
        round=duty.round,
        department=duty.department,
        person=person.id if person else None,
        head=head.id if head else None,
        amount=course.world.rules.penalty.amount,
        due_at=duty.due_at,
        issued_at=course.world.now,
        status=FineStatus.HELD if reasons else FineStatus.ISSUED,
        reasons=reasons,
        objection_until=course.world.calendar.add(course.world.now, THREE_DAYS),
    )


def _reasons_to_hold(
    course: Course, duty: Duty, command: Judge, person: Person | None
) -> tuple[HoldReason, ...]:
    """Everything that makes a fine doubtful (design section 3, Fines)."""
    directory = course.world.directory
    doubts = {
        HoldReason.CONFIRM: course.world.rules.penalty.mode is PenaltyMode.CONFIRM,
        HoldReason.HANDOVER_LATE: duty.late_start,
        HoldReason.NO_CALENDAR: not duty.certain,
        HoldReason.PING_LATE: duty.pinged_at is None or duty.pinged_at > duty.half_at,
        HoldReason.OUTAGE: any(_touches(duty, window) for window in course.world.outages),
        HoldReason.DEAF: _was_deaf(course, duty),
        HoldReason.VACANT: directory.head(duty.department) is None,
        HoldReason.NEW_HEAD: _has_new_head(duty, command),
        HoldReason.AWAY: person is None and directory.head(duty.department) is not None,
        HoldReason.UNREAD: any(duty.starts_at <= moment <= duty.due_at for moment in command.unread),
        HoldReason.UNCLEAR: _concerns(duty, command.unclear),
        HoldReason.UNNAMED: _may_be_released(duty, course.case),
    }
    return tuple(reason for reason, doubtful in doubts.items() if doubtful)


def _may_be_released(duty: Duty, case: Case) -> bool:
    """Whether somebody ruled in its time and has not said who is responsible: naming itself would release this one."""
    return case.adjudged is None and any(
        ruling.responsible is None and ruling.round == duty.round and ruling.at <= duty.due_at
        for ruling in case.rulings
        if ruling.department != duty.department
    )


def _touches(duty: Duty, window: Window) -> bool:
    return window.starts_at < duty.due_at and window.ends_at > duty.starts_at


def _was_deaf(course: Course, duty: Duty) -> bool:
    return any(stretch.touches(duty.starts_at, duty.due_at) for stretch in course.world.deafness)


def _has_new_head(duty: Duty, command: Judge) -> bool:
    """Whether the head came to the post after the clock had started: what was due then was another's."""
    return any(
        department == duty.department and moment > duty.starts_at for department, moment in command.placed
    )


def _concerns(duty: Duty, replies: tuple[tuple[str, datetime], ...]) -> bool:
    return any(
        department == duty.department and duty.starts_at <= moment <= duty.due_at
        for department, moment in replies
    )


def _fine_of(course: Course, duty: Duty) -> Fine | None:
    return next(
        (f for f in course.case.fines.values() if (f.department, f.round) == (duty.department, duty.round)),
        None,
    )


def _duty_of(course: Course, fine: Fine) -> Duty:
    duties = course.case.duties.values()
    return next(
        d for d in duties if (d.kind, d.round, d.department) == (DutyKind.REPLY, fine.round, fine.department)
    )


def _revoke(course: Course, fine: Fine) -> None:
    if fine.status is FineStatus.PAID:
        _comes_to_nothing(course, fine, FineStatus.REFUND_OWED)
    elif fine.status is FineStatus.HELD and fine.doubted_at is None:  # nobody ever heard of it
        _comes_to_nothing(course, fine, FineStatus.DROPPED)
    elif fine.status in OWED or fine.status is FineStatus.HELD:
        _comes_to_nothing(course, fine, FineStatus.REVOKED)


def _comes_to_nothing(course: Course, fine: Fine, status: FineStatus) -> None:
    course.follows(ev.FineChanged, number=fine.number, status=status, ground=Ground.IN_TIME)


CONSEQUENCES: dict[DutyKind, Callable[[Course, Duty, Judge], None]] = {
    DutyKind.PUBLISH: _hand_over_anyway,
    DutyKind.REPLY: _penalise,
    DutyKind.NAME_RESPONSIBLE: _ask_hr_instead,
}
