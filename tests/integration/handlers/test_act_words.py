"""Acts typed by their names under a card instead of pressed: an appeal is never lost, a decision never taken from words."""

import pytest

from tests.company import at
from tests.integration.handlers.office import PRODUCT, RULING, Office
from workflow.phases import Act, Phase

NUMBER = "P-20261123-001"


async def judged(office: Office) -> int:
    """錢主管 has answered, and 李小明 may appeal; return the card."""
    await office.handled()
    office.later("10:21")
    await office.say("錢主管", RULING, under=await office.card())
    assert (await office.case()).phase is Phase.ACKNOWLEDGING
    office.later("10:40")
    return await office.card()


async def acts_offered(office: Office) -> list[Act | None]:
    return [button.act for row in (await office.last()).notice.buttons for button in row]


async def press(office: Office, who: str, act: Act) -> str:
    """Press one of the buttons that were said last."""
    row = await office.last()
    button = next(one for line in row.notice.buttons for one in line if one.act is act)
    assert row.message_id is not None
    about = button.model_dump(include={"act", "department", "choice", "ask"})
    answer = await office.button(who, button.case or 1, on=office.ours(row.message_id), **about)
    return str(answer.get("text", ""))


@pytest.mark.parametrize("place", ["card", "result", "number", "group", "alone"])
async def test_an_appeal_typed_with_its_label_is_recorded_and_sent_to_whom_she_chooses(
    office: Office, place: str
) -> None:
    card = await judged(office)
    reason = "賠得太少，只換 40 箱不夠"
    match place:
        case "card":
            await office.say("李小明", f"申訴：{reason}", under=card)
        case "result":
            result = (await office.last("result")).message_id
            await office.say("李小明", f"申訴：{reason}", private=True, under=result)
        case "number":
            await office.say("李小明", f"申訴 {NUMBER} {reason}", private=True)
        case "group":
            await office.say("李小明", f"申訴 {NUMBER} {reason}")
        case "alone":
            await office.say("李小明", f"申诉:{reason}", private=True)
    begun = (await office.case()).appeal_begun
    assert begun is not None
    assert (begun.reason, begun.at) == (reason, at("10:40"))
    whom = await office.last("appeal_whom")
    assert (whom.lane, whom.notice.question) == ("person:4", None)
    office.later("11:30")
    await office.button("李小明", 1, on=whom.message_id, act="appeal", choice="supervise")
    case = await office.case()
    assert case.appeal is not None
    assert (case.phase, case.appeal.body, case.appeal.reason) == (Phase.APPEALING, "supervise", reason)


async def test_an_appeal_for_which_nobody_is_chosen_stands_before_the_superior_when_the_window_ends(
    office: Office,
) -> None:
    card = await judged(office)
    await office.say("李小明", "申訴：不服", under=card)
    (window,) = [duty for duty in (await office.case()).open_duties() if duty.kind == "acknowledge"]
    await office.judged(window.due_at)
    case = await office.case()
    assert case.appeal is not None
    assert (case.phase, case.appeal.body, case.appeal.reason) == (Phase.APPEALING, "superior", "不服")


async def test_more_words_are_added_to_an_appeal_before_it_is_chosen_to_whom_it_goes(office: Office) -> None:
    card = await judged(office)
    await office.say("李小明", "申訴：不服", under=card)
    office.later("10:50")
    await office.say("李小明", "申訴：外箱完好", under=card)
    begun = (await office.case()).appeal_begun
    assert begun is not None
    assert (begun.reason, begun.at) == ("不服\n外箱完好", at("10:40"))
    await office.button("李小明", 1, act="appeal", choice="administer")
    case = await office.case()
    assert case.appeal is not None
    assert (case.appeal.body, case.appeal.reason) == ("administer", "不服\n外箱完好")


async def test_an_appeal_that_says_to_whom_goes_there_at_once(office: Office) -> None:
    card = await judged(office)
    await office.say("李小明", "向監察部申訴：鑒定沒有看外箱", under=card)
    case = await office.case()
    assert case.appeal is not None
    assert (case.phase, case.appeal.body) == (Phase.APPEALING, "supervise")


