"""The official form is written so that it is read back.

The law: for fields without problems, read(write(kind, fields)).fields == fields, where each text field is a value
as `read` gives one (`trimming.trim` leaves it alone) and no line of it is itself a label, a header, a copied chat
line or a quotation; the event holds its four parts as labelled lines; the time is in the offset of reading.
"""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import forms
from forms.labels import WRITTEN
from forms.messages import counted
from forms.scanning import Page
from forms.trimming import is_blank, trim
from forms.vocabulary import FORM
from tests.unit.forms.posts import NOW, Post, posts_in
from workflow.values import Kind

LETTERS = (
    "東方五金李小明起泡退換不合格客戶問題時間結果品牌abcXYZ0123456789０１，。；、：:！*/()（）【】~&<>\"' \n"
)


FORMS = [post for post in posts_in("complaints") if post.expect["kind"] != "none"]
WHOLE = [post for post in FORMS if not post.expect["problems"]]


def is_ordinary(value: str) -> bool:
    """Tell a value that the law is about."""
    page = Page(f"：{value}")
    return (
        value == trim(value)
        and not is_blank(value)
        and counted(value) == value
        and not (page.labels(FORM) or Page(value).labels(FORM) or Page(value).headers)
    )


VALUES = st.text(LETTERS, min_size=1, max_size=30).map(trim).filter(is_ordinary)
DAYS = st.dates(date(2020, 1, 1), NOW.date())
MOMENTS = st.datetimes(NOW.replace(year=2020, tzinfo=None), NOW.replace(tzinfo=None)).map(
    lambda moment: moment.replace(tzinfo=NOW.tzinfo)
)


@st.composite
def product_fields(draw: st.DrawFn) -> dict[str, str]:
    texts = ("complainant", "customer", "brand", "spec_quantity", "defect", "demand")
    fields = {field: draw(VALUES) for field in texts} | {"shipped_on": draw(DAYS).isoformat()}
    return fields | {"complained_at": draw(MOMENTS).isoformat(timespec="minutes")}


@st.composite
def service_fields(draw: st.DrawFn) -> dict[str, str]:
    parts = {field: draw(VALUES) for field in ("event_time", "event_cause", "event_course", "event_result")}
    texts = {field: draw(VALUES) for field in ("complainant", "target", "purpose")}
    event = "\n".join(f"{WRITTEN[field]}：{value}" for field, value in parts.items())
    assume(trim(event) == event)
    return texts | parts | {"event": event, "complained_at": draw(MOMENTS).isoformat(timespec="minutes")}


@settings(deadline=None)
@given(product_fields())
def test_a_written_product_form_is_read_back(fields: dict[str, str]) -> None:
    reading = forms.read(forms.write(Kind.PRODUCT, fields), now=NOW)

    assert (reading.kind, reading.fields, reading.problems) == (Kind.PRODUCT, fields, {})


@settings(deadline=None)
@given(service_fields())
def test_a_written_service_form_is_read_back(fields: dict[str, str]) -> None:
    reading = forms.read(forms.write(Kind.SERVICE, fields), now=NOW)

    assert (reading.kind, reading.fields, reading.problems) == (Kind.SERVICE, fields, {})


@settings(deadline=None)
@given(service_fields())
def test_the_parts_alone_make_the_event(fields: dict[str, str]) -> None:
    parts = {field: value for field, value in fields.items() if field != "event"}

    assert forms.read(forms.write(Kind.SERVICE, parts), now=NOW).fields == fields


@settings(deadline=None)
@given(
    product_fields(), st.sets(st.sampled_from(sorted({"customer", "shipped_on", "demand", "complained_at"})))
)
def test_what_is_unknown_stays_blank_and_what_is_known_is_kept(
    fields: dict[str, str], unknown: set[str]
) -> None:
    known = {field: value for field, value in fields.items() if field not in unknown}

    reading = forms.read(forms.write(Kind.PRODUCT, known), now=NOW)

    assert reading.fields == known
    assert reading.problems == dict.fromkeys(unknown - {"complained_at"}, "missing")


@pytest.mark.parametrize("post", WHOLE, ids=lambda post: post.id)
def test_every_sample_that_is_whole_is_read_back_from_what_is_written(post: Post) -> None:
    reading = forms.read(post.text, now=post.now)
    assert reading.kind

    again = forms.read(forms.write(reading.kind, reading.fields), now=post.now)

    assert again.as_json() == reading.as_json()


@pytest.mark.parametrize("post", FORMS, ids=lambda post: post.id)
def test_a_form_with_faults_keeps_what_was_right_in_it(post: Post) -> None:
    reading = forms.read(post.text, now=post.now)
    assert reading.kind

    written = forms.write(reading.kind, reading.fields)
    again = forms.read(written, now=post.now)

    assert {**again.fields, "event": ""} == {**reading.fields, "event": ""}
    assert reading.fields.get("event", "") in again.fields.get("event", "")
    assert forms.write(again.kind or Kind.PRODUCT, again.fields) == written


@pytest.mark.parametrize("kind", Kind)
def test_a_blank_form_misses_every_field(kind: Kind) -> None:
    reading = forms.read(forms.blank(kind), now=NOW)

    assert (reading.kind, reading.fields) == (kind, {})
    assert set(reading.problems.values()) == {forms.Problem.MISSING}


def test_the_product_form_is_spelt_right_and_in_order() -> None:
    known = {"complainant": "李小明", "shipped_on": "2026-11-03", "complained_at": "2026-11-23T09:05+08:00"}

    assert forms.write(Kind.PRODUCT, known).split("\n") == [
        "《產品質量投訴》",
        "投訴人：李小明",
        "客戶名稱：",
        "發貨日期：2026年11月3日",
        "品牌：",
        "規格及數量：",
        "產品存在的質量問題：",
        "客戶要求：",
        "投訴時間：2026年11月23日9時05分",
    ]


def test_the_service_form_asks_for_the_four_parts_of_the_event() -> None:
    assert forms.blank(Kind.SERVICE).split("\n") == [
        "《服務質量投訴》",
        "投訴人：",
        "投訴對象：",
        "投訴事件：",
        *("時間：", "起因：", "過程：", "結果："),
        "投訴目的：",
        f"投訴時間：{forms.BLANK_TIME}",
    ]


def test_prose_is_kept_and_only_the_parts_it_lacks_are_asked_for() -> None:
    fields = {"event": "司機態度差\n時間：昨天", "event_time": "昨天"}

    lines = forms.write(Kind.SERVICE, fields).split("\n")

    assert lines[3:9] == ["投訴事件：", "司機態度差", "時間：昨天", "起因：", "過程：", "結果："]


def test_the_blank_time_can_be_chosen() -> None:
    assert forms.write(Kind.PRODUCT, {}, blank_time="").endswith("投訴時間：")
    assert forms.write(Kind.PRODUCT, {"complained_at": "昨天"}).endswith("投訴時間：昨天")


def test_the_day_written_is_the_wall_clock_of_the_time_given() -> None:
    late = (NOW - timedelta(days=3)).isoformat(timespec="minutes")

    assert "投訴時間：2026年11月20日10時05分" in forms.write(Kind.PRODUCT, {"complained_at": late})
