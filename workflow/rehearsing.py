"""A question is put only for an act that could be done: it is rehearsed first, with words that fit any (design 3)."""

from typing import Any, Final

from workflow.acts import ACTS
from workflow.case import Case
from workflow.commands import Do
from workflow.course import Course
from workflow.entitlement import principal
from workflow.refusals import Refusal
from workflow.world import World


def rehearse(case: Case, do: Do, world: World) -> None:
    """Raise the Refusal that the act meets whatever is said or chosen; nothing comes of the rehearsal itself."""
    course = Course(case, world, stands_for=principal(case, do, world))
    try:
        ACTS[do.act].decide(course, do.model_copy(update=_WORDS))
    except Refusal as refusal:
        if refusal.name not in STILL_TO_SAY:
            raise


STILL_TO_SAY: Final = frozenset(
    {
        *("departments_unknown", "freight_mistakes", "reason_missing", "receipt_missing", "reply_unfilled"),
        *("target_unknown", "target_namesakes", "which_body", "which_ruling"),
    }
)
"""What is refused only because the question is not answered yet."""

# Private functions

_WORDS: Final[dict[str, Any]] = dict.fromkeys(("text", "finding", "opinion", "plan"), "…")
