"""The documents a case has on paper: its flow form and its vouchers, by the names notices know them by."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from workflow import facts
from workflow.case import Case
from workflow.documents import FlowForm, Voucher
from workflow.flow_form import flow_form
from workflow.phases import Phase
from workflow.values import Kind, Person, Position
from workflow.voucher_sheet import voucher_sheet
from workflow.vouchers import VoucherStatus
from workflow.who import accused_people
from workflow.world import Scene

Paper = FlowForm | Voucher

FLOW_FORM: Final = "flow_form"
VOUCHER: Final = "voucher"


def has_flow_form(case: Case) -> bool:
    """Tell whether there is a flow form to be shown."""
    return case.flow is not None and not case.flow.dropped


def paper(case: Case, document: str, number: str, scene: Scene) -> Paper | None:
    """Return a document as it stands; `number` is a voucher's. None if the case has no such document, or no longer."""
    if document == FLOW_FORM:
        return flow_form(case, scene) if has_flow_form(case) else None
    return voucher_sheet(case, number, scene) if number in _vouchers(case) else None


def named(case: Case, scene: Scene) -> Iterator[facts.Facts]:
    """Yield what a notice says to show each of the case's documents."""
    heading = facts.heading(case, scene)
    if has_flow_form(case):
        yield {**heading, "document": FLOW_FORM}
    for number in _vouchers(case):
        yield {**heading, "document": VOUCHER, "voucher": number}


def may_see(case: Case, person: Person, scene: Scene, at: datetime) -> bool:
    """Tell whether a person has a part in the case's documents: they hold what the group is not told (C15, money).

    Whom the complaint is about signs none of them and sees none; who complained sees them once HR told the plan (C16).
    """
    if person.id in accused_people(case, scene):
        return False
    if person.id in {case.author, case.complainant}:
        return not _is_to_be_notified(case)
    people, departments = holders(case)
    if person.id in people or person.position in _ON_TOP:
        return True
    return any(scene.directory.acts_for(person, department, at) for department in departments)


def holders(case: Case) -> tuple[frozenset[int | None], frozenset[str]]:
    """Return the people and the departments with a part in a case's documents; who complained once she may see them."""
    people = {duty.person for duty in case.duties.values()}
    people |= {voucher.drafted_by for voucher in case.vouchers.values()}
    authors = {case.author, case.complainant}
    people = people - authors if _is_to_be_notified(case) else people | authors
    return frozenset(people), frozenset(duty.department for duty in case.duties.values() if duty.department)


# Private functions

_ON_TOP: Final = frozenset({Position.VICE_PRESIDENT, Position.GM_ASSISTANT, Position.GENERAL_MANAGER})


def _is_to_be_notified(case: Case) -> bool:
    return (
        case.kind is Kind.SERVICE
        and case.notified_at is None
        and case.phase in {Phase.HANDLING, Phase.NOTIFYING}
    )


def _vouchers(case: Case) -> tuple[str, ...]:
    """The numbers of those that stand: nobody is to be shown, or to pay, a cancelled one."""
    return tuple(
        number for number, voucher in case.vouchers.items() if voucher.status is not VoucherStatus.CANCELLED
    )
