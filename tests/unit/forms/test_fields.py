"""One field on its own is read as it would be in the form, and the fields make the form."""

import re

import pytest

from forms import Problem, fill, read, read_field, read_fields, write
from tests.company import at
from workflow.values import Kind

NOW = at("10:00")
PRODUCT = {
    "complainant": "李小明",
    "customer": "東方五金",
    "shipped_on": "2026-11-20",
    "brand": "H牌",
    "spec_quantity": "120×60，300 箱",
    "defect": "表面起泡，約 40 箱",
    "demand": "換貨",
    "complained_at": "2026-11-23T09:50+08:00",
}
SERVICE = {
    "complainant": "李小明",
    "target": "物流部",
    "event_time": "昨天下午",
    "event_cause": "送貨",
    "event_course": "司機不肯卸貨",
    "event_result": "客戶自己卸",
    "purpose": "改進服務質量",
    "complained_at": "2026-11-23T09:50+08:00",
}


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("customer", "　東方五金　", "東方五金"),
        ("customer", "客戶名稱：東方五金", "東方五金"),
        ("customer", "＿＿＿＿", Problem.MISSING),
        ("shipped_on", "11月20日", "2026-11-20"),
        ("shipped_on", "2026-11-20", "2026-11-20"),
        ("shipped_on", "出貨日期 11/20", "2026-11-20"),
        ("shipped_on", "上個月吧", Problem.INVALID),
        ("shipped_on", "2027年1月1日", Problem.FUTURE),
        ("complained_at", "今天9點50分", "2026-11-23T09:50+08:00"),
        ("complained_at", "早些時候", Problem.INVALID),
        ("complained_at", "今天 23:00", Problem.FUTURE),
        ("complained_at", "昨天下午", Problem.NO_TIME),
        ("complained_at", "昨天", Problem.NO_TIME),
        ("complained_at", "2026年11月22日", Problem.NO_TIME),
        ("complained_at", "昨天0點", "2026-11-22T00:00+08:00"),
        ("complained_at", "現在", "2026-11-23T10:00+08:00"),
        ("defect", "品牌：不是問題，是起泡", "品牌：不是問題，是起泡"),
    ],
)
def test_a_field_is_read_on_its_own(field: str, typed: str, value: str) -> None:
    assert read_field(field, typed, now=NOW) == value


@pytest.mark.parametrize(("kind", "values"), [(Kind.PRODUCT, PRODUCT), (Kind.SERVICE, SERVICE)])
def test_the_form_made_of_fields_is_the_form_that_is_pasted(kind: Kind, values: dict[str, str]) -> None:
    filled = fill(kind, values, now=NOW)
    pasted = read(write(kind, filled.fields), now=NOW)
    assert filled.form() == pasted.form()


def test_what_is_not_there_is_missing() -> None:
    filled = fill(Kind.PRODUCT, {**PRODUCT, "brand": ""}, now=NOW)
    assert filled.problems == {"brand": Problem.MISSING}
    assert fill(Kind.SERVICE, {}, now=NOW).problems.keys() >= {"event", "event_time", "purpose"}


def test_a_wish_for_goods_back_is_seen() -> None:
    assert fill(Kind.PRODUCT, PRODUCT, now=NOW).settlement
    assert not fill(Kind.PRODUCT, {**PRODUCT, "demand": "派人檢查"}, now=NOW).settlement


def test_labelled_lines_give_their_fields_and_other_words_nothing() -> None:
    product = read_fields(Kind.PRODUCT, "規格及數量：300 箱，批號 A18\n發貨日期：上個月吧", now=NOW)
    assert product == {"spec_quantity": "300 箱，批號 A18", "shipped_on": Problem.INVALID}
    assert read_fields(Kind.SERVICE, "經過：等了三小時", now=NOW) == {"event_course": "等了三小時"}
    assert read_fields(Kind.PRODUCT, "批號 A18", now=NOW) == {}


PAIRED = """Complainant 投訴人: 李小明
Customer 客戶名稱: 東方五金
Shipped on 發貨日期: 20 Nov
Brand 品牌: H
Specification and quantity 規格及數量: 120x60, 300 boxes
Defect 產品存在的質量問題: blisters, brand: still unknown
Customer's demand 客戶要求: new ones
Time of the complaint 投訴時間: today 9:50"""


@pytest.mark.parametrize("text", [PAIRED, re.sub(" [一-鿿]+:", ":", PAIRED), PAIRED.upper()])
def test_english_labels_are_read_alone_and_beside_the_official_ones(text: str) -> None:
    reading = read(text, now=NOW)
    assert (reading.kind, reading.problems) == (Kind.PRODUCT, {})
    assert {name: value.lower() for name, value in reading.fields.items()} == {
        "complainant": "李小明",
        "customer": "東方五金",
        "shipped_on": "2026-11-20",
        "brand": "h",
        "spec_quantity": "120x60, 300 boxes",
        "defect": "blisters, brand: still unknown",
        "demand": "new ones",
        "complained_at": "2026-11-23t09:50+08:00",
    }
