"""The outage rule (design 3, Judging a miss): whatever fails around the bot, nobody is fined unjustly.

Random schedules in one thread and without real time: the bot's own loops, SQLite in memory, a sandbox without HTTP. The
chats are read a second time by code that shares nothing with the regulation's. `make chaos` lives through a thousand.

The same few each time, so that a green suite stays green; TOUSU_SEED draws others, TOUSU_SCHEDULES more.
"""

import os

from tests.acceptance.outage.proof import prove

SEED, SCHEDULES, FINES_AT_LEAST = "1", 12, 3


def test_nobody_is_fined_unjustly_whatever_fails_around_the_bot() -> None:
    seed = os.environ.get("TOUSU_SEED") or SEED
    count = int(os.environ.get("TOUSU_SCHEDULES") or SCHEDULES)
    tally = prove(f"{seed}/{nth}" for nth in range(count))
    assert tally.findings == []
    assert tally.fines["issued"] >= FINES_AT_LEAST


def test_of_two_copies_of_a_notice_the_one_that_can_be_amended_says_that_it_counts() -> None:
    """Telegram took the first without an answer, so its number in the chat never came back; the fines were revoked later."""
    tally = prove(["20261122/426"])
    assert tally.findings == []
    assert tally.fines["revoked"] == 3
