"""綜合處理意見 typed with its label: under a card, under nothing, edited, in the group and privately."""

import pytest

from storage.outbox import OutboxRow
from tests.integration.handlers.office import PRODUCT, RULING, STRANGER, Office
from workflow.events import OpinionSigned
from workflow.phases import Act

MONEY = PRODUCT.replace("派人檢查", "退貨並退款")
OTHER = MONEY.replace("東方五金", "西方五金")
WORDS = "客戶同意退 3,000 元"
OPINION = f"綜合處理意見：{WORDS}"


async def test_an_opinion_under_the_card_stands_when_it_is_edited_and_its_author_hears_so(
    office: Office,
) -> None:
    await waits_for_opinion(office)
    typed = await office.say("張副總", OPINION, under=await office.card())
    before = len(await office.said())
    await office.edit(typed, OPINION)
    assert len(await office.said()) == before, "nothing has changed"
    await office.edit(typed, OPINION.replace("3,000", "300"))
    told = (await office.last()).notice
    assert (told.name, told.facts["case"], told.facts["way"]) == (
        "words_stand",
        "P-20261123-001",
        "write_opinion",
    )
    assert await opinion(office) == WORDS


@pytest.mark.parametrize("private", [True, False])
async def test_an_opinion_under_nothing_is_taken_for_the_only_form_that_waits_for_its_author(
    office: Office, *, private: bool
) -> None:
    await waits_for_opinion(office)
    typed = await office.say("張副總", OPINION, private=private)
    assert await opinion(office) == WORDS
    assert (await office.last("opinion_placed")).notice.facts["case"] == "P-20261123-001"
    await office.edit(typed, OPINION.replace("3,000", "300"))
    assert (await office.last()).notice.name == "words_stand"
    assert await opinion(office) == WORDS


@pytest.mark.parametrize("private", [True, False])
async def test_where_two_forms_wait_the_author_says_which_and_need_not_write_it_again(
    office: Office, *, private: bool
) -> None:
    await waits_for_opinion(office)
    await waits_for_opinion(office, OTHER, 2)
    typed = await office.say("張副總", OPINION, private=private)
    asked = await office.last("which_opinion")
    lines = [(one["case"], one["about"]) for one in asked.notice.facts["cases"]]
    assert lines == [("P-20261123-001", "東方五金"), ("P-20261123-002", "西方五金")]
    assert (await opinion(office, 1), await opinion(office, 2)) == ("", "")
    await press(office, "陳經理", asked, 2)
    assert await opinion(office, 2) == "", "nobody chooses for the author"
    await press(office, "張副總", asked, 2)
    before = len(await office.said())
    for case in (2, 1):  # pressed again, also for the other one
        await press(office, "張副總", asked, case)
    assert len(await office.said()) == before
    assert (await opinion(office, 1), await opinion(office, 2)) == ("", WORDS)
    await office.edit(typed, OPINION.replace("3,000", "300"))
    assert ((await office.last()).notice.name, await opinion(office, 2)) == ("words_stand", WORDS)


async def test_with_two_forms_the_question_just_put_says_which(office: Office) -> None:
    await waits_for_opinion(office)
    await waits_for_opinion(office, OTHER, 2)
    await office.button("張副總", 2, act="write_opinion", revision=1, ask=True)
    await office.say("張副總", OPINION, private=True)
    assert (await opinion(office, 1), await opinion(office, 2)) == ("", WORDS)


async def test_an_opinion_that_nothing_waits_for_is_no_silence(office: Office) -> None:
    await office.handled(MONEY)
    for name, said in (("張副總", "refused_opinion_not_owed"), (STRANGER, "refused_not_enrolled")):
        await office.say(name, OPINION)
        assert (await office.last()).notice.name == said
    await waits_for_opinion(office, OTHER, 2)
    await office.say("李小明", OPINION, under=await office.card(2))
    assert (await office.last()).notice.name == "refused_not_entitled"
    await office.say("張副總", "綜合處理意見：同意")
    assert (await office.last()).notice.name == "refused_only_a_nod"
    assert await opinion(office, 2) == ""


async def test_what_is_made_an_opinion_by_an_edit_is_taken_once(office: Office) -> None:
    await waits_for_opinion(office)
    typed = await office.say("張副總", "客戶說月底前要收到", under=await office.card())
    await office.edit(typed, OPINION, minutes=1)
    await office.edit(typed, OPINION, minutes=2)
    assert "words_stand" not in await office.names()
    await office.edit(typed, OPINION.replace("3,000", "300"), minutes=3)
    assert ((await office.last()).notice.name, await opinion(office)) == ("words_stand", WORDS)
    signed = [line for line in (await office.case()).timeline if line.what == OpinionSigned.__name__]
    assert len(signed) == 1


async def waits_for_opinion(office: Office, form: str = MONEY, case_id: int = 1) -> None:
    """生產部 takes the blame and 錢主管 signs: it is 張副總's turn."""
    await office.handled(form, case_id)
    await office.say("錢主管", RULING, under=await office.card(case_id))
    await office.button("錢主管", case_id, act="sign_form", revision=1)


async def opinion(office: Office, case_id: int = 1) -> str:
    flow = (await office.case(case_id)).flow
    assert flow is not None
    return flow.opinion


async def press(office: Office, who: str, asked: OutboxRow, case_id: int) -> None:
    (button,) = next(row for row in asked.notice.buttons if row[0].case == case_id)
    assert button.act is Act.WRITE_OPINION
    await office.button(who, case_id, on=asked.message_id, act=button.act, choice=button.choice)
