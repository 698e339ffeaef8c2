"""Whose signatures the flow form needs: heads, vice president, 王總 or his assistant, and the order desk (C20-C25).

Nobody signs where she is complainant or accused: the next superior does; a department without a head likewise.
"""

from collections.abc import Iterable

from workflow.case import Case
from workflow.commands import Do
from workflow.flow_form import departments
from workflow.values import Department, Person, Position, Role
from workflow.who import first_with, kept_out, of_department, supervisors, with_deputies
from workflow.world import Scene, World


def head_for(department: str, case: Case, scene: Scene) -> Person | None:
    """The head who signs for a department, or the next superior who may."""
    out, seen = kept_out(case, scene), set[str]()
    place: str | None = department
    while place is not None and place not in seen:
        head = scene.directory.head(place)
        if head is not None and head.id not in out:
            return head
        seen.add(place)
        place = scene.department(place).superior
    return None


def vice_president_for(case: Case, scene: Scene) -> Person | None:
    """副總 over the complainant's department (C21, Q32); where there is none who may, the next superior above."""
    assert case.complainant is not None
    complainant = scene.person(case.complainant)
    out = kept_out(case, scene)
    able = [person for person in scene.directory.chain(complainant) if person.id not in out]
    own = [person for person in able if person.position is Position.VICE_PRESIDENT]
    others = [p for p in scene.directory.holders(Position.VICE_PRESIDENT) if p.id not in out]
    return next(iter((*own, *able[-1:], *others)), None)


def decider_for(case: Case, scene: Scene) -> Person | None:
    """王總; where he may not, his assistant."""
    return next(iter(_able(_general_management(scene), case, scene)), None)


def heads(case: Case, world: World, do: Do) -> tuple[Person, ...]:
    """Who signs for the department named, or for any of the form's."""
    signing = [head_for(d, case, world) for d in departments(case) if do.department in {"", d}]
    return with_deputies(_present(signing), world, kept_out(case, world))


def opinion_writers(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """The vice president; where nobody is above the complainant, 監察部."""
    found = with_deputies(_present([vice_president_for(case, world)]), world, kept_out(case, world))
    return found or supervisors(case, world)


def deciders(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """王總 or his assistant, or who stands in for them; where neither may, the vice president's part is the last."""
    able = _able(_general_management(world), case, world)
    return with_deputies(able, world, kept_out(case, world)) or opinion_writers(case, world)


def executing_department(world: Scene) -> Department | None:
    return first_with(world, Role.EXECUTE)


def executors(case: Case, world: World, _do: Do | None = None) -> tuple[Person, ...]:
    """打單部 (C25)."""
    return of_department(executing_department(world), case, world)


# Private functions


def _general_management(scene: Scene) -> tuple[Person, ...]:
    return _present([scene.directory.general_manager(), scene.directory.gm_assistant()])


def _able(people: Iterable[Person], case: Case, scene: Scene) -> tuple[Person, ...]:
    out = kept_out(case, scene)
    return tuple(person for person in people if person.id not in out)


def _present(people: Iterable[Person | None]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for person in people if person is not None))
