"""Words that record a deed or a payment: which tell that it was done, and which leave that open."""

import pytest

from forms.deeds import is_unsettled, tells_done, tells_receipt


@pytest.mark.parametrize(
    "words",
    [
        *("客戶還沒答覆", "在哪裡執行？", "金額不對", "明天再匯", "要退多少嗎", "還沒匯，等財務確認帳號"),
        *(
            "已轉財務審核，等匯款",
            "已安排財務匯款 3,000 元",
            "金額應為 1,000 元，請吳小芳重開",
            "王師傅週五來領現金",
        ),
        *("已通知財務，下週匯款", "Not done yet", "It will be paid on Friday"),
    ],
)
def test_a_question_or_something_put_off_is_unsettled(words: str) -> None:
    assert is_unsettled(words)


@pytest.mark.parametrize(
    "words",
    [
        *("已匯款 2,000 元", "換貨完成，出貨單 A-1123", "匯了 700 元給客戶", "換貨 300 箱，單號 SF123"),
        *("Done, see the receipt", "2,000 yuan paid"),
    ],
)
def test_what_says_that_it_was_done_records_a_deed(words: str) -> None:
    assert tells_done(words)
    assert not is_unsettled(words)


@pytest.mark.parametrize("words", ["先跟客戶說一聲", "下週一安排出貨", "退 300 元"])
def test_what_is_only_planned_records_none(words: str) -> None:
    assert not tells_done(words)


@pytest.mark.parametrize("words", ["收據 0816", "0816", "現金交王師傅簽收", "Paid in cash"])
def test_a_number_or_what_money_is_handed_over_with_is_a_receipt(words: str) -> None:
    assert tells_receipt(words)


@pytest.mark.parametrize("words", ["知道了，去辦", "不對，金額有誤", "請吳小芳過來"])
def test_other_words_are_none(words: str) -> None:
    assert not tells_receipt(words)
