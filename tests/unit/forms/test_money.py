"""Amounts as people type them become whole fen, or a named problem."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.money import LARGEST_FEN, MoneyProblem, read_money, split_money


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("120", 12000),
        ("120.5", 12050),
        ("120.50元", 12050),
        ("1,200.50元", 120050),
        ("１２０．５０元", 12050),
        ("￥120", 12000),
        ("¥ 0.01", 1),
        ("人民幣 300 元整", 30000),
        ("人民币300元", 30000),
        ("RMB 88", 8800),
        ("35塊", 3500),
        ("10,000,000", LARGEST_FEN),
    ],
)
def test_an_amount_is_read_as_fen(text: str, fen: int) -> None:
    assert read_money(text) == fen


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", MoneyProblem.UNCLEAR),
        ("西瓜", MoneyProblem.UNCLEAR),
        ("一百", MoneyProblem.UNCLEAR),
        ("1,20", MoneyProblem.UNCLEAR),
        ("1.2.3", MoneyProblem.UNCLEAR),
        ("120%", MoneyProblem.UNCLEAR),
        ("120 元 30", MoneyProblem.UNCLEAR),
        ("٣٠", MoneyProblem.UNCLEAR),
        ("0", MoneyProblem.NOT_POSITIVE),
        ("0.00 元", MoneyProblem.NOT_POSITIVE),
        ("-120", MoneyProblem.NOT_POSITIVE),
        ("－120元", MoneyProblem.NOT_POSITIVE),
        ("1.005", MoneyProblem.TOO_FINE),
        ("10000000.01", MoneyProblem.TOO_LARGE),
        ("9" * 400, MoneyProblem.TOO_LARGE),
    ],
)
def test_what_is_no_amount_is_told_apart(text: str, problem: MoneyProblem) -> None:
    assert read_money(text) is problem


@pytest.mark.parametrize(
    ("text", "amount", "rest"),
    [
        ("120 西瓜", 12000, "西瓜"),
        ("120.5元西瓜兩個", 12050, "西瓜兩個"),
        ("120", 12000, ""),
        ("1,200元　西瓜，3 個", 120000, "西瓜，3 個"),
        ("西瓜 120", MoneyProblem.UNCLEAR, "西瓜 120"),
    ],
)
def test_what_stands_behind_an_amount_is_kept_as_typed(
    text: str, amount: int | MoneyProblem, rest: str
) -> None:
    assert split_money(text) == (amount, rest)


@given(st.integers(1, LARGEST_FEN), st.sampled_from(["{:.2f}", "{:,.2f}", "￥{:.2f}", "{:.2f} 元"]))
def test_every_amount_written_is_read_back(fen: int, pattern: str) -> None:
    assert read_money(pattern.format(Decimal(fen) / 100)) == fen


@given(st.text())
def test_whatever_is_typed_nothing_is_raised_and_no_amount_is_beyond_the_bounds(text: str) -> None:
    amount = read_money(text)
    assert isinstance(amount, MoneyProblem) or 0 < amount <= LARGEST_FEN
