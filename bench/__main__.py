"""The budgets of the program, measured in one run: `make bench`, or `python -m bench --write` to keep the figures.

Always ends well; a budget that is missed stands out in the table. The figures are this machine's: each is a ratio in
one run, or says of how many measurements it was taken. `bench/storage.py` adds an archive of a million cases (minutes).
"""

import argparse
import asyncio
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from typing import Final

from bench import answering, chart, idle, storage
from bench.rows import Row, as_markdown, as_text

RESULTS: Final = Path(__file__).with_name("results.md")
PAGE: Final = """# Budgets

`python -m bench --write` wrote this. Ratios are of one run; what is measured, and what not, stands in the modules beside.

{table}

{machine}
"""


def main() -> None:
    """Measure everything, one thing after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the budgets.")
    parser.add_argument("--write", action="store_true", help=f"keep the table in bench/{RESULTS.name}")
    keeps = parser.parse_args().write
    rows = [_measured(name, measure) for name, measure in MEASURES.items()]
    print(f"{as_text(rows)}\n\n{machine()}")
    if keeps:
        RESULTS.write_text(PAGE.format(table=as_markdown(rows), machine=machine()), "utf-8")


def machine() -> str:
    """Name the machine by what the figures depend on."""
    busy = f"load {os.getloadavg()[0]:.1f}"  # of everything on it, the measurements included
    cores = f"{os.cpu_count()} cores, {busy}, {platform.system()} {platform.machine()}"
    return f"{cores}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"


async def durable(folder: Path) -> Row:
    """受理 of a case, from its inbox row to the commit, against the cheapest durable transaction, in turn."""
    took = await storage.measure(folder, archives={"command": storage.SMALL_ARCHIVE})
    command, bare = 1000 * took["command"], 1000 * took["bare"]
    times = storage.ROUNDS * storage.PER_ROUND
    how = f"{command:.2f} ms against {bare:.2f} ms, medians of {times} in turn"
    return Row("one durable command / a bare transaction", storage.BUDGET, command / bare, "×", how)


async def stall(folder: Path) -> Row:
    """How long the event loop stands still while a chart is drawn."""
    drawn = await chart.measure(folder)
    idle_stall, _ = await chart.worst_stall(asyncio.sleep(1))
    worst, took = max(one for one, _ in drawn), median(took for _, took in drawn)
    how = (
        f"worst of {chart.RUNS} charts of {took:.0f} ms (median); {idle_stall:.1f} ms while nothing is drawn"
    )
    return Row("event loop stall while a chart is drawn", chart.BUDGET_MS, worst, "ms", how)


MEASURES: Final[dict[str, Callable[[Path], Awaitable[Row]]]] = {
    "a durable command": durable,
    "answers in the group": answering.measure,
    "a chart": stall,
    "a quiet minute": idle.measure,
}


# Private functions


def _measured(name: str, measure: Callable[[Path], Awaitable[Row]]) -> Row:
    print(f"measuring {name} …", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="tousu-bench-") as folder:
        return asyncio.run(_awaited(measure, Path(folder)))


async def _awaited(measure: Callable[[Path], Awaitable[Row]], folder: Path) -> Row:
    return await measure(folder)


if __name__ == "__main__":
    main()
