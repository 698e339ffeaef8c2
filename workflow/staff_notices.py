"""What staff decisions have in common: who speaks for HR, and the notices to her and to applicants."""

from typing import Any

from workflow import events as ev
from workflow import facts, who
from workflow.applications import Application
from workflow.case import Case
from workflow.notices import Button, Notice, Urgency
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import World

A_ROW = 3


def hr_people(world: World) -> tuple[Person, ...]:
    """Return who speaks for HR now, deputies included; where HR is vacant, the next superior."""
    return who.hr(Case(), world)


def hr_actor(world: World) -> Person:
    """Return the actor; raise Refusal unless she speaks for HR."""
    if world.actor is None:
        raise Refusal("not_enrolled")
    entitled = hr_people(world)
    if world.actor not in entitled:
        raise Refusal("not_hr", people=[person.name for person in entitled])
    return world.actor


def to_actor(name: str, world: World, /, *, buttons: tuple[Button, ...] = (), **told: Any) -> Notice:
    """Return an answer to who asked, privately."""
    assert world.actor is not None
    return Notice(name=name, to=world.actor.id, facts=told, buttons=in_rows(buttons), urgency=Urgency.ANSWER)


def in_rows(buttons: tuple[Button, ...], width: int = A_ROW) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons in rows of a message."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def changed(application: Application, world: World) -> ev.ApplicationChanged:
    """Return the event that an application stands like this now."""
    return ev.ApplicationChanged(at=world.at, by=world.stimulus.actor, application=application)


def to_applicant(
    name: str, application: Application, world: World, /, *, buttons: tuple[Button, ...] = (), **told: Any
) -> Notice:
    """Return a message to the account that applies; nobody enrolled stands behind it yet."""
    return Notice(
        name=name,
        chat_id=application.telegram_id,
        facts={**told_of(application, world), **told},
        buttons=in_rows(buttons),
        urgency=Urgency.ANSWER,
        fallback=False,
    )


def told_of(application: Application, world: World) -> facts.Facts:
    """Return an application as facts."""
    department = world.department(application.department).name if application.department else ""
    return {
        "name": application.name,
        "department": department,
        "position": application.position,
        "telegram_id": application.telegram_id,
        "status": application.status,
        "reason": application.reason,
        "decided_by": facts.by(application.decided_by, world),
    }


def described(person: Person, world: World) -> facts.Facts:
    """Return a person as facts, and whether she is still here and can be told things."""
    known = facts.person(person, world)
    assert known is not None
    return {**known, "active": person.active, "reachable": person.reachable}
