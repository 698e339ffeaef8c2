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


LEFT_BEHIND: Final = {kind: _PHASES[_PHASES.index(meant) + 1 :] for kind, meant in _OF_PHASE.items()}
"""The phases in which a case has gone on without what such a duty asks for."""


def is_left_behind(kind: DutyKind, phase: Phase) -> bool:
    """Tell whether a case that stands in this phase has gone on without what such a duty asks for."""
    return phase in LEFT_BEHIND.get(kind, ())
