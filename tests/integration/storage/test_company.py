"""Outages and reports follow the company's stream; polls and chats are kept as they are told."""

import sqlite3
from datetime import timedelta

import pytest

from storage import company
from storage.company import Chat, Poll
from tests.company import at
from tests.integration.storage.office import GROUP, Office
from workflow.commands import PostReport, RecordOutage, Stimulus
from workflow.values import Window

NOON = at("12:00")
HOUR = timedelta(hours=1)
CLOCK = Stimulus(now=NOON, at=NOON)


async def test_outages_are_those_that_ended_after_a_moment(office: Office) -> None:
    for start in (2, 0):
        await office.desk.perform(
            RecordOutage(since=NOON + start * HOUR, until=NOON + (start + 1) * HOUR), CLOCK
        )
    first, second = (Window(starts_at=NOON + n * HOUR, ends_at=NOON + (n + 1) * HOUR) for n in (0, 2))
    assert await office.read(company.outages, NOON) == (first, second)
    assert await office.read(company.outages, NOON + HOUR) == (second,)
    assert await office.read(company.outages, NOON + 3 * HOUR) == ()


async def test_an_outage_told_twice_is_one(office: Office) -> None:
    for _ in range(2):
        await office.desk.perform(RecordOutage(since=NOON, until=NOON + HOUR), CLOCK)
    assert len(await office.read(company.outages, NOON)) == 1


async def test_a_report_is_posted_once_a_period(office: Office) -> None:
    summary = PostReport(kind="daily_summary", period="2026-11-23", facts={})
    assert not await office.read(company.report_posted, summary.kind, summary.period)
    assert await office.read(company.last_report, summary.kind) is None
    await office.desk.perform(summary, CLOCK)
    assert await office.read(company.report_posted, summary.kind, summary.period)
    assert await office.read(company.last_report, summary.kind) == "2026-11-23"
    queued = await office.sql("SELECT count(*) FROM outbox")
    with pytest.raises(sqlite3.IntegrityError, match="reports"):
        await office.desk.perform(summary, CLOCK)
    assert await office.sql("SELECT count(*) FROM outbox") == queued
    assert not await office.read(company.report_posted, "weekly_chart", summary.period)


async def test_the_last_poll_replaces_the_one_before(office: Office) -> None:
    assert await office.read(company.last_poll) is None
    for hour in (0, 1):
        start = NOON + hour * HOUR
        poll = Poll(start, start + timedelta(seconds=30), start + timedelta(seconds=31), 500 + hour)
        await office.write(company.record_poll, poll)
    assert await office.read(company.last_poll) == poll


async def test_a_migrated_group_wins_over_the_configuration(office: Office) -> None:
    assert await office.read(company.chat) is None
    await office.write(company.set_chat, -5, 17)
    await office.write(company.set_chat, GROUP)
    assert await office.read(company.chat) == Chat(GROUP, None)
