"""What is typed behind /open, in either script and any order; what nobody knows is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import OpenWish, read_open_wish
from tests.company import directory
from workflow.marks import Mark
from workflow.values import Kind


def read(text: str) -> OpenWish:
    return read_open_wish(text, lambda item: tuple(one.id for one in directory().find_departments(item)))


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("", OpenWish()),
        ("服務", OpenWish(kind=Kind.SERVICE)),
        ("产品 超时", OpenWish(kind=Kind.PRODUCT, overdue=True)),
        ("逾期、生產部", OpenWish(overdue=True, departments=("production",))),
        ("生產 物流部", OpenWish(departments=("production", "logistics"))),
        ("我的", OpenWish(mine=True)),
        ("我的 草稿", OpenWish(mine=True, drafts=True)),
        ("late", OpenWish(overdue=True)),
        ("Overdue product complaints and mine", OpenWish(kind=Kind.PRODUCT, overdue=True, mine=True)),
        ("services, late", OpenWish(kind=Kind.SERVICE, overdue=True)),
        ("follow closely", OpenWish(marks=(Mark.IMPORTANT,))),
        ("西遊部 逾期", OpenWish(overdue=True, unknown=("西遊部",))),
    ],
)
def test_words_narrow_the_list(typed: str, wish: OpenWish) -> None:
    assert read(typed) == wish


@given(st.lists(st.text(alphabet="甲乙丙丁戊", min_size=1, max_size=5), max_size=4))
def test_every_word_that_is_not_understood_is_named_as_it_was_typed(words: list[str]) -> None:
    assert read(" ".join(words)).unknown == tuple(words)
