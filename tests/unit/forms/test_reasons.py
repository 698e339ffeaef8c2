"""What is a reason of an appeal, and what only says that somebody appeals."""

import pytest

from forms.reasons import tells_no_reason


@pytest.mark.parametrize(
    "typed",
    [
        "不服",
        "不合理",
        "好",
        "好的。",
        "我不服",
        "處理結果不合理",
        "太不公平了",
        "不服！！",
        "還是不滿意",
        "1",
        "OK",
        "Unfair",
        "…",
    ],
)
def test_a_word_of_dissent_or_a_nod_is_no_reason(typed: str) -> None:
    assert tells_no_reason(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "只換 40 箱不夠",
        "外箱完好，不是運輸碰傷",
        "沒有驗貨",
        "不同意只換 40 箱",
        "要求全部退款",
        "鑒定錯了，見照片",
        "The cartons are whole",
    ],
)
def test_words_that_say_why_are_one(typed: str) -> None:
    assert not tells_no_reason(typed)
