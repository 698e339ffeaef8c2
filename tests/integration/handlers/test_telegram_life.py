"""What Telegram brings besides words: reactions given and got, a group made public, messages that tell of the group itself."""

import json

import pytest

from handlers.errand_codes import encode_errand
from handlers.receipts import NOTED
from tests.company import person
from tests.integration.handlers.office import GROUP, PRODUCT, RULING, SERVICE, Json, Office


def reacted(office: Office, message: Json) -> list[str]:
    """Return the emoji put on a message."""
    told = office.line.told("setMessageReaction")
    mine = [one for one in told if one["message_id"] == message["message_id"]]
    return [emoji["emoji"] for one in mine for emoji in _list(one["reaction"])]


async def test_a_publication_and_a_complete_reply_get_a_reaction_and_no_line(office: Office) -> None:
    await office.posted()
    card = await office.card()
    await office.button("王五", 1, act="accept")
    published = await office.say("王五", "工藝流程：烤漆 180 度", under=card)
    replied = await office.say("錢主管", RULING, under=card)
    assert reacted(office, published) == reacted(office, replied) == [NOTED]
    assert not [row for row in await office.said() if row.notice.reply_to == replied["message_id"]]


async def test_a_part_of_a_reply_is_told_what_is_missing_and_gets_none(office: Office) -> None:
    await office.handled()
    part = await office.say("錢主管", "質量鑒定結果：烤漆溫度過低", under=await office.card())
    assert (await office.last()).notice.name == "reply_part"
    assert reacted(office, part) == []


async def test_a_reply_that_could_answer_two_cases_gets_one_when_it_is_placed(office: Office) -> None:
    await office.handled(PRODUCT, 1)
    await office.handled(PRODUCT.replace("東方", "西方"), 2)
    reply = await office.say("錢主管", RULING)
    assert reacted(office, reply) == []
    asked = await office.last("which_case")
    await office.button("錢主管", 2, on=asked.message_id, act="reply", choice="1")
    assert reacted(office, reply) == [NOTED]


async def test_a_plan_sent_privately_is_known_to_count(office: Office) -> None:
    await office.posted(SERVICE)
    await office.button("周靜", 1, act="route", ask=True)
    question = (await office.last("ask_route")).message_id
    await office.say("周靜", "物流部", private=True, under=question)
    plan = await office.say("趙主任", "處理方案：更換司機", private=True)
    assert reacted(office, plan) == [NOTED]


async def test_the_answer_to_a_question_of_the_group_gets_a_reaction(office: Office) -> None:
    await office.say("李小明", "/ask 年底前能交貨嗎")  # 人力資源部 helps where nobody is named
    receipt = (await office.last("enquiry_opened")).message_id
    talk = await office.say("周靜", "我先看看", under=receipt)
    answer = await office.say("周靜", "答覆：能，12 月 20 日前", under=receipt)
    assert reacted(office, talk) == []
    assert reacted(office, answer) == [NOTED]


async def test_an_answer_that_was_sent_stands_when_its_message_is_edited(office: Office) -> None:
    await office.say("李小明", "/ask 年底前能交貨嗎")
    receipt = (await office.last("enquiry_opened")).message_id
    answer = await office.say("周靜", "答覆：能，12 月 20 日前", under=receipt)
    before = len(await office.said())
    await office.edit(answer, "答覆：能，12 月 20 日前")
    assert len(await office.said()) == before
    await office.edit(answer, "答覆：不能", minutes=2)
    assert (await office.last()).notice.name == "answer_stands"
    assert [one["text"] for one in await replies(office)] == ["能，12 月 20 日前"]


async def test_talk_that_is_edited_into_an_answer_is_heard_once(office: Office) -> None:
    await office.say("李小明", "/ask 年底前能交貨嗎")
    receipt = (await office.last("enquiry_opened")).message_id
    talk = await office.say("周靜", "我先看看", under=receipt)
    await office.edit(talk, "能，12 月 20 日前")
    asked = await office.last("enquiry_whether_answer")
    yes = asked.notice.buttons[0][0]
    for _ in range(2):  # a second press was on its way
        await office.press(
            "周靜", encode_errand(yes), on=office.ours(asked.message_id or 0, chat=private("周靜"))
        )
    assert [one["text"] for one in await replies(office)] == ["能，12 月 20 日前"]
    await office.edit(talk, "答覆：能，12 月 25 日前", minutes=3)
    assert (await office.last()).notice.name == "answer_stands"
    assert len(await replies(office)) == 1


