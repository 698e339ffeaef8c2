"""Flood control counts sends and edits in sandbox time."""

from datetime import timedelta

import pytest

from sandbox import Clock, Limit, Limits, Refused, World
from sandbox.botapi_methods import call
from sandbox.clock import DEFAULT_START


def send(world: World, chat_id: int | None = None) -> int:
    return int(call(world, "sendMessage", {"chat_id": chat_id or world.group.id, "text": "x"})["message_id"])


def edit(world: World, message_id: int, text: str) -> None:
    call(world, "editMessageText", {"chat_id": world.group.id, "message_id": message_id, "text": text})


def test_a_group_takes_twenty_sends_and_edits_a_minute(world):
    card = send(world)
    for number in range(9):
        edit(world, card, str(number))
        world.clock.jump(by=1)
    for _ in range(10):
        send(world)
    with pytest.raises(Refused) as caught:
        edit(world, card, "one too many")
    assert caught.value.code == 429
    assert caught.value.parameters == {"retry_after": 51}
    assert caught.value.description == "Too Many Requests: retry after 51"
    world.clock.jump(by=50.9)
    with pytest.raises(Refused, match="retry after 1"):
        send(world)
    world.clock.jump(by=0.1)
    send(world)


def test_calls_refused_for_other_reasons_cost_nothing(world):
    card = send(world)
    for _ in range(50):
        with pytest.raises(Refused, match="not modified"):
            edit(world, card, "x")
    assert world.limits.of(world.group.id).edits == 0


def test_an_album_counts_by_its_parts(world, picture):
    world.limits = Limits(group=Limit(5, 60))
    file_id = world.files.photo(picture)[-1]["file_id"]
    album = {"chat_id": world.group.id, "media": [{"type": "photo", "media": file_id}] * 4}
    assert len(call(world, "sendMediaGroup", album)) == 4
    with pytest.raises(Refused, match="retry after 60"):
        call(world, "sendMediaGroup", album)
    send(world)


def test_a_private_chat_takes_one_a_second_and_bursts(world, li):
    for _ in range(30):
        send(world, li.id)
    with pytest.raises(Refused, match="Too Many Requests"):
        send(world, li.id)
    world.clock.jump(by=30)
    send(world, li.id)


def test_limits_can_be_lifted():
    world = World(clock=Clock(rate=0), limits=Limits(group=None))
    for _ in range(200):
        send(world)


def test_the_figures_tell_sends_edits_refusals_and_the_fullest_minute(world):
    card = send(world)
    edit(world, card, "y")
    world.clock.jump(by=61)
    for _ in range(20):
        send(world)
    with pytest.raises(Refused):
        send(world)
    assert world.limits.summary() == {
        str(world.group.id): {"sends": 21, "edits": 1, "refused": 1, "max_per_minute": 20}
    }


def test_what_happened_exactly_a_window_ago_no_longer_counts():
    limits = Limits(group=Limit(1, 60))
    limits.spend(-1, DEFAULT_START, sends=1)
    with pytest.raises(Refused):
        limits.spend(-1, DEFAULT_START + timedelta(seconds=59, microseconds=999_999), sends=1)
    limits.spend(-1, DEFAULT_START + timedelta(seconds=60), sends=1)
