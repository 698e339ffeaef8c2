"""A button about no case carries its errand, subject and choice there and back, and is never taken for an act."""

import re

from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons import MAX_BYTES, decode, keyboard, named
from handlers.errand_codes import ERRAND_CODES, ErrandPress, decode_errand, encode_errand
from handlers.errands import ANSWERS, READERS
from texts import Texts
from workflow.errands import Errand
from workflow.notices import Button
from workflow.phases import Act

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,49}", fullmatch=True)
BUTTONS = st.builds(
    Button,
    errand=st.sampled_from(Errand),
    subject=st.none() | st.integers(min_value=1, max_value=36**11),
    choice=NAMES | st.just(""),
)


@given(button=BUTTONS)
def test_an_errand_comes_back_as_it_was(button: Button) -> None:
    press = decode_errand(encode_errand(button))
    assert press is not None
    assert press[:2] == (button.errand, button.subject)
    assert (named(press.choice, ["other", button.choice]) if button.choice else press.choice) == button.choice


@given(button=BUTTONS)
def test_every_errand_fits_and_is_no_act(button: Button) -> None:
    data = encode_errand(button)
    assert len(data.encode()) <= MAX_BYTES
    assert re.fullmatch(r"[A-Za-z0-9_-]+", data)
    assert decode(data) is None


@given(data=st.none() | st.text() | st.from_regex(r"2[a-z]{2}-[a-z0-9_-]*", fullmatch=True))
def test_whatever_else_is_sent_is_no_errand(data: str | None) -> None:
    press = decode_errand(data)
    assert press is None or press.errand in Errand


def test_every_errand_has_a_code_and_a_name_of_its_own() -> None:
    assert set(ERRAND_CODES) == set(Errand)
    assert len(set(ERRAND_CODES.values())) == len(ERRAND_CODES)
    assert all(re.fullmatch("[a-z]{2}", code) for code in ERRAND_CODES.values())
    assert not {*Act} & {*Errand}


def test_every_errand_is_read() -> None:
    assert set(READERS) | set(ANSWERS) == set(Errand)


def test_a_message_about_no_case_can_have_buttons() -> None:
    button = Button(errand=Errand.APPLY_DEPARTMENT, subject=7, choice="orders", label="打單部")
    shown = keyboard(None, [[button]], texts=Texts(), bot_username="bot")
    assert shown is not None
    (key,) = shown.inline_keyboard[0]
    assert key.text == "打單部"
    assert decode_errand(str(key.callback_data)) == ErrandPress(Errand.APPLY_DEPARTMENT, 7, "orders")
