"""What is an answer to an enquiry, typed under it with or without 「答覆：」, and what answers nothing."""

import pytest

from forms import read_answer, says_nothing_yet


@pytest.mark.parametrize(
    "typed",
    [
        "好的",
        "收到，馬上處理",
        "我先看看",
        "我问一下仓库再回复",
        "等我下午問問",
        "是哪個倉庫？",
        "客戶是誰呢",
        "@孫主任 這個您知道",
        "請問哪一批",
        "OK, will check",
        "Let me ask the warehouse and come back to you",
        "which lot?",
        "",
    ],
)
def test_a_nod_a_question_back_and_a_promise_to_look_answer_nothing(typed: str) -> None:
    assert says_nothing_yet(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "11/27 到貨，首批 200 箱。",
        "沒有貨",
        "有",
        "倉庫鑰匙在保安室，找陳師傅",
        "已查，貨在 3 號倉，明天上午可以發，請業務通知客戶來提",
        "可以週五來提",
        "Will arrive on Friday, 200 boxes",
        "Please check with 周大海, he has the key",
    ],
)
def test_words_that_say_something_are_an_answer(typed: str) -> None:
    assert not says_nothing_yet(typed)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("答覆：到貨", "到貨"),
        ("答复: 到货", "到货"),
        ("答覆：", ""),
        ("Answer: it has arrived", "it has arrived"),
        ("到貨", None),
    ],
)
def test_the_label_is_no_part_of_the_answer(typed: str, words: str | None) -> None:
    assert read_answer(typed) == words
