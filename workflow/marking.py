"""Marking a case as 緊急 or 重點 and taking the mark off again (M09, J07); limits and fines stay as they are."""

from collections.abc import Callable

from workflow import events as ev
from workflow.commands import Do
from workflow.course import Course
from workflow.filing import needed
from workflow.marks import Mark, hurried
from workflow.refusals import Refusal


def mark_urgent(course: Course, do: Do) -> None:
    """緊急 with a reason: what is owed now is reminded of at half its time, too."""
    _mark(course, Mark.URGENT, needed(do.text))
    for duty in course.case.open_duties():
        if duty.missed_at is None and duty.half_at > course.world.now and hurried(duty) != duty:
            course.follows(ev.DutyMoved, key=duty.key, duty=hurried(duty))


def mark_important(course: Course, do: Do) -> None:
    """重點."""
    _mark(course, Mark.IMPORTANT, do.text.strip())


def unmark(mark: Mark) -> Callable[[Course, Do], None]:
    """Return what takes a mark off."""

    def taken_off(course: Course, _do: Do) -> None:
        if mark not in course.case.marks:
            raise Refusal("not_marked", mark=mark)
        course.happens(ev.Unmarked, mark=mark)

    return taken_off


# Private functions


def _mark(course: Course, mark: Mark, reason: str) -> None:
    if mark in course.case.marks:
        raise Refusal("marked_already", mark=mark)
    course.happens(ev.Marked, mark=mark, reason=reason)
