"""People of one name: told apart by department and position, and chosen by button."""

from datetime import datetime
from typing import Any, Final

from workflow import facts
from workflow.commands import Do
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.notices import Button
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.world import Scene, World

_PERSON: Final = "person_"
BETWEEN_TIMES: Final = "_"


def namesakes_in(text: str, directory: Directory) -> tuple[Person, ...]:
    """Return the people of one name whom a text may mean, empty where it names one, none, or people of several names."""
    found = directory.find_people(text)
    return found if len(found) > 1 and len({person.name for person in found}) == 1 else ()


def apart(people: tuple[Person, ...], scene: Scene) -> list[dict[str, Any]]:
    """Return them as facts, with the number that their buttons carry."""
    return [{**told, "id": one.id} for one in people if (told := facts.person(one, scene))]


def target_buttons(people: list[dict[str, Any]]) -> tuple[Button, ...]:
    """Return a button for each as 投訴對象."""
    return tuple(
        Button(
            act=Act.NAME_TARGET,
            label=f"{one['department']}{one['name']}",
            position=one["position"],
            choice=f"{_PERSON}{one['id']}",
        )
        for one in people
    )


def deputy_buttons(people: list[dict[str, Any]], starts_at: str, ends_at: str) -> tuple[Button, ...]:
    """Return a button for each as the deputy of an absence, whose times it carries."""
    times = (round(datetime.fromisoformat(moment).timestamp()) for moment in (starts_at, ends_at))
    choice = BETWEEN_TIMES.join(str(moment) for moment in times)
    return tuple(
        Button(
            errand=Errand.GO_AWAY,
            label=f"{one['department']}{one['name']}",
            position=one["position"],
            subject=one["id"],
            choice=choice,
        )
        for one in people
    )


def people_choices(directory: Directory) -> list[str]:
    """Return what the buttons of all people carry."""
    return [f"{_PERSON}{person.id}" for person in directory.people]


def target_meant(do: Do, world: World) -> tuple[str, int | None]:
    """Return the department and the person a choice or words mean as 投訴對象, ("", None) for nobody enrolled."""
    if do.departments:
        return _chosen(do.departments[0], world)
    several = namesakes_in(do.text, world.directory)
    if several:
        raise Refusal("target_namesakes", text=do.text, people=apart(several, world))
    people = world.directory.find_people(do.text)
    if len(people) == 1:
        return people[0].department, people[0].id
    department = world.directory.find_department(do.text)
    if do.text and department is None:
        raise Refusal("target_unknown", text=do.text)
    return department.id if department else "", None


# Private functions


def _chosen(choice: str, world: World) -> tuple[str, int | None]:
    number = choice.removeprefix(_PERSON)
    if not (choice.startswith(_PERSON) and number.isdecimal()):
        return choice, None
    person = world.person(int(number))
    return person.department, person.id
