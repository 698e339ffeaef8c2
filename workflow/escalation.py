"""Who is asked beside the one who owes something, once her time is over: the one above her, or 監察部 (Q15, C29)."""

from collections.abc import Callable, Mapping
from typing import Final

from workflow import who
from workflow.case import Case
from workflow.duties import Duty, DutyKind
from workflow.values import Person
from workflow.world import World

_ASKED: Final[Mapping[DutyKind, Callable[[Case, World], tuple[Person, ...]]]] = {
    DutyKind.APPROVE: who.approver,
    DutyKind.APPEAL: who.judges,
    DutyKind.SETTLE_CLAIM: who.supervisors,
    DutyKind.ADJUDICATE: who.supervisors,
}
GO_UP: Final = frozenset(_ASKED)
"""Duties that go up when they are missed."""


def asked_above(duty: Duty, case: Case, world: World) -> tuple[Person, ...]:
    """Return who is asked besides, with those who stand in for them; nobody before it is missed."""
    if duty.missed_at is None or duty.kind not in GO_UP:
        return ()
    return tuple(one for one in _ASKED[duty.kind](case, world) if one.id != duty.person)
