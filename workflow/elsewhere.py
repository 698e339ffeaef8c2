"""The refusal of who is not to act on the flow form now: who did the same before, and who is to do what now."""

from datetime import datetime
from typing import Final, NamedTuple

from workflow import facts
from workflow.case import Case
from workflow.commands import Do
from workflow.duties import DutyKind
from workflow.owing import on_form
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.world import World


class Before(NamedTuple):
    """Who did it before, and how: a head may have signed 不同意, or HR may have gone on without him."""

    by: int | None = None
    at: datetime | None = None
    disagreed: bool = False
    passed_over: bool = False


NOBODY: Final = Before()


def form_not_here(case: Case, do: Do, world: World, before: Before = NOBODY) -> Refusal:
    """Too early or too late on the form."""
    told = {
        "step": case.flow.step if case.flow else "",
        "phase": case.phase,
        "by": world.person(before.by).name if before.by is not None else "",
        "yours": before.by is not None and before.by == world.stimulus.actor,
        "at": facts.moment(before.at) or "",
        "did": _DONE_AS[do.act],
        "disagreed": before.disagreed,
        "passed_over": before.passed_over,
        "waits_for": on_form(case, world),
    }
    return Refusal("form_not_here", act=do.act, **told)


# Private functions

_DONE_AS: Final = {
    **dict.fromkeys((Act.SIGN_FORM, Act.DISAGREE), DutyKind.SIGN),
    **dict.fromkeys((Act.WRITE_OPINION, Act.SIGN_OPINION), DutyKind.OPINE),
    **dict.fromkeys((Act.AGREE, Act.AMEND, Act.SEND_BACK), DutyKind.DECIDE),
    Act.FORWARD_FORM: DutyKind.FORWARD,
    Act.EXECUTE: DutyKind.EXECUTE,
}
