"""A card is wanted until it shows the newest state, however sends and changes cross each other."""

from datetime import timedelta

from storage import cards
from storage.cards import CASE, Card
from tests.company import at, product_form
from tests.integration.storage.office import GROUP, Office
from workflow.phases import Act

NOON = at("12:00")
MINUTE = timedelta(minutes=1)
PENALTY = "penalty/F-20261123-001"

NOTICE = "penalty/F-20261123-001"


async def card(office: Office, case: int = 1, part: str = CASE) -> Card:
    found = await office.read(cards.get, case, part)
    assert found is not None
    return found


async def stand(office: Office, case: int = 1, part: str = CASE, message_id: int = 9) -> None:
    await office.write(cards.mark_sending, case, part)
    await office.write(cards.mark_sent, case, part, chat_id=GROUP, message_id=message_id, at=NOON)


async def wanted(office: Office) -> list[tuple[int, str]]:
    return [(one.case_id, one.part) for one in await office.read(cards.wanted, NOON)]


async def test_a_card_that_had_to_be_sent_again_is_known_as_repeated_for_ever(office: Office) -> None:
    case = await office.handled(product_form())
    assert not (await office.read(cards.get, case)).repeated
    await office.write(cards.mark_sending, case, cards.CASE)
    await office.write(cards.mark_unknown, case, cards.CASE, "no answer")
    await office.write(cards.mark_sent, case, cards.CASE, chat_id=GROUP, message_id=9, at=at("11:00"))
    card = await office.read(cards.get, case)
    assert (card.repeated, card.doubts) == (True, 0)


async def test_a_case_gets_its_card_when_it_may_go_out(office: Office) -> None:
    case = await office.file(product_form(), at("10:00"))
    assert await wanted(office) == []
    await office.do(case, "陳經理", Act.APPROVE, at("10:04"), press=True, revision=1)
    assert await wanted(office) == [(case, CASE)]
    await office.post(case, at("10:05"))
    standing = await card(office, case)
    assert (standing.chat_id, standing.message_id, standing.sent_at) == (GROUP, office.messages, at("10:05"))
    assert await office.read(cards.find, GROUP, office.messages) == standing


async def test_a_fine_gets_a_card_of_its_own(office: Office) -> None:
    case = await office.handled(product_form())
    await office.judge(case, at("13:51:05"))
    assert (case, PENALTY) in await wanted(office)


