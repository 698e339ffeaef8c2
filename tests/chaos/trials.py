"""The trials of `make chaos`; their short forms run with every `make test`."""

import asyncio
from argparse import Namespace
from pathlib import Path
from time import monotonic

from tests.acceptance.killing.day import live_through
from tests.acceptance.outage.proof import Tally, prove_side_by_side
from tests.chaos.report import Part

FINES_A_CASE, FINES_A_SCHEDULE = 0.2, 0.5
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
