"""Who may do what with an enquiry: there is no table, as any of these people may take it on and nobody is fined."""

from workflow.enquiries import Enquiry
from workflow.refusals import Refusal
from workflow.staff_notices import hr_people
from workflow.values import Department, Person, Role
from workflow.who import first_with, with_deputies
from workflow.world import Scene, World


def office(enquiry: Enquiry, scene: Scene) -> Department | None:
    """Return the department that owes the answer: 人力資源部 until one is named."""
    return scene.department(enquiry.department) if enquiry.department else first_with(scene, Role.HR)


def owing(enquiry: Enquiry, world: World) -> tuple[Person, ...]:
    """Return the people of the department that owes the answer, with deputies; for an empty one 人力資源部's."""
    if not enquiry.department:
        return hr_people(world)
    return with_deputies(world.directory.members(enquiry.department), world) or hr_people(world)


def called(enquiry: Enquiry, world: World) -> tuple[Person, ...]:
    """Return who is told that an answer is owed: the head or who stands in, else everybody who owes it; never who asked."""
    head = world.directory.head(enquiry.department) if enquiry.department else None
    found = ((world.on_duty(head),) if head else (), owing(enquiry, world), hr_people(world))
    others = (tuple(one for one in people if one.id != enquiry.asker) for people in found)
    return next((people for people in others if people), ())


def watcher(enquiry: Enquiry, world: World) -> Person | None:
    """Return who answers for it, if she is still in the company."""
    person = None if enquiry.watcher is None else world.person(enquiry.watcher)
    return person if person and person.active else None


def helpers(enquiry: Enquiry, world: World) -> tuple[Person, ...]:
    """Return who may answer it or hand it on: who owes it, who answers for it, and 人力資源部; never who asked."""
    watching = watcher(enquiry, world)
    people = (*owing(enquiry, world), *((watching,) if watching else ()), *hr_people(world))
    return tuple(one for one in dict.fromkeys(people) if one.id != enquiry.asker)


def check_helper(enquiry: Enquiry, world: World) -> Person:
    """Return the actor; raise Refusal unless she may help with it."""
    actor, entitled = check_colleague(enquiry, world), helpers(enquiry, world)
    if actor not in entitled:
        names = [person.name for person in entitled]
        raise Refusal("enquiry_of_others", case=enquiry.number, people=names)
    return actor


def check_colleague(enquiry: Enquiry, world: World) -> Person:
    """Return the actor; raise Refusal unless she is enrolled, and another than who asked."""
    if world.actor is None:
        raise Refusal("not_enrolled")
    if world.actor.id == enquiry.asker:
        raise Refusal("enquiry_own", case=enquiry.number)
    return world.actor


def check_asker(enquiry: Enquiry, world: World) -> Person:
    """Return the actor; raise Refusal unless the question is hers."""
    if world.actor is None:
        raise Refusal("not_enrolled")
    if world.actor.id != enquiry.asker:
        raise Refusal("enquiry_of_asker", case=enquiry.number, asker=enquiry.source.author)
    return world.actor
