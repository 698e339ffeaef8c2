"""Evidence on the record of a case (J02): who may add it, and who may see it again."""

from collections.abc import Iterable, Iterator
from typing import Final

from workflow import events as ev
from workflow import facts, who
from workflow.case import Case
from workflow.commands import Attach, Do, KeepEvidence
from workflow.course import Course
from workflow.evidence import Evidence, Exhibit, Medium
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.values import Kind, Person
from workflow.world import Scene

PRIVATE_PHASES = frozenset({Phase.DRAFT, Phase.POSTING})


def add(course: Course, evidence: Iterable[Evidence], *, department: str = "") -> None:
    """Put on record what is not there yet; the same file is one piece of evidence, however often it is sent."""
    for one in evidence:
        known = {exhibit.evidence.unique_id for exhibit in course.case.evidence}
        if one.unique_id not in known:
            course.happens(ev.EvidenceAdded, evidence=one, department=department)


def attach(course: Course, command: Attach) -> None:
    """Add evidence to an open case: to a draft its authors may, to a posted case every colleague who knows something."""
    _check(course)
    add(course, command.evidence, department=command.department)


def keep(course: Course, command: KeepEvidence) -> None:
    """Record what became of the copy; once."""
    exhibit = next((e for e in course.case.evidence if e.evidence.unique_id == command.unique_id), None)
    if exhibit is None or exhibit.path or exhibit.not_kept:
        return
    if command.reason is not None:
        course.follows(ev.EvidenceNotKept, unique_id=command.unique_id, reason=command.reason)
    else:
        copy = command.model_dump(include={"unique_id", "path", "sha256", "size"})
        course.follows(ev.EvidenceKept, **copy)


def replied_for(course: Course) -> str:
    """Return the department whose reply the decision took, "" if it was another act."""
    replies = [event for event in course.events if isinstance(event, ev.Ruled | ev.PartGiven)]
    return replies[-1].department if replies else ""


def seen_by(case: Case, person: Person, scene: Scene) -> tuple[Exhibit, ...]:
    """Return the evidence a person may see: what came with a service plan is between HR and its department (C15, Q24)."""
    return tuple(one for one in case.evidence if _may_see(case, one, person, scene))


def shown(case: Case, person: Person, scene: Scene) -> tuple[facts.Facts, ...]:
    """Return what a person may see as messages: `media` is what Telegram shows in one, at most ten of one family."""
    numbered = [(number, one) for number, one in enumerate(case.evidence, start=1)]
    visible = seen_by(case, person, scene)
    groups = _grouped([(number, one) for number, one in numbered if one in visible])
    return tuple(_told(group, case, scene) for group in groups)


# Private functions

_ALBUM: Final = 10
_FAMILIES: Final = {
    Medium.PHOTO: "pictures",
    Medium.VIDEO: "pictures",
    Medium.DOCUMENT: "files",
    Medium.AUDIO: "audio",
}
"""What Telegram puts into one album; everything else goes alone."""
_Numbered = tuple[int, Exhibit]


def _grouped(numbered: Iterable[_Numbered]) -> Iterator[list[_Numbered]]:
    families: dict[str, list[_Numbered]] = {}
    for number, exhibit in numbered:
        family = _FAMILIES.get(exhibit.evidence.medium, f"alone {number}")
        families.setdefault(family, []).append((number, exhibit))
    for members in families.values():
        for start in range(0, len(members), _ALBUM):
            yield members[start : start + _ALBUM]


def _told(group: list[_Numbered], case: Case, scene: Scene) -> facts.Facts:
    files = [exhibit.evidence for _, exhibit in group]
    return {
        "case": case.name,
        "total": len(case.evidence),
        "media": [{"medium": file.medium, "file_id": file.file_id} for file in files],
        "items": [
            {
                "number": number,
                "medium": exhibit.evidence.medium,
                "name": exhibit.evidence.name,
                "caption": exhibit.evidence.caption,
                "at": facts.moment(exhibit.at),
                "by": facts.by(exhibit.by, scene),
                "department": scene.department(exhibit.department).name if exhibit.department else "",
            }
            for number, exhibit in group
        ],
    }


def _check(course: Course) -> None:
    case, world = course.case, course.world
    if world.actor is None:
        raise Refusal("not_enrolled")
    if not case.is_open:
        raise Refusal("wrong_phase", phase=case.phase, act=Act.SUPPLEMENT)
    authors = who.author(case, world, Do(case=case.id, act=Act.SUPPLEMENT))
    if case.phase in PRIVATE_PHASES and world.actor not in authors:
        raise Refusal(
            "not_entitled",
            act=Act.SUPPLEMENT,
            departments=list(dict.fromkeys(world.department(one.department).name for one in authors)),
            people=[one.name for one in authors],
            yours=world.department(world.actor.department).name,
        )


def _may_see(case: Case, exhibit: Exhibit, person: Person, scene: Scene) -> bool:
    if case.kind is not Kind.SERVICE or not exhibit.department:
        return True
    office = who.hr_department(case, scene)
    offices = {exhibit.department, office.id if office else ""}
    return person.department in offices or person.id == exhibit.by
