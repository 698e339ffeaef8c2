"""Which updates prove that the bot hears the whole group: what only such a bot is brought, and nothing else."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from storage import inbox, overheard
from storage.inbox import RawUpdate
from tests.company import at
from tests.integration.storage.office import GROUP, Office

SENT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WORDS = {"message_id": 7, "chat": {"id": GROUP}, "date": int(SENT.timestamp()), "text": "大家早"}


def heard(message: dict[str, Any], *, kind: str = "message") -> datetime | None:
    return overheard.heard_at(json.dumps({"update_id": 1, kind: message}), group=GROUP, username="tousu_bot")


@pytest.mark.parametrize(
    "message",
    [
        WORDS,
        {key: value for key, value in WORDS.items() if key != "text"} | {"photo": [], "caption": "照片"},
        WORDS | {"reply_to_message": {"message_id": 2, "forum_topic_created": {"name": "投訴"}}},
    ],
)
def test_what_people_say_among_themselves_proves_it(message: dict[str, Any]) -> None:
    assert heard(message) == SENT


@pytest.mark.parametrize(
    "more",
    [
        {"chat": {"id": 5}},
        {"text": "/help"},
        {"text": "請看 /help", "entities": [{"type": "bot_command", "offset": 3, "length": 5}]},
        {"text": "@Tousu_Bot 這個怎麼辦"},
        {"reply_to_message": {"message_id": 2}},
        {"via_bot": {"id": 9}},
        {"sender_chat": {"id": GROUP}},
    ],
)
def test_what_a_bot_in_privacy_mode_is_brought_too_proves_nothing(more: dict[str, Any]) -> None:
    assert heard(WORDS | more) is None


def test_neither_does_what_is_no_message_of_somebody() -> None:
    assert heard(WORDS, kind="callback_query") is None
    assert heard({key: value for key, value in WORDS.items() if key != "text"}) is None
    assert heard({"chat": "seven"}) is None
    assert overheard.heard_at("[]", group=GROUP, username="tousu_bot") is None


async def test_the_last_proof_counts_and_without_any_the_beginning_of_what_is_remembered(
    office: Office,
) -> None:
    async def last() -> datetime | None:
        return await office.read(overheard.last_heard, group=GROUP, username="tousu_bot")

    assert await last() is None
    command = json.dumps({"message": WORDS | {"text": "/help"}})
    await office.write(inbox.add_batch, [RawUpdate(1, command)], received_at=at("09:00"))
    assert await last() == at("09:00")
    proof = json.dumps({"message": WORDS})
    await office.write(inbox.add_batch, [RawUpdate(2, proof), RawUpdate(3, command)], received_at=at("10:05"))
    assert await last() == SENT
