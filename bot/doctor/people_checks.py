"""The people: who cannot be told things, who cannot act, which roles nobody holds."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.config import vacancy_told
from bot.doctor.facts import Facts
from bot.doctor.findings import CLAUSES, SEPARATOR, Finding, found
from bot.upkeep import compared
from workflow.directory import Vacancy
from workflow.values import Person, Role

_NEEDED: Final = frozenset({Role.ACCEPT_PRODUCT, Role.INVESTIGATE, Role.HR})
_JUDGES: Final = frozenset({Role.SUPERVISE, Role.ADMINISTER})


def reachable(facts: Facts) -> Iterator[Finding]:
    """Check who has opened a private chat; known once the bot has run."""
    if facts.records is None:
        return
    deaf = [person for person in _active(facts) if person.telegram_id and not person.reachable]
    yield found("unreachable", names=_names(deaf)) if deaf else found("all_reachable")


def bound(facts: Facts) -> Iterator[Finding]:
    """Check who has no Telegram account with us."""
    strangers = [person for person in _active(facts) if person.telegram_id is None]
    yield found("unbound", names=_names(strangers)) if strangers else found("all_bound")


def held(facts: Facts) -> Iterator[Finding]:
    """Check that somebody holds every role and post; complaints stop where some roles are vacant."""
    vacancies = facts.directory.vacant_roles()
    if not vacancies:
        yield found("all_held")
    judges = [vacancy for vacancy in vacancies if vacancy.what in _JUDGES]
    if len(judges) == len(_JUDGES):  # one of them would be enough
        yield found("judges_vacant", told=CLAUSES.join(_told(vacancy, facts) for vacancy in judges))
        vacancies = tuple(vacancy for vacancy in vacancies if vacancy not in judges)
    for vacancy in vacancies:
        yield found(_gravity(vacancy), told=_told(vacancy, facts))


def agreeing(facts: Facts) -> Iterator[Finding]:
    """Check that the configuration names the people as they are enrolled."""
    if facts.records is None:
        return
    differences = compared(facts.config, facts.records.people)
    for line in differences:
        yield found("differs", told=line)
    if not differences:
        yield found("agrees")


def _active(facts: Facts) -> Iterator[Person]:
    return (person for person in facts.directory.people if person.active)


def _names(people: Iterable[Person]) -> str:
    return SEPARATOR.join(person.name for person in people)


def _told(vacancy: Vacancy, facts: Facts) -> str:
    return vacancy_told(vacancy, facts.directory)


def _gravity(vacancy: Vacancy) -> str:
    if vacancy.what in _NEEDED:
        return "role_vacant"
    return "duty_vacant" if isinstance(vacancy.what, Role) else "post_vacant"
