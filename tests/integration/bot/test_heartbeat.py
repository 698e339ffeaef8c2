"""Once a day the administrators hear how the bot is; the figures are counted in the records and survive a restart."""

from datetime import timedelta
from pathlib import Path

from reports import DAILY_SUMMARY
from storage import journal
from storage.backup import check, copies_of
from tests.integration.bot.office import ADMIN, Office, at, office
from workflow.commands import PostReport, Stimulus

LITTLE_LATER = at("18:00") + timedelta(seconds=3)
"""One message a second goes to a person, and the heartbeat is not the first of the evening."""
HEART, FAILED = "運行正常", "的備份未能產生"


def told(here: Office, words: str) -> list[str]:
    return [text for text in here.private_texts(ADMIN) if words in text]


async def missed_case(here: Office) -> None:
    """Nobody accepts a complaint of 10:00 within its five minutes, or publishes it within thirty."""
    await here.posted_case()
    await here.jump(at("10:05") + timedelta(seconds=6))
    await here.jump(at("10:30") + timedelta(seconds=8))


async def test_the_heartbeat_tells_the_day_and_counts_what_an_earlier_process_did(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0, start=at("10:00")) as here:
        async with here.open():
            await missed_case(here)
        here.world.clock.jump(to=at("17:59"))
        async with here.open() as bot:
            await here.settled()
            await here.jump(at("17:59") + timedelta(seconds=2))  # one message a second goes to a person
            await here.jump(at("18:00"))
            (told_of,) = told(here, HEART)
            seal = await bot.database.read(lambda conn: journal.last_hash(conn, at("18:00")))
            assert "2026-11-23 運行正常，自 17:59 啟動" in told_of
            # two by the process of the morning, three replies of 14:00 only when it was back
            assert "逾期判定 5 項，最遲在到期後 3 小時 59 分鐘；未送達 0 則" in told_of
            assert f"紀錄雜湊 {seal}" in told_of
            (copy,) = copies_of(bot.database.path, tmp_path / "backups")
            assert f"備份 {copy.name}" in told_of
            check(copy)


async def test_a_message_that_did_not_arrive_is_counted(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0, start=at("17:50")) as here, here.open() as bot:
        await here.posted_case()
        dead = "UPDATE outbox SET state = 'dead', error = 'Bad Request' WHERE id = 1"
        await bot.database.transact(lambda conn: conn.execute(dead))
        await here.jump(at("18:00"))
        await here.jump(LITTLE_LATER)
        assert "未送達 1 則" in told(here, HEART)[0]


async def test_a_process_that_dies_after_the_summary_leaves_copy_and_heartbeat_to_the_next(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, rate=0, start=at("17:50")) as here:
        async with here.open() as bot:
            await here.settled()
            posted = PostReport(kind=DAILY_SUMMARY, period="2026-11-23", facts={}, show=False)
            await bot.parts.desk.perform(posted, Stimulus(now=at("18:00"), at=at("18:00")))
        here.world.clock.jump(to=at("18:01"))
        for _ in range(2):  # the third process finds it done
            async with here.open() as bot:
                await here.settled()
                await here.jump(here.world.clock.now() + timedelta(seconds=3))
                (heard,) = told(here, HEART)
                (copy,) = copies_of(bot.database.path, tmp_path / "backups")
                assert f"備份 {copy.name}" in heard


async def test_a_backup_that_fails_is_told_and_neither_the_summary_nor_the_heartbeat_waits_for_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    async with office(tmp_path, rate=0, start=at("17:50")) as here, here.open():
        await here.posted_case()
        await here.jump(at("18:00"))
        await here.jump(LITTLE_LATER)
        await here.jump(at("18:10"))
        assert len(told(here, FAILED)) == 1
        assert "今天沒有備份" in told(here, HEART)[0]
        assert sum("日報" in text for text in here.group_texts()) == 1
        assert not told(here, "報表")
