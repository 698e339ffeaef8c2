"""綜合處理意見 as typed: behind its label, and the words that put the decision off."""

import pytest

from forms.opinions import is_undecided, read_opinion


@pytest.mark.parametrize(
    "words",
    [
        "等客戶回覆",
        "等我想想",
        "再看看",
        "客戶還沒答覆，明天再談",
        "要退多少嗎",
        "等一下再定",
        "The customer has not answered yet",
    ],
)
def test_a_question_or_a_decision_put_off_is_none(words: str) -> None:
    assert is_undecided(words)


@pytest.mark.parametrize(
    "words",
    [
        *("客戶同意退 3,000 元，本週內到賬", "沒有質量問題，不予退款", "尚未付清的貨款扣 500 元"),
        *("下週三前換貨", "Refund 3,000 yuan this week"),
    ],
)
def test_what_is_to_be_done_is_a_decision_whatever_was_not_done(words: str) -> None:
    assert not is_undecided(words)


def test_an_opinion_is_read_behind_its_label_only() -> None:
    assert read_opinion("綜合處理意見: 退 3,000 元：現金") == "退 3,000 元：現金"
    assert read_opinion("综合处理意见：退 300 元") == "退 300 元"
    assert read_opinion("請看綜合處理意見：退 300 元") == ""
