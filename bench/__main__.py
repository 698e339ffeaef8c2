"""The budgets of the program, measured in one run: `make bench`, or `python -m bench --write` to keep the figures.

Always ends well; a budget that is missed stands out in the table. The figures are this machine's: each is a ratio in
one run, or says of how many measurements it was taken. Takes about ten minutes and 7 GB in the temporary folder.
"""

import argparse
import asyncio
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from bench import answering, chart, idle, old_company, searching, storage
from bench.rows import HEAD, Line, Row, as_markdown, as_text

RESULTS: Final = Path(__file__).with_name("results.md")
PAGE: Final = """# Budgets

`python -m bench --write` wrote this. Ratios are of one run; what is measured, and what not, stands in the modules beside.

{tables}

{machine}
"""


ARCHIVE: Final = 1_000_000
_SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)


class Found(NamedTuple):
    """Lines for the table of budgets, and perhaps a table besides."""

    rows: list[Row]
    table: list[Line] | None = None


def main() -> None:
    """Measure everything, one thing after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the budgets.")
    parser.add_argument("--write", action="store_true", help=f"keep the table in bench/{RESULTS.name}")
    parser.add_argument("--archive", type=int, default=ARCHIVE, help="closed cases in the largest database")
    wanted = parser.parse_args()
    archives = (*(size for size in _SIZES if size < wanted.archive), wanted.archive)
    found = [_measured(name, measure) for name, measure in measures(archives).items()]
    budgets = [HEAD, *(row.cells() for one in found for row in one.rows)]
    tables = [budgets, *(one.table for one in found if one.table)]
    print("\n\n".join([*map(as_text, tables), machine()]))
    if wanted.write:
        page = PAGE.format(tables="\n\n".join(map(as_markdown, tables)), machine=machine())
        RESULTS.write_text(page, "utf-8")


def machine() -> str:
    """Name the machine by what the figures depend on."""
    busy = f"load {os.getloadavg()[0]:.1f}"  # of everything on it, the measurements included
    cores = f"{os.cpu_count()} cores, {busy}, {platform.system()} {platform.machine()}"
    return f"{cores}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


async def storage_and_years(folder: Path, *, archives: Sequence[int]) -> Found:
    """The command beside archives of every size, then the bot with the largest of them and 10,000 open cases."""
    took = await storage.measure(folder, archives)
    table = storage.growth(folder, took, archives)
    largest = storage.grown(folder, archives[-1])
    await old_company.furnish(largest)
    lived = await old_company.measure(largest, archived=archives[-1])
    return Found([*storage.rows(took, archives), *lived], table)


async def searches(folder: Path) -> Found:
    """/search, with the words it is asked for, among a hundred thousand cases."""
    return Found((await searching.measure(folder),))


async def answers(folder: Path) -> Found:
    """How long people wait."""
    return Found(await answering.measure(folder))


async def stall(folder: Path) -> Found:
    """How long the event loop stands still while a chart is drawn."""
    drawn = await chart.measure(folder)
    idle_stall, _ = await chart.worst_stall(asyncio.sleep(1))
    worst, took = max(one for one, _ in drawn), median(took for _, took in drawn)
    how = (
        f"worst of {chart.RUNS} charts of {took:.0f} ms (median); {idle_stall:.1f} ms while nothing is drawn"
    )
    return Found([Row("event loop stall while a chart is drawn", chart.BUDGET_MS, worst, "ms", how)])


async def quiet(folder: Path) -> Found:
    """What the bot costs while nothing happens."""
    return Found([await idle.measure(folder)])


def measures(archives: Sequence[int]) -> dict[str, Callable[[Path], Awaitable[Found]]]:
    """Return what is measured, in order."""
    return {
        "commands beside a growing archive, and a bot with years behind it (minutes)": partial(
            storage_and_years, archives=archives
        ),
        "answers in the group": answers,
        "a search": searches,
        "a chart": stall,
        "a quiet minute": quiet,
    }


# Private functions


def _measured(name: str, measure: Callable[[Path], Awaitable[Found]]) -> Found:
    print(f"measuring {name} …", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="tousu-bench-") as folder:
        found = asyncio.run(_awaited(measure, Path(folder)))
    print(as_text([row.cells() for row in found.rows]), file=sys.stderr)
    return found


async def _awaited(measure: Callable[[Path], Awaitable[Found]], folder: Path) -> Found:
    return await measure(folder)


if __name__ == "__main__":
    main()
