"""The figures behind summaries and charts, read in one snapshot of the books."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import reports
from reports.periods import Period
from storage.database import Database
from workflow.calendar import Calendar
from workflow.values import Department


class Figures:
    """Gives the facts of each kind of report (`handlers.context.Reports`); pictures and files are kept beside the database."""

    def __init__(
        self,
        database: Database,
        *,
        calendar: Calendar,
        departments: tuple[Department, ...],
        company: str,
        language: str,
    ) -> None:
        self._database, self._language = database, language
        self._about: dict[str, Any] = {"calendar": calendar, "departments": departments, "company": company}
        self._beside = database.path.parent
        self._folders = {
            reports.WEEKLY_CHART: self._beside / "charts",
            reports.FUND_STATEMENT: self._beside / "statements",
        }
        self._calendar = calendar

    async def __call__(self, kind: str, since: datetime, until: datetime) -> Mapping[str, Any] | None:
        """Return the facts of a report from `since` to `until`."""
        last_day = self._calendar.local(until).date().isoformat()
        period = Period(id=last_day, since=since, until=until)
        facts = await self._database.read(lambda conn: reports.facts(conn, kind, period, **self._about))
        if kind == reports.FUND_STATEMENT and reports.is_blank(facts):
            return None
        folder = self._folders.get(kind, self._beside)
        return await reports.prepare(kind, facts, folder, language=self._language)
