"""What marks a case under its card, and what is talk."""

import pytest

from forms import read_mark
from workflow.phases import Act


@pytest.mark.parametrize(
    ("typed", "act", "reason"),
    [
        ("緊急：客戶明早裝船", Act.MARK_URGENT, "客戶明早裝船"),
        ("Urgent: the customer ships tomorrow", Act.MARK_URGENT, "the customer ships tomorrow"),
        ("重點", Act.MARK_IMPORTANT, ""),
        ("follow closely", Act.MARK_IMPORTANT, ""),
        ("not urgent", Act.CLEAR_URGENT, ""),
        ("取消重點", Act.CLEAR_IMPORTANT, ""),
    ],
)
def test_a_mark_is_set_or_taken_off(typed: str, act: Act, reason: str) -> None:
    assert read_mark(typed) == (act, reason)


@pytest.mark.parametrize("typed", ["很緊急嗎", "this is urgent", "urgently needed: 40 boxes", "不緊急：再說"])
def test_talk_marks_nothing(typed: str) -> None:
    assert read_mark(typed) is None
