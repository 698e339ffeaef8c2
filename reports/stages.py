"""The four stages whose time limits the regulation sets, and how often they were kept."""

from collections.abc import Iterable
from typing import Any, Final

from storage.figures import Punctuality
from workflow.duties import DutyKind

Facts = dict[str, Any]
"""JSON values only: they are kept in the outbox."""

STAGES: Final = {
    "accept": (DutyKind.ACCEPT,),  # C08, C12
    "handover": (DutyKind.PUBLISH, DutyKind.ROUTE),  # C09, C13
    "reply": (DutyKind.REPLY,),  # C11, C15
    "notify": (DutyKind.NOTIFY,),  # C16
}
TIMED: Final = tuple(kind for kinds in STAGES.values() for kind in kinds)


def on_time(counts: Iterable[Punctuality]) -> Facts:
    """Return for each stage how many duties fell due and how many of them were done in time.

    A duty counts in the period in which it fell due, also if it was done before; one that ended undone because the case
    went another way, or that waits to be judged, is not counted.
    """
    counts = tuple(counts)
    return {
        stage: _score(count for count in counts if count.kind in kinds) for stage, kinds in STAGES.items()
    }


# Private functions


def _score(counts: Iterable[Punctuality]) -> Facts:
    counts = tuple(counts)
    done = sum(count.on_time for count in counts)
    return {"done": done, "due": done + sum(count.late for count in counts)}
