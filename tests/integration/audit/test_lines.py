"""Updates and posts that must not be lost on the line to Telegram; the open ones are marked."""

from datetime import timedelta
from pathlib import Path

from sandbox.faults import Fault, FaultKind
from tests.integration.bot.office import LI, MONDAY, Office, office
from workflow.case import Case
from workflow.phases import Phase


async def test_update_ids_that_begin_anew_below_the_old_ones_are_still_heard(tmp_path: Path) -> None:
    """After a week without updates Telegram goes on at a random id, and the process may have run on (design 5)."""
    async with office(tmp_path, rate=0) as here, here.open():
        here.world.post(here.person(LI), here.world.group, "echo before")
        await here.settled()
        await here.jump(MONDAY + timedelta(days=9))
        here.world.updates.next_id = 7
        here.world.post(here.person(LI), here.world.group, "echo after")
        await here.settled()
        assert "after" in here.group_texts()


async def test_a_few_seconds_of_bad_gateways_are_not_the_end_of_a_complaint(tmp_path: Path) -> None:
    async with office(tmp_path, rate=0) as here, here.open():
        await here.settled()
        here.world.faults.add(bad_gateway(here, times=2))
        case_id = await here.posted_case()
        for minutes in (1, 5, 35, 150):
            await here.jump(MONDAY + timedelta(minutes=minutes))
        assert (await case_of(here, case_id)).phase is not Phase.POSTING


def bad_gateway(here: Office, *, times: int) -> Fault:
    """Return a 502 for what is sent to the group: Telegram may have taken it or not."""
    return Fault("sendMessage", FaultKind.REFUSE, times, code=502, chat_id=here.world.group.id)


async def case_of(here: Office, case_id: int) -> Case:
    assert here.bot is not None
    return await here.bot.parts.ledger.read(lambda books: books.case(case_id))
