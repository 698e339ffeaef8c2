"""Control acts on the world itself: its clock, faults on the line, updates held back or made up."""

from datetime import timedelta
from typing import Any

from pydantic import AwareDatetime

from sandbox.control_act import Act
from sandbox.faults import Fault, FaultKind
from sandbox.model import Json
from sandbox.world import World


class SetClock(Act):
    """`clock`: jump to a moment, or by seconds, or change the rate."""

    to: AwareDatetime | None = None
    by: float | None = None
    rate: float | None = None

    def perform(self, world: World) -> Json:
        if self.rate is not None:
            world.clock.set_rate(self.rate)
        if self.to is not None or self.by is not None:
            world.clock.jump(to=self.to, by=None if self.by is None else timedelta(seconds=self.by))
        return world.clock_json()


class PlanFault(Act):
    """`fault`: let the next calls of a method fail (`*`: any; `times` null: until cleared)."""

    method: str
    kind: FaultKind
    times: int | None = 1
    applied: bool = False
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    seconds: float = 0.0
    chat_id: int | None = None

    def perform(self, world: World) -> Json:
        world.faults.add(Fault(**self.model_dump()))
        return {}


class ClearFaults(Act):
    """`clear_faults`: forget all planned faults."""

    def perform(self, world: World) -> Json:
        world.faults.clear()
        return {}


class Inject(Act):
    """`inject`: queue any raw update."""

    update: dict[str, Any]

    def perform(self, world: World) -> Json:
        world.inject(self.update)
        return {}


class Hold(Act):
    """`hold`: keep updates back."""

    def perform(self, world: World) -> Json:
        world.hold_updates()
        return {}


class Release(Act):
    """`release`: deliver what was held back, with its old dates."""

    def perform(self, world: World) -> Json:
        return {"released": world.release_updates()}
