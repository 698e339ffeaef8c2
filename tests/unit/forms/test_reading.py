"""What a reading is good for: the form, its defaults, its quotes, its JSON."""

from datetime import date, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

import forms
from tests.unit.forms.posts import NOW
from workflow.values import Kind, ProductForm, ServiceForm

PRODUCT = """產品質量投訴
投訴人：李小明
客戶名稱：東方五金
發貨日期：11月12日
品牌：H牌
規格及數量：120×60，300 箱
產品存在的質量問題：表面起泡
客戶要求：換貨"""
SERVICE = """服務質量投訴
投訴人：李小明
投訴對象：物流部
投訴事件：時間：昨天；起因：送貨；過程：等了三小時；結果：空車回去
投訴目的：道歉
投訴時間：今天9點"""


def test_a_product_form_comes_out_typed() -> None:
    form = forms.read(PRODUCT, now=NOW).form()

    assert isinstance(form, ProductForm)
    assert form.shipped_on == date(2026, 11, 12)
    assert form.settlement


def test_a_service_form_comes_out_typed() -> None:
    form = forms.read(SERVICE, now=NOW).form()

    assert isinstance(form, ServiceForm)
    assert form.complained_at == NOW.replace(hour=9, minute=0)
    assert form.event_cause == "送貨"


@pytest.mark.parametrize("kind", [PRODUCT, SERVICE])
@pytest.mark.parametrize("end", ["。", "！", ".", "。•", "。-", "。（1）", "②", "）"])
def test_a_form_on_one_line_is_read_whatever_ends_its_sentences(kind: str, end: str) -> None:
    title, *lines = kind.split("\n")
    written = forms.read(f"{title}\n" + end.join(lines).replace("；", end), now=NOW)

    assert not written.problems
    assert {name: value.rstrip("。！.）") for name, value in _short(written).items()} == _short(
        forms.read(kind, now=NOW)
    )


def _short(reading: forms.Reading) -> dict[str, str]:
    return {name: value for name, value in reading.fields.items() if name != "event"}


def test_without_a_time_it_was_complained_of_now() -> None:
    reading = forms.read(PRODUCT, now=NOW)

    assert "complained_at" not in reading.fields
    assert reading.form().complained_at == NOW


def test_now_must_be_aware() -> None:
    with pytest.raises(ValueError, match="aware"):
        forms.read(PRODUCT, now=datetime(2026, 11, 23, 10, 5))  # noqa: DTZ001 - the mistake in question


def test_times_carry_nows_own_offset() -> None:
    tokyo = datetime(2026, 11, 23, 11, 5, tzinfo=timezone(timedelta(hours=9)))

    assert forms.read(SERVICE, now=tokyo).fields["complained_at"] == "2026-11-23T09:00+09:00"


def test_every_problem_is_gathered_at_once() -> None:
    reading = forms.read("產品投訴\n發貨日期：11月31日\n品牌：\n投訴時間：25點", now=NOW)

    assert reading.problems == {
        "complainant": "missing",
        "customer": "missing",
        "shipped_on": "invalid",
        "brand": "missing",
        "spec_quantity": "missing",
        "defect": "missing",
        "demand": "missing",
        "complained_at": "invalid",
    }
    assert reading.quotes == {"shipped_on": "11月31日", "complained_at": "25點"}


def test_a_shipping_date_to_come_is_a_problem_too() -> None:
    assert forms.read("產品投訴\n品牌：a\n發貨日期：2027-01-01", now=NOW).problems["shipped_on"] == "future"


def test_a_reading_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        forms.read(PRODUCT, now=NOW).kind = Kind.SERVICE


def test_chatter_has_nothing_but_its_kind() -> None:
    assert forms.read("收到", now=NOW).as_json() == {
        "kind": "none",
        "fields": {},
        "problems": {},
        "settlement": False,
    }
