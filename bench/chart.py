"""How long the event loop stands still while a weekly chart is drawn (budget: 50 ms).

`python bench/chart.py`: a clock ticks every millisecond; the worst delay of a tick is the stall. The same ticks with
nothing else to do show what the machine itself costs.
"""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reports.chart import draw

BUDGET_MS: Final = 50
RUNS: Final = 5
TICK: Final = 0.001
STAGES: Final = ("accept", "handover", "reply", "notify")


def crowded_week() -> dict[str, Any]:
    """Return the facts of a week of twenty departments."""
    score = {"done": 7, "due": 9}
    rows = [{"department": f"第{n}生產事業部", **dict.fromkeys(STAGES, score)} for n in range(1, 21)]
    days = [{"day": f"2026-11-{16 + n}", "weekday": n, "product": 9 - n, "service": n + 1} for n in range(7)]
    return {
        "company": "輝煌",
        "year": 2026,
        "number": 47,
        "from": "2026-11-16",
        "to": "2026-11-22",
        "until": "2026-11-23T00:00:00+08:00",
        "opened": {"product": 42, "service": 28},
        "closed": 60,
        "open": 10,
        "on_time": {stage: {"done": 140, "due": 180} for stage in STAGES},
        "days": days,
        "departments": rows,
    }


async def worst_stall(work: Awaitable[object]) -> tuple[float, float]:
    """Return the worst delay of a tick while `work` goes on, and how long that took; both in milliseconds."""
    began, task, worst = perf_counter(), asyncio.ensure_future(work), 0.0
    while not task.done():
        before = perf_counter()
        await asyncio.sleep(TICK)
        worst = max(worst, perf_counter() - before - TICK)
    await task
    return 1000 * worst, 1000 * (perf_counter() - began)


async def measure(folder: Path) -> list[tuple[float, float]]:
    """Draw several charts, the first one unmeasured: it fills matplotlib's list of fonts."""
    await draw(crowded_week(), folder / "first.png")
    return [await worst_stall(draw(crowded_week(), folder / f"{run}.png")) for run in range(RUNS)]


def main() -> int:
    """Print the figures; return 1 if the budget is overdrawn."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = asyncio.run(measure(Path(folder)))
    idle, _ = asyncio.run(worst_stall(asyncio.sleep(1)))
    stall = max(stall for stall, _ in drawn)
    took = median(took for _, took in drawn)
    print(f"event loop stall while a chart is drawn: worst of {RUNS} {stall:.1f} ms (budget {BUDGET_MS} ms)")
    print(f"the same loop with nothing to do: {idle:.1f} ms; a chart takes {took:.0f} ms (median)")
    return int(stall > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
