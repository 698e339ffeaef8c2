"""Nothing that anybody types raises, and the time to read grows with the length alone."""

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import forms
from forms.labels import FIELDS, PARTS, REPLY, UNOFFICIAL, WRITTEN
from tests.unit.forms.posts import NOW
from workflow.values import Kind

WORDS = [name for table in (FIELDS, UNOFFICIAL, PARTS, REPLY) for names in table.values() for name in names]
WORDS += [*WRITTEN.values(), "投拆人", "《產品質量投訴》", "服务质量投诉", "投诉单", "填写格式"]
MARKS = [
    *":：;；,，|\n\n\n \t>《》【】[]()（）「」@-—_*、。/.年月日号點时分",
    "- - - -\n",
    "\n> ",
    "\u200b",
    "\ufeff",
]
DATES = [
    "11月31日",
    "民國115年",
    "昨晚9點",
    "上上周",
    "0年",
    "25时70分",
    "9:32",
    "小李 9:32\n",
    "二〇二六",
    "99999999999999",
]
WISHES = ["退", "换", "赔", "补", "不要", "不", "货", "就不用了", "对接人", "流程"]
TEXTS = st.lists(
    st.sampled_from(WORDS + MARKS * 3 + DATES + WISHES) | st.text(st.characters(), max_size=4), max_size=60
).map("".join)
MOMENTS = st.datetimes(timezones=st.timezones() | st.just(UTC))


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, MOMENTS)
def test_reading_raises_nothing(text: str, now: datetime) -> None:
    reading = forms.read(text, now=now)

    if reading.kind and not reading.problems:
        reading.form()
    assert not reading.fields.keys() & reading.problems.keys()
    assert reading.quotes.keys() <= reading.problems.keys()
    reading.model_dump_json().encode()


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS)
def test_reading_a_reply_raises_nothing_and_names_are_never_blank(text: str) -> None:
    reply = forms.read_reply(text)

    assert all(name.strip() for name in forms.split_names(reply.responsible))
    reply.model_dump_json().encode()


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(Kind), TEXTS)
def test_a_whole_form_of_noise_is_still_read(kind: Kind, noise: str) -> None:
    names = [
        "complainant",
        "customer",
        "shipped_on",
        "defect",
        "demand",
        "target",
        "event",
        "purpose",
        "complained_at",
    ]

    forms.read(forms.write(kind, dict.fromkeys(names, noise)), now=NOW)


@settings(deadline=None)
@given(TEXTS)
def test_a_reading_does_not_depend_on_zero_width_characters(text: str) -> None:
    sprinkled = "\u200b".join(text.replace("\r", "\n")) + "\ufeff"

    assert forms.read(sprinkled, now=NOW) == forms.read(text.replace("\r", "\n"), now=NOW)


FORM = "产品质量投诉\n投诉人：甲\n客户名称：乙\n产品存在的质量问题：裂\n客户要求："
EVENT = "服务质量投诉\n投诉人：甲\n投诉对象：乙\n投诉事件："
UNITS = [
    *(
        "退",
        "不要退",
        "不要要求要求退",
        "把把把退",
        "退、",
        "退，不用",
        "退不退",
        "换人",
        "、",
        "，",
        "不得不",
        "“退”",
    ),
    *(
        "客户：",
        "客户：a",
        "投诉人：",
        "投诉人：\n",
        "投诉人",
        "投 ",
        "投诉人(a",
        "投诉事件(",
        "规格：1 数量：2 ",
        "备注：a\n",
    ),
    *(
        "(",
        "（时间：",
        "(1)时间：",
        "时间：\n",
        "时间：1 ",
        "【",
        "「",
        "「a」\n",
        "」\n---\n",
        "- ",
        "-",
        "@\n",
        "> ",
        ">",
    ),
    *(
        "1",
        "一",
        "年",
        "1/",
        "1.1.",
        "9:",
        "昨",
        "小李 9:32\n",
        "① ",
        "①",
        "😀",
        "《产品质量投诉》",
        "产品投诉",
        "\n",
        " ",
        "_",
    ),
]


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the processor's time for one run: other programs do not count, nor does the heap of other tests."""
    gc.disable()
    try:
        start = time.thread_time()
        work(text)
        return time.thread_time() - start
    finally:
        gc.enable()


def ratio(work: Callable[[str], object], text: str) -> float:
    """Return how much longer 4096 characters take than 2048: the median of pairs timed one after the other.

    A machine that slows down for a while slows both of a pair; a pair cut in two by that is one among many.
    """
    pairs: list[float] = []
    while len(pairs) < 5 or (len(pairs) < 45 and median(pairs) > 2.5):
        short = seconds(work, text[:2048])
        pairs.append(seconds(work, text[:4096]) / short)
    return median(pairs)


@pytest.mark.parametrize("opening", ["", FORM, EVENT])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_length_takes_at_most_two_and_a_half_times_as_long(opening: str, unit: str) -> None:
    text = opening + unit * 4096

    assert ratio(lambda text: forms.read(text, now=NOW), text) <= 2.5
    assert ratio(forms.read_reply, text) <= 2.5


def test_a_huge_message_is_read_in_a_moment() -> None:
    text = FORM + "不要退货、换人，" * 20_000

    assert seconds(lambda text: forms.read(text, now=NOW), text) < 10
