"""What is said of duties: pings, reminders, misses, and the requests to HR between the departments."""

from collections.abc import Callable, Iterable

from workflow import events as ev
from workflow import facts, fine_notices, flow_notices, freight_notices, outcome_notices, waiting, who
from workflow.asking import SEEN_FIRST
from workflow.case import Case
from workflow.duties import OF_MONEY, OF_VOUCHER, Duty, DutyKind, Ending, duty_key
from workflow.fines import FineStatus
from workflow.messages import Said, listed, to_group, to_person
from workflow.notices import Button
from workflow.owing import owing
from workflow.phases import Act
from workflow.values import Person
from workflow.world import World

PINGED_TOGETHER = {DutyKind.ACCEPT: "ping_accept", DutyKind.REPLY: "ping_reply"}


ANNOUNCED = (
    DutyKind.ACCEPT,
    DutyKind.PUBLISH,
    DutyKind.ROUTE,
    DutyKind.REPLY,
    DutyKind.NOTIFY,
    DutyKind.ADJUDICATE,
)


OFFICE_BUTTONS: dict[DutyKind, tuple[Button, ...]] = {
    DutyKind.SETTLE_CLAIM: (
        Button(act=Act.REASSIGN, ask=True),
        Button(act=Act.EXCUSE),
        Button(act=Act.REJECT_CLAIM, ask=True),
    ),
    DutyKind.ADJUDICATE: (Button(act=Act.ADJUDICATE, ask=True),),
    DutyKind.NOTIFY: (Button(act=Act.NOTIFY),),
}


def pings(case: Case, opened: list[Duty], world: World) -> Said:
    for kind, name in PINGED_TOGETHER.items():
        duties = [duty for duty in opened if duty.kind is kind]
        if duties:
            again = outcome_notices.sent_back(case, world) if kind is DutyKind.REPLY else {}
            keys = [duty.key for duty in duties]
            yield to_group(name, case, world, duties=listed(duties, world), keys=keys, **again)


def misses(case: Case, missed: list[Duty], world: World) -> Said:
    """Announce what was missed; issued fines have a notice of their own, held ones are named here."""
    fined = {(f.department, f.round) for f in case.fines.values() if f.status is FineStatus.ISSUED}
    announced = [d for d in missed if d.kind in ANNOUNCED]
    shown = [d for d in announced if d.kind is not DutyKind.REPLY or (d.department, d.round) not in fined]
    if shown:
        deaf = facts.deafness(world.deafness, *shown)
        yield to_group("missed", case, world, duties=listed(shown, world), deaf=deaf)
    yield from tell_superiors(case, shown, world)


def misses_taken_back(case: Case, dropped: list[str], world: World) -> Said:
    """The post said that they had not answered: it is put right where everybody read it, without a fine that never was."""
    fines = (case.fines[number] for number in dropped)
    keys = [duty_key(DutyKind.REPLY, fine.round, fine.department, "") for fine in fines]
    duties = [case.duties[key] for key in keys]
    if duties:
        yield to_group("miss_corrected", case, world, duties=listed(duties, world))


def reminded(event: ev.Reminded, case: Case, world: World) -> Said:
    """Privately; where nobody of the department can be told so, one line in the group (design section 4)."""
    duty = case.duties[event.key]
    gaps = world.calendar.gaps(world.now, duty.due_at, pauses=duty.pauses) if world.now < duty.due_at else ()
    told_facts: facts.Facts = {
        "duty": owing(duty, case, world),
        "seconds_left": _seconds_left(duty, world),
        "gaps": [gap.model_dump(mode="json") for gap in gaps],
    }
    people = _present(_reminded_people(case, duty, world), world)
    reachable = [person for person in people if person.reachable]
    expires = world.calendar.add(world.now, world.rules.notify)
    buttons = _buttons(duty, case, world)
    for person in reachable:
        hers = {} if _is_hers(duty, person, world) else {"yours": False}
        notice = to_person(person, "reminder", case, world, buttons=buttons, **told_facts, **hers)
        yield notice.model_copy(update={"expires_at": expires, "fallback": False})
    if people and not reachable and event.count == 1:
        yield to_group("reminder_group", case, world, **told_facts)


def duty_opened(event: ev.DutyOpened | ev.DutyReopened, case: Case, world: World) -> Said:
    """HR's own duties between the departments are told to HR privately, with their buttons."""
    if event.duty.kind in OFFICE_BUTTONS:
        yield from office_request(event.duty, who.hr(case, world), case, world)
    yield from flow_notices.duty_opened(event, case, world)
    yield from freight_notices.duty_opened(event, case, world)
    yield from fine_notices.review_opened(event, case, world)
    yield from waiting.nobody(event.duty, case, world)


def office_request(duty: Duty, people: tuple[Person, ...], case: Case, world: World) -> Said:
    buttons = tuple(b.model_copy(update={"department": _claimant(duty)}) for b in OFFICE_BUTTONS[duty.kind])
    claim = case.claim_of(duty.department)
    rulings = [facts.ruling(ruling, world) for ruling in case.round_rulings()]
    more: facts.Facts = {
        "duty": facts.duty(duty, world),
        "reason": claim.reason if claim else "",
        "rulings": rulings,
        "agreed": _agreed(case, world),
        "unnamed": facts.names(
            [one.department for one in case.open_duties(DutyKind.NAME_RESPONSIBLE)], world
        ),
    }
    for person in people:
        yield to_person(person, f"duty_{duty.kind}", case, world, buttons=buttons, **more)


