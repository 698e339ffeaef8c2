"""Who holds what the regulation counts on: the posts of a person, and the posts where nobody can be told anything."""

from collections.abc import Iterator
from typing import NamedTuple

from workflow.directory import Directory, Post, Vacancy
from workflow.values import Person, Position, Role

_COMPANY_WIDE = {
    Position.VICE_PRESIDENT: Post.VICE_PRESIDENT,
    Position.GENERAL_MANAGER: Post.GENERAL_MANAGER,
    Position.GM_ASSISTANT: Post.GM_ASSISTANT,
}


class SilentPost(NamedTuple):
    """A role or post none of whose holders can be told things privately; vacant if there are none."""

    vacancy: Vacancy
    holders: tuple[Person, ...]


def silent_posts(directory: Directory) -> tuple[SilentPost, ...]:
    """Name every role and post of the regulation without a holder who has opened a private chat."""
    heard = directory.model_copy(update={"people": tuple(filter(_is_heard, directory.people))})
    return tuple(SilentPost(one, tuple(_holders(one, directory))) for one in heard.vacant_roles())


def posts_of(person: Person, directory: Directory) -> tuple[Role | Post, ...]:
    """Return the roles of a person's department, then the posts held in person."""
    department = directory.department(person.department)
    roles = department.roles if department else frozenset()
    return (*(role for role in Role if role in roles), *_posts(person, roles, directory))


def vacated_by(person: Person, directory: Directory) -> tuple[Vacancy, ...]:
    """Name the roles and posts that nobody would hold any more without this person."""
    others = tuple(one for one in directory.people if one.id != person.id)
    vacant = directory.vacant_roles()
    without = directory.model_copy(update={"people": others})
    return tuple(one for one in without.vacant_roles() if one not in vacant)


# Private functions


def _posts(person: Person, roles: frozenset[Role], directory: Directory) -> Iterator[Post]:
    if directory.head(person.department) == person:
        yield Post.HEAD
    if person.position in _COMPANY_WIDE:
        yield _COMPANY_WIDE[person.position]
    if person.position is Position.ORDER_FOLLOWER and Role.PROXY_PRODUCT in roles:
        yield Post.ORDER_FOLLOWER


def _is_heard(person: Person) -> bool:
    return person.telegram_id is not None and person.reachable


def _holders(vacancy: Vacancy, directory: Directory) -> Iterator[Person]:
    for person in directory.people:
        is_there = vacancy.department in {None, person.department}
        if person.active and is_there and vacancy.what in posts_of(person, directory):
            yield person
