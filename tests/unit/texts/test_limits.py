"""Telegram's limits hold for whatever people write; markup is never cut, and nothing is cut without need."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram_html import parse_html
from tests.unit.texts.samples import SAMPLES
from tests.unit.texts.stories import Said, everything_said
from texts import Texts
from texts.fitting import (
    ALERT_UNITS,
    CAPTION_UNITS,
    ELLIPSIS,
    MESSAGE_UNITS,
    plain,
    shorten,
    upto_sentence,
    utf16_length,
)

TEXTS = Texts()
NASTY = "<&>\"'</b> &amp; 👨‍👩‍👧🏽 {{ case }} 投訴，"
WORDS = frozenset(
    {
        *(
            "reason",
            "text",
            "published",
            "detail",
            "finding",
            "opinion",
            "plan",
            "customer",
            "brand",
            "demand",
        ),
        *(
            "spec_quantity",
            "defect",
            "event",
            "event_course",
            "target",
            "purpose",
            "note",
            "objected_reason",
            "quote",
            "error",
        ),
        *("changed_ruling", "prefilled", "name"),
    }
)


def swollen(facts: Any, length: int, key: str = "") -> Any:
    """The same facts, with every text that people write as long as it can get."""
    match facts:
        case dict():
            return {name: swollen(value, length, name) for name, value in facts.items()}
        case list():
            return [swollen(value, length, key) for value in facts]
        case str() if key in WORDS and not facts.isidentifier():  # a key of some label
            return (NASTY * (length // len(NASTY) + 1))[:length]
    return facts


def samples() -> list[Said]:
    by_name = {said.name: said for said in everything_said()}
    others = [Said(name, facts, "samples") for name, facts in SAMPLES.items()]
    return [*by_name.values(), *others]


@pytest.mark.parametrize("said", samples(), ids=lambda said: said.name)
@pytest.mark.parametrize("limit", [MESSAGE_UNITS, CAPTION_UNITS])
def test_a_message_fits_however_long_its_fields_are(said: Said, limit: int) -> None:
    html = TEXTS.render(said.name, swollen(said.facts, 4000), limit=limit)
    read = parse_html(html)
    assert read.text == plain(html)
    assert utf16_length(read.text) <= limit


def test_a_field_is_cut_only_as_far_as_it_must_be() -> None:
    facts = {"case": "P-20261123-001", "complainant": SAMPLES["start"]["person"], "duties": []}
    short = TEXTS.render("completed", facts | {"text": "字" * 3900})
    assert "字" * 3900 in short
    long = TEXTS.render("completed", facts | {"text": "字" * 4200})
    assert plain(long).count("字") >= 2999
    assert ELLIPSIS in long


def test_a_form_to_copy_is_whole_or_absent() -> None:
    mistakes = [{"field": "demand", "problem": "missing", "quote": ""}]
    facts = {"kind": "product", "mistakes": mistakes, "prefilled": "品牌：" + "長" * 4200}
    assert "<pre>" not in TEXTS.render("refused_form_mistakes", facts)
    fitting = TEXTS.render("refused_form_mistakes", facts | {"prefilled": "品牌：" + "長" * 3900})
    assert "長" * 3900 in fitting


def test_a_long_list_ends_early_and_says_so() -> None:
    one = SAMPLES["daily_summary"]["open_list"][0]
    facts = SAMPLES["daily_summary"] | {"open_list": [one] * 500}
    html = TEXTS.render("daily_summary", facts)
    listed = html.count("• P-")
    assert 5 <= listed < 500
    assert f"• 另有 {500 - listed} 件未列出" in html
    assert html.endswith("未繳 50 元")


def test_an_alert_ends_with_a_whole_sentence_where_it_can() -> None:
    facts = {"names": ["部" * 40] * 4}
    alert = TEXTS.alert("departments_unknown", facts)
    assert utf16_length(alert) <= ALERT_UNITS
    assert alert.endswith("。")
    assert upto_sentence("沒有句號" * 100, 50).endswith(ELLIPSIS)


@given(st.text(), st.integers(1, 60))
def test_what_is_shortened_fits_and_is_a_beginning(text: str, units: int) -> None:
    short = shorten(text, units)
    assert utf16_length(short) <= units
    assert short == text or text.startswith(short.removesuffix(ELLIPSIS))


@given(st.text(alphabet=st.sampled_from("a字😀\u200d\ufe0f👩 ")), st.integers(1, 20))
def test_no_emoji_is_left_holding_on_to_nothing(text: str, units: int) -> None:
    short = shorten(text, units)
    assert short == text or not short.removesuffix(ELLIPSIS).endswith(("\u200d", "\ufe0f"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_words_of_anybody_become_markup(words: str) -> None:
    facts = {"case": "P-20261123-001", "complainant": {"department": "部", "name": words}, "reason": words}
    read = parse_html(TEXTS.render("withdrawn", facts))
    found_by_telegram = {"bot_command", "mention", "hashtag", "cashtag", "url", "email", "phone_number"}
    assert {entity["type"] for entity in read.entities} - found_by_telegram == {"bold"}
    assert words.strip() in read.text
