"""How moments, lengths of time, money and people are written."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from jinja2 import DictLoader, Environment

from texts import Texts
from texts.filters import Filters, cut
from texts.labels import read_labels
from texts.shelves import ours

ZONE = ZoneInfo("Asia/Shanghai")
FILTERS = Filters(read_labels(ours()), ZONE)


def said(source: str, **facts: Any) -> str:
    environment = Environment(loader=DictLoader({}), autoescape=True)
    environment.filters.update(FILTERS.by_name())
    return environment.from_string(source).render(facts)


@pytest.mark.parametrize(
    ("moment", "case", "expected"),
    [
        ("2026-11-23T13:51:00+08:00", "P-20261123-001", "13:51"),
        ("2026-11-23T05:51:00+00:00", "P-20261123-001", "13:51"),
        ("2026-11-23T16:30:00+00:00", "P-20261123-001", "11/24 00:30"),
        ("2026-11-24T09:12:00+08:00", "P-20261123-001", "11/24 09:12"),
        ("2027-01-04T09:12:00+08:00", "P-20261231-001", "2027/1/4 09:12"),
        ("2026-11-23T09:12:00+08:00", "D-20261123-002", "09:12"),
        ("2026-11-23T09:12:00+08:00", "", "11/23 09:12"),
    ],
)
def test_a_time_carries_its_date_when_the_day_is_not_the_cases(moment: str, case: str, expected: str) -> None:
    assert said("{{ moment | clock }}", moment=moment, case=case) == expected


def test_a_time_may_be_told_beside_another_case_or_day() -> None:
    moment = "2026-11-23T09:12:00+08:00"
    assert said("{{ m | clock('P-20261123-004') }}", m=moment, case="P-20261120-001") == "09:12"
    assert said("{{ m | clock }}", m=moment, day="2026-11-23") == "09:12"
    assert said("{{ m | clock }}", m=moment) == "11/23 09:12"
    assert said("{{ m | exactly }}", m=moment) == "11/23 09:12"
    assert said("{{ m | exactly }}", m="2026-11-23T09:12:05+08:00", day="2026-11-23") == "09:12:05"


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("11-24T00:00", "11-27T00:00", "11/24–11/26"),
        ("11-24T00:00", "11-25T00:00", "11/24"),
        ("11-24T13:30", "11-24T18:00", "11/24 13:30–18:00"),
        ("11-23T13:30", "11-23T18:00", "13:30–18:00"),
        ("11-24T13:30", "11-25T10:00", "11/24 13:30–11/25 10:00"),
        ("11-24T20:00", "11-25T00:00", "11/24 20:00–24:00"),
        ("12-31T00:00", "12-31T00:00", "12/31 00:00–00:00"),
    ],
)
def test_a_span_of_whole_days_names_the_last_of_them(starts: str, ends: str, expected: str) -> None:
    told = said("{{ a | span(b) }}", a=f"2026-{starts}:00+08:00", b=f"2026-{ends}:00+08:00", day="2026-11-23")
    assert told == expected


def test_a_span_into_the_next_year_says_so() -> None:
    told = said("{{ a | span(b) }}", a="2026-12-30T16:00:00Z", b="2027-01-03T16:00:00Z", day="2026-11-23")
    assert told == "12/31–2027/1/3"


def test_dates_are_written_as_on_the_form() -> None:
    assert FILTERS.in_full("2026-11-20") == "2026年11月20日"
    assert FILTERS.in_full("2026-11-23T01:20:00Z") == "2026年11月23日9時20分"
    assert (FILTERS.day("2026-11-23"), FILTERS.weekday("2026-11-23"), FILTERS.weekday("2026-11-29")) == (
        "11/23", "一", "日",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "down", "up"),
    [
        (0, "不到 1 分鐘", "0 分鐘"),
        (59, "不到 1 分鐘", "1 分鐘"),
        (60, "1 分鐘", "1 分鐘"),
        (61, "1 分鐘", "2 分鐘"),
        (3600, "1 小時", "1 小時"),
        (7500, "2 小時 5 分鐘", "2 小時 5 分鐘"),
        (97261, "27 小時 1 分鐘", "27 小時 2 分鐘"),
    ],
)
def test_time_left_is_rounded_down_and_lateness_up(seconds: int, down: str, up: str) -> None:
    assert FILTERS.duration(seconds) == down
    assert FILTERS.duration(seconds, up=True) == up


def test_money_is_grouped_by_thousands() -> None:
    assert (FILTERS.money(50), FILTERS.money(1200)) == ("50 元", "1,200 元")


def test_a_person_is_mentioned_by_id_and_named_with_the_department() -> None:
    wang = {"name": "王<五>", "department": "打單部", "telegram_id": 1012}
    assert FILTERS.mention(wang) == '<a href="tg://user?id=1012">@王&lt;五&gt;</a>'
    assert FILTERS.mention(wang | {"telegram_id": None}) == "王&lt;五&gt;"
    assert FILTERS.who(wang) == "打單部王<五>"


def test_a_quotation_is_one_line() -> None:
    assert cut("一\n二\t三", 10) == "一 二 三"
    assert cut("一二三四五", 3) == "一二…"


def test_the_zone_is_the_companys() -> None:
    facts = {"act": "accept", "by": "王五", "at": "2026-11-23T10:07:00+08:00", "case": "P-20261123-001"}
    assert Texts(zone="Europe/Berlin").alert("already_done", facts) == "王五已於 03:07 受理。"
