"""How much one durable command costs beside a bare transaction, and what a growing archive changes.

The command is 受理 of a case: from its row in the inbox to the commit of everything that follows. The bare transaction
is INSERT + UPDATE + COMMIT through plain aiosqlite. Rounds of all of them alternate on one disk; medians are compared.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import aiosqlite

from bench import years
from bench.company import settings
from bench.rows import Line, Row
from storage import inbox
from storage.inbox import RawUpdate
from tests.company import at, person, product_form
from tests.integration.storage.office import Office, opened
from workflow.commands import Do, Stimulus
from workflow.phases import Act

BUDGET, GROWTH_BUDGET = 4.0, 1.2
BARE: Final = "bare"
PER_ROUND, ROUNDS = 40, 5
"""Together no more cases than the ledger remembers (512): 受理 comes minutes after the post, not from the archive."""
UPDATE = json.dumps(
    {"update_id": 1, "callback_query": {"data": "v1:accept:1", "message": {"text": "卡片" * 300}}}
)
Work = Callable[[int], Awaitable[float]]


def grown(folder: Path, archived: int) -> Path:
    """Return where the database with so many archived cases is."""
    return folder / f"{archived}.db"


async def measure(folder: Path, archives: Sequence[int], *, rounds: int = ROUNDS) -> Mapping[str, float]:
    """Return the median seconds of a bare transaction (`BARE`) and of the command beside each archive, by its size."""
    runners = {str(cases): partial(_durable, archived=cases) for cases in archives}
    paths = {BARE: folder / "bare.db"} | {str(cases): grown(folder, cases) for cases in archives}
    async with AsyncExitStack() as stack:
        works = {
            name: await stack.enter_async_context(runner(paths[name], rounds * PER_ROUND))
            for name, runner in {BARE: _bare, **runners}.items()
        }
        return await _rounds(works, rounds)


def rows(took: Mapping[str, float], archives: Sequence[int]) -> list[Row]:
    """Return the two lines of the table of budgets: against a bare transaction, and the largest archive's cost."""
    bare, small, large = took[BARE], took[str(archives[0])], took[str(archives[-1])]
    how = f"{1e3 * small:.2f} ms against {1e3 * bare:.2f} ms, medians of {ROUNDS * PER_ROUND} in turn"
    grown_how = f"{1e3 * large:.2f} ms against {1e3 * small:.2f} ms, likewise"
    return [
        Row("one durable command / a bare transaction", BUDGET, small / bare, "×", how),
        Row(
            f"with {archives[-1]:,} archived cases / with {archives[0]:,}",
            GROWTH_BUDGET,
            large / small,
            "×",
            grown_how,
        ),
    ]


def growth(folder: Path, took: Mapping[str, float], archives: Sequence[int]) -> list[Line]:
    """Return a table of what a command and a case cost beside each archive."""
    head = ("archived cases", "one durable command", "database", "per archived case")
    lines = [_line(cases, took[str(cases)], grown(folder, cases).stat().st_size) for cases in archives]
    return [head, *lines]


# Private functions


def _line(cases: int, seconds: float, size: int) -> Line:
    return f"{cases:,}", f"{1e3 * seconds:.2f} ms", f"{size / 1e6:,.0f} MB", f"{size / cases / 1e3:.1f} kB"


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
    async with opened(path):
        pass  # the empty tables
    await asyncio.to_thread(years.archive, path, archived)
    async with opened(path) as database:
        office = await years.office_of(database, settings())
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
