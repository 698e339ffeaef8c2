"""Amounts as people type them become whole fen, or a named problem."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.money import LARGEST_FEN, MoneyProblem, read_money, split_money, suggested


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
        ("一千二百元", MoneyProblem.UNCLEAR),
        ("½", MoneyProblem.UNCLEAR),
        ("NaN", MoneyProblem.UNCLEAR),
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
        ("120元 3個西瓜", 12000, "3個西瓜"),
        ("120 百香果", 12000, "百香果"),
        ("120百香果", MoneyProblem.UNCLEAR, "120百香果"),
        ("120 元 整 西瓜", 12000, "西瓜"),
        ("120 apples", 12000, "apples"),
        ("120西瓜3個", 12000, "西瓜3個"),
        ("西瓜 120", MoneyProblem.UNCLEAR, "西瓜 120"),
    ],
)
def test_what_stands_behind_an_amount_is_kept_as_typed(
    text: str, amount: int | MoneyProblem, rest: str
) -> None:
    assert split_money(text) == (amount, rest)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1e5 西瓜",
            "1E5 西瓜",
            "0x10 西瓜",
            "1.2k 西瓜",
            "1_000 西瓜",
            "1'200 西瓜",
            "1 200 西瓜",
            "120 .50 西瓜",
        ),
        *("12萬 西瓜", "12 万 西瓜", "1.2億 西瓜", "3百 西瓜", "5美元 西瓜", "5 港幣 西瓜", "5 usd 西瓜"),
        *(
            "3個西瓜 120",
            "12斤西瓜 120",
            "11月 120 西瓜",
            "2026-11-23 120 西瓜",
            "100-120 西瓜",
            "120/2 西瓜",
        ),
        *("120元5角 西瓜", "120元 5角 西瓜", "5角 西瓜", "120元/斤 西瓜", "120元元 西瓜"),
    ],
)
def test_a_number_that_may_mean_another_amount_is_none(text: str) -> None:
    assert split_money(text) == (MoneyProblem.UNCLEAR, text)


@given(st.integers(1, LARGEST_FEN), st.sampled_from(["{:.2f}", "{:,.2f}", "￥{:.2f}", "{:.2f} 元"]))
def test_every_amount_written_is_read_back(fen: int, pattern: str) -> None:
    assert read_money(pattern.format(Decimal(fen) / 100)) == fen


@given(
    st.integers(1, LARGEST_FEN),
    st.text(alphabet="0123456789０１２,，.．-－eE萬万千百角分%/", max_size=8),
)
def test_what_is_typed_behind_an_amount_never_makes_it_another(fen: int, behind: str) -> None:
    """It is read as it was, or not at all: never as a part of what was typed, with the rest cut off."""
    written = f"{Decimal(fen) / 100:.2f}"
    amount, rest = split_money(f"{written}{behind}")
    if not isinstance(amount, MoneyProblem):
        assert amount == fen
        assert not set(rest.replace(" ", "")[:1]) & set("0123456789０１２,.．eE萬万千百角分%/-－")


@given(st.text())
def test_whatever_is_typed_nothing_is_raised_and_no_amount_is_beyond_the_bounds(text: str) -> None:
    amount = read_money(text)
    assert isinstance(amount, MoneyProblem) or 0 < amount <= LARGEST_FEN


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12萬", "120,000"),
        ("１２ 万元", "120,000"),
        ("1.5萬 西瓜", "15,000"),
        ("十二萬", "120,000"),
        ("3千塊", "3,000"),
        ("5K", "5,000"),
        ("120元5角", "120.50"),
        *(
            (text, "")
            for text in ("12萬5", "12萬半", "一千二百元", "5萬 美元", "5月3日", "三月", "2萬箱", "1 200")
        ),
        *(
            (text, "")
            for text in ("", "西瓜", "3個", "1e5", "0萬", "2,000萬", "1.23456萬", "120 元 30", "百", "萬")
        ),
    ],
)
def test_of_an_amount_written_otherwise_one_likely_number_is_suggested(text: str, meant: str) -> None:
    assert suggested(text) == meant


@given(text=st.text("0123456789.,一二十百千萬億元角 西瓜-", max_size=12))
def test_what_is_suggested_would_be_read_as_it_stands(text: str) -> None:
    meant = suggested(text)
    assert not meant or isinstance(read_money(meant), int)
