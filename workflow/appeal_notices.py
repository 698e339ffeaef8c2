"""What is said of an appeal and of the decisions of a judge: to her, to the complainant, to those concerned (C28-C29)."""

from collections.abc import Callable

from workflow import events as ev
from workflow import facts, freight_stops, who
from workflow.asking import BODIES
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.messages import Said, asked_late, due_at, to_authors, to_person
from workflow.notices import Button
from workflow.outcome_notices import Decision, receipt, told_departments
from workflow.phases import Act
from workflow.world import World


def request_judgement(case: Case, world: World) -> Said:
    """Ask whoever has to answer the appeal that is open (C29)."""
    appeal = case.appeal
    assert appeal is not None
    buttons = tuple(Button(act=act, ask=True) for act in (Act.UPHOLD, Act.CHANGE, Act.REMAND))
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    until = due_at(DutyKind.APPEAL, case)
    for person in who.judges(case, world):
        yield to_person(
            person, "appeal_request", case, world, buttons=buttons, reason=appeal.reason, rulings=rulings,
            body=appeal.body, final=appeal.final,
            **{"due_at": until, **asked_late(person, DutyKind.APPEAL, case, world)},
        )  # fmt: skip


# Private functions


def _appeal_begun(event: ev.AppealBegun, case: Case, world: World) -> Said:
    """Ask once for what would help the judge, or to whom it goes; the question that was answered stays open beside this one."""
    window = case.duty(DutyKind.ACKNOWLEDGE)
    person = world.person(event.by) if event.by is not None else None
    if person is None or window is None:
        return
    told: facts.Facts = {"said": event.reason, "until": facts.moment(window.due_at), "choice": event.body}
    if event.unaddressed:
        bodies = tuple(Button(act=Act.APPEAL, label=body, choice=body) for body in BODIES)
        yield to_person(person, "appeal_whom", case, world, buttons=bodies, **told)
        return
    notice = to_person(person, "appeal_begun", case, world, **told)
    yield notice.model_copy(update={"question": Act.APPEAL, "asked": person.id})


def _appealed(event: ev.Appealed, case: Case, world: World) -> Said:
    yield from request_judgement(case, world)
    judge = facts.by(event.judge, world)
    yield from to_authors(
        "appealed", case, world, body=event.body, judge=judge, due_at=due_at(DutyKind.APPEAL, case)
    )
    yield from freight_stops.appealed(case, world)
    yield from told_departments(event, case, world)


def _appeal_upheld(event: ev.AppealUpheld, case: Case, world: World) -> Said:
    yield from to_authors("appeal_answered", case, world, answer="uphold", text=event.reason)
    yield from freight_stops.upheld(case, world)
    yield from _decision_told(event, case, world)


def _ruling_changed(event: ev.RulingChanged, case: Case, world: World) -> Said:
    names = facts.names(event.responsible, world)
    yield from to_authors("appeal_answered", case, world, answer="change", text=event.text, departments=names)
    yield from _decision_told(event, case, world)


def _remanded(event: ev.Remanded, case: Case, world: World) -> Said:
    names = facts.names(event.departments, world)
    yield from to_authors(
        "appeal_answered", case, world, answer="remand", text=event.reason, departments=names
    )
    yield from _decision_told(event, case, world)


def _decision_told(event: Decision, case: Case, world: World) -> Said:
    """Those it concerns hear of it, and who decided that it is done."""
    yield from told_departments(event, case, world)
    yield from receipt(event, case, world)


SPEAKERS: dict[type[ev.Event], Callable[..., Said]] = {
    ev.AppealBegun: _appeal_begun,
    ev.Appealed: _appealed,
    ev.AppealUpheld: _appeal_upheld,
    ev.RulingChanged: _ruling_changed,
    ev.Remanded: _remanded,
    ev.Adjudicated: _decision_told,
}
