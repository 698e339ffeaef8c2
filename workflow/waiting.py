"""What a form or a voucher waits for: who may do it now, how she is asked, and what is said where nobody may."""

from workflow import facts, flow_notices, freight_notices, signers, who
from workflow.case import Case
from workflow.duties import OF_MONEY, OF_VOUCHER, Duty, DutyKind
from workflow.entitlement import is_open
from workflow.freight_duties import ACTS
from workflow.messages import Said, to_person
from workflow.notices import Button, Notice
from workflow.values import Absence, Person
from workflow.world import World

OF_HEADS = frozenset({DutyKind.SIGN, DutyKind.VOUCHER_SIGN})


def people(duty: Duty, case: Case, world: World) -> tuple[Person, ...]:
    """Who may do what the duty asks for."""
    if duty.kind in OF_VOUCHER:
        return freight_notices.people(duty, case, world)
    return flow_notices.people(duty, case, world)


def request(person: Person, duty: Duty, case: Case, world: World) -> Notice:
    """The form or the voucher put before somebody, with the buttons for what she owes."""
    if duty.kind in OF_VOUCHER:
        return freight_notices.request(person, duty, case, world)
    return flow_notices.request(person, duty, case, world)


def nobody(duty: Duty, case: Case, world: World) -> Said:
    """HR hears at once that it waits for nobody: a post is vacant, or its holder away without a deputy (Q31).

    照轉 is open to HR from the next morning all the same, so until then the post may be filled.
    """
    if duty.kind not in OF_MONEY or _is_suspended(duty, case):
        return
    absence = _absence_of_head(duty, case, world)
    if absence is not None or not people(duty, case, world):
        yield from _tell_office(duty, absence, case, world)


def uncovered(case: Case, world: World) -> Said:
    """The actor registered an absence: HR hears which signatures of hers nobody can give while it lasts.

    Also before it begins, and until the deputy accepts: so there is time for another deputy, or for 照轉.
    """
    assert world.actor is not None
    absence = max(world.directory.absences_of(world.actor.id), key=lambda one: one.registered_at)
    for duty in case.open_duties():
        is_hers = duty.kind in OF_HEADS and signers.head_for(duty.department, case, world) == world.actor
        if is_hers and not _is_suspended(duty, case) and not _is_covered(absence, case, world):
            yield from _tell_office(duty, absence, case, world)


# Private functions


def _tell_office(duty: Duty, absence: Absence | None, case: Case, world: World) -> Said:
    told: facts.Facts = {
        "duty": facts.duty(duty, world),
        "head": facts.by(absence.person, world) if absence else None,
        "until": facts.moment(duty.due_at) if duty.kind is DutyKind.SIGN else None,
        "overdue": duty.missed_at is not None,
        **({"absence": facts.absence(absence, world)} if absence else {}),
    }
    for person in who.hr(case, world):
        yield to_person(person, "nobody_to_sign", case, world, buttons=_way_on(duty, case), **told)


def _way_on(duty: Duty, case: Case) -> tuple[Button, ...]:
    """照轉, once the heads' time is over."""
    forward = case.duty(DutyKind.FORWARD)
    is_open_now = duty.kind is DutyKind.SIGN and duty.missed_at is not None
    return flow_notices.buttons(forward, case) if is_open_now and forward and forward.is_open else ()


def _is_suspended(duty: Duty, case: Case) -> bool:
    return duty.kind in OF_VOUCHER and not is_open(case, ACTS[duty.kind])


def _absence_of_head(duty: Duty, case: Case, world: World) -> Absence | None:
    """The absence of the head who is to sign, if he is away and nobody may sign for him."""
    head = signers.head_for(duty.department, case, world) if duty.kind in OF_HEADS else None
    if head is None:
        return None
    running = (o for o in world.directory.absences_of(head.id) if o.starts_at <= world.at < o.ends_at)
    return next((one for one in running if not _is_covered(one, case, world)), None)


def _is_covered(absence: Absence, case: Case, world: World) -> bool:
    """Whether a deputy who may sign in this case stands in, now or when the absence begins."""
    away, begins = world.person(absence.person), max(world.at, absence.starts_at)
    out = who.kept_out(case, world)
    return any(deputy.id not in out for deputy in world.directory.deputies_of(away, begins))
