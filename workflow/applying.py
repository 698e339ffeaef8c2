"""Applications to be enrolled, and HR's answer to them (design section 4, Enrolment)."""

from collections.abc import Sequence
from typing import Any

from workflow import events as ev
from workflow import facts
from workflow.applications import Application, ApplicationStatus, checked_name
from workflow.errands import Errand
from workflow.names import plain
from workflow.notices import Button, Notice, Urgency
from workflow.outcomes import Outcome
from workflow.refusals import Refusal
from workflow.staff_commands import Admit, Apply, RefuseApplication
from workflow.staff_notices import (
    changed,
    described,
    hr_actor,
    hr_people,
    to_actor,
    to_applicant,
    told_of,
)
from workflow.values import Person, Position
from workflow.world import World


def apply(command: Apply, world: World) -> Outcome:
    """Take down what a stranger tells of herself, and ask for the next thing."""
    known = world.directory.by_telegram(command.telegram_id)
    if known is not None:
        raise Refusal("enrolled_already", person=facts.person(known, world))
    before = world.directory.application_of(command.telegram_id)
    if before is not None and before.status is ApplicationStatus.WAITING:
        if command.goes_back:
            return _reopened(before, command, world)
        return Outcome(notices=(to_applicant("application_waiting", before, world, buttons=(_BACK,)),))
    application = _filled(before or _new_application(command, world), command)
    if application.is_complete:
        application = application.model_copy(update={"status": ApplicationStatus.WAITING})
    happened = () if application == before else (changed(application, world),)
    called = before.name if before else ""
    return Outcome(happened, _next_step(application, world, called=called, unread=command.unread))


def _reopened(before: Application, command: Apply, world: World) -> Outcome:
    """Begin another application with all but the position: what HR was shown of this one can be approved no more."""
    told = {"name": before.name, "department": before.department}
    anew = _new_application(command, world).model_copy(update=told)
    taken_back = before.model_copy(update={"status": ApplicationStatus.FILLING})
    happened = (changed(taken_back, world), changed(anew, world))
    return Outcome(happened, _next_step(anew, world, called=anew.name, unread=""))


def _last_told(application: Application) -> str:
    return "department" if application.department else "name"


def _new_application(command: Apply, world: World) -> Application:
    number = max((one.id for one in world.directory.applications), default=0) + 1
    return Application(id=number, telegram_id=command.telegram_id, applied_at=world.at)


def _filled(application: Application, command: Apply) -> Application:
    given: dict[str, Any] = command.model_dump(include={"department", "position"}, exclude_none=True)
    if command.renames:
        given["name"] = ""
    elif command.goes_back:
        given[_last_told(application)] = ""
    elif command.name is not None:
        given["name"] = checked_name(command.name)
    elif not application.name and given:
        raise Refusal("name_first")
    return application.model_copy(update=given)


def _next_step(application: Application, world: World, *, called: str, unread: str) -> tuple[Notice, ...]:
    """Ask for what is missing; with everything told, HR decides. `called` is her name as it was before."""
    if not application.name:
        return (to_applicant("apply_name", application, world, called=called),)
    if not application.department:
        choices = (*_departments_to_choose(world), _RENAME)
        return (to_applicant("apply_department", application, world, buttons=choices, unread=unread),)
    if application.position is None:
        choices = (*_positions_to_choose(), _BACK, _RENAME)
        return (to_applicant("apply_position", application, world, buttons=choices, unread=unread),)
    requests = [request(application, person, world) for person in hr_people(world)]
    return (to_applicant("application_sent", application, world, buttons=(_BACK,)), *requests)


_BACK = Button(errand=Errand.APPLY_BACK)
_RENAME = Button(errand=Errand.APPLY_NAME)


def _departments_to_choose(world: World) -> tuple[Button, ...]:
    departments = world.directory.departments
    return tuple(Button(errand=Errand.APPLY_DEPARTMENT, choice=d.id, label=d.name) for d in departments)


def _positions_to_choose() -> tuple[Button, ...]:
    return tuple(Button(errand=Errand.APPLY_POSITION, choice=one, label=one) for one in Position)


# HR's answer


def request(application: Application, person: Person, world: World) -> Notice:
    """Ask HR; who bears the name already is named, and can be chosen as the same person."""
    same = world.directory.namesakes(application.name)
    return Notice(
        name="application_request",
        to=person.id,
        facts={**told_of(application, world), "namesakes": [described(one, world) for one in same],
               "holders": [described(one, world) for one in _holders(application, world)],
               "rivals": len(_rivals(application, world))},
        buttons=(
            (
                Button(errand=Errand.ADMIT, subject=application.id, choice=_counted(same)),
                Button(errand=Errand.REFUSE_APPLICATION, subject=application.id),
            ),
            *((_same_person(application, one, world),) for one in same),
        ),
    )  # fmt: skip


