"""Messages into chats: in order, paced, once, and what happens when Telegram does not take them."""

import asyncio
import base64
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rendering import Rendered
from sandbox import Limits
from sandbox.faults import Fault, FaultKind
from storage import outbox
from tests.integration.bot.office import ADMIN, BOSS, CHEN, LI, at, office
from workflow.commands import Do
from workflow.notices import Notice, Urgency
from workflow.phases import Act

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def said(text: str, **about: object) -> Notice:
    """Return a notice that says just this."""
    return Notice.model_validate({"name": "echo", "facts": {"said": text}, **about})


def count(texts: list[str], word: str) -> int:
    return sum(word in text for text in texts)


# Order and pace


async def test_the_urgent_goes_before_the_older(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        digest, ping = said("digest", urgency=Urgency.DIGEST), said("ping", urgency=Urgency.PING)
        await here.say(digest, ping, said("answer", urgency=Urgency.ANSWER))
        await here.settled()
        assert here.group_texts() == ["answer", "ping", "digest"]


async def test_a_group_gets_eighteen_a_minute_and_never_a_refusal(tmp_path: Path) -> None:
    async with office(tmp_path, rate=30) as here, here.open():
        await here.settled()
        await here.say(*(said(str(number)) for number in range(40)))
        await here.world.wait_for(lambda: len(here.world.from_bot()) == 40, seconds=20)
        assert here.group_texts() == [str(number) for number in range(40)]
        figures = here.world.limits.summary()[str(here.world.group.id)]
        assert figures["max_per_minute"] == 18
        assert figures["refused"] == 0


async def test_a_full_group_does_not_keep_a_person_waiting(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(*(said(str(number)) for number in range(30)), said("private", to=LI))
        await here.settled()
        assert here.private_texts(LI) == ["private"]
        assert len(here.group_texts()) == 18


async def test_flood_control_is_obeyed_exactly_and_only_in_its_chat(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.too_many("sendMessage", 30, chat_id=here.world.group.id)
        await here.say(said("group"), said("private", to=LI))
        await here.settled()
        assert here.group_texts() == []
        assert here.private_texts(LI) == ["private"]
        refused = here.world.calls_of("sendMessage")[0].at
        await here.jump(refused + timedelta(seconds=27))
        assert here.group_texts() == []
        await here.jump(refused + timedelta(seconds=31))
        assert here.group_texts() == ["group"]


async def test_what_came_too_late_is_dropped(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.too_many("sendMessage", 60)
        await here.say(said("first"))
        await here.settled()
        await here.say(said("stale", expires_at=at("10:00:30")), said("fresh", expires_at=at("11:00")))
        await here.jump(at("10:05"))
        assert here.group_texts() == ["first", "fresh"]
        assert ("echo", "dropped") in await here.outbox()


# Failures


async def test_a_send_that_never_left_is_repeated_until_it_gets_through(tmp_path: Path) -> None:
    async with office(tmp_path, rate=20) as here, here.open():
        await here.settled()
        here.world.faults.drop("sendMessage")
        await here.say(said("through"))
        await here.world.wait_for(here.world.from_bot, seconds=10)
        await here.settled()
        assert here.group_texts() == ["through"]


async def test_a_send_whose_answer_was_lost_goes_out_once_more_and_is_then_peoples_business(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, rate=20) as here, here.open():
        await here.settled()
        here.world.faults.drop("sendMessage", times=2, applied=True)
        await here.say(said("twice at most"))
        await here.world.wait_for(lambda: len(here.private_texts(ADMIN)) == 1, seconds=10)
        await here.settled()
        assert here.group_texts() == ["twice at most"] * 2
        assert ("echo", "unknown") in await here.outbox()
        assert "沒有回音" in here.private_texts(ADMIN)[0]


async def test_what_telegram_refuses_blocks_nobody_and_is_told_once(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.faults.server_error("sendMessage", 400)
        await here.say(said("refused"), said("after"))
        await here.settled()
        assert here.group_texts() == ["after"]
        assert count(here.private_texts(ADMIN), "拒收") == 1


async def test_a_notice_without_words_blocks_nobody(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(Notice(name="no_such_template"), said("after"))
        await here.settled()
        assert here.group_texts() == ["after"]
        assert ("no_such_template", "dead") in await here.outbox()
        assert len(here.private_texts(ADMIN)) == 1


@pytest.mark.parametrize("attached", ["photo", "file"])
async def test_a_picture_or_file_that_is_gone_blocks_nobody(tmp_path: Path, attached: str) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(said("lost").model_copy(update={"facts": {"said": "x", attached: "/no/such.png"}}))
        await here.say(said("after"))
        await here.settled()
        assert here.group_texts() == ["after"]
        assert count(here.private_texts(ADMIN), "拒收") == 1


async def test_a_person_without_private_chat_is_called_in_the_group_by_number_only(tmp_path: Path) -> None:
    async with office(tmp_path, started=False) as here, here.open() as bot:
        case_id = await here.posted_case()
        before = len(here.group_texts())
        await here.say(said("secret plan", to=BOSS), case_id=case_id)
        await here.settled()
        told = here.world.from_bot()[before:]
        assert len(told) == 1
        assert "P-20261123-001" in told[0].text
        assert "secret" not in told[0].text
        assert "start=" in str(told[0].keyboard)
        assert ("echo", "dead") in await here.outbox()
        assert bot.parts is not None


async def test_who_blocks_the_bot_is_called_once_for_a_case_and_again_after_he_was_there(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as here, here.open():
        case_id = await here.posted_case()
        here.world.block(here.person(LI))
        before = len(here.group_texts())
        await here.say(said("one", to=LI), said("two", to=LI), case_id=case_id)
        await here.settled()
        await here.say(said("three", to=LI), case_id=case_id)
        await here.settled()
        assert len(here.group_texts()) == before + 1
        await here.say(said("of nothing", to=LI))
        await here.settled()
        assert len(here.group_texts()) == before + 2
        here.world.unblock(here.person(LI))
        await here.say(said("welcome", to=LI), case_id=case_id)
        await here.settled()
        here.world.block(here.person(LI))
        await here.say(said("four", to=LI), case_id=case_id)
        await here.settled()
        assert len(here.group_texts()) == before + 3


async def test_who_blocks_the_bot_is_noted_and_noted_again_when_he_is_back(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        await here.settled()

        async def reachable() -> bool:
            directory = await bot.parts.ledger.read(lambda books: books.directory())
            person = directory.person(LI)
            assert person is not None
            return person.reachable

        await here.say(said("hello", to=LI))
        await here.settled()
        assert await reachable()
        here.world.block(here.person(LI))
        await here.say(said("lost", to=LI, fallback=False))
        await here.settled()
        assert not await reachable()
        here.world.unblock(here.person(LI))
        await here.say(said("welcome", to=LI))
        await here.settled()
        assert await reachable()


async def test_a_bot_thrown_out_of_the_group_tells_once_and_goes_on_when_let_in(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        here.world.remove_bot(here.world.group, here.person(CHEN))
        await here.say(said("one"), said("two"))
        await here.settled()
        await here.jump(at("10:05"))
        await here.jump(at("10:10"))
        assert len(here.private_texts(ADMIN)) == 1
        here.world.add_bot(here.world.group, here.person(CHEN))
        await here.jump(at("11:00"))
        assert here.group_texts() == ["one", "two"]


async def test_a_group_that_became_a_supergroup_is_followed(tmp_path: Path) -> None:
    async with office(tmp_path, basic_group=True) as here, here.open(register=lambda _application: None):
        await here.settled()
        await here.say(said("before"))
        await here.settled()
        here.world.migrate(here.world.group, here.person(CHEN))
        await here.say(said("after"))
        await here.settled()
        assert here.group_texts() == ["after"]


# Kinds of messages


async def test_a_picture_is_sent_with_its_caption(tmp_path: Path) -> None:
    picture = tmp_path / "chart.png"
    picture.write_bytes(PIXEL)
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(Notice(name="echo", facts={"said": "caption", "photo": str(picture)}))
        await here.settled()
        (message,) = here.world.from_bot()
        assert message.text == "caption"
        assert "photo" in message.content


async def test_a_file_is_sent_as_a_document_under_its_own_name(tmp_path: Path) -> None:
    statement = tmp_path / "水果基金-2026-11.xlsx"
    statement.write_bytes(b"PK\x03\x04")
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(Notice(name="echo", facts={"said": "caption", "file": str(statement)}))
        await here.settled()
        (message,) = here.world.from_bot()
        assert message.text == "caption"
        assert message.content["document"]["file_name"] == "水果基金-2026-11.xlsx"


async def test_what_a_file_says_beside_it_fits_into_a_caption(tmp_path: Path) -> None:
    statement = tmp_path / "x.pdf"
    statement.write_bytes(b"%PDF-1.7")
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(Notice(name="echo", facts={"said": "長" * 3000, "file": str(statement)}))
        await here.settled()
        (message,) = here.world.from_bot()
        assert 500 < len(message.text) <= 1024


async def test_an_answer_stands_under_its_message_even_if_that_is_gone(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        asked = here.world.post(here.person(LI), here.world.group, "?")
        await here.say(said("under", reply_to=asked.id), said("alone", reply_to=424242))
        await here.settled()
        under, alone = here.world.from_bot()
        assert (under.reply_to, alone.reply_to) == (asked.id, None)


async def test_a_question_opens_an_answer_field(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        await here.settled()
        await here.say(said("why?", to=CHEN, question=Act.RETURN, asked=CHEN))
        await here.settled()
        (question,) = here.world.from_bot(here.person(CHEN))
        assert question.markup is not None
        assert question.markup["force_reply"] is True


# Cards


async def test_the_post_starts_the_clocks_at_its_own_date_and_the_ping_follows_it(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        case_id = await here.posted_case()
        case = await bot.parts.ledger.read(lambda books: books.case(case_id))
        post, ping = here.world.from_bot()
        assert case.posted_at is not None
        assert int(case.posted_at.timestamp()) == post.date
        assert case.post == (here.world.group.id, post.id)
        assert post.text.startswith("P-20261123-001")
        assert "受理" in ping.text
        (duty,) = [one for one in case.open_duties() if one.kind == "accept"]
        assert duty.pinged_at is not None


async def test_a_card_is_edited_in_place_and_only_when_it_looks_different(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        case_id = await here.posted_case()
        edits = len(here.world.calls_of("editMessageText"))
        await bot.parts.ledger.transact(lambda books: books.show(case_id, ()))
        bot.parts.ring()
        await here.settled()
        assert len(here.world.calls_of("editMessageText")) == edits
        await here.perform(Do(case=case_id, act=Act.ACCEPT), 12, pressed=True)
        await here.settled()
        post = here.world.from_bot()[0]
        assert "王五" in post.text
        assert post.edit_date is not None


async def test_a_card_that_telegram_lets_nobody_edit_any_more_is_posted_anew(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open():
        case_id = await here.posted_case()
        said = "Bad Request: message can't be edited"
        here.world.faults.add(Fault("editMessageText", FaultKind.REFUSE, 1, code=400, description=said))
        await here.perform(Do(case=case_id, act=Act.ACCEPT), 12, pressed=True)
        await here.settled()
        old, *_, new = [message for message in here.world.from_bot() if "產品質量投訴" in message.text]
        assert "王五受理" in new.text
        assert "王五受理" not in old.text


async def test_a_card_whose_message_is_gone_is_posted_anew_and_starts_no_clock(tmp_path: Path) -> None:
    async with office(tmp_path) as here, here.open() as bot:
        case_id = await here.posted_case()
        posted = (await bot.parts.ledger.read(lambda books: books.case(case_id))).posted_at
        here.world.delete(here.world.from_bot()[0])
        await here.jump(at("10:03"))
        await here.perform(Do(case=case_id, act=Act.ACCEPT), 12, pressed=True)
        await here.settled()
        case = await bot.parts.ledger.read(lambda books: books.case(case_id))
        assert case.posted_at == posted
        assert count(here.group_texts(), "王五受理") == 1


async def test_a_post_whose_answer_was_lost_counts_from_the_copy_that_is_known(tmp_path: Path) -> None:
    async with office(tmp_path, rate=10) as here, here.open() as bot:
        await here.settled()
        here.world.faults.drop("sendMessage", times=1, applied=True)
        filing = asyncio.create_task(here.posted_case())
        await here.world.wait_for(lambda: count(here.group_texts(), "P-20261123-001\u3000") == 2, seconds=15)
        case_id = await filing
        await here.settled()
        case = await bot.parts.ledger.read(lambda books: books.case(case_id))
        copies = [
            message for message in here.world.from_bot() if message.text.startswith("P-20261123-001\u3000")
        ]
        assert case.post == (here.world.group.id, copies[1].id)


async def test_what_was_on_its_way_when_the_process_died_is_sent_once_more(tmp_path: Path) -> None:
    async with office(tmp_path) as here:
        async with here.open() as bot:
            await here.settled()
            here.world.faults.hang("sendMessage", applied=True)
            await here.say(said("halfway"))
            await here.world.wait_for(here.world.from_bot)
            for task in list(bot.parts.courier._running.values()):
                task.cancel()
        async with here.open():
            await here.settled()
            assert here.group_texts() == ["halfway"] * 2
            assert await here.outbox() == [("echo", "sent")]


@pytest.mark.parametrize("limits", [Limits(group=None, private=None)])
async def test_our_own_pace_does_not_depend_on_being_refused(tmp_path: Path, limits: Limits) -> None:
    async with office(tmp_path, limits=limits) as here, here.open():
        await here.settled()
        await here.say(*(said(str(number)) for number in range(25)))
        await here.settled()
        assert len(here.group_texts()) == 18


async def test_what_is_settled_between_the_look_and_the_send_is_not_sent_and_alarms_nobody(
    tmp_path: Path,
) -> None:
    async with office(tmp_path, rate=0) as here, here.open() as bot:
        await here.settled()
        asked, now = said("why?", to=CHEN, question=Act.RETURN, asked=CHEN), bot.time.now()
        ledger, courier = bot.parts.ledger, bot.parts.courier
        await ledger.transact(lambda books: books.say([asked], case_id=None, now=now))
        (errand,) = await ledger.transact(lambda books: bot.parts.lanes.ready(books, now, busy=()))
        (question,) = await ledger.read(
            lambda books: books.conn.execute("SELECT max(id) FROM outbox").fetchone()
        )
        await ledger.transact(lambda books: outbox.answer_question(books.conn, question, now))
        await courier._carry(errand, Rendered("why?"))
        await here.settled()
        assert here.private_texts(CHEN) == []
        assert await here.outbox() == [("echo", "dropped")]
