"""One field at a time: what somebody typed for a field, read as it would be in the form; and the form made of them."""

from collections.abc import Mapping
from datetime import datetime

from forms.folding import clean
from forms.labels import PART_SLOTS, SLOTS, WISHED, WRITTEN, Slot
from forms.messages import counted
from forms.reading import Problem, Reading, read_value
from forms.scanning import Page
from forms.sections import form_values
from forms.settlement import asks_settlement
from forms.trimming import is_blank, trim
from forms.vocabulary import FORM
from workflow.values import Kind


def read_field(field: str, text: str, *, now: datetime) -> str | Problem:
    """Return the value, or what is wrong with it; the field's own label before it is left out."""
    value = trim(_without_label(Slot(field), clean(text)))
    if is_blank(value):
        return Problem.MISSING
    return read_value(Slot(field), value, now)


def read_fields(kind: Kind, text: str, *, now: datetime) -> dict[str, str | Problem]:
    """Return what labelled lines give, by field, each as the form would read it; words without a label are nothing.

    An event told by its parts is given by them alone.
    """
    page = Page(counted(text))
    values = form_values(page, page.labels(FORM), kind)
    if any(slot in values for slot in PART_SLOTS):
        values.pop(Slot.EVENT, None)
    return {slot.value: read_value(slot, value, now) for slot, value in values.items() if slot in SLOTS[kind]}


def fill(kind: Kind, values: Mapping[str, str], *, now: datetime) -> Reading:
    """Return the form that the values make, spelt as `read_field` gives them; what is not there is missing."""
    found = {slot.value: values.get(slot.value, "") for slot in SLOTS[kind]}
    if kind is Kind.SERVICE and not found[Slot.EVENT]:
        found[Slot.EVENT.value] = _event(found)
    return Reading(
        kind=kind,
        fields={field: value for field, value in found.items() if value},
        problems={field: Problem.MISSING for field, value in found.items() if not value},
        settlement=asks_settlement(found[WISHED[kind]]),
        now=now,
    )


# Private functions


def _without_label(slot: Slot, text: str) -> str:
    first = next(iter(Page(text).labels(FORM)), None)
    return text[first.end :] if first and first.slot is slot and first.start == 0 else text


def _event(found: Mapping[str, str]) -> str:
    parts = [(WRITTEN[slot], found[slot]) for slot in PART_SLOTS if found[slot]]
    return "\n".join(f"{label}：{value}" for label, value in parts)
