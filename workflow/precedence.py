"""What a case waits for first: what keeps it where it stands comes before a formality that it has gone past."""

from typing import Final

from workflow.duties import DutyKind
from workflow.phases import Phase

_PHASES: Final = tuple(Phase)
_OF_PHASE: Final = {
    DutyKind.ACCEPT: Phase.ACCEPTING,
    DutyKind.COMPLETE: Phase.COMPLETING,
    DutyKind.PUBLISH: Phase.HANDING_OVER,
    DutyKind.ROUTE: Phase.HANDING_OVER,
}
"""What is still owed, and late, when the case went on without it."""


def is_left_behind(kind: DutyKind, phase: Phase) -> bool:
    """Tell whether a case that stands in this phase has gone on without what such a duty asks for."""
    meant = _OF_PHASE.get(kind)
    return meant is not None and _PHASES.index(meant) < _PHASES.index(phase)
