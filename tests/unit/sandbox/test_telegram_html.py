"""What is said in HTML comes out as text and entities, or is refused where Telegram refuses it."""

import html
import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import Refused
from sandbox.entities import Styled, cut, styled, utf16_length
from sandbox.telegram_html import parse_html

BLOCKS = {"<blockquote>": "blockquote", "<blockquote expandable>": "expandable_blockquote", "<pre>": "pre"}
INLINE = {
    "<b>": "bold",
    "<em>": "italic",
    "<ins>": "underline",
    "<del>": "strikethrough",
    "<tg-spoiler>": "spoiler",
    "<code>": "code",
    '<a href="https://example.com/?a=1&amp;b=2">': "text_link",
    '<tg-time unix="1795399200" format="r">': "date_time",
}
TAGS = BLOCKS | INLINE


@dataclass(frozen=True)
class Piece:
    """A stretch of text, in a tag or plain."""

    tag: str
    text: str

    def source(self) -> str:
        escaped = html.escape(self.text)
        return f"{self.tag}{escaped}</{self.tag[1:].split()[0].rstrip('>')}>" if self.tag else escaped


# Letters from one, two, three and four byte planes; none that links, commands or mentions are made of.
words = st.text(st.sampled_from("aZ9é中😀<>&\"' \n"), min_size=1, max_size=8).map(lambda text: f"x{text}x")
pieces = st.lists(st.builds(Piece, st.sampled_from(["", *TAGS]), words), min_size=1, max_size=12)


def separated(parts):
    """Put plain text between the pieces: neighbours of one style would rightly become one entity."""
    return [*itertools.chain.from_iterable((part, Piece("", "·")) for part in parts)]


@given(pieces)
def test_html_comes_back_as_its_text_with_every_entity_over_its_own_words(parts):
    parts = separated(parts)
    said = parse_html("".join(part.source() for part in parts))
    assert said.text == "".join(part.text for part in parts)
    expected = [(TAGS[part.tag], part.text) for part in parts if part.tag]
    assert [(entity["type"], cut(said.text, entity)) for entity in said.entities] == expected


@given(words, words, words)
def test_nested_styles_both_cover_the_inner_words(before, inner, after):
    said = parse_html(f"<b>{html.escape(before)}<i>{html.escape(inner)}</i></b>{html.escape(after)}")
    assert [(entity["type"], cut(said.text, entity)) for entity in said.entities] == [
        ("bold", before + inner),
        ("italic", inner),
    ]


@given(st.text())
def test_any_text_escaped_is_said_as_it_is(text):
    assert parse_html(html.escape(text)).text == text.strip()


@given(st.text(st.sampled_from("<>/=\"' &;abipretg-#x1中"), max_size=30))
def test_any_source_is_parsed_or_refused_but_never_breaks(source):
    said, complaint = read(source)
    assert complaint == "" or complaint.startswith("Bad Request: can't parse entities: ")
    end = utf16_length(said.text)
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= end for e in said.entities)


def read(source):
    """Return what was said and no complaint, or nothing and the complaint."""
    try:
        return parse_html(source), ""
    except Refused as refusal:
        return Styled(), refusal.description


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("中<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_html_that_telegram_does_not_take_is_refused_with_the_place(source, complaint):
    with pytest.raises(Refused) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


def test_only_telegrams_four_named_characters_are_decoded():
    assert parse_html("&lt;&gt;&amp;&quot;&#39;&#x1F600;&nbsp;&hellip;").text == "<>&\"'😀&nbsp;&hellip;"


def test_a_link_to_a_person_is_a_mention_and_one_to_nowhere_is_dropped():
    said = parse_html('<a href="tg://user?id=101">李</a> <a href="nowhere">x</a>')
    assert said.entities == ({"type": "text_mention", "user_id": 101, "offset": 0, "length": 1},)


def test_code_with_a_language_in_pre_is_one_entity():
    said = parse_html('<pre><code class="language-sql">select 1</code></pre>')
    assert said.entities == ({"type": "pre", "language": "sql", "offset": 0, "length": 8},)


def test_touching_pieces_of_one_style_are_one_entity():
    assert parse_html("<b>a</b><b>b</b>").entities == ({"type": "bold", "offset": 0, "length": 2},)


def test_blank_space_around_a_text_is_cut_and_its_entities_move_along():
    said = parse_html("\n <b> a😀 </b>\n")
    assert said.text == "a😀"
    assert said.entities == ({"type": "bold", "offset": 0, "length": 3},)


def test_commands_mentions_and_links_are_found_outside_code():
    said = styled("😀 /why@tousu_bot @lixiaoming https://t.me/x?start=1，看")
    found = [(entity["type"], cut(said.text, entity)) for entity in said.entities]
    assert found == [
        ("bot_command", "/why@tousu_bot"),
        ("mention", "@lixiaoming"),
        ("url", "https://t.me/x?start=1"),
    ]
    assert [entity["type"] for entity in parse_html("<code>/why @lixiaoming</code>").entities] == ["code"]


@pytest.mark.parametrize("text", ["a/b", "11/23", "mail@example", "@abc", "//x", "</b>"])
def test_what_only_looks_like_a_command_or_mention_is_none(text):
    assert styled(text).entities == ()


def test_more_than_a_hundred_entities_are_cut_silently():
    assert len(parse_html("<b>x</b> " * 150).entities) == 100
