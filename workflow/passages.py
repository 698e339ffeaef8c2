"""What can be found in a case by its words: what everybody may read, what only some may (C15, Q24), and who they are."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from workflow.case import Case
from workflow.values import Kind, Person, Position, ProductForm, Role
from workflow.who import hr_department
from workflow.world import Scene


class Passages(NamedTuple):
    """Texts as they were written; `people` and `departments` are found by their names.

    The `hidden` texts are for HR and those above, and for the `readers` and the people of the `reading` departments.
    """

    open: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    readers: tuple[int, ...] = ()
    reading: tuple[str, ...] = ()


def passages(case: Case) -> Passages:
    """Return what can be found in a case: form, publication, rulings, claims, appeals, flow form, numbers and people."""
    if case.form is None:
        return Passages()
    hidden = tuple(_written(_confided(case)))
    return Passages(
        open=tuple(_written(_public(case))),
        hidden=hidden,
        people=tuple(_known({case.complainant, case.author, *(one.by for one in case.rulings)})),
        departments=tuple(dict.fromkeys(case.responsible())),
        readers=tuple(_known(_told(case))) if hidden else (),
        reading=tuple(dict.fromkeys(_departments_reading(case))) if hidden else (),
    )


def may_read_hidden(case: Case, person: Person, scene: Scene, at: datetime) -> bool:
    """Tell whether a person may read the service plan and what was said of it."""
    found = passages(case)
    if person.id in found.readers or person.position in _ON_TOP:
        return True
    office = hr_department(case, scene)
    supervising = scene.directory.with_role(Role.SUPERVISE)
    ids = {*found.reading, *(one.id for one in supervising), *([office.id] if office else [])}
    return any(scene.directory.acts_for(person, department, at) for department in ids)


# Private functions

_ON_TOP: Final = frozenset({Position.VICE_PRESIDENT, Position.GM_ASSISTANT, Position.GENERAL_MANAGER})
_ALWAYS_SHOWN: Final = frozenset({"CompletionAsked", "Completed", "Withdrawn"})
_SHOWN_OF_PRODUCTS: Final = frozenset(
    {
        "Concluded",
        "AppealUpheld",
        "RulingChanged",
        "Remanded",
        "SettlementFlagged",
        "SettledOffline",
        "Supplemented",
    }
)
"""Lines of the timeline whose words the card quotes, always or of product complaints only."""


def _public(case: Case) -> Iterator[str]:
    yield from _form(case)
    yield from (case.number, case.draft)
    yield case.published
    yield from (remark.text for remark in case.process_remarks)
    yield from (one.detail for one in case.timeline if one.what in _ALWAYS_SHOWN)
    yield from (claim.reason for claim in case.claims)  # said in the group
    if case.kind is Kind.PRODUCT:
        yield from _rulings(case)


def _confided(case: Case) -> Iterator[str]:
    """Of a service complaint the plan; of a product complaint what is written to those above: appeal and flow form.

    Those of a service complaint are not looked for: they may concern people of the department that has the plan.
    """
    if case.kind is Kind.SERVICE:
        yield from _rulings(case)
        return
    if case.appeal is not None:
        yield case.appeal.reason
    if case.flow is not None:
        yield from (case.flow.forwarded, case.flow.opinion, case.flow.amended)
        yield from (case.flow.decision, case.flow.execution)


def _departments_reading(case: Case) -> Iterator[str]:
    """Whose people know a service plan: they wrote it. What goes to those above they are not shown."""
    if case.kind is Kind.SERVICE:
        yield from (one.department for one in case.rulings)


def _rulings(case: Case) -> Iterator[str]:
    for ruling in case.rulings:
        yield from (ruling.finding, ruling.opinion, ruling.plan)
    yield from (one.detail for one in case.timeline if one.what in _SHOWN_OF_PRODUCTS)


def _form(case: Case) -> Iterator[str]:
    """What happened comes first: it stands for the case where a name or number was found."""
    form = case.form
    if isinstance(form, ProductForm):
        yield from (form.defect, form.customer, form.brand, form.spec_quantity, form.demand, form.complainant)
    elif form is not None:
        yield from (form.event, form.target, form.purpose, form.complainant)


def _told(case: Case) -> set[int | None]:
    """The complainant, of a service complaint once she was told (C16), and who judges her appeal."""
    judge = {case.appeal.judge} if case.appeal else set()
    is_told = case.kind is Kind.PRODUCT or case.notified_at is not None
    return {*judge, *({case.complainant} if is_told else ())}


def _known(people: set[int | None]) -> Iterator[int]:
    return iter(sorted(one for one in people if one is not None))


def _written(texts: Iterator[str]) -> Iterator[str]:
    return iter(dict.fromkeys(text for text in texts if text))
