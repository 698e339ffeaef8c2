"""The trust people must be able to have, with the power going out again and again (kill -9 at random moments).

Fifteen cases are lived by their people against a bot that is a process of its own, on a real file, over real HTTP. A second
reading of the regulation, which shares no code with the first, says what must have come of them.

The same day each time, so that a green suite stays green; TOUSU_SEED draws another (any must pass), TOUSU_CASES and
TOUSU_KILLS make it a harder one, and `make chaos` draws its own.
"""

import os
from pathlib import Path

from tests.acceptance.killing.day import FINES_A_CASE, live_through

A_DAY = 314187
OFTEN = {"TOUSU_CASES": 15, "TOUSU_KILLS": 5}


async def test_nothing_is_lost_doubled_or_fined_wrongly_when_the_bot_is_killed_again_and_again(
    tmp_path: Path,
) -> None:
    seed = int(os.environ.get("TOUSU_SEED") or A_DAY)
    cases, deaths = (int(os.environ.get(name) or often) for name, often in OFTEN.items())
    print(f"TOUSU_SEED={seed}")  # noqa: T201  pytest shows it with a failure
    outcome = await live_through(tmp_path, seed, cases=cases, deaths=deaths)
    print(outcome.figures)  # noqa: T201  as above
    assert outcome.wrong == {}
    assert outcome.issued >= cases * FINES_A_CASE
