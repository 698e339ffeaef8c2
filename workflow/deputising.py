"""Absence: who stands in for whom, 「甲代乙」, once the deputy has accepted (design section 4, Absence)."""

from datetime import timedelta

from workflow import facts
from workflow.directory import Directory
from workflow.errands import Errand
from workflow.events import AbsenceRegistered
from workflow.notices import Button, Notice
from workflow.outcomes import Outcome
from workflow.refusals import Refusal
from workflow.staff_commands import AnswerDeputy, ComeBack, GoAway, ShowAbsences
from workflow.staff_notices import to_actor
from workflow.values import Absence, Person
from workflow.world import World

LONGEST = timedelta(days=366)


def show(_command: ShowAbsences, world: World) -> Outcome:
    """Tell the actor's absences, and ask for the next one."""
    actor = _enrolled(world)
    mine = _standing(actor, world)
    told = [facts.absence(one, world) for one in mine]
    question = to_actor("ask_go_away", world, subject=actor.id, absences=told)
    return Outcome(notices=(question.model_copy(update={"question": Errand.GO_AWAY, "asked": actor.id}),))


def go_away(command: GoAway, world: World) -> Outcome:
    """Register the absence and ask the deputy; until she accepts, nobody stands in."""
    actor = _enrolled(world)
    absence = _checked(command, actor, world)
    deputy = world.person(absence.deputy)
    told = {**facts.absence(absence, world), "person": facts.person(actor, world)}
    buttons = (_button(Errand.DEPUTISE, absence), _button(Errand.DEPUTISE_NOT, absence))
    request = Notice(name="deputy_request", to=deputy.id, facts=told, buttons=(buttons,))
    event = AbsenceRegistered(at=world.at, by=actor.id, absence=absence)
    return Outcome((event,), (to_actor("away_registered", world, **told), request))


def answer(command: AnswerDeputy, world: World) -> Outcome:
    """The deputy accepts or declines, once, while the absence is not over; the absent person is told."""
    actor = _enrolled(world)
    absence = _asked_of(actor, command, world)
    if command.accepts:
        _refuse_a_circle(absence, world.directory)
    answered = {"accepted_at" if command.accepts else "declined_at": world.at}
    if command.accepts and absence.starts_at <= world.at:
        answered["handed_over_at"] = world.at  # `Reseat` follows at once
    changed = absence.model_copy(update=answered)
    told = {**facts.absence(changed, world), "person": facts.by(absence.person, world)}
    event = AbsenceRegistered(at=world.at, by=actor.id, absence=changed)
    return Outcome((event,), (Notice(name="deputy_answered", to=absence.person, facts=told),))


def come_back(_command: ComeBack, world: World) -> Outcome:
    """End what runs, or cancel what was to come; each deputy who stood in, or was still asked, is told."""
    actor = _enrolled(world)
    mine = _standing(actor, world)
    ending = [one for one in mine if one.starts_at <= world.at] or mine
    if not ending:
        raise Refusal("not_away")
    changed = [one.model_copy(update={"ends_at": max(world.at, one.starts_at)}) for one in ending]
    events = tuple(AbsenceRegistered(at=world.at, by=actor.id, absence=one) for one in changed)
    freed = (_freed(one, actor, world) for one in ending if not one.declined_at)
    ended = [facts.absence(one, world) for one in ending]
    return Outcome(events, (to_actor("back", world, absences=ended), *freed))


# Private functions


def _freed(absence: Absence, actor: Person, world: World) -> Notice:
    """Tell the deputy: it ends, or it will not begin, or there is nothing to answer any more."""
    told = {
        **facts.absence(absence, world),
        "person": facts.person(actor, world),
        "begun": absence.starts_at <= world.at,
    }
    return Notice(name="deputy_freed", to=absence.deputy, facts=told)


def _enrolled(world: World) -> Person:
    if world.actor is None:
        raise Refusal("not_enrolled")
    return world.actor


def _standing(actor: Person, world: World) -> list[Absence]:
    """Return the actor's absences that run or are to come."""
    mine = world.directory.absences_of(actor.id)
    return [one for one in mine if one.overlaps(world.at, one.ends_at)]


def _checked(command: GoAway, actor: Person, world: World) -> Absence:
    today = world.calendar.local(world.at).date()
    deputy = world.person(command.deputy)
    if command.ends_at <= command.starts_at:
        raise Refusal("away_backwards")
    if command.ends_at <= world.at or world.calendar.local(command.starts_at).date() < today:
        raise Refusal("away_past", today=world.at.isoformat())
    if command.ends_at - command.starts_at > LONGEST:
        raise Refusal("away_long", days=LONGEST.days)
    if deputy.id == actor.id:
        raise Refusal("deputy_self")
    if deputy.telegram_id is None:
        raise Refusal("deputy_without_account", deputy=facts.person(deputy, world))
    absence = Absence(
        person=actor.id,
        deputy=deputy.id,
        starts_at=max(command.starts_at, world.at),
        ends_at=command.ends_at,
        registered_at=world.at,
    )
    _refuse_a_circle(absence, world.directory)
    return absence


def _refuse_a_circle(absence: Absence, directory: Directory) -> None:
    """A stands in for B, B for C, and C for A at one time: then nobody would be there."""
    path = _path(absence.deputy, absence.person, absence, directory, seen=frozenset())
    if path:
        people = (directory.person(one) for one in (absence.person, *path))
        raise Refusal("deputy_circle", names=[person.name for person in people if person])


def _path(
    here: int, goal: int, span: Absence, directory: Directory, *, seen: frozenset[int]
) -> tuple[int, ...]:
    """Return how the deputies of `here` lead to `goal` while the span lasts, empty if they do not."""
    if here == goal:
        return (here,)
    for one in directory.absences:
        stands = one.person == here and one.declined_at is None and one.deputy not in seen
        if stands and one.overlaps(span.starts_at, span.ends_at):
            rest = _path(one.deputy, goal, span, directory, seen=seen | {here})
            if rest:
                return (here, *rest)
    return ()


def _asked_of(actor: Person, command: AnswerDeputy, world: World) -> Absence:
    known = world.directory.absence(command.person, command.registered_at)
    if known is None or known.deputy != actor.id:
        raise Refusal("not_asked_to_deputise")
    if known.accepted_at or known.declined_at:
        raise Refusal("deputy_answered_already", accepted=known.accepted_at is not None)
    if known.ends_at <= max(world.at, known.starts_at):  # cancelled ahead, it ends where it would have begun
        raise Refusal("absence_over")
    return known


def _button(errand: Errand, absence: Absence) -> Button:
    """The moment of registering tells a person's absences apart; it travels in microseconds."""
    return Button(errand=errand, subject=absence.person, choice=str(moment_id(absence)))


def moment_id(absence: Absence) -> int:
    """Return the number by which an absence of a person is known on buttons."""
    return round(absence.registered_at.timestamp() * 1_000_000)
