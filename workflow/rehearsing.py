"""A question is put only for an act that could be done: it is rehearsed first, with words that fit any (design 3)."""

from typing import Any, Final

from workflow.acts import ACTS
from workflow.case import Case
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import Duty, DutyKind
from workflow.entitlement import check, principal
from workflow.phases import Act
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


def is_pending(case: Case, do: Do, world: World) -> bool:
    """Tell whether an answer of the actor to the question of an act can still do it; of a reply, whether it is owed."""
    try:
        check(case, do, world)
        rehearse(case, do, world)
    except Refusal:
        return False
    return do.act is not Act.REPLY or any(
        _is_hers(duty, do, world) for duty in case.open_duties(DutyKind.REPLY)
    )


STILL_TO_SAY: Final = frozenset(
    {
        *("departments_unknown", "freight_mistakes", "reason_missing", "receipt_missing", "reply_unfilled"),
        *("target_unknown", "target_namesakes", "which_body", "which_department"),
        *("which_ruling",),
    }
)
"""What is refused only because the question is not answered yet."""

# Private functions


def _is_hers(duty: Duty, do: Do, world: World) -> bool:
    if do.department not in {"", duty.department}:
        return False
    return world.actor is not None and world.directory.acts_for(world.actor, duty.department, world.at)


_WORDS: Final[dict[str, Any]] = dict.fromkeys(("text", "finding", "opinion", "plan"), "…")
