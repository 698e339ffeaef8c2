"""Messages that stand are changed when what they ask for is over: whatever Telegram does meanwhile, and nobody is bothered."""

from datetime import timedelta
from pathlib import Path

from sandbox import Message
from storage import amendments
from storage.books import Books
from tests.company import product_form
from tests.integration.bot.office import ADMIN, CHEN, LI, Office, office
from workflow.commands import Do, File
from workflow.phases import Act
from workflow.values import Kind


async def asked(here: Office) -> int:
    """李小明 has filed, and 陳經理 has the request in his chat."""
    filed = await here.perform(
        File(kind=Kind.PRODUCT, complainant="李小明", form=product_form()),
        LI, chat_id=here.world.group.id, message_id=900,
    )  # fmt: skip
    await here.settled()
    assert request(here).buttons
    return filed.case.id


async def approved(here: Office, case_id: int) -> None:
    await here.perform(Do(case=case_id, act=Act.APPROVE, revision=1), CHEN, pressed=True)
    await here.settled()
    await later(here)


async def later(here: Office, seconds: int = 10) -> None:
    await here.jump(here.world.clock.now() + timedelta(seconds=seconds))


def request(here: Office) -> Message:
    (found,) = [m for m in here.world.from_bot(here.person(CHEN)) if "請審批" in m.text]
    return found


async def waiting(here: Office) -> int:
    assert here.bot is not None
    now = here.world.clock.now() + timedelta(days=1)
    return len(await here.bot.database.read(lambda conn: amendments.lanes(conn, now)))


async def test_the_request_says_who_did_it_and_has_no_buttons(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await approved(here, await asked(here))
        assert request(here).buttons == []
        assert "您已審批" in request(here).text
        assert await waiting(here) == 0


async def test_what_is_over_before_it_could_be_sent_says_so_when_it_comes(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.too_many("sendMessage", 30, chat_id=here.person(CHEN).id)
        await here.posted_case()
        await later(here, 60)
        assert request(here).buttons == []
        assert "您已審批" in request(here).text


async def test_an_edit_whose_answer_is_lost_is_made_again(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        case_id = await asked(here)
        here.world.faults.drop("editMessageText", times=2).chat_id = here.person(CHEN).id
        await approved(here, case_id)
        await later(here, 60)
        assert request(here).buttons == []
        assert await waiting(here) == 0


async def test_of_a_copy_nobody_can_change_any_more_nobody_hears(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        case_id = await asked(here)
        here.world.block(here.person(CHEN))
        await approved(here, case_id)
        await later(here, 60)
        assert not any("送不到" in text for text in here.group_texts())
        assert here.private_texts(ADMIN) == []
        assert await waiting(here) == 0


async def test_who_cannot_be_told_that_a_button_is_gone_is_not_looked_for_in_the_group(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        await asked(here)

        def strip(books: Books) -> None:
            (standing,) = books.standing("case/1")[:1]
            books.change(standing, standing.notice.model_copy(update={"buttons": ()}))

        here.world.block(here.person(CHEN))
        await bot.parts.ledger.transact(strip)
        bot.parts.ring()
        await later(here)
        assert not any("送不到" in text or "私訊" in text for text in here.group_texts())
        assert await waiting(here) == 0
