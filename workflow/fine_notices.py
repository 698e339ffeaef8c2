"""What is said of fines: to the one who pays, to the office that waives, to the judge of an objection."""

from workflow import events as ev
from workflow import facts, who
from workflow.case import Case
from workflow.commands import Do
from workflow.duties import Duty, DutyKind, Ending
from workflow.fines import Fine, FineStatus, Ground
from workflow.messages import Said, to_person
from workflow.notices import Button, Notice
from workflow.phases import Act
from workflow.values import Person
from workflow.world import World

ON_NOTICE = frozenset({Act.WAIVE, Act.OBJECT})
"""Asked for from a notice in the group too, which may hold several fines and bears the number of the first of them."""
THIS_FINE = "this"
"""Chosen by a button that means the fine of its number, and not the notice that bears the same number."""


def about_fine(act: Act, number: str, *, label: str = "") -> Button:
    """Return the button that asks about one fine, also where that fine lends its notice its number."""
    choice = THIS_FINE if act in ON_NOTICE else ""
    return Button(act=act, label=label, fine=number, choice=choice, ask=True)


def fine_opened(event: ev.FineOpened, case: Case, world: World) -> Said:
    fine = case.fines[event.fine.number]
    if fine.status is FineStatus.HELD:
        yield from _to_decide("fine_held", fine, case, world)
    else:
        yield from _fine_issued(case, fine.number, world)


def fine_changed(event: ev.FineChanged, case: Case, world: World) -> Said:
    fine = case.fines[event.number]
    told_fine: facts.Facts = {"fine": facts.fine(fine, world), "by": facts.doer(event, world)}
    if event.status is FineStatus.OBJECTED:
        for person in _judges(case, fine.number, world):
            yield _objection_request(person, fine, case, world, told_fine["by"])
    elif event.status is FineStatus.ISSUED:
        yield from _fine_issued(case, fine.number, world)
    elif fine.person is not None and (fine.doubted_at or event.status is not FineStatus.DROPPED):
        office = who.fining_department(case, fine, world)
        told_fine["office"] = office.name if office else ""
        yield to_person(world.person(fine.person), "fine_changed", case, world, **told_fine)
    yield from _told_to_office(event, fine, case, world)


def fine_doubted(event: ev.FineDoubted, case: Case, world: World) -> Said:
    """HR decides again; who was fined hears that nothing is to be paid until then."""
    fine = case.fines[event.number]
    yield from _to_decide("fine_doubted", fine, case, world)
    if fine.person is not None and fine.doubted_at == event.at and fine.status is FineStatus.HELD:
        office = who.fining_department(case, fine, world)
        told: facts.Facts = {
            "fine": facts.fine(fine, world),
            "by": None,
            "office": office.name if office else "",
        }
        yield to_person(world.person(fine.person), "fine_changed", case, world, **told)


def fine_retained(event: ev.FineRetained, case: Case, world: World) -> Said:
    fine = case.fines[event.number]
    if fine.person is not None:
        by = facts.doer(event, world)
        yield to_person(
            world.person(fine.person), "fine_retained", case, world, fine=facts.fine(fine, world), by=by
        )


def review_opened(event: ev.DutyOpened | ev.DutyReopened, case: Case, world: World) -> Said:
    """A fined department that the ruling finds not responsible: HR is asked, once (design, Fines)."""
    if event.duty.kind is DutyKind.REVIEW_FINE:
        for person in reviewers(event.duty, case, world):
            yield _review_request(person, event.duty.subject, case, world)


def reviewers(duty: Duty, case: Case, world: World) -> tuple[Person, ...]:
    return _fine_office(case, duty.subject, world)


def review_buttons(number: str) -> tuple[Button, ...]:
    return about_fine(Act.RETAIN_FINE, number), Button(act=Act.RESCIND_FINE, fine=number)


def put_before(person: Person, case: Case, world: World) -> Said:
    """What somebody has to decide about the fines of a case, as she was asked."""
    for fine in case.fines.values():
        if fine.status is FineStatus.HELD and person in _fine_office(case, fine.number, world):
            yield _decision_request(
                "fine_doubted" if fine.doubted_at else "fine_held", person, fine, case, world
            )
        if fine.status is FineStatus.OBJECTED and person in _judges(case, fine.number, world):
            yield _objection_request(person, fine, case, world, facts.by(fine.changed_by, world))
    for duty in case.open_duties(DutyKind.REVIEW_FINE):
        if person in reviewers(duty, case, world):
            yield _review_request(person, duty.subject, case, world)


