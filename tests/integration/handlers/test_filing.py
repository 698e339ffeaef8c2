"""Forms become drafts, in the group and privately, new and edited, as text and as captions."""

import pytest

from handlers.errand_codes import encode_errand
from tests.company import person
from tests.integration.handlers.office import GROUP, PRODUCT, SERVICE, STRANGER, Json, Office
from workflow.phases import Act, Phase


async def test_a_form_in_the_group_becomes_a_draft_and_gets_a_reaction(office: Office) -> None:
    message = await office.filed()
    case = await office.case()
    assert (case.phase, case.draft, case.source) == (
        Phase.DRAFT,
        "D-20261123-001",
        (GROUP, message["message_id"]),
    )
    (reaction,) = office.line.told("setMessageReaction")
    assert reaction["message_id"] == message["message_id"]
    assert {"approve_request", "filed"} == set(await office.names())


async def test_a_form_in_private_gets_an_answer_but_no_reaction(office: Office) -> None:
    await office.say("李小明", PRODUCT, private=True)
    assert (await office.case()).draft
    assert office.line.told("setMessageReaction") == []


async def test_a_caption_is_read_like_a_text(office: Office) -> None:
    message = office.message("李小明", "")
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    await office.update(message={**message, "text": None, "caption": PRODUCT, "photo": photo})
    assert (await office.case()).form is not None


async def test_the_second_photo_of_an_album_says_nothing(office: Office) -> None:
    message = office.message("李小明", "")
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
    await office.update(message={**message, "text": None, "media_group_id": "1", "photo": photo})
    assert await office.cases() == 0


async def test_mistakes_come_back_in_one_answer_under_the_post(office: Office) -> None:
    message = await office.filed(PRODUCT.replace("2026年11月20日", "上個月吧").replace("派人檢查", ""))
    answer = await office.last()
    assert (answer.notice.name, answer.notice.reply_to) == ("refused_form_mistakes", message["message_id"])
    problems = {m["field"]: m["problem"] for m in answer.notice.facts["mistakes"]}  # type: ignore[attr-defined]
    assert problems == {"shipped_on": "invalid", "demand": "missing"}
    assert await office.cases() == 0
    assert office.line.told("setMessageReaction") == []


async def test_the_form_offered_for_copying_leaves_out_a_complainant_who_is_not_its_author(
    office: Office,
) -> None:
    await office.say("陳經理", PRODUCT)
    prefilled = str((await office.last("refused_form_mistakes")).notice.facts["prefilled"])
    assert "李小明" not in prefilled
    await office.say("陳經理", prefilled.replace("投訴人：", "投訴人：陳經理"))
    assert (await office.case()).complainant == person("陳經理").id


async def test_what_is_missing_of_a_post_is_over_once_an_edit_has_put_it_right(office: Office) -> None:
    message = await office.filed(PRODUCT.replace("派人檢查", ""))
    answer = await office.last("refused_form_mistakes")
    await office.edit(message, PRODUCT)
    after = next(row for row in await office.said() if row.id == answer.id).notice
    assert after.over is not None
    assert (after.over["what"], after.over["draft"]) == ("put_right", "D-20261123-001")
    button = after.buttons[0][0]
    refused = await office.press("李小明", encode_errand(button), on=office.ours(1))
    assert "這份表單已經補正，不用再補填" in refused["text"]
    assert "wizard" not in " ".join(await office.names())


async def test_what_an_edit_made_wrong_in_a_draft_may_still_be_completed(office: Office) -> None:
    message = await office.filed()
    await office.edit(message, PRODUCT.replace("派人檢查", ""))
    button = (await office.last("refused_form_mistakes")).notice.buttons[0][0]
    answer = await office.press("李小明", encode_errand(button), on=office.ours(1))
    assert "已經補正" not in answer.get("text", "")
    assert any(name.startswith("wizard") for name in await office.names())


async def test_a_form_with_what_looks_like_a_slip_is_taken_and_asked_about_privately(office: Office) -> None:
    message = await office.filed(PRODUCT.replace("H牌", "20日"))
    told = await office.last("form_doubts")
    assert told.notice.chat_id == message["from"]["id"]
    assert told.notice.facts["doubts"] == [{"field": "brand", "doubt": "looks_like_date", "value": "20日"}]
    assert (await office.case()).phase is Phase.DRAFT
    await office.edit(message, PRODUCT)
    assert (await office.names()).count("form_doubts") == 1


async def test_an_edited_original_with_mistakes_becomes_a_draft(office: Office) -> None:
    message = await office.filed(PRODUCT.replace("派人檢查", ""))
    await office.edit(message, PRODUCT)
    assert (await office.case()).source == (GROUP, message["message_id"])


async def test_an_edited_original_is_the_next_revision_of_its_draft(office: Office) -> None:
    message = await office.filed()
    await office.edit(message, PRODUCT.replace("40 箱", "60 箱"))
    case = await office.case()
    assert (await office.cases(), case.revision) == (1, 2)


async def test_an_edit_after_approval_only_adds_to_the_record(office: Office) -> None:
    message = await office.filed()
    await office.button("陳經理", 1, act="approve", revision=1)
    await office.edit(message, PRODUCT.replace("40 箱", "60 箱"))
    case = await office.case()
    assert (await office.cases(), case.revision, case.timeline[-1].what) == (1, 1, "FormEdited")


async def test_the_edit_of_a_cancelled_draft_is_a_new_one(office: Office) -> None:
    message = await office.filed()
    await office.button("李小明", 1, act="cancel")
    await office.edit(message, PRODUCT)
    assert await office.cases() == 2


