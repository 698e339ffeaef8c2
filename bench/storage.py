"""How much one durable command costs beside a bare transaction, and what an archive of a million cases changes.

    python bench/storage.py [--archive 1000000] [--rounds 5]

The command is 受理 of a case: from its row in the inbox to the commit of everything that follows. The bare transaction
is INSERT + UPDATE + COMMIT through plain aiosqlite. Rounds of all of them alternate on one disk; medians are compared.
"""

import argparse
import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import aiosqlite

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from storage import inbox
from storage.inbox import RawUpdate
from storage.schema import statements
from tests.company import at, person, product_form
from tests.integration.storage.office import Office, opened
from workflow.commands import Do, Stimulus
from workflow.phases import Act

BUDGET, GROWTH_BUDGET = 4.0, 1.2
SMALL_ARCHIVE = 1_000
PER_ROUND, ROUNDS = 40, 5
"""Together no more cases than the ledger remembers (512): 受理 comes minutes after the post, not from the archive."""
UPDATE = json.dumps(
    {"update_id": 1, "callback_query": {"data": "v1:accept:1", "message": {"text": "卡片" * 300}}}
)
ARCHIVE = Path(__file__).with_name("archive.sql")
Work = Callable[[int], Awaitable[float]]


async def main() -> int:
    options = _options()
    with TemporaryDirectory() as folder:
        archives = {"small": SMALL_ARCHIVE, "large": options.archive}
        took = await measure(Path(folder), archives=archives, rounds=options.rounds)
    return _judge(took, options.archive)


async def measure(folder: Path, *, archives: Mapping[str, int], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median seconds of a bare transaction ("bare") and of the command beside each archive."""
    runners = {name: partial(_durable, archived=cases) for name, cases in archives.items()}
    async with AsyncExitStack() as stack:
        works = {
            name: await stack.enter_async_context(runner(folder / f"{name}.db", rounds * PER_ROUND))
            for name, runner in {"bare": _bare, **runners}.items()
        }
        return await _rounds(works, rounds)


def _judge(took: dict[str, float], archived: int) -> int:
    ratio, growth = took["small"] / took["bare"], took["large"] / took["small"]
    print(f"bare INSERT + UPDATE + COMMIT    {took['bare'] * 1e3:7.3f} ms")
    print(
        f"durable, 1,000 archived cases    {took['small'] * 1e3:7.3f} ms  {ratio:.2f} x bare (budget {BUDGET})"
    )
    print(
        f"durable, {archived:,} archived {took['large'] * 1e3:7.3f} ms  {growth:.2f} x (budget {GROWTH_BUDGET})"
    )
    return 0 if ratio <= BUDGET and growth <= GROWTH_BUDGET else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--archive", type=int, default=1_000_000, help="closed cases in the large database")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"rounds of {PER_ROUND} commands; the median counts"
    )
    return parser.parse_args()


async def _rounds(works: dict[str, Work], rounds: int) -> dict[str, float]:
    """Return the median over all commands of each kind; the rounds of the kinds alternate."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for start in range(0, rounds * PER_ROUND, PER_ROUND):
        for name, work in works.items():
            took[name] += [await work(nth) for nth in range(start, start + PER_ROUND)]
    return {name: median(seconds) for name, seconds in took.items()}


@asynccontextmanager
async def _bare(path: Path, _commands: int) -> AsyncIterator[Work]:
    async with aiosqlite.connect(path, isolation_level=None) as conn:
        await conn.execute("PRAGMA journal_mode = WAL")
        await conn.execute("PRAGMA synchronous = FULL")
        await conn.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT, body TEXT)")

        async def transaction(nth: int) -> float:
            began = perf_counter()
            await conn.execute("BEGIN IMMEDIATE")
            await conn.execute("INSERT INTO t (state, body) VALUES ('new', ?)", (UPDATE,))
            await conn.execute("UPDATE t SET state = 'done' WHERE id = ?", (nth,))
            await conn.execute("COMMIT")
            return perf_counter() - began

        yield transaction


@asynccontextmanager
async def _durable(path: Path, commands: int, *, archived: int) -> AsyncIterator[Work]:
    async with opened(path) as database:
        await Office.opened(database)
    await asyncio.to_thread(_archive, path, archived)
    async with opened(path) as database:
        office = Office(database)
        cases = [await office.posted(product_form()) for _ in range(commands)]
        yield lambda nth: _accept(office, cases[nth], nth)


async def _accept(office: Office, case: int, nth: int) -> float:
    when = at("10:07")
    await office.database.transact(
        lambda conn: inbox.add_batch(conn, [RawUpdate(1 << 40 | nth, UPDATE)], when)
    )
    began = perf_counter()
    row = await office.database.read(inbox.oldest_undone)
    assert row is not None
    stimulus = Stimulus(now=when, at=when, actor=person("王五").id, pressed=True, inbox=row.id)
    answer = await office.desk.perform(Do(case=case, act=Act.ACCEPT), stimulus)
    assert answer.events
    return perf_counter() - began


def _archive(path: Path, cases: int) -> None:
    """Write closed cases as they would stand in every table, without living through them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            conn.execute(f"PRAGMA {pragma}")
        for statement in statements(ARCHIVE.read_text("utf-8")):
            conn.execute(statement, {"cases": cases, "complainant": person("李小明").id})


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))