async def test_talk_under_an_enquiry_that_gets_a_link_preview_is_asked_about_once(office: Office) -> None:
    await office.say("李小明", "/ask 年底前能交貨嗎")
    receipt = (await office.last("enquiry_opened")).message_id
    talk = await office.say("周靜", "見 https://example.com 的船期", under=receipt)
    await office.edit(talk, "見 https://example.com 的船期")
    assert (await office.names()).count("enquiry_whether_answer") == 1
    asked = await office.last("enquiry_whether_answer")
    no = asked.notice.buttons[0][1]
    await office.press("周靜", encode_errand(no), on=office.ours(asked.message_id or 0, chat=private("周靜")))
    await office.edit(talk, "見 https://example.com 的船期", minutes=2)
    assert (await office.names()).count("enquiry_whether_answer") == 1
    await office.edit(talk, "能，12 月 20 日前", minutes=3)
    assert (await office.names()).count("enquiry_whether_answer") == 2


async def replies(office: Office) -> list[dict[str, object]]:
    await office.say("李小明", "/status C-20261123-001", private=True)
    return list((await office.last("enquiry")).notice.facts["replies"])


def private(who: str) -> Json:
    return {"id": person(who).telegram_id, "type": "private"}


async def test_a_reaction_that_telegram_refuses_is_missed_by_nobody(office: Office) -> None:
    office.line.refuses.add("setMessageReaction")
    await office.handled()
    await office.say("錢主管", RULING, under=await office.card())
    assert [one.department for one in (await office.case()).rulings] == ["production"]


SERVICE_MESSAGES: list[Json] = [
    {"new_chat_title": "輝煌大家庭"},
    {
        "pinned_message": {
            "message_id": 7,
            "date": 1,
            "chat": {"id": GROUP, "type": "supergroup"},
            "text": "x",
        }
    },
    {"forum_topic_created": {"name": "投訴", "icon_color": 7322096}, "message_thread_id": 9},
    {"forum_topic_closed": {}, "message_thread_id": 9, "is_topic_message": True},
    {"new_chat_members": [{"id": 77, "is_bot": False, "first_name": "方小雨"}]},
    {"left_chat_member": {"id": 77, "is_bot": False, "first_name": "方小雨"}},
]


@pytest.mark.parametrize("told", SERVICE_MESSAGES, ids=lambda told: next(iter(told)))
async def test_what_the_group_tells_of_itself_is_left_alone(office: Office, told: Json) -> None:
    message = office.message("李小明", "")
    del message["text"]
    await office.update(message=message | told)
    assert await office.said() == []
    assert [(row.state, row.error) for row in await office.rows()] == [("done", "")]


async def test_reactions_of_people_do_nothing(office: Office) -> None:
    await office.handled()
    before = await office.case(), await office.names()
    liker = {"id": person("錢主管").telegram_id, "is_bot": False, "first_name": "錢主管"}
    chat = {"id": GROUP, "type": "supergroup", "title": "輝煌同仁群"}
    about = {"chat": chat, "message_id": await office.card(), "date": int(office.now.timestamp())}
    emoji = [{"type": "emoji", "emoji": "👍"}]
    await office.update(message_reaction=about | {"user": liker, "old_reaction": [], "new_reaction": emoji})
    count = [{"type": emoji[0], "total_count": 3}]
    await office.update(message_reaction_count=about | {"reactions": count})
    assert (await office.case(), await office.names()) == before
    assert all(not row.error for row in await office.rows())


async def test_a_group_made_public_goes_on_and_so_does_one_made_private_again(office: Office) -> None:
    chat = {"id": GROUP, "type": "supergroup", "title": "輝煌", "username": "huihuang"}
    await office.say("李小明", PRODUCT, chat=chat)
    await office.button("陳經理", 1, act="approve", revision=1)
    del chat["username"]
    await office.button("王五", 1, act="accept")
    await office.say("王五", "工藝流程：烤漆 180 度", under=await office.card(), chat=chat)
    assert (await office.case()).published == "烤漆 180 度"


async def test_a_post_of_a_linked_channel_is_nobodys_complaint(office: Office) -> None:
    channel = {"id": -100777, "type": "channel", "title": "公告"}
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    await office.say("李小明", PRODUCT, sender_chat=channel, **{"from": telegram})
    assert await office.cases() == 0
    assert await office.said() == []


def _list(value: str | list[Json]) -> list[Json]:
    read: list[Json] = json.loads(value) if isinstance(value, str) else value
    return read
