"""The questions, in order, and the draft that their answers make."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Final, NamedTuple

from pydantic import Field, TypeAdapter

from bot.config import DepartmentKeys, PersonKeys
from bot.config_telling import accepted
from bot.config_values import Account, Integer, Text
from bot.config_words import LIST_SEPARATOR, ROLE_NAMES
from bot.founding import words
from bot.founding.interview import Choice, Interview, Read, each, optional
from bot.peeking import Heard
from workflow.values import Position, Role

UNKNOWN_GROUP: Final = -1
"""Stands in the file until the group is known; `tousu doctor` lists the groups the bot has heard of."""

_SEPARATORS: Final = ",，、;；"


class Draft(NamedTuple):
    """What was answered; each answer is right by itself, whether all fit together the configuration knows."""

    company: str
    group_id: int
    admin_ids: tuple[int, ...]
    departments: tuple[DepartmentKeys, ...]
    people: tuple[PersonKeys, ...]


def ask_all(interview: Interview, heard: Heard) -> Draft:
    """Ask everything."""
    interview.say(words.WELCOME)
    company = _ask(interview, words.COMPANY, _as(Text), "company")
    interview.say(words.GROUP_HOW, *_listed(words.HEARD_GROUPS, heard.groups))
    group_id = _ask(interview, words.GROUP, optional(_as(_GroupId), UNKNOWN_GROUP), "telegram", "group_id")
    interview.say(*_listed(words.HEARD_PEOPLE, heard.people))
    admins = _ask(interview, words.ADMINS, _some(each(_as(Account), _SEPARATORS)), "telegram", "admin_ids")
    departments = _departments(interview)
    return Draft(company, group_id, admins, departments, _people(interview, departments))


# Private functions

_GroupId = Annotated[Integer, Field(lt=0)]
_DepartmentId = Annotated[Text, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _departments(interview: Interview) -> tuple[DepartmentKeys, ...]:
    duties = (words.DUTY.format(role=role, name=name) for role, name in ROLE_NAMES.items())
    interview.say(words.DEPARTMENTS, *duties)
    made: list[DepartmentKeys] = []
    for name in _names(interview, words.DEPARTMENT_NAME):
        made.append(_department(interview, name, made))
    return tuple(made)


def _department(interview: Interview, name: str, above: list[DepartmentKeys]) -> DepartmentKeys:
    ask = _asking(interview, "departments", name)
    keys = {
        "id": ask(words.DEPARTMENT_ID, _as(_DepartmentId), "id"),
        "duties": ask(words.DUTIES, each(Role, _SEPARATORS), "duties"),
        "superior": ask(words.SUPERIOR, _choice(above, or_none=True), "superior") or None,
    }
    return DepartmentKeys.model_construct(name=name, **keys)


def _people(interview: Interview, departments: tuple[DepartmentKeys, ...]) -> tuple[PersonKeys, ...]:
    interview.say(words.PEOPLE)
    choice = _choice(departments)
    return tuple(_person(interview, name, choice) for name in _names(interview, words.PERSON_NAME))


def _person(interview: Interview, name: str, departments: Choice) -> PersonKeys:
    ask = _asking(interview, "people", name)
    keys = {
        "department": ask(words.DEPARTMENT_OF, departments, "department"),
        "position": ask(words.POSITION, optional(Position, Position.STAFF), "position"),
        "telegram_id": ask(words.TELEGRAM_ID, optional(_as(Account), None), "telegram_id"),
    }
    return PersonKeys.model_construct(name=name, **keys)


def _asking(interview: Interview, section: str, name: str) -> Callable[[str, Read[Any], str], Any]:
    return lambda question, read, key: _ask(interview, question.format(name=name), read, section, key)


def _ask(interview: Interview, question: str, read: Read[Any], *at: str) -> Any:
    return interview.ask(question, read, accepted=_hint(read, at))


def _hint(read: Read[Any], at: tuple[str, ...]) -> str:
    if isinstance(read, Choice):
        return words.KNOWN_DEPARTMENTS.format(names=LIST_SEPARATOR.join(filter(None, read.meanings)))
    return accepted(at)


def _names(interview: Interview, question: str) -> Iterator[str]:
    while name := interview.ask(question, optional(_as(Text), ""), accepted=""):
        yield name


def _choice(departments: Iterable[DepartmentKeys], *, or_none: bool = False) -> Choice:
    known = {name: one.id for one in departments for name in (one.id, one.name)}
    return Choice(known | {"": ""} if or_none else known)


def _as(kind: Any) -> Read[Any]:
    return TypeAdapter(kind).validate_python


def _some(read: Read[tuple[Any, ...]]) -> Read[tuple[Any, ...]]:
    def some(text: str) -> tuple[Any, ...]:
        if not (values := read(text)):
            raise ValueError("nothing is written")
        return values

    return some


def _listed(head: str, names: dict[int, str]) -> list[str]:
    return [head, *(words.HEARD.format(id=one, name=name) for one, name in names.items())] if names else []
