"""Due times: nothing is judged before everything done in time is known, and nothing is forgotten afterwards."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from handlers.context import Context, TousuApplication
from storage import company
from tests.company import person
from tests.integration.bot.office import ADMIN, LI, Office, at, eventually, office
from tests.integration.bot.test_running import GARBLED
from workflow.case import Case
from workflow.commands import Do, Enrol, Stimulus
from workflow.fines import FineStatus, HoldReason
from workflow.notices import Notice
from workflow.phases import Act
from workflow.values import Position, Window

ORDERS = 12
"""王五 of 打單部."""


async def case_of(here: Office, case_id: int) -> Case:
    assert here.bot is not None
    return await here.bot.parts.ledger.read(lambda books: books.case(case_id))


async def outages(here: Office) -> tuple[Window, ...]:
    assert here.bot is not None
    return await here.bot.database.read(lambda conn: company.outages(conn, at("00:00")))


async def published_case(here: Office) -> int:
    """Return a case whose departments owe their replies until 13:30 and a little."""
    case_id = await here.posted_case()
    await here.perform(Do(case=case_id, act=Act.PUBLISH, text="一號線壓合"), ORDERS)
    await here.settled()
    return case_id


def reply_due(case: Case) -> datetime:
    return max(duty.due_at for duty in case.duties.values() if duty.kind == "reply")


# Ticking


async def test_the_ticks_stay_on_the_loop(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    asyncio.get_running_loop().set_debug(True)  # refuses what another thread does to it
    async with office(tmp_path) as here, here.open():
        await here.settled()
        async with asyncio.timeout(10):
            for _ in range(2):  # the first may be of the start; nothing but the scheduler begins the second
                await here.bot.parts.clockwork._ticked.next_whole()
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


# Judging


async def test_a_miss_is_judged_five_seconds_after_its_time_and_not_before(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        case_id = await here.posted_case()
        await here.jump(at("10:05:04"))
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is None
        await here.jump(at("10:05:06"))
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is not None
        assert any("受理" in text and "10:05" in text for text in here.group_texts()[2:])


async def test_the_notice_of_a_miss_is_seconds_late_while_the_clock_simply_runs(tmp_path: Path) -> None:
    async with office(tmp_path, rate=60) as here, here.open():
        case_id = await here.posted_case()

        await here.world.wait_for(lambda: any("至今" in text for text in here.group_texts()), seconds=15)
        duty = (await case_of(here, case_id)).duties["accept/1/order_desk"]
        assert duty.missed_at is not None
        late = duty.missed_at - duty.due_at
        assert (
            timedelta(seconds=5) <= late < timedelta(seconds=30)
        )  # less than half a real second of it is ours


async def test_nothing_is_judged_while_an_update_waits_to_be_handled(tmp_path: Path) -> None:
    gate = asyncio.Event()

    def slowly(application: TousuApplication) -> None:
        async def wait(_update: Update, _context: Context) -> None:
            await gate.wait()

        application.add_handler(TypeHandler(Update, wait))

    async with office(tmp_path, rate=0) as here, here.open(register=slowly) as bot:
        case_id = await here.posted_case()
        await here.jump(at("10:04:59"))
        here.world.post(here.person(LI), here.world.group, "in time")
        await here.world.heard()
        here.world.clock.jump(to=at("10:06"))
        await bot.clock.refresh()
        await bot.parts.intake.read_now()
        await bot.parts.clockwork.settled()
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is None
        gate.set()
        await here.settled()
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is not None


async def test_nothing_is_judged_while_telegram_cannot_be_read(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        case_id = await here.posted_case()
        here.world.faults.drop("getUpdates", times=None)
        here.world.clock.jump(to=at("10:30"))
        await bot.clock.refresh()
        await bot.parts.clockwork.settled()
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is None
        here.world.faults.clear()
        await here.settled()
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is not None


async def test_a_missed_reply_is_fined(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        case_id = await published_case(here)
        await here.jump(reply_due(await case_of(here, case_id)) + timedelta(seconds=6))
        case = await case_of(here, case_id)
        assert {fine.status for fine in case.fines.values()} == {FineStatus.ISSUED}
        assert len(case.fines) == 3
        assert sum("超時處罰通知" in text for text in here.group_texts()) == 1


async def test_an_update_nobody_could_read_holds_the_fines_of_its_time(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        case_id = await published_case(here)
        await here.jump(at("11:00"))
        here.world.inject(GARBLED)
        await here.settled()
        await here.jump(reply_due(await case_of(here, case_id)) + timedelta(seconds=6))
        fines = (await case_of(here, case_id)).fines.values()
        assert {fine.status for fine in fines} == {FineStatus.HELD}
        assert all(HoldReason.UNREAD in fine.reasons for fine in fines)


async def test_a_reminder_comes_privately_before_the_time_is_over(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        case_id = await published_case(here)
        await here.say(Notice(name="echo", facts={"said": "hello"}, to=10))
        await here.settled()
        (moment, *_) = (await case_of(here, case_id)).duties["reply/1/logistics"].reminders
        await here.jump(moment)
        assert any("物流部" in text for text in here.private_texts(10))


# Outages


async def test_a_jump_of_the_sandbox_is_no_outage(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        await here.jump(at("16:00"))
        assert await outages(here) == ()


async def test_a_gap_with_failing_polls_is_an_outage_and_told_when_it_is_over(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        bot.parts.watch.first_pause = 0.01
        await here.settled()
        here.world.faults.drop("getUpdates", times=None)
        here.world.clock.jump(by=1)  # ends the poll that hangs; the next ones fail
        await eventually(lambda: bot.parts.watch.trouble)
        here.world.clock.jump(to=at("10:29"))
        here.world.faults.clear()
        await here.settled()
        (outage,) = await outages(here)
        assert at("10:00") <= outage.starts_at <= at("10:00:01")
        assert outage.ends_at == at("10:29")
        assert len(here.private_texts(ADMIN)) == 1


async def test_a_short_hiccup_is_no_outage(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        bot.parts.watch.first_pause = 0.01
        await here.settled()
        here.world.faults.drop("getUpdates", times=2)
        await here.jump(at("10:01"))
        assert await outages(here) == ()


async def test_a_stopped_process_is_an_outage_and_its_fines_are_held(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here:
        async with here.open():
            case_id = await published_case(here)
        here.world.clock.jump(to=at("11:00"))
        async with here.open():
            await here.settled()
            assert [(one.starts_at, one.ends_at) for one in await outages(here)] == [
                (at("10:00"), at("11:00"))
            ]
            await here.jump(reply_due(await case_of(here, case_id)) + timedelta(seconds=6))
            fines = (await case_of(here, case_id)).fines.values()
            assert len(fines) == 3
            assert all(HoldReason.OUTAGE in fine.reasons for fine in fines)


async def test_who_came_to_head_a_department_meanwhile_is_not_fined_for_what_began_before(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        case_id = await published_case(here)
        here.world.clock.jump(by=60)
        deputy = person("孫強").model_copy(update={"position": Position.MANAGER})
        leaver = person("錢主管").model_copy(update={"active": False})
        for one in (leaver, deputy):
            now = here.world.clock.now()
            await here.bot.parts.desk.perform(Enrol(person=one), Stimulus(now=now, at=now))
        await here.jump(reply_due(await case_of(here, case_id)) + timedelta(seconds=6))
        fines = (await case_of(here, case_id)).fines.values()
        held = {fine.department: fine.reasons for fine in fines if fine.status is FineStatus.HELD}
        assert held == {"production": (HoldReason.NEW_HEAD,)}
        assert len(fines) == 3


async def test_a_quick_restart_is_none(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here:
        async with here.open():
            await here.settled()
        here.world.clock.jump(by=90)
        async with here.open():
            await here.settled()
            assert await outages(here) == ()


# Reports


async def test_the_summary_is_posted_once_at_its_time(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0, start=at("17:50")) as here:
        async with here.open():
            await here.posted_case()
            await here.jump(at("17:59:59"))
            assert not any("日報" in text for text in here.group_texts())
            await here.jump(at("18:00"))
            assert sum("日報" in text for text in here.group_texts()) == 1
            await here.jump(at("18:01"))
        async with here.open():
            await here.settled()
            assert sum("日報" in text for text in here.group_texts()) == 1
        assert list((tmp_path / "backups").glob("*.db"))


async def test_after_days_away_only_the_newest_summary_is_posted(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here:
        async with here.open():
            await here.posted_case()
        here.world.clock.jump(by=timedelta(days=4))
        async with here.open() as bot:
            await here.settled()
            summaries = [text for text in here.group_texts() if "日報" in text]
            assert len(summaries) == 1
            assert "11/26" in summaries[0]
            query = "SELECT period FROM reports WHERE kind = 'daily_summary' ORDER BY period"
            days = await bot.database.read(lambda conn: [day for (day,) in conn.execute(query)])
            assert days == ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]


async def test_a_report_that_fails_stops_no_clock(tmp_path: Path) -> None:
    async def broken(kind: str, since: datetime, until: datetime) -> None:
        raise RuntimeError(kind)

    async with office(tmp_path, rate=0, start=at("17:50")) as here, here.open(reports=broken):
        case_id = await here.posted_case()
        await here.jump(at("18:00"))
        await here.jump(datetime.fromisoformat("2026-11-24T09:00:00+08:00"))
        assert (await case_of(here, case_id)).duties["accept/1/order_desk"].missed_at is not None
        assert sum("報表" in text for text in here.private_texts(ADMIN)) == 1
