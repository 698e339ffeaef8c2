"""The documents a case has on paper: its flow form and its vouchers, by the names notices know them by."""

from collections.abc import Iterator
from typing import Final

from workflow.case import Case
from workflow.documents import FlowForm, Voucher
from workflow.flow_form import flow_form
from workflow.voucher_sheet import voucher_sheet
from workflow.world import Scene

Paper = FlowForm | Voucher

FLOW_FORM: Final = "flow_form"
VOUCHER: Final = "voucher"


def has_flow_form(case: Case) -> bool:
    """Tell whether there is a flow form to be shown."""
    return case.flow is not None and not case.flow.dropped


def paper(case: Case, document: str, number: str, scene: Scene) -> Paper | None:
    """Return a document as it stands; `number` is a voucher's. None if the case has no such document."""
    if document == FLOW_FORM:
        return flow_form(case, scene) if has_flow_form(case) else None
    return voucher_sheet(case, number, scene) if number in case.vouchers else None


def named(case: Case) -> Iterator[dict[str, object]]:
    """Yield the facts that name each document of a case, as a notice that shows it has them."""
    if has_flow_form(case):
        yield {"document": FLOW_FORM}
    for number in case.vouchers:
        yield {"document": VOUCHER, "voucher": number}
