"""A day of the sample company under fire: set up, played, ended in peace, and judged."""

from asyncio import timeout
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from bot.config import load
from sandbox import Clock, Server, World, serve
from tests.acceptance.killing import books, posts, verdict
from tests.acceptance.killing.kills import Kill, Reaper, Telegram, kills
from tests.acceptance.killing.model import BLIND
from tests.acceptance.killing.money_plots import MONEY_PLOTS
from tests.acceptance.killing.play import RATE, Play
from tests.acceptance.killing.process import ROOT, BotProcess, bot_process, whole_life
from tests.acceptance.killing.product_plots import PRODUCT_PLOTS, Plot, never_mended
from tests.acceptance.killing.sequel_plots import SEQUEL_PLOTS
from tests.acceptance.killing.service_plots import SERVICE_PLOTS
from tests.acceptance.killing.side_plots import SIDE_PLOTS, goes_away
from tests.acceptance.killing.storms import Storm, cut_off, failed_polls, storms, told
from tests.acceptance.killing.story import Story
from tests.acceptance.killing.town import Town
from tests.acceptance.killing.verdict import Day
from tests.acceptance.killing.worktime import CHINA

MORNING, MOVES_AT, THROWN_OUT_AT, AFTERNOON, EVENING, SUMMED_UP, NIGHT = (
    datetime(2026, 11, 23, hour, minute, tzinfo=CHINA)
    for hour, minute in ((8, 31), (9, 50), (11, 40), (13, 31), (17, 30), (18, 0), (18, 10))
)
IN_THE_MORNING = 0.6  # of the cases: what they owe is due before the long breaks of the afternoon
SERVICES, SEQUELS, SIDES = 0.2, 0.2, 0.2
FILED_WITHIN = timedelta(minutes=30)
SECONDS, SECONDS_A_DEATH, SECONDS_A_CASE = (
    180,
    15,
    6,
)  # of real time, at the very most: the machine may be busy
GROUP = -1001234567890
STORMS_A_DEATH = 2
LOG = "bot.log"
FIRST_UPDATE = 640_000_001
REPEATED = "messages repeated"
FINES_A_CASE = 0.2
"""A day with fewer fines than these proves too little."""


class Outcome(NamedTuple):
    """What is wrong, by check; and the figures."""

    wrong: dict[str, list[str]]
    issued: int
    figures: dict[str, object]


class Scene(NamedTuple):
    """Everything that a day is played with."""

    town: Town
    play: Play
    reaper: Reaper
    process: BotProcess
    config: Path
    database: Path
    log: Path


@asynccontextmanager
async def one_day(
    folder: Path, *, ends: Sequence[Kill] = (), bad_weather: Sequence[Storm] = ()
) -> AsyncIterator[Scene]:
    """Open the sample company, its sandbox and a bot that has yet to be started."""
    world = Telegram(group_id=GROUP, basic_group=True, clock=Clock(MORNING, rate=0))
    async with serve(world) as server:
        config = _config(folder, server)
        town = Town(world, load(config))
        database, log = folder / "tousu.db", folder / LOG
        async with bot_process(config, log, token=world.token) as process:
            reaper = Reaper(world, process, database)
            play = Play(town, process, reaper, kills=ends, storms=bad_weather)
            yield Scene(town, play, reaper, process, config, database, log)


async def live_through(folder: Path, seed: int, *, cases: int = 50, deaths: int = 20) -> Outcome:
    """Live through the day and judge it."""
    ends = _ends(Random(f"{seed}/kills"), deaths)
    bad_weather = storms(Random(f"{seed}/storms"), deaths * STORMS_A_DEATH, start=MORNING, end=EVENING)
    limit = SECONDS + deaths * SECONDS_A_DEATH + cases * SECONDS_A_CASE
    async with timeout(limit), one_day(folder, ends=ends, bad_weather=bad_weather) as here:
        garbled = _garbled(here.town.world)
        stories = _stories(here.play, seed, cases)
        here.play.moves_at = MOVES_AT
        here.play.thrown_out_at = THROWN_OUT_AT
        await here.play.begin()
        await here.play.lives("away", goes_away(here.town))
        await here.play.until(NIGHT)
        await ended(here)
        here.reaper.toll.darkness += failed_polls(here.town.world.polls)
        return judged(Day(here.town, stories, here.reaper.toll, garbled, is_head_away=True), here.database)


async def ended(here: Scene) -> None:
    """Let everything come to rest, and stop the bot; started once more, it finds nothing left to do."""
    here.town.world.faults.clear()
    await here.play.settles(lambda: not books.is_waiting(here.database))
    await here.process.stops()
    await _last_start(here)


