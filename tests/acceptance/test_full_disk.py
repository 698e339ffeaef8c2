"""The disk fills up while limits run: nobody is fined for what the bot could not take in."""

from datetime import timedelta
from sqlite3 import Connection

from bot.demo import posts
from bot.demo.stage import Stage
from tests.acceptance.company_life import F1, F2, P1, fines, product_handed_over, saying
from tests.integration.bot.office import eventually

FULL, AMPLE = 1, 1_000_000
"""Pages the file may have: fewer than it has means no more."""


async def limit(stage: Stage, pages: int) -> None:
    """Have SQLite refuse to let the file grow, as a full disk would."""

    def work(conn: Connection) -> None:
        conn.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    stage.bot.stall.first_pause = 0.01
    await stage.ask(work)


async def test_a_reply_in_time_counts_and_others_are_held_when_the_disk_was_full(calm: Stage) -> None:
    await calm.at("10:00")
    await product_handed_over(calm)
    await calm.at("11:00")
    await limit(calm, FULL)
    calm.world.clock.jump(to=calm.now.replace(hour=13, minute=40))
    reply = f"{posts.REPLY_OF_PURCHASING}，{'另附檢驗紀錄' * 500}"
    calm.world.post(calm.people["孫主任"], calm.world.group, reply, reply_to=calm.card(P1))
    await eventually(lambda: saying(calm, "寫不進去：磁碟已滿", to="高主任"))
    said = len(calm.group())
    calm.world.clock.jump(to=calm.now.replace(hour=14, minute=30))
    await calm.bot.clock.refresh()
    assert len(calm.group()) == said  # the group is not told
    assert len(calm.world.updates) == 1

    await limit(calm, AMPLE)
    await calm.settle()
    await calm.until(calm.now + timedelta(minutes=1))
    assert "採購部 ✓ 13:40" in calm.card(P1).text
    assert await fines(calm) == [(F1, "logistics", "held"), (F2, "production", "held")]
    assert len(saying(calm, "寫不進去，現已恢復", to="高主任")) == 1