async def test_a_mended_form_under_our_word_about_a_draft_revises_that_draft(office: Office) -> None:
    await office.filed()
    filed = (await office.last("filed")).message_id
    await office.say("李小明", PRODUCT.replace("40 箱", "60 箱"), private=True, under=filed)
    assert (await office.cases(), (await office.case()).revision) == (1, 2)


async def test_somebody_elses_form_under_a_draft_is_her_own(office: Office) -> None:
    await office.filed()
    request = (await office.last("approve_request")).message_id
    await office.say("陳經理", PRODUCT.replace("李小明", "陳經理"), private=True, under=request)
    assert await office.cases() == 2


async def test_an_empty_form_is_told_apart_from_one_with_mistakes(office: Office) -> None:
    await office.say("李小明", "/form", private=True)
    told = (await office.last("form")).notice.facts["forms"]
    assert isinstance(told, list)
    forms = {form["kind"]: form["text"] for form in told}
    for kind in ("product", "service"):
        await office.say("李小明", str(forms[kind]))
        answer = (await office.last()).notice
        assert (answer.name, answer.facts) == ("refused_form_blank", {"kind": kind})


async def test_a_stranger_is_told_how_to_enrol(office: Office) -> None:
    await office.say(STRANGER, PRODUCT)
    assert (await office.last()).notice.name == "refused_not_enrolled"
    assert await office.cases() == 0


async def test_an_anonymous_administrator_is_asked_to_use_her_own_name(office: Office) -> None:
    await office.say("李小明", PRODUCT, **anonymous())
    assert (await office.last()).notice.name == "refused_anonymous"
    assert await office.cases() == 0


async def test_channels_and_other_bots_are_not_heard(office: Office) -> None:
    channel: Json = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}}
    other: Json = {"from": {"id": 4711, "is_bot": True, "first_name": "other"}}
    await office.say("李小明", PRODUCT, **channel)
    await office.say("李小明", PRODUCT, **other)
    assert await office.said() == []


async def test_other_groups_are_left_alone(office: Office) -> None:
    chat = {"id": -1009, "type": "supergroup", "title": "別的群"}
    await office.say("李小明", PRODUCT, chat=chat)
    await office.say("李小明", "/help", chat=chat)
    assert await office.said() == []
    assert [row.state for row in await office.rows()] == ["done", "done"]


async def test_a_message_of_ours_that_is_passed_on_is_nobodys_form(office: Office) -> None:
    origin = {"type": "user", "date": 1, "sender_user": {"id": 900, "is_bot": True, "first_name": "投訴"}}
    await office.say("李小明", PRODUCT, forward_origin=origin)
    assert await office.cases() == 0


async def test_chatter_in_the_group_is_left_alone(office: Office) -> None:
    await office.say("李小明", "今天中午吃什麼？")
    assert (await office.said(), office.line.calls) == ([], [])


@pytest.mark.parametrize(
    "more",
    [
        {"sticker": {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"new_chat_members": [{"id": 1, "is_bot": False, "first_name": "新人"}]},
        {"left_chat_member": {"id": 900, "is_bot": True, "first_name": "投訴"}},
        {"pinned_message": {"message_id": 5, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"text": "\u200b"},
        {"text": "/"},
        {"text": "投訴人：" * 500},
        {"text": "處理方案"},
        {"text": "責任部門：生產部"},
    ],
)  # fmt: skip
async def test_whatever_else_is_sent_to_the_group_is_left_alone(office: Office, more: Json) -> None:
    await office.update(message=office.message("李小明", "") | {"text": None} | more)
    assert await office.said() == []
    assert [row.state for row in await office.rows()] == ["done"]


async def test_a_service_form_is_filed_too(office: Office) -> None:
    await office.filed(SERVICE)
    assert (await office.case()).kind == "service"


def anonymous() -> Json:
    group = {"id": GROUP, "type": "supergroup", "title": "輝煌同仁群"}
    return {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": group}


async def test_a_form_edited_into_other_words_stands_and_brings_the_button_that_takes_it_back(
    office: Office,
) -> None:
    message = await office.filed()
    await office.edit(message, "算了，不投訴了")
    told = (await office.last()).notice
    assert (told.name, [button.act for button in told.buttons[0]]) == ("form_stands", [Act.CANCEL])
    await office.button("陳經理", 1, act="approve", revision=1)
    await office.edit(message, "還是算了", minutes=3)
    told = (await office.last()).notice
    assert (told.name, told.facts["is_draft"]) == ("form_stands", False)
    assert [button.act for button in told.buttons[0]] == [Act.WITHDRAW, Act.SUPPLEMENT]
    assert (await office.case()).phase is Phase.ACCEPTING


async def test_an_edit_with_mistakes_tells_that_the_draft_stands_as_it_was(office: Office) -> None:
    message = await office.filed()
    await office.edit(message, PRODUCT.replace("派人檢查", ""))
    row = await office.last("refused_form_mistakes")
    assert row.notice.facts["stands"] == "D-20261123-001"
    assert row.notice.buttons[0][1].act is Act.CANCEL
    await office.button("李小明", row.case_id or 0, act="cancel")
    assert (await office.case()).phase is Phase.CLOSED


@pytest.mark.parametrize("applied", [False, True])
async def test_a_newcomers_form_is_refused_with_the_word_that_it_is_not_kept(
    office: Office, *, applied: bool
) -> None:
    if applied:
        await office.say(STRANGER, "/start", private=True)
    await office.say(STRANGER, PRODUCT)
    told = (await office.last()).notice
    assert (told.name, told.facts["form"]) == ("refused_not_enrolled", True)
    assert "請再發一次" in office.wiring.texts.render(told.name, told.facts)
