"""What is written in English about days, as an English reader types it; other words stay what they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import forms
from forms.doubts import Doubt, doubt
from forms.english_dates import in_our_words
from forms.fund_words import read_month
from forms.moments import read_day
from forms.suspension_words import read_suspension
from tests.company import directory
from tests.unit.forms.posts import NOW

LABELLED = """產品質量投訴
投訴人：李小明
客戶名稱：東方五金
發貨日期：20 Nov 2026
品牌：H牌
規格及數量：120×60，300 箱
產品存在的質量問題：表面起泡
客戶要求：換貨
投訴時間：
"""


@pytest.mark.parametrize("line", ["Nov 23 9:32", "23 November 9:32", "today 9:32", "Monday 9:32"])
def test_a_time_on_a_line_of_its_own_is_no_name_out_of_a_copied_chat(line: str) -> None:
    form = forms.read(LABELLED + line, now=NOW).form()
    assert form.complained_at == NOW.replace(hour=9, minute=32)


@pytest.mark.parametrize("name", ["Sun", "May", "April Chen"])
def test_a_name_out_of_a_copied_chat_is_no_day(name: str) -> None:
    reading = forms.read(f"{name} 9:32\n{LABELLED}9:20", now=NOW)
    assert reading.fields["complained_at"] == "2026-11-23T09:20+08:00"


@pytest.mark.parametrize("value", ["20 Nov", "Yesterday", "Nov 20th, 2026"])
def test_a_day_typed_for_a_brand_is_asked_about(value: str) -> None:
    assert doubt("brand", value, now=NOW) is Doubt.LOOKS_LIKE_DATE


@pytest.mark.parametrize(
    "words", ["", "may come", "march on", "300 boxes, second lot", "sat idle", "on the line"]
)
def test_words_that_speak_of_no_day_stay(words: str) -> None:
    assert in_our_words(words) == words


@pytest.mark.parametrize(
    ("typed", "month"),
    [("November", 11), ("Nov 2026", 11), ("oct. 2026", 10), ("Last month", 10), ("上個月", 10)],
)
def test_a_month_of_the_fund_has_a_name(typed: str, month: int) -> None:
    assert read_month(typed, NOW.date()) == date(2026, month, 1)


def test_clocks_of_the_whole_company_are_suspended_in_english() -> None:
    read = read_suspension("24 Nov - 25 Nov whole company stocktaking", directory(), NOW)
    assert (read.is_for_all, read.departments) == (True, ())
    assert read.span is not None
    assert (read.span.starts_at.day, read.span.ends_at.day, read.span.rest) == (24, 26, "stocktaking")


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(("%d %B %Y", "%b %d, %Y", "%d-%b-%Y", "%B %dth %Y", "%d-%b-%y", "%d/%b/%y")),
)
def test_every_day_written_with_its_year_is_that_day(day: date, form: str) -> None:
    assert read_day(day.strftime(form), NOW.date()) == day


@given(st.text(alphabet="0123456789 -:.,apmthndov nextlaswkfriday", max_size=60))
def test_whatever_stands_in_letters_and_figures_raises_nothing(text: str) -> None:
    assert isinstance(in_our_words(text), str)
    forms.read_span(text, NOW)
