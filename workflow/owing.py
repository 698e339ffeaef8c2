"""A duty of a case as facts, in the words that fit how its flow form stands, and why another than the head signs."""

from typing import Final

from workflow import facts
from workflow.case import Case
from workflow.duties import OF_FLOW, Duty, DutyKind
from workflow.facts import Facts
from workflow.values import Verdict
from workflow.who import accused_people
from workflow.world import Scene

OF_HEADS: Final = frozenset({DutyKind.SIGN, DutyKind.VOUCHER_SIGN})
AMENDED: Final = "amended"
"""王總 changed the opinion: the vice president has to sign it, not to write one."""

AGAIN: Final = "again"
"""The form was made anew: the opinion on it may be signed as it stands, or written anew."""


def owing(duty: Duty, case: Case, scene: Scene) -> Facts:
    """A duty as `facts.duty` has it; `variant` chooses its words, `instead` says why not the head signs, if he does not."""
    return {
        **facts.duty(duty, scene),
        "variant": variant(duty.kind, case),
        "instead": _instead(duty, case, scene),
    }


def on_form(case: Case, scene: Scene) -> list[Facts]:
    """What is owed on the flow form now; that HR may go on without the heads is said elsewhere."""
    kinds = OF_FLOW - {DutyKind.FORWARD}
    return [owing(duty, case, scene) for duty in case.open_duties() if duty.kind in kinds]


def variant(kind: DutyKind, case: Case) -> str:
    """Which words name what is owed, "" for the usual ones."""
    flow = case.flow
    if kind is not DutyKind.OPINE or flow is None or flow.opinion_signature is not None:
        return ""
    if flow.amended:
        return AMENDED
    return AGAIN if flow.opinion and flow.verdict is not Verdict.SEND_BACK else ""


# Private functions


def _instead(duty: Duty, case: Case, scene: Scene) -> str:
    if duty.kind not in OF_HEADS:
        return ""
    head = scene.directory.head(duty.department)
    if head is None:
        return "vacant"
    if head.id in accused_people(case, scene):
        return "accused"
    return "complains" if head.id == case.complainant else ""
