"""Who bears what of a freight: read exactly as it was written, or refused; never guessed (C35, Q37)."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.freight import freight
from tests.company import directory
from workflow.commands import Do
from workflow.phases import Act
from workflow.vouchers import Freight, FreightWish

DIRECTORY = directory()
NAMES = ("生產部", "物流部", "採購部", "客服部")
IDS = {one.name: one.id for one in DIRECTORY.departments}
TENTHS = "零一二三四五六七八九十"


def read(bearings: str, amount: str = "1,300元") -> Do:
    typed = f"金額：{amount}\n承運：順達物流\n收款人：王師傅\n事由：退貨\n承擔部門：{bearings}"
    return freight(Do(case=1, act=Act.DRAFT_VOUCHER), typed, DIRECTORY)


def shares(do: Do) -> dict[str, int]:
    assert do.freight is not None
    return {one.department: one.percent for one in do.freight.bearings}


@pytest.mark.parametrize(
    "typed",
    [
        "生產部 70%、物流部 30%",
        "生產部70%物流部30%",
        "生產部 70 物流部 30",
        "生產部（７０％），物流部（３０％）",
        "生產部：70%；物流部：30%",
        "生产部承担70%，物流部承担30%",
        "生產部 70%\n物流部 30%",
        "由生產部負擔 70%、物流部 30%",
        "生產部 七成、物流部 三成",
        "生產部七成、物流部3成",
        "生產部百分之七十、物流部百分之三十",
        "生產部 7/10、物流部 3/10",
        "生產部 910元、物流部 390元",
        "生產部 910.00元、物流部 ￥390",
        "生產 70、物流 30",
    ],
)
def test_seventy_to_thirty_however_it_is_written(typed: str) -> None:
    do = read(typed)
    assert do.mistakes == ()
    assert shares(do) == {"production": 70, "logistics": 30}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("生產部", {"production": 100}),
        ("生產部、物流部", {"production": 50, "logistics": 50}),
        ("生產部、物流部平均承擔", {"production": 50, "logistics": 50}),
        ("生產部一半、物流部一半", {"production": 50, "logistics": 50}),
        ("生產部全部承擔", {"production": 100}),
        ("生產部 七成五、物流部 二成半", {"production": 75, "logistics": 25}),
    ],
)
def test_what_else_is_plain(typed: str, expected: dict[str, int]) -> None:
    do = read(typed)
    assert do.mistakes == ()
    assert shares(do) == expected


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("生產部全部，物流部不承擔", "share_unclear"),
        ("生產部 2/3、物流部 1/3", "no_percent"),
        ("生產部三分之二、物流部三分之一", "no_percent"),
        ("生產部 70%左右、物流部 30%", "unknown_department"),
        ("生產部約70%、物流部30%", "share_unclear"),
        ("生產部大部分、物流部小部分", "share_unclear"),
        ("生產部、物流部各半", "share_unclear"),
        ("生產部 %、物流部 %", "share_unclear"),
        ("生產部 70%、物流部", "percent_missing"),
        ("生產部 33.3%、物流部 66.7%", "no_percent"),
        ("生產部 -30%、物流部 130%", "no_percent"),
        ("生產部 910、物流部 390", "no_percent"),
        ("生產部 910元、物流部 300元", "amounts_not_whole"),
        ("生產部 910元、物流部 30%", "shares_mixed"),
        ("生產部 910.50元、物流部 389.50元", "amounts_no_percent"),
        ("生產部和物流部", "share_unclear"),
        ("月球部 70%、物流部 30%", "unknown_department"),
        ("生產部 70% 物流部 30% 謝謝", "unknown_department"),
    ],
)
def test_what_is_not_plain_is_refused_and_quoted(typed: str, problem: str) -> None:
    do = read(typed)
    assert problem in {one.problem for one in do.mistakes}
    assert shares(do) == {}


def test_amounts_of_a_freight_that_could_not_be_read_are_no_shares() -> None:
    do = read("生產部 910元、物流部 390元", amount="一千三")
    assert [one.field for one in do.mistakes] == ["amount"]
    assert shares(do) == {}


# What is read sums to 100 %, and each share is what was written

_cuts = st.lists(st.integers(1, 99), min_size=0, max_size=3, unique=True).map(sorted)
_yuan = st.integers(1, 100_000).map(lambda whole: whole * 100)


def written(percent: int, style: int, amount: int) -> str:
    """A share as one of many people would write it; `amount` in yuan, a multiple of 100."""
    tens, ones = divmod(percent, 10)
    as_tenths = f"{TENTHS[tens]}成{TENTHS[ones] if ones else ''}" if tens else f"{percent}%"
    as_yuan = f"{amount * percent // 100:,}元"
    return (f" {percent}%", f"{percent}％", f"（{percent}%）", f"承擔{percent}%", as_tenths, as_yuan)[style]


@given(
    cuts=_cuts, styles=st.lists(st.integers(0, 4), min_size=4, max_size=4), yuan=_yuan, in_yuan=st.booleans()
)
def test_each_share_is_what_was_written(
    cuts: list[int], styles: list[int], yuan: int, *, in_yuan: bool
) -> None:
    percents = [high - low for low, high in pairwise([0, *cuts, 100])]
    parts = [
        written(one, 5 if in_yuan else style, yuan) for one, style in zip(percents, styles, strict=False)
    ]
    typed = "、".join(name + part for name, part in zip(NAMES, parts, strict=False))
    do = read(typed, amount=f"{yuan}元")
    assert do.mistakes == ()
    assert shares(do) == {IDS[name]: percent for name, percent in zip(NAMES, percents, strict=False)}
    portions = Freight(
        **dict(do.freight or FreightWish(amount=0, carrier="", payee="", reason=""))
    ).portions()
    assert portions == {IDS[n]: yuan * p for n, p in zip(NAMES, percents, strict=False)}


_JUNK = st.text("七三成分之一半0123456789/%元.、，, 約不承擔多少各平均全部", min_size=1, max_size=12)


@given(first=_JUNK, second=_JUNK)
@example(first="七成多", second="三成不到")
def test_whatever_stands_beside_the_names_it_is_never_taken_for_equal_shares(first: str, second: str) -> None:
    do = read(f"生產部{first}、物流部{second}")
    if do.mistakes:
        assert shares(do) == {}
    elif sum(shares(do).values()) == 100 and set(shares(do).values()) == {50}:
        said = first + second
        assert any(word in said for word in ("5", "五", "半", "1/2", "平均")) or not said.strip(" 、，,。")
