"""Records as plain facts for the templates: JSON values, moments in ISO, people as name and Telegram id."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from workflow.case import Case, Ruling
from workflow.deafness import Deafness
from workflow.directory import Directory
from workflow.duties import Duty, Ending
from workflow.fines import Fine
from workflow.marks import Mark
from workflow.values import Absence, Duration, Person
from workflow.world import Scene

Facts = dict[str, Any]


class Done(Protocol):
    """An event, or a line of the timeline."""

    @property
    def by(self) -> int | None: ...
    @property
    def stands_for(self) -> int | None: ...


def person(who: Person | None, scene: Scene) -> Facts | None:
    """A person with her department, ready to be mentioned."""
    if who is None:
        return None
    return {
        "name": who.name,
        "department": scene.department(who.department).name,
        "position": who.position,
        "telegram_id": who.telegram_id,
    }


def by(person_id: int | None, scene: Scene) -> Facts | None:
    return None if person_id is None else person(scene.person(person_id), scene)


def doer(done: Done, scene: Scene) -> Facts | None:
    """Who did something, and whose deputy she was in it: 「甲代乙」."""
    return doer_of(done.by, done.stands_for, scene)


def doer_of(person_id: int | None, principal: int | None, scene: Scene) -> Facts | None:
    """The same of the two as the records hold them."""
    told = by(person_id, scene)
    if told is None or principal is None:
        return told
    return {**told, "stands_for": scene.person(principal).name}


def called(who: Person, scene: Scene) -> Facts | None:
    """Who is called for a person: herself, or who is on duty for her."""
    there = scene.on_duty(who)
    told = person(there, scene)
    return told if there.id == who.id or told is None else {**told, "stands_for": who.name}


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def limit(duration: Duration) -> Facts:
    """A length of working time, as the filter `limit` writes it."""
    return {"working_days": duration.working_days, "minutes": duration.seconds // 60}


def names(departments: Iterable[str], scene: Scene) -> list[str]:
    return [scene.department(one).name for one in departments]


def heading(case: Case, scene: Scene) -> Facts:
    """What every message about a case begins with; `marks` only where it has any."""
    marks = [mark for mark in Mark if mark in case.marks]
    return {
        **({"marks": marks} if marks else {}),
        "case": case.name,
        "draft": case.draft,
        "kind": case.kind,
        "phase": case.phase,
        "complainant": by(case.complainant, scene),
        "proxy": by(case.proxy or (case.author if case.author != case.complainant else None), scene),
        "settlement": case.settlement,
    }


def form(case: Case) -> Facts:
    """The form's fields in their order."""
    assert case.form is not None
    return case.form.model_dump(mode="json", exclude={"kind", "settlement"})


def duty(one: Duty, scene: Scene) -> Facts:
    """A duty: who owes what by when."""
    return {
        "what": one.kind,
        "department": scene.department(one.department).name if one.department else "",
        "subject": one.subject,
        "people": [called(p, scene) for p in owners(one, scene)],
        "starts_at": moment(one.starts_at),
        "due_at": moment(one.due_at) if one.is_limited else None,
        "ended_at": moment(one.ended_at),
        "ending": one.ending,
        "late": one.is_late,
        "open": one.is_open,
    }


def done(one: Duty, directory: Directory) -> Facts:
    """Who did what was owed, and when; nothing where it ended otherwise."""
    person = (
        directory.person(one.ended_by) if one.ending is Ending.DONE and one.ended_by is not None else None
    )
    return {"by": person.name, "at": moment(one.ended_at)} if person else {}


def owners(one: Duty, scene: Scene) -> tuple[Person, ...]:
    """Who is called when the duty is due: its person, or the head of its department, or whoever is there."""
    if one.person is not None:
        return (scene.person(one.person),)
    head = scene.directory.head(one.department)
    return (head,) if head else scene.directory.members(one.department)[:1]


def ruling(one: Ruling, scene: Scene) -> Facts:
    return {
        "department": scene.department(one.department).name,
        "at": moment(one.at),
        "by": by(one.by, scene),
        "finding": one.finding,
        "opinion": one.opinion,
        "plan": one.plan,
        "responsible": None if one.responsible is None else names(one.responsible, scene),
    }


def deafness(stretches: Iterable[Deafness], *duties: Duty) -> list[Facts]:
    """The stretches without hearing that meet the time of any of these duties; one that lasts has no end."""
    return [
        {"starts_at": moment(one.starts_at), "ends_at": moment(one.ends_at), "why": one.why}
        for one in stretches
        if any(one.touches(duty.starts_at, duty.due_at) for duty in duties)
    ]


def absence(one: Absence, scene: Scene) -> Facts:
    """When somebody is away, who is asked to stand in, and what the deputy said to it."""
    return {
        "deputy": by(one.deputy, scene),
        "starts_at": moment(one.starts_at),
        "ends_at": moment(one.ends_at),
        "accepted": one.accepted_at is not None,
        "declined": one.declined_at is not None,
    }


def fine(one: Fine, scene: Scene) -> Facts:
    """A fine as it stands; money is whole yuan."""
    return {
        "number": one.number,
        "department": scene.department(one.department).name,
        "person": by(one.person, scene),
        "head": by(one.head, scene),
        "amount": one.amount,
        "due_at": moment(one.due_at),
        "issued_at": moment(one.issued_at),
        "status": one.status,
        "reasons": list(one.reasons),
        "note": one.note,
        "changed_at": moment(one.changed_at),
        "changed_by": by(one.changed_by, scene),
        "minutes_late": one.minutes_late,
        "ground": one.ground,
        "refunded_at": moment(one.refunded_at),
        "refunded_by": by(one.refunded_by, scene),
        "kept_at": moment(one.kept_at),
        "kept_by": by(one.kept_by, scene),
        "kept_reason": one.kept_reason,
        "objected_reason": one.objected_reason,
        "objection_until": moment(one.objection_until),
        "doubted_at": moment(one.doubted_at),
    }
