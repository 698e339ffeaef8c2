"""Words that say nothing, and words that do."""

import pytest

from forms.nods import is_nod, tells_nothing

DEEDS = (
    "已處理",
    "不同意",
    "沒有意見",
    "照办",
    "可以，就這樣吧",
    "Done, thanks",
    "I disagree.",
    "OK, go ahead",
)


@pytest.mark.parametrize(
    "words", ["好的", "收到，謝謝。", "", "OK, will check", "Noted. Thank you!", "i'll check", "yes sure"]
)
def test_a_nod_says_nothing(words: str) -> None:
    assert is_nod(words)
    assert tells_nothing(words)


@pytest.mark.parametrize("words", DEEDS)
def test_a_bare_deed_answers_a_question_but_is_no_decision_or_record(words: str) -> None:
    assert not is_nod(words)
    assert tells_nothing(words)


@pytest.mark.parametrize(
    "words",
    [
        "已換貨 40 箱",
        "不同意，批次不是本部門做的",
        "完成換貨，出貨單 A-1123",
        "done: 40 boxes sent",
        "will check on Friday at 3",
    ],
)
def test_what_tells_anything_is_neither(words: str) -> None:
    assert not is_nod(words)
    assert not tells_nothing(words)
