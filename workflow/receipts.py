"""What a receipt promises: who approves by when, and the steps that follow with their limits (K03, K05, M26)."""

from collections.abc import Iterator
from typing import Final

from workflow import facts
from workflow.case import Case
from workflow.course import limit_of
from workflow.duties import DutyKind
from workflow.values import Kind
from workflow.world import World

STEPS: Final[dict[Kind, tuple[DutyKind, ...]]] = {
    Kind.PRODUCT: (DutyKind.ACCEPT, DutyKind.PUBLISH, DutyKind.REPLY),
    Kind.SERVICE: (DutyKind.ACCEPT, DutyKind.ROUTE, DutyKind.REPLY, DutyKind.NOTIFY),
}
"""What is owed once the form is posted, in order."""


def promised(case: Case, world: World) -> facts.Facts:
    """Return what becomes of a form that was filed; `opens_at` is None in working time, when every clock runs."""
    duty = case.duty(DutyKind.APPROVE)
    opens_at = None if world.calendar.is_working(world.at) else world.calendar.next_opening(world.at)
    return {
        "approve_by": facts.moment(duty.due_at) if duty and duty.is_open else None,
        "opens_at": facts.moment(opens_at),
        "steps": list(_steps(case, world)),
    }


# Private functions


def _steps(case: Case, world: World) -> Iterator[facts.Facts]:
    for kind in STEPS[case.kind]:
        yield {"what": kind, "limit": facts.limit(limit_of(kind, world.rules))}
