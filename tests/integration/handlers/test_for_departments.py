"""A head who stands in for another owes two replies to one case: none is filed for a department it was not meant for."""

import pytest

from handlers.errand_codes import encode_errand
from storage import unclear
from tests.company import at
from tests.integration.handlers.office import RULING, Office
from workflow.duties import DutyKind
from workflow.notices import Button
from workflow.phases import Act

BLAMED = RULING.replace("責任部門：生產部", "責任部門：採購部")
OWN = RULING.replace("責任部門：生產部", "責任部門：物流部")


async def stands_in(
    office: Office, deputy: str, whose: str, when: str = "現在-18:00", *, answer: int = 0
) -> None:
    """Somebody goes away, and a deputy accepts, or declines."""
    await office.say(whose, f"/away {when} {deputy}", private=True)
    request = await office.last("deputy_request")
    assert request.message_id is not None
    await office.press(deputy, encode_errand(request.notice.buttons[0][answer]), on=request.message_id)


async def for_both(office: Office) -> None:
    """錢主管 (生產部) stands in for 趙主任 (物流部), and both departments are asked."""
    await stands_in(office, "錢主管", "趙主任")
    await office.handled()


async def ruled(office: Office) -> list[str]:
    return [ruling.department for ruling in (await office.case()).rulings]


def labels(rows: tuple[tuple[Button, ...], ...]) -> list[str]:
    return [button.label for row in rows for button in row]


async def test_the_line_of_the_list_that_is_opened_says_for_which_department(office: Office) -> None:
    await for_both(office)
    await office.say("錢主管", "/todo", private=True)
    listed = await office.last("todo")
    buttons = [one for row in listed.notice.buttons for one in row if one.act is Act.REPLY]
    assert {one.department for one in buttons} == {"production", "logistics"}
    pressed = next(one for one in buttons if one.department == "logistics")
    assert listed.message_id is not None
    await office.button("錢主管", 1, on=listed.message_id, **pressed.model_dump(exclude={"case", "label"}))
    question = await office.last("ask_reply")
    await office.say("錢主管", BLAMED, private=True, under=question.message_id)
    assert await ruled(office) == ["logistics"]


async def test_words_that_name_one_of_them_are_its_own_and_any_other_waits_for_a_word_of_their_author(
    office: Office,
) -> None:
    await for_both(office)
    sent = await office.say("錢主管", BLAMED, under=await office.card())
    assert await ruled(office) == []
    asked = await office.last("which_case")
    assert labels(asked.notice.buttons) == ["生產部", "物流部"]
    duty = (await office.case()).duty(DutyKind.REPLY, "logistics")
    assert duty is not None
    held = await office.ledger.read(
        lambda books: unclear.unclear_between(books.conn, 1, duty.starts_at, duty.due_at)
    )
    assert {department for department, _ in held} == {"production", "logistics"}
    choice = asked.notice.buttons[1][0]
    assert asked.message_id is not None
    about = {"act": Act.REPLY, "department": choice.department, "choice": choice.choice}
    await office.button("錢主管", 1, on=asked.message_id, **about)
    (ruling,) = (await office.case()).rulings
    assert (ruling.department, ruling.at.timestamp()) == ("logistics", sent["date"])


@pytest.mark.parametrize("under_card", [True, False])
async def test_what_his_own_words_call_responsible_is_the_department_they_are_of(
    office: Office, *, under_card: bool
) -> None:
    await for_both(office)
    await office.say("錢主管", OWN, under=await office.card() if under_card else None)
    assert await ruled(office) == ["logistics"]
    office.later("14:00")
    await office.judged(at("14:00"))
    assert not (await office.case()).fines


async def test_an_edit_stays_with_the_department_whose_words_it_changes(office: Office) -> None:
    await for_both(office)
    both = RULING + "、物流部"
    await office.button("錢主管", 1, act=Act.REPLY, department="production", ask=True)
    question = (await office.last("ask_reply")).message_id
    reply = await office.say("錢主管", both, under=question)
    assert await ruled(office) == ["production"]
    await office.edit(reply, both.replace("重做", "返工"))
    case = await office.case()
    assert [ruling.department for ruling in case.rulings] == ["production"]
    assert case.timeline[-1].what == "Supplemented"


async def test_the_card_asks_for_which_department_and_the_answer_to_its_question_is_that_ones(
    office: Office,
) -> None:
    await for_both(office)
    await office.button("錢主管", 1, act=Act.DISCLAIM, ask=True)
    choice = await office.last("which_department")
    await office.button("錢主管", 1, on=choice.message_id, act=Act.DISCLAIM, department="logistics", ask=True)
    question = await office.last("ask_disclaim")
    await office.say("錢主管", "只是運輸，與品質無關", private=True, under=question.message_id)
    case = await office.case()
    assert [claim.department for claim in case.claims] == ["logistics"]
    assert {d.department for d in case.open_duties(DutyKind.REPLY)} == {"production", "purchasing"}


async def test_words_under_nothing_that_may_be_either_departments_count_once_he_says_whose(
    office: Office,
) -> None:
    await for_both(office)
    await office.say("錢主管", BLAMED)
    asked = await office.last("which_case")
    choice = asked.notice.buttons[1][0]
    assert asked.message_id is not None
    about = {"act": Act.REPLY, "department": choice.department, "choice": choice.choice}
    await office.button("錢主管", 1, on=asked.message_id, **about)
    assert await ruled(office) == ["logistics"]
