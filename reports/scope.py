"""What every report is made from: the books, the period, and the company's calendar and departments."""

from datetime import datetime
from functools import cached_property
from sqlite3 import Connection
from typing import Self

from reports.periods import Period
from storage.figures import Figures, figures
from workflow.calendar import Calendar
from workflow.values import Department


class Scope:
    """An open transaction and the period of it that is told of."""

    def __init__(
        self,
        conn: Connection,
        period: Period,
        *,
        calendar: Calendar,
        departments: tuple[Department, ...],
        company: str = "",
    ) -> None:
        self.conn = conn
        self.period = period
        self.since, self.until = period.since, period.until
        self.calendar = calendar
        self.company = company
        self.departments = departments
        self._names = {department.id: department.name for department in departments}

    def over(self, period: Period) -> Self:
        """Return the same over another period."""
        return type(self)(
            self.conn, period, calendar=self.calendar, departments=self.departments, company=self.company
        )

    @cached_property
    def figures(self) -> Figures:
        return figures(self.conn, self.since, self.until, zone=self.calendar.zone)

    def name(self, department: str) -> str:
        """Return a department's name; one that the configuration no longer has is called by its id."""
        return self._names.get(department, department)

    def moment(self, at: datetime) -> str:
        """Write a moment as the templates read it: ISO, in local time."""
        return self.calendar.local(at).isoformat()
