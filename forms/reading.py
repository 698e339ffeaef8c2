"""Read a complaint form out of a message: the kind, the fields, what is wrong, and whether money is asked."""

from datetime import datetime, timezone
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from forms.labels import PART_SLOTS, SERVICE_ONLY, SLOTS, TELLING, WISHED, Slot
from forms.messages import counted
from forms.moments import names_clock, read_day, read_moment
from forms.scanning import Label, Page
from forms.sections import form_values
from forms.settlement import asks_settlement
from forms.vocabulary import FORM
from workflow.values import Kind, ProductForm, ServiceForm, Value

_FIELDS_UNDER_HEADER = 2
_FIELDS_WITHOUT_HEADER = 3


class Problem(StrEnum):
    """What is wrong with a field; a field with a problem is not among the fields read."""

    MISSING = "missing"
    INVALID = "invalid"
    NO_TIME = "no_time"  # a day without the hour and minute (C33)
    FUTURE = "future"


class Reading(Value):
    """What a message says as a form; `kind` is None where it is none."""

    kind: Kind | None
    fields: dict[str, str] = Field(default_factory=dict)
    problems: dict[str, Problem] = Field(default_factory=dict)
    quotes: dict[str, str] = Field(default_factory=dict)  # as typed, for each invalid or future field
    settlement: bool = False
    now: AwareDatetime

    def form(self) -> ProductForm | ServiceForm:
        """Return the form itself; without 投訴時間 it was complained of now. ValueError while there are problems."""
        if self.kind is None or self.problems:
            raise ValueError(f"no complete form: {self.problems or 'no form at all'}")
        form = ProductForm if self.kind is Kind.PRODUCT else ServiceForm
        filled = {Slot.COMPLAINED_AT.value: self.now} | self.fields | {"settlement": self.settlement}
        return form.model_validate(filled)

    def as_json(self) -> dict[str, Any]:
        """Return the reading in plain JSON values: kind, fields, problems, settlement."""
        return {
            "kind": self.kind.value if self.kind else "none",
            "fields": dict(self.fields),
            "problems": {field: problem.value for field, problem in self.problems.items()},
            "settlement": self.settlement,
        }


def read(text: str, *, now: datetime) -> Reading:
    """Read a message posted at `now` (aware); its dates count from now's day and in now's own offset."""
    now = _in_own_offset(now)
    page = Page(counted(text))
    labels = page.labels(FORM)
    kind = _kind(page, labels)
    if kind is None:
        return Reading(kind=None, now=now)
    return _checked(form_values(page, labels, kind), kind, now)


def read_value(slot: Slot, value: str, now: datetime) -> str | Problem:
    """Return the value of a field as `Reading.fields` spells it, or what is wrong with it."""
    if slot is Slot.COMPLAINED_AT:
        return _complained_at(value, now) if value else ""
    if not value:
        return Problem.MISSING
    return _shipped_on(value, now) if slot is Slot.SHIPPED_ON else value


def _in_own_offset(now: datetime) -> datetime:
    offset = now.utcoffset()
    if offset is None:
        raise ValueError("now must be an aware datetime")
    return now.replace(tzinfo=timezone(offset))


def _kind(page: Page, labels: list[Label]) -> Kind | None:
    """Tell a form from chatter by its header and its different fields (K1-K3)."""
    slots = {label.slot for label in labels}
    for header in page.headers:
        kind = header.kind or _kind_by_labels(slots)
        if len(_fields(slots, kind)) >= _FIELDS_UNDER_HEADER:
            return kind
    kind = _kind_by_labels(slots)
    fields = _fields(slots, kind)
    return kind if len(fields) >= _FIELDS_WITHOUT_HEADER and fields & TELLING else None


def _kind_by_labels(slots: set[Slot]) -> Kind:
    return Kind.SERVICE if slots & SERVICE_ONLY else Kind.PRODUCT


def _fields(slots: set[Slot], kind: Kind) -> set[Slot]:
    """Return the fields of the kind; sub-labels alone are none."""
    meant = {WISHED[kind] if slot is Slot.WISH else slot for slot in slots}
    return meant & set(SLOTS[kind]) - set(PART_SLOTS)


def _checked(values: dict[Slot, str], kind: Kind, now: datetime) -> Reading:
    fields: dict[str, str] = {}
    problems: dict[str, Problem] = {}
    for slot in SLOTS[kind]:
        found = read_value(slot, values.get(slot, ""), now)
        if isinstance(found, Problem):
            problems[slot.value] = found
        elif found:
            fields[slot.value] = found
    return Reading(
        kind=kind,
        fields=fields,
        problems=problems,
        quotes={slot: values[Slot(slot)] for slot in problems if slot in values},
        settlement=asks_settlement(values.get(WISHED[kind], "")),
        now=now,
    )


def _shipped_on(value: str, now: datetime) -> str | Problem:
    day = read_day(value, now.date())
    if day is None:
        return Problem.INVALID
    return Problem.FUTURE if day > now.date() else day.isoformat()


def _complained_at(value: str, now: datetime) -> str | Problem:
    moment = read_moment(value, now)
    if moment is None:
        return Problem.INVALID
    if not names_clock(value, now):
        return Problem.NO_TIME
    return Problem.FUTURE if moment > now else moment.isoformat(timespec="minutes")
