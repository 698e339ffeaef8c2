"""What is said when a case becomes 緊急: each who owes something in it hears so once, with what and until when."""

from collections.abc import Iterable

from workflow import events as ev
from workflow import facts
from workflow.case import Case
from workflow.duties import Duty
from workflow.escalation import asked_above
from workflow.marks import NEVER_HURRIED, Mark
from workflow.messages import Said, listed, to_person
from workflow.values import Person
from workflow.world import World


def marked(event: ev.Marked, case: Case, world: World) -> Said:
    """Tell who owes something, but not who marked it; 重點 stands on the card."""
    owed = _owed(case, world) if event.mark is Mark.URGENT else {}
    for person, duties in owed.items():
        if person != world.actor:
            told: facts.Facts = {
                "reason": event.reason,
                "by": facts.doer(event, world),
                "duties": listed(duties, world),
            }
            notice = to_person(person, "marked_urgent", case, world, **told)
            yield notice.model_copy(update={"fallback": False})


# Private functions


def _owed(case: Case, world: World) -> dict[Person, list[Duty]]:
    owed: dict[Person, list[Duty]] = {}
    for duty in case.open_duties():
        for person in _asked(duty, case, world) if duty.kind not in NEVER_HURRIED else ():
            owed.setdefault(person, []).append(duty)
    return owed


def _asked(duty: Duty, case: Case, world: World) -> Iterable[Person]:
    """Who is called for it, and who is asked above since it was missed."""
    called = map(world.on_duty, facts.owners(duty, world))
    return dict.fromkeys((*called, *asked_above(duty, case, world)))
