"""What can be found in a case by its words: what everybody may read, what only some may (C15, Q24), and who they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from workflow import papers
from workflow.case import Case
from workflow.values import Kind, Person, Position, ProductForm, Role
from workflow.who import accused_people, hr_department
from workflow.world import Scene


class Shelf(StrEnum):
    """Where confided texts stand; each shelf has readers of its own."""

    PLAN = "plan"  # the plan of a service complaint and what was said of it (C15)
    APPEAL = "appeal"  # written to those above (C29)
    FLOW = "flow"  # written on the flow form (C20-C25)


class Confided(NamedTuple):
    """The texts of one shelf; beside HR and those above, the `people` and those of the `departments` read them."""

    shelf: Shelf
    texts: tuple[str, ...]
    people: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()


class Passages(NamedTuple):
    """Texts as they were written: the `open` ones, and shelf by shelf those that are confided to some.

    `people` and `departments` are found by their names.
    """

    open: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()
    confided: tuple[Confided, ...] = ()


def passages(case: Case) -> Passages:
    """Return what can be found in a case: form, publication, rulings, claims, appeals, flow form, numbers and people."""
    if case.form is None:
        return Passages()
    return Passages(
        open=tuple(_written(_public(case))),
        people=tuple(_known({case.complainant, case.author, *(one.by for one in case.rulings)})),
        departments=tuple(dict.fromkeys(case.responsible())),
        confided=tuple(_confided(case)),
    )


def readable(case: Case, person: Person, scene: Scene, at: datetime) -> tuple[str, ...]:
    """Return the confided texts of a case that a person may read."""
    shelves = (one for one in passages(case).confided if may_read(one, case, person, scene, at))
    return tuple(text for one in shelves for text in one.texts)


def may_read(confided: Confided, case: Case, person: Person, scene: Scene, at: datetime) -> bool:
    """Tell whether a person may read a shelf of a case.

    Whom a service complaint is about may have written its plan; what goes to those above she is not shown.
    """
    if confided.shelf is not Shelf.PLAN and person.id in accused_people(case, scene):
        return False
    return _by_post(case, person, scene, at) or _by_part(confided, case, person, scene, at)


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
    yield from (change.after for one in case.timeline for change in one.changes)
    yield from (claim.reason for claim in case.claims)  # said in the group
    if case.kind is Kind.PRODUCT:
        yield from _rulings(case)


def _confided(case: Case) -> Iterator[Confided]:
    """The shelves of a case on which something stands."""
    for shelf, kept in _SHELVES.items():
        texts = tuple(_written(kept.texts(case)))
        if texts:
            people, departments = kept.readers(case)
            yield Confided(shelf, texts, tuple(_known(people)), tuple(sorted(departments)))


def _plan(case: Case) -> Iterator[str]:
    return _rulings(case) if case.kind is Kind.SERVICE else iter(())


def _appeal(case: Case) -> Iterator[str]:
    if case.appeal is not None:
        yield case.appeal.reason


def _flow(case: Case) -> Iterator[str]:
    if case.flow is not None:
        yield from (case.flow.forwarded, case.flow.opinion, case.flow.amended)
        yield from (case.flow.decision, case.flow.execution)


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


_People = tuple[frozenset[int | None], frozenset[str]]


def _of_plan(case: Case) -> _People:
    """Who wrote it, who judges it, and the complainant once she was told (C16)."""
    told = {case.complainant} if case.notified_at else set()
    return _judge(case) | told, frozenset(one.department for one in case.rulings)


def _of_appeal(case: Case) -> _People:
    return _judge(case) | {case.complainant}, frozenset()


def _judge(case: Case) -> frozenset[int | None]:
    return frozenset({case.appeal.judge} if case.appeal else ())


class _Keeping(NamedTuple):
    texts: Callable[[Case], Iterator[str]]
    readers: Callable[[Case], _People]


_SHELVES: Final[Mapping[Shelf, _Keeping]] = {
    Shelf.PLAN: _Keeping(_plan, _of_plan),
    Shelf.APPEAL: _Keeping(_appeal, _of_appeal),
    Shelf.FLOW: _Keeping(_flow, papers.holders),
}


def _by_post(case: Case, person: Person, scene: Scene, at: datetime) -> bool:
    """HR (in its place whoever stands there when it is accused), 監察部, and those above."""
    office = hr_department(case, scene)
    offices = {*scene.directory.with_role(Role.SUPERVISE), *([office] if office else [])}
    return person.position in _ON_TOP or any(scene.directory.acts_for(person, one.id, at) for one in offices)


def _by_part(confided: Confided, case: Case, person: Person, scene: Scene, at: datetime) -> bool:
    if confided.shelf is Shelf.FLOW:
        return papers.may_see(case, person, scene, at)
    mine = any(scene.directory.acts_for(person, one, at) for one in confided.departments)
    return mine or person.id in confided.people


def _known(people: Iterable[int | None]) -> Iterator[int]:
    return iter(sorted(one for one in people if one is not None))


def _written(texts: Iterator[str]) -> Iterator[str]:
    return iter(dict.fromkeys(text for text in texts if text))