async def test_an_appeal_typed_after_the_window_is_refused_in_words(office: Office) -> None:
    card = await judged(office)
    await office.button("李小明", 1, act="acknowledge")
    await office.say("李小明", "申訴：賠得太少", under=card)
    assert (await office.last()).notice.name == "refused_wrong_phase"


async def test_somebody_elses_words_under_the_card_are_no_appeal(office: Office) -> None:
    card = await judged(office)
    before = len(await office.said())
    for words in ("不服", "賠得太少", "受理", "認可"):
        await office.say("孫主任", words, under=card)
    assert len(await office.said()) == before
    assert (await office.case()).appeal_begun is None


@pytest.mark.parametrize(
    "words",
    ["不服", "不同意，賠得太少", "賠得太少，只換 40 箱不夠", "同意，但要先換貨", "憑什麼只換 40 箱？"],
)
async def test_words_of_the_complainant_that_may_be_an_appeal_become_one_by_one_press(
    office: Office, words: str
) -> None:
    card = await judged(office)
    await office.say("李小明", words, under=card)
    asked = await office.last()
    assert asked.notice.name == "whether_appeal"
    assert await acts_offered(office) == [Act.APPEAL, Act.SUPPLEMENT, Act.ACKNOWLEDGE]
    office.later("11:00")
    await press(office, "孫主任", Act.APPEAL)
    assert (await office.case()).appeal_begun is None
    await press(office, "李小明", Act.APPEAL)
    begun = (await office.case()).appeal_begun
    assert begun is not None
    assert (begun.reason, begun.at) == (words, at("10:40"))


async def test_a_nod_of_the_complainant_is_left_alone_and_her_consent_is_a_press(office: Office) -> None:
    card = await judged(office)
    before = len(await office.said())
    await office.say("李小明", "收到，謝謝", under=card)
    assert len(await office.said()) == before
    await office.say("李小明", "同意", under=card)
    assert ((await office.last()).notice.name, await acts_offered(office)) == (
        "press_instead",
        [Act.ACKNOWLEDGE],
    )
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def test_an_addition_typed_with_its_label_is_on_record(office: Office) -> None:
    card = await judged(office)
    await office.say("李小明", "補充：批號是 A18", under=card)
    added = [entry.detail for entry in (await office.case()).timeline if entry.what == "Supplemented"]
    assert added == ["批號是 A18"]
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


async def test_talk_edited_into_an_appeal_is_one_from_the_edit(office: Office) -> None:
    card = await judged(office)
    talk = await office.say("李小明", "收到", under=card)
    await office.edit(talk, "申訴：賠得太少")
    begun = (await office.case()).appeal_begun
    assert begun is not None
    assert begun.at == at("10:41")
    await office.edit(talk, "申訴：賠得太少", minutes=2)
    assert (await office.case()).phase is Phase.ACKNOWLEDGING


@pytest.mark.parametrize(("words", "act"), [("受理", Act.ACCEPT), ("補正：請補批號", Act.ASK_COMPLETION)])
async def test_an_act_typed_by_its_name_brings_its_button_to_whoever_may_do_it(
    office: Office, words: str, act: Act
) -> None:
    await office.posted(PRODUCT)
    await office.say("王五", words, under=await office.card())
    assert ((await office.last()).notice.name, await acts_offered(office)) == ("press_instead", [act])
    assert (await office.case()).phase is Phase.ACCEPTING


# 非本部門責任


async def test_a_claim_typed_with_its_label_is_made(office: Office) -> None:
    await office.handled()
    await office.say("趙主任", "非本部門責任：我們只管運輸", under=await office.card())
    (claim,) = (await office.case()).claims
    assert (claim.department, claim.reason) == ("logistics", "我們只管運輸")


async def test_words_that_deny_responsibility_are_asked_about_with_the_button_named(office: Office) -> None:
    await office.handled()
    await office.say("趙主任", "不關我們的事", under=await office.card())
    assert (await office.last()).notice.name == "whether_answer"
    assert not (await office.case()).claims
    office.later("10:50")
    await press(office, "趙主任", Act.DISCLAIM)
    (claim,) = (await office.case()).claims
    assert (claim.reason, claim.at) == ("不關我們的事", at("10:00"))
