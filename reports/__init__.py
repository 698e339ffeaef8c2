"""Figures for people: the daily summary, the weekly chart and /stats.

    due = due_periods(schedule, last_posted, now, calendar)         which reports are due (pure)
    told = facts(conn, due.kind, due.period, calendar=..., ...)     what they say, within `database.read`
    told = await prepare(due.kind, told, folder)                    what takes time: the picture of the chart
    due.show and not (due.day_off and is_empty(told))               whether it goes to the group

`PostReport(kind, period=due.period.id, facts=told, show=...)` then hands it out. The facts are JSON values; moments are
ISO in local time, money is whole yuan. `last_days` makes the periods of /chart and /stats.
"""

import asyncio
from collections.abc import Callable, Iterable
from hashlib import sha256
from json import dumps
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from reports.chart import ChartFailed, draw
from reports.flow_list import FLOW_LIST, flow_list
from reports.fund_statement import fund_statement, is_blank
from reports.periods import (
    DAILY_SUMMARY,
    FUND_STATEMENT,
    STATS,
    WEEKLY_CHART,
    Due,
    Period,
    Schedule,
    due_periods,
    last_days,
)
from reports.scope import Scope
from reports.stages import Facts
from reports.stats import stats, weekly_chart
from reports.summary import daily_summary, is_empty
from reports.voucher_list import VOUCHER_LIST, voucher_list
from reports.wording import LANGUAGE, wording
from workflow.calendar import Calendar
from workflow.values import Department

PICTURES_KEPT: Final = 10
WORKBOOKS_KEPT: Final = 24
REPORTS: Final[dict[str, Callable[[Scope], Facts]]] = {
    DAILY_SUMMARY: daily_summary,
    WEEKLY_CHART: weekly_chart,
    STATS: stats,
    FLOW_LIST: flow_list,
    FUND_STATEMENT: fund_statement,
    VOUCHER_LIST: voucher_list,
}


def facts(
    conn: Connection,
    kind: str,
    period: Period,
    *,
    calendar: Calendar,
    departments: Iterable[Department],
    company: str = "",
) -> Facts:
    """Return the facts of a report (`REPORTS` names the kinds); `company` stands in the chart's title."""
    scope = Scope(conn, period, calendar=calendar, departments=tuple(departments), company=company)
    return REPORTS[kind](scope)


async def prepare(kind: str, facts: Facts, folder: Path, *, language: str = LANGUAGE) -> Facts:
    """Return the facts with what takes time to make: `photo`, the picture of a weekly chart; `file`, a statement.

    They are worded in the company's `language`. The same facts have the same picture, which is drawn once; the newest pictures are kept. Raises ChartFailed.
    """
    match kind:
        case "weekly_chart":
            return await _with_picture(facts, folder, language)
        case "fund_statement":
            return await _with_workbook(facts, folder, language)
    return facts


# Private functions


async def _with_picture(facts: Facts, folder: Path, language: str) -> Facts:
    path = folder / f"{facts['to']}-{_digest(facts, language)}.png"
    if not path.exists():
        await draw(facts, path, language=language)
        _keep_newest(folder)
    return {**facts, "photo": str(path)}


async def _with_workbook(facts: Facts, folder: Path, language: str) -> Facts:
    """What the caption says, the file, and its SHA-256; the lines are in the file only."""
    # Here and not above: the writer of workbooks takes memory, and is wanted once a month.
    from reports.fund_workbook import write_workbook  # noqa: PLC0415

    place = folder / _digest(facts, language)
    path = place / f"{wording(language).words['statement']['file']}-{facts['month']}.xlsx"
    await asyncio.to_thread(place.mkdir, parents=True, exist_ok=True)
    await asyncio.to_thread(write_workbook, facts, path, language)
    digest = await asyncio.to_thread(lambda: sha256(path.read_bytes()).hexdigest())
    told = {name: fact for name, fact in facts.items() if name not in {"lines", "fines"}}
    await asyncio.to_thread(_keep_newest_workbooks, folder)
    counts = {"fines": len(facts["fines"]), "lines": len(facts["lines"])}
    return {**told, **counts, "file": str(path), "digest": digest}


def _keep_newest(folder: Path) -> None:
    for old in sorted(folder.glob("*.png"), key=lambda one: one.stat().st_mtime)[:-PICTURES_KEPT]:
        old.unlink()


def _keep_newest_workbooks(folder: Path) -> None:
    """Each lies in a folder of its own; what the register of exports tells of it, its hash, stays on record."""
    for old in sorted(folder.glob("*/*.xlsx"), key=lambda one: one.stat().st_mtime)[:-WORKBOOKS_KEPT]:
        old.unlink()
        old.parent.rmdir()


def _digest(facts: Facts, language: str) -> str:
    return sha256(dumps([facts, language], sort_keys=True).encode()).hexdigest()[:12]


__all__ = [
    "DAILY_SUMMARY",
    "FLOW_LIST",
    "FUND_STATEMENT",
    "STATS",
    "VOUCHER_LIST",
    "WEEKLY_CHART",
    "WORKBOOKS_KEPT",
    "ChartFailed",
    "Due",
    "Period",
    "Schedule",
    "due_periods",
    "facts",
    "is_blank",
    "is_empty",
    "last_days",
    "prepare",
]
