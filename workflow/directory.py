"""Who is who: departments, people, and who acts for whom at a moment."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from pydantic import Field

from workflow.applications import Application
from workflow.indexed import Indexed
from workflow.names import NameBook, plain
from workflow.values import Absence, Department, Language, Person, Position, Role, Value

K = TypeVar("K")
V = TypeVar("V")

HEADS = frozenset({Position.MANAGER, Position.VICE_PRESIDENT, Position.GENERAL_MANAGER})
"""The positions that head a department."""

DEPARTMENT = "\N{CJK UNIFIED IDEOGRAPH-90E8}"
"""部, which people leave out."""


class Post(StrEnum):
    """A post the regulation counts on beside the duties of departments."""

    HEAD = "head"  # of a department, C02 C20 C27
    VICE_PRESIDENT = "vice_president"  # C21-C22
    GENERAL_MANAGER = "general_manager"  # C24-C25
    GM_ASSISTANT = "gm_assistant"  # C23-C24
    ORDER_FOLLOWER = "order_follower"  # C06 C35


class Vacancy(Value):
    """A role or post of the regulation that nobody holds; `department` names the one it is vacant in."""

    what: Role | Post
    department: str | None = None


class Directory(Indexed):
    """The company's people; departments are asked for by id, and only active people hold anything."""

    departments: tuple[Department, ...] = ()
    people: tuple[Person, ...] = ()
    absences: tuple[Absence, ...] = ()
    applications: tuple[Application, ...] = ()
    languages: dict[int, Language] = Field(default_factory=dict)
    """What Telegram accounts chose for their private chat, those of strangers included."""

    # Looking up

    def person(self, person_id: int) -> Person | None:
        """Return a person by our id, active or not."""
        return self._by_id.get(person_id)

    def by_telegram(self, telegram_id: int) -> Person | None:
        """Return the active person behind a Telegram account."""
        return self._by_telegram.get(telegram_id)

    def language(self, telegram_id: int | None) -> Language | None:
        """Return the language a Telegram account chose, None if it chose none."""
        return None if telegram_id is None else self.languages.get(telegram_id)

    def department(self, department: str) -> Department | None:
        """Return a department by its id."""
        return self._departments.get(department)

    def with_role(self, role: Role) -> tuple[Department, ...]:
        """Return the departments that have a duty of the regulation, in configured order."""
        return tuple(department for department in self.departments if role in department.roles)

    def members(self, department: str) -> tuple[Person, ...]:
        """Return the active people of a department, in configured order."""
        return self._members.get(department, ())

    def holders(self, position: Position) -> tuple[Person, ...]:
        """Return the active people in a position, in configured order."""
        return self._holders.get(position, ())

    def general_manager(self) -> Person | None:
        """Return 王總, if the post is filled."""
        return next(iter(self.holders(Position.GENERAL_MANAGER)), None)

    def gm_assistant(self) -> Person | None:
        """Return 總經理助理, if the post is filled."""
        return next(iter(self.holders(Position.GM_ASSISTANT)), None)

    def find_people(self, text: str) -> tuple[Person, ...]:
        """Return the active people named in what somebody typed, in the order named.

        Of people with the same name, a department named beside it picks those who belong to it.
        """
        found = self._people_names.find(text)
        named = {department.id for department in self.find_departments(text)}
        placed = {person.name for person in found if person.department in named}
        return tuple(person for person in found if person.department in named or person.name not in placed)

    def like(self, text: str) -> tuple[Person, ...]:
        """Return everybody whose name holds what somebody typed, also those who have left, in configured order."""
        typed = plain(text)
        return tuple(person for person in self.people if typed and typed in plain(person.name))

    def find_departments(self, text: str) -> tuple[Department, ...]:
        """Return the departments named in what somebody typed, in the order named; an item may lack its 部."""
        return self._department_names.find(text)

    def find_department(self, text: str) -> Department | None:
        """Return the one department named, None if there is none or more than one."""
        found = self.find_departments(text)
        return found[0] if len(found) == 1 else None

    # Who wants to be enrolled

    def application(self, application_id: int) -> Application | None:
        """Return an application, whatever became of it."""
        return next((one for one in self.applications if one.id == application_id), None)

    def application_of(self, telegram_id: int) -> Application | None:
        """Return the open application of a Telegram account."""
        mine = (one for one in reversed(self.applications) if one.telegram_id == telegram_id)
        return next((one for one in mine if one.is_open), None)

    def namesakes(self, name: str) -> tuple[Person, ...]:
        """Return everybody ever enrolled under a name, in whichever script it is written."""
        return tuple(person for person in self.people if plain(person.name) == plain(name))

    # The line of superiors

    def head(self, department: str) -> Person | None:
        """Return who heads a department, the first configured of two, None if the post is vacant."""
        return next((member for member in self.members(department) if member.position in HEADS), None)

    def superior_department(self, department: str) -> Department | None:
        """Return the department above another one."""
        below = self.department(department)
        return self.department(below.superior) if below and below.superior else None

    def superior_of(self, person: Person) -> Person | None:
        """Return the next head above a person, passing over vacant posts; None above the general manager."""
        return next(iter(self.chain(person)), None)

    def chain(self, person: Person) -> tuple[Person, ...]:
        """Return the heads above a person, the nearest first."""
        if person.position is Position.GENERAL_MANAGER:
            return ()
        upwards = [person.department, *(above.id for above in self._above(person.department))]
        heads = [head for department in upwards if (head := self.head(department))]
        ids = [head.id for head in heads]
        return tuple(heads[ids.index(person.id) + 1 :] if person.id in ids else heads)

    def approver_of(self, complainant: Person, excluded: frozenset[int] = frozenset()) -> Person | None:
        """Return the nearest superior who may approve (C02, Q16); `excluded` are the accused and the like."""
        return next((head for head in self.chain(complainant) if head.id not in excluded), None)

    # Deputies

    def on_duty(self, person: Person, at: datetime) -> Person:
        """Return who stands in for a person at a moment: the deputy's deputy if he is away too, in a circle nobody."""
        seen = {person.id}
        current = person
        while (deputy := self._stand_in(current, at)) is not None:
            if deputy.id in seen:
                return person
            seen.add(deputy.id)
            current = deputy
        return current

    def deputies_of(self, person: Person, at: datetime) -> tuple[Person, ...]:
        """Return who may act for a person at a moment, the deputies of deputies who are away included."""
        found = {person.id: person}
        waiting = [person]
        while waiting:
            nearest = [deputy for deputy in self._direct(waiting.pop(0), at) if deputy.id not in found]
            found |= {deputy.id: deputy for deputy in nearest}
            waiting += nearest
        return tuple(found.values())[1:]

    def absence(self, person: int, registered_at: datetime) -> Absence | None:
        """Return the absence that a person registered at a moment."""
        mine = self._absences.get(person, ())
        return next((one for one in mine if one.registered_at == registered_at), None)

    def absences_of(self, person: int) -> tuple[Absence, ...]:
        """Return a person's absences, past ones included."""
        return self._absences.get(person, ())

    def principals_of(self, deputy: Person, at: datetime) -> tuple[Person, ...]:
        """Return those for whom a person may act at a moment."""
        people = [self.person(one) for one in self._absences]
        return tuple(p for p in people if p and p.active and deputy in self.deputies_of(p, at))

    def acts_for(self, actor: Person, department: str, at: datetime) -> bool:
        """Tell whether a person belongs to a department, or is the accepted deputy of somebody who does."""
        members = self.members(department)
        if any(member.id == actor.id for member in members):
            return True
        return any(deputy.id == actor.id for member in members for deputy in self.deputies_of(member, at))

    def fined_person(self, department: str, started_at: datetime) -> Person | None:
        """Return who pays for a miss whose clock started then (C27), None if the fine must be held.

        The head pays; if he was registered away at that moment, the deputy who had accepted by then. What was entered
        or accepted later changes nothing.
        """
        payer = self.head(department)
        seen: set[int] = set()
        while payer and (absences := self._away(payer, started_at, known_at=started_at)):
            seen.add(payer.id)
            payer = self._first_accepted(absences, by=started_at)
            if payer and payer.id in seen:
                return None
        return payer

    # What is missing

    def vacant_roles(self) -> tuple[Vacancy, ...]:
        """Name every role and post of the regulation that nobody holds."""
        return tuple(self._vacancies())

    def _vacancies(self) -> Iterator[Vacancy]:
        for role in Role:
            if not any(self.members(department.id) for department in self.with_role(role)):
                yield Vacancy(what=role)
        for post in (Post.GENERAL_MANAGER, Post.VICE_PRESIDENT, Post.GM_ASSISTANT):
            if not self.holders(Position(post.value)):
                yield Vacancy(what=post)
        for department in self.with_role(Role.PROXY_PRODUCT):
            if not any(member.position is Position.ORDER_FOLLOWER for member in self.members(department.id)):
                yield Vacancy(what=Post.ORDER_FOLLOWER, department=department.id)
        for department in self.departments:
            if self.head(department.id) is None:
                yield Vacancy(what=Post.HEAD, department=department.id)

    # Private, the walks

    def _above(self, department: str) -> Iterator[Department]:
        seen = {department}
        while (above := self.superior_department(department)) and above.id not in seen:
            seen.add(above.id)
            yield above
            department = above.id

    def _away(self, person: Person, at: datetime, *, known_at: datetime) -> list[Absence]:
        """Return a person's absences at a moment, the one registered last first."""
        absences = self._absences.get(person.id, ())
        running = [
            one for one in absences if one.starts_at <= at < one.ends_at and one.registered_at <= known_at
        ]
        return sorted(running, key=lambda absence: absence.registered_at, reverse=True)

    def _accepted(self, absences: Iterable[Absence], *, by: datetime) -> Iterator[Person]:
        for absence in absences:
            deputy = self.person(absence.deputy)
            if absence.accepted_at and absence.accepted_at <= by and deputy and deputy.active:
                yield deputy

    def _first_accepted(self, absences: Iterable[Absence], *, by: datetime) -> Person | None:
        return next(self._accepted(absences, by=by), None)

    def _direct(self, person: Person, at: datetime) -> Iterator[Person]:
        return self._accepted(self._away(person, at, known_at=at), by=at)

    def _stand_in(self, person: Person, at: datetime) -> Person | None:
        return next(self._direct(person, at), None)

    # Private, the indexes

    @cached_property
    def _active(self) -> tuple[Person, ...]:
        return tuple(person for person in self.people if person.active)

    @cached_property
    def _by_id(self) -> dict[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _by_telegram(self) -> dict[int, Person]:
        return {person.telegram_id: person for person in self._active if person.telegram_id is not None}

    @cached_property
    def _departments(self) -> dict[str, Department]:
        return {department.id: department for department in self.departments}

    @cached_property
    def _members(self) -> dict[str, tuple[Person, ...]]:
        return _grouped(self._active, by=lambda person: person.department)

    @cached_property
    def _holders(self) -> dict[Position, tuple[Person, ...]]:
        return _grouped(self._active, by=lambda person: person.position)

    @cached_property
    def _absences(self) -> dict[int, tuple[Absence, ...]]:
        return _grouped(self.absences, by=lambda absence: absence.person)

    @cached_property
    def _people_names(self) -> NameBook[Person]:
        return NameBook((person.name, person) for person in self._active)

    @cached_property
    def _department_names(self) -> NameBook[Department]:
        return NameBook(
            ((department.name, department) for department in self.departments), optional_suffix=DEPARTMENT
        )


def _grouped(values: Iterable[V], *, by: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for value in values:
        groups[by(value)].append(value)
    return {key: tuple(group) for key, group in groups.items()}
