"""A duty may be done between the clockwork's look at it and its deed: nobody is alarmed about that."""

from pathlib import Path

from bot.due_duties import Owed
from storage import cases
from tests.integration.bot.office import Office, at, office
from workflow.commands import Do
from workflow.phases import Act

FOLLOWER = 12  # 王五 of 打單部


async def alarms(here: Office) -> list[str]:
    return [name for name, _ in await here.outbox() if name == "alarm_duty_stuck"]


async def test_a_duty_done_just_before_its_reminder_alarms_nobody(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        case = await here.posted_case()
        due = await bot.database.read(lambda conn: cases.due(conn, at("10:04:30")))
        assert [row.case_id for row in due] == [case]
        await here.perform(Do(case=case, act=Act.ACCEPT), FOLLOWER, pressed=True)
        assert await bot.parts.clockwork.duties._remind([Owed(case, due)])
        assert await alarms(here) == []


async def test_a_duty_that_stays_due_whatever_is_done_is_told_to_the_administrators(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        case = await here.posted_case()
        await here.jump(at("10:05"))  # to be judged some seconds later: a reminder brings nothing
        due = await bot.database.read(lambda conn: cases.due(conn, at("10:05")))
        assert [row.case_id for row in due] == [case]
        assert not await bot.parts.clockwork.duties._remind([Owed(case, due)])
        assert await alarms(here) == ["alarm_duty_stuck"]
