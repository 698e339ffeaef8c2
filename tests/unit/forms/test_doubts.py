"""Values that look like a slip are told apart from all that people really write."""

import pytest

from forms import read
from forms.doubts import Doubt, doubt, doubts
from tests.company import at
from tests.unit.forms.posts import posts_in

NOW = at("10:00")


@pytest.mark.parametrize(
    "value", ["20日", "11/20", "２０２６－１１－２０", "民國115年11月20日", "11月20號", "昨天。", "周五"]
)
@pytest.mark.parametrize("field", ["brand", "spec_quantity", "customer"])
def test_a_date_alone_is_doubted_where_no_date_belongs(field: str, value: str) -> None:
    assert doubt(field, value, now=NOW) is Doubt.LOOKS_LIKE_DATE


@pytest.mark.parametrize("value", ["全部", "整批都是", "H牌"])
def test_a_quantity_without_a_number_is_doubted(value: str) -> None:
    assert doubt("spec_quantity", value, now=NOW) is Doubt.NO_NUMBER
    assert doubt("defect", value, now=NOW) is None


@pytest.mark.parametrize("value", ["沒有", "没有", "無", "不知道。", "N/A", "None"])
@pytest.mark.parametrize("field", ["brand", "customer", "demand"])
def test_a_value_that_says_nothing_is_doubted(field: str, value: str) -> None:
    assert doubt(field, value, now=NOW) is Doubt.SAYS_NOTHING


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brand", "H牌"),
        ("brand", "無印良品"),
        ("brand", "三六一度"),
        ("brand", "五月花"),
        ("spec_quantity", "120×60，300 箱"),
        ("spec_quantity", "兩百件"),
        ("spec_quantity", "11月20日那批 300 箱"),
        ("spec_quantity", "M8*25 一批"),
        ("shipped_on", "11/20"),
        ("event_time", "昨天"),
    ],
)
def test_what_people_write_there_is_not(field: str, value: str) -> None:
    assert doubt(field, value, now=NOW) is None


@pytest.mark.parametrize("file", ["complaints", "more_complaints"])
def test_nothing_that_was_really_posted_is_doubted(file: str) -> None:
    readings = [read(post.text, now=post.now) for post in posts_in(file)]
    assert [found for one in readings if (found := doubts(one.fields, now=one.now))] == []