def judged(day: Day, database: Path) -> Outcome:
    """Hold the bot's books against what was seen from outside."""
    with books.opened(database) as conn:
        rows, fines, recorded = books.cases(conn), books.fines(conn), books.recorded_messages(conn)
        pairs = verdict.paired(day, rows)
        repeated = verdict.unknown_messages(day, recorded)
        broken = books.first_broken(conn)
        findings = {
            "forms": verdict.lost_or_doubled_forms(day, rows),
            "acts": verdict.wrong_acts(pairs),
            "phases": verdict.wrong_phases(pairs),
            "fines": verdict.wrong_fines(day, pairs),
            "notices": verdict.unjust_notices(day, fines),
            "updates": verdict.lost_updates(day, books.inbox_states(conn)),
            "cards": verdict.wrong_cards(day, pairs, books.cards(conn)),
            "unsaid": [str(row) for row in books.unfinished(conn)],
            "repeated": verdict.unexplained(day, repeated),
            "repeated too often": verdict.too_many(day, repeated),
            "misremembered": verdict.misremembered(day, recorded),
            "reports": verdict.wrong_reports(day, books.reports(conn), books.letters(conn, "daily_summary")),
            "enquiries": verdict.wrong_enquiries(day, books.enquiries(conn)),
            "payers": verdict.wrong_payers(day, books.payers(conn)),
            "fund": verdict.wrong_fund(day, books.spent(conn)),
            "journal": [] if broken is None else [f"row {broken}"],
        }
        findings["alarms"] = verdict.false_alarms(day, books.alarms(conn))
        given_up = books.given_up(conn)
    findings["log"] = verdict.complaints(database.with_name(LOG))
    findings["rebuilt"] = books.differs_when_rebuilt(database, database.with_name("copy.db"))
    statuses = [fine.status for fine in fines]
    issued = len(statuses) - sum(status in {"held", "dropped"} for status in statuses)
    figures = _figures(day, cases=len(rows), statuses=statuses, repeated=len(repeated), given_up=given_up)
    return Outcome({name: found for name, found in findings.items() if found}, issued, figures)


# Private functions


def _config(folder: Path, server: Server) -> Path:
    """Write the sample company's configuration, for this sandbox and with its database in `folder`."""
    text = (ROOT / "config.yaml").read_text("utf-8")
    lines = f"group_id: {GROUP}\n  base_url: {server.base_url}\n  base_file_url: {server.base_file_url}"
    text = text.replace(f"group_id: {GROUP}", lines).replace("path: var/tousu.db", "path: tousu.db")
    path = folder / "config.yaml"
    path.write_text(text, "utf-8")
    return path


def _ends(rng: Random, deaths: int) -> list[Kill]:
    """Return the kills of the day; the last one comes while the day is summed up."""
    at_night = Kill(
        SUMMED_UP, rng.random(), away=rng.uniform(5, 60), how=rng.choice(["at work", "between calls"])
    )
    return [*kills(rng, deaths - 1, start=MORNING, end=EVENING), at_night]


def _garbled(world: World) -> frozenset[int]:
    """Send an update that nobody can read, before any department's time has begun."""
    world.inject(posts.GARBLED)
    return frozenset({world.updates.next_id - 1})


def _stories(play: Play, seed: int, count: int) -> list[Story]:
    """Hand out the plots to two waves of cases; one form more is never a case."""
    services, sequels, sides = (round(count * share) for share in (SERVICES, SEQUELS, SIDES))
    plots = [
        *_waves(PRODUCT_PLOTS, count - services - sequels - sides),
        *_waves(SIDE_PLOTS + MONEY_PLOTS, sides),
        *_waves(SEQUEL_PLOTS, sequels),
        *_waves(SERVICE_PLOTS, services),
        (never_mended, MORNING),
    ]
    return [_story(play, seed, nth, plot, wave) for nth, (plot, wave) in enumerate(plots)]


def _waves(plots: Sequence[Plot], count: int) -> Iterator[tuple[Plot, datetime]]:
    """Every plot in its turn, and when its wave begins."""
    for nth, plot in enumerate(islice(cycle(plots), count)):
        yield plot, MORNING if nth < count * IN_THE_MORNING else AFTERNOON


def _story(play: Play, seed: int, nth: int, plot: Plot, wave: datetime) -> Story:
    rng = Random(f"{seed}/{nth}")
    story = Story(play.town, rng, nth, is_service=plot in SERVICE_PLOTS)
    play.tell(f"{story.marker} {plot.__name__}", plot(story), at=wave + FILED_WITHIN * rng.random())
    return story


async def _last_start(here: Scene) -> None:
    """Start and stop it once more as an operator does: there is nothing left to do."""
    play = here.play
    play.clock.set_rate(0)
    with here.log.open("ab") as words:
        bot = await whole_life(here.config, words, token=play.world.token)
        try:
            play.town.chatters()
            await play.is_heard()
            play.clock.set_rate(RATE)
            await play.settles(lambda: not books.is_waiting(here.database))
            bot.terminate()
            assert await bot.wait() == 0
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()


def _figures(day: Day, *, cases: int, statuses: list[str], repeated: int, given_up: int) -> dict[str, object]:
    world, toll = day.town.world, day.toll
    return {
        "stories": len(day.stories),
        "cases": cases,
        "updates": world.updates.next_id - FIRST_UPDATE,
        "calls of the Bot API": len(world.calls),
        "kills": len(toll.hows),
        "killed": dict(Counter(toll.hows)),
        "absences of more than two minutes": sum(dark.until - dark.latest > BLIND for dark in toll.darkness),
        "out of the group": len(toll.deaf),
        "the group moved": any(chat.migrated_to for chat in day.town.groups()),
        "polls failed": sum(bool(call.note) for call in world.polls),
        "fines": dict(Counter(statuses)),
        "faults": dict(Counter(told(call) for call in world.calls if call.note)),
        REPEATED: f"{repeated} of at most {toll.unanswered} in flight at a kill and {len(list(cut_off(world.calls)))} cut off",
        "sends given up after a second kill": given_up,
    }
