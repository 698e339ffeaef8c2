"""For which department a person acts who may act for several: the one named, the only one that waits, else she is asked.

A head who stands in for another owes two replies to one case: guessing would have the other department fined (C26).
"""

from collections.abc import Callable, Mapping
from typing import Final

from workflow.case import Case
from workflow.commands import OWN_DEPARTMENT, Do
from workflow.duties import Duty
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.world import World


def answering_departments(case: Case, do: Do, world: World) -> tuple[str, ...]:
    """Return for which departments of the round the actor may mean the act; several only where it cannot be told."""
    mine = [duty for duty in case.replies() if do.department in {"", duty.department} and _hers(duty, world)]
    waiting = tuple(duty.department for duty in mine if _WAITS[do.act](case, duty))
    if not waiting:
        return tuple(duty.department for duty in sorted(mine, key=lambda duty: not _is_own(duty, world)))[:1]
    return _named(do, waiting, world) or waiting


def answering_department(case: Case, do: Do, world: World) -> str:
    """Return the one department; raise Refusal where there is none, or where only the actor can say which."""
    found = answering_departments(case, do, world)
    if not found:
        raise Refusal("not_asked")
    if len(found) > 1:
        names = [world.department(one).name for one in found]
        raise Refusal("which_department", case=case.name, kind=case.kind, act=do.act, departments=names)
    return found[0]


# Private functions


def _hers(duty: Duty, world: World) -> bool:
    return world.actor is not None and world.directory.acts_for(world.actor, duty.department, world.at)


def _is_own(duty: Duty, world: World) -> bool:
    return world.actor is not None and world.actor.department == duty.department


def _named(do: Do, waiting: tuple[str, ...], world: World) -> tuple[str, ...]:
    """The one of them that a reply calls responsible: it is its own admission; any other would blame its neighbour."""
    if do.act is not Act.REPLY:
        return ()
    own = world.actor.department if world.actor else ""
    named = {own if name == OWN_DEPARTMENT else name for name in do.departments}
    found = tuple(one for one in waiting if one in named)
    return found if len(found) == 1 else ()


def _is_owed(_case: Case, duty: Duty) -> bool:
    return duty.is_open


def _left_open(case: Case, duty: Duty) -> bool:
    ruling = case.ruling_of(duty.department)
    return ruling is not None and ruling.responsible is None


_WAITS: Final[Mapping[Act, Callable[[Case, Duty], bool]]] = {
    Act.REPLY: _is_owed,
    Act.DISCLAIM: _is_owed,
    Act.CONCUR: _is_owed,
    Act.NAME_RESPONSIBLE: _left_open,
}
FOR_A_DEPARTMENT: Final = frozenset(_WAITS)
"""Acts that are done for one of the departments asked."""
