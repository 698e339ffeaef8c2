"""Enrolment: what applicants type and press, and HR's /enrol."""

from collections.abc import Mapping
from typing import Any, Final

from handlers.buttons import named
from handlers.context import Context
from handlers.errand_codes import ErrandPress
from handlers.pressing import Answering, Presser, Reader, Typed, subject_of
from handlers.said import Said
from storage.books import Books
from storage.outbox import OutboxRow
from texts import Texts
from workflow.applications import Application
from workflow.commands import Command, Decline
from workflow.directory import DEPARTMENT, Directory
from workflow.errands import Errand
from workflow.moving import BETWEEN
from workflow.names import called
from workflow.staff_commands import Admit, Apply, Leave, Move, RefuseApplication, ShowStaff
from workflow.values import Position

MOST_NAMED: Final = 60
"""People to choose from, a button each; Telegram takes a hundred."""


async def name_typed(said: Said, context: Context) -> bool:
    """Take what a stranger types privately, once asked, for what is asked: her name, her department or her position."""
    command = await context.read(lambda books: _applying(said, books, context.wiring.texts))
    if command is None:
        return False
    await context.bring(command, said, None)
    return True


def staff_asked(words: str, directory: Directory) -> Command:
    """Return what /enrol wants: the list, or the person or department named behind it; of several people a choice."""
    if not words:
        return ShowStaff()
    people = directory.find_people(words) or directory.like(words)
    if len(people) == 1:
        return ShowStaff(person=people[0].id)
    if people:
        return ShowStaff(people=tuple(one.id for one in people[:MOST_NAMED]), words=words)
    department = directory.find_department(words)
    return (
        ShowStaff(department=department.id)
        if department
        else Decline(name="person_unknown", facts={"name": words})
    )


# Private functions


def _applying(said: Said, books: Books, texts: Texts) -> Apply | None:
    directory = books.directory()
    application = directory.application_of(said.user_id)
    if application is None or said.author(directory) is not None:
        return None
    if not application.name:
        return Apply(telegram_id=said.user_id, name=said.text)
    given = _chosen(said.text, application, directory, texts)
    return Apply(telegram_id=said.user_id, **given or {"unread": said.text})


def _chosen(typed: str, application: Application, directory: Directory, texts: Texts) -> dict[str, Any]:
    """Return the choice that is typed instead of pressed, empty where it is none of them."""
    if not application.department:
        names = {one.id: (one.name,) for one in directory.departments}
        found = called(typed, names, optional_suffix=DEPARTMENT)
        return {"department": found} if found else {}
    position = called(typed, {one: texts.called("positions", one) for one in Position})
    return {"position": position} if position else {}


def _apply_name(_press: ErrandPress, presser: Presser, _books: Books) -> Command:
    return Apply(telegram_id=presser.user_id, renames=True)


def _apply_back(_press: ErrandPress, presser: Presser, _books: Books) -> Command:
    return Apply(telegram_id=presser.user_id, goes_back=True)


def _apply_department(press: ErrandPress, presser: Presser, books: Books) -> Command | None:
    department = _department(press.choice, books)
    return Apply(telegram_id=presser.user_id, department=department) if department else None


def _apply_position(press: ErrandPress, presser: Presser, _books: Books) -> Command | None:
    position = named(press.choice, Position)
    return Apply(telegram_id=presser.user_id, position=Position(position)) if position else None


def _admit(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    if press.subject is None:
        return None
    known = int(press.choice) if press.choice.isdecimal() else 0
    return Admit(application=press.subject, namesakes=known)


def _admit_as(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    person = int(press.choice) if press.choice.isdecimal() else 0
    known = press.subject is not None and books.directory().person(person) is not None
    return Admit(application=press.subject, person=person) if known else None


def _refuse(press: ErrandPress, _presser: Presser, _books: Books) -> Command | None:
    return RefuseApplication(application=press.subject) if press.subject else None


def _show_department(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    department = _department(press.choice, books)
    return ShowStaff(department=department) if department else None


def _show_person(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    person = _person(press, books)
    return ShowStaff(person=person) if person else None


def _move(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    person = _person(press, books)
    if person is None or not press.choice:
        return Move(person=person) if person else None
    ids = [department.id for department in books.directory().departments]
    places = {f"{one}{BETWEEN}{position}": (one, position) for one in ids for position in Position}
    choice = named(press.choice, [*ids, *places])
    if choice is None:
        return None
    department, position = places.get(choice, (choice, None))
    return Move(person=person, department=department, position=position)


def _leave(press: ErrandPress, _presser: Presser, books: Books) -> Command | None:
    person = _person(press, books)
    return Leave(person=person, sure=press.errand is Errand.LEAVE_SURELY) if person else None


def _department(choice: str, books: Books) -> str | None:
    return named(choice, [department.id for department in books.directory().departments])


def _person(press: ErrandPress, books: Books) -> int | None:
    known = books.directory().person(press.subject) if press.subject else None
    return known.id if known else None


READERS: Final[Mapping[Errand, Reader]] = {
    Errand.APPLY_NAME: _apply_name,
    Errand.APPLY_BACK: _apply_back,
    Errand.APPLY_DEPARTMENT: _apply_department,
    Errand.APPLY_POSITION: _apply_position,
    Errand.ADMIT: _admit,
    Errand.ADMIT_AS: _admit_as,
    Errand.REFUSE_APPLICATION: _refuse,
    Errand.SHOW_DEPARTMENT: _show_department,
    Errand.SHOW_PERSON: _show_person,
    Errand.MOVE: _move,
    Errand.LEAVE: _leave,
    Errand.LEAVE_SURELY: _leave,
}


def _reason(question: OutboxRow, typed: Typed) -> Command:
    return RefuseApplication(application=subject_of(question), reason=typed.text)


ANSWERS: Final[Mapping[Errand, Answering]] = {Errand.REFUSE_APPLICATION: _reason}
