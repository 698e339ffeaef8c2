"""The whole process on a real sandbox."""

from pathlib import Path

from tests.integration.bot.office import ADMIN, LI, office


async def test_an_update_is_answered_and_its_row_is_done(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        li = here.person(LI)
        here.world.post(li, here.world.group, "echo P-1")
        await here.settled()
        assert len(here.world.from_bot()) == 1
        assert "P-1" in here.world.from_bot()[0].text


async def test_a_case_is_posted_and_its_clocks_start_at_telegrams_date(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        case_id = await here.posted_case()
        case = await bot.parts.ledger.read(lambda books: books.case(case_id))
        assert case.posted_at is not None
        print([m.text for m in here.world.from_bot()])
