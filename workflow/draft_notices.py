"""What is said of a draft: to who has to approve it, to its author, and to the proxy (C01-C06)."""

from collections.abc import Callable
from typing import Any

from workflow import events as ev
from workflow import facts, who
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.errands import Errand
from workflow.long_forms import read_first
from workflow.marks import Mark
from workflow.messages import Said, asked_late, due_at, to_authors, to_person
from workflow.namesakes import apart, namesakes_in, target_buttons
from workflow.notices import Button
from workflow.phases import Act, Phase
from workflow.receipts import promised
from workflow.values import ServiceForm
from workflow.world import World


def request_approval(case: Case, world: World, **told: Any) -> Said:
    """Ask whoever has to approve the draft, with its form and its buttons (C02)."""
    buttons = (
        Button(act=Act.APPROVE, revision=case.revision),
        Button(act=Act.RETURN, revision=case.revision, ask=True),
        *((Button(act=Act.MARK_URGENT, ask=True),) if Mark.URGENT not in case.marks else ()),
    )
    for person in who.approver(case, world):
        yield from read_first(person, case, world)
        yield to_person(
            person, "approve_request", case, world, buttons=buttons, form=facts.form(case),
            evidence=len(case.evidence), **asked_late(person, DutyKind.APPROVE, case, world), **told,
        )  # fmt: skip


# Private functions


def _filed(_event: ev.Event, case: Case, world: World) -> Said:
    yield from request_approval(case, world)
    if case.phase is Phase.DRAFT:
        buttons = (Button(act=Act.ASK_PROXY), Button(act=Act.CANCEL))
        told = {"approver": _approver(case, world), **promised(case, world)}
        yield from to_authors("filed", case, world, buttons=buttons, **told)
    yield from _ask_target(case, world)


def _ask_target(case: Case, world: World) -> Said:
    """A 投訴對象 that is not exactly one enrolled person or department is picked by button."""
    if who.is_target_clear(case, world) or case.author is None:
        return
    assert isinstance(case.form, ServiceForm)
    people = apart(namesakes_in(case.form.target, world.directory), world)
    departments = (
        Button(act=Act.NAME_TARGET, label=d.name, choice=d.id) for d in world.directory.departments
    )
    buttons = (*target_buttons(people), *departments)
    author = world.person(case.author)
    notice = to_person(
        author, "ask_name_target", case, world, buttons=buttons, target=facts.form(case)["target"]
    )
    yield notice.model_copy(update={"question": Act.NAME_TARGET, "asked": author.id})


def _target_named(_event: ev.Event, case: Case, world: World) -> Said:
    """Who has to approve may be another now."""
    if case.phase is Phase.DRAFT:
        yield from request_approval(case, world)


def _revised(event: ev.Revised, case: Case, world: World) -> Said:
    yield from request_approval(case, world, is_same=event.is_same)
    told = {"approver": _approver(case, world), "is_same": event.is_same, **promised(case, world)}
    yield from to_authors("revised", case, world, **told)
    yield from _ask_target(case, world)


def _returned(event: ev.Returned, case: Case, world: World) -> Said:
    told_by = facts.doer(event, world)
    buttons = (Button(errand=Errand.WIZARD_MEND, subject=case.id), Button(act=Act.CANCEL))
    yield from to_authors(
        "returned", case, world, buttons=buttons, reason=event.reason, by=told_by, form=facts.form(case)
    )


def _proxy_asked(_event: ev.Event, case: Case, world: World) -> Said:
    yield from to_authors("proxy_asked", case, world)


def _approved(event: ev.Event, case: Case, world: World) -> Said:
    yield from to_authors("approved", case, world, by=facts.doer(event, world), waits=not case.released)
    if not case.released:
        for person in who.proxies(case, world):
            buttons = (Button(act=Act.POST_FOR),)
            yield from read_first(person, case, world)
            told = {"form": facts.form(case), "due_at": due_at(DutyKind.POST_FOR, case)}
            yield to_person(person, "proxy_request", case, world, buttons=buttons, **told)


def _form_edited(event: ev.FormEdited, case: Case, world: World) -> Said:
    """Who changed it is told that the record stands, and what was noted."""
    if event.by is not None:
        changes = [change.model_dump() for change in event.changes]
        yield to_person(world.person(event.by), "form_edited", case, world, changes=changes)


def _approver(case: Case, world: World) -> facts.Facts | None:
    """Who is called: the manager, or who is on duty for him."""
    first = next(iter(who.approver(case, world)), None)
    return None if first is None else facts.called(first, world)


SPEAKERS: dict[type[ev.Event], Callable[..., Said]] = {
    ev.Filed: _filed,
    ev.Revised: _revised,
    ev.TargetNamed: _target_named,
    ev.Returned: _returned,
    ev.ProxyAsked: _proxy_asked,
    ev.Approved: _approved,
    ev.FormEdited: _form_edited,
}
