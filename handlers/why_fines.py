"""What became of the fines of a duty, in the order in which it happened: for /why."""

from workflow import facts
from workflow.case import Case
from workflow.duties import Duty, DutyKind
from workflow.facts import Facts
from workflow.fines import Fine, FineStep
from workflow.world import Scene


def fines_of(duty: Duty, case: Case, scene: Scene) -> list[Facts]:
    """Return the fines for a reply that was missed, each with its `steps`: what became of it and what was asked about it."""
    mine = [one for one in case.fines.values() if duty.kind is DutyKind.REPLY and _is_for(one, duty)]
    return [{**facts.fine(one, scene), "steps": _steps(one, case, scene)} for one in mine]


# Private functions


def _is_for(fine: Fine, duty: Duty) -> bool:
    return (fine.round, fine.department) == (duty.round, duty.department)


def _steps(fine: Fine, case: Case, scene: Scene) -> list[Facts]:
    about = (one for one in case.duties.values() if one.subject == fine.number)
    asked = [(one.starts_at, _review(one, scene)) for one in about if one.kind is DutyKind.REVIEW_FINE]
    became = [(one.at, _step(one, scene)) for one in fine.steps]
    return [told for _, told in sorted([*asked, *became], key=lambda pair: pair[0])]


def _step(one: FineStep, scene: Scene) -> Facts:
    told = one.model_dump(mode="json", include={"status", "ground", "reason", "kept", "doubted"})
    return {"at": facts.moment(one.at), "by": facts.doer(one, scene), **told}


def _review(duty: Duty, scene: Scene) -> Facts:
    office = scene.department(duty.department).name if duty.department else ""
    return {"at": facts.moment(duty.starts_at), "office": office, "open": duty.is_open}