async def test_a_card_is_wanted_again_after_a_change_and_not_after_it_was_shown(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await stand(office)
    await office.write(cards.mark_shown, await card(office), "hash")
    assert await wanted(office) == []
    await office.write(cards.show, 1, ())
    assert await wanted(office) == [(1, CASE)]
    assert (await card(office)).shown_hash == "hash"


async def test_a_change_during_the_edit_is_not_forgotten(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await stand(office)
    drawn = await card(office)
    await office.write(cards.show, 1, (CASE,))
    await office.write(cards.mark_shown, drawn, "old picture")
    assert await wanted(office) == [(1, CASE)]


async def test_a_change_looks_at_all_cards_of_the_case_and_at_no_other(office: Office) -> None:
    await office.write(cards.show, 1, (CASE, PENALTY))
    await office.write(cards.show, 2, (CASE,))
    for one in await office.read(cards.wanted, NOON):
        await office.write(cards.mark_shown, one, "hash")
    await office.write(cards.show, 1, ())
    assert await wanted(office) == [(1, CASE), (1, PENALTY)]


async def test_cards_that_do_not_stand_yet_come_first(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await stand(office)
    await office.write(cards.show, 2, (CASE,))
    assert await wanted(office) == [(2, CASE), (1, CASE)]
    assert [one.case_id for one in await office.read(cards.wanted, NOON, 1)] == [2]


async def test_a_card_on_its_way_is_not_sent_beside_itself(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await office.write(cards.mark_sending, 1, CASE)
    await office.write(cards.show, 1, (CASE,))
    assert await wanted(office) == []


async def test_a_postponed_card_waits(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await office.write(cards.mark_sending, 1, CASE)
    await office.write(cards.postpone, 1, CASE, NOON + MINUTE, "429")
    assert await wanted(office) == []
    assert await office.read(cards.next_moment, NOON) == NOON + MINUTE
    assert len(await office.read(cards.wanted, NOON + MINUTE)) == 1


async def test_a_card_whose_message_is_gone_is_sent_anew(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await stand(office)
    await office.write(cards.mark_shown, await card(office), "hash")
    await office.write(cards.forget_message, 1, CASE)
    gone = await card(office)
    assert (gone.stands, gone.shown_hash) == (False, "")
    assert await wanted(office) == [(1, CASE)]
    assert await office.read(cards.find, GROUP, 9) is None


async def test_when_the_group_moves_the_cards_of_open_cases_are_sent_anew_and_no_others(
    office: Office,
) -> None:
    going_on, over, fined = [await office.posted(product_form()) for _ in range(3)]
    await office.do(over, "李小明", Act.WITHDRAW, at("10:30"), text="不投訴了")
    await office.write(cards.show, fined, (PENALTY,))
    await stand(office, fined, PENALTY, message_id=900)
    await office.write(cards.leave_behind, GROUP)
    standing = {
        (case, part): (await card(office, case, part)).stands
        for case, part in ((going_on, CASE), (over, CASE), (fined, CASE), (fined, PENALTY))
    }
    assert standing == {
        (going_on, CASE): False,
        (over, CASE): True,
        (fined, CASE): False,
        (fined, PENALTY): True,
    }
    await office.write(cards.leave_behind, -77)  # a chat that none stands in
    assert (await card(office, over)).stands


async def test_let_in_again_the_group_is_shown_at_once_what_waited(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await office.write(cards.mark_sending, 1, CASE)
    await office.write(cards.postpone, 1, CASE, NOON + MINUTE, "403: kicked")
    await office.write(cards.hurry)
    assert await wanted(office) == [(1, CASE)]


async def test_a_send_of_unknown_fate_is_repeated_once(office: Office) -> None:
    await office.write(cards.show, 1, (NOTICE,))
    await office.write(cards.mark_sending, 1, NOTICE)
    assert not await office.write(cards.mark_unknown, 1, NOTICE, "timed out")
    assert await wanted(office) == [(1, NOTICE)]
    await office.write(cards.mark_sending, 1, NOTICE)
    assert await office.write(cards.mark_unknown, 1, NOTICE, "timed out")
    assert await wanted(office) == []
    assert [one.part for one in await office.read(cards.stuck)] == [NOTICE]
    await office.write(cards.resend, 1, NOTICE)
    assert await wanted(office) == [(1, NOTICE)]


async def test_the_post_of_a_case_is_tried_until_it_stands_and_people_are_told_once(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    told = []
    for _ in range(4):
        await office.write(cards.mark_sending, 1, CASE)
        told.append(await office.write(cards.mark_unknown, 1, CASE, "timed out"))
        assert await wanted(office) == [(1, CASE)]
    assert told == [False, True, False, False]


async def test_a_crash_doubts_a_send_but_not_an_edit(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await stand(office)
    await office.write(cards.show, 2, (CASE,))
    for case in (1, 2):
        await office.write(cards.mark_sending, case, CASE)
    assert await office.write(cards.doubt_interrupted) == ()
    assert ((await card(office, 1)).doubts, (await card(office, 2)).doubts) == (0, 1)
    await office.write(cards.mark_sending, 2, CASE)
    assert await office.write(cards.doubt_interrupted) == ()
    assert (2, CASE) in await wanted(office)


async def test_a_refused_card_is_not_tried_again_until_its_case_changes(office: Office) -> None:
    await office.write(cards.show, 1, (CASE,))
    await office.write(cards.mark_sending, 1, CASE)
    await office.write(cards.mark_dead, 1, CASE, "400")
    assert await wanted(office) == []
    assert [one.error for one in await office.read(cards.stuck)] == ["400"]
    await office.write(cards.show, 1, ())
    assert await wanted(office) == [(1, CASE)]
