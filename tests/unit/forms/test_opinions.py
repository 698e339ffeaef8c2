"""Words under a request of the flow form: which tell that something was done, and which leave that open."""

import pytest

from forms.opinions import is_unsettled, read_opinion, tells_done


@pytest.mark.parametrize(
    "words",
    [
        "客戶還沒答覆",
        "在哪裡執行？",
        "金額不對",
        "明天再匯",
        "要退多少嗎",
        "Not done yet",
        "It will be paid on Friday",
    ],
)
def test_a_question_or_something_put_off_is_unsettled(words: str) -> None:
    assert is_unsettled(words)


@pytest.mark.parametrize(
    "words", ["已匯款 2,000 元", "客戶同意退 3,000 元，本週內到賬", "Refund 3,000 yuan this week"]
)
def test_what_was_done_or_agreed_is_settled(words: str) -> None:
    assert not is_unsettled(words)


def test_an_opinion_is_read_behind_its_label_only() -> None:
    assert read_opinion("綜合處理意見: 退 3,000 元：現金") == "退 3,000 元：現金"
    assert read_opinion("综合处理意见：退 300 元") == "退 300 元"
    assert read_opinion("請看綜合處理意見：退 300 元") == ""


@pytest.mark.parametrize(
    "words", ["已匯款 2,000 元", "換貨完成，出貨單 A-1123", "Done, see the receipt", "2,000 yuan paid"]
)
def test_what_says_that_it_was_done_records_a_deed(words: str) -> None:
    assert tells_done(words)


@pytest.mark.parametrize("words", ["先跟客戶說一聲", "下週一安排出貨"])
def test_what_is_only_planned_records_none(words: str) -> None:
    assert not tells_done(words)