def naming(department: str, world: World) -> tuple[Button, ...]:
    """The departments to choose from, for one that ruled without saying who is responsible."""
    return tuple(
        Button(act=Act.NAME_RESPONSIBLE, label=one.name, department=department, choice=one.id)
        for one in world.directory.departments
    )


def tell_superiors(case: Case, missed: Iterable[Duty], world: World) -> Said:
    """Tell the heads of the late and those above, each in one message whatever was missed at that moment."""
    late: dict[Person, list[Duty]] = {}
    for duty in missed:
        for person in _superiors(duty, case, world):
            late.setdefault(person, []).append(duty)
    for person, hers in late.items():
        deaf = facts.deafness(world.deafness, *hers)
        yield to_person(person, "missed_head", case, world, duties=listed(hers, world), deaf=deaf)


# Private functions


def _superiors(duty: Duty, case: Case, world: World) -> Iterable[Person]:
    head = world.directory.head(duty.department)
    above = world.directory.superior_of(head) if head else None
    overseers = who.supervisors(case, world)[:1] if duty.kind in {DutyKind.ROUTE, DutyKind.NOTIFY} else ()
    told = [one for person in (head, above, *overseers) if person for one in (person, world.on_duty(person))]
    return dict.fromkeys(told)


def _agreed(case: Case, world: World) -> list[facts.Facts]:
    """Who agreed with whose ruling in this round."""
    concurred = {duty.department for duty in case.replies() if duty.ending is Ending.CONCURRED}
    pairs = [line.detail.split(",") for line in case.timeline if line.what == ev.Concurred.__name__]
    told = {who_agrees: whose for who_agrees, whose in pairs if who_agrees in concurred}
    return [
        {"department": world.department(one).name, "with": world.department(other).name}
        for one, other in told.items()
    ]


def _is_hers(duty: Duty, person: Person, world: World) -> bool:
    """Whether a duty owed by name is this person's, or hers while she stands in for its owner."""
    owner = world.person(duty.person) if duty.person is not None else None
    return owner is None or person.id in {owner.id, world.on_duty(owner).id}


def _present(people: tuple[Person, ...], world: World) -> tuple[Person, ...]:
    """Those who are there: who is away is left in peace while somebody on duty for her is reminded."""
    there = {person.id for person in people if world.on_duty(person) == person}
    return tuple(one for one in people if one.id in there or world.on_duty(one).id not in there)


def _claimant(duty: Duty) -> str:
    return duty.department if duty.kind is DutyKind.SETTLE_CLAIM else ""


_REMINDED: dict[DutyKind, Callable[[Case, World], tuple[Person, ...]]] = {
    DutyKind.APPROVE: who.approver,
    DutyKind.POST_FOR: who.proxies,
    DutyKind.SETTLE_CLAIM: who.claim_judges,
    DutyKind.APPEAL: who.judges,
    DutyKind.SETTLE: who.hr,
}


def _buttons(duty: Duty, case: Case, world: World) -> tuple[Button, ...]:
    """What is signed or decided is done from its reminder, too, and 責任部門 is named there."""
    if duty.kind is DutyKind.REVIEW_FINE:
        return fine_notices.review_buttons(duty.subject)
    if duty.kind is DutyKind.NAME_RESPONSIBLE:
        return naming(duty.department, world)
    if duty.kind in OF_VOUCHER:
        return _after_a_look(freight_notices.buttons(duty, case, world))
    return _after_a_look(flow_notices.buttons(duty, case))


def _after_a_look(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    """A reminder shows no form, and a deputy may have seen none: a signature is asked for beside what is signed."""
    seen_first = SEEN_FIRST | freight_notices.SEEN_FIRST
    shown = {"ask": True, "revision": None}
    return tuple(b.model_copy(update=shown) if b.act in seen_first else b for b in buttons)


def _reminded_people(case: Case, duty: Duty, world: World) -> tuple[Person, ...]:
    """Those named by the regulation, else the duty's department, else its person."""
    if duty.kind is DutyKind.REVIEW_FINE:
        return fine_notices.reviewers(duty, case, world)
    if duty.kind in OF_MONEY:
        return waiting.people(duty, case, world)
    if duty.kind in _REMINDED:
        return _REMINDED[duty.kind](case, world)
    if duty.department:
        return who.with_deputies(world.directory.members(duty.department), world)
    return facts.owners(duty, world)


def _seconds_left(duty: Duty, world: World) -> int:
    """Working seconds until due; negative once it is over."""
    if world.now <= duty.due_at:
        return int(world.calendar.working_seconds(world.now, duty.due_at, pauses=duty.pauses))
    pauses = world.pauses(duty.department, duty.person)
    return -int(world.calendar.working_seconds(duty.due_at, world.now, pauses=pauses))
