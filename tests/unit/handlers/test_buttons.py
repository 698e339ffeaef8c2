"""What a button carries comes back as it was, fits, and nothing else means anything."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons import CODES, MAX_BYTES, Press, decode, encode, keyboard, named
from workflow.notices import Button
from workflow.phases import Act

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,49}", fullmatch=True)
CASES = st.integers(min_value=1, max_value=36**10 - 1)
FINES = st.from_regex(r"F-[0-9]{8}-[0-9]{3,6}", fullmatch=True)
BUTTONS = st.builds(
    Button,
    act=st.sampled_from(Act) | st.none(),
    department=IDS | st.just(""),
    choice=IDS | st.just(""),
    fine=FINES | st.just(""),
    revision=st.none() | st.integers(min_value=0, max_value=999_999),
    ask=st.booleans(),
)
SHORT = st.from_regex(r"[a-z][a-z0-9_]{0,15}", fullmatch=True)
USUAL = BUTTONS.filter(lambda button: not button.fine)


@given(case_id=CASES, button=USUAL, department=SHORT, choice=SHORT)
def test_a_button_comes_back_as_it_was(case_id: int, button: Button, department: str, choice: str) -> None:
    button = button.model_copy(update={"department": department, "choice": choice})
    assert decode(encode(case_id, button)) == Press(case_id, button)


@given(case_id=CASES, button=BUTTONS)
def test_a_button_of_a_fine_comes_back_as_it_was(case_id: int, button: Button) -> None:
    button = button.model_copy(update={"department": "", "choice": ""})
    assert decode(encode(case_id, button)) == Press(case_id, button)


@given(case_id=CASES, button=BUTTONS)
def test_every_button_fits_and_serves_as_a_link(case_id: int, button: Button) -> None:
    data = encode(case_id, button)
    assert len(data.encode()) <= MAX_BYTES
    assert re.fullmatch(r"[A-Za-z0-9_-]+", data)


@given(case_id=CASES, button=BUTTONS)
def test_names_too_long_to_travel_are_found_again(case_id: int, button: Button) -> None:
    press = decode(encode(case_id, button))
    assert press is not None
    for name, carried in ((button.department, press.button.department), (button.choice, press.button.choice)):
        assert (named(carried, ["other", name]) if name else carried) == name


@given(data=st.none() | st.text() | st.from_regex(r"1[a-z]{2}-[a-z0-9_-]*", fullmatch=True))
def test_whatever_else_is_sent_means_nothing_or_what_it_says(data: str | None) -> None:
    press = decode(data)
    assert press is None or encode(*press) == data


@pytest.mark.parametrize(
    "data",
    [
        "1ac-01",
        "1ac-1-r01",
        "1ac-1-a-a",
        "1ac-1-r1-dhr",
        "1AC-1",
        "1ac-1\n",
        " 1ac-1",
        "1ac-１",
        "1ac-1-f1",
        "0ac-1",
    ],
)
def test_there_is_one_way_to_write_a_button(data: str) -> None:
    assert decode(data) is None


def test_every_act_has_a_code_of_its_own() -> None:
    assert set(CODES) == {*Act, None}
    assert len(set(CODES.values())) == len(CODES)
    assert all(re.fullmatch("[a-z]{2}", code) for code in CODES.values())


def test_codes_that_were_given_out_stay_what_they_are() -> None:
    assert encode(41, Button(act=Act.APPROVE, revision=2)) == "1ap-15-r2"
    assert encode(1, Button(act=Act.WAIVE, fine="F-20261123-001", ask=True)) == "1wv-1-f20261123001-a"
    assert encode(1, Button()) == "1mo-1"


@dataclass
class Plain:
    """Captions without a language."""

    def button(self, button: Button, kind: str = "") -> str:
        return button.label or f"{button.act}{kind}"


def shown(*buttons: Button, case_id: int | None = 1) -> list[dict[str, object]]:
    markup = keyboard(case_id, [buttons], texts=Plain(), bot_username="tousu_bot")
    return [] if markup is None else [key.to_dict() for row in markup.inline_keyboard for key in row]


def test_approval_is_green_and_its_refusal_red() -> None:
    green, red, plain = shown(Button(act=Act.APPROVE), Button(act=Act.RETURN), Button(act=Act.ACCEPT))
    assert (green["style"], red["style"], plain.get("style")) == ("success", "danger", None)


def test_a_private_button_opens_the_private_question() -> None:
    (plan,) = shown(Button(act=Act.REPLY, ask=True, private=True))
    assert plan["url"] == "https://t.me/tousu_bot?start=1rp-1-a"


def test_a_private_button_without_an_act_only_opens_the_chat() -> None:
    (link,) = shown(Button(private=True), case_id=None)
    assert link["url"] == "https://t.me/tousu_bot?start=hello"


def test_a_button_to_copy_what_telegram_does_not_take_is_left_out() -> None:
    assert shown(Button(copy_text="投" * 256))[0]["copy_text"] == {"text": "投" * 256}
    assert shown(Button(copy_text="投" * 257)) == []


def test_a_button_may_be_about_another_case_than_its_message() -> None:
    (key,) = shown(Button(act=Act.REPLY, label="P-1", case=7), case_id=None)
    assert key["callback_data"] == "1rp-7"


def test_a_button_about_nothing_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="about no case"):
        shown(Button(act=Act.ACCEPT), case_id=None)


def test_no_buttons_are_no_keyboard() -> None:
    assert keyboard(1, [], texts=Plain(), bot_username="tousu_bot") is None
    assert keyboard(1, [()], texts=Plain(), bot_username="tousu_bot") is None
