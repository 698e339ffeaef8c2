"""The figures behind summaries and charts, read in one snapshot of the books."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from reports.chart import draw
from reports.periods import DAILY_SUMMARY, STATS, WEEKLY_CHART, Period
from reports.scope import Scope
from reports.stages import Facts
from reports.stats import stats, weekly_chart
from reports.summary import daily_summary
from storage.database import Database
from workflow.calendar import Calendar
from workflow.values import Department

_MOMENT: Final = timedelta(microseconds=1)

_FACTS: Final[dict[str, Callable[[Scope], Facts]]] = {
    DAILY_SUMMARY: daily_summary,
    WEEKLY_CHART: weekly_chart,
    STATS: stats,
}


class Figures:
    """Gives the facts of each kind of report (`handlers.context.Reports`)."""

    def __init__(
        self, database: Database, *, calendar: Calendar, departments: tuple[Department, ...], company: str
    ) -> None:
        self._database = database
        self._about: dict[str, Any] = {"calendar": calendar, "departments": departments, "company": company}
        self._calendar = calendar

    async def __call__(self, kind: str, since: datetime, until: datetime) -> Mapping[str, Any] | None:
        """Return the facts of a report from `since` to `until`."""
        period = Period(id=self._name(kind, until), since=since, until=until)
        facts = await self._database.read(lambda conn: _FACTS[kind](Scope(conn, period, **self._about)))
        return await self._drawn(facts, period) if kind == WEEKLY_CHART else facts

    async def _drawn(self, facts: Facts, period: Period) -> Facts:
        """Add the picture: the path of a PNG file, kept beside the database until the next of the same week."""
        target = self._database.path.parent / "charts" / f"{period.id}.png"
        return {**facts, "photo": str(await draw(facts, target))}

    def _name(self, kind: str, until: datetime) -> str:
        """Name a period as `reports.periods` does: a day after its end, a week after its last day."""
        if kind != WEEKLY_CHART:
            return self._calendar.local(until).date().isoformat()
        year, week, _ = (self._calendar.local(until) - _MOMENT).date().isocalendar()
        return f"{year}-W{week:02}"
