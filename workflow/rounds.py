"""The end of a round of handling: are all answers in, do they agree, and what comes next.

An answer that leaves 責任部門 open may yet release everybody else: the round waits for it, and then for HR's 裁定.
"""

from workflow.case import Case
from workflow.course import Course
from workflow.duties import FREED, DutyKind
from workflow.phases import Phase
from workflow.values import Kind
from workflow.who import hr_department


def conclude_round(course: Course) -> None:
    """If nothing is owed any more: 裁定 where the answers disagree, else 待通知 (S) or 待認可 (P)."""
    case = course.case
    if case.phase is not Phase.HANDLING or _is_owed(case) or _may_be_named(case):
        return
    if _awaits_adjudication(case):
        _ask_for_adjudication(course)
        return
    for kind in (DutyKind.ADJUDICATE, DutyKind.NAME_RESPONSIBLE):
        course.end_all(kind)
    if case.kind is Kind.SERVICE:
        _await_notification(course)
    else:
        await_acknowledgement(course)


def is_disputed(case: Case) -> bool:
    """Rulings name different departments, or one that said 非本部門責任 (and was excused or not)."""
    named = [frozenset(ruling.responsible) for ruling in case.round_rulings() if ruling.responsible]
    free = {duty.department for duty in case.replies() if duty.ending in FREED}
    return len(set(named)) > 1 or any(names & free for names in named)


def is_unsettled(case: Case) -> bool:
    """Whether something is owed between the departments: a reply, 責任部門, HR's answer to a claim, or 裁定."""
    return _is_owed(case) or _may_be_named(case) or _awaits_adjudication(case)


def await_acknowledgement(course: Course) -> None:
    """待認可: the complainant has the appeal's window to say yes or no (Q39-Q40)."""
    course.open(DutyKind.ACKNOWLEDGE, course.world.now, person=course.case.complainant)
    course.enter(Phase.ACKNOWLEDGING)


# Private functions


def _is_owed(case: Case) -> bool:
    return any(case.open_duties(kind) for kind in (DutyKind.REPLY, DutyKind.SETTLE_CLAIM))


def _may_be_named(case: Case) -> bool:
    """Whether a department that left 責任部門 open has time left to say it."""
    return any(duty.missed_at is None for duty in case.open_duties(DutyKind.NAME_RESPONSIBLE))


def _awaits_adjudication(case: Case) -> bool:
    left_open = case.open_duties(DutyKind.NAME_RESPONSIBLE)
    return case.adjudged is None and (bool(left_open) or is_disputed(case))


def _ask_for_adjudication(course: Course) -> None:
    if not course.case.open_duties(DutyKind.ADJUDICATE):
        department = hr_department(course.case, course.world)
        course.open(DutyKind.ADJUDICATE, course.world.begins, department=department.id if department else "")


def _await_notification(course: Course) -> None:
    department = hr_department(course.case, course.world)
    course.open(DutyKind.NOTIFY, course.world.begins, department=department.id if department else "")
    course.enter(Phase.NOTIFYING)
