"""Whatever is sent, the Bot API answers or refuses; it never breaks and never half-applies."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox import Clock, Limits, Refused, World
from sandbox.botapi_methods import METHODS, call

GROUP = -1001000000001
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.text(max_size=5) | st.just(GROUP) | st.just(101),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
button = st.fixed_dictionaries(
    {"text": junk}, optional={"callback_data": junk, "url": junk, "copy_text": junk}
)
likely = {
    "chat_id": st.sampled_from([GROUP, 101, 102, "@x", 5]),
    "from_chat_id": st.just(GROUP),
    "message_id": st.integers(0, 6),
    "user_id": st.sampled_from([101, 999]),
    "reply_markup": st.fixed_dictionaries(
        {"inline_keyboard": st.lists(st.lists(button, max_size=2), max_size=2)}
    ),
    "reply_parameters": st.fixed_dictionaries(
        {"message_id": junk}, optional={"quote": junk, "quote_position": junk}
    ),
    "entities": st.lists(st.fixed_dictionaries({"type": junk, "offset": junk, "length": junk}), max_size=2),
    "reaction": st.lists(st.fixed_dictionaries({"type": junk, "emoji": junk}), max_size=2),
    "commands": st.lists(st.fixed_dictionaries({"command": junk, "description": junk}), max_size=2),
    "media": st.lists(st.fixed_dictionaries({"type": junk, "media": junk}), max_size=3),
    "scope": st.fixed_dictionaries({"type": junk}),
    "parse_mode": st.sampled_from(["HTML", "html", "MarkdownV2", ""]),
}


def parameters(method: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return parameters of a method that are sometimes right and mostly not."""
    known = METHODS[method]
    given = {name: likely.get(name, junk) | junk for name in known.required}
    return st.fixed_dictionaries(given, optional={name: likely.get(name, junk) for name in known.optional})


def small_world() -> World:
    world = World(clock=Clock(rate=0), limits=Limits(group=None, private=None))
    li = world.add_person(101, "李小明", started=True)
    world.add_person(102, "王五")
    world.post(li, world.group, "投訴")
    call(world, "sendMessage", {"chat_id": GROUP, "text": "x"})
    call(world, "sendMessage", {"chat_id": GROUP, "text": "?", "reply_markup": {"force_reply": True}})
    return world


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data(), as_form=st.booleans())
@settings(max_examples=40, deadline=None)
def test_nonsense_is_refused(method, data, as_form):
    raw = data.draw(parameters(method))
    if as_form:
        raw = {name: json.dumps(value) for name, value in raw.items()}
    world = small_world()
    before = [message.as_json() for message in world.messages()]
    try:
        json.dumps(call(world, method, raw))
    except Refused:
        assert [message.as_json() for message in world.messages()] == before
