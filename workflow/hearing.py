"""The beginning and the end of a stretch in which the group is not heard, and what is said of both."""

from collections.abc import Callable
from typing import Any

from workflow import events as ev
from workflow import facts
from workflow.company_commands import HearingCommand, LoseHearing, RegainHearing
from workflow.deafness import Deaf, Deafness
from workflow.notices import Notice, Urgency
from workflow.outcomes import Outcome
from workflow.world import World


def decide(command: HearingCommand, world: World) -> Outcome:
    """Record what is news; what was known before, or is older than what is known, is none."""
    return _DECIDE[type(command)](command, world)


# Private functions


def _lose(command: LoseHearing, world: World) -> Outcome:
    last = world.deafness[-1] if world.deafness else None
    if last is not None and _is_no_news(command, last):
        return Outcome()
    since = _since(command, last)
    lost = ev.HearingLost(at=since, known_at=command.known_at, why=command.why, hand=command.by)
    is_exact = since == command.known_at or (last is not None and since == last.starts_at == last.known_at)
    told: facts.Facts = {
        "since": facts.moment(since),
        "why": command.why,
        "by": command.by,
        "is_exact": is_exact,
    }
    to_group = () if command.why is Deaf.OUT else (_to_group("hearing_lost", told),)
    return Outcome((lost,), (*to_group, *_to_administrators("alarm_hearing_lost", command, told)))


def _is_no_news(command: LoseHearing, last: Deafness) -> bool:
    if last.ends_at is not None:
        return command.known_at < last.ends_at
    return command.why is last.why or command.known_at < last.known_at


def _since(command: LoseHearing, last: Deafness | None) -> Any:
    """A stretch that lasts goes on, for another reason; a new one begins after the last."""
    if last is None:
        return command.since
    return last.starts_at if last.ends_at is None else max(command.since, last.ends_at)


def _regain(command: RegainHearing, world: World) -> Outcome:
    last = world.deafness[-1] if world.deafness else None
    if last is None or last.ends_at is not None or command.since < last.known_at:
        return Outcome()
    told: facts.Facts = {
        "since": facts.moment(last.starts_at),
        "until": facts.moment(command.since),
        "why": last.why,
    }
    regained = ev.HearingRegained(at=command.since)
    to_administrators = _to_administrators("alarm_hearing_back", command, told)
    return Outcome((regained,), (_to_group("hearing_back", told), *to_administrators))


def _to_group(name: str, told: facts.Facts) -> Notice:
    """Before everything that waited for the group."""
    return Notice(name=name, facts=told, urgency=Urgency.ANSWER)


def _to_administrators(name: str, command: HearingCommand, told: facts.Facts) -> tuple[Notice, ...]:
    return tuple(
        Notice(name=name, chat_id=account, facts=told, urgency=Urgency.ANSWER, fallback=False)
        for account in command.tell
    )


_DECIDE: dict[type[HearingCommand], Callable[[Any, World], Outcome]] = {
    LoseHearing: _lose,
    RegainHearing: _regain,
}