def _counted(namesakes: Sequence[Person]) -> str:
    return str(len(namesakes)) if namesakes else ""


def _same_person(application: Application, person: Person, world: World) -> Button:
    return Button(
        errand=Errand.ADMIT_AS,
        subject=application.id,
        choice=str(person.id),
        label=f"{world.department(person.department).name}{person.name}",
    )


def _holders(application: Application, world: World) -> list[Person]:
    """Return who has the position already that only one person holds: in the company, or as head of the department."""
    holders = world.directory.holders(application.position) if application.position in _SOLE else ()
    is_head = application.position is Position.MANAGER
    return [one for one in holders if not is_head or one.department == application.department]


_SOLE = frozenset({Position.MANAGER, Position.GENERAL_MANAGER, Position.GM_ASSISTANT})


def _rivals(application: Application, world: World) -> list[Application]:
    """Return the other open applications under the same name."""
    others = world.directory.applications
    return [
        o
        for o in others
        if o.status is ApplicationStatus.WAITING
        and plain(o.name) == plain(application.name)
        and o.id != application.id
    ]


def admit(command: Admit, world: World) -> Outcome:
    """Enrol the applicant, and welcome her; somebody new of a name that was enrolled since HR was asked is asked about anew."""
    actor = hr_actor(world)
    application = _waiting(command.application, world)
    if command.person is None and len(world.directory.namesakes(application.name)) > command.namesakes:
        return Outcome(notices=(request(application, actor, world),))
    person = _as_known(command.person, application, world) if command.person else _as_new(application, world)
    admitted = _decided(application, world, status=ApplicationStatus.ADMITTED, person=person.id)
    told: facts.Facts = {"person": facts.person(person, world)}
    welcome = Notice(
        name="welcome", chat_id=application.telegram_id, facts=told, urgency=Urgency.ANSWER, fallback=False
    )
    enrolled = ev.PersonEnrolled(at=world.at, by=world.stimulus.actor, person=person)
    taken = (welcome, *_former_account(command.person, application, world))
    return Outcome((enrolled, changed(admitted, world)), (*taken, to_actor("admitted", world, **told)))


def _former_account(person_id: int | None, application: Application, world: World) -> tuple[Notice, ...]:
    """Tell the account that was the person's until now: whoever sits there may not have asked for it."""
    person = world.person(person_id) if person_id else None
    if person is None or person.telegram_id in {None, application.telegram_id}:
        return ()
    told: facts.Facts = {"person": facts.person(person, world)}
    return (Notice(name="account_replaced", chat_id=person.telegram_id, facts=told, fallback=False),)


def _as_new(application: Application, world: World) -> Person:
    assert application.position is not None
    return Person(
        id=max((person.id for person in world.directory.people), default=0) + 1,
        name=application.name,
        department=application.department,
        position=application.position,
        telegram_id=application.telegram_id,
        reachable=True,
    )


def _as_known(person_id: int, application: Application, world: World) -> Person:
    """The same person with another account; who had left comes back to the place she applied for."""
    person = world.person(person_id)
    account = {"telegram_id": application.telegram_id, "reachable": True, "active": True}
    place = {"department": application.department, "position": application.position}
    return person.model_copy(update=account if person.active else account | place)


def refuse(command: RefuseApplication, world: World) -> Outcome:
    """Refuse the applicant with a reason; she may apply again."""
    actor = hr_actor(world)
    application = _waiting(command.application, world)
    if not command.reason.strip():
        question = to_actor(
            "ask_refuse_application", world, subject=application.id, **told_of(application, world)
        )
        asked = {"question": Errand.REFUSE_APPLICATION, "asked": actor.id}
        return Outcome(notices=(question.model_copy(update=asked),))
    reason = command.reason.strip()
    refused = _decided(application, world, status=ApplicationStatus.REFUSED, reason=reason)
    return Outcome(
        (changed(refused, world),),
        (
            to_applicant("application_refused", refused, world),
            to_actor("refused_applicant", world, **told_of(refused, world)),
        ),
    )


def _waiting(application_id: int, world: World) -> Application:
    application = world.directory.application(application_id)
    if application is None or application.status is not ApplicationStatus.WAITING:
        told = told_of(application, world) if application else {}
        raise Refusal("application_over", application=told)
    return application


def _decided(application: Application, world: World, **changes: Any) -> Application:
    return application.model_copy(update={**changes, "decided_by": world.stimulus.actor})
