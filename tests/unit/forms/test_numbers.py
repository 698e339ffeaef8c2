"""Numbers are found however they are typed, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import read_number
from forms.numbers import leading_number, number_in


@pytest.mark.parametrize(
    "typed",
    [
        "P-20261124-001",
        "P20261124001",
        "p 20261124 001",
        "Ｐ２０２６１１２４００１",
        "Ｐ－20261124－001。",
        "P-20261124-1",
        "P–20261124–01",
        " p-20261124001\u200b ",
    ],
)
def test_a_number_is_read_in_every_spelling(typed: str) -> None:
    assert read_number(typed) == "P-20261124-001"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "P",
        "P-20261124",
        "P-2026112-001",
        "20261124001",
        "X-20261124-001",
        "P-20261124-0000001",
        "P-20261123-0011",
        "P-20261124-001 物流部",
        "查 P-20261124-001",
        "P-٢٠٢٦١١٢٤-001",
    ],
)
def test_what_is_no_whole_number_is_none(typed: str) -> None:
    assert read_number(typed) == ""


def test_what_stands_behind_a_number_is_kept_as_typed() -> None:
    assert leading_number("e20261124001：重複登記，３個") == ("E-20261124-001", "重複登記，３個")


@given(
    letter=st.sampled_from("CDEFPSV"),
    day=st.dates().map("{:%Y%m%d}".format).filter(lambda day: len(day) == 8),
    nth=st.integers(1, 999_999),
    between=st.lists(st.sampled_from(["", "-", " ", "－", "　", " - "]), min_size=2, max_size=2),
)
def test_every_number_survives_its_spellings(letter: str, day: str, nth: int, between: list[str]) -> None:
    typed = f"{letter.lower()}{between[0]}{day}{between[1]}{nth}"
    assert read_number(typed) == f"{letter}-{day}-{nth:03d}"


@pytest.mark.parametrize(
    "typed",
    [
        "P-20261124-001 謝謝",
        "查一下Ｐ２０２６１１２４００１，謝謝",
        "「P-20261124-1」怎樣了？",
        "p20261124001 S-20261124-002",
        "D組的 P-20261124-001",
    ],
)
def test_a_number_is_found_among_words(typed: str) -> None:
    assert number_in(typed) == "P-20261124-001"


@pytest.mark.parametrize(
    "typed", ["", "東方五金", "AP-20261124-001", "P-20261124", "型號 S-120×60", "批號 F20261124"]
)
def test_what_only_looks_like_a_number_is_none(typed: str) -> None:
    assert number_in(typed) == ""
