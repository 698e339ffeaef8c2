"""Asking the books of the sample company for reports."""

from datetime import date, time, timedelta
from typing import Any

from reports import DAILY_SUMMARY, STATS, WEEKLY_CHART, Period, facts, last_days
from reports.periods import daily_period, weekly_period
from tests.company import CALENDAR, DEPARTMENTS, at
from tests.integration.storage.office import Office
from workflow.phases import Act

CUT_OFF = time(18)
MONDAY = "2026-11-23"
TUESDAY = "2026-11-24"
WORDS = {"finding": "烤漆溫度過低", "opinion": "重做並換貨"}


async def tell(office: Office, kind: str, period: Period, **more: Any) -> dict[str, Any]:
    return await office.read(facts, kind, period, calendar=CALENDAR, departments=DEPARTMENTS, **more)


async def summary(office: Office, day: str = MONDAY, cut_off: time = CUT_OFF) -> dict[str, Any]:
    return await tell(office, DAILY_SUMMARY, daily_period(date.fromisoformat(day), cut_off, CALENDAR))


async def chart(office: Office, posted_on: str = "2026-11-30") -> dict[str, Any]:
    period = weekly_period(date.fromisoformat(posted_on), CALENDAR)
    return await tell(office, WEEKLY_CHART, period, company="輝煌")


async def chart_on_demand(office: Office, text: str, day: str) -> dict[str, Any]:
    return await tell(office, WEEKLY_CHART, last_days(7, at(text, day), CALENDAR), company="輝煌")


async def stats(office: Office, text: str, day: str = MONDAY) -> dict[str, Any]:
    return await tell(office, STATS, last_days(7, at(text, day), CALENDAR))


async def reply(office: Office, case: int, who: str, text: str, *responsible: str, day: str = MONDAY) -> None:
    await office.do(case, who, Act.REPLY, at(text, day), departments=responsible, **WORDS)


async def missed(office: Office, case: int, day: str = MONDAY) -> None:
    """The replies of a case handled that day were due at 13:51."""
    await office.judge(case, at("13:51", day) + timedelta(seconds=6))