# Private functions


def _to_decide(name: str, fine: Fine, case: Case, world: World) -> Said:
    """Ask HR."""
    for person in _fine_office(case, fine.number, world):
        yield _decision_request(name, person, fine, case, world)


def _told_to_office(event: ev.FineChanged, fine: Fine, case: Case, world: World) -> Said:
    """Who was about to collect it hears that there is nothing to collect any more, or something to refund."""
    office = _fine_office(case, fine.number, world)
    told_fine: facts.Facts = {"fine": facts.fine(fine, world), "by": facts.doer(event, world)}
    if event.ground is Ground.IN_TIME and event.status in {FineStatus.DROPPED, FineStatus.REVOKED}:
        told_void: facts.Facts = {"fine": told_fine["fine"], "ending": _ending(fine, case)}
        yield from (to_person(person, "fine_void", case, world, **told_void) for person in office)
    elif event.status is FineStatus.LIFTED and event.by not in {person.id for person in office}:
        yield from (to_person(person, "fine_lifted", case, world, **told_fine) for person in office)
    elif event.status is FineStatus.REFUND_OWED:
        buttons = (Button(act=Act.MARK_REFUNDED, fine=fine.number),)
        for person in office:
            yield to_person(person, "refund_owed", case, world, buttons=buttons, **told_fine)


def _decision_request(name: str, person: Person, fine: Fine, case: Case, world: World) -> Notice:
    """With the times in which the group was not heard. What is paid can only be given back."""
    acts = (Act.CONFIRM_FINE, Act.DROP_FINE) if fine.status is FineStatus.HELD else (Act.WAIVE,)
    buttons = tuple(Button(act=act, fine=fine.number, ask=act is Act.WAIVE) for act in acts)
    duty = case.duties.get(f"{DutyKind.REPLY}/{fine.round}/{fine.department}")
    told: facts.Facts = {"fine": facts.fine(fine, world), "deaf": []}
    if duty is not None:
        told["deaf"] = facts.deafness(world.deafness, duty)
    return to_person(person, name, case, world, buttons=buttons, **told)


def _ending(fine: Fine, case: Case) -> Ending | None:
    """How the duty ended of which the fine is."""
    duty = case.duties.get(f"{DutyKind.REPLY}/{fine.round}/{fine.department}")
    return duty.ending if duty else None


def _objection_request(person: Person, fine: Fine, case: Case, world: World, by: object) -> Notice:
    buttons = tuple(about_fine(act, fine.number) for act in (Act.KEEP_FINE, Act.LIFT_FINE))
    told: facts.Facts = {"fine": facts.fine(fine, world), "by": by}
    return to_person(person, "objection_request", case, world, buttons=buttons, **told)


def _review_request(person: Person, number: str, case: Case, world: World) -> Notice:
    fine = facts.fine(case.fines[number], world)
    return to_person(person, "fine_review", case, world, buttons=review_buttons(number), fine=fine)


def _judges(case: Case, number: str, world: World) -> tuple[Person, ...]:
    return who.objection_judges(case, world, Do(case=case.id, act=Act.KEEP_FINE, fine=number))


def _fine_issued(case: Case, number: str, world: World) -> Said:
    fine = case.fines[number]
    told_fine: facts.Facts = {"fine": facts.fine(fine, world)}
    if fine.person is not None:
        buttons = (about_fine(Act.OBJECT, number),)
        yield to_person(world.person(fine.person), "fined", case, world, buttons=buttons, **told_fine)
    office = (about_fine(Act.WAIVE, number), Button(act=Act.MARK_PAID, fine=number))
    for person in _fine_office(case, number, world):
        yield to_person(person, "fine_office", case, world, buttons=office, **told_fine)


def _fine_office(case: Case, number: str, world: World) -> tuple[Person, ...]:
    return who.fine_office(case, world, Do(case=case.id, act=Act.WAIVE, fine=number))
