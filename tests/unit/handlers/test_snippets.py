"""The place where a word was found, in the words as they were written."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.pages import PAGED, turned, turning
from handlers.snippets import snippets
from workflow.names import plain


def shown(text: str, *words: str) -> str:
    (parts,) = snippets([text], [plain(word) for word in words])
    return "".join(f"[{part['text']}]" if part["hit"] else part["text"] for part in parts)


def test_the_match_is_marked_as_it_was_written() -> None:
    assert shown("表面起泡，約 40 箱", "起泡") == "表面[起泡]，約 40 箱"
    assert shown("東方五金的貨", "东方") == "[東方]五金的貨"
    assert shown("規格 120×60", "12060") == "規格 [120×60]"


def test_every_word_is_marked_once() -> None:
    assert shown("表面起泡，起泡約 40 箱", "起泡", "40箱") == "表面[起泡]，起泡約 [40 箱]"


def test_a_long_text_is_cut_around_the_match() -> None:
    told = shown("一" * 100 + "起泡" + "二" * 100, "起泡")
    assert told == "…" + "一" * 18 + "[起泡]" + "二" * 40 + "…"


def test_the_passage_with_most_of_the_words_is_shown() -> None:
    (parts,) = snippets(["東方五金", "東方的貨起泡"], ["东方", "起泡"])
    assert "".join(part["text"] for part in parts) == "東方的貨起泡"


def test_words_that_stand_apart_are_shown_each_in_its_passage() -> None:
    places = snippets(["東方五金", "換貨", "表面起泡"], ["东方", "起泡"])
    assert [[part["text"] for part in parts] for parts in places] == [["東方", "五金"], ["表面", "起泡"]]


def test_without_a_match_the_first_passage_is_shown() -> None:
    assert shown("表面起泡", "李小明") == "表面起泡"


@given(text=st.text(max_size=80), word=st.text(min_size=1, max_size=5).filter(plain))
def test_any_text_can_be_shown(text: str, word: str) -> None:
    assert isinstance(shown(text, word), str)


@given(name=st.sampled_from(sorted(PAGED)), words=st.text(max_size=15), start=st.integers(1, 10**9))
def test_a_page_button_brings_its_question_back(name: str, words: str, start: int) -> None:
    rows = turning(name, words, start)
    for row in rows:
        assert turned(row[0].choice) == (name, words)
    assert rows or len(words.encode("utf-16-be")) > 30


@given(choice=st.text(alphabet="abcxyz0129_", max_size=50))
def test_what_is_no_question_is_none(choice: str) -> None:
    assert turned(choice) is None or turned(choice)[0] in PAGED  # type: ignore[index]
