"""What a form or a voucher waits for: who may do it now, how she is asked, and what is said where nobody may."""

from workflow import facts, flow_notices, freight_notices, signers, who
from workflow.case import Case
from workflow.duties import OF_MONEY, OF_VOUCHER, Duty, DutyKind
from workflow.entitlement import is_open
from workflow.freight_duties import ACTS
from workflow.messages import Said, to_person
from workflow.notices import Notice
from workflow.values import Person
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
    absent = _absent_head(duty, case, world)
    if absent is None and people(duty, case, world):
        return
    told: facts.Facts = {
        "duty": facts.duty(duty, world),
        "head": facts.person(absent, world),
        "until": facts.moment(duty.due_at) if duty.kind is DutyKind.SIGN else None,
    }
    for person in who.hr(case, world):
        yield to_person(person, "nobody_to_sign", case, world, **told)


# Private functions


def _is_suspended(duty: Duty, case: Case) -> bool:
    return duty.kind in OF_VOUCHER and not is_open(case, ACTS[duty.kind])


def _absent_head(duty: Duty, case: Case, world: World) -> Person | None:
    """The head who is to sign, if he is away and nobody stands in for him yet."""
    head = signers.head_for(duty.department, case, world) if duty.kind in OF_HEADS else None
    if head is None or world.directory.deputies_of(head, world.at):
        return None
    away = (one for one in world.directory.absences_of(head.id) if one.starts_at <= world.at < one.ends_at)
    return head if any(away) else None
