"""A person has left, or a post has another holder: what waits for it goes with the post (Q31)."""

from workflow import who
from workflow.commands import PassOn
from workflow.course import Course
from workflow.duties import OF_MONEY, DutyKind
from workflow.events import DutyPassedOn

OWN = frozenset({DutyKind.COMPLETE, DutyKind.ACKNOWLEDGE})  # the complainant's; nobody can do these for her


def pass_on(course: Course, command: PassOn) -> None:
    """Give her open duties to the nearest superior who may act on the case; where there is none they stay hers.

    Money goes with the post she held: `Reseat` asks who holds it now.
    """
    directory = course.world.directory
    leaver = course.world.person(command.person)
    barred = {*who.accused_people(course.case, course.world), course.case.complainant}
    heir = next((head for head in directory.chain(leaver) if head.id not in barred), None)
    if heir is None:
        return
    for duty in course.case.open_duties():
        if duty.person == leaver.id and duty.kind not in OWN | OF_MONEY:
            course.follows(DutyPassedOn, key=duty.key, person=heir.id)
