"""A post changed hands while a form or a voucher waits for it: the new holder is asked at once (Q31).

`flow_turns.keep_up` and `freight_duties.keep_up` pass on what is owed by name; said here is what is owed by a department
she came to, or by somebody she stands in for, and what nobody can do now.
"""

from workflow import waiting
from workflow.course import Course
from workflow.duties import OF_MONEY, Duty, DutyKind
from workflow.events import DutyOpened, DutyPassedOn, DutyReopened
from workflow.messages import Said
from workflow.values import Person


def asked(course: Course, person: int) -> Said:
    """Put before a person what became hers, unless the events of the course say it already."""
    told = _told(course)
    for duty in course.case.open_duties():
        if duty.kind in OF_MONEY and duty.key not in told:
            yield from _put_before(course, course.world.person(person), duty)
            yield from waiting.nobody(duty, course.case, course.world)


# Private functions


def _told(course: Course) -> set[str]:
    passed = {event.key for event in course.events if isinstance(event, DutyPassedOn)}
    return passed | {e.duty.key for e in course.events if isinstance(e, DutyOpened | DutyReopened)}


def _put_before(course: Course, person: Person, duty: Duty) -> Said:
    case, world = course.case, course.world
    if not _is_early(course, duty) and person in waiting.people(duty, case, world):
        yield waiting.request(person, duty, case, world)


def _is_early(course: Course, duty: Duty) -> bool:
    """Whether it is 照轉 and the heads still have time."""
    missed = any(one.missed_at for one in course.case.open_duties(DutyKind.SIGN))
    return duty.kind is DutyKind.FORWARD and not missed
