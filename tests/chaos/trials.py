"""The trials of `make chaos`; their short forms run with every `make test`."""

import asyncio
from argparse import Namespace
from collections import Counter
from pathlib import Path
from time import monotonic

from tests.acceptance.killing.day import FINES_A_CASE, REPEATED, live_through
from tests.acceptance.killing.path import Walked, walk
from tests.acceptance.outage.proof import Tally, prove_side_by_side
from tests.chaos.report import Part

PASSES, CASES_A_PASS = 3, 50
FINES_A_SCHEDULE = 0.5
"""Fewer fines than these would prove too little."""


def killing_day(wanted: Namespace, folder: Path) -> Part:
    """A day over real HTTP against a bot process that is killed again and again."""
    began = monotonic()
    outcome = asyncio.run(live_through(folder, wanted.seed, cases=wanted.cases, deaths=wanted.kills))
    wrong = [f"{check}: {line}" for check, lines in outcome.wrong.items() for line in lines]
    return Part(
        title="A day under fire",
        claim="A bot process on a real file over real HTTP, killed with SIGKILL; a model says what must come of each case.",
        figures=outcome.figures,
        wrong=wrong + _too_few(outcome.issued, wanted.cases * FINES_A_CASE),
        seconds=monotonic() - began,
    )


def penalty_path(wanted: Namespace, folder: Path) -> Part:
    """Kill the bot at every await of a penalty in turn: each pass takes every third of them."""
    began = monotonic()
    walked = [_walked(folder, wanted.seed, nth) for nth in range(PASSES)]
    wrong = [
        f"{check}: {line}" for one in walked for check, lines in one.outcome.wrong.items() for line in lines
    ]
    places = sum((one.places for one in walked), Counter[str]())
    short = [] if all(one.is_whole for one in walked) else ["a pass ended before the end of the path"]
    return Part(
        title="Every await of the penalty path",
        claim="From the tick that sees a miss to the mark that its last message has arrived: killed after each await in turn.",
        figures={
            "kills": places.total(),
            "killed after": places,
            "fines issued": sum(one.outcome.issued for one in walked),
            "messages repeated, by pass": ", ".join(str(one.outcome.figures[REPEATED]) for one in walked),
        },
        wrong=wrong + short,
        seconds=monotonic() - began,
    )


def _walked(folder: Path, seed: int, nth: int) -> Walked:
    place = folder / f"pass {nth}"
    place.mkdir()
    return asyncio.run(walk(place, seed + nth, cases=CASES_A_PASS, first=nth + 1, stride=PASSES))


def outage_rule(wanted: Namespace, _: Path) -> Part:
    """Random schedules of cases and troubles, without real time."""
    began = monotonic()
    seeds = [f"{wanted.seed}/{nth}" for nth in range(wanted.schedules)]
    tally = prove_side_by_side(seeds, processes=wanted.processes)
    wrong = [f"schedule {finding.seed}: {finding.what}" for finding in tally.findings]
    return Part(
        title="The outage rule",
        claim="Whatever fails around the bot, no fine stands that a second reading of the chats finds unjust.",
        figures=_figures(tally),
        wrong=wrong + _too_few(tally.fines["issued"], wanted.schedules * FINES_A_SCHEDULE),
        seconds=monotonic() - began,
    )


def _figures(tally: Tally) -> dict[str, object]:
    return {
        "schedules": tally.schedules,
        "cases": tally.cases,
        "troubles": tally.troubles,
        "fines": tally.fines,
        "misses that had to be fined, and were": tally.certain,
    }


def _too_few(issued: int, at_least: float) -> list[str]:
    return [] if issued >= at_least else [f"only {issued} fines were issued, fewer than {at_least:.0f}"]
