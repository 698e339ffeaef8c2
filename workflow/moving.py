"""HR's list of the staff: who is where, moving and leaving; nobody is ever deleted."""

from workflow import events as ev
from workflow import facts
from workflow.applications import ApplicationStatus
from workflow.applying import request
from workflow.errands import Errand
from workflow.notices import Button, Notice
from workflow.outcomes import Outcome
from workflow.refusals import Refusal
from workflow.roll import vacated_by
from workflow.staff_commands import Leave, Move, ShowStaff
from workflow.staff_notices import described, hr_actor, to_actor
from workflow.values import Person, Position
from workflow.world import World

BETWEEN = "__"
"""Between department and position in the choice of a button."""


def show(command: ShowStaff, world: World) -> Outcome:
    """Show HR the applications and departments, a department, a person, or those a name may mean."""
    hr_actor(world)
    if command.person is not None:
        return Outcome(notices=(_person_sheet(world.person(command.person), world),))
    if command.department:
        return Outcome(notices=(_department_sheet(command.department, world),))
    if command.people:
        return Outcome(notices=(_choose_person(command, world),))
    waiting = [a for a in world.directory.applications if a.status is ApplicationStatus.WAITING]
    assert world.actor is not None
    departments = tuple(
        Button(errand=Errand.SHOW_DEPARTMENT, choice=d.id, label=d.name) for d in world.directory.departments
    )
    overview = to_actor(
        "staff",
        world,
        buttons=departments,
        waiting=len(waiting),
        people=sum(p.active for p in world.directory.people),
    )
    return Outcome(notices=(overview, *(request(one, world.actor, world) for one in waiting)))


def _department_sheet(department: str, world: World) -> Notice:
    people = world.directory.members(department)
    buttons = tuple(Button(errand=Errand.SHOW_PERSON, subject=p.id, label=p.name) for p in people)
    told = [described(person, world) for person in people]
    return to_actor(
        "staff_department",
        world,
        buttons=buttons,
        department=world.department(department).name,
        people=told,
    )


def _choose_person(command: ShowStaff, world: World) -> Notice:
    people = [world.person(one) for one in command.people]
    buttons = tuple(
        Button(errand=Errand.SHOW_PERSON, subject=one.id, label=_placed(one, world)) for one in people
    )
    told = [described(person, world) for person in people]
    return to_actor("staff_found", world, buttons=buttons, words=command.words, people=told)


def _placed(person: Person, world: World) -> str:
    return f"{world.department(person.department).name}{person.name}"


def _person_sheet(person: Person, world: World) -> Notice:
    able = (Errand.MOVE, Errand.LEAVE) if person.active else ()
    buttons = tuple(Button(errand=errand, subject=person.id) for errand in able)
    return to_actor("staff_person", world, buttons=buttons, person=described(person, world))


def move(command: Move, world: World) -> Outcome:
    """調動: ask for the department and the position, then tell both sides."""
    hr_actor(world)
    person = _active(command.person, world)
    if not command.department:
        return Outcome(notices=(_choose_department(person, world),))
    if command.position is None:
        return Outcome(notices=(_choose_position(person, command.department, world),))
    moved = person.model_copy(update={"department": command.department, "position": command.position})
    told: facts.Facts = {"before": described(person, world), "person": described(moved, world)}
    to_her = Notice(name="you_moved", to=person.id, facts=told, fallback=False)
    event = ev.PersonEnrolled(at=world.at, by=world.stimulus.actor, person=moved)
    return Outcome((event,), (to_actor("moved", world, **told), to_her))


def _choose_department(person: Person, world: World) -> Notice:
    buttons = tuple(
        Button(errand=Errand.MOVE, subject=person.id, choice=d.id, label=d.name)
        for d in world.directory.departments
    )
    return to_actor(
        "move_department",
        world,
        buttons=buttons,
        person=described(person, world),
        vacated=_vacated(person, world),
    )


def _choose_position(person: Person, department: str, world: World) -> Notice:
    buttons = tuple(
        Button(errand=Errand.MOVE, subject=person.id, choice=f"{department}{BETWEEN}{one}", label=one)
        for one in Position
    )
    told: facts.Facts = {"person": described(person, world), "department": world.department(department).name}
    return to_actor("move_position", world, buttons=buttons, **told)


def _vacated(person: Person, world: World) -> list[facts.Facts]:
    """What would be vacant without her, told before HR decides; `department` is "" where it is a post of the company."""
    vacancies = vacated_by(person, world.directory)
    return [
        {"what": one.what, "department": world.department(one.department).name if one.department else ""}
        for one in vacancies
    ]


def leave(command: Leave, world: World) -> Outcome:
    """離職: the person stays in the records, and can do nothing any more."""
    hr_actor(world)
    person = _active(command.person, world)
    above = world.directory.superior_of(person)
    told: facts.Facts = {
        "person": described(person, world),
        "above": described(above, world) if above else None,
        "vacated": _vacated(person, world),
    }
    if not command.sure:
        sure = (Button(errand=Errand.LEAVE_SURELY, subject=person.id),)
        return Outcome(notices=(to_actor("leave_sure", world, buttons=sure, **told),))
    gone = person.model_copy(update={"active": False, "telegram_id": None, "reachable": False})
    event = ev.PersonEnrolled(at=world.at, by=world.stimulus.actor, person=gone)
    return Outcome((event,), (to_actor("left", world, **told),))


def _active(person_id: int, world: World) -> Person:
    person = world.person(person_id)
    if not person.active:
        raise Refusal("left_already", person=facts.person(person, world))
    return person
