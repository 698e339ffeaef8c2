"""A bot with a past: 10,000 open cases and a large archive, from its start to a thousand duties that fall due at once.

The database is put together beforehand (`years.py`); the bot is a process of its own and polls the sandbox over HTTP.

- Start: from the making of the process to its answer to a post that waited for it, so imports count, and a commit each for
  the inbox, the decision and the send. Telegram and its network are not included.
- Duties: a thousand cases of the same minute, whose acceptance nobody took. Everybody has been reminded, and the courier is
  busy with that; then the clock jumps to where they may be judged. Counted is until the last of the misses is committed,
  the notices queued.
- Memory: what the process holds (VmRSS) after that, its memory of cases full.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, NamedTuple

from bench import years
from bench.company import COMPLAINANT, BotProcess, bot_process, settings
from bench.rows import Row
from storage.moments import stamp
from tests.company import at, product_form
from tests.integration.storage.office import opened

OPEN, DUE = 10_000, 1_000
STARTS: Final = 5
START_BUDGET, DUTIES_BUDGET, MEMORY_BUDGET_MB = 3.0, 5.0, 150.0
BEFORE_DUE, REMINDED_AT, DUE_AT, JUDGED_FROM = at("10:08"), at("10:09"), at("10:10"), at("10:10:06")
"""Whether the last moment was used is certain five seconds after it."""
QUIET_SECONDS: Final = 2.0
PATIENCE_SECONDS: Final = 300.0
REMINDED: Final = "SELECT count(*) FROM duties WHERE due_at = ? AND next_at = due_at"
MISSED: Final = "SELECT count(*) FROM duties WHERE due_at = ? AND missed_at IS NOT NULL"
POST: Final = "《產品質量投訴》\n投訴人：李小明\n客戶名稱：東方五金\n品牌：H牌\n客戶要求：換貨"
"""A form with things missing, which the bot answers in the group."""


class Judged(NamedTuple):
    """Real seconds, and seconds of the bot's processor time."""

    seconds: float
    used: float


async def furnish(path: Path) -> None:
    """Add the open cases to a database: a thousand wait to be accepted, the others to be answered hours later."""
    async with opened(path) as database:
        office = await years.office_of(database, settings())
        waiting, handled = await office.posted(product_form()), await office.handled(product_form())
    first = handled + 1
    years.multiply(path, waiting, copies=range(first, first + DUE - 1))
    years.multiply(path, handled, copies=range(first + DUE - 1, first + OPEN - 2))


async def measure(path: Path, *, archived: int) -> list[Row]:
    """Start the bot on that database several times, then let the duties fall due."""
    starts = [await _start(path) for _ in range(STARTS)]
    async with bot_process(path, now=BEFORE_DUE) as bot:
        judged = await _judged(bot, path)
        held = bot.resident_bytes() / 1e6
    beside = f"{OPEN:,} open cases and {archived:,} archived"
    spread = f"{min(starts):.2f} to {max(starts):.2f} s"
    return [
        Row(
            "start to the first update handled",
            START_BUDGET,
            median(starts),
            "s",
            f"{beside}; median of {STARTS}, {spread}",
        ),
        Row(
            f"{DUE:,} duties due in the same minute",
            DUTIES_BUDGET,
            judged.seconds,
            "s",
            f"judgement and commit of each, one run; {judged.used:.1f} s of processor time",
        ),
        Row(
            "resident memory of the bot",
            MEMORY_BUDGET_MB,
            held,
            "MB",
            f"{beside}; after judging {DUE:,} of them",
        ),
    ]


# Private functions


async def _start(path: Path) -> float:
    began = perf_counter()
    async with bot_process(path, now=BEFORE_DUE, greets=False) as bot:
        bot.world.post(bot.people[COMPLAINANT], bot.world.group, POST)
        await bot.world.wait_for(bot.world.from_bot, seconds=PATIENCE_SECONDS, what="the first answer")
        return perf_counter() - began


async def _judged(bot: BotProcess, path: Path) -> Judged:
    """Measure from the moment the duties may be judged to the commit of the last."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        bot.world.clock.jump(to=REMINDED_AT)
        await _all_are(conn, REMINDED)
        bot.world.clock.jump(to=DUE_AT)
        await asyncio.sleep(QUIET_SECONDS)
        began, used = perf_counter(), bot.cpu_seconds()
        bot.world.clock.jump(to=JUDGED_FROM)
        await _all_are(conn, MISSED)
        return Judged(perf_counter() - began, bot.cpu_seconds() - used)


async def _all_are(conn: sqlite3.Connection, counted: str) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while conn.execute(  # noqa: ASYNC110  (a database of another process rings no bell)
            counted, (stamp(DUE_AT),)
        ).fetchone() < (DUE,):
            await asyncio.sleep(0.01)
