"""工藝流程 (C09) without its label: what tells how goods were made, and what merely speaks of a case."""

import pytest

from bot.demo import posts
from forms.nods import is_nod
from forms.publication import tells_process


@pytest.mark.parametrize(
    "text",
    [
        posts.PROCESS,
        "壓製成型，再施釉燒成，最後包裝",
        "压制成型，再施釉烧成",
        "11/18 第二班，烤漆 180 度 20 分鐘",
        "先打底再喷漆、烘干",
        "烤漆線 3 號，批號 A1118-2",
        "原料 -> 烤漆",
    ],
)
def test_what_tells_how_goods_were_made_is_known_without_a_label(text: str) -> None:
    assert tells_process(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "收到",
        "大家辛苦了",
        "這批是 11 月 18 日做的",
        "客戶說包裝破了，出貨前有檢驗",
        "請生產部查一下烤漆溫度和批號",
        "烤漆→包裝，對嗎？",
        "@錢主管 烤漆 180 度 20 分鐘",
        "這個烤漆工藝有問題",
        "P-20261123-001 > P-20261123-002",
    ],
)
def test_words_about_a_case_are_no_process(text: str) -> None:
    assert not tells_process(text)


@pytest.mark.parametrize("text", ["", "好的", "收到。", "OK 👌", "明白了！"])
def test_a_nod_is_nod(text: str) -> None:
    assert is_nod(text)
