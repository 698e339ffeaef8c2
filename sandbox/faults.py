"""Faults to come: what the next calls of a method will meet instead of an answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FaultKind(StrEnum):
    """The ways a call can go wrong."""

    REFUSE = "refuse"  # an error of the API: code, description, parameters
    GARBAGE = "garbage"  # 200 with a body that is no JSON
    HANG = "hang"  # no answer until the caller gives up
    DROP = "drop"  # the connection breaks
    DELAY = "delay"  # the true answer, `seconds` of real time late


@dataclass
class Fault:
    """What happens to the next `times` calls of `method` (`*`: any; None: until cleared).

    With `applied` the call takes effect and only its answer is lost. `chat_id` narrows it to one chat.
    """

    method: str
    kind: FaultKind
    times: int | None = 1
    applied: bool = False
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0.0
    chat_id: int | None = None

    def matches(self, method: str, chat_id: object) -> bool:
        """Say whether a call meets this fault."""
        here = self.chat_id is None or str(self.chat_id) == str(chat_id)
        return here and self.method in {method, "*"}

    def as_json(self) -> dict[str, Any]:
        """Return the error body of a refusal."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class Faults:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Plan a fault."""
        self.planned.append(fault)
        return fault

    def too_many(
        self, method: str, retry_after: int, *, times: int | None = 1, chat_id: int | None = None
    ) -> Fault:
        """Plan Telegram's 429."""
        said = f"Too Many Requests: retry after {retry_after}"
        return self.add(
            Fault(method, FaultKind.REFUSE, times, False, 429, said, retry_after, chat_id=chat_id)  # noqa: FBT003
        )

    def server_error(
        self, method: str, code: int = 502, *, times: int | None = 1, applied: bool = False
    ) -> Fault:
        """Plan a 500, 502 or the like."""
        said = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}.get(code, "Error")
        return self.add(Fault(method, FaultKind.REFUSE, times, applied, code, said))

    def drop(self, method: str, *, times: int | None = 1, applied: bool = False) -> Fault:
        """Plan a broken connection, before or after the call took effect."""
        return self.add(Fault(method, FaultKind.DROP, times, applied))

    def hang(self, method: str, *, times: int | None = 1, applied: bool = False) -> Fault:
        """Plan a call that never gets its answer."""
        return self.add(Fault(method, FaultKind.HANG, times, applied))

    def garbage(self, method: str, *, times: int | None = 1, applied: bool = False) -> Fault:
        """Plan an answer that is no JSON."""
        return self.add(Fault(method, FaultKind.GARBAGE, times, applied))

    def delay(self, method: str, seconds: float, *, times: int | None = 1) -> Fault:
        """Plan an answer that comes `seconds` of real time late."""
        return self.add(Fault(method, FaultKind.DELAY, times, applied=True, seconds=seconds))

    def clear(self) -> None:
        """Forget all planned faults: the line is fine again."""
        self.planned.clear()

    def take(self, method: str, chat_id: object = None) -> Fault | None:
        """Return the fault this call meets, counting it off."""
        for fault in self.planned:
            if fault.matches(method, chat_id):
                self._count_off(fault)
                return fault
        return None

    def _count_off(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self.planned.remove(fault)
