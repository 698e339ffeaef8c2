"""getUpdates: long polling in sandbox time, one poller at a time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sandbox.botapi_methods import POLL_PARAMETERS
from sandbox.botapi_parameters import Arguments, read_arguments
from sandbox.model import Json
from sandbox.refusals import Refused
from sandbox.world import World

LONGEST_POLL: Final = 50
MOST_UPDATES: Final = 100
CONFLICT: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


async def get_updates(world: World, raw: Mapping[str, Any]) -> list[Json]:
    """Return waiting updates, else wait for some; a newer poll ends this one with 409."""
    args = read_arguments(raw, {}, required=frozenset(), optional=POLL_PARAMETERS, strict=world.strict)
    world.poll_generation += 1
    mine = world.poll_generation
    world.bell.ring()
    if "allowed_updates" in args:
        world.updates.allow(args.get("allowed_updates"))
    return await _poll(world, args, mine)


async def _poll(world: World, args: Arguments, mine: int) -> list[Json]:
    timeout = min(max(args.get("timeout", 0), 0), LONGEST_POLL)
    ends_at = world.clock.now() + timedelta(seconds=timeout)
    gives_up_at = world.clock.real_seconds() + timeout
    limit = min(max(args.get("limit", MOST_UPDATES), 1), MOST_UPDATES)
    offset = args.get("offset", 0)
    while True:
        if world.poll_generation != mine:
            raise Refused(409, CONFLICT)
        found = world.updates.fetch(offset=offset, limit=limit, at=world.clock.now())
        real_left = gives_up_at - world.clock.real_seconds()
        if found or world.clock.now() >= ends_at or real_left <= 0 or world.closing:
            return found
        offset = max(offset, 0)  # what a negative offset forgot stays forgotten, what comes later is new
        sandbox_left = world.clock.real_seconds_until(ends_at)
        await world.bell.wait(real_left if sandbox_left is None else min(real_left, sandbox_left))
