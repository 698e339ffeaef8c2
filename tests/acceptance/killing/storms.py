"""What happens to single calls in a day: refused, answered with rubbish, slow, cut off before or after they took effect."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from random import Random
from typing import NamedTuple

from sandbox import Call, Fault, FaultKind
from tests.acceptance.killing.model import Darkness

METHODS = ("sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
SLOWEST = 0.3  # real seconds
LONGEST_WAIT = 20  # seconds Telegram asks for
LOST = {FaultKind.DROP, FaultKind.GARBAGE, FaultKind.REFUSE}


class Storm(NamedTuple):
    """What the next call of a method meets from a moment on."""

    at: datetime
    fault: Fault


def storms(rng: Random, count: int, *, start: datetime, end: datetime) -> list[Storm]:
    """Return so many of them, oldest first."""
    moments = sorted(start + (end - start) * rng.random() for _ in range(count))
    return [Storm(moment, _fault(rng)) for moment in moments]


def cut_off(calls: Iterable[Call]) -> Iterator[tuple[int, int]]:
    """Return chat and id of the new messages that stand in a chat although the bot got no answer."""
    for call in calls:
        if call.ok and call.note in LOST and call.method.startswith("send"):
            yield int(call.params["chat_id"]), call.result["message_id"]


def failed_polls(polls: Iterable[Call]) -> list[Darkness]:
    """Return the times around polls that failed: whether the bot was blind for long, nobody outside can tell."""
    calls = list(polls)
    answered = [call.at for call in calls if call.ok and not call.note]
    return [_around(call.at, answered) for call in calls if call.note]


def _around(moment: datetime, answered: list[datetime]) -> Darkness:
    before, again = (at for at in answered if at <= moment), (at for at in answered if at > moment)
    until = min(again, default=moment)
    return Darkness(max(before, default=moment), until, until)


def told(call: Call) -> str:
    """Name what happened to a call."""
    return f"{call.note}, applied" if call.ok and call.note in LOST else call.note


def _fault(rng: Random) -> Fault:
    method, applied = rng.choice(METHODS), rng.random() < 0.5
    kind = rng.choice(("flood", "down", FaultKind.DROP, FaultKind.DROP, FaultKind.GARBAGE, FaultKind.DELAY))
    if (
        kind == "flood" and method != "getUpdates"
    ):  # a poll obeys in real seconds, and a second is twenty here
        wait = rng.randint(1, LONGEST_WAIT)
        said = f"Too Many Requests: retry after {wait}"
        return Fault(method, FaultKind.REFUSE, code=429, description=said, retry_after=wait)
    if kind in {"flood", "down"}:
        return Fault(method, FaultKind.REFUSE, applied=applied, code=502, description="Bad Gateway")
    return Fault(method, FaultKind(kind), applied=applied, seconds=SLOWEST * rng.random())
